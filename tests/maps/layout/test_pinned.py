"""Chosen places: everybody who has one stands there, nobody else moves without need, and no line runs under a card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.maps.layout.grid import Frame, Grid, grid_of
from graphcrm.maps.layout.pinned import areas, pinned
from graphcrm.maps.layout.positions import has_places, people_layout
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.pins import MapPins, MapPlace
from tests.maps.crowd import crowd
from tests.maps.layout.standing import standing
from tests.maps.layout.test_positions import any_model, overlaps
from tests.maps.layout.test_routing import check, with_influence
from tests.maps.sample import sample

PLACES = st.builds(MapPlace, st.integers(1, 5), st.integers(1, 4), st.integers(1, 8))


def grid(model: MapModel) -> Grid:
    return grid_of(model.people, model.edges)


def with_places(model: MapModel, places: dict[str, MapPlace]) -> MapModel:
    pins = MapPins("HY", {})
    return replace(model, pins=MapPins("HY", {("", pins.person(i)): place for i, place in places.items()}))


@settings(deadline=None, max_examples=40)
@given(any_model(), st.data())
def test_whatever_is_pinned_nobody_overlaps_and_no_line_runs_under_a_card(model: MapModel, data: st.DataObject) -> None:
    ids = sorted(p.id for p in model.people)
    places = data.draw(st.dictionaries(st.sampled_from(ids), PLACES))
    full = with_places(with_influence(model), places)
    view = people_layout(full).views[0]
    assert set(view.at) == set(ids)
    assert overlaps(view) == []
    check(full, view)
    given_grid = grid(model)
    moved, elsewhere = pinned(given_grid, places)
    lane = {i: given_grid.grades[line] for i, (line, _) in given_grid.at.items()}
    assert {i: moved.grades[moved.at[i][0]] for i in ids} == lane
    assert all(lane[p.id] == p.grade for p in model.people if not p.outside)
    assert {i for i in ids if moved.at[i] != given_grid.at[i]} <= elsewhere
    # Guests stay in the frame of their organisation, and nobody else enters it.
    outside = {p.id: (p.org_category, p.org, p.org_en) for p in model.people if p.outside}
    for frame in given_grid.frames:
        assert {i for i in ids if moved.at[i] in frame.cells} == {
            i for i, firm in outside.items() if firm == frame.firm
        }


@settings(deadline=None, max_examples=40)
@given(any_model(), st.randoms(use_true_random=False))
def test_any_order_of_a_lane_can_be_chosen(model: MapModel, random: object) -> None:
    """All cells of the customer's lane that are taken, dealt out anew: each gets exactly the one that was chosen."""
    start = grid(model)
    inside = [p.id for p in model.people if not p.outside]
    wanted: dict[str, tuple[int, int]] = {}
    for grade in {start.grades[start.at[i][0]] for i in inside}:
        mates = sorted(i for i in inside if start.grades[start.at[i][0]] == grade)
        dealt = sorted(start.at[i] for i in mates)
        random.shuffle(dealt)  # type: ignore[attr-defined]
        wanted |= dict(zip(mates, dealt, strict=True))
    first = {grade: start.grades.index(grade) for grade in start.grades}
    lane = {i: start.grades[line] for i, (line, _) in wanted.items()}
    places = {i: MapPlace(lane[i], line - first[lane[i]] + 1, c + 1) for i, (line, c) in wanted.items()}
    moved, elsewhere = pinned(start, places)
    assert {i: moved.at[i] for i in wanted} == wanted
    assert elsewhere == frozenset(wanted)


def test_who_is_in_the_way_takes_the_place_that_becomes_free() -> None:
    start = grid(crowd(13))
    one, other = sorted((i for i, (line, _) in start.at.items() if start.grades[line] == 4), key=lambda i: start.at[i])[
        :2
    ]
    line, column = start.at[other]
    place = MapPlace(4, line - start.grades.index(4) + 1, column + 1)
    moved, elsewhere = pinned(start, {one: place})
    assert (moved.at[one], moved.at[other]) == (start.at[other], start.at[one])
    assert elsewhere == {one, other}
    rest = start.at.keys() - {one, other}
    assert {i: moved.at[i] for i in rest} == {i: start.at[i] for i in rest}


def test_a_place_of_another_rank_does_not_count() -> None:
    start = grid(crowd(13))
    assert pinned(start, {"c0001": MapPlace(5, 1, 2), "gone": MapPlace(4, 1, 1)}) == (start, frozenset())


def test_a_place_beyond_the_picture_is_the_nearest_in_it() -> None:
    start = grid(crowd(13))
    moved, _ = pinned(start, {"c0001": MapPlace(4, 1, 99)})
    assert moved.at["c0001"] == (start.grades.index(4), areas(start)[0][3])


def test_who_stands_where_depends_on_no_influence_and_pictures_of_departments_have_places_of_their_own() -> None:
    model = crowd(120)
    assert has_places(200)
    assert not has_places(201)
    pins = MapPins("HY", {})
    before = standing(model).views
    lower = next(v for v in before if v.key and sum(1 for i in v.at if _grade(model, i) == 2) > 1)
    at_two = sorted((i for i in lower.at if _grade(model, i) == 2), key=lambda i: lower.at[i])
    place = _place(lower, at_two[-1])
    chosen = replace(model, pins=MapPins("HY", {(pins.picture(lower.key), pins.person(at_two[0])): place}))
    after = standing(chosen).views
    assert [v.key for v in after if v.at != {w.key: w for w in before}[v.key].at] == [lower.key]
    assert {v.key: v for v in after}[lower.key].at[at_two[0]] == lower.at[at_two[-1]]


def _grade(model: MapModel, person: str) -> int:
    return next(p.grade for p in model.people if p.id == person)


def _place(view: object, person: str) -> MapPlace:
    slots, (x, y) = view.slots, view.at[person]  # type: ignore[attr-defined]
    column = slots.columns.index(x)
    line = next(k for k, (_, height) in enumerate(slots.lines) if height == y)
    grade = slots.lines[line][0]
    return MapPlace(grade, line - next(k for k, (g, _) in enumerate(slots.lines) if g == grade) + 1, column + 1)


@pytest.mark.parametrize("size", [13, 36, 60])
def test_places_hold_while_others_come(size: int) -> None:
    """Whoever is pinned in the middle of a lane stays in it at the same order although one more person appears."""
    model = crowd(size)
    start = standing(model).views[0]
    person = max((i for i in start.at if _grade(model, i) == 4), key=lambda i: start.at[i])
    place = _place(start, person)
    more = replace(model, people=(*model.people, replace(model.people[-1], id="z", grade=1)))
    view = standing(with_places(more, {person: place})).views[0]
    assert _place(view, person) == place


def test_the_sample_with_guests_moves_within_their_frame() -> None:
    model = sample()
    start = grid(model)
    frame = start.frames[0]
    guest = next(p for p in model.people if p.outside and start.at[p.id] in frame.cells)
    moved, _ = pinned(start, {guest.id: MapPlace(guest.grade, 9, 9)})
    assert moved.at[guest.id] in frame.cells


def test_the_frame_of_guests_follows_them() -> None:
    """Its name stands over the highest of them, where no line may run."""
    frame = Frame(("supplier", "x", ""), 0, 2, 0, 0)
    start = Grid({"g": (0, 0), "h": (2, 0)}, (4, 4, 3), 1, (frame,))
    moved, _ = pinned(start, {"g": MapPlace(4, 2, 1)})
    assert moved.at == {"g": (1, 0), "h": (2, 0)}
    assert moved.frames == (replace(frame, top=1),)

"""Where people stand: no overlap, no hang, no dependence on order or on anything that changes between meetings."""

from __future__ import annotations

import dataclasses
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.maps.layout.dots import dot_view
from graphcrm.maps.layout.positions import people_layout as layout
from graphcrm.maps.layout.tree import formal_tree
from graphcrm.maps.layout.views import CARD, Layout, Mode, View
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson
from tests.maps.crowd import crowd
from tests.maps.layout.standing import standing
from tests.maps.sample import sample


def model_of(people: list[MapPerson], edges: list[MapEdge]) -> MapModel:
    return MapModel(
        kind="influence", account=MapName("甲"), as_of="2026-01-01", people=tuple(people), edges=tuple(edges)
    )


@st.composite
def any_model(draw: st.DrawFn) -> MapModel:
    """Up to 40 people with arbitrary, also cyclic and contradictory, reporting lines."""
    n = draw(st.integers(1, 40))
    people = [
        MapPerson(
            id=f"n{i}",
            name=f"人{i}",
            grade=draw(st.integers(0, 5)),
            unit=draw(st.sampled_from(["", "a", "b"])),
            outside=draw(st.booleans()) and i % 3 == 0,
            org=draw(st.sampled_from(["x", "y", "z"])),
            org_category=draw(st.sampled_from(["supplier", "third_party"])),
        )
        for i in range(n)
    ]
    pairs = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.booleans()), max_size=60))
    return model_of(people, [MapEdge(LineKind.REPORTS_TO, f"n{a}", f"n{b}", dotted=d) for a, b, d in pairs])


def overlaps(view: View) -> list[tuple[str, str]]:
    spots = sorted(view.at.items())
    return [
        (a, b)
        for i, (a, (x, y)) in enumerate(spots)
        for b, (u, v) in spots[i + 1 :]
        if abs(x - u) < CARD[0] and abs(y - v) < CARD[1]
    ]


@pytest.mark.parametrize("model", [sample(), crowd(75)], ids=["cards", "pages"])
def test_lines_move_nobody(model: MapModel) -> None:
    """So where people stand is asked below without the lines."""
    whole = layout(model)
    assert any(view.lines for view in whole.views)
    bare = tuple(dataclasses.replace(view, lines={}, steps={}) for view in whole.views)
    assert standing(model) == dataclasses.replace(whole, views=bare)


@settings(deadline=None, max_examples=60)
@given(any_model())
def test_everybody_stands_in_the_own_lane_and_frame_and_nobody_on_anybody(model: MapModel) -> None:
    (view,) = standing(model).views
    assert set(view.at) == {p.id for p in model.people}
    assert overlaps(view) == []
    in_lanes(model, view)
    in_frames(model, view)


def in_lanes(model: MapModel, view: View) -> None:
    """Those inside stand in a lane of their grade, the highest on top; there may be several of people without one."""
    inside = [p for p in model.people if not p.outside]
    for p in inside:
        y = view.at[p.id][1]
        assert [lane.grade for lane in view.lanes if lane.top < y - CARD[1] / 2 and y + CARD[1] / 2 < lane.bottom] == [
            p.grade
        ]
    tops = [lane.top for lane in view.lanes]
    assert tops == sorted(tops)
    graded = [lane.grade for lane in view.lanes if lane.grade]
    assert graded == sorted(set(graded), reverse=True)
    assert {lane.grade for lane in view.lanes} == {p.grade for p in inside} or not inside


@settings(deadline=None, max_examples=60)
@given(any_model())
def test_whoever_leads_people_of_the_own_grade_or_has_none_stands_below_none_of_them(model: MapModel) -> None:
    grade = {p.id: p.grade for p in model.people}
    leading = formal_tree([p for p in model.people if not p.outside], model.edges).boss.items()
    for at in (standing(model).views[0].at, dot_view(model.people, model.edges).at):
        for report, boss in leading:
            if grade[boss] in (0, grade[report]):
                assert at[boss][1] <= at[report][1]


def test_a_deep_chain_without_grades_goes_downwards_in_full_rows() -> None:
    """Fifty people, each of whom reports to one of the few before: lanes of eight were full, and bosses stood below."""
    people = [MapPerson(id=f"p{i:02d}", name="x", grade=0) for i in range(50)]
    edges = [MapEdge(LineKind.REPORTS_TO, f"p{i:02d}", f"p{max(0, i - 1 - i % 6):02d}") for i in range(1, 50)]
    at = layout(model_of(people, edges)).views[0].at
    assert all(at[e.target][1] <= at[e.source][1] for e in edges)


def in_frames(model: MapModel, view: View) -> None:
    """Those outside stand in the frame of their organisation, to the right of all inside."""
    inside = [view.at[p.id][0] + CARD[0] / 2 for p in model.people if not p.outside]
    for region in view.regions:
        assert region.left > max(inside, default=float("-inf"))
    for p in model.people:
        within = [
            r for r in view.regions if r.left < view.at[p.id][0] < r.right and r.top < view.at[p.id][1] < r.bottom
        ]
        assert [(r.category, r.name) for r in within] == ([(p.org_category, p.org)] if p.outside else [])


@settings(deadline=None, max_examples=60)
@given(any_model(), st.randoms(use_true_random=False))
def test_order_of_input_and_what_changes_between_meetings_move_nobody(model: MapModel, rng: random.Random) -> None:
    people, edges = list(model.people), list(model.edges)
    ids = [p.id for p in people]
    tied = tuple((rng.choice(ids), rng.choice(ids), rng.random() < 0.5) for _ in range(5))
    before = standing(dataclasses.replace(model, ties=tied)).views[0].at
    rng.shuffle(people)
    rng.shuffle(edges)
    people = [dataclasses.replace(p, support=rng.choice([None, 1]), share=rng.random()) for p in people]
    edges += [MapEdge(LineKind.INFLUENCES, rng.choice(ids), rng.choice(ids), 0.4) for _ in range(5)]
    again = tuple((b, a, reports) for a, b, reports in rng.sample(tied, 5))
    assert standing(dataclasses.replace(model_of(people, edges), ties=again)).views[0].at == before


@settings(deadline=None, max_examples=40)
@given(any_model(), st.randoms(use_true_random=False))
def test_without_ties_of_all_days_places_follow_from_the_lines(model: MapModel, rng: random.Random) -> None:
    ids = [p.id for p in model.people]
    tied = [(rng.choice(ids), rng.choice(ids)) for _ in range(9)]
    edges = [*model.edges, *(MapEdge(LineKind.INFLUENCES, a, b, 0.4) for a, b in tied)]
    lines = model_of(list(model.people), edges)
    places = standing(lines).views[0].at
    assert standing(dataclasses.replace(model, ties=tuple((a, b, False) for a, b in tied))).views[0].at == places
    rng.shuffle(edges)
    assert standing(model_of(list(model.people), edges)).views[0].at == places


@settings(deadline=None, max_examples=60)
@given(any_model())
def test_the_tree_has_no_cycle_and_loses_nobody(model: MapModel) -> None:
    tree = formal_tree(model.people, model.edges)
    for start in tree.boss:
        seen, at = set(), start
        while at in tree.boss:
            assert at not in seen
            seen.add(at)
            at = tree.boss[at]
    reached = set(tree.roots) | {d for r in tree.roots for d in tree.descendants(r)}
    assert reached == {p.id for p in model.people}


def test_solid_lines_go_before_dotted_ones() -> None:
    people = [MapPerson(id=i, name=i, grade=g) for i, g in (("a", 4), ("b", 4), ("c", 3))]
    edges = [MapEdge(LineKind.REPORTS_TO, "c", "a", dotted=True), MapEdge(LineKind.REPORTS_TO, "c", "b")]
    assert formal_tree(people, edges).boss == {"c": "b"}


def test_a_boss_stands_over_the_middle_of_the_reports() -> None:
    people = [MapPerson(id="a", name="a", grade=4)] + [MapPerson(id=f"b{i}", name="b", grade=3) for i in range(3)]
    people += [MapPerson(id=f"c{i}", name="c", grade=2) for i in range(3)]
    edges = [MapEdge(LineKind.REPORTS_TO, f"b{i}", "a") for i in range(3)] + [
        MapEdge(LineKind.REPORTS_TO, f"c{i}", f"b{i}") for i in range(3)
    ]
    at = layout(model_of(people, edges)).views[0].at
    assert at["a"][0] == pytest.approx(sorted(at[f"b{i}"][0] for i in range(3))[1])
    assert [at[f"b{i}"][0] for i in range(3)] == pytest.approx([at[f"c{i}"][0] for i in range(3)])


def test_a_chain_of_two_hundred_bosses_is_no_problem() -> None:
    people = [MapPerson(id=f"p{i:03d}", name="x", grade=3, unit="u") for i in range(200)]
    edges = [MapEdge(LineKind.REPORTS_TO, f"p{i:03d}", f"p{i - 1:03d}") for i in range(1, 200)]
    plan = standing(model_of(people, edges))
    assert plan.mode is Mode.PAGES
    assert overlaps(plan.views[0]) == []


@pytest.mark.parametrize(
    ("size", "mode"),
    [
        (1, Mode.CARDS),
        (60, Mode.CARDS),
        (61, Mode.PAGES),
        (200, Mode.PAGES),
        (201, Mode.DOTS),
        (1000, Mode.DOTS),
        (1001, Mode.DOTS),
        (2000, Mode.DOTS),
    ],
)
def test_the_table_of_sizes(size: int, mode: Mode) -> None:
    plan = standing(crowd(size))
    assert plan.mode is mode
    assert (plan.warning is not None) == (size > 1000)


def test_departments_of_a_crowd_are_named_below_their_dots() -> None:
    """Thirty columns of dots of which nobody knows whose they are were a picture without a way in."""
    model = crowd(900)
    view = layout(model).views[0]
    columns = {c.name: c for c in view.columns}
    assert {(c.name, c.name_en) for c in view.columns} == {(p.unit, p.unit_en) for p in model.people}
    for p in model.people:
        x, y = view.at[p.id]
        assert columns[p.unit].left < x < columns[p.unit].right
        assert y < columns[p.unit].bottom
    edges = [edge for c in view.columns for edge in (c.left, c.right)]
    assert edges == sorted(edges)
    assert not layout(crowd(60)).views[0].columns


def test_too_many_people_are_refused_with_advice() -> None:
    with pytest.raises(UsageError) as caught:
        layout(crowd(2001))
    assert "Aggregate" in caught.value.text.en
    assert "2,001" in caught.value.text.zh


def test_pages_show_everybody_somewhere_and_at_most_sixty_first() -> None:
    model = crowd(150)
    plan = standing(model)
    first = plan.views[0]
    assert 30 <= len(first.at) <= 60
    assert {i for v in plan.views for i in v.at} == {p.id for p in model.people}
    tree = formal_tree(model.people, model.edges)
    for person in first.at:
        assert tree.boss.get(person) is None or tree.boss[person] in first.at
    for person, n in first.more.items():
        assert n == sum(d not in first.at for d in tree.descendants(person))
    assert all(overlaps(v) == [] for v in plan.views)


@pytest.mark.parametrize("why", ["listed", "in_circle", "on_path"])
def test_who_matters_is_on_the_overview(why: str) -> None:
    model = crowd(150)
    people = tuple(dataclasses.replace(p, **{why: p.id in ("c0149", "c0120")}) for p in model.people)
    assert {"c0149", "c0120"} <= set(standing(dataclasses.replace(model, people=people)).views[0].at)


def test_dots_keep_their_distance_and_their_lanes() -> None:
    model = crowd(600)
    view = layout(model).views[0]
    spots = {(round(x, 3), round(y, 3)) for x, y in view.at.values()}
    assert len(spots) == 600
    lanes = {lane.grade: lane for lane in view.lanes}
    for p in model.people:
        assert lanes[p.grade].top < view.at[p.id][1] < lanes[p.grade].bottom


@pytest.mark.parametrize("n", [0, 1])
def test_empty_and_single(n: int) -> None:
    plan: Layout = layout(model_of([MapPerson(id="a", name="a", grade=1)][:n], []))
    assert len(plan.views[0].at) == n


def test_editions_of_one_account_agree_where_people_stand() -> None:
    assert layout(sample()).views[0].at == layout(sample(edition=Edition.SHARED)).views[0].at


def test_the_frame_of_an_organisation_among_dots_has_room_for_its_name_and_its_people_in_the_middle() -> None:
    people = [dataclasses.replace(p, outside=False) for p in crowd(230).people]
    for k, (org, count) in enumerate((("甲", 1), ("乙", 2), ("丙", 9))):
        people += [
            MapPerson(id=f"x{k}{i}", name="人", grade=3, outside=True, org=org, org_category="supplier")
            for i in range(count)
        ]
    view = layout(model_of(people, [])).views[0]
    for k, org in enumerate(("甲", "乙", "丙")):
        frame = next(r for r in view.regions if r.name == org)
        assert frame.right - frame.left >= 114
        xs = [x for i, (x, _) in view.at.items() if i.startswith(f"x{k}")]
        assert min(xs) - frame.left == pytest.approx(frame.right - max(xs))
    for one, other in itertools.combinations(view.regions, 2):
        assert one.right < other.left or one.bottom < other.top or other.bottom < one.top
    inside = max(x for i, (x, _) in view.at.items() if not i.startswith("x"))
    assert all(r.left > inside for r in view.regions)


def test_a_thousand_people_and_their_organisations_fill_the_screen_and_names_can_be_read() -> None:
    guests = [
        MapPerson(
            id=f"x{k}{i}", name="人", grade=2 + i, outside=True, org=f"Northern Advisory {k}", org_category="supplier"
        )
        for k in range(12)
        for i in range(3)
    ]
    view = layout(model_of([*crowd(1000).people, *guests], [])).views[0]
    width = max(r.right for r in view.regions) - min(x for x, _ in view.at.values())
    height = view.lanes[-1].bottom - view.lanes[0].top
    scale = min(1760 / width, 800 / height)
    assert max(scale * width / 1760, scale * height / 800) > 0.99
    assert min(scale * width / 1760, scale * height / 800) > 0.6
    assert all(r.letters * scale >= 10 for r in view.regions)


@pytest.mark.parametrize("seed", range(4))
def test_who_leads_all_others_stands_in_the_middle_half(seed: int) -> None:
    at = standing(crowd(60, seed=seed)).views[0].at
    xs = sorted({x for x, _ in at.values()})
    quarter = (xs[-1] - xs[0]) / 4
    assert xs[0] + quarter <= at["c0000"][0] <= xs[-1] - quarter

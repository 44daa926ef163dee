"""The scenes of 100 generated accounts, of every kind of map: nothing overlaps, no line misleads, the stage is used."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from graphcrm.i18n import Text
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.layout.circles import circle_layout
from graphcrm.maps.layout.ecosystem import ecosystem_layout
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.routes import LABEL, label_spots, route_layout
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.routes import MapRoute, MapRoutes
from tests.maps.crowd import crowd
from tests.maps.kinds.test_ecosystem import joined, on_one_another, under_cards
from tests.maps.kinds.test_route import near
from tests.maps.layout.test_positions import overlaps
from tests.maps.layout.test_routing import check, strangers, with_guests
from tests.maps.stage import DESK, LAPTOP, shown

ACCOUNTS = 100
SEEDS = range(0, ACCOUNTS, 10)


def seeds(first: int) -> Iterator[random.Random]:
    return (random.Random(seed) for seed in range(first, first + 10))


def account(rng: random.Random) -> tuple[int, tuple[int, ...]]:
    """Five to sixty people, most of them not many, and how many of them each organisation outside has: a third have up to six."""
    size = rng.randint(5, rng.choice((15, 25, 60)))
    firms = tuple(rng.randint(1, 4) for _ in range(rng.choice((0, 0, 1, 2, 4, 6))))
    return (size, firms) if sum(firms) < size - 3 else (size, ())


#: Of the hundred each once: some have as many people and nobody outside.
IN_LANES = [*dict.fromkeys(account(random.Random(seed)) for seed in range(ACCOUNTS))]


def test_kinds_in_lanes_share_one_layout() -> None:
    """So the scenes of one of them stand for all."""
    layouts = {code: kind.layout for code, kind in KINDS.items()}
    assert len({layouts[code] for code in ("influence", "formal", "contest", "change")}) == 1
    assert layouts.keys() == {"influence", "formal", "contest", "change", "route", "ecosystem", "network"}


@pytest.mark.parametrize("first", range(0, len(IN_LANES), 10))
def test_people_in_lanes(first: int) -> None:
    for size, firms in IN_LANES[first : first + 10]:
        model = with_guests(size - sum(firms), firms) if firms else crowd(size, seed=size)
        people = len(model.people)
        view = people_layout(model).views[0]
        assert overlaps(view) == []
        check(model, view)
        assert strangers(model, view) == []
        desk, laptop = shown(view, DESK), shown(view, LAPTOP)
        assert desk.card >= (130 if people <= 40 else 105), people
        assert laptop.card >= 89.9, people
        largest = desk.card == 2 * CARD[0]  # few people: no picture is shown larger than that
        assert max(desk.across, desk.down) >= (0.5 if largest else 0.8), people
        assert min(desk.across, desk.down) >= (0.3 if largest else 0.6), people


@pytest.mark.parametrize("first", SEEDS)
def test_organisations(first: int) -> None:
    read_as_one = 0
    for rng in seeds(first):
        others = [rng.randint(0, 5) for _ in range(rng.randint(0, rng.choice((1, 2, 4, 9))))]
        sizes = (rng.randint(2, rng.choice((6, 12, 20))), rng.randint(1, 6), rng.randint(0, 3), *others)
        model = joined(sizes)
        plan = ecosystem_layout(model)
        assert overlaps(plan.views[0]) == []
        assert under_cards(model, plan) == []
        assert strangers(model, plan.views[0]) == [], sizes
        read_as_one += len(on_one_another(model, plan.views[0]))
        desk = shown(plan.views[0], DESK)
        assert desk.card >= (105 if sum(sizes) + len(sizes) <= 60 else 90), sizes
        assert max(desk.across, desk.down) >= 0.8, sizes
        assert min(desk.across, desk.down) >= 0.5, sizes
    assert read_as_one <= 1, "in an alley that is full one stays"


def routes(rng: random.Random) -> MapModel:
    """One to five routes of one to four hops to one person."""
    people = crowd(20).people
    target = people[0].id
    chains = [(*(p.id for p in rng.sample(people[1:], rng.randint(1, 4))), target) for _ in range(rng.randint(1, 5))]
    hops = sorted({hop for chain in chains for hop in pairwise(chain)})
    edges = tuple(MapEdge(LineKind.INFLUENCES, a, b, 0.4) for a, b in hops)
    band = Text("可行", "feasible")
    found = MapRoutes(target, tuple(MapRoute(chain, 0.2, band) for chain in chains))
    drawn = {p for chain in chains for p in chain}
    base = crowd(20)
    kept = tuple(p for p in base.people if p.id in drawn)
    return in_order(replace(base, kind="route", people=kept, edges=edges, routes=found))


@pytest.mark.parametrize("first", SEEDS)
def test_routes(first: int) -> None:
    struck = labels = 0
    for rng in seeds(first):
        model = routes(rng)
        plan = route_layout(model)
        view = plan.views[0]
        assert overlaps(view) == []
        assert under_cards(model, plan) == []
        spots = label_spots(view)
        labels += len(spots)
        others = [(j, piece) for j, points in view.lines.items() for piece in pairwise(points)]
        struck += sum(any(j != k and near(piece, x, y) for j, piece in others) for k, (x, y) in spots.items())
        for one, other in combinations(spots.values(), 2):
            assert abs(one[0] - other[0]) >= LABEL[0] or abs(one[1] - other[1]) >= LABEL[1]
        for x, y in spots.values():
            assert all(
                abs(x - u) >= (LABEL[0] + CARD[0]) / 2 or abs(y - v) >= (LABEL[1] + CARD[1]) / 2
                for u, v in view.at.values()
            )
    assert struck <= labels // 20, "of five routes that share people, hardly a hop runs through the label of another"


@pytest.mark.parametrize("ways", range(1, 6))
def test_of_direct_ways_each_is_seen_on_both_sides_of_its_label(ways: int) -> None:
    """A label as wide as the room that is kept for it stood on the bend before an arrow head instead, and hid it."""
    base = crowd(ways + 1)
    target, *ours = (p.id for p in base.people)
    edges = tuple(MapEdge(LineKind.INFLUENCES, a, target, 0.4) for a in ours)
    band = Text("可行", "feasible")
    found = MapRoutes(target, tuple(MapRoute((a, target), 0.2, band) for a in ours))
    view = route_layout(in_order(replace(base, kind="route", edges=edges, routes=found))).views[0]
    for k, (x, y) in label_spots(view).items():
        assert any(
            (ay == y == by and ax + 20 <= x - LABEL[0] / 2 and x + LABEL[0] / 2 <= bx - 20)
            or (ax == x == bx and min(ay, by) + 20 <= y - LABEL[1] / 2 and y + LABEL[1] / 2 <= max(ay, by) - 20)
            for (ax, ay), (bx, by) in pairwise(view.lines[k])
        ), (k, x, y)


@pytest.mark.parametrize("first", SEEDS)
def test_networks(first: int) -> None:
    for rng in seeds(first):
        base = crowd(rng.randint(5, 300))
        groups = rng.randint(1, 9)
        people = tuple(replace(p, community=rng.randrange(groups), rank=k + 1) for k, p in enumerate(base.people))
        for model in (replace(base, people=people), replace(base, people=people, ego=people[0].id)):
            view = circle_layout(model).views[0]
            spots = sorted(view.at.values())
            for k, (x, y) in enumerate(spots):
                beside = (s for s in spots[k + 1 :] if s[0] - x < 18)
                assert all((s[0] - x) ** 2 + (s[1] - y) ** 2 > 18**2 for s in beside), "dots lie on one another"

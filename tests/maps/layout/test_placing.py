"""Who stands where in a lane: everybody on a place of the own lane, lines short and apart, whatever the input's order."""

from __future__ import annotations

import itertools
import random
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.maps.layout.placing import _Placing, placed
from graphcrm.maps.layout.views import Cell, Room

Ties = dict[tuple[str, str], int]


def lanes(sizes: list[int], columns: int) -> list[Room]:
    """A lane of one line for each size, its people from the left on."""
    return [
        ([f"p{line}{k}" for k in range(size)], [(line, c) for c in range(columns)]) for line, size in enumerate(sizes)
    ]


def crossings(at: dict[str, Cell], ties: Ties) -> int:
    """Straight lines between two lanes cross if their ends are in opposite orders."""
    ends = [sorted((at[a], at[b])) for a, b in ties]
    return sum(
        (p[0][1] - q[0][1]) * (p[1][1] - q[1][1]) < 0
        for p, q in itertools.combinations(ends, 2)
        if (p[0][0], p[1][0]) == (q[0][0], q[1][0])
    )


def length(at: dict[str, Cell], ties: Ties) -> int:
    """As the module counts it: a column as much as two lines of cards."""
    return sum(w * (abs(at[a][0] - at[b][0]) + 2 * abs(at[a][1] - at[b][1])) for (a, b), w in ties.items())


@st.composite
def problem(draw: st.DrawFn) -> tuple[list[Room], Ties]:
    rooms = lanes(draw(st.lists(st.integers(1, 5), min_size=1, max_size=4)), 5)
    people = [p for ids, _ in rooms for p in ids]
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda p: p[0] < p[1])
    return rooms, draw(st.dictionaries(pairs, st.integers(1, 5), max_size=12)) if len(people) > 1 else {}


@settings(deadline=None, max_examples=60)
@given(problem())
def test_everybody_gets_a_place_of_the_own_lane_and_lines_become_no_worse(given: tuple[list[Room], Ties]) -> None:
    rooms, ties = given
    at = placed(rooms, ties)
    assert len(set(at.values())) == len(at)
    for people, cells in rooms:
        assert {at[p] for p in people} <= set(cells)
    start = {p: cell for people, cells in rooms for p, cell in zip(people, cells, strict=False)}
    steps = {line for line, _ in start.values()}
    if len(steps) == 2 and all(a[1] != b[1] for a, b in ties):  # else lines along a lane would count
        assert 10 * crossings(at, ties) + length(at, ties) <= 10 * crossings(start, ties) + length(start, ties)


@settings(deadline=None, max_examples=40)
@given(problem(), st.randoms(use_true_random=False))
def test_what_an_exchange_costs_is_what_all_crossings_counted_anew_come_to(
    given: tuple[list[Room], Ties], rng: random.Random
) -> None:
    met: list[_Placing] = []
    with patch.object(_Placing, "uncross", lambda self, _: met.append(self)):
        placed(*given)
    placing = met[0]

    def counted() -> int:
        pairs = [[a, b] for a, own in enumerate(placing._own) for b in own if a < b]
        laid = np.array([placing._crossings.number[*placing.at[pair]] for pair in pairs], dtype=int)
        return int(placing._crossings.by(laid)[:, laid].sum()) // 2

    movable = [a for a, mates in enumerate(placing._mates) if len(mates)]
    for _ in range(10 if movable else 0):
        one = np.array([rng.choice(movable) for _ in range(3)])
        other = np.array([rng.choice(placing._mates[a].tolist()) for a in one])
        least = placing._more_crossings(one, other, np.full(3, -(10**6)))
        told, before = placing._more_crossings(one, other, np.full(3, 10**6)), counted()
        assert (least <= told).all()
        a, b, stood, cost = int(one[0]), int(other[0]), placing.at.copy(), placing._whole()
        if not placing._exchange(a, b, anyway=False):
            assert (placing.at == stood).all()
            assert placing._whole() == cost
            placing._exchange(a, b)
            assert placing._whole() >= cost
        else:
            assert placing._whole() < cost
        assert counted() - before == told[0]


@settings(deadline=None, max_examples=40)
@given(problem(), st.randoms(use_true_random=False))
def test_the_order_of_ties_and_of_their_ends_does_not_matter(
    given: tuple[list[Room], Ties], rng: random.Random
) -> None:
    rooms, ties = given
    turned = [((b, a) if rng.random() < 0.5 else (a, b), w) for (a, b), w in ties.items()]
    rng.shuffle(turned)
    assert placed(rooms, dict(turned)) == placed(rooms, ties)


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(6)))
def test_pairs_across_two_lanes_come_to_stand_below_each_other(order: list[int]) -> None:
    rooms = lanes([6, 6], 6)
    ties = {(f"p0{k}", f"p1{other}"): 1 for k, other in enumerate(order)}
    at = placed(rooms, ties)
    assert crossings(at, ties) == 0
    assert length(at, ties) == 6


def test_whoever_is_joined_more_stands_nearer() -> None:
    """Of a lane of five the two at the ends who have to do with each other come together, with whom it takes least."""
    at = placed(lanes([5], 5), {("p00", "p04"): 1})
    assert abs(at["p00"][1] - at["p04"][1]) == 1
    at = placed(lanes([3], 7), {("p00", "p02"): 3, ("p01", "p02"): 1})
    assert sorted([at["p00"], at["p01"]])[0] < at["p02"] < sorted([at["p00"], at["p01"]])[1]


def test_without_ties_nobody_moves() -> None:
    rooms = lanes([3, 2], 4)
    assert placed(rooms, {}) == {p: cell for people, cells in rooms for p, cell in zip(people, cells, strict=False)}
    assert placed([], {}) == {}

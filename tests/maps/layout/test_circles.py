"""Positions of a network: discs that do not touch, the first in the middle, the same for the same people."""

from __future__ import annotations

import math

import pytest

from graphcrm.errors import UsageError
from graphcrm.maps.layout.circles import circle_layout
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson


def network(sizes: list[int], alone: int = 0) -> MapModel:
    """Communities of the given sizes, ranks dealt out in turn, and people without ties."""
    people, rank = [], 0
    for place in range(max(sizes)):
        for group, size in enumerate(sizes):
            if place < size:
                rank += 1
                people.append(MapPerson(f"p{rank}", f"P{rank}", 1, rank=rank, community=group))
    people += [MapPerson(f"x{i}", f"X{i}", 1, community=len(sizes) + i) for i in range(alone)]
    return MapModel("network", MapName("N"), "2026-01-01", tuple(people))


@pytest.mark.parametrize("sizes", [[1], [9], [5, 5], [40, 2, 2], [9, 7, 5], [120, 60, 30, 12, 4, 2]])
def test_nobody_stands_on_anybody_and_communities_keep_apart(sizes: list[int]) -> None:
    model = network(sizes, alone=3)
    at = circle_layout(model).views[0].at
    assert at.keys() == {p.id for p in model.people}
    group = {p.id: -1 if p.rank is None else p.community for p in model.people}
    for a in at:
        for b in at:
            if a < b:
                least = 60 if group[a] != group[b] else 33  # the largest dots are 32 wide
                assert math.dist(at[a], at[b]) >= least, (a, b)


def test_whoever_ranks_first_stands_in_the_middle() -> None:
    model = network([30, 20])
    at = circle_layout(model).views[0].at
    for group, first in ((0, "p1"), (1, "p2")):
        members = [at[p.id] for p in model.people if p.community == group]
        middle = [sum(axis) / len(members) for axis in zip(*members, strict=True)]
        assert min(members, key=lambda spot: math.dist(spot, middle)) == at[first]


def test_the_order_of_people_moves_nobody_and_sizes_have_limits() -> None:
    model = network([6, 5])
    turned = MapModel("network", model.account, model.as_of, model.people[::-1])
    assert circle_layout(model) == circle_layout(turned)
    assert circle_layout(network([1001])).warning is not None
    with pytest.raises(UsageError):
        circle_layout(network([2001]))


@pytest.mark.parametrize("sizes", [[6, 4, 3, 3], [9, 9], [30], [20] * 12])
def test_the_whole_has_the_shape_of_the_stage(sizes: list[int]) -> None:
    """Four communities once stood in a diamond as high as wide, which left more than half of a screen or a sheet empty."""
    wide, high = (
        max(axis) - min(axis) for axis in zip(*circle_layout(network(sizes)).views[0].at.values(), strict=True)
    )
    assert 1.7 <= wide / high <= 2.6

"""Positions of cards: rank rows, a tidy tree, organisations outside in frames to the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphcrm.maps.layout.tidy import columns
from graphcrm.maps.layout.tree import FormalTree, formal_tree
from graphcrm.maps.layout.views import CARD, Firm, Lane, View, region_round
from graphcrm.maps.records.edges import MapEdge
from graphcrm.maps.records.people import MapPerson

__all__ = ["card_view"]

_COLUMN = 172
_STACK = 74
_ROW_GAP = 42
_REGION_GAP = 60
_TALLEST_STACK = 8
#: The part of a usual screen (1920 x 1080) that the map gets; stacks are made as tall as fits it best.
_SCREEN = (1700, 800)
_LARGEST = 1.25


def card_view(key: str, people: Sequence[MapPerson], edges: Sequence[MapEdge], more: Mapping[str, int] = {}) -> View:
    """Try every height of stacks and keep the one that lets the picture be largest on a usual screen."""
    tries = [_stacked_view(key, people, edges, more, tall) for tall in range(1, _TALLEST_STACK + 1)]
    return max(enumerate(tries), key=lambda t: (round(t[1][0], 6), -t[0]))[1][1]


def _stacked_view(
    key: str, people: Sequence[MapPerson], edges: Sequence[MapEdge], more: Mapping[str, int], tall: int
) -> tuple[float, View]:
    inside = formal_tree([p for p in people if not p.outside], edges)
    firms = _outside(people)
    outside = {firm: formal_tree(members, edges) for firm, members in firms.items()}
    rows = sorted({r for tree in (inside, *outside.values()) for r in tree.row.values()})
    index = {r: i for i, r in enumerate(rows)}
    unit = {p.id: p.unit for p in people}

    def set_out(
        tree: FormalTree,
    ) -> tuple[dict[str, tuple[float, int]], Mapping[int, tuple[float, float]], frozenset[str]]:
        placed = columns(tree, {i: index[r] for i, r in tree.row.items()}, unit, tall)
        return dict(placed.at), placed.outline, placed.stacked

    at, outline, stacked = set_out(inside)
    start = max((hi for _, hi in outline.values()), default=-1.0) + 1
    frames: list[tuple[Firm, list[str]]] = []
    taken: dict[int, float] = {}
    for firm, tree in outside.items():
        spots, shape, more_stacked = set_out(tree)
        span = range(min(shape), max(shape) + 1)
        shift = max((taken[r] for r in span if r in taken), default=start)
        width = max(hi for _, hi in shape.values())
        for r in span:
            taken[r] = shift + width + 1.12
        at.update({i: (x + shift, level) for i, (x, level) in spots.items()})
        stacked |= more_stacked
        frames.append((firm, list(spots)))

    aside = {i for _, ids in frames for i in ids}
    row_of = {i: index[r] for tree in (inside, *outside.values()) for i, r in tree.row.items()}
    height = [1] * len(rows)
    for person, (_, level) in at.items():
        height[row_of[person]] = max(height[row_of[person]], level + 1)
    tops = [0.0]
    for n in height:
        tops.append(tops[-1] + (n - 1) * _STACK + CARD[1] + _ROW_GAP)
    centre = {
        person: (
            x * _COLUMN + CARD[0] / 2 + (_REGION_GAP if person in aside and inside.row else 0),
            tops[row_of[person]] + level * _STACK + CARD[1] / 2,
        )
        for person, (x, level) in at.items()
    }
    lanes = _lanes([5 - r[0] for r in rows], tops)
    regions = tuple(region_round(firm, [centre[i] for i in ids]) for firm, ids in frames)
    right = max((x for x, _ in centre.values()), default=0.0) + CARD[0] / 2
    scale = min(_SCREEN[0] / max(right, 1), _SCREEN[1] / max(tops[-1], 1))
    return min(scale, _LARGEST), View(key, centre, lanes, regions, frozenset(stacked), more)


def _outside(people: Sequence[MapPerson]) -> dict[Firm, list[MapPerson]]:
    """People of other organisations, by (category, name, English name), in that order."""
    firms: dict[Firm, list[MapPerson]] = defaultdict(list)
    for p in people:
        if p.outside:
            firms[(p.org_category, p.org, p.org_en)].append(p)
    return dict(sorted(firms.items()))


def _lanes(grades: Sequence[int], tops: Sequence[float]) -> tuple[Lane, ...]:
    """Bands from the middle of the gap above the first row of a grade to the middle of the gap below its last."""
    lanes: list[Lane] = []
    for i, grade in enumerate(grades):
        top, bottom = tops[i] - _ROW_GAP / 2, tops[i + 1] - _ROW_GAP / 2
        if lanes and lanes[-1].grade == grade:
            lanes[-1] = Lane(grade, lanes[-1].top, bottom)
        else:
            lanes.append(Lane(grade, top, bottom))
    return tuple(lanes)

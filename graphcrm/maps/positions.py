"""Where everybody stands: the same people stand in the same place from one meeting to the next.

Positions come from here and never from a simulation in the browser. They depend on grades, units, reporting lines,
organisations and ids only, so a new influence or a changed support moves nobody.

=============  ===========================================================================================
people         drawn as
=============  ===========================================================================================
up to 60       cards on one screen
61 - 200       cards: an overview of the people who matter most, and one page per department
201 - 1,000    dots
1,001 - 2,000  dots, with a warning
above          refused (`UsageError`) with advice
=============  ===========================================================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.dots import dot_columns
from graphcrm.maps.model import MapEdge, MapModel, MapPerson
from graphcrm.maps.tidy import columns
from graphcrm.maps.tree import FormalTree, formal_tree

__all__ = ["CARD", "Lane", "Layout", "Mode", "Region", "View", "layout"]

#: Width and height of a card in map units (pixels at zoom 1).
CARD = (156, 66)
_COLUMN = 172
_STACK = 74
_ROW_GAP = 42
_REGION_GAP = 60
#: The part of a usual screen (1920 x 1080) that the map gets; stacks are made as tall as fits it best.
_SCREEN = (1700, 800)
MAX_CARDS, MAX_PAGES, MAX_DOTS, MAX_PEOPLE = 60, 200, 1000, 2000


class Mode(StrEnum):
    """How people are drawn."""

    CARDS = "cards"
    PAGES = "pages"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Lane:
    """The band of one rank, in map units."""

    grade: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Region:
    """The frame round one organisation outside the customer."""

    name: str
    name_en: str
    category: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class View:
    """One picture: the centres of the people on it. `more` counts the people below somebody who are on another view."""

    key: str  # "" for the whole, else the department
    at: Mapping[str, tuple[float, float]]
    lanes: tuple[Lane, ...]
    regions: tuple[Region, ...] = ()
    stacked: frozenset[str] = frozenset()
    more: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """All pictures of a map; the first is shown first."""

    mode: Mode
    views: tuple[View, ...]
    warning: Text | None = None


def layout(model: MapModel) -> Layout:
    """Positions of a map, by the table of sizes above.

    Raises
    ------
    UsageError
        More than 2,000 people.
    """
    n = len(model.people)
    if n > MAX_PEOPLE:
        raise UsageError(
            Text(
                "{n} 人超出一张图的上限({most} 人)。请按部门汇总,或只画某个人周围的网络。",
                "{n} people are more than one map can show ({most}). Aggregate by department, or draw the network round "
                "one person.",
            ).format(n=n, most=MAX_PEOPLE)
        )
    people = sorted(model.people, key=lambda p: p.id)
    if n <= MAX_CARDS:
        return Layout(Mode.CARDS, (_cards("", people, model.edges),))
    if n <= MAX_PAGES:
        return Layout(Mode.PAGES, _pages(model, people))
    warning = None
    if n > MAX_DOTS:
        warning = Text(
            "{n} 人很多:图会慢,也难读。建议按部门汇总。",
            "{n} people are many: the map is slow and hard to read. Consider one map per department.",
        ).format(n=n)
    return Layout(Mode.DOTS, (_dots(people),), warning)


def _cards(key: str, people: Sequence[MapPerson], edges: Sequence[MapEdge], more: Mapping[str, int] = {}) -> View:
    """Try every height of stacks and keep the one that lets the picture be largest on a usual screen."""
    tries = [_card_view(key, people, edges, more, tall) for tall in range(1, 9)]
    return max(enumerate(tries), key=lambda t: (round(t[1][0], 6), -t[0]))[1][1]


def _card_view(
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
    frames: list[tuple[tuple[str, str, str], list[str]]] = []
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
    regions = tuple(_region(firm, [centre[i] for i in ids]) for firm, ids in frames)
    right = max((x for x, _ in centre.values()), default=0.0) + CARD[0] / 2
    scale = min(_SCREEN[0] / max(right, 1), _SCREEN[1] / max(tops[-1], 1))
    return min(scale, 1.25), View(key, centre, lanes, regions, frozenset(stacked), more)


def _outside(people: Sequence[MapPerson]) -> dict[tuple[str, str, str], list[MapPerson]]:
    """People of other organisations, by (category, name, English name), in that order."""
    firms: dict[tuple[str, str, str], list[MapPerson]] = defaultdict(list)
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


def _region(
    firm: tuple[str, str, str], spots: Sequence[tuple[float, float]], half: tuple[float, float] = CARD
) -> Region:
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    w, h = half[0] / 2 + 7, half[1] / 2 + 6
    return Region(firm[1], firm[2], firm[0], min(xs) - w, min(ys) - h - 25, max(xs) + w, max(ys) + h)


def _pages(model: MapModel, people: Sequence[MapPerson]) -> tuple[View, ...]:
    """An overview of at most 60 people with the bosses that join them, then one view per department."""
    tree = formal_tree(people, model.edges)
    on_paths = {i for path in model.paths for i in path.people}
    first = sorted(
        people,
        key=lambda p: (not (p.listed or p.in_circle or p.id in on_paths), -(p.share or 0.0), -p.grade, p.id),
    )
    shown: set[str] = set()
    for p in first:
        chain = [p.id]
        while (above := tree.boss.get(chain[-1])) is not None and above not in shown:
            chain.append(above)
        if p.id not in shown and len(shown) + len(chain) <= MAX_CARDS:
            shown.update(chain)
    more = {i: n for i in sorted(shown) if (n := sum(d not in shown for d in tree.descendants(i)))}
    views = [_cards("", [p for p in people if p.id in shown], model.edges, more)]
    units: dict[str, list[str]] = defaultdict(list)
    for p in people:
        units[p.org if p.outside else p.unit].append(p.id)
    by_id = {p.id: p for p in people}
    for unit in sorted(units):
        ids = set(units[unit]) | {tree.boss[i] for i in units[unit] if i in tree.boss}
        views.append(_cards(unit or "-", [by_id[i] for i in sorted(ids)], model.edges))
    return tuple(views)


def _dots(people: Sequence[MapPerson]) -> View:
    """Rank lanes again, a block of dots for each department and, to the right, for each organisation outside."""
    spots, tops, frames = dot_columns(people)
    grades = sorted({p.grade for p in people}, reverse=True)
    lanes = tuple(Lane(g, tops[i], tops[i + 1]) for i, g in enumerate(grades))
    regions = tuple(_region(firm, [spots[i] for i in ids], (30, 30)) for firm, ids in frames)
    return View("", spots, lanes, regions)

"""A picture of cards: everybody in a cell of the grid, the grid stretched to fill a screen, lines along its streets.

How wide streets and alleys are depends on the number of lines of cards and columns only. Places that people have chosen win.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.maps.layout.bands import ASPECT, COLUMN_GAP, ROW_GAP
from graphcrm.maps.layout.grid import Grid, grid_of
from graphcrm.maps.layout.pinned import areas, pinned
from graphcrm.maps.layout.plan import Plan
from graphcrm.maps.layout.views import CARD, TITLE, Lane, Point, Slots, View, region_round
from graphcrm.maps.layout.ways import Link
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.records.pins import MapPins

__all__ = ["Hop", "card_view", "hops_of"]

Hop = tuple[str, str]
"""A step of a hidden path."""

_WIDEST_ALLEY, _WIDEST_STREET = 110.0, 132.0
#: However few lines of cards or columns there are, they take this part of the height or width.
_MOST_OF_IT = 0.64
#: So much wider is the alley between the customer and organisations outside, where their lines meet.
_BORDER = 36.0


def card_view(
    key: str,
    people: Sequence[MapPerson],
    edges: Sequence[MapEdge],
    more: Mapping[str, int] = {},
    hops: Sequence[Hop] = (),
    pins: MapPins | None = None,
    near: Sequence[tuple[str, str, bool]] | None = None,
) -> View:
    """Set out people as cards, at chosen places where there are any, and their lines around them."""
    given = grid_of(people, edges, near)
    grid, chosen = pinned(given, pins.on(key, given.at) if pins else {})
    plan = _stretched(grid)
    centre = {
        i: (plan.left[column] + CARD[0] / 2, plan.top[line] + CARD[1] / 2) for i, (line, column) in grid.at.items()
    }
    members = {frame.firm: [centre[i] for i, cell in grid.at.items() if cell in frame.cells] for frame in grid.frames}
    regions = tuple(region_round(frame.firm, members[frame.firm]) for frame in grid.frames)
    lines, steps = _lines(grid, plan, edges, hops)
    return View(key, centre, _lanes(grid, plan), regions, more, lines, steps, _slots(given, plan, chosen))


def hops_of(model: MapModel) -> list[Hop]:
    """The steps of all hidden paths."""
    return [hop for path in model.paths for hop in zip(path.people, path.people[1:], strict=False)]


def _stretched(grid: Grid) -> Plan:
    """Streets or alleys made wider until the picture has the shape of a screen."""
    columns, lines = max(1, grid.columns), max(1, len(grid.grades))
    titles = {f.top for f in grid.frames}
    border = min((f.left for f in grid.frames), default=-1)
    width = columns * (CARD[0] + COLUMN_GAP) + COLUMN_GAP + (_BORDER if border > 0 else 0.0)
    height = lines * (CARD[1] + ROW_GAP) + ROW_GAP + len(titles) * TITLE
    alley = _widened(COLUMN_GAP, columns + 1, width, height * ASPECT, _WIDEST_ALLEY)
    street = _widened(ROW_GAP, lines + 1, height, width / ASPECT, _WIDEST_STREET)
    left = tuple(c * (CARD[0] + alley) + (_BORDER if 0 < border <= c else 0.0) for c in range(columns))
    top: list[float] = []
    streets: list[tuple[float, float]] = []
    y = -street
    for line in range(lines):
        streets.append((y, y + street))
        y += street + (TITLE if line in titles else 0.0)
        top.append(y)
        y += CARD[1]
    streets.append((y, y + street))
    ends = (-alley, *(x + CARD[0] for x in left))
    alleys = tuple(zip(ends, (*left, ends[-1] + alley), strict=True))
    return Plan(left, tuple(top), tuple(streets), alleys)


def _widened(gap: float, gaps: int, now: float, screen: float, widest: float) -> float:
    """How wide so many gaps are with which a picture fills a screen, as far as that looks well, but most of it in any case.

    In the first and the last gap may be nothing: what is seen as filled is between them.
    """
    whole = min(widest, gap + max(0.0, screen - now) / gaps)
    seen = _MOST_OF_IT * screen - (now - gaps * gap)
    return max(whole, seen / (gaps - 2)) if gaps > 2 else whole


def _slots(grid: Grid, plan: Plan, chosen: frozenset[str]) -> Slots | None:
    if not grid.at:
        return None
    columns = tuple(x + CARD[0] / 2 for x in plan.left)
    lines = tuple((grade, y + CARD[1] / 2) for grade, y in zip(grid.grades, plan.top, strict=True))
    return Slots(columns, lines, areas(grid), chosen)


def _lanes(grid: Grid, plan: Plan) -> tuple[Lane, ...]:
    """Bands of the ranks, each to the middle of the streets above and below."""
    lanes: list[Lane] = []
    for line, grade in enumerate(grid.grades):
        top, bottom = sum(plan.streets[line]) / 2, sum(plan.streets[line + 1]) / 2
        if lanes and lanes[-1].grade == grade:
            lanes[-1] = Lane(grade, lanes[-1].top, bottom)
        else:
            lanes.append(Lane(grade, top, bottom))
    return tuple(lanes)


def _lines(
    grid: Grid, plan: Plan, edges: Sequence[MapEdge], hops: Sequence[Hop]
) -> tuple[dict[int, tuple[Point, ...]], dict[Hop, tuple[Point, ...]]]:
    """The polyline of each line, by its place among `edges`, and of each step of a path that has no line of its own.

    All lines of one boss share a trunk; influence that is only derived from a reporting line runs along it.
    """
    from graphcrm.maps.layout.routing import routes  # loads NumPy

    on = [(k, e) for k, e in enumerate(edges) if e.source in grid.at and e.target in grid.at and e.source != e.target]
    chart = {(e.target, e.source): k for k, e in on if e.kind is LineKind.REPORTS_TO}
    along = {
        k: chart[e.source, e.target]
        for k, e in on
        if e.kind is LineKind.INFLUENCES and e.derived and (e.source, e.target) in chart
    }
    links: list[Link] = []
    owner: list[int | Hop] = []
    for k, e in on:
        if k in along:
            continue
        if e.kind is LineKind.REPORTS_TO:
            links.append(Link(f"={e.target}{'.' if e.dotted else ''}", e.target, e.source))
        else:
            links.append(Link(f"{k:06d}", e.source, e.target))
        owner.append(k)
    moving = {(e.source, e.target) for _, e in on if e.kind in (LineKind.INFLUENCES, LineKind.TRUSTS)}
    for hop in sorted(set(hops)):
        if hop not in moving and hop[0] in grid.at and hop[1] in grid.at and hop[0] != hop[1]:
            links.append(Link(f"hop {hop}", *hop))
            owner.append(hop)
    found = dict(zip(owner, routes(links, grid, plan), strict=True))
    lines = {k: points for k, points in found.items() if isinstance(k, int)}
    lines |= {k: lines[other] for k, other in along.items()}
    return lines, {hop: points for hop, points in found.items() if not isinstance(hop, int)}

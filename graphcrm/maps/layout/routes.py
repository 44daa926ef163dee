"""Positions of routes to one person: our people at the left, the target at the right, each step a column further.

A route runs along a line of its own; who is on several stands on the line of the best of them. Hops to the next column cross
the alley between the two; others run between the lines of cards, so that no hop lies under a card. Hops keep apart in ports,
alleys and streets, and each has a place for its label where neither a card nor another label is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graphcrm.dataclass import dataclass
from graphcrm.maps.layout.bands import ASPECT
from graphcrm.maps.layout.views import CARD, Layout, Mode, Point, View
from graphcrm.maps.records.model import MapModel

__all__ = ["LABEL", "label_spots", "route_layout"]

#: Width and height of the label of a hop.
LABEL = (112.0, 38.0)
#: Least and widest distance of lines of cards.
_STREET, _WIDEST = 84.0, 190.0
#: Ports so far apart leave room for the label of a neighbour.
_PORT, _TRACK = 26.0, 12.0
#: Length of an arrow head and a piece of its line.
_HEAD = 22.0
#: Between two columns labels come first, then hops change lines, then there is room for arrow heads.
_LABELS, _ANOTHER, _HEADS = LABEL[0] + 2 * _HEAD, LABEL[0] + 14, 44.0

#: Where on a stretch a label may stand if the best places are taken.
_PARTS = (0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95)

Cell = tuple[int, int]
Hop = tuple[str, str]


def route_layout(model: MapModel) -> Layout:
    """One picture of cards."""
    chains = _chains(model)
    column = _columns(chains)
    last = max(column.values(), default=0)
    target = model.routes.target if model.routes else ""
    if target in column:
        column[target] = max(1, last) if len(column) > 1 else 0
    line: dict[str, int] = {}
    taken: set[Cell] = set()
    for k, chain in enumerate(chains):
        for person in chain:
            if person not in line:
                line[person] = next(r for r in range(k, k + len(column) + 1) if (r, column[person]) not in taken)
                taken.add((line[person], column[person]))
    used = sorted(set(line.values()))
    line = {p: used.index(r) for p, r in line.items()}
    hops = [(k, (e.source, e.target)) for k, e in enumerate(model.edges) if {e.source, e.target} <= line.keys()]
    laid = _laid([h for _, h in hops], line, column)
    rooms = _rooms([h for _, h in hops], column)
    left = _lefts(laid, rooms)
    street = _street(len(used), left[-1] + CARD[0])
    at = {p: (left[column[p]] + CARD[0] / 2, line[p] * (CARD[1] + street) + CARD[1] / 2) for p in line}
    lines = dict(
        zip((k for k, _ in hops), _drawn([h for _, h in hops], line, column, at, street, laid, rooms), strict=True)
    )
    return Layout(Mode.CARDS, (View("", at, (), lines=lines),))


def _chains(model: MapModel) -> list[tuple[str, ...]]:
    """The routes; without any, the hops that are drawn end to end, then whoever is left."""
    found = [r.people for r in model.routes.routes] if model.routes else []
    if not found and model.edges:
        after = {e.source: e.target for e in model.edges}
        first = sorted(after.keys() - set(after.values())) or sorted(after)[:1]
        chain = first[:1]
        while (step := after.get(chain[-1])) is not None and step not in chain:
            chain.append(step)
        found = [tuple(chain)]
    seen = {p for chain in found for p in chain}
    return [*found, *((p.id,) for p in sorted(model.people, key=lambda p: p.id) if p.id not in seen)]


def _columns(chains: Sequence[Sequence[str]]) -> dict[str, int]:
    """Everybody to the right of all who come before them; a hop that would close a circle does not count."""
    after: dict[str, set[str]] = defaultdict(set)
    for chain in chains:
        for a, b in pairwise(chain):
            if not _reaches(after, b, a):
                after[a].add(b)
    column: dict[str, int] = {}

    def place(person: str) -> int:
        if person not in column:
            before = [p for p, following in after.items() if person in following]
            column[person] = max((place(p) + 1 for p in before), default=0)
        return column[person]

    for chain in chains:
        for person in chain:
            place(person)
    return column


def _reaches(after: Mapping[str, set[str]], start: str, goal: str) -> bool:
    todo, seen = [start], {start}
    while todo:
        person = todo.pop()
        if person == goal:
            return True
        fresh = after.get(person, set()) - seen
        seen |= fresh
        todo += fresh
    return False


def _street(lines: int, wide: float) -> float:
    """Distance of lines of cards with which the picture has the shape of a screen, as far as that looks well."""
    return max(_STREET, min(_WIDEST, (wide / ASPECT - lines * CARD[1]) / max(1, lines - 1)))


@dataclass(frozen=True, slots=True)
class _Laid:
    """How each hop runs, and which share an alley (right of a column) or a street (above a line) to change lines.

    A hop runs ``near`` if it changes lines right after its first card, ``far`` right before its last, and through the ``street``
    above its line where cards stand on both ways.
    """

    ways: Sequence[str]
    alleys: Mapping[int, Sequence[int]]
    streets: Mapping[int, Sequence[int]]


def _laid(hops: Sequence[Hop], line: Mapping[str, int], column: Mapping[str, int]) -> _Laid:
    alleys: dict[int, list[int]] = defaultdict(list)
    streets: dict[int, list[int]] = defaultdict(list)
    cards = {(line[p], column[p]) for p in line}

    def clear(row: int, a: str, b: str) -> bool:
        """Whether nobody stands on a line between two who are more than a column apart."""
        return all((row, c) not in cards for c in range(column[a] + 1, column[b]))

    ways: list[str] = []
    for k, (a, b) in enumerate(hops):
        forward = column[b] > column[a]
        way = "near" if forward and clear(line[b], a, b) else "far" if forward and clear(line[a], a, b) else "street"
        ways.append(way)
        if way != "far":
            alleys[column[a]].append(k)
        if way != "near":
            alleys[column[b] - 1].append(k)
        if way == "street":
            streets[line[a]].append(k)
    return _Laid(ways, alleys, streets)


def _rooms(hops: Sequence[Hop], column: Mapping[str, int]) -> list[float]:
    """Room right of each column for the labels of all hops that leave one card, one after the other."""
    leaving = Counter(a for a, _ in hops)
    return [
        _LABELS + (max((n for p, n in leaving.items() if column[p] == c), default=1) - 1) * _ANOTHER
        for c in range(1 + max(column.values(), default=0))
    ]


def _lefts(laid: _Laid, rooms: Sequence[float]) -> list[float]:
    """Left edge of each column."""
    left = [0.0]
    for c, room in enumerate(rooms[:-1]):
        left.append(left[-1] + CARD[0] + room + (len(laid.alleys.get(c, ())) - 1) * _TRACK + _HEADS)
    return left


def _drawn(
    hops: Sequence[Hop],
    line: Mapping[str, int],
    column: Mapping[str, int],
    at: Mapping[str, Point],
    street: float,
    laid: _Laid,
    rooms: Sequence[float],
) -> list[tuple[Point, ...]]:
    leaving, entering = _ports(hops, laid.ways, line, 0), _ports(hops, laid.ways, line, 1)

    starts = {column[p]: x - CARD[0] / 2 for p, (x, _) in at.items()}

    def ends(k: int) -> tuple[float, float]:
        a, b = hops[k]
        return at[a][1] + leaving[k], at[b][1] + entering[k]

    def between(k: int) -> float:
        """Height of the street that a hop runs through."""
        sharing = laid.streets[line[hops[k][0]]]
        return at[hops[k][0]][1] - (CARD[1] + street) / 2 + (sharing.index(k) - (len(sharing) - 1) / 2) * _TRACK

    def heights(alley: int, k: int) -> tuple[float, float]:
        """From which height to which other a hop changes in an alley."""
        start, end = ends(k)
        if laid.ways[k] != "street":
            return start, end
        return (start, between(k)) if alley == column[hops[k][0]] else (between(k), end)

    orders = {alley: _order({k: heights(alley, k) for k in sharing}) for alley, sharing in laid.alleys.items()}

    def turn(alley: int, k: int) -> float:
        place = orders[alley].index(k)
        if alley < 0:  # a hop back to the first column
            return -_HEADS - place * _TRACK
        return starts[alley] + CARD[0] + rooms[alley] + place * _TRACK

    found = []
    for k, (a, b) in enumerate(hops):
        start = at[a][0] + CARD[0] / 2, ends(k)[0]
        end = at[b][0] - CARD[0] / 2, ends(k)[1]
        way = laid.ways[k]
        if way != "street":
            x = turn(column[a] if way == "near" else column[b] - 1, k)
            points = [start, (x, start[1]), (x, end[1]), end]
        else:
            y = between(k)
            first, second = turn(column[a], k), turn(column[b] - 1, k)
            points = [start, (first, start[1]), (first, y), (second, y), (second, end[1]), end]
        found.append(_straight(points))
    return found


def _order(heights: Mapping[int, tuple[float, float]]) -> list[int]:
    """In which order hops turn in an alley: none takes the height of another that has not left it yet, if that can be."""
    waiting, order = list(heights), list[int]()
    while waiting:
        free = (k for k in waiting if all(j == k or abs(heights[j][0] - heights[k][1]) >= _TRACK / 2 for j in waiting))
        order.append(next(free, waiting[0]))
        waiting.remove(order[-1])
    return order


def _ports(hops: Sequence[Hop], ways: Sequence[str], line: Mapping[str, int], end: int) -> dict[int, float]:
    """Distance from the middle of the card at which a hop leaves (0) or enters (1) it, by the line or street that it comes from."""

    def towards(k: int) -> float:
        source, _ = hops[k]
        return line[source] - 0.5 if ways[k] == "street" else line[hops[k][1 - end]]

    beside: dict[str, list[int]] = defaultdict(list)
    for k, hop in enumerate(hops):
        beside[hop[end]].append(k)
    found: dict[int, float] = {}
    for here in beside.values():
        here.sort(key=lambda k: (towards(k), k))
        step = min(_PORT, (CARD[1] - 16) / max(1, len(here) - 1))
        own = line[hops[here[0]][end]]
        straight = [i for i, k in enumerate(here) if towards(k) == own]
        middle = straight[0] if len(straight) == 1 and len(here) <= 2 else (len(here) - 1) / 2
        found |= {k: (i - middle) * step for i, k in enumerate(here)}
    return found


def _straight(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that lie on the way between their neighbours."""
    kept: list[Point] = []
    for p in points:
        while len(kept) > 1 and any(kept[-2][i] == kept[-1][i] == p[i] for i in (0, 1)):
            kept.pop()
        kept.append(p)
    return tuple(kept)


def label_spots(view: View) -> dict[int, Point]:
    """Where each line has its label: the first place along it that is free, else the middle of the stretch that it hides least."""
    boxes: list[tuple[float, float, float, float]] = [(x, y, CARD[0], CARD[1]) for x, y in view.at.values()]
    stretches = {k: [_box(s) for s in pairwise(points)] for k, points in view.lines.items()}
    found: dict[int, Point] = {}
    for k, points in sorted(view.lines.items()):
        places = list(_places(points))
        others = [box for other, parts in stretches.items() if other != k for box in parts]
        free = [p for p in places if not any(_touch(p, box) for box in boxes)]
        apart = (p for p in free if not any(_touch(p, box) for box in others))
        found[k] = next(apart, free[0] if free else places[0])
        boxes.append((*found[k], LABEL[0], LABEL[1]))
    return found


def _box(stretch: tuple[Point, Point]) -> tuple[float, float, float, float]:
    (ax, ay), (bx, by) = stretch
    return (ax + bx) / 2, (ay + by) / 2, abs(ax - bx), abs(ay - by)


def _places(points: Sequence[Point]) -> Iterator[Point]:
    def length(stretch: tuple[Point, Point]) -> float:
        (ax, ay), (bx, by) = stretch
        return abs(ax - bx) + abs(ay - by)

    def shows(stretch: tuple[Point, Point]) -> float:
        """How much of a stretch is seen beside the label."""
        return length(stretch) - LABEL[stretch[0][1] != stretch[1][1]]

    # A stretch that shows on both sides of the label, and with it the arrow head, comes first; room is kept for just that, but for a
    # rounding.
    roomy = [s for s in pairwise(points) if shows(s) > 2 * _HEAD - 1]
    short = [s for s in pairwise(points) if s not in roomy]
    for stretch in [*sorted(roomy, key=lambda s: (s[0][1] != s[1][1], -length(s))), *sorted(short, key=shows)[::-1]]:
        (ax, ay), (bx, by) = stretch
        room = max(1, int((length(stretch) - 2 * _HEAD) // _ANOTHER)) if ay == by else 1
        side_by_side = sorted(((i + 0.5) / room for i in range(room)), key=lambda part: (abs(part - 0.5), part))
        for part in (*side_by_side, *_PARTS):
            yield ax + (bx - ax) * part, ay + (by - ay) * part


def _touch(spot: Point, box: tuple[float, float, float, float]) -> bool:
    x, y, w, h = box
    return abs(spot[0] - x) < (LABEL[0] + w) / 2 + 2 and abs(spot[1] - y) < (LABEL[1] + h) / 2 + 2

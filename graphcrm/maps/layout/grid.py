"""The cell of everybody: a line and a column of a grid, in which lines between people have streets of their own.

Everybody stands in the lane of the grade, organisations outside in frames to the right that nobody else enters. Who stands where
in a lane follows from who has to do with whom (`graphcrm.maps.layout.placing`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.maps.layout.bands import divided
from graphcrm.maps.layout.remembered import remembered
from graphcrm.maps.layout.tree import formal_tree, grade_of
from graphcrm.maps.layout.views import Cell, Firm, Room
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.people import MapPerson

__all__ = ["Frame", "Grid", "grid_of"]

#: More steps of one lane above each other than this are set side by side.
_MOST_STEPS = 3
#: How much more a reporting line keeps people together than another line.
_REPORTS = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """The cells of one organisation: first and last line, first and last column; whether its name stands over the first."""

    firm: Firm
    top: int
    bottom: int
    left: int
    right: int
    titled: bool = True

    @property
    def cells(self) -> set[Cell]:
        return {(r, c) for r in range(self.top, self.bottom + 1) for c in range(self.left, self.right + 1)}


@dataclass(frozen=True, slots=True)
class Grid:
    """Who stands where; `grades` of the lines from the top, `columns` in all."""

    at: Mapping[str, Cell]
    grades: tuple[int, ...]
    columns: int
    frames: tuple[Frame, ...]


def grid_of(
    people: Sequence[MapPerson], edges: Sequence[MapEdge], near: Sequence[tuple[str, str, bool]] | None = None
) -> Grid:
    """Give everybody a cell; who is `near` whom follows from the lines if it is not given."""
    tree = formal_tree([p for p in people if not p.outside], edges)
    row = {i: (lane, min(step, _MOST_STEPS)) for i, (lane, step) in tree.row.items()}
    outside: dict[Firm, list[str]] = defaultdict(list)
    for p in sorted(people, key=lambda p: (-p.grade, p.id)):
        if p.outside:
            outside[(p.org_category, p.org, p.org_en)].append(p.id)
    firms = sorted(outside)
    highest = max((p.grade for p in people if p.outside), default=0)
    division = divided(Counter(row.values()), [len(outside[firm]) for firm in firms], (2 * (5 - highest), 0))
    grades: list[int] = []
    rooms: list[Room] = []
    for rank, lines in division.lines.items():
        here = sorted((i for i in row if row[i] == rank), key=lambda i: (tree.row[i][1], i))
        rooms += _rooms(here, range(len(grades), len(grades) + lines), division.columns, rank[1] == _MOST_STEPS)
        grades += [grade_of(rank[0])] * lines
    frames: list[Frame] = []
    for firm, block in zip(firms, division.guests, strict=True):
        left, ids = division.columns + block.left, outside[firm]
        rooms.append((ids, [(block.top + k // block.wide, left + k % block.wide) for k in range(len(ids))]))
        bottom = block.top + (len(ids) - 1) // block.wide
        frames.append(Frame(firm, block.top, bottom, left, left + block.wide - 1))
    at = _placed(
        tuple((tuple(ids), tuple(places)) for ids, places in rooms), tuple(sorted(_ties(people, edges, near).items()))
    )
    return _narrowed(Grid(dict(at), tuple(grades), division.columns + division.beside, tuple(frames)))


@remembered
def _placed(rooms: tuple[Room, ...], ties: tuple[tuple[tuple[str, str], int], ...]) -> tuple[tuple[str, Cell], ...]:
    """The same people with the same ties stand on many maps of one session."""
    from graphcrm.maps.layout.placing import placed  # loads NumPy

    return tuple(placed(rooms, dict(ties)).items())


def _ties(
    people: Sequence[MapPerson], edges: Sequence[MapEdge], near: Sequence[tuple[str, str, bool]] | None
) -> Counter[tuple[str, str]]:
    """How much each two have to do with each other: the line of a boss keeps people together more than others do."""
    known = {p.id for p in people}
    here = [(e.source, e.target, e.kind is LineKind.REPORTS_TO) for e in edges if not e.derived]
    ties = [t for t in here if t[2]] + list(near) if near is not None else here
    found: Counter[tuple[str, str]] = Counter()
    for one, other, reports in {(min(a, b), max(a, b), reports) for a, b, reports in ties if a != b}:
        if one in known and other in known:
            found[one, other] += _REPORTS if reports else 1
    return found


def _rooms(people: Sequence[str], lines: range, columns: int, ordered: bool) -> Iterator[Room]:
    """One for all people of these lines of cards; of people who are ordered by their bosses one for each line.

    Whoever is alone on the first line, who leads the others, stands in the middle half of it.
    """
    if len(people) == 1 and lines.start == 0:
        quarter = columns // 4
        yield people, [(0, c) for _, c in _from_the_middle(1, range(1), columns) if quarter <= c < columns - quarter]
        return
    wide = -(-len(people) // max(1, len(lines))) if ordered else len(people)
    for k in range(0, len(people), max(1, wide)):
        here = people[k : k + wide]
        yield here, _from_the_middle(len(here), lines[k // wide :][:1] if ordered else lines, columns)


def _from_the_middle(people: int, lines: range, columns: int) -> list[Cell]:
    """All cells of these lines, first those in the middle that so many people fill, column by column."""
    wide = -(-people // max(1, len(lines)))
    left = (columns - wide) // 2
    order = sorted(range(columns), key=lambda c: (not left <= c < left + wide, c))
    return [(line, c) for c in order for line in lines]


def _narrowed(grid: Grid) -> Grid:
    """Without columns in which nobody stands."""
    used = {c for _, c in grid.at.values()}
    place = {c: sum(u < c for u in used) for c in used}
    frames = tuple(replace(f, left=place[f.left], right=place[f.right]) for f in grid.frames)
    return replace(grid, at={i: (r, place[c]) for i, (r, c) in grid.at.items()}, columns=len(used), frames=frames)

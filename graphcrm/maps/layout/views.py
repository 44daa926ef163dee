"""A layout: the pictures of a map, and where everybody stands on each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

__all__ = [
    "CARD",
    "CROWD",
    "FOREGROUND",
    "FOREGROUND_OF_DOTS",
    "TITLE",
    "Cell",
    "Column",
    "Firm",
    "Lane",
    "Layout",
    "Mode",
    "Point",
    "Region",
    "Room",
    "Slots",
    "View",
    "region_round",
]

#: Width and height of a card in map units (pixels at zoom 1).
CARD = (168, 66)
#: Height of the name over the frame of an organisation outside the customer.
TITLE = 32.0
#: More lines of influence than can be told apart on one stage: then the strongest stand out, so many of cards and of dots.
CROWD, FOREGROUND, FOREGROUND_OF_DOTS = 90, 40, 80
#: From the bands of the customer's ranks to the frames beside them.
_APART = 14.0

Point = tuple[float, float]

Firm = tuple[str, str, str]
"""An organisation outside the customer: category, name, English name."""
Cell = tuple[int, int]
"""A place of a grid: line from the top, column from the left."""
Room = tuple[Sequence[str], Sequence[Cell]]
"""People who may exchange places, in the order in which they stand at first, and all places that they have."""


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
    """The frame round one organisation outside the customer; the size of the letters of its name if the map is not one of cards."""

    name: str
    name_en: str
    category: str
    left: float
    top: float
    right: float
    bottom: float
    letters: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """The dots of one department: its edges, where they end, and the size of the letters of its name, which stands below them."""

    name: str
    name_en: str
    left: float
    right: float
    bottom: float
    letters: float


@dataclass(frozen=True, slots=True)
class Slots:
    """The places on which cards may stand.

    columns, lines
        Middle of each column from the left; of each line of cards from the top, with its grade.
    areas
        First and last line, first and last column, of the customer and of each organisation outside.
    pinned
        Who stands elsewhere than by the layout, because people chose places.
    """

    columns: tuple[float, ...]
    lines: tuple[tuple[int, float], ...]
    areas: tuple[tuple[int, int, int, int], ...]
    pinned: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """One picture: the centres of the people on it.

    more
        How many people below somebody are on another view.
    lines
        Points of the lines that are not drawn straight, by their place among the edges of the model; horizontal and vertical
        only, from edge to edge of the two cards. A reporting line runs from the boss.
    steps
        The same of steps of hidden paths that have no line of their own.
    slots
        The places on which cards may stand; None where people do not stand in lanes.
    columns
        Departments that stand side by side, from the left; none where people are cards.
    """

    key: str  # "" for the whole, else the department
    at: Mapping[str, tuple[float, float]]
    lanes: tuple[Lane, ...]
    regions: tuple[Region, ...] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[int, tuple[Point, ...]] = field(default_factory=dict)
    steps: Mapping[tuple[str, str], tuple[Point, ...]] = field(default_factory=dict)
    slots: Slots | None = None
    columns: tuple[Column, ...] = ()

    @property
    def bands_end(self) -> float | None:
        """Where the bands of the customer's ranks end: before the organisations outside, which have ranks of their own."""
        return min(r.left for r in self.regions) - _APART if self.lanes and self.regions else None


@dataclass(frozen=True, slots=True)
class Layout:
    """All pictures of a map; the first is shown first."""

    mode: Mode
    views: tuple[View, ...]
    warning: Text | None = None


def region_round(firm: Firm, spots: Sequence[tuple[float, float]]) -> Region:
    """The frame round the cards of one organisation, with room for its name on top."""
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    w, h = CARD[0] / 2 + 7, CARD[1] / 2 + 6
    return Region(firm[1], firm[2], firm[0], min(xs) - w, min(ys) - h - TITLE + 1, max(xs) + w, max(ys) + h)

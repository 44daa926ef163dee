"""What a picture consists of. Colours are names of the palette (``ink``, ``support.2``), texts are in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

__all__ = ["Anchor", "Box", "Drawing", "Label", "Line", "Point", "Polygon", "Round", "Shape"]


Point = tuple[float, float]
Anchor = str
"""Where a label stands at its point: ``start``, ``middle`` or ``end``."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its corners rounded by `radius`.

    told
        What a reader who cannot see it, or points at it, is told.
    about
        Whom or what it belongs to, as here in every shape: a page finds it by this.
    """

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    weight: float = 1.0
    radius: float = 0.0
    dashed: bool = False
    told: Text | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    weight: float = 1.0
    told: Text | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Straight pieces from point to point; `arrow` puts a head at the end."""

    points: Sequence[Point]
    stroke: str = "ink"
    weight: float = 1.0
    dashed: bool = False
    arrow: bool = False
    told: Text | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed area."""

    points: Sequence[Point]
    fill: str | None = None
    stroke: str | None = None
    weight: float = 1.0
    opacity: float = 1.0
    told: Text | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of letters; `y` is its base line."""

    x: float
    y: float
    text: Text
    size: float = 12.0
    colour: str = "ink"
    bold: bool = False
    anchor: Anchor = "start"
    about: str = ""
    struck: bool = False


Shape = Box | Round | Line | Polygon | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a size; `title` is what it is called where it cannot be seen."""

    width: float
    height: float
    title: Text
    shapes: tuple[Shape, ...]

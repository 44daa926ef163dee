"""What stands below a map that stands still: what the signs on its cards say, and what it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphcrm.charts.lettering import room
from graphcrm.charts.support import LEVELS, drawn
from graphcrm.drawing.shapes import Box, Label, Shape
from graphcrm.i18n import Text
from graphcrm.spoken import joined

__all__ = ["foot"]


def foot(
    levels: Collection[str],
    notes: Sequence[Text],
    sides: tuple[float, float],
    top: float,
    letters: float,
    *,
    grey: bool,
) -> tuple[list[Shape], float]:
    """The levels of support from the left, the notes at the right or, where they have no room there, below; and where it ends.

    Parameters
    ----------
    levels
        Those that are on the cards.
    sides
        Left and right edge of the map.
    letters
        Size of its names; what is written here is a little smaller.
    grey
        Its cards have the signs without the colours.
    """
    small = letters * 0.85
    shapes: list[Shape] = []
    left, right = sides[0] + 8, sides[1] - 8
    x, y = left, top + letters * 0.6
    for code in (code for code in LEVELS if code in levels):
        wide = letters * 1.95 + room(LEVELS[code], small)
        if x > left and x + wide > right:
            x, y = left, y + letters * 1.5
        fill, glyph = ("lane", "ink") if grey else (f"support.{code}", f"glyph.{code}")
        shapes.append(Box(x, y - letters * 0.1, letters * 1.5, letters * 1.2, fill, "frame", 1, 3))
        shapes += drawn(code, x + letters * 0.75, y + letters * 0.5, letters / 15, glyph)
        shapes.append(Label(x + letters * 1.95, y + letters * 0.8, LEVELS[code], small, "soft"))
        x += wide + letters
    if notes:
        said = joined(notes)
        y += letters * 1.5 if x > left and x + room(said, small) > right else 0
        shapes.append(Label(right, y + letters * 0.8, said, small, "soft", anchor="end"))
    return shapes, y + letters * 1.4 if shapes else top

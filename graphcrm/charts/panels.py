"""Small pictures of the same kind beside each other, one a person: easier to compare than many lines in one."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.charts.lettering import Sign, legend, moved
from graphcrm.drawing.shapes import Drawing, Shape
from graphcrm.i18n import Text

__all__ = ["WIDE", "panels"]

#: Width of one panel; three stand beside each other.
WIDE = 310.0
_BESIDE = 3


def panels(each: Sequence[Sequence[Shape]], high: float, signs: Sequence[Sign], title: Text) -> Drawing:
    """Panels of the same height in rows of three, under their legend."""
    shapes, top = legend(signs, 0, 2, WIDE * _BESIDE)
    for i, panel in enumerate(each):
        x, y = WIDE * (i % _BESIDE), top + 6 + high * (i // _BESIDE)
        shapes += [moved(shape, x, y) for shape in panel]
    rows = -(-len(each) // _BESIDE)
    return Drawing(WIDE * _BESIDE, top + 6 + high * rows, title, tuple(shapes))

"""Small pictures of the same kind beside each other, one a person: easier to compare than many lines in one.

Rows are full: four stand in one row, and five three and two, for a single panel in a row leaves the rest of it empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.charts.lettering import Sign, legend, moved
from graphcrm.drawing.shapes import Drawing, Shape
from graphcrm.i18n import Text

__all__ = ["BESIDE", "WIDE", "panels"]

#: Width of one panel; at most four stand beside each other, one on a phone.
WIDE = 310.0
BESIDE = 4


def panels(
    each: Sequence[Sequence[Shape]], high: float, signs: Sequence[Sign], title: Text, most: int = BESIDE
) -> Drawing:
    """Panels of the same height in as many rows as `most` beside each other take, under their legend."""
    rows = -(-len(each) // most)
    beside = max(1, -(-len(each) // max(1, rows)))
    shapes, top = legend(signs, 0, 2, WIDE * beside)
    for i, panel in enumerate(each):
        x, y = WIDE * (i % beside), top + 6 + high * (i // beside)
        shapes += [moved(shape, x, y) for shape in panel]
    return Drawing(WIDE * beside, top + 6 + high * rows, title, tuple(shapes))

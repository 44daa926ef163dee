"""Organisations on a map that stands still: the colour of their kind, and signs as on the cards of the pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graphcrm.drawing.shapes import Box, Line, Polygon, Shape
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["CATEGORIES", "categories", "category_of", "house", "side"]


#: In this order in a legend; palette names of ``firm`` and ``hull``.
CATEGORIES = ("customer", "our_company", "competitor", "third_party", "supplier", "partner", "other")
_INK = "community_ink"


def category_of(category: str) -> str:
    """A kind of organisation as the palette calls it.

    >>> category_of("supplier"), category_of("bank")
    ('supplier', 'other')
    """
    return category if category in CATEGORIES else "other"


def categories(model: MapModel, shown: Collection[str]) -> Sequence[str]:
    """The kinds of the organisations whose own cards are shown."""
    found = {category_of(p.org_category) for p in model.people if p.firm and p.id in shown}
    return [code for code in CATEGORIES if code in found]


def house(x: float, y: float, size: float = 1.0) -> Sequence[Shape]:
    """The sign of an organisation with its middle at a point; at size 1 it is fourteen units high."""
    walls = Box(x - 4.5 * size, y - 7 * size, 9 * size, 14 * size, None, _INK, 1.3 * size)
    panes = [Box(x + dx * size, y + dy * size, 1.6 * size, 2 * size, _INK) for dy in (-4, 0) for dx in (-2.4, 0.8)]
    return [walls, *panes, Box(x - 1.2 * size, y + 3.6 * size, 2.4 * size, 3.4 * size, _INK)]


def side(p: MapPerson, x: float, y: float, size: float) -> Sequence[Shape]:
    """The sign of somebody of whom no support is asked: a house for an organisation, an arrow for ours, a cross for a rival's."""
    if p.firm:
        return house(x, y, size)
    if p.org_category == "our_company":
        corners = ((-3.6, -5), (4.6, 0), (-3.6, 5))
        return [Polygon([(x + dx * size, y + dy * size) for dx, dy in corners], _INK)]
    far = 3.6 * size
    return [Line(((x - far, y + dy), (x + far, y - dy)), _INK, 1.8 * size) for dy in (-far, far)]

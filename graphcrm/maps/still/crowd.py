"""A crowd that stands still: a dot for everybody, and the names of those who matter most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphcrm.charts.lettering import room
from graphcrm.drawing.shapes import Box, Label, Round, Shape
from graphcrm.i18n import Text
from graphcrm.maps.layout.views import View
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.maps.still.face import Face
from graphcrm.pages.text import named, shorten

#: Radius of a dot.
DOT = 6.0
#: So many are named.
_FOREMOST = 14


def foremost_of(model: MapModel) -> Mapping[str, MapPerson]:
    """Who decides and who has the largest shares: they are named, and what moves them and what they move is drawn."""
    by_weight = sorted(model.people, key=lambda p: (not p.decides, -(p.share or 0.0), p.id))
    return {p.id: p for p in by_weight[:_FOREMOST] if p.share or p.decides}


def dots(model: MapModel, view: View) -> Iterator[Shape]:
    """Everybody, in the colour of the support."""
    face = Face.of(model)
    for p in model.people:
        if p.id in view.at:
            yield Round(*view.at[p.id], DOT, face.colour(p), "frame", told=Text(p.name, p.name_en or p.name))


def column_names(view: View, size: float) -> Iterator[Shape]:
    """Names of departments below their dots, cut to their columns."""
    for column in view.columns:
        most = int((column.right - column.left) / (size * 0.55))
        name = Text(shorten(column.name, most), shorten(column.name_en or column.name, most))
        middle = (column.left + column.right) / 2
        yield Label(middle, column.bottom + size * 0.5, name, size, "soft", bold=True, anchor="middle")


def names_below(view: View, people: Iterable[MapPerson], size: float) -> Iterator[Shape]:
    """Names below dots, on a ground of their own; none lies on another."""
    taken: list[tuple[float, float, float, float]] = []
    for p in people:
        if p.id not in view.at:
            continue
        x, y = view.at[p.id]
        name = Text(shorten(named(p.name), 24), shorten(named(p.name_en or p.name), 24))
        half, top = room(name, size) / 2 + 3, y + DOT + 2
        box = (x - half, top, x + half, top + size * 1.25)
        if any(a[0] < box[2] and box[0] < a[2] and a[1] < box[3] and box[1] < a[3] for a in taken):
            continue
        taken.append(box)
        yield Box(x - half, top, 2 * half, size * 1.25, "surface", radius=3)
        yield Label(x, top + size * 0.98, name, size, "ink", bold=True, anchor="middle")

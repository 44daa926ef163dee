"""The lines of a map that stands still: as wide as an influence weighs, dashed where it is derived or uncertain."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphcrm.drawing.shapes import Line, Shape
from graphcrm.maps.layout.views import CROWD, FOREGROUND, Mode, View
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel

#: What is drawn over what.
_ORDER = {LineKind.REPORTS_TO: 0, LineKind.CONFLICTS: 2}


def pale_ones(model: MapModel, view: View) -> frozenset[int]:
    """Of many lines of influence all but the strongest, by their place among the edges; what runs upwards over the chart is none."""
    plain = [
        (k, e)
        for k, e in enumerate(model.edges)
        if e.kind in (LineKind.INFLUENCES, LineKind.TRUSTS)
        and k in view.lines
        and not (e.inversion and model.kind == "formal")
    ]
    if len(plain) <= CROWD:
        return frozenset()
    plain.sort(key=lambda ke: (-_standing(ke[1]), ke[0]))
    return frozenset(k for k, _ in plain[FOREGROUND:])


def _standing(e: MapEdge) -> float:
    """What is derived, uncertain or stale stands behind what was reported of late."""
    return e.weight * (0.5 if e.derived else 1) * (0.6 if e.uncertain else 1) * (0.4 if e.stale else 1)


def lines(model: MapModel, view: View, mode: Mode, foremost: Collection[str], pale: Collection[int]) -> Iterator[Shape]:
    """Of a crowd (`foremost` are those whom it names) only what concerns them, over the chart of who reports to whom."""
    categories = {p.id: p.org_category for p in model.people}
    for k, e in sorted(enumerate(model.edges), key=lambda ke: (_ORDER.get(ke[1].kind, 1), ke[0] not in pale, ke[0])):
        if e.source not in view.at or e.target not in view.at or e.source == e.target:
            continue
        points = view.lines.get(k) or (view.at[e.source], view.at[e.target])
        if foremost and e.kind is LineKind.REPORTS_TO:
            yield Line(points, "line", 1.0, e.dotted)
        elif foremost and e.source not in foremost and e.target not in foremost:
            continue
        elif e.kind is LineKind.REPORTS_TO:
            yield Line(points, *(("org_strong", 2.2) if model.kind == "formal" else ("org", 1.25)), e.dotted)
        elif e.kind is LineKind.CONFLICTS:
            yield Line(points, "conflict", 1.6, True)
        elif e.kind is LineKind.RELATES:
            yield Line(points, "conflict" if e.hostile else "org_strong", 1.4, e.hostile)
        elif e.kind is LineKind.KNOWS:
            rival = categories[e.source] == "competitor"
            yield Line(points, "warn" if rival else "focus", 1 + e.weight * 3.6, rival)
        elif k in pale:
            yield Line(points, "influence_pale", 1.0, e.derived or e.uncertain, arrow=True)
        else:
            colour = "inversion" if e.inversion and model.kind == "formal" else "influence"
            least, more = (0.5, 1.5) if mode is Mode.DOTS else (1.3, 4.6)
            wide = least + e.weight * more
            yield Line(points, colour, wide, e.derived or e.uncertain, arrow=mode is not Mode.DOTS)

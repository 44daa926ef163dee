"""M5, the route map: the chosen routes to one person and nobody else, from our people at the left to the target at the right.

A hop carries its strength, the confidence of the report and the day of the last contact or report. Those who must stay
independent, are marked “no contact” or have objected are never on the way, since no route leads through them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.routes import LABEL, label_spots, route_layout
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.payload.values import percent
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.routes import MapRoutes
from graphcrm.pages.pair import pair

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["ROUTE"]


def _build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.route.route_model`."""
    from graphcrm.maps.building.route import route_model

    return route_model(situation, draws(), code, edition, asked)


def _more(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """The target, the routes in order, and where the label of each hop stands."""
    found = model.routes or MapRoutes()
    return {
        "routes": {
            "target": number.get(found.target),
            "list": [
                {
                    "people": [number[p] for p in r.people],
                    "strength": percent(r.strength),
                    "band": pair(r.band),
                    "asks": [pair(a) for a in r.asks],
                }
                for r in found.routes
            ],
            "label": list(LABEL),
            "labels": [[k, round(x, 1), round(y, 1)] for k, (x, y) in sorted(label_spots(plan.views[0]).items())],
        }
    }


ROUTE = MapKind(
    name="M5",
    code="route",
    label=Text("公关路线图", "Route map"),
    called=("access", "path", "introductions", "路径"),
    editions=(Edition.INTERNAL, Edition.SHARED),
    build=_build,
    layout=route_layout,
    more=_more,
    legend=(
        legend.Group("routes", ("target", "ours", "best", "other", "missing")),
        legend.SUPPORT,
        legend.ROLES,
        legend.COVERAGE,
        legend.POWER,
        legend.Group("marks", ("decider", "seat", "outside", "shield")),
    ),
    table=(*table.PEOPLE, table.Column("routes")),
    tools=(),
    sort="routes",
    captions=("caption.route", "caption.power"),
    question="route",
)

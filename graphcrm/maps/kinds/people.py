"""What all maps of people have in common: records, positions, payload, the list without scripts.

Analyses are loaded when a map is drawn, so that the kinds can be listed without them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.asking.options import Kind, Option
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.records.model import MapModel

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn, Row
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["FROM", "build", "layout", "payload", "rows"]


layout = people_layout
#: So many cards are on one page; a network round one person is never more.
_MOST = 60
FROM = Option(
    "from",
    Kind.PERSON,
    Text(
        "只画某人（我方或客户）周围的网络：两步以内的人",
        "only the network within two steps of a person, of ours or of the customer's",
    ),
)


def build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.model.people_model`; ``--from`` as in `graphcrm.maps.building.ego`."""
    from graphcrm.maps.building.ego import round_one
    from graphcrm.maps.building.model import people_model

    return round_one(situation, people_model(situation, draws(), code, edition), asked, _MOST)


def payload(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """See `graphcrm.maps.payload.model.people_payload`."""
    from graphcrm.maps.payload.model import people_payload

    return people_payload(model, plan, number)


def rows(model: MapModel, labels: Mapping[str, Text], more: Mapping[str, Sequence[tuple[str, Text]]] = {}) -> list[Row]:
    """See `graphcrm.maps.heading.people_rows`."""
    from graphcrm.maps.heading import people_rows

    return people_rows(model, labels, more)

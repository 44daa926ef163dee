"""What all maps of people have in common: the records, and whom they are drawn round.

Analyses are loaded when a map is drawn, so that the kinds can be listed without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphcrm.asking.options import Kind, Option
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.records.model import MapModel

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["FROM", "build"]


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

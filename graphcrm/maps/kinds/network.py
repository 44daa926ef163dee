"""M10, the network map: who is in contact with whom, where no decision is recorded.

A dot is a person, its size the rank in the network, its colour the community; a line is a tie, its width what runs on it, an
arrow head where nothing comes back. Whoever ranks first in a community stands in its middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table, tools
from graphcrm.maps.kinds import people
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.circles import circle_layout

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn
    from graphcrm.maps.records.asked import MapAsked
    from graphcrm.maps.records.model import MapModel

__all__ = ["NETWORK"]


def _build(situation: Situation, _draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.network.network_model`; nothing is drawn by lot but what `rank` draws."""
    from graphcrm.maps.building.ego import round_one
    from graphcrm.maps.building.network import network_model

    return round_one(situation, network_model(situation, code, edition), asked, _MOST)


#: People round one of them who can be told apart.
_MOST = 200

NETWORK = MapKind(
    name="M10",
    code="network",
    label=Text("联系网络图", "Network of contacts"),
    called=("contacts", "communities", "communication", "往来"),
    editions=(Edition.INTERNAL, Edition.SHARED),
    build=_build,
    layout=circle_layout,
    legend=(
        legend.Group("place", ("place",)),
        legend.Group("community", ("community",)),
        legend.Group("lines", ("contacts", "bundle", "one_way")),
    ),
    table=table.NETWORK,
    tools=tools.NETWORK,
    sort="place",
    captions=("caption.network",),
    own=(people.FROM,),
    about_decision=False,
)

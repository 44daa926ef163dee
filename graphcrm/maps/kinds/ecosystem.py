"""M6, the ecosystem map: the customer, us, competitors, suppliers and third parties, and who carries influence between them.

An organisation is a hull headed by a card of its own. Lines between people cross organisations: influence, our best tie,
what is known of a competitor's ties; lines between organisations say what they are to each other. Three dots on a card are
a role of Gould and Fernandez; a shield marks who must stay independent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.ecosystem import ecosystem_layout
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.payload.values import bare
from graphcrm.maps.records.ecosystem import MapEcosystem
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.tools import Tool
from graphcrm.pages.pair import pair

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["ECOSYSTEM"]


def _build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.ecosystem.ecosystem_model`."""
    from graphcrm.maps.building.ecosystem import ecosystem_model

    return ecosystem_model(situation, draws(), code, edition)


def _more(model: MapModel, _plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """Organisations with their people, brokers with what they do; only people who are on the map."""
    found = model.ecosystem or MapEcosystem()
    return {
        "ecosystem": {
            "firms": [
                bare(
                    card=number[f.card],
                    people=[number[p] for p in f.people if p in number],
                    more=f.more or None,
                    role=f.role,
                )
                for f in found.firms
                if f.card in number
            ],
            "brokers": [
                {"person": number[b.person], "counts": list(b.counts), "text": pair(b.sentence)}
                for b in found.brokers
                if b.person in number
            ],
        }
    }


ECOSYSTEM = MapKind(
    name="M6",
    code="ecosystem",
    label=Text("组织生态图", "Ecosystem map"),
    called=("partners", "suppliers", "third parties", "生态", "供应商"),
    editions=tuple(Edition),
    build=_build,
    layout=ecosystem_layout,
    more=_more,
    legend=(
        legend.Group("firms", ("firms",)),
        legend.SUPPORT,
        legend.ROLES,
        legend.Group("broker", ("brokers",)),
        legend.COVERAGE,
        legend.POWER,
        legend.Group(
            "lines", ("reports_to", "dotted", "cross", "derived", "uncertain", "knows", "rival", "relates", "hostile")
        ),
        legend.Group("marks", ("decider", "seat", "shield")),
    ),
    table=(*table.PEOPLE, table.Column("broker"), table.Column("relations")),
    tools=(
        Tool("influences"),
        Tool("knows"),
        Tool("relates"),
        Tool("derived"),
        Tool("uncertain"),
        Tool("strength"),
    ),
    captions=("caption.ecosystem", "caption", "caption.power"),
)

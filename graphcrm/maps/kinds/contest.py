"""M4, the contest map: whose side everybody is on, and whom we must not lose. For our own defence.

Cards stand where they stand on the influence map; colour and sign are the state by both attitudes, scissors mark the cheapest
set of people without whom no route of ours leads to a decider.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table, tools
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.payload.values import bare, tie_band
from graphcrm.maps.records.contest import MapContest
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn, Facts
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["CONTEST"]


def _build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.contest.contest_model`."""
    from graphcrm.maps.building.contest import contest_model

    return contest_model(situation, draws(), code, edition, asked)


def _more(model: MapModel, _plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """States by number of the person; cuts with those of their people who are on the map."""
    found = model.contest or MapContest()
    return {
        "contest": {
            "people": [
                bare(
                    id=number[s.person],
                    state=s.state,
                    support=s.support_them,
                    tie=tie_band(s.tie_them),
                    drift=s.drift,
                    text=pair(s.sentence) if s.sentence else None,
                )
                for s in found.standings
                if s.person in number
            ],
            "cuts": [
                {
                    "decider": number[c.decider],
                    "people": [number[p] for p in c.people if p in number],
                    "text": pair(c.sentence),
                }
                for c in found.cuts
                if c.decider in number
            ],
        }
    }


def _facts(model: MapModel, labels: Mapping[str, Text]) -> Facts:
    """The state of each."""
    found = model.contest or MapContest()
    return {s.person: [("state", labels[f"state.{s.state}"])] for s in found.standings}


CONTEST = MapKind(
    name="M4",
    code="contest",
    label=Text("竞争地图", "Contest map"),
    called=("competitors", "rivals", "竞争对手"),
    editions=(Edition.INTERNAL, Edition.SHARED),
    build=_build,
    more=_more,
    facts=_facts,
    legend=(
        legend.Group("state", ("states",)),
        legend.ROLES,
        legend.COVERAGE,
        legend.POWER,
        legend.lines(),
        legend.marks("cut", "drift"),
    ),
    table=(*table.PEOPLE, table.Column("state"), table.Column("support_them"), table.Column("tie_them")),
    tools=tuple(t for t in tools.PEOPLE if t.key != "hidden"),
    captions=("caption.contest", "caption", "caption.power"),
    question="contest",
    lanes=True,
)

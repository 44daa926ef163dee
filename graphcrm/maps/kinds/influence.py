"""M1, the influence map: how the decision is made, and who is for us.

Colour and sign are support, dots the share, bars our best tie, a ring a gap; an arc is influence, its width the effective
weight, dashed if derived, dotted if uncertain, faded if stale. Cards stand on rank lanes under their bosses.
"""

from __future__ import annotations

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table, tools
from graphcrm.maps.kinds import people
from graphcrm.maps.kinds.kind import MapKind

__all__ = ["INFLUENCE"]


INFLUENCE = MapKind(
    name="M1",
    code="influence",
    label=Text("影响力地图", "Influence map"),
    called=("decision-chain", "stakeholders", "power map", "决策链", "关系图", "鱼骨图"),
    editions=tuple(Edition),
    build=people.build,
    legend=(legend.SUPPORT, legend.ROLES, legend.COVERAGE, legend.POWER, legend.lines("knows"), legend.marks("ours")),
    table=table.PEOPLE,
    tools=tools.PEOPLE,
    own=(people.FROM,),
    lanes=True,
)

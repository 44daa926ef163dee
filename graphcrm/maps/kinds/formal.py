"""M2, formal versus informal: the chart in grey, influence over it, and where the two differ.

Reporting lines are strong, cards grey; inversions are orange; the shadow circle is outlined, dashed where somebody is not
on the formal list, thin where somebody is only on the list. The layout is the tree, never a simulation.
"""

from __future__ import annotations

from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table, tools
from graphcrm.maps.kinds import people
from graphcrm.maps.kinds.kind import MapKind

__all__ = ["FORMAL"]


FORMAL = MapKind(
    name="M2",
    code="formal",
    label=Text("组织与影响叠加图", "Formal versus informal"),
    called=("organisation chart", "org chart", "hierarchy", "组织架构图"),
    editions=tuple(Edition),
    build=people.build,
    legend=(
        legend.SUPPORT,
        legend.ROLES,
        legend.COVERAGE,
        legend.POWER,
        legend.lines("inversion"),
        legend.marks("listed", "unlisted", "nominal"),
    ),
    table=table.PEOPLE,
    tools=tools.PEOPLE,
    lanes=True,
)

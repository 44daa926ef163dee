"""M3, the coverage heat map: each role of ours against key people, units and levels.

Colour is the tie band, slanting lines a required role that is missing, the number the days since the last contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphcrm.i18n import Text
from graphcrm.maps.kinds.chart import ChartKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphcrm.analysis.situation import Situation
    from graphcrm.drawing.shapes import Drawing
    from graphcrm.maps.building.charted import Key
    from graphcrm.maps.kinds.chart import Asking
    from graphcrm.maps.records.chart import ChartTable

__all__ = ["COVERAGE"]


def _draw(situation: Situation, key: Key, slim: bool) -> Drawing:
    from graphcrm.maps.building.coverage import coverage_drawing

    return coverage_drawing(situation, key, slim)


def _tables(situation: Situation, ask: Asking, key: Key) -> tuple[Sequence[ChartTable], Sequence[Text]]:
    from graphcrm.maps.building.charted import answer_table
    from graphcrm.maps.building.coverage import without_coverage

    people = answer_table(ask("coverage", by="person"), Text("关键人与决策者", "Key people and deciders"), "row", key)
    units = answer_table(ask("coverage", by="unit"), Text("部门与层级", "Units and levels"), "row", key)
    return [people, units], [*filter(None, [without_coverage(situation)])]


COVERAGE = ChartKind(
    name="M3",
    code="coverage",
    label=Text("覆盖热图", "Coverage heat map"),
    called=("heatmap", "matrix", "relationships", "热图", "覆盖矩阵"),
    draw=_draw,
    tabulate=_tables,
    caption=Text(
        "要求按客户级别；“其中之一”未满足时，各可选角色都划斜线。",
        "Requirements are those of the customer's tier; where one of several roles would do, each of them is marked.",
    ),
)

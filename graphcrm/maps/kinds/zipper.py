"""M9, the zipper: our people and the customer's by grade, tied, sponsored, or missing where a tie is required."""

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

__all__ = ["ZIPPER"]


def _draw(situation: Situation, key: Key, slim: bool) -> Drawing:
    from graphcrm.maps.building.zipper import zipper_drawing

    return zipper_drawing(situation, key, slim)


def _tables(situation: Situation, _ask: Asking, key: Key) -> tuple[Sequence[ChartTable], Sequence[Text]]:
    from graphcrm.maps.building.zipper import joints_table

    return joints_table(situation, key)


ZIPPER = ChartKind(
    name="M9",
    code="zipper",
    label=Text("对口拉链图", "Zipper"),
    called=("sponsors", "counterparts", "赞助人", "对口"),
    draw=_draw,
    tabulate=_tables,
    caption=Text(
        "红色虚线：所要求的角色尚无有效关系，连向我方最可能承担的人。没有连线不等于没有关系。",
        "Red and dashed: a required role without an active tie, drawn to whoever of ours would be the first to fill it. A missing "
        "line is not evidence of no tie.",
    ),
)

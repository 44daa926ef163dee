"""M8, the power–interest grid: whom to manage closely, whom to keep satisfied; nobody is moved from their place."""

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

__all__ = ["GRID"]


def _draw(situation: Situation, key: Key, slim: bool) -> Drawing:
    from graphcrm.maps.building.grid import grid_drawing

    return grid_drawing(situation, key, slim)


def _tables(situation: Situation, ask: Asking, key: Key) -> tuple[Sequence[ChartTable], Sequence[Text]]:
    from graphcrm.maps.building.charted import answer_table

    # A query lists its first rows only unless it is asked for more than there can be.
    found = ask("grid", top=len(situation.graph.people) or 1)
    return [answer_table(found, found.query.question, "id", key)], found.remarks


GRID = ChartKind(
    name="M8",
    code="grid",
    label=Text("权力—兴趣图", "Power–interest grid"),
    called=("power-interest", "interest", "quadrants", "权力利益"),
    draw=_draw,
    tabulate=_tables,
    caption=Text(
        "权力：职级与影响份额各半；兴趣：近期在此商机上的往来与声明的关注各半。点不移位，重叠处列名。",
        "Power: grade and share of influence, half each; interest: recent contact on this opportunity and declared "
        "interest, half each. No dot is moved; where dots overlap the names are listed.",
    ),
)

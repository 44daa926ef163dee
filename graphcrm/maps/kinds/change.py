"""M7, the change map: a day and an earlier one at once, or several earlier ones behind a slider.

What came is green with a plus, what went red, dashed and with a minus, what changed orange. Everybody stands where they
stand on the influence map of the later day; what did not change is grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphcrm.asking.options import Kind, Option
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps import legend, table, tools
from graphcrm.maps.kinds import people
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.records.model import MapModel

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn, Row
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["CHANGE"]


def _build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.change.change_model`."""
    from graphcrm.maps.building.change import change_model

    return change_model(situation, draws(), code, edition, asked)


def _payload(model: MapModel, plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """See `graphcrm.maps.payload.changes.changes_payload`."""
    from graphcrm.maps.payload.changes import changes_payload

    return {**people.payload(model, plan, number), **changes_payload(model, number)}


def _rows(model: MapModel, labels: Mapping[str, Text]) -> list[Row]:
    """The list of people, each with what changed."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for c in model.changes.changes if model.changes else ():
        for person in c.people:
            found.setdefault(person, []).append(("change", c.sentence))
    return people.rows(model, labels, found)


_DATES = Option(
    "dates",
    Kind.WHOLE,
    Text(
        "页面滑块上的较早日期数，从 --since 起均匀分布（默认 1，最多 12）",
        "how many earlier days a slider on the page has, evenly from --since on (default 1, at most 12)",
    ),
    least=1,
)

CHANGE = MapKind(
    name="M7",
    code="change",
    label=Text("变化图", "Change map"),
    called=("history", "timeline", "difference", "历史"),
    editions=(Edition.INTERNAL, Edition.SHARED),
    build=_build,
    layout=people.layout,
    payload=_payload,
    rows=_rows,
    legend=(
        legend.Group("change", ("came", "gone", "changed", "quiet", "same", "moved")),
        legend.SUPPORT,
        legend.ROLES,
        legend.COVERAGE,
        legend.POWER,
        legend.Group("lines", ("reports_to", "dotted", "conflicts")),
        legend.marks(),
    ),
    table=(*table.PEOPLE, table.Column("changes")),
    tools=(
        tools.Tool("since"),
        *(t for t in tools.PEOPLE if t.key in ("reports_to", "influences", "conflicts", "strength")),
    ),
    sort="changes",
    captions=("caption.change", "caption", "caption.power"),
    question="changes",
    own=(_DATES,),
    lanes=True,
)

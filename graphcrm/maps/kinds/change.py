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
from graphcrm.maps.kinds.kind import MapKind
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.payload.values import bare
from graphcrm.maps.records.changes import MapChange, MapChanges
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.pair import pair
from graphcrm.spoken import sentence

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.maps.kinds.kind import Drawn, Facts
    from graphcrm.maps.records.asked import MapAsked

__all__ = ["CHANGE"]


def _build(situation: Situation, draws: Drawn, code: str, edition: Edition, asked: MapAsked) -> MapModel:
    """See `graphcrm.maps.building.change.change_model`."""
    from graphcrm.maps.building.change import change_model

    return change_model(situation, draws(), code, edition, asked)


def _more(model: MapModel, _plan: Layout, number: Mapping[str, int]) -> dict[str, Any]:
    """Every change that concerns somebody on the map, once; every earlier day, the oldest first.

    A day has the places of its changes, which most nearer days share with it, its numbers and other sentences.
    """
    found = model.changes or MapChanges()
    days = (found, *found.nearer)
    place = {c: k for k, c in enumerate(dict.fromkeys(c for day in days for c in day.changes if c.people))}
    return {
        "changes": [_change(c, number) for c in place],
        "days": [_day(day, place, bool(found.nearer)) for day in days],
    }


def _day(day: MapChanges, place: Mapping[MapChange, int], several: bool) -> dict[str, Any]:
    return {
        "since": day.since,
        "list": [place[c] for c in day.changes if c in place],
        "kpis": [[pair(k.label), pair(k.value), k.tone] for k in day.kpis] if several else [],
        "notes": [pair(sentence(c.sentence)) for c in day.changes if not c.people] if several else [],
    }


def _change(c: MapChange, number: Mapping[str, int]) -> dict[str, Any]:
    return {
        **bare(
            what=c.kind,
            people=[number[p] for p in c.people if p in number],
            line=[number[p] for p in c.line if p in number],
            sort=str(c.sort) if c.line else "",
            text=pair(c.sentence),
            at=c.date,
            steps=c.steps,
            became=c.became,
        ),
        **({"was": c.was} if c.kind == "support" else {}),
    }


def _facts(model: MapModel, _labels: Mapping[str, Text]) -> Facts:
    """What changed of each."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for c in model.changes.changes if model.changes else ():
        for person in c.people:
            found.setdefault(person, []).append(("change", c.sentence))
    return found


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
    more=_more,
    facts=_facts,
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

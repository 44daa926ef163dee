"""A chart of a situation with all that stands around it."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import name_of
from graphcrm.maps.building.model import map_head
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.maps.kinds.chart import Asking, ChartKind
from graphcrm.maps.records.chart import ChartModel, Found
from graphcrm.pages.names import search_terms


def chart_model(situation: Situation, ask: Asking, kind: ChartKind, edition: Edition) -> ChartModel:
    """Everybody that the chart or its tables speak of has a number, in the order in which they first do: a page holds no id."""
    number: dict[str, str] = {}

    def key(which: str) -> str:
        return number.setdefault(which, str(len(number))) if which else ""

    drawing = kind.draw(situation, key)
    tables, remarks = kind.tabulate(situation, ask, key)
    found = {at: _found(situation, which) for which, at in number.items()}
    return ChartModel(map_head(situation, kind.code, edition), drawing, tables, remarks, found)


def _found(s: Situation, which: str) -> Found:
    name = name_of(s, which)
    who = s.snapshot.people.get(which)
    unit = s.snapshot.units.get(who.unit or "") if who else None
    texts = [name.zh, name.en, *_said(post_of(s, who) if who else None), *_said(unit_of(unit))]
    return Found(name, search_terms(texts, [name.zh]))


def _said(text: Text | None) -> tuple[str, ...]:
    return (text.zh, text.en) if text else ()

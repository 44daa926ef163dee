"""How somebody was met last, in lists of people: “Visit”, “电话” in the column beside the day of the last meeting."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.columns.heading_readings import BEGINS
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.words import heading_key, shapes, vocabulary, word_key

__all__ = ["how_they_were_met_last"]

_WHY = Text(
    "在最近见面日期旁，值是见面的方式",
    "it stands beside the day of the last meeting, and its values are ways of meeting",
)


def how_they_were_met_last(sheet: Sheet, by_place: Mapping[int, Guess]) -> dict[int, Guess]:
    """The column beside the day of the last meeting that says how it was: a heading of lists of meetings over their words; else {}."""
    day = next((n for n, g in by_place.items() if g.meaning == "last_met"), None)
    if day is None:
        return {}
    kinds = vocabulary("interactions", "kind")
    for place in (day + 1, day - 1):
        if not 0 <= place < len(sheet.headings) or (place in by_place and by_place[place].meaning != ASK):
            continue
        said = sheet.said(place)
        known = bool(said) and all(word_key(one) in kinds for one in said)
        if known and heading_key(sheet.headings[place]) in _headings_of_kinds():
            return {place: Guess(place, sheet.headings[place], "last_kind", _WHY, BEGINS)}
    return {}


@cache
def _headings_of_kinds() -> frozenset[str]:
    """The keys of headings under which lists of meetings say how each was."""
    meetings = (shape.meanings for shape in shapes() if shape.table == "interactions")
    return frozenset(key for meanings in meetings for key, meaning in meanings.items() if meaning == "kind")

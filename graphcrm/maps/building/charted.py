"""What the charts of a situation have in common: names in both languages, and by what a page finds somebody."""

from __future__ import annotations

from collections.abc import Callable

from graphcrm.analysis.situation import Situation
from graphcrm.asking.result import Result
from graphcrm.i18n import Text
from graphcrm.maps.building.posts import unit_of
from graphcrm.maps.records.chart import ChartTable

__all__ = ["Key", "answer_table", "name_of", "nowhere"]


Key = Callable[[str], str]
"""What stands in a page for an id, which itself never does."""


def nowhere(_id: str) -> str:
    """For pictures in which nothing is searched for."""
    return ""


def name_of(s: Situation, which: str) -> Text:
    """Name of a person or unit; the English one for who reads English, where there is one."""
    person = s.snapshot.people.get(which)
    if person is not None:
        return Text(str(person.name), person.name_en or str(person.name))
    unit = s.snapshot.units.get(which)
    return Text(which, which) if unit is None else unit_of(unit)


def answer_table(found: Result, heading: Text, about: str, key: Key) -> ChartTable:
    """The first row group of an answer; `about` names the column that says of whom a row is."""
    columns, rows = found.query.groups[0], found.groups[0]
    if "name" in {c.name for c in columns}:
        columns = tuple(c for c in columns if c.name != "id")  # whoever looks at a chart reads names
    return ChartTable(heading, columns, rows, found.names, [key(str(row[about])) if row[about] else "" for row in rows])

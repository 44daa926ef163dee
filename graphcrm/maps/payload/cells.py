"""Cells of the tables of a chart: in both languages, as their column's format writes them, and nobody with an id."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Real
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column
from graphcrm.asking.values import said
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.pages.text import named

__all__ = ["cells", "order"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def cells(columns: Sequence[Column], row: Mapping[str, Any], names: Mapping[str, str]) -> list[Text]:
    """What a row says, column by column; people and units are called by name alone."""
    return [_cell(c.format, row.get(c.name), names) for c in columns]


def order(value: Any) -> float | None:
    """By what a value sorts, if not by its words: a number itself, a day by its place, a cell of the coverage matrix by its tie."""
    if isinstance(value, Mapping):
        return order(value.get("tie"))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return float(date.fromisoformat(value).toordinal())
    return round(float(value), 6) if isinstance(value, Real) else None


def _cell(form: str, value: Any, names: Mapping[str, str]) -> Text:
    if form == "person" and value in names:
        name = names[value]
        return Text(named(harmless(said(name, "zh"))), named(harmless(said(name, "en"))))
    return Text(harmless(FORMATS[form].cell(value, names, "zh")), harmless(FORMATS[form].cell(value, names, "en")))

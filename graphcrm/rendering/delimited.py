"""Rows as CSV. Text that a spreadsheet would take for a formula is made text by an apostrophe."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.harmless import harmless
from graphcrm.i18n import Lang
from graphcrm.model.guarding import guarded
from graphcrm.model.lists import join_items

if TYPE_CHECKING:
    from graphcrm.asking.result import Result

__all__ = ["BOM", "as_csv", "rows_as_csv"]


#: What Excel on Windows needs to read a CSV file as UTF-8.
BOM = "\ufeff"


def as_csv(result: Result, lang: Lang, *, bom: bool = False) -> str:
    """The rows of an answer, one column each; rows of another group leave empty what they do not have."""
    from graphcrm.asking.formats import FORMATS

    forms = {c.name: FORMATS[c.format] for group in result.query.groups for c in group}
    rows = [
        [forms[name].csv(row.get(name), lang) for name in result.query.columns]
        for group in result.groups
        for row in group
    ]
    return (BOM if bom else "") + _written(result.query.columns, rows)


def rows_as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows of any values: lists joined by semicolons, mappings as JSON."""
    return _written(columns, [[_cell(row.get(name)) for name in columns] for row in rows])


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, str)):
        return value
    if isinstance(value, list):
        return join_items(map(str, value))
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _written(columns: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _safe(cell: str | int | float) -> str | int | float:
    return guarded(harmless(cell, keep="\n")) if isinstance(cell, str) else cell

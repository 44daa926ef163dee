"""Cells as somebody in a meeting reads them: names without the codes behind them, except where a name is not enough."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.asking.form import Format
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column
from graphcrm.asking.result import forms_of
from graphcrm.asking.values import said
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.reports.document import Document, Table

__all__ = ["Cells", "for_readers"]


_COMMAND = re.compile(r" ?[(（](?:graphcrm [^()（）]*|[EW]\d\d)[)）]")


class Cells:
    """The cells of one document.

    Parameters
    ----------
    document
        Two of its ids with the same name keep their codes.
    """

    def __init__(self, document: Document) -> None:
        ids: dict[str, set[str]] = defaultdict(set)
        for table in _tables(document):
            for column in (c for c in table.columns if c.format == "person"):
                for row in table.rows:
                    value = str(row.get(column.name) or "")
                    if name := table.result.names.get(value):
                        ids[str(name)].add(value)
        self._shared = frozenset(name for name, found in ids.items() if len(found) > 1)

    def texts(
        self, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]
    ) -> list[list[Text]]:
        """The cells of a table in both languages, row by row."""
        forms = forms_of(columns, rows)
        return [[self.text(c, row, names, form) for form, c in zip(forms, columns, strict=True)] for row in rows]

    def text(
        self, column: Column, row: Mapping[str, Any], names: Mapping[str, str], form: Format | None = None
    ) -> Text:
        """The cell of a row in both languages, in the format that its column has among others."""
        value, form = row.get(column.name), form or FORMATS[column.format]
        if column.name == "name" and value and row.get("name_en"):
            return Text(harmless(str(value)), harmless(str(row["name_en"])))
        if column.format == "person" and value:
            name = names.get(value)
            if name and str(name) not in self._shared:
                return Text(harmless(said(name, "zh")), harmless(said(name, "en")))
        shown = Text(harmless(form.cell(value, names, "zh")), harmless(form.cell(value, names, "en")))
        return shown if isinstance(value, str) else for_readers(shown)  # what somebody recorded stays as it is


def for_readers(text: Text) -> Text:
    """The text without commands and codes of problems in brackets: who reads a report need not have the program.

    >>> for_readers(Text("请同行引荐(graphcrm query introductions);再约", "find a peer (graphcrm query introductions); meet"))
    Text(zh='请同行引荐;再约', en='find a peer; meet')
    >>> for_readers(Text("请第二人填写(W08)", "ask a second person (W08)"))
    Text(zh='请第二人填写', en='ask a second person')
    """
    return Text(_COMMAND.sub("", text.zh), _COMMAND.sub("", text.en))


def _tables(document: Document) -> list[Table]:
    parts = [s.blocks for s in document.sections] + [e.blocks for e in document.evidence]
    return [b for blocks in parts for b in blocks if isinstance(b, Table)]

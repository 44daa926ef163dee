"""The page of a chart: the picture, its figures as tables that sort, search, and what every page has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from numbers import Real
from typing import Any

from markupsafe import Markup

from graphcrm.analysis.situation import Situation
from graphcrm.asking.form import Format
from graphcrm.asking.query import Column
from graphcrm.asking.result import forms_of
from graphcrm.asking.values import said
from graphcrm.drawing.svg import as_svg
from graphcrm.edition import Edition
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.maps.building.charted import name_of
from graphcrm.maps.building.model import map_head
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.maps.heading import account, subtitle
from graphcrm.maps.kinds.chart import Asking, ChartKind
from graphcrm.maps.records.chart import ChartModel, ChartTable, Found
from graphcrm.maps.redaction import classification, owner_words, redact
from graphcrm.maps.strings import CHART
from graphcrm.pages.cleaning import cleaned
from graphcrm.pages.names import search_terms
from graphcrm.pages.pair import pair
from graphcrm.pages.shell import PageLang, Theme, render_page
from graphcrm.pages.text import named
from graphcrm.rendering.table import on_the_right

__all__ = ["cells", "chart_model", "order", "render_chart"]


_SCRIPTS = ("data", "theme", "language", "notices", "fold", "file", "svg", "sheet", "search")


def render_chart(model: ChartModel, kind: ChartKind, lang: PageLang, theme: Theme) -> str:
    """The page, redacted for the edition of the model's head; the same model gives the same bytes.

    A chart is analysis as a whole: the editions that may have it at all (`ChartKind.editions`) may have every figure of it.
    """
    head = cleaned(redact(model.head))
    found = {key: [pair(cleaned(f.name)), f.terms] for key, f in model.found.items()}
    return render_page(
        "chart.html.j2",
        data={
            "found": found,
            "header": {"sub": [pair(part) for part in subtitle(head)], "banner": pair(classification(head))},
        },
        strings=CHART,
        context={
            "model": head,
            "account": account(head),
            "heading": kind.label,
            "sub": subtitle(head),
            "banner": (owner_words(head), head.edition.label),
            "insight": head.edition.insight,
            "warning": None,
            "remarks": [cleaned(text) for text in model.remarks],
            "caption": kind.caption,
            # The drawing escapes every text itself.
            "svg": Markup("".join(as_svg(cleaned(d), lang) for d in (model.drawing, model.slim))),  # noqa: S704
            "tables": [_table(table) for table in model.tables],
        },
        scripts=(*(f"page/{part}" for part in _SCRIPTS), "chart/painter", "chart/table", "chart/find", "chart/main"),
        sheets=("page", "chart"),
        lang=lang,
        theme=theme,
    )


def _table(table: ChartTable) -> dict[str, Any]:
    right = on_the_right(table.columns, table.rows)
    rows = [
        (
            about,
            [(cell, order(row.get(column.name))) for column, cell in zip(table.columns, said, strict=True)],
        )
        for about, row, said in zip(table.about, table.rows, cells(table.columns, table.rows, table.names), strict=True)
    ]
    return {"heading": table.heading, "columns": table.columns, "right": right, "rows": rows}


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def cells(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[list[Text]]:
    """What the rows say, column by column; people and units are called by name alone."""
    forms = forms_of(columns, rows)
    return [[_cell(form, row.get(c.name), names) for form, c in zip(forms, columns, strict=True)] for row in rows]


def order(value: Any) -> float | None:
    """By what a value sorts, if not by its words: a number itself, a day by its place, a cell of the coverage matrix by its tie."""
    if isinstance(value, Mapping):
        return order(value.get("tie"))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return float(date.fromisoformat(value).toordinal())
    return round(float(value), 6) if isinstance(value, Real) else None


def _cell(form: Format, value: Any, names: Mapping[str, str]) -> Text:
    if form.name == "person" and value in names:
        name = names[value]
        return Text(named(harmless(said(name, "zh"))), named(harmless(said(name, "en"))))
    return Text(harmless(form.cell(value, names, "zh")), harmless(form.cell(value, names, "en")))


def chart_model(situation: Situation, ask: Asking, kind: ChartKind, edition: Edition) -> ChartModel:
    """Everybody that the chart or its tables speak of has a number, in the order in which they first do: a page holds no id."""
    number: dict[str, str] = {}

    def key(which: str) -> str:
        return number.setdefault(which, str(len(number))) if which else ""

    drawing, slim = kind.draw(situation, key, False), kind.draw(situation, key, True)
    tables, remarks = kind.tabulate(situation, ask, key)
    found = {at: _found(situation, which) for which, at in number.items()}
    return ChartModel(map_head(situation, kind.code, edition), drawing, slim, tables, remarks, found)


def _found(s: Situation, which: str) -> Found:
    name = name_of(s, which)
    who = s.snapshot.people.get(which)
    unit = s.snapshot.units.get(who.unit or "") if who else None
    texts = [name.zh, name.en, *_said(post_of(s, who) if who else None), *_said(unit_of(unit))]
    return Found(name, search_terms(texts, [name.zh]))


def _said(text: Text | None) -> tuple[str, ...]:
    return (text.zh, text.en) if text else ()

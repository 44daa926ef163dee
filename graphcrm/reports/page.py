"""A report as one closed page: projected, printed, mailed. Every number leads down to what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from graphcrm.asking.formats import FORMATS
from graphcrm.drawing.svg import as_svg
from graphcrm.edition import banner
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.pages.pair import pair
from graphcrm.pages.shell import PageLang, Theme, render_page
from graphcrm.rendering.table import on_the_right
from graphcrm.reports.document import Block, Document, Facts, Picture, Record, Table, Words
from graphcrm.reports.strings import REPORT

__all__ = ["as_page"]

_CONFIDENTIAL = Text("机密", "CONFIDENTIAL")
_CHART = Text("组织结构", "Organisation")


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells in both languages, the sentence behind the row, the number of the evidence it leads to."""

    cells: Sequence[Text]
    explain: Text | None
    evidence: int | None


def as_page(document: Document, lang: PageLang, theme: Theme = "auto") -> str:
    """The page; the same document gives the same bytes."""
    numbers = {e.person: i for i, e in enumerate(document.evidence)}
    mark = banner(document.edition, _CONFIDENTIAL if document.edition.insight else _CHART)
    return render_page(
        "report.html.j2",
        data={"sections": len(document.sections), "title": pair(document.heading)},
        strings=REPORT,
        context={
            "document": document,
            "account": document.subject,
            "heading": document.heading,
            "banner": mark,
            "minutes": sum(s.minutes or 0 for s in document.sections),
            "sections": [(s, [_block(b, numbers, lang) for b in s.blocks]) for s in document.sections],
            "evidence": [(e, [_block(b, {}, lang) for b in e.blocks]) for e in document.evidence],
        },
        scripts=("page/data", "page/theme", "page/language", "report/main"),
        sheets=("page", "report"),
        lang=lang,
        theme=theme,
    )


def _block(block: Block, numbers: Mapping[str, int], lang: PageLang) -> Mapping[str, Any]:
    if isinstance(block, Words):
        return {"kind": "words", "text": block.text, "tone": block.tone}
    if isinstance(block, Facts):
        return {"kind": "facts", "pairs": block.pairs}
    if isinstance(block, Picture):
        # The drawing escapes every text itself.
        return {"kind": "picture", "svg": Markup(as_svg(block.drawing, lang)), "caption": block.caption}  # noqa: S704
    if isinstance(block, Record):
        return {"kind": "record", "decision": block.decision, "lines": block.lines}
    return {"kind": "table", **_table(block, numbers)}


def _table(table: Table, numbers: Mapping[str, int]) -> Mapping[str, Any]:
    columns, rows = table.columns, table.rows
    right = on_the_right(columns, rows)
    names = table.result.names
    made = [
        _Row(
            [_cell(FORMATS[c.format], row.get(c.name), names) for c in columns],
            table.explain[i] if i < len(table.explain) else None,
            numbers.get(table.about[i] or "") if i < len(table.about) else None,
        )
        for i, row in enumerate(rows)
    ]
    first = next((i for i, number in enumerate(right) if not number), 0)
    notes = [*table.result.assumptions]
    return {"heading": table.heading, "columns": columns, "right": right, "rows": made, "first": first, "notes": notes}


def _cell(form: Any, value: Any, names: Mapping[str, str]) -> Text:
    return Text(harmless(form.cell(value, names, "zh")), harmless(form.cell(value, names, "en")))

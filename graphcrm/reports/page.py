"""A report as one closed page: projected, printed, mailed. Every number leads down to what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graphcrm.asking.options import THEME
from graphcrm.asking.query import Column
from graphcrm.dataclass import dataclass
from graphcrm.drawing.svg import as_svg
from graphcrm.edition import banner
from graphcrm.files import refuse_existing, refuse_no_page, write_whole
from graphcrm.i18n import Lang, Text, page_lang
from graphcrm.pages.beside import write_beside
from graphcrm.pages.pair import pair
from graphcrm.pages.shell import PageLang, Theme, render_page
from graphcrm.rendering.table import on_the_right
from graphcrm.reports.cells import Cells
from graphcrm.reports.document import Block, Document, Facts, Picture, Section, Table, ToDecide, Words
from graphcrm.reports.strings import REPORT

__all__ = ["CHART", "CONFIDENTIAL", "as_page", "write_document"]


CONFIDENTIAL = Text("机密", "CONFIDENTIAL")
CHART = Text("组织结构", "Organisation")


#: So many lines a sheet of paper holds in letters that are read without effort.
_ROOMY = 48


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells in both languages, the sentence behind the row, the number of the evidence it leads to."""

    cells: Sequence[Text]
    explain: Text | None
    evidence: int | None
    #: So many cells at its beginning say what those above them said.
    same: int


def as_page(document: Document, lang: PageLang, theme: Theme = "auto") -> str:
    """The page; the same document gives the same bytes."""
    numbers = {e.person: i for i, e in enumerate(document.evidence)}
    mark = banner(document.edition, CONFIDENTIAL if document.edition.insight else CHART)
    writer = _Writer(Cells(document), lang)
    of_evidence = [n for e in document.evidence for b in e.blocks if isinstance(b, Table) for n in b.result.assumptions]
    return render_page(
        "report.html.j2",
        data={
            "sections": len(document.sections),
            "title": pair(document.heading),
            "left": pair(_line(document)),
            "right": pair(mark),
        },
        strings={key: text for key, text in REPORT.items() if document.edition.insight or key != "model"},
        context={
            "document": document,
            "roomy": _lines(document) <= _ROOMY,
            "account": document.subject,
            "heading": document.heading,
            "banner": mark,
            "minutes": sum(s.minutes or 0 for s in document.sections),
            "sections": [(s, [writer.block(b, numbers, s) for b in s.blocks]) for s in document.sections],
            "evidence": [
                (e, [writer.block(b, {} if e.person else numbers) for b in e.blocks]) for e in document.evidence
            ],
            "evidence_rests": tuple(dict.fromkeys(of_evidence)),
        },
        scripts=("page/data", "page/theme", "page/language", "report/main"),
        sheets=("page", "report"),
        lang=lang,
        theme=theme,
    )


def write_document(
    document: Document, target: Path, lang: Lang | None, theme: str, *, pdf: bool = False, force: bool
) -> list[Path]:
    """Write the page, on request with a PDF beside it; gives the paths."""
    refuse_no_page(target, ("pdf",))
    refuse_existing(target, *([target.with_suffix(".pdf")] if pdf else []), force=force)
    write_whole(target, as_page(document, page_lang(lang), THEME.read(theme)))
    return [target, *write_beside(target, ["pdf"] if pdf else [])]


def _lines(document: Document) -> int:
    """Lines of one sheet, roughly: a row or a pair of facts each, a heading two, a picture twelve."""
    return sum(map(_high, (b for s in document.sections for b in s.blocks))) + 2 * len(document.sections)


def _high(block: Block) -> int:
    if isinstance(block, Table):
        return len(block.rows)
    if isinstance(block, Facts):
        return len(block.pairs)
    return 12 if isinstance(block, Picture) else 1


def _line(document: Document) -> Text:
    """What stands at the top of every sheet of paper."""
    grade = [Text("{name} {value}", "{name} {value}").format(name=n, value=v) for n, v in document.head[:1]]
    return Text(" · ", " · ").join([document.subject, document.heading, document.as_of, *grade])


@dataclass(frozen=True, slots=True)
class _Writer:
    """Blocks as the template takes them."""

    cells: Cells
    lang: PageLang

    def block(self, block: Block, numbers: Mapping[str, int], section: Section | None = None) -> Mapping[str, Any]:
        """A block; the heading of its section is not said again."""
        if isinstance(block, Words):
            return {"kind": "words", "text": block.text, "tone": block.tone, "whole": None}
        if isinstance(block, Facts):
            return {"kind": "facts", "pairs": block.pairs}
        if isinstance(block, Picture):
            drawn = (as_svg(d, self.lang) for d in (block.drawing, block.slim))
            svg = Markup("".join(drawn))  # noqa: S704  # the drawing escapes every text itself
            return {"kind": "picture", "svg": svg, "title": block.drawing.title, "caption": block.caption}
        if isinstance(block, ToDecide):
            return {"kind": "record", "decision": block.decision, "lines": block.lines}
        whole = None
        if block.shortened or block.alike:
            result = block.result
            whole = self._grid(result.query.groups[block.group], result.groups[block.group], block, {})
        if block.alike:
            return {"kind": "words", "text": block.alike, "tone": "plain", "heading": block.heading, "whole": whole}
        shown = self._grid(block.columns, block.rows, block, numbers)
        titled = section is None or section.titles(block)
        return {"kind": "table", "heading": block.heading, "titled": titled, **shown, "whole": whole}

    def _grid(
        self, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], table: Table, numbers: Mapping[str, int]
    ) -> Mapping[str, Any]:
        right, names = on_the_right(columns, rows), table.result.names
        told = rows is table.rows
        cells = self.cells.texts(columns, rows, names)
        made = [
            _Row(
                cells[i],
                table.explain[i] if told and i < len(table.explain) else None,
                numbers.get(whom) if told and i < len(table.about) and (whom := table.about[i]) else None,
                _same(cells[i - 1], cells[i]) if i else 0,
            )
            for i in range(len(rows))
        ]
        first = next((i for i, number in enumerate(right) if not number), 0)
        return {"columns": columns, "right": right, "rows": made, "first": first}


def _same(above: Sequence[Text], row: Sequence[Text]) -> int:
    """How many cells at the beginning of a row are those of the row above."""
    return next((n for n, (one, other) in enumerate(zip(above, row, strict=True)) if one != other), 0)

"""An answer as a page of its own, without scripts and without a request, to be mailed or printed.

The page says what was asked about whom and when, and how good the data are; it follows the reader's light or dark setting, and prints
on as many sheets as it needs with nothing cut.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.asking.heading import grade, quality
from graphcrm.asking.query import Column
from graphcrm.asking.result import Result
from graphcrm.dataclass import dataclass
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.table import NO_ROWS, cells, on_the_right
from graphcrm.rendering.visual import palette, templates, visual
from graphcrm.rendering.width import width
from graphcrm.spoken import counted, sentence

__all__ = ["as_html"]


#: Cells up to so many columns stay on one line, on a screen and on paper; a sheet has room for so many of them.
_SHORT, _WORD, _SHEET = 18, 10, 150
#: Of longer cells a phone shows few lines of many words, not many lines of one or two.
_SENTENCE = 40
#: Tables of more columns than this are printed across the sheet.
_UPRIGHT = 6
#: Dates and codes, which no browser should break at their hyphens.
_WHOLE = re.compile(r"([^\s()]{1,24}-[^\s()]{1,24})")
#: The colours of palette.json that a page of text needs.
_COLOURS = ("page", "surface", "line", "ink", "soft", "mute", "focus")


@dataclass(frozen=True, slots=True)
class _Head:
    """A column: its heading and the classes of its cells."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Table:
    """A row group; `first` is the column that names its rows. In the parts of a cell every second one stays on one line."""

    caption: str
    heads: Sequence[_Head]
    rows: Sequence[Sequence[Sequence[str]]]
    first: int


def as_html(result: Result, lang: Lang, *, explain: bool = False) -> str:
    """The page; the same answer gives the same bytes."""
    question = harmless(result.query.question.say(lang))
    facts = [(what.say(lang), harmless(value.say(lang))) for what, value in result.about]
    level = grade(result.data_quality)
    tables = [
        _table(result, columns, rows, question, lang)
        for columns, rows in zip(result.query.groups, result.groups, strict=True)
    ]
    notes = [*result.assumptions, *([quality(result.data_quality)] if result.data_quality else [])]
    return (
        templates()
        .get_template("answer.html.j2")
        .render(
            lang="zh-CN" if lang == "zh" else "en",
            title=" · ".join([question, *(value for _, value in facts)]),
            question=question,
            facts=facts,
            grade=None if level is None else level.say(lang),
            remarks=_said(result.remarks, lang),
            tables=tables,
            sentences=_said(result.told, lang) if explain else [],
            notes=_said([sentence(note) for note in notes], lang),
            words={"none": NO_ROWS.say(lang), "notes": Text("说明", "Notes").say(lang)},
            colours=_colours(),
            style=visual("answer.css"),
            landscape=any(len(table.heads) > _UPRIGHT for table in tables),
        )
    )


def _table(
    result: Result, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], question: str, lang: Lang
) -> _Table:
    found = [[harmless(cell) for cell in row] for row in cells(result, columns, rows, lang)]
    right = on_the_right(columns, rows)
    longest = [max((width(row[i]) for row in found), default=0) for i in range(len(columns))]
    roomy = sum(w + 2 for w, number in zip(longest, right, strict=True) if number or w <= _WORD) <= _SHEET
    heads = [
        _Head(column.heading.say(lang), "number" if number else _kind(w, roomy))
        for column, number, w in zip(columns, right, longest, strict=True)
    ]
    first = next((i for i, number in enumerate(right) if not number), 0)
    caption = Text(f"{question}：{len(rows)} 行", f"{question}: {counted(len(rows), 'row')}")
    return _Table(
        caption.zh if lang == "zh" else caption.en,
        heads,
        [[_WHOLE.split(cell) for cell in row] for row in found],
        first,
    )


def _kind(longest: int, roomy: bool) -> str:
    """The classes of a column of text whose longest cell takes so many columns."""
    if longest <= _SHORT:
        return "word" if longest <= _WORD and roomy else "short"
    return "long" if longest <= _SENTENCE else "long sentence"


def _said(texts: Sequence[Text], lang: Lang) -> list[str]:
    return [harmless(text.say(lang)) for text in texts]


def _colours() -> Mapping[str, Mapping[str, str]]:
    return {theme: {name: palette()[theme][name] for name in _COLOURS} for theme in ("light", "dark")}

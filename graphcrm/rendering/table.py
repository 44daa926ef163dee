"""An answer as text: question, remarks, a table per row group, sentences, assumptions and the quality of the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.heading import quality
from graphcrm.asking.query import Column
from graphcrm.asking.result import Result, forms_of
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.layout import Laid, laid_out, paragraph
from graphcrm.spoken import note

__all__ = ["NO_ROWS", "as_table", "cells", "on_the_right"]


#: A single row with more columns than this is printed as a list.
_WIDE = 9
#: What stands in the place of a table without rows, in every format.
NO_ROWS = Text("（没有结果行）", "(no rows)")


def as_table(
    result: Result, lang: Lang, *, explain: bool = False, room: int | None = None, aside: Sequence[str] = ()
) -> Laid:
    """The whole answer in at most `room` columns; without `room` one line a row and a sentence.

    Of a table that would fall into a block for each row, as many columns are left out as it takes: at first those without any
    value, then those of `aside` in their order.
    """
    where = " · ".join(value.say(lang) for _, value in result.about)
    lines = [paragraph(f"{result.query.question.say(lang)} — {where}", room)]
    lines += [paragraph(t.say(lang), room) for t in result.remarks]
    changed = False
    without: tuple[str, ...] = ()
    told = any(result.groups)
    for n, (columns, rows) in enumerate(zip(result.query.groups, result.groups, strict=True)):
        if told and n and not rows:  # what a part would add, and there is nothing to add
            continue
        found = _group(result, columns, rows, lang, room)
        leaving = [*_empty(columns, rows), *aside] if found.blocks else ()
        for left in range(1, len(leaving) + 1):
            kept = [c for c in columns if c.name not in leaving[:left]]
            narrow = _group(result, kept, rows, lang, room)
            if not narrow.blocks:
                found, changed = narrow, True
                without = (*without, *(c.heading.say(lang) for c in columns if c not in kept))
                break
        lines += ["", found.text]
        changed = changed or found.changed
    if explain and result.told:
        lines += ["", *(paragraph(t.say(lang), room) for t in result.told)]
    lines.append("")
    lines += [paragraph(note(t).say(lang), room, "· ") for t in result.assumptions]
    if result.data_quality:
        lines.append(paragraph(quality(result.data_quality).say(lang), room, "· "))
    return Laid("\n".join(lines), changed, without=without)


def _group(
    result: Result, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], lang: Lang, room: int | None
) -> Laid:
    if not rows:
        return Laid(NO_ROWS.say(lang))
    heads = [c.heading.say(lang) for c in columns]
    found = cells(result, columns, rows, lang)
    if len(found) == 1 and len(heads) > _WIDE:
        sides = [Text("指标", "figure").say(lang), Text("值", "value").say(lang)]
        return laid_out(sides, list(zip(heads, found[0], strict=True)), [False, False], room)
    return laid_out(heads, found, on_the_right(columns, rows), room)


def _empty(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The columns in which no row has a value."""
    return [c.name for c in columns if all(row.get(c.name) in (None, "", [], ()) for row in rows)]


def cells(result: Result, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], lang: Lang) -> list[list[str]]:
    """The values of a row group as people read them."""
    forms = forms_of(columns, rows)
    return [
        [form.cell(row.get(c.name), result.names, lang) for form, c in zip(forms, columns, strict=True)] for row in rows
    ]


def on_the_right(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Which columns hold numbers."""
    return [FORMATS[c.format].aligned([row.get(c.name) for row in rows]) for c in columns]

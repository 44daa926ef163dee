"""What a notebook shows of an answer: a heading, the first rows of its tables, its notes; everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape as escaped
from typing import TYPE_CHECKING, Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.heading import about, quality
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text

if TYPE_CHECKING:
    from graphcrm.asking.query import Column
    from graphcrm.asking.result import Result

__all__ = ["as_notebook"]

#: More rows than this are only counted; :meth:`~graphcrm.asking.result.Result.to_frame` has them all.
_ROWS = 60
#: Letters of a cell that is not broken.
_SHORT = 24


def as_notebook(result: Result, lang: Lang) -> str:
    """The answer as a piece of HTML without scripts or styles of its own."""
    where = " · ".join(value.say(lang) for _, value in about(result))
    parts = [f"<p><strong>{_clean(result.query.question.say(lang))}</strong> — {_clean(where)}</p>"]
    parts += [f"<p>{_clean(text.say(lang))}</p>" for text in result.remarks]
    for columns, rows in zip(result.query.groups, result.groups, strict=True):
        parts.append(_table(result.names, columns, rows, lang))
    notes = [*result.assumptions, *([quality(result.data_quality)] if result.data_quality else [])]
    if notes:
        parts.append("<ul>" + "".join(f"<li>{_clean(note.say(lang))}</li>" for note in notes) + "</ul>")
    return f"<div>{''.join(parts)}</div>"


def _table(names: Mapping[str, str], columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], lang: Lang) -> str:
    forms = [FORMATS[c.format] for c in columns]
    right = [form.aligned([row.get(c.name) for row in rows]) for form, c in zip(forms, columns, strict=True)]
    head = _row("th", (c.heading.say(lang) for c in columns), right)
    body = "".join(
        _row("td", (form.cell(row.get(c.name), names, lang) for form, c in zip(forms, columns, strict=True)), right)
        for row in rows[:_ROWS]
    )
    table = f'<div style="overflow-x:auto"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'
    hidden = len(rows) - _ROWS
    if hidden <= 0:
        return table
    more = Text(f"另有 {hidden} 行：to_frame()", f"{hidden} more rows: to_frame()")
    return f"{table}<p>{_clean(more.say(lang))}</p>"


def _clean(text: str) -> str:
    return escaped(harmless(text))


def _whole(text: str) -> str:
    """Names, titles and numbers stay on one line: a notebook would stand the letters of a Chinese title one below the other."""
    return ";white-space:nowrap" if len(text) <= _SHORT else ""


def _row(tag: str, texts: Iterable[str], right: Sequence[bool]) -> str:
    cells = (
        f'<{tag} style="text-align:{"right" if r else "left"}{_whole(text) if tag == "td" else ""}">{_clean(text)}</{tag}>'
        for text, r in zip(texts, right, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"

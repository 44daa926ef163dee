"""Results on standard output, in the language and the width of this run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from graphcrm.commands.bilingual import language
from graphcrm.commands.terminal import portable, room
from graphcrm.i18n import Text
from graphcrm.rendering.layout import laid_out, paragraph

if TYPE_CHECKING:
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result

__all__ = ["print_catalogue", "print_result", "print_table"]


def print_result(result: Result, form: str, *, explain: bool = False, wide: bool = False, bom: bool = False) -> None:
    """Print a result once; `wide` is one line a row whatever the terminal, `bom` marks CSV as UTF-8 for Excel."""
    text = rendered(result, form, explain=explain, wide=wide, bom=bom)
    click.echo(portable(text, form), nl=not text.endswith("\n"))


def rendered(result: Result, form: str, *, explain: bool = False, wide: bool = False, bom: bool = False) -> str:
    """A result in one of the formats of ``--format``."""
    if form != "table":
        from graphcrm.rendering.folder import written

        return written(result, form, language(), explain=explain, bom=bom)
    from graphcrm.rendering.table import as_table

    columns = None if wide else room()
    laid = as_table(result, language(), explain=explain, room=columns)
    if not laid.changed:
        return laid.text
    name = result.query.name if result.query.about == "records" else f"query {result.query.name}"
    hint = Text(
        f"(表格按终端宽度重排;一行一条:graphcrm {name} … --wide,或 --format csv)",
        f"(laid out for this terminal; one line a row: graphcrm {name} … --wide, or --format csv)",
    )
    return f"{laid.text}\n{paragraph(hint.say(language()), columns)}"


def print_catalogue(queries: Iterable[Query], form: str) -> None:
    """The list of questions."""
    rows = [{"number": q.number, "name": q.name, "question": q.question.say(language())} for q in queries]
    if form == "json":
        click.echo(portable(json.dumps(rows, ensure_ascii=False, indent=1), form))
    elif form == "csv":
        from graphcrm.rendering.delimited import rows_as_csv

        click.echo(rows_as_csv(("number", "name", "question"), rows), nl=False)
    else:
        heads = [t.say(language()) for t in (Text("编号", "No."), Text("名称", "name"), Text("问题", "question"))]
        print_table(heads, [[r["number"], r["name"], r["question"]] for r in rows], [False] * 3)


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> None:
    """A table that is not an answer, laid out for the terminal."""
    click.echo(laid_out(headings, rows, right, room()).text)

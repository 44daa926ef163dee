"""Results on standard output, in the language and the width of this run."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.language import language
from graphcrm.commands.terminal import portable, room
from graphcrm.i18n import Text
from graphcrm.rendering.layout import laid_out, paragraph

if TYPE_CHECKING:
    from graphcrm.asking.query import Query
    from graphcrm.asking.result import Result

__all__ = ["print_catalogue", "print_result", "print_rows", "print_table", "rendered"]


def print_result(result: Result, form: str, *, explain: bool, wide: bool, bom: bool) -> None:
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
    laid = as_table(result, language(), explain=explain, room=columns, aside=result.query.aside)
    if not laid.changed:
        return laid.text
    name = result.query.name if result.query.about == "records" else f"query {result.query.name}"
    hint = Text(
        f"（表格按终端宽度重排；一行一条：graphcrm {name} … --wide，或 --format csv）",
        f"(laid out for this terminal; one line a row: graphcrm {name} … --wide, or --format csv)",
    )
    if laid.without:
        hint = Text(
            f"（为适应终端宽度略去：{'、'.join(laid.without)}；全部列：graphcrm {name} … --wide，或 --format csv）",
            f"(left out for this terminal: {', '.join(laid.without)}; all columns: graphcrm {name} … --wide, or --format csv)",
        )
    return f"{laid.text}\n{paragraph(hint.say(language()), columns)}"


def print_catalogue(queries: Iterable[Query], form: str) -> None:
    """The list of questions."""
    rows = [{"number": q.number, "name": q.name, "question": q.question.say(language())} for q in queries]
    print_rows(
        {"number": Text("编号", "No."), "name": Text("名称", "name"), "question": Text("问题", "question")}, rows, form
    )


def print_rows(
    columns: Mapping[str, Text],
    rows: Sequence[Mapping[str, Any]],
    form: str,
    *,
    right: Collection[str] = (),
    cell: Callable[[str, Mapping[str, Any]], str] = lambda column, row: str(row[column]),
    most: int | None = None,
) -> None:
    """Rows that are no answer, as JSON, CSV or a table, in which `cell` says a value of a row and `columns` are headed by their texts.

    A table is as wide as the terminal; where there is none, as wide as its rows are, or `most` columns.
    """
    if form == "json":
        click.echo(portable(json.dumps(rows, ensure_ascii=False, indent=1), form))
    elif form == "csv":
        from graphcrm.rendering.delimited import rows_as_csv

        click.echo(rows_as_csv(list(columns), rows), nl=False)
    else:
        cells = [[cell(column, row) for column in columns] for row in rows]
        print_table(
            [head.say(language()) for head in columns.values()], cells, [name in right for name in columns], most
        )


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool], most: int | None = None
) -> None:
    """A table that is not an answer, laid out for the terminal, else for `most` columns."""
    click.echo(laid_out(headings, rows, right, room() or most).text)

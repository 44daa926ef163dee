"""``graphcrm cypher``: read-only Cypher on a team's Neo4j, the shipped statements or one's own."""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.printing import print_rows, print_table
from graphcrm.commands.session import day, say, tell, workspace
from graphcrm.errors import UsageError
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.near import did_you_mean
from graphcrm.rendering.delimited import rows_as_csv
from graphcrm.resources import resource

if TYPE_CHECKING:
    from graphcrm.store.cypher import Found

__all__ = ["cypher"]


_UNREADABLE = Text("读不了 {path}（{why}）", "{path} cannot be read ({why})")
_MORE = Text("只显示前 {n} 行；可用 --limit 放宽", "only the first {n} rows are shown; --limit allows more")


@command("cypher")
@click.argument("which", metavar="[NAME|FILE|-]", required=False)
@option(
    "--param",
    "given",
    Text("参数 名称=值；值可为 JSON（可多次）", "a parameter, NAME=VALUE; the value may be JSON (repeatable)"),
    multiple=True,
)
@option("--account", Text("参数 $account：客户编号", "parameter $account: customer id"))
@option("--opportunity", Text("参数 $opportunity：商机编号", "parameter $opportunity: opportunity id"))
@option("--as-of", Text("参数 $as_of（默认今天）", "parameter $as_of (default today)"))
@option("--vendor", Text("参数 $vendor（默认我方）", "parameter $vendor (default our company)"))
@option(
    "--timeout",
    Text("最多几秒（默认 30）", "stop after so many seconds (default 30)"),
    type=click.FloatRange(0, 86400, min_open=True),
    default=30.0,
)
@option(
    "--limit",
    Text("最多几行（默认 1000）", "at most so many rows (default 1000)"),
    type=click.IntRange(1),
    default=1000,
)
@form_option("table", "csv", "json")
@shared
def cypher(
    which: str | None, given: Sequence[str], form: str, timeout: float, limit: int, **shortcuts: str | None
) -> int:
    if which is None:
        _list(form)
        return 0
    parameters = {**_shortcuts(shortcuts), **dict(_parameter(word) for word in given)}
    name, statement = _statement(which)
    found = workspace().cypher(statement, parameters, name=name, timeout=timeout, limit=limit)
    _print(found, form)
    if found.more:
        tell(_MORE.format(n=limit))
    return 0


def _shortcuts(given: Mapping[str, str | None]) -> dict[str, Any]:
    as_of = day(given["as_of"]).isoformat()
    return {**{name: given[name] for name in ("account", "opportunity", "vendor")}, "as_of": as_of}


def _parameter(word: str) -> tuple[str, Any]:
    """``name=value``; a value that is not JSON is text, so dates and ids need no quotes."""
    name, equals, value = word.partition("=")
    if not equals or not re.fullmatch(r"[A-Za-z_]\w*", name):
        raise UsageError(Text(f"--param {word}：应写作 名称=值", f"--param {word}: write NAME=VALUE"))
    try:
        parsed = json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return name, value
    big = isinstance(parsed, int) and not -(2**63) <= parsed < 2**63
    return name, value if big or (isinstance(parsed, float) and not math.isfinite(parsed)) else parsed


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _statement(which: str) -> tuple[str, str]:
    """What to call a statement, and its text."""
    if which == "-":
        return "-", _text("-", sys.stdin.buffer.read())
    shipped = _shipped()
    path = shipped.get(which) or Path(which)
    if which not in shipped and not os.path.isfile(path):
        others = Text("运行 graphcrm cypher 查看自带语句", "Run graphcrm cypher to see the shipped ones.")
        hint = did_you_mean(which, shipped, others)
        raise UsageError(
            Text("没有名为“{name}”的语句或文件。{hint}", "there is no statement or file “{name}”. {hint}").format(
                name=which, hint=hint
            )
        )
    try:
        return (which if which in shipped else path.name), _text(which, path.read_bytes())
    except OSError as error:
        raise UsageError(_UNREADABLE.format(path=which, why=reason(error))) from error


def _text(which: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(_UNREADABLE.format(path=which, why="UTF-8")) from error


def _shipped() -> dict[str, Path]:
    return {path.stem: path for path in sorted(resource("queries").glob("*.cypher"))}


def _list(form: str) -> None:
    rows: list[Mapping[str, Any]] = []
    for name, path in _shipped().items():
        first = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("//").strip()
        zh, _, en = first.partition(" / ")
        rows.append({"name": name, "question": Text(zh, en or zh).say(language())})
    print_rows({"name": Text("名称", "name"), "question": Text("问题", "question")}, rows, form)


def _print(found: Found, form: str) -> None:
    if form == "json":
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        document = {"columns": list(found.columns), "rows": rows, "more": found.more}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    elif form == "csv":
        rows = [dict(zip(found.columns, map(_flat, row), strict=True)) for row in found.rows]
        click.echo(rows_as_csv(found.columns, rows), nl=False)
    else:
        numeric = [
            bool(found.rows)
            and all(row[i] is None or (isinstance(row[i], int | float) and row[i] is not True) for row in found.rows)
            for i in range(len(found.columns))
        ]
        cells = [["—" if value is None else str(_flat(value)) for value in row] for row in found.rows]
        print_table(found.columns, cells, numeric)
        if not found.rows:
            say(Text("（没有结果行）", "(no rows)"))


def _flat(value: Any) -> Any:
    """A list of plain values joined, anything deeper as JSON."""
    if isinstance(value, list) and not any(isinstance(v, list | dict) for v in value):
        return ";".join("" if v is None else str(v) for v in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value

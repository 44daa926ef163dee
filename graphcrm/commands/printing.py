"""Results on paper: a table for people, CSV and JSON for programs, HTML for mail."""

from __future__ import annotations

import csv
import html
import io
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from graphcrm.asking.query import Column, Query
from graphcrm.asking.result import Result
from graphcrm.commands.bilingual import language
from graphcrm.commands.terminal import harmless, is_terminal, portable, table
from graphcrm.i18n import Text
from graphcrm.model.choices import OurRole

__all__ = ["as_csv", "as_html", "as_json", "as_table", "print_catalogue", "print_result"]

_RIGHT = frozenset({"int", "number", "pct", "pp", "share", "strength", "lean", "support"})
#: A single row with more columns than this is printed as a list.
_WIDE = 9
_YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}


def print_result(result: Result, form: str, *, explain: bool = False) -> None:
    """Print a result once."""
    if form == "json":
        text = as_json(result, explain=explain)
    elif form == "csv":
        text = as_csv(result.query.columns, result.rows)
    elif form == "html":
        text = as_html(result)
    else:
        room = shutil.get_terminal_size().columns if is_terminal() else None
        text = as_table(result, explain=explain, room=room)
    click.echo(portable(text, form), nl=not text.endswith("\n"))


def print_catalogue(queries: Iterable[Query], form: str) -> None:
    """The list of questions."""
    rows = [{"number": q.number, "name": q.name, "question": q.question.say(language())} for q in queries]
    if form == "json":
        click.echo(portable(json.dumps(rows, ensure_ascii=False, indent=1), form))
    elif form == "csv":
        click.echo(as_csv(("number", "name", "question"), rows), nl=False)
    else:
        heads = [t.say(language()) for t in (Text("编号", "No."), Text("名称", "name"), Text("问题", "question"))]
        click.echo(table(heads, [[r["number"], r["name"], r["question"]] for r in rows], [False] * 3))


def as_json(result: Result, *, explain: bool = False) -> str:
    """The result contract as one JSON object; `explain` holds a sentence per row, or those on the whole answer."""
    document: dict[str, Any] = {
        "query": result.query.name,
        "as_of": result.as_of,
        "context": result.context,
        "params": result.params,
        "columns": list(result.query.columns),
        "rows": result.rows,
        "assumptions": [t.say(language()) for t in result.assumptions],
        "data_quality": _plain(result.data_quality),
    }
    if explain:
        document["explain"] = [{"zh": t.zh, "en": t.en} for t in result.explain or result.remarks]
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    from graphcrm.asking.result import plain

    return {k: plain(v) for k, v in values.items()}


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows as CSV; text that a spreadsheet would take for a formula is made text by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row.get(c)) for c in columns])
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return value
    text = ";".join(map(str, value)) if isinstance(value, list) else _json_text(value)
    text = harmless(text, keep="\n")
    return "'" + text if text.startswith(("=", "+", "-", "@")) else text


def _json_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def as_table(result: Result, *, explain: bool = False, room: int | None = None) -> str:
    """Question, remarks, a table per row group, sentences, assumptions and the quality of the data."""
    lang = language()
    query, context = result.query, result.context
    where = " · ".join(
        f"{result.names.get(v, v)} ({v})" if v in result.names else str(v)
        for v in (context.get("account"), context.get("opportunity"))
        if v
    )
    lines = [harmless(f"{query.question.say(lang)} — {where or query.name} · {result.as_of}")]
    lines += [harmless(t.say(lang)) for t in result.remarks]
    for columns, rows in zip(query.groups, result.groups, strict=False):
        lines.append("")
        if rows:
            heads = [c.heading.say(lang) for c in columns]
            cells = [[_cell(row.get(c.name), c, result) for c in columns] for row in rows]
            if len(cells) == 1 and len(heads) > _WIDE:
                sides = (Text("指标", "figure").say(lang), Text("值", "value").say(lang))
                lines.append(table(sides, list(zip(heads, cells[0], strict=True)), [False, False], room))
            else:
                lines.append(table(heads, cells, [c.format in _RIGHT for c in columns], room))
        else:
            lines.append(Text("(没有结果行)", "(no rows)").say(lang))
    if explain and result.explain:
        lines += ["", *(harmless(t.say(lang)) for t in result.explain)]
    lines.append("")
    lines += ["· " + harmless(t.say(lang)) for t in result.assumptions]
    if result.data_quality:
        lines.append("· " + _quality(result.data_quality).say(lang))
    return "\n".join(lines)


def _quality(found: Mapping[str, Any]) -> Text:
    def per_cent(name: str) -> str:
        return "—" if found.get(name) is None else f"{found[name]:.0f}%"

    age = found.get("median_age_days")
    return Text(
        f"数据质量 {found.get('grade')}:{found['people']} 人、{found['edges']} 条影响关系,置信≥B {per_cent('edges_confident_pct')},"
        f"态度已知 {per_cent('stances_known_pct')},中位数 {'—' if age is None else f'{age:.0f}'} 天前",
        f"data grade {found.get('grade')}: {found['people']} people, {found['edges']} influence edges, "
        f"{per_cent('edges_confident_pct')} of confidence ≥ B, {per_cent('stances_known_pct')} of stances known, "
        f"median age {'—' if age is None else f'{age:.0f}'} days",
    )


def _cell(value: Any, column: Column, result: Result) -> str:
    """A value as people read it: whole per cents, names beside ids, an em dash for what is not known."""
    lang = language()
    if value is None or value == [] or value == "":
        return "—"
    if isinstance(value, bool):
        return _YES_NO[value].say(lang)
    label = getattr(value, "label", None)
    if isinstance(label, Text):
        return label.say(lang)
    form = column.format
    if form == "int":
        return _whole(value)
    if form == "pp":
        return _signed(value)
    if form == "pct":
        return f"{_whole(value)}%"
    if form == "lean":
        return f"{_signed(100 * value)}%"
    if form in ("share", "strength"):
        return f"{_whole(100 * value)}%"
    if form == "roles":
        return "; ".join(_roles(item) for item in value)
    if form == "cell":
        return f"{_whole(100 * value['tie'])}% · {value['pairs']} · {value['last'] or '—'}"
    if form == "support":
        return f"{value:+d}" if value else "0"
    if form == "number":
        return f"{value:.2g}" if abs(value) < 100 else f"{value:.0f}"
    if form == "person":
        name = result.names.get(value)
        return f"{name} ({value})" if name and name != value else str(value)
    if form == "ids":
        return ">".join(map(str, value))
    if form == "path":
        return " → ".join(result.names.get(v, str(v)) for v in value)
    if form == "people":
        return "、".join(result.names.get(v, str(v)) for v in value)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, Mapping):
        return " ".join(
            f"{result.names.get(k, k)}={_cell(v, Column('', Text('', ''), 'lean'), result)}" for k, v in value.items()
        )
    return str(value)


def _whole(value: float) -> str:
    """A whole number, never minus zero."""
    return f"{value:.0f}".replace("-0", "0") if round(value) == 0 else f"{value:.0f}"


def _signed(value: float) -> str:
    return "0" if round(value) == 0 else f"{value:+.0f}"


def _roles(item: str) -> str:
    """An item of a coverage rule in words: roles of ours, alternatives by slashes."""
    count, _, names = item.rpartition(" of ")
    known = {r.value: r.label for r in OurRole} | {"director": Text("总监级客户经理", "director-grade account manager")}
    if count == "1" and names.count("|") >= 4:
        return Text("另一角色", "a second role of ours").say(language())
    words = "/".join(known[n].say(language()) if n in known else n for n in names.split("|"))
    return Text(f"{words} 中 {count} 个", f"{count} of {words}").say(language()) if count else words


def as_html(result: Result) -> str:
    """A page of its own, without scripts, to be mailed or printed."""
    lang = language()
    title = html.escape(harmless(f"{result.query.question.say(lang)} · {result.as_of}"))
    parts = [
        f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><meta charset="utf-8"><title>{title}</title>',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        "<style>body{font:14px/1.5 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;margin:2rem;color:#1b2430}"
        "table{border-collapse:collapse;margin:1rem 0}th,td{padding:.35rem .8rem;border-bottom:1px solid #d5dbe3;text-align:left}"
        "th{font-weight:600;color:#55606e}td.n{text-align:right;font-variant-numeric:tabular-nums}"
        "li,p{color:#55606e}h1{font-size:1.3rem}</style>",
        f"<h1>{title}</h1>",
    ]
    parts += [f"<p>{html.escape(harmless(t.say(lang)))}</p>" for t in result.remarks]
    for columns, rows in zip(result.query.groups, result.groups, strict=False):
        head = "".join(f"<th>{html.escape(c.heading.say(lang))}</th>" for c in columns)
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{' class=n' if c.format in _RIGHT else ''}>{html.escape(harmless(_cell(row.get(c.name), c, result)))}</td>"
                for c in columns
            )
            + "</tr>"
            for row in rows
        )
        parts.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    notes = [t.say(lang) for t in result.assumptions] + (
        [_quality(result.data_quality).say(lang)] if result.data_quality else []
    )
    parts.append("<ul>" + "".join(f"<li>{html.escape(harmless(n))}</li>" for n in notes) + "</ul></html>")
    return "\n".join(parts)

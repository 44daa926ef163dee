"""Importing an organisational network: an edge list ``src,dst,type,weight[,first,last]`` and optionally its nodes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.ingest.cells import clean
from graphcrm.ingest.csvfile import ragged, records
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.ingest.headings import is_private
from graphcrm.ingest.log import Log
from graphcrm.ingest.network_columns import EDGES, NODES, places
from graphcrm.ingest.options import ImportOptions, ImportPlan, TableCount
from graphcrm.model.choices import OrgCategory, TieKind
from graphcrm.model.facts import Batch, ChangeSet, Fact
from graphcrm.model.fields import FieldError, Parser, identifier, integer, number, parse_date, shown, text

__all__ = ["plan_network"]


_DIRECTED, _UNDIRECTED = frozenset({"directed", "有向"}), frozenset({"undirected", "无向"})
_NAME = text(200)
_WEIGHT = number(0, 1e15)
_GRADE = integer(1, 5)
_ATTRIBUTE = text(500)


class _Reading:
    """One network under construction."""

    def __init__(self, ties: Mapping[str, TieKind], options: ImportOptions, named: Mapping[str, str]) -> None:
        self.log = Log()
        self.ties = dict(ties)
        self.options = options
        self.named = named
        self.found: dict[str, tuple[str, int]] = {}
        self.people: dict[str, dict[str, Any]] = {}
        self.tied: dict[tuple[str, str, str], tuple[float, str, str]] = {}
        self.rows = {"edges": 0, "nodes": 0}
        self.rejected = {"edges": 0, "nodes": 0}
        self.notes = {"self_ties": 0, "merged": 0, "no_tie": 0, "undirected": 0}
        self.broken = False

    def fault(
        self, table: str, code: str, file: str, fault: Text, line: int, column: str = "", value: str = ""
    ) -> None:
        """Reject a row."""
        self.rejected[table] += 1
        self.log.say(code, file, fault, line, column, shown(value))


def plan_network(
    edges: str | os.PathLike[str],
    nodes: str | os.PathLike[str] | None = None,
    *,
    ties: Mapping[str, str],
    options: ImportOptions,
    columns: Mapping[str, str] = {},
    existing: Mapping[str, Batch] | None = None,
    account: str = "NET",
    account_name: str = "",
) -> ImportPlan:
    """Plan the import of an organisational network.

    Parameters
    ----------
    edges
        CSV file with the columns src, dst, type, weight and optionally first and last (dates), in any order, under the
        headings that network tools write (`graphcrm.ingest.network_columns`). Ids are any text of at most 200 characters. A
        missing weight is 1, a weight of 0 is no tie; rows of the same (src, dst, type) are added up; ties of somebody to
        themselves are left out. All of that is counted (`notes`) and told (`remarks`).
    nodes
        CSV file with the column id, optionally name (or label), title and grade (1–5); everything else becomes an attribute, except
        what concerns private life.
    ties
        What each tie type means (`TieKind`); ``{"": kind}`` says it of the whole file, whatever its types. A type that is
        found but not mapped is an error. A file without a type column needs one kind.
    columns
        Headings of this file that are none of the usual ones, by the column that they stand for: ``{"src": "Von"}``.
    account, account_name
        Id and name of the organisation to which everybody belongs.

    Returns
    -------
    ImportPlan
        Facts ``org`` (one), ``person`` (key = id as written) and ``tie`` (key = type, src, dst joined by tabs).

    Raises
    ------
    UsageError
        A tie is mapped to something that is no kind of tie, or the account's id is no id.
    """
    reading = _Reading(_kinds(ties), options, columns)
    try:
        identifier(account)
    except FieldError as error:
        raise UsageError(error.text) from error
    if nodes is not None:
        _read(reading, Path(nodes), _nodes)
    _read(reading, Path(edges), _edges)
    _unmapped(reading, display(Path(edges)))
    if existing and account in {k for kind in ("person", "unit", "opportunity") for k in _keys(existing, kind)}:
        fault = Text(f"编号“{account}”已用于别的对象", f"the id “{account}” is already that of something else")
        reading.log.say("E03", display(Path(edges)), fault)
    return _plan(reading, account, account_name or account)


def _keys(existing: Mapping[str, Batch], kind: str) -> Sequence[str]:
    return existing[kind].keys if kind in existing else ()


def _kinds(ties: Mapping[str, str]) -> dict[str, TieKind]:
    made = {}
    for name, kind in ties.items():
        try:
            made[name] = TieKind(kind)
        except ValueError as error:
            known = ", ".join(TieKind)
            raise UsageError(
                Text(f"“{shown(kind)}”不是关系种类;可用:{known}", f"“{shown(kind)}” is no kind of tie; known: {known}")
            ) from error
    return made


def _read(reading: _Reading, path: Path, take: Any) -> None:
    file = display(path)
    reading.log.files.setdefault(file)
    table = "nodes" if take is _nodes else "edges"
    headings: list[str] = []

    def heading(names: list[str], _line: int) -> None:
        headings.extend(names)

    def odd(row: list[str], line: int, width: int) -> None:
        reading.rows[table] += 1
        reading.fault(table, "E15", file, ragged(len(row), width), line)

    try:
        with opened(path, LIMIT["csv"]) as stream:
            for rows, lines in records(stream, heading, odd):
                reading.rows[table] += len(rows)
                take(reading, file, headings, rows, lines)
        if not headings:
            raise Unreadable(Text("没有标题行", "there is no heading line"), 1)
        _places(reading, headings, table)
    except Unreadable as error:
        reading.broken = True
        reading.log.say(error.code, file, error.text, error.line, error.column, suggestion=error.suggestion)


def _places(reading: _Reading, headings: Sequence[str], table: str) -> dict[str, int]:
    """Where the columns are. A file without types has one, which then must have been said (raises Unreadable)."""
    if table == "nodes":
        return places(headings, NODES)
    found = places(headings, EDGES, reading.named)
    if "type" not in found and "" not in reading.ties and len(reading.ties) != 1:
        why = Text("文件没有关系类型列", "the file has no column with the type of tie")
        how = f"--tie {'|'.join(TieKind)}"
        advice = Text(f"请用 {how} 说明全部关系的种类", f"Say what all ties are: {how}")
        raise Unreadable(why, 1, "type", "E13", advice)
    return found


def _id(reading: _Reading, table: str, file: str, line: int, column: str, raw: str) -> str | None:
    value = raw.strip()
    if not value:
        reading.fault(table, "E13", file, Text("缺少编号", "the id is missing"), line, column)
    elif len(value) > 200 or clean(value) != value or "\t" in value or "\n" in value:
        why = Text(
            "编号应为不超过 200 个字符、不含控制字符的文字",
            "an id is text of at most 200 characters without control characters",
        )
        reading.fault(table, "E03", file, why, line, column, value)
    else:
        return value
    return None


def _nodes(reading: _Reading, file: str, headings: list[str], rows: list[list[str]], lines: list[int]) -> None:
    found = _places(reading, headings, "nodes")
    extra = {}
    for place, heading in enumerate(headings):
        if place not in found.values() and heading.strip():
            if not is_private(heading):
                extra[clean(heading).strip()[:200]] = place
            elif reading.log.room(file, "W12") and not reading.people:
                why = Text(
                    f"列“{shown(heading)}”属于个人隐私,从不导入",
                    f"the column “{shown(heading)}” is about private life and is never imported",
                )
                reading.log.say("W12", file, why, 1, shown(heading))
    for row, line in zip(rows, lines, strict=True):
        person = _id(reading, "nodes", file, line, "id", row[found["id"]])
        if person is None:
            continue
        props: dict[str, Any] = {}
        ok = True
        for name, parse in (("name", _NAME), ("title", _NAME), ("grade", _GRADE)):
            if name in found:
                ok = ok and _value(reading, "nodes", file, line, name, parse, row[found[name]], props)
        attributes: dict[str, Any] = {}
        for name, place in extra.items():
            ok = ok and _value(reading, "nodes", file, line, name, _ATTRIBUTE, row[place], attributes)
        if not ok:
            continue
        if attributes:
            props["attributes"] = attributes
        if reading.people.setdefault(person, props) != props:
            why = Text(
                f"编号“{shown(person)}”重复而内容不同", f"the id “{shown(person)}” is there twice with different values"
            )
            reading.fault("nodes", "E14", file, why, line, "id", person)


def _value(
    reading: _Reading, table: str, file: str, line: int, name: str, parse: Parser, raw: str, into: dict[str, Any]
) -> bool:
    value = clean(raw).strip()
    if value:
        try:
            into[name] = parse(value)
        except FieldError as error:
            reading.fault(table, "E03", file, error.text, line, name, value)
            return False
    return True


def _edges(reading: _Reading, file: str, headings: list[str], rows: list[list[str]], lines: list[int]) -> None:
    found = _places(reading, headings, "edges")
    for row, line in zip(rows, lines, strict=True):
        source = _id(reading, "edges", file, line, "src", row[found["src"]])
        target = _id(reading, "edges", file, line, "dst", row[found["dst"]]) if source is not None else None
        if source is None or target is None:
            continue
        tie = _type(reading, file, line, row[found["type"]] if "type" in found else None)
        if tie is None:
            continue
        given: dict[str, Any] = {}
        wanted = (("weight", _WEIGHT), ("first", parse_date), ("last", parse_date))
        cells = [(name, parse, row[found[name]]) for name, parse in wanted if name in found]
        if not all(_value(reading, "edges", file, line, name, parse, raw, given) for name, parse, raw in cells):
            continue
        weight, first, last = given.get("weight", 1.0), given.get("first", ""), given.get("last", "")
        if _late(reading, file, line, first, last):
            continue
        if source == target:
            reading.notes["self_ties"] += 1
        elif weight == 0:
            reading.notes["no_tie"] += 1
            reading.people.setdefault(source, {})
            reading.people.setdefault(target, {})
        else:
            _add(reading, tie, source, target, weight, first, last)


def _type(reading: _Reading, file: str, line: int, raw: str | None) -> str | None:
    """The type of a row's tie, by its cell or as all ties of the file were said to be; None where the cell is no type.

    A Type column as Gephi writes it says whether a tie has a direction. One that has none is of no kind that runs from one
    to the other, whatever the file as a whole was said to be.
    """
    whole = reading.ties.get("")
    written = (raw or "").strip().casefold()
    undirected = written in _UNDIRECTED
    tie: str | None
    if whole is not None and (raw is None or undirected or written in _DIRECTED):
        kind = TieKind.AFFILIATES if undirected else whole
        tie = kind.value
        reading.ties[tie] = kind
    elif raw is None:
        (tie,) = reading.ties
    else:
        tie = _id(reading, "edges", file, line, "type", raw)
    if tie is None:
        return None
    if whole is not None:
        reading.ties.setdefault(tie, whole)
    elif undirected and tie in reading.ties:
        reading.ties[tie] = TieKind.AFFILIATES
    reading.notes["undirected"] += undirected
    reading.found.setdefault(tie, (file, line))
    return tie


def _late(reading: _Reading, file: str, line: int, first: str, last: str) -> bool:
    """Reject a tie of the future, or one that ends before it begins."""
    today = reading.options.today
    if max(first, last) > today:
        why = Text(f"日期晚于导入日 {today}", f"the date is later than the day of import, {today}")
        reading.fault("edges", "E04", file, why, line, "last")
    elif first and last and last < first:
        reading.fault("edges", "E05", file, Text("last 早于 first", "last is earlier than first"), line, "last")
    else:
        return False
    return True


def _add(reading: _Reading, tie: str, source: str, target: str, weight: float, first: str, last: str) -> None:
    key = (tie, source, target)
    before = reading.tied.get(key)
    if before is not None:
        reading.notes["merged"] += 1
        weight += before[0]
        first = min(filter(None, (first, before[1])), default="")
        last = max(last, before[2])
    reading.tied[key] = (weight, first, last)
    reading.people.setdefault(source, {})
    reading.people.setdefault(target, {})


def _unmapped(reading: _Reading, file: str) -> None:
    """An error for every tie type without a meaning, which lists the types found."""
    types = ", ".join(shown(t) for t in list(reading.found)[:20]) + (", …" if len(reading.found) > 20 else "")
    if "" in reading.ties:
        return
    for tie, (_, line) in reading.found.items():
        if tie not in reading.ties:
            how = f"--tie {shown(tie)}={'|'.join(TieKind)}"
            why = Text(
                f"关系类型“{shown(tie)}”没有对应的种类;文件里有:{types}",
                f"the tie type “{shown(tie)}” is not mapped; types found: {types}",
            )
            reading.log.say("E03", file, why, line, "type", shown(tie), Text(f"请加 {how}", f"Add {how}"))


def _plan(reading: _Reading, account: str, name: str) -> ImportPlan:
    options, report = reading.options, reading.log.report()
    change = None
    wrong_types = any(t not in reading.ties for t in reading.found)
    kinds = {tie: reading.ties[tie].value for tie in reading.found if tie in reading.ties}
    if not reading.broken and not wrong_types and (report.errors == 0 or options.accept_valid):
        batches = [b for b in _batches(reading, account, name) if len(b)]
        detail = {
            "files": list(reading.log.files),
            "rows": dict(reading.rows),
            "ties": kinds,
            **reading.notes,
        }
        change = ChangeSet(options.author, "network import", options.at, options.today, batches, detail=detail)
    counts = {t: TableCount(reading.rows[t], reading.rejected[t]) for t in ("nodes", "edges") if reading.rows[t]}
    return ImportPlan(
        change,
        report.problems,
        report.totals,
        report.by_code,
        report.errors,
        report.warnings,
        counts,
        dict(reading.notes),
        tuple(_TOLD[name].format(n=n) for name, n in reading.notes.items() if n),
    )


_TOLD = {
    "self_ties": Text("{n} 行是本人对本人,未导入", "ties of somebody to themselves, left out: {n}"),
    "merged": Text(
        "{n} 行与同类型同两人的前一行合并", "rows added to an earlier one of the same two people and type: {n}"
    ),
    "no_tie": Text("{n} 行权重为 0,不算关系", "rows of weight 0, which is no tie: {n}"),
    "undirected": Text(
        "{n} 行注明为无向,按无方向的往来(affiliates)处理",
        "ties listed as undirected, read as affiliates, without a direction: {n}",
    ),
}


def _batches(reading: _Reading, account: str, name: str) -> Iterable[Batch]:
    org = {"id": account, "name": name, "category": OrgCategory.CUSTOMER.value}
    yield Batch.of("org", [Fact("org", account, org)], dated=False)
    people = [Fact("person", p, {"id": p, "name": p, "org": account, **props}) for p, props in reading.people.items()]
    yield Batch.of("person", people, dated=False)
    made = []
    for (tie, source, target), (weight, first, last) in reading.tied.items():
        props = {"type": tie, "tie": reading.ties[tie].value, "from": source, "to": target, "weight": weight}
        made.append(Fact("tie", f"{tie}\t{source}\t{target}", {**props, "first": first, "last": last}))
    yield Batch.of("tie", made, dated=False)

"""From accepted rows to batches of facts: keys, canonical properties, dates; the same key twice (E14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.encode import encode, keys
from graphcrm.ingest.gathering import Gathered
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import DATES, Batch
from graphcrm.model.fields import identifier, shown
from graphcrm.model.rules.rows import Breach

__all__ = ["Built", "build_rows", "contradictions", "to_batches"]

_KEEP_ONE = Text(
    "请只留一行；若是两样东西，请用不同的编号或日期",
    "Keep one of the rows; if they are two things, give them another id or date",
)


@dataclass(slots=True)
class Built:
    """Facts of one table, row by row; `copies` are rows that only repeat another one."""

    rows: Gathered
    keys: list[str]
    props: list[str]
    starts: Sequence[str]
    ends: Sequence[str]
    seen: Sequence[str]
    copies: set[int]


def build_rows(rows: Gathered) -> Built:
    """Keys, properties and dates of every row of a table."""
    name, empty = rows.table.name, [""] * rows.count
    if name == "interactions":
        _order_unnamed(rows)
    ids = {f.name for f in rows.table.columns if f.parse is identifier}
    left_out = {*DATES, "kind"} if name == "edges" else set(DATES)
    props = encode({n: c for n, c in rows.columns.items() if n not in left_out}, rows.count, ids)
    parts = rows.table.key[1:] if name == "edges" else rows.table.key
    made = keys([rows[n] for n in parts], plain=name == "edges" or ids.issuperset(parts))
    if name == "interactions":
        made = [key or own for key, own in zip(made, _unnamed(rows), strict=True)]
    dates = {n: [v or "" for v in rows.columns[n]] if n in rows.columns else empty for n in DATES}
    if rows.table.dated_by is not None:
        dates["observed_at"] = [v or "" for v in rows[rows.table.dated_by]]
        dates["valid_from"] = empty
    return Built(rows, made, props, dates["valid_from"], dates["valid_to"], dates["observed_at"], set())


def _order_unnamed(rows: Gathered) -> None:
    """Whoever is named first, it is the same event: one without an id keeps the order in which its first row names them."""
    people = rows["participants"]
    first: dict[str, Any] = {}
    for row, (one, own) in enumerate(zip(rows["id"], _unnamed(rows), strict=True)):
        if one is None and people[row]:
            people[row] = first.setdefault(own, people[row])


def _unnamed(rows: Gathered) -> list[str]:
    """The key of each row for want of an id: when, of what kind, and with whom."""
    return list(map(event_key, *(rows[name] for name in ("date", "time", "kind", "participants"))))


def event_key(date: str | None, time: str | None, kind: str | None, people: Iterable[str] | None) -> str:
    """The key of an interaction that has no id.

    >>> event_key("2026-07-02", None, "visit", ["u1", "c7"]).split("\\t")
    ['auto:2026-07-02', '', 'visit', 'c7', 'u1']
    """
    return "\t".join(("auto:" + (date or ""), time or "", kind or "", *sorted(set(people or ()))))


def contradictions(built: Built) -> Iterator[Breach]:
    """E14 for rows of one key and valid_from that differ; rows that repeat another one are marked as copies."""
    kinds = built.rows["kind"] if built.rows.table.name == "edges" else [None] * built.rows.count
    if len(set(built.keys)) == len(built.keys):
        return
    first: dict[tuple[Any, ...], int] = {}
    against: dict[int, int] = {}
    for row, identity in enumerate(zip(kinds, built.keys, built.starts, strict=True)):
        before = first.setdefault(identity, row)
        if before == row or row in built.rows.rejected:
            continue
        if all(c[row] == c[before] for c in (built.props, built.ends, built.seen)):
            built.copies.add(row)
        else:
            against[row] = before
            against.setdefault(before, row)
    if against:
        rows, shown_keys = built.rows, built.keys

        def say(row: int) -> Text:
            other = rows.place(against[row])
            key = shown(" ".join(shown_keys[row].split("\t")))
            return Text(
                f"键“{key}”与另一行（{other[0]} 第 {other[1]} 行）重复而内容不同",
                f"the key “{key}” is there with other values too ({other[0]}, line {other[1]})",
            )

        undated = (lambda _row: _KEEP_ONE) if rows.table.column("valid_from") is None else None
        yield Breach("E14", rows.table.name, sorted(against), rows.table.key[0], say, undated)


def to_batches(built: Built, edge_rows: Mapping[str, Sequence[int]]) -> Iterator[Batch]:
    """Batches of the rows that are neither rejected nor copies; dated and undated rows of a kind apart."""
    rows = built.rows
    left_out = rows.rejected | built.copies
    may_be_dated = rows.table.dated_by is None
    if rows.table.name != "edges":
        yield from _split(built, rows.table.kind, _without(range(rows.count), left_out), may_be_dated)
        return
    for kind, of_kind in edge_rows.items():
        yield from _split(built, EdgeKind(kind).kind, _without(of_kind, left_out), may_be_dated)


def _without(rows: Sequence[int], left_out: set[int]) -> Sequence[int]:
    return [row for row in rows if row not in left_out] if left_out else rows


def _split(built: Built, kind: str, chosen: Sequence[int], may_be_dated: bool) -> Iterator[Batch]:
    dated: Sequence[int] = ()
    if may_be_dated:
        dated = [r for r in chosen if built.starts[r]] if "" in built.starts else chosen
    undated = chosen if not dated else [r for r in chosen if not built.starts[r]] if len(dated) < len(chosen) else ()
    for some, flag in ((undated, False), (dated, True)):
        if some:
            columns = (built.keys, built.props, built.starts, built.ends, built.seen)
            keys_, props, starts, ends, seen = (_take(c, some) for c in columns)
            yield Batch(kind, keys_, props, starts, ends, seen, dated=flag)


def _take(column: Sequence[str], chosen: Sequence[int]) -> Sequence[str]:
    if len(chosen) == len(column):
        return column
    return [column[chosen[0]]] if len(chosen) == 1 else list(itemgetter(*chosen)(column))

"""Reading versions back, every row verified as it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from graphcrm.i18n import Text
from graphcrm.store.checksums import SLICE, Chunk
from graphcrm.store.damage import damaged, damaged_row
from graphcrm.store.sqlite.connection import Database

__all__ = ["scan"]


_SELECT = "SELECT sequence, change, kind, key, valid_from, valid_to, observed_at, props, checksum FROM versions"

_ROWS = Text("第 {first} 至 {last} 条记录之间有损坏", "a row between {first} and {last} is damaged")
_ORDER = Text("记录的顺序已损坏（第 {sequence} 条附近）", "the order of the rows is damaged (near row {sequence})")


def scan(db: Database, kinds: Sequence[str] | None = None) -> Iterator[Chunk]:
    """All versions, or those of some kinds, every row verified before it is handed out."""
    where = "" if kinds is None else f"WHERE kind IN ({', '.join('?' * len(kinds))})"
    cursor = db.execute(f"{_SELECT} {where} ORDER BY sequence", tuple(kinds or ()))
    last = 0
    memo: dict[str, str] = {}
    while fetched := cursor.fetchmany(SLICE):
        columns: list[tuple[Any, ...]] = list(zip(*fetched, strict=True))
        chunk = _verified(columns, last, memo)
        last = chunk.sequences[-1]
        yield chunk


def _verified(columns: list[tuple[Any, ...]], last: int, memo: dict[str, str]) -> Chunk:
    sequences, changes, *texts_columns, checksums = columns
    try:
        texts = list(
            map(str.encode, map("\0".join, zip(map(str, sequences), map(str, changes), *texts_columns, strict=True)))
        )
    except (TypeError, UnicodeEncodeError) as error:  # a damaged type: a number or bytes where text belongs
        raise damaged(_ROWS.format(first=sequences[0], last=sequences[-1])) from error
    computed = tuple(map(crc32, texts))
    if computed != checksums or set(map(type, changes)) != {int}:
        bad = next((i for i, pair in enumerate(zip(computed, checksums, strict=True)) if pair[0] != pair[1]), 0)
        raise damaged_row(texts_columns[0][bad], sequences[bad])
    if sequences[0] <= last or list(sequences) != sorted(sequences):
        raise damaged(_ORDER.format(sequence=sequences[0]))
    kinds, keys, starts, ends, seen, props = texts_columns
    # A few kinds and dates repeat in every row: keep one copy of each.
    kinds, starts, ends, seen = (tuple(map(memo.setdefault, c, c)) for c in (kinds, starts, ends, seen))
    return Chunk(sequences, changes, kinds, keys, starts, ends, seen, props, checksums, texts)

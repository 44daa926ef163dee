"""Versions as nodes: writing them in slices, and reading them back page by page, every row verified.

Rows travel as texts, their columns joined by NUL (see :mod:`graphcrm.store.neo4j.wire`); so joined, a row is also the text that
its checksum is over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat
from typing import Any
from zlib import crc32

from graphcrm.i18n import Text
from graphcrm.store.checksums import Chunk
from graphcrm.store.damage import damaged, damaged_row
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.wire import cells

__all__ = ["create_versions", "scan"]


#: Rows fetched at once.
PAGE = 20_000
_COLUMNS = 8

_CREATE = """
WITH split($text, $nul) AS cells
UNWIND range(0, $last, $width) AS i
CREATE (:Graphcrm:Version {
  workspace: $workspace, sequence: toInteger(cells[i]), change: toInteger(cells[i + 1]), kind: cells[i + 2],
  key: cells[i + 3], valid_from: cells[i + 4], valid_to: cells[i + 5], observed_at: cells[i + 6], props: cells[i + 7],
  checksum: toInteger(cells[i + 8])
})
"""
_PAGE = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind AND v.sequence > $after
WITH v ORDER BY v.workspace, v.kind, v.sequence LIMIT $page
RETURN
  collect(toString(v.sequence) + $nul + toString(v.change) + $nul + v.kind + $nul + v.key + $nul + v.valid_from + $nul
    + v.valid_to + $nul + v.observed_at + $nul + v.props),
  collect(v.checksum), count(*), max(v.sequence), sum(0)
"""
#: The same while an alteration settles: the new content of the versions that bear its token (see `altering.py`), without those
#: that are to go.
_SETTLING_PAGE = """
MATCH (v:Graphcrm {workspace: $workspace}) WHERE v.kind = $kind AND v.sequence > $after
WITH v ORDER BY v.workspace, v.kind, v.sequence LIMIT $page
WITH v, coalesce(v.altered = $settling, false) AS altered
WITH v, altered, altered AND v.after IS NULL AS gone
RETURN
  collect(CASE WHEN NOT gone THEN toString(v.sequence) + $nul + toString(v.change) + $nul + v.kind + $nul
    + CASE WHEN altered THEN coalesce(v.after_key, v.key) ELSE v.key END + $nul + v.valid_from + $nul
    + v.valid_to + $nul + v.observed_at + $nul + CASE WHEN altered THEN v.after ELSE v.props END END),
  collect(CASE WHEN NOT gone THEN CASE WHEN altered THEN v.after_checksum ELSE v.checksum END END),
  count(*), max(v.sequence), sum(CASE WHEN gone THEN 1 ELSE 0 END)
"""

_ROWS = Text(
    "{kind} 第 {after} 条之后的记录有损坏",
    "a row of {kind} after row {after} is damaged or lacks one of its properties",
)


def create_versions(run: Run, workspace: str, texts: Sequence[bytes], checksums: Sequence[int]) -> None:
    """Write versions; a text is a row's columns joined by NUL."""
    if texts:
        joined = b"\0".join(chain.from_iterable(zip(texts, map(b"%d".__mod__, checksums), strict=True)))
        run(_CREATE, workspace=workspace, **cells(joined.decode(), len(texts), _COLUMNS + 1))


def scan(graph: Graph, kind: str, changes: int, settling: str | None) -> Iterator[Chunk]:
    """The versions of a kind that the first `changes` changes wrote, every row verified before it is handed out.

    Versions of later changes are not there yet: somebody is writing them, or was killed while doing so. Those altered by an
    erasure with the token `settling` are read as it leaves them.
    """
    after = 0
    memo: dict[str, str] = {}
    while True:
        parameters = {"workspace": graph.address.workspace, "kind": kind, "after": after, "page": PAGE, "nul": "\0"}
        if settling is not None:
            parameters["settling"] = settling
        page = graph.read(_PAGE if settling is None else _SETTLING_PAGE, **parameters)
        texts, checksums, count, last, gone = page[0]
        if count > gone:
            if not len(texts) == len(checksums) == count - gone or set(map(type, texts)) != {str}:
                raise damaged(_ROWS.format(kind=kind, after=after))
            chunk = _verified(kind, after, texts, checksums, changes, memo)
            if chunk is not None:
                yield chunk
        if count < PAGE:
            return
        after = last


def _verified(
    kind: str, after: int, texts: list[str], checksums: list[Any], changes: int, memo: dict[str, str]
) -> Chunk | None:
    rows = [text.split("\0") for text in texts]
    try:
        numbers = [int(row[1]) for row in rows]
        if max(numbers) > changes:
            kept = [i for i, number in enumerate(numbers) if number <= changes]
            if not kept:
                return None
            texts, checksums = [texts[i] for i in kept], [checksums[i] for i in kept]
            rows, numbers = [rows[i] for i in kept], [numbers[i] for i in kept]
        encoded = [text.encode() for text in texts]
        sequences = tuple(int(row[0]) for row in rows)
    except (ValueError, IndexError) as error:  # not a number; not a text that can be written
        raise damaged(_ROWS.format(kind=kind, after=after)) from error
    for row, text, checksum, sequence in zip(rows, encoded, checksums, sequences, strict=True):
        if crc32(text) != checksum or len(row) != _COLUMNS or row[2] != kind:
            raise damaged_row(kind, sequence)
    if sequences[0] <= after or any(a >= b for a, b in pairwise(sequences)):
        raise damaged(_ROWS.format(kind=kind, after=after))
    _, _, _, keys, starts, ends, seen, props = zip(*rows, strict=True)
    # A few dates repeat in every row: keep one copy of each.
    starts, ends, seen = (tuple(map(memo.setdefault, c, c)) for c in (starts, ends, seen))
    kinds = tuple(repeat(kind, len(keys)))
    return Chunk(sequences, tuple(numbers), kinds, keys, starts, ends, seen, props, tuple(checksums), encoded)

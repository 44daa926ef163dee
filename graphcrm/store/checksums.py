"""Checksums of rows and digests of changes, the same in every store.

A row's text is its columns joined by NUL, which no column may contain; its checksum is the CRC-32 of that text, and a
scope's total is the sum of its rows' checksums, so it does not depend on order. Everything is done by column in C-level
loops: a row costs about a microsecond.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple
from zlib import crc32

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch

__all__ = [
    "COLUMNS",
    "SLICE",
    "Checksummed",
    "Chunk",
    "RowsHash",
    "checksummed",
    "row_checksum",
    "sha256_of",
    "storable",
    "texts_checksum",
]


#: Rows handled at once: enough for C-level loops to pay, little enough to need no memory worth speaking of.
SLICE = 20_000
#: Columns of a row's text.
COLUMNS = 8

_NUL = Text(
    "{kind} 的记录 {key} 含有空字符 (NUL)，不能保存；请删除该字符",
    "the {kind} record {key} contains a NUL character, which cannot be stored; remove it",
)
_SURROGATE = Text(
    "{kind} 的记录 {key} 含有不完整的字符（孤立代理项），不能保存；请用 UTF-8 重新保存来源文件",
    "the {kind} record {key} contains half a character (a lone surrogate), which cannot be stored; save the source as UTF-8",
)


class Chunk(NamedTuple):
    """Some verified rows as columns, in the order in which they were written, and the texts behind their checksums."""

    sequences: tuple[int, ...]
    changes: tuple[int, ...]
    kinds: tuple[str, ...]
    keys: tuple[str, ...]
    valid_from: tuple[str, ...]
    valid_to: tuple[str, ...]
    observed_at: tuple[str, ...]
    props: tuple[str, ...]
    checksums: tuple[int, ...]
    texts: list[bytes]


@dataclass(frozen=True, slots=True)
class Checksummed:
    """Some rows of one kind ready for writing: their numbers, their columns from the key to the properties, texts and checksums."""

    sequences: range
    columns: Sequence[Sequence[str]]
    texts: list[bytes]
    checksums: list[int]


class RowsHash:
    """SHA-256 over the texts of a change's rows, in order."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, texts: Sequence[bytes]) -> None:
        if texts:
            self._hash.update(b"\0".join(texts))
            self._hash.update(b"\0")

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def texts_checksum(*columns: object) -> int:
    """CRC-32 over the columns of one row of any table.

    >>> texts_checksum(1, "a") == texts_checksum("1", "a") != texts_checksum(1, "b")
    True
    """
    return crc32("\0".join("" if column is None else str(column) for column in columns).encode())


def sha256_of(*columns: object) -> str:
    """SHA-256 over the columns of a change or an audit entry."""
    return hashlib.sha256("\0".join(map(str, columns)).encode()).hexdigest()


def storable(text: str) -> str:
    """Free text, with what cannot be stored written as an escape (a login name may be anything).

    >>> storable("a\\0b")
    'a\\\\x00b'
    """
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def row_checksum(
    sequence: int, change: int, kind: str, key: str, valid_from: str, valid_to: str, observed_at: str, props: str
) -> tuple[bytes, int]:
    """The text of one version and its checksum."""
    text = "\0".join((str(sequence), str(change), kind, key, valid_from, valid_to, observed_at, props)).encode()
    return text, crc32(text)


def checksummed(batch: Batch, change: int, first: int) -> Iterator[Checksummed]:
    """The rows of a batch, numbered from `first`, in slices ready for writing.

    Raises InputError: a row holds a NUL or half a character.
    """
    for start in range(0, len(batch), SLICE):
        part = slice(start, min(start + SLICE, len(batch)))
        sequences = range(first + part.start, first + part.stop)
        whole = (batch.keys, batch.valid_from, batch.valid_to, batch.observed_at, batch.props)
        columns = [column[part] for column in whole]
        numbers, kinds = repeat(str(change)), repeat(batch.kind)
        joined = map("\0".join, zip(map(str, sequences), numbers, kinds, *columns, strict=False))
        try:
            texts = list(map(str.encode, joined))
        except UnicodeEncodeError as error:
            raise _unstorable(batch, part) from error
        if b"\0".join(texts).count(0) != COLUMNS * len(texts) - 1:
            raise _unstorable(batch, part)
        yield Checksummed(sequences, columns, texts, list(map(crc32, texts)))


def _unstorable(batch: Batch, part: slice) -> InputError:
    columns = (batch.keys, batch.valid_from, batch.valid_to, batch.observed_at, batch.props)
    for row in zip(*(column[part] for column in columns), strict=True):
        text = "".join((batch.kind, *row))
        shown = {"kind": ascii(batch.kind)[1:-1], "key": ascii(row[0])[1:-1]}
        if "\0" in text:
            return InputError(_NUL.format(**shown))
        try:
            text.encode()
        except UnicodeEncodeError:
            return InputError(_SURROGATE.format(**shown))
    raise AssertionError("every row of the slice can be stored")

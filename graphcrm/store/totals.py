"""Totals, the same in every store: of every scope (kind of fact) the number of its rows and the sum of their checksums, and of
the workspace the number of its scopes and the sum of theirs, with the ends of both chains.

With them a missing or foreign row is noticed, which its own checksum cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.store.checksums import Chunk, RowsHash, texts_checksum
from graphcrm.store.damage import damaged

__all__ = ["EMPTY", "RunningTotals", "Scope", "Tally", "Totals", "verified_scopes"]


_SCOPE = Text("{kind} 的汇总记录已损坏", "the record of the totals of {kind} is damaged")
_SCOPES = Text("各类数据的汇总记录不完整", "the records of totals are incomplete")
_TOTAL = Text(
    "{kind} 应有 {expected} 条记录，实际读到 {found} 条，或内容不符",
    "{kind} should have {expected} rows; {found} were found, or their content differs",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Totals of one kind: the change that last touched it, the number of its rows and the sum of their checksums."""

    kind: str
    change: int
    rows: int
    total: int

    @property
    def checksum(self) -> int:
        return texts_checksum(self.kind, self.change, self.rows, self.total)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a workspace says about itself: under a checksum of its own, and the last thing that a transaction writes.

    schema
        Version of the store's layout.
    last_sequence
        The highest sequence that was ever given to a version.
    changes, change_sha256, audits, audit_sha256
        Length and end of both chains.
    scopes, scopes_checksum
        Number of the kinds and sum of their totals' checksums.
    """

    schema: int
    last_sequence: int
    changes: int
    change_sha256: str
    audits: int
    audit_sha256: str
    scopes: int
    scopes_checksum: int


#: The totals of a store in which nothing has been written.
EMPTY = Totals(0, 0, 0, "", 0, "", 0, 0)


def verified_scopes(rows: Iterable[tuple[Scope, int]], count: int, total: int) -> dict[str, Scope]:
    """The totals of every kind, each compared with its checksum, all with their number and the sum of the checksums."""
    scopes: dict[str, Scope] = {}
    found = 0
    for scope, checksum in rows:
        if scope.checksum != checksum:
            raise damaged(_SCOPE.format(kind=scope.kind))
        scopes[scope.kind] = scope
        found += checksum
    if len(scopes) != count or found != total:
        raise damaged(_SCOPES)
    return scopes


class RunningTotals:
    """Digest of a change's rows and the totals of the kinds that it touches."""

    def __init__(self, before: Mapping[str, Scope], number: int) -> None:
        self._before = before
        self._number = number
        self._digest = RowsHash()
        self.rows = 0
        self.scopes: dict[str, Scope] = {}

    def add(self, kind: str, texts: Sequence[bytes], checksums: Sequence[int]) -> None:
        """Count some rows of one kind, in the order in which they are written."""
        self._digest.add(texts)
        self.rows += len(texts)
        before = self.scopes.get(kind) or self._before.get(kind) or Scope(kind, 0, 0, 0)
        self.scopes[kind] = Scope(kind, self._number, before.rows + len(texts), before.total + sum(checksums))

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Tally:
    """Counts the rows that a scan hands out and compares them with the totals."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._totals: dict[str, int] = {}

    def add(self, chunk: Chunk) -> None:
        kinds = set(chunk.kinds)
        if len(kinds) == 1:
            self._add(kinds.pop(), len(chunk.kinds), sum(chunk.checksums))
            return
        for kind, checksum in zip(chunk.kinds, chunk.checksums, strict=True):
            self._add(kind, 1, checksum)

    def _add(self, kind: str, rows: int, total: int) -> None:
        self._rows[kind] = self._rows.get(kind, 0) + rows
        self._totals[kind] = self._totals.get(kind, 0) + total

    def compare(self, scopes: Mapping[str, Scope], kinds: Iterable[str] | None = None) -> None:
        """Compare with the totals of `kinds` (all if None)."""
        wanted = {*scopes, *self._rows} if kinds is None else set(kinds)
        for kind in sorted(wanted):
            scope = scopes.get(kind)
            expected = (scope.rows, scope.total) if scope else (0, 0)
            if (self._rows.get(kind, 0), self._totals.get(kind, 0)) != expected:
                raise damaged(_TOTAL.format(kind=kind, expected=expected[0], found=self._rows.get(kind, 0)))

"""The totals that the last change left behind: the store's one row about itself, and one row per scope (kind).

With them a missing or foreign row is noticed: every row has a checksum, every scope the number and sum of its rows'
checksums, the store the number and sum of its scopes' checksums, the heads of both chains and the number of its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace

from graphcrm.i18n import Text
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.faults import damaged
from graphcrm.store.sqlite.rows import Chunk, texts_checksum
from graphcrm.store.sqlite.schema import APPLICATION_ID, Schema

__all__ = ["EMPTY", "Scope", "Seal", "Tally", "check_tables", "read_scopes", "read_seal", "write_scopes", "write_seal"]

_SEAL = Text("存储的汇总记录已损坏", "the store's record of its totals is damaged")
_SCOPE = Text("{kind} 的汇总记录已损坏", "the record of the totals of {kind} is damaged")
_SCOPES = Text("各类数据的汇总记录不完整", "the records of totals are incomplete")
_TOTAL = Text(
    "{kind} 应有 {expected} 条记录,实际读到 {found} 条,或内容不符",
    "{kind} should have {expected} rows; {found} were found, or their content differs",
)
_TABLES = Text("存储的表结构定义已损坏", "the definitions of the store's tables are damaged")
_PAGES = Text("存储应有 {expected} 页,实际 {found} 页", "the store should have {expected} pages and has {found}")


@dataclass(frozen=True, slots=True)
class Seal:
    """What the store says about itself; `pages` is None while its pages are being rearranged."""

    schema: int
    sequence: int
    changes: int
    change_sha256: str
    audits: int
    audit_sha256: str
    scopes: int
    scopes_checksum: int
    pages: int | None


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


#: The seal of a store in which nothing has been written.
EMPTY = Seal(0, 0, 0, "", 0, "", 0, 0, None)


def check_tables(db: Database, schema: Schema) -> None:
    """Compare the file's table definitions with ours, to the letter.

    Raises
    ------
    IntegrityError
        They differ, or two tables claim the same page.
    """
    found = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid").fetchall()
    expected = [("table", name, name, sql) for sql in schema.tables for name in [sql.split(None, 3)[2]]]
    roots = {row[3] for row in found}
    if [(*row[:3], row[4]) for row in found] != expected or len(roots) != len(found):
        raise damaged(_TABLES)
    if db.value("PRAGMA application_id") != APPLICATION_ID:
        raise damaged(_TABLES)


def read_seal(db: Database) -> Seal:
    """The store's totals, verified; also that the file has the number of pages that they name.

    Raises
    ------
    IntegrityError
        The row is not what was written.
    """
    rows = db.execute(
        "SELECT id, schema, sequence, changes, change_sha256, audits, audit_sha256, scopes, scopes_checksum, pages, checksum"
        " FROM graphcrm_meta"
    ).fetchall()
    if len(rows) != 1 or rows[0][0] != 1 or texts_checksum(*rows[0][1:-1]) != rows[0][-1]:
        raise damaged(_SEAL)
    seal = Seal(*rows[0][1:-1])
    if db.value("PRAGMA user_version") != seal.schema:
        raise damaged(_SEAL)
    pages = db.value("PRAGMA page_count")
    if seal.pages is not None and seal.pages != pages:
        raise damaged(_PAGES.format(expected=seal.pages, found=pages))
    return seal


def write_seal(db: Database, seal: Seal, *, settled: bool = True) -> None:
    """Write the store's totals as the last thing in a transaction; not `settled`: the pages are about to be rearranged.

    The row has its table's one page to itself, so that writing it does not change the number of pages that it names.
    """
    seal = replace(seal, pages=db.value("PRAGMA page_count") if settled else None)
    columns = astuple(seal)
    db.execute(
        "INSERT OR REPLACE INTO graphcrm_meta VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*columns, texts_checksum(*columns)),
    )


def read_scopes(db: Database, seal: Seal) -> dict[str, Scope]:
    """The totals of every kind, verified.

    Raises
    ------
    IntegrityError
        One is not what was written, or one is missing.
    """
    scopes: dict[str, Scope] = {}
    total = 0
    for kind, change, rows, checksums, checksum in db.execute("SELECT kind, change, rows, total, checksum FROM scopes"):
        scope = Scope(kind, change, rows, checksums)
        if scope.checksum != checksum:
            raise damaged(_SCOPE.format(kind=kind))
        scopes[kind] = scope
        total += checksum
    if len(scopes) != seal.scopes or total != seal.scopes_checksum:
        raise damaged(_SCOPES)
    return scopes


def write_scopes(db: Database, scopes: Mapping[str, Scope], touched: Iterable[str], seal: Seal) -> Seal:
    """Write the totals of the kinds touched; returns the seal with the totals over all `scopes`."""
    for kind in sorted(touched):
        scope = scopes[kind]
        db.execute(
            "INSERT INTO scopes VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET"
            " change = excluded.change, rows = excluded.rows, total = excluded.total, checksum = excluded.checksum",
            (scope.kind, scope.change, scope.rows, scope.total, scope.checksum),
        )
    return replace(seal, scopes=len(scopes), scopes_checksum=sum(scope.checksum for scope in scopes.values()))


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
        """Compare with the totals of `kinds` (all if None).

        Raises
        ------
        IntegrityError
            Rows are missing, doubled or foreign.
        """
        wanted = {*scopes, *self._rows} if kinds is None else set(kinds)
        for kind in sorted(wanted):
            scope = scopes.get(kind)
            expected = (scope.rows, scope.total) if scope else (0, 0)
            if (self._rows.get(kind, 0), self._totals.get(kind, 0)) != expected:
                raise damaged(_TOTAL.format(kind=kind, expected=expected[0], found=self._rows.get(kind, 0)))

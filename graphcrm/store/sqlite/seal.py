"""The totals that the last change left behind: the store's one row about itself, and one row per scope (kind).

With them a missing or foreign row is noticed: every row has a checksum, every scope the number and sum of its rows'
checksums, the store the number and sum of its scopes' checksums, the heads of both chains and the number of its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace

from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.sealing import texts_checksum
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.schema import APPLICATION_ID, Schema
from graphcrm.store.totals import Scope, verified_scopes

__all__ = ["EMPTY", "Seal", "check_tables", "read_scopes", "read_seal", "write_scopes", "write_seal"]

_SEAL = Text("存储的汇总记录已损坏", "the store's record of its totals is damaged")
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
    rows = db.execute("SELECT kind, change, rows, total, checksum FROM scopes")
    return verified_scopes(
        ((Scope(*columns), checksum) for *columns, checksum in rows), seal.scopes, seal.scopes_checksum
    )


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

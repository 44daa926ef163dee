"""The totals in their tables: the store's one row about itself, and one row per scope (kind).

With them a missing or foreign row is noticed: every row has a checksum, every scope the number and sum of its rows' checksums,
the store the number and sum of its scopes' checksums, the ends of both chains and the number of its pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple

from graphcrm.i18n import Text
from graphcrm.store.checksums import texts_checksum
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.table_definitions import refuse_additions
from graphcrm.store.totals import Scope, Totals, verified_scopes

__all__ = ["read_scopes", "read_totals", "write_scopes", "write_totals"]


_TOTALS = Text("存储的汇总记录已损坏", "the store's record of its totals is damaged")
_PAGES = Text("存储应有 {expected} 页，实际 {found} 页", "the store should have {expected} pages and has {found}")


def read_totals(db: Database) -> Totals:
    """The store's totals, verified; also that the file has the number of pages that they name."""
    rows = db.execute(
        "SELECT id, schema, sequence, changes, change_sha256, audits, audit_sha256, scopes, scopes_checksum, pages, checksum"
        " FROM graphcrm_meta"
    ).fetchall()
    if len(rows) != 1 or rows[0][0] != 1 or texts_checksum(*rows[0][1:-1]) != rows[0][-1]:
        raise damaged(_TOTALS)
    *columns, expected = rows[0][1:-1]
    totals = Totals(*columns)
    if db.value("PRAGMA user_version") != totals.schema:
        raise damaged(_TOTALS)
    pages = db.value("PRAGMA page_count")
    if expected is not None and expected != pages:
        refuse_additions(db)
        raise damaged(_PAGES.format(expected=expected, found=pages))
    return totals


def write_totals(db: Database, totals: Totals, *, settled: bool = True) -> None:
    """Write the store's totals as the last thing in a transaction; not `settled`: the pages are about to be rearranged.

    The row has its table's one page to itself, so that writing it does not change the number of pages that it names.
    """
    columns = (*astuple(totals), db.value("PRAGMA page_count") if settled else None)
    db.execute(
        "INSERT OR REPLACE INTO graphcrm_meta VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*columns, texts_checksum(*columns)),
    )


def read_scopes(db: Database, totals: Totals) -> dict[str, Scope]:
    """The totals of every kind, verified."""
    rows = db.execute("SELECT kind, change, rows, total, checksum FROM scopes")
    return verified_scopes(
        ((Scope(*columns), checksum) for *columns, checksum in rows), totals.scopes, totals.scopes_checksum
    )


def write_scopes(db: Database, scopes: Mapping[str, Scope], touched: Iterable[str]) -> None:
    """Write the totals of the kinds touched."""
    for kind in sorted(touched):
        scope = scopes[kind]
        db.execute(
            "INSERT INTO scopes VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind) DO UPDATE SET"
            " change = excluded.change, rows = excluded.rows, total = excluded.total, checksum = excluded.checksum",
            (scope.kind, scope.change, scope.rows, scope.total, scope.checksum),
        )

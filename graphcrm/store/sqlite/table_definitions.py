"""The definitions of the tables that a file really has, compared with ours."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.schema import APPLICATION_ID, Schema

__all__ = ["check_tables"]


_TABLES = Text("存储的表结构定义已损坏", "the definitions of the store's tables are damaged")


def check_tables(db: Database, schema: Schema) -> None:
    """Compare the file's table definitions with ours, to the letter."""
    found = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid").fetchall()
    expected = [("table", name, name, sql) for sql in schema.tables for name in [sql.split(None, 3)[2]]]
    roots = {row[3] for row in found}
    if [(*row[:3], row[4]) for row in found] != expected or len(roots) != len(found):
        raise damaged(_TABLES)
    if db.value("PRAGMA application_id") != APPLICATION_ID:
        raise damaged(_TABLES)

"""The definitions of the tables that a file really has, compared with ours."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.faults import shown
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.schema import APPLICATION_ID, CURRENT, Schema

__all__ = ["check_tables", "refuse_additions"]


_TABLES = Text("存储的表结构定义已损坏", "the definitions of the store's tables are damaged")
_ADDED = Text(
    "另一个程序往里面加了 {names}；请用那个程序删去（DROP）并压缩文件（VACUUM），再运行 graphcrm store check",
    "another program has put {names} into it; take that out with the same program (DROP, then VACUUM) and run `graphcrm store check`",
)


def refuse_additions(db: Database, schema: Schema = CURRENT) -> None:
    """Raise for what is there beside our tables: an index, statistics, a table of somebody's own."""
    own = {name for _, name, *_ in _definitions(schema)}
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema ORDER BY rowid") if row[0] not in own]
    if names:
        raise damaged(_ADDED.format(names=", ".join(shown(str(name)) for name in names)))


def _definitions(schema: Schema) -> list[tuple[str, str, str, str]]:
    return [("table", name, name, sql) for sql in schema.tables for name in [sql.split(None, 3)[2]]]


def check_tables(db: Database, schema: Schema) -> None:
    """Compare the file's table definitions with ours, to the letter."""
    found = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema ORDER BY rowid").fetchall()
    expected = _definitions(schema)
    roots = {row[3] for row in found}
    if [(*row[:3], row[4]) for row in found] != expected or len(roots) != len(found):
        if {(*row[:3], row[4]) for row in found}.issuperset(expected):
            refuse_additions(db, schema)
        raise damaged(_TABLES)
    if db.value("PRAGMA application_id") != APPLICATION_ID:
        raise damaged(_TABLES)

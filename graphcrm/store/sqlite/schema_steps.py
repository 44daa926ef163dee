"""Files of an older schema: verified, copied beside themselves, then brought up step by step in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphcrm.acknowledged import UPGRADE, Counting
from graphcrm.errors import StoreReadOnly
from graphcrm.i18n import Text
from graphcrm.store.base import CheckReport
from graphcrm.store.damage import too_old
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.copying import copy_to, unused
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.table_definitions import check_tables
from graphcrm.store.sqlite.totals_row import read_totals, write_totals

__all__ = ["bring_up"]


_READ_ONLY = Text(
    "{path} 的格式 {found} 较旧，而该文件只能读取，无法升级到格式 {known}；请由有写入权限的人打开一次",
    "{path} has the older format {found} and may only be read, so it cannot be brought up to format {known}; somebody who may write"
    " has to open it once",
)


def bring_up(db: Database, found: int, schema: Schema, verify: Callable[[str, Schema], CheckReport]) -> str:
    """Bring a file from schema `found` up to `schema`; returns the path of the backup made before.

    Raises
    ------
    NotAStore
        There is no way from that schema.
    StoreReadOnly
        It may not be written.
    IntegrityError
        The file is damaged; it was left as it is.
    """
    old = schema.older(found)
    if old is None:
        raise too_old(db.path, found)
    if db.read_only:
        raise StoreReadOnly(_READ_ONLY.format(path=db.path, found=found, known=schema.version))
    backup = unused(f"{db.path}.format{found}.backup")
    copy_to(db, backup, lambda path: verify(path, old))
    with Counting(lambda: db.committed) as counting, db.writing():
        totals = read_totals(db)
        if totals.schema == schema.version:
            return backup  # another process was faster
        counting.what = UPGRADE
        check_tables(db, old)
        for step in _steps(old, schema):
            assert step.upgrade is not None
            step.upgrade(db.raw)
        db.execute(f"PRAGMA user_version = {schema.version}")
        write_totals(db, replace(totals, schema=schema.version))
        check_tables(db, schema)
        read_totals(db)
    return backup


def _steps(old: Schema, new: Schema) -> list[Schema]:
    steps: list[Schema] = []
    step: Schema | None = new
    while step is not None and step.version != old.version:
        steps.append(step)
        step = step.previous
    return steps[::-1]

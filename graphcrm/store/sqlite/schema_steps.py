"""Files of an older schema: verified, copied beside themselves, then brought up step by step in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphcrm.store.base import CheckReport
from graphcrm.store.damage import too_old
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.copying import copy_to, unused
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.table_definitions import check_tables
from graphcrm.store.sqlite.totals_row import read_totals, write_totals

__all__ = ["bring_up"]


def bring_up(db: Database, found: int, schema: Schema, verify: Callable[[str, Schema], CheckReport]) -> str:
    """Bring a file from schema `found` up to `schema`; returns the path of the backup made before.

    Raises
    ------
    NotAStore
        There is no way from that schema.
    IntegrityError
        The file is damaged; it was left as it is.
    """
    old = schema.older(found)
    if old is None:
        raise too_old(db.path, found)
    backup = unused(f"{db.path}.format{found}.backup")
    copy_to(db, backup, lambda path: verify(path, old))
    with db.writing():
        totals = read_totals(db)
        if totals.schema == schema.version:
            return backup  # another process was faster
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

"""From a path to a connection on a file that is known to be ours, of this schema, and not damaged at first sight."""

from __future__ import annotations

import os
import stat
from contextlib import closing

from graphcrm.errors import StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.base import CheckReport
from graphcrm.store.damage import damaged, newer
from graphcrm.store.sqlite.beside import examine_beside
from graphcrm.store.sqlite.checking import check_store
from graphcrm.store.sqlite.connection import ALONE, Database, OnWait
from graphcrm.store.sqlite.creating import create as create_store
from graphcrm.store.sqlite.faults import guarded, unavailable
from graphcrm.store.sqlite.header import examine
from graphcrm.store.sqlite.schema import Schema
from graphcrm.store.sqlite.schema_steps import bring_up
from graphcrm.store.sqlite.totals_row import read_totals

__all__ = ["check_file", "open_database"]


_MISSING = Text(
    "找不到工作区 {path}；已有的用 --workspace 或 GRAPHCRM_WORKSPACE 指明，graphcrm init 建空的，graphcrm demo 建样例",
    "there is no workspace {path}; name yours with --workspace or GRAPHCRM_WORKSPACE, or run `graphcrm init` to make one that is "
    "empty, `graphcrm demo` for the sample",
)
_DANGLING = Text(
    "{path} 是一个链接，指向不存在的文件 {target}；请接上那块盘或把文件放回原处，或改用别的路径",
    "{path} is a link to {target}, which does not exist; connect its drive or put the file back, or choose another path",
)
_VERSION = Text(
    "文件头写的格式是 {found}，而记录写的不是：存储的格式版本记录已损坏，或被更新版本的 graphcrm 改动过",
    "the header names format {found} and the record another one: the record of the store's format is damaged, "
    "or a newer graphcrm altered the file",
)


def open_database(path: str, schema: Schema, *, create: bool, on_wait: OnWait | None) -> Database:
    """Open, make or migrate a store file; nothing is left beside a file that is refused."""
    if _absent(path):
        if not create:
            raise StoreUnavailable(_MISSING.format(path=path))
        create_store(path, schema)
    actual = os.path.realpath(path)
    if create and _empty(actual):
        create_store(actual, schema, over_empty=True)
    found = examine(actual)
    if found > schema.version:
        _refuse_newer(actual, found, schema)
    examine_beside(actual, schema, on_wait)
    db = Database(actual, on_wait)
    try:
        with db.reading():
            stored = read_totals(db).schema
        if stored > schema.version:  # so far it stood only in the write-ahead log
            raise newer(actual, stored, schema.version)
        if stored < schema.version:
            bring_up(db, stored, schema, check_file)
    except BaseException:
        db.close()
        raise
    return db


def check_file(path: str, schema: Schema) -> CheckReport:
    """Examine and verify a file that nobody else uses."""
    examine(path)
    with closing(Database(path)) as db:
        return check_store(db, schema)


def _absent(path: str) -> bool:
    try:
        os.stat(path)
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise StoreUnavailable(_DANGLING.format(path=path, target=os.path.realpath(path))) from error
        return True
    except (OSError, ValueError) as error:
        raise unavailable(path, error if isinstance(error, OSError) else OSError(str(error))) from error
    return False


def _empty(path: str) -> bool:
    about = os.stat(path)
    return stat.S_ISREG(about.st_mode) and about.st_size == 0


def _refuse_newer(path: str, found: int, schema: Schema) -> None:
    """Raise for a header that names a later schema: a newer file if its totals agree, damage if they do not.

    The file is read alone, so that nothing is created beside it.
    """
    with guarded(path), closing(Database(path, way=ALONE)) as db:
        named = db.value("SELECT schema FROM graphcrm_meta WHERE id = 1")
    if named != found:
        raise damaged(_VERSION.format(found=found), path)
    raise newer(path, found, schema.version)

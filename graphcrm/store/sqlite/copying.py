"""Backups: a consistent copy that is verified before it is given its name."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.store.base import CheckReport
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.connection import Database
from graphcrm.store.sqlite.creating import put_in_place, temporary_beside
from graphcrm.store.sqlite.faults import guarded

__all__ = ["accept_copy", "copy_to", "refuse_existing", "unused"]


_EXISTS = Text(
    "{path} 已存在，备份不会覆盖它；请换一个名字", "{path} exists and a backup never overwrites; choose another name"
)
_NAMELESS = Text("请给出备份的文件名", "name the file of the backup")
_BAD_COPY = Text("备份未通过校验，已删除（{what}）", "the copy did not pass verification and was removed ({what})")


def refuse_existing(path: str) -> None:
    """Raise a UsageError if anything, a dangling link included, has this name, or it is none."""
    if not path.strip():
        raise UsageError(_NAMELESS)
    if os.path.lexists(path):
        raise UsageError(_EXISTS.format(path=path))


def unused(path: str) -> str:
    """This path, or with the first number after it that makes a name which nothing has."""
    candidate, count = path, 1
    while os.path.lexists(candidate):
        count += 1
        candidate = f"{path}{count}"
    return candidate


def accept_copy(temporary: str, to: str, report: CheckReport, original: str) -> None:
    """Give a copy its name once it was verified; one that is not sound is none."""
    if not report.ok:
        raise damaged(_BAD_COPY.format(what=report.damage[0]), original)
    put_in_place(temporary, to)


def copy_to(db: Database, to: str, verify: Callable[[str], CheckReport]) -> None:
    """Copy the whole file in one read transaction, verify the copy, then give it its name.

    Raises
    ------
    UsageError
        The name is taken.
    IntegrityError
        The store, and so the copy, is damaged; no copy is left behind.
    StoreUnavailable
        The place cannot be written or its disk is full.
    """
    refuse_existing(to)
    with temporary_beside(to) as temporary:
        with guarded(to), contextlib.closing(sqlite3.connect(temporary)) as target, db.reading():
            with guarded(to):  # it is the place of the copy that is full or fails, not the original's
                db.raw.backup(target)
            target.execute("PRAGMA journal_mode = WAL")  # an image in memory has none
        accept_copy(temporary, to, verify(temporary), db.path)

"""One connection to the file: opening it, waiting for other processes, and transactions."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakSet

from graphcrm.errors import GraphcrmError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.damage import damaged
from graphcrm.store.sqlite.faults import full, guarded, is_busy, is_full, read_only, unavailable
from graphcrm.store.sqlite.handles import connected, disconnected
from graphcrm.store.sqlite.schema import PAGE_SIZE
from graphcrm.store.sqlite.unwritable import Signature, connect_unwritable, may_write, signature
from graphcrm.store.waiting import OnWait, Patience, telling
from graphcrm.temporary import remove_forgotten

__all__ = ["ALONE", "LOOKING", "Database", "OnWait"]


#: How a file may be opened, as parameters of SQLite's address: the usual way; to look at it with its log, merging nothing; and
#: without its log, as if nobody else could write to it.
_USUAL, LOOKING, ALONE = "mode=rw", "mode=ro", "mode=ro&immutable=1"
#: The longest value that is read, in bytes: a damaged file may claim any length, and memory is asked for before it is seen.
_LONGEST = 1 << 27
#: Seconds for a process that has just made the file to take its first name away.
_MOMENT = 0.2
#: Seconds that the engine waits by itself, deaf to Ctrl-C.
_DEAF = 0.1

_OLD_ENGINE = Text(
    "需要 SQLite 3.37 以上，本机为 {found}；请升级 Python",
    "SQLite 3.37 or later is needed and this Python has {found}; install a newer Python",
)
_REPLACED = Text(
    "打开之后，{path} 被换成了另一个文件；没有任何改动，请重新打开",
    "another file has taken the place of {path} since it was opened; nothing was changed. Open it again",
)
_NAMES = Text(
    "{path} 还有别的名称（硬链接）；经两个名称写入会互相覆盖，没有任何改动。请用 cp 复制一份，以副本换下这个名称后再写入",
    "{path} has another name as well (a hard link), and what is written under two names gets lost; nothing was changed. Put a copy in"
    " the place of this name, then write",
)
_SIZE = Text("文件大小为 {found} 字节，应为 {expected} 字节", "the file has {found} bytes and should have {expected}")
_STRUCTURE = Text("存储结构已损坏（{what}）", "the structure of the store is damaged ({what})")

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)


class Database:
    """A SQLite connection whose errors are graphcrm's and whose locks are waited for.

    Parameters
    ----------
    path
        An existing file that was examined before.
    on_wait
        Told of each wait that takes longer than a moment.
    way
        `LOOKING` and `ALONE` neither write nor merge the log.
    """

    def __init__(self, path: str, on_wait: OnWait | None = None, *, way: str = _USUAL) -> None:
        if sqlite3.sqlite_version_info < (3, 37):
            raise StoreUnavailable(_OLD_ENGINE.format(found=sqlite3.sqlite_version))
        self.path = path
        self._way = way
        self.on_wait = on_wait
        #: The file may be read and not written; see :mod:`graphcrm.store.sqlite.unwritable`.
        self.read_only = not may_write(path)
        self._no_room = False
        self._image: Signature | None = None
        #: Whether the last transaction of a writer was committed.
        self.committed = False
        try:
            self._identity = connected(path)
        except OSError as error:
            raise unavailable(path, error) from error
        try:
            self._connect()
        except BaseException:
            disconnected(self._identity)
            raise
        self._open = True
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()
        try:
            if way == _USUAL and not self.read_only and self._lacks_room():
                self.read_only = self._no_room = True
                self._disconnect()
                self._connect()
            self._set_up()
        except BaseException:
            self.close()
            raise

    def _lacks_room(self) -> bool:
        """Whether the disk has no room for what the engine puts beside a file that it reads; of all else the first reading tells."""
        try:
            self.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()
        except sqlite3.Error as error:
            return is_full(self.path, error)
        except UnicodeDecodeError:  # the engine's own words about a damaged file quote what is in it
            return False
        return False

    def _connect(self) -> None:
        with guarded(self.path):
            if self.read_only and self._way != ALONE:
                self.raw, self._image = connect_unwritable(self.path, _DEAF, no_room=self._no_room)
            else:
                address = f"{Path(self.path).absolute().as_uri()}?{self._way}"
                self.raw = sqlite3.connect(address, uri=True, timeout=_DEAF, isolation_level=None)

    def _set_up(self) -> None:
        self.raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for setting in _SETTINGS:
            self.patiently(setting)

    def _look_again(self) -> None:
        """Replace an image of the file by a new one if the file is another by now."""
        if self._open and self._image is not None and self._image != signature(self.path):
            self._disconnect()
            self._connect()
            self._set_up()

    def close(self) -> None:
        """Close the connection; twice does no harm."""
        if not self._open:
            return
        self._open = False
        try:
            with guarded(self.path):
                self._disconnect()
        finally:
            disconnected(self._identity)

    def _disconnect(self) -> None:
        """Close the engine's connection, and first its cursors: one that an exception still holds would keep the file open."""
        try:
            for cursor in list(self._cursors):
                cursor.close()
        finally:
            self._cursors.clear()
            self.raw.close()

    def execute(self, statement: str, parameters: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Run a statement inside a transaction (errors are translated by the transaction)."""
        cursor = self.raw.cursor()
        self._cursors.add(cursor)
        return cursor.execute(statement, parameters)

    def many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement for every row."""
        cursor = self.raw.cursor()
        self._cursors.add(cursor)
        cursor.executemany(statement, rows)

    def value(self, statement: str) -> Any:
        """The single value that a statement returns."""
        row = self.execute(statement).fetchone()
        return None if row is None else row[0]

    def patiently(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement that may have to wait for another process, and return its rows.

        Raises StoreBusy: others did not finish in time.
        """
        with guarded(self.path):
            try:
                return self.execute(statement).fetchall()
            except sqlite3.Error as error:
                if not is_busy(error):
                    raise
            patience = Patience()
            with telling(self.on_wait):
                while True:
                    # Some kinds of lock are reported without any waiting inside the engine.
                    time.sleep(0.01)
                    try:
                        return self.execute(statement).fetchall()
                    except sqlite3.Error as error:
                        if not is_busy(error) or not patience.lasts(self._commits()):
                            raise

    def _commits(self) -> object:
        """Another value whenever another process has committed; None where that cannot be seen."""
        with contextlib.suppress(sqlite3.Error):
            return self.value("PRAGMA data_version")
        return None

    def _check_file(self) -> None:
        """At the beginning of a transaction: whether this is still the file with its name, and as long as what it stands for.

        What is written into a file that has lost its name is lost, whatever the engine says. While changes wait in the log,
        the file may have any length. Nobody merges a log into a file that is being read without one, so otherwise file and
        pages agree.
        """
        device, inode, size, _, waiting = self._image or signature(self.path)
        if self._image is None and (device, inode) != self._identity:
            raise StoreUnavailable(_REPLACED.format(path=self.path))
        expected = PAGE_SIZE * int(self.value("PRAGMA page_count"))
        if waiting <= 0 and size != expected:
            raise damaged(_SIZE.format(found=size, expected=expected))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction in which every statement sees the same state; nothing can be written in it.

        Inside one of its own that is that transaction.
        """
        if self._open and self.raw.in_transaction:
            with guarded(self.path):
                yield
            return
        self._look_again()
        with self._transaction("BEGIN"):
            self.patiently("SELECT 1 FROM sqlite_schema LIMIT 1")
            self._check_file()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction with the write lock, on a structure that was checked; it is committed unless something raises.

        Raises StoreReadOnly: the file may only be read.
        """
        if self.read_only:
            raise full(self.path) if self._no_room else read_only(self.path)
        self.committed = False
        self._refuse_names()
        self.patiently("PRAGMA journal_mode = WAL")  # if another program turned it off
        with self._transaction("BEGIN IMMEDIATE"):
            self._check_file()
            self.check_structure()
            yield
        self._empty_log()

    def _refuse_names(self) -> None:
        """Refuse a file that has several names: SQLite locks each with a log of its own, and two writers would not see each other."""
        with contextlib.suppress(OSError):  # the transaction looks whether it is there
            if os.stat(self.path).st_nlink > 1:
                remove_forgotten(os.path.dirname(self.path))  # a new file has two names for a moment; see creating
                time.sleep(_MOMENT)
                if os.stat(self.path).st_nlink > 1:
                    raise StoreUnavailable(_NAMES.format(path=self.path))

    def _empty_log(self) -> None:
        """Move what was committed from the log into the file, before it is acknowledged.

        The engine takes a log that is missing, cut off or flipped for one that ends earlier, and says nothing; what stands
        in the file itself is verified by us. If somebody reads an older state, or the disk is full, the log keeps it: it
        was committed all the same.
        """
        with contextlib.suppress(sqlite3.Error):
            self.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def check_structure(self) -> None:
        """Let the engine verify every page, so that nothing is written into a broken tree or over a page in use.

        Of the one table that is written to by key, the order of its keys, too: a row that is not found would be added again.
        """
        for pragma in ("PRAGMA quick_check(1)", "PRAGMA integrity_check(scopes)"):
            found = [row[0] for row in self.execute(pragma)]
            if found != ["ok"]:
                raise damaged(_STRUCTURE.format(what="; ".join(map(str, found))))

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        ended = False
        try:
            self.patiently(begin)
            with guarded(self.path):
                yield
                ended = True
                self.execute("COMMIT")
            self.committed = True
        except BaseException as error:
            # An interruption is raised when the engine is done; all other errors are its own, or came before.
            self.committed = ended and isinstance(error, KeyboardInterrupt) and not self.raw.in_transaction
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # A transaction is rolled back by the engine itself after some errors; what went wrong before is what counts.
        try:
            if self._open and self.raw.in_transaction:
                with guarded(self.path):
                    self.execute("ROLLBACK")
        except GraphcrmError:
            self.close()

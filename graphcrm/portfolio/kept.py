"""What was computed before, by the digest of everything that it rests on: a file of JSON lines that is only added to.

A line is written by one write at the end of the file as soon as its account is done, so whatever is killed in between loses that
account and no other; half a line of such an end is passed over, and so is one that does not agree with its checksum. The file
holds ids of accounts and numbers, no facts and no names of people, and only its owner may read it. Losing it costs time and
nothing else.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Collection
from pathlib import Path
from zlib import crc32

from graphcrm.errors import UsageError
from graphcrm.files import reason, write_whole
from graphcrm.i18n import Text
from graphcrm.portfolio.task import Outcome, Record

__all__ = ["Kept"]


#: So many times as many lines as accounts, and the file is written anew with those that still hold.
_ROOM = 4
_DOING_WITHOUT = Text("已算结果不保存：", "what is computed is not kept: ")


class Kept:
    """Records by key; without a path they are kept for as long as this object.

    go_on
        Told once why a file that nobody named cannot be used, which then costs time and nothing else; None: that is an error.
    """

    def __init__(self, path: Path | None, go_on: Callable[[Text], None] | None = None) -> None:
        self._path = path
        self._go_on = go_on
        self._records: dict[str, Record] = {}
        self._lines = 0
        self._whole = True
        if path is not None and path.exists():
            self._if_possible(lambda: self._load(path))

    def get(self, key: str) -> Record | None:
        """The record of an account whose facts, day, settings and version are the same as before."""
        return self._records.get(key)

    def add(self, outcome: Outcome) -> None:
        """Keep what was computed; a failure is not kept, so that the account is tried again.

        Raises UsageError: the file cannot be written.
        """
        if outcome.record is None:
            return
        self._records[outcome.key] = outcome.record
        if self._path is not None:
            path, line = self._path, _line(outcome.key, outcome.record)
            self._if_possible(lambda: self._append(path, line if self._whole else "\n" + line))
            self._whole = True
            self._lines += 1

    def settle(self, keys: Collection[str]) -> None:
        """Forget what no account of today rests on, once that is most of the file."""
        if self._path is not None and self._lines > _ROOM * max(1, len(keys)):
            lines = [_line(key, self._records[key]) for key in keys if key in self._records]
            path = self._path
            self._if_possible(lambda: self._write_anew(path, "".join(lines)))
            self._lines = len(lines)

    def _if_possible(self, what: Callable[[], None]) -> None:
        """Do without the file from the first trouble on, where that is no error."""
        try:
            what()
        except UsageError as error:
            if self._go_on is None:
                raise
            self._path = None
            self._go_on(_DOING_WITHOUT + error.text)

    @staticmethod
    def _write_anew(path: Path, text: str) -> None:
        try:
            write_whole(path, text)
            os.chmod(path, 0o600)
        except OSError as error:
            raise _trouble(path, error) from error

    def _load(self, path: Path) -> None:
        try:
            if not path.is_file():
                raise OSError(errno.EINVAL, "not an ordinary file")
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise _trouble(path, error) from error
        self._whole = not text or text.endswith("\n")
        for line in text.splitlines():
            self._lines += 1
            try:
                key, record, checksum = json.loads(line)
            except (ValueError, TypeError, RecursionError):
                continue
            if checksum == _checksum(key, record):
                self._records[key] = record

    @staticmethod
    def _append(path: Path, line: str) -> None:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                os.write(handle, line.encode())
            finally:
                os.close(handle)
        except OSError as error:
            raise _trouble(path, error) from error


def _line(key: str, record: Record) -> str:
    return json.dumps([key, record, _checksum(key, record)]) + "\n"


def _checksum(key: str, record: Record) -> int:
    return crc32(json.dumps([key, record]).encode())


def _trouble(path: Path, error: OSError) -> UsageError:
    return UsageError(
        Text(
            "不能使用已算结果的文件 {path}：{why}；用 --cache 指定别的文件夹",
            "the file of what was computed before, {path}, cannot be used: {why}; name another folder with --cache",
        ).format(path=path, why=reason(error))
    )

"""Temporary files that a killed process leaves behind: their names say whose they are, and whoever makes the next removes them.

A name holds the machine, for several may share the place (containers, for instance), and the process.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from zlib import crc32

__all__ = ["FILE", "mark", "own_folder", "remove_forgotten", "unused_name"]


#: How the names of our temporary files and folders begin; what takes its name later ends in ``.part``, and SQLite may put others
#: beside it.
FILE, _FOLDER = ".graphcrm-", "graphcrm-copy-"


def mark() -> str:
    """What stands in the names of this process's temporary files, before some characters that make them unique."""
    return f"{_machine()}-{os.getpid()}-"


def unused_name() -> str:
    """The name of a file of this process that gets another name when it is complete."""
    return f"{FILE}{mark()}{os.urandom(4).hex()}.part"


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that only this user can read, removed at the end; those that killed processes left are removed now."""
    import tempfile  # with random and shutil, which whoever only reads does not need

    remove_forgotten(tempfile.gettempdir())
    with tempfile.TemporaryDirectory(prefix=_FOLDER + mark()) as folder:
        yield Path(folder)


def remove_forgotten(folder: str | Path) -> None:
    """Remove what processes of this user on this machine left here when they were killed; they may hold a whole workspace."""
    if os.name == "nt":
        return  # nothing tells there whether a process is alive without ending it
    ours = re.compile(rf"(?:{re.escape(FILE)}|{_FOLDER}){_machine()}-([0-9]+)-\w+(?:\.part(?:-\w+)?)?")
    with contextlib.suppress(OSError):
        for path in Path(folder).iterdir():
            named = ours.fullmatch(path.name)
            if named and _gone(int(named[1])):
                _remove(path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        about = path.lstat()
        if about.st_uid != os.getuid():
            return
        if path.name.startswith(FILE) and stat.S_ISREG(about.st_mode):
            path.unlink()
        elif stat.S_ISDIR(about.st_mode):
            import shutil

            shutil.rmtree(path, ignore_errors=True)


@cache
def _machine() -> str:
    return f"{crc32(platform.node().encode()):08x}"


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)  # sends nothing, only looks
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False

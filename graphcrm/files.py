"""Writing a file so that nobody ever meets half of it, and nothing is written over unasked."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.temporary import FILE, mark, remove_forgotten

__all__ = ["make_folder", "parse_toml", "quoted", "read_text", "reason", "refuse_existing", "write_whole"]

#: Bytes that a file written by hand may have.
_LONGEST = 1 << 20
_QUOTED = re.compile(r""" "(?:[^"\\]|\\.)*+" | '[^']*+' """, re.VERBOSE)
#: A key of a hundred parts (``a.a.a…``): taking one apart costs their number squared.
_LONG_KEY = re.compile(r"(?<![\w-])[\w-]++(?:\s*+\.\s*+[\w-]++){100}")


def read_text(path: str | Path) -> str:
    """The text of a file that people write by hand, such as ``config.toml``.

    Raises
    ------
    OSError
        There is none, it may not be read, it is no ordinary file (a pipe or a device may have no end), or longer than 1 MB.
    UnicodeDecodeError
        It is not in UTF-8.
    """
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "not an ordinary file", str(path))
        if about.st_size > _LONGEST:
            raise OSError(errno.EFBIG, "longer than 1 MB", str(path))
        return file.read(_LONGEST).decode("utf-8-sig")


def quoted(text: str) -> str:
    """Text as a string of TOML on one line: JSON's escapes are TOML's, but for DEL, which JSON leaves alone.

    >>> print(quoted('a "b"'))
    "a \\"b\\""
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def parse_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says, whoever wrote it.

    Raises
    ------
    ValueError
        It is no TOML, nested deeper than Python goes, or holds a key or a number that could not have been written by hand.

    Examples
    --------
    >>> parse_toml("a.b = 1")
    {'a': {'b': 1}}
    """
    lines = enumerate(text.splitlines(), 1)
    line = next((at for at, one in lines if "." in one and _LONG_KEY.search(_QUOTED.sub("q", one))), None)
    if line is not None:
        raise ValueError(f"a key of too many parts (at line {line})")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Write a temporary file beside it, then rename it once; text in UTF-8 always.

    Raises
    ------
    UsageError
        The folder does not exist or cannot be written to, or the name is that of a folder, pipe or device, whose place
        a file never takes.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        raise UsageError(
            Text("{path} 不是普通文件,不能写入", "{path} is not an ordinary file; it is not written over").format(
                path=target
            )
        )
    try:
        remove_forgotten(target.parent)
        handle, temporary = tempfile.mkstemp(prefix=FILE + mark(), suffix=".part", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(temporary, 0o666 & ~umask)
            os.replace(temporary, target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(
            Text("无法写入 {path}:{why}", "cannot write {path}: {why}").format(path=target, why=reason(error))
        ) from error


def make_folder(path: str | Path) -> None:
    """Make a folder with all above it, unless it is there.

    Raises
    ------
    UsageError
        It cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = Text("无法建立文件夹 {path}:{why}", "cannot make the folder {path}: {why}")
        raise UsageError(said.format(path=path, why=reason(error))) from error


def reason(error: OSError) -> str:
    """What the system says is wrong, without number and path."""
    return error.strerror or str(error)


def refuse_existing(*paths: str | Path, force: bool) -> None:
    """Refuse, before anything is read or computed, to write over files that are there, unless `force`.

    Raises
    ------
    UsageError
        One of them exists.
    """
    for path in paths:
        if not force and Path(path).exists():
            raise UsageError(Text(f"{path} 已存在;加 --force 覆盖", f"{path} exists; overwrite it with --force"))

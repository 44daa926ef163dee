"""Writing a file so that nobody ever meets half of it, and nothing is written over unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["refuse_existing", "write_whole"]


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
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
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
            Text("无法写入 {path}:{why}", "cannot write {path}: {why}").format(path=target, why=error.strerror or error)
        ) from error


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

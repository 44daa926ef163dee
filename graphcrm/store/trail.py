"""Where the audit entry of a reading goes: into the store; failing that, into the trail of ``$GRAPHCRM_HOME``; failing that, nowhere.

The trail is a file of JSON lines that only its owner may read, ``audit.jsonl``. A line is added by one write at the end of the
file, so that several processes may do so at once. Unlike the store's own trail it is not chained: it stands in for it where the
reader may not write to the workspace.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import asdict
from enum import Enum
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreError
from graphcrm.files import reason
from graphcrm.i18n import Text
from graphcrm.store.audit_chain import stored_entry
from graphcrm.store.base import AuditEntry, Store

__all__ = ["HOME_TRAIL", "Kept", "Noted", "keep"]


#: Name of the trail in ``$GRAPHCRM_HOME``.
HOME_TRAIL = "audit.jsonl"
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)

_HOME = Text(
    "未能写入工作区的审计记录（{why}），已改记入 {trail}",
    "the audit entry could not be written to the workspace ({why}); it stands in {trail} instead",
)
_NOWHERE = Text(
    "审计记录“{entry}”未能写入：{why}；{home}",
    "the audit entry “{entry}” could not be written: {why}; {home}",
)
_NO_HOME = Text("也没有设置 GRAPHCRM_HOME", "and GRAPHCRM_HOME is not set")
_BAD_HOME = Text("{trail} 也不可写（{what}）", "{trail} cannot be written either ({what})")
_NO_FOLDER = Text(
    "GRAPHCRM_HOME 所指的文件夹 {home} 不存在：请先建立",
    "the folder {home} that GRAPHCRM_HOME names does not exist: make it",
)
_REFUSED = Text(
    "受限内容只有留下审计记录才能显示。",
    "restricted content is shown only with an entry in an audit trail. ",
)


class Kept(Enum):
    """Where an entry stands."""

    STORE = "store"
    HOME = "home"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Noted:
    """Where an entry stands, and what the person is to be told if that is not the store."""

    kept: Kept
    warning: Text | None = None


def keep(store: Store, entry: AuditEntry, workspace: str, *, restricted: bool = False) -> Noted:
    """Write the audit entry of a reading where that is possible.

    Parameters
    ----------
    workspace
        Address of the workspace as it may be shown, for the trail of ``$GRAPHCRM_HOME``, which is about several.
    restricted
        What was read may be shown only with an entry.

    Raises
    ------
    StoreError
        The entry stands nowhere and what was read is restricted; of the kind that the store raised.
    IntegrityError
        The store is damaged.
    """
    try:
        store.audit(entry)
    except StoreError as error:
        noted = _elsewhere(entry, workspace, error.text)
        if restricted and noted.kept is Kept.NOWHERE:
            raise type(error)(_REFUSED + (noted.warning or error.text)) from error
        return noted
    return Noted(Kept.STORE)


def _elsewhere(entry: AuditEntry, workspace: str, why: Text) -> Noted:
    stored = stored_entry(entry)
    shown = " ".join(filter(None, (stored.at, stored.author, stored.action, stored.subject)))
    home = os.environ.get("GRAPHCRM_HOME")
    if not home:
        return Noted(Kept.NOWHERE, _NOWHERE.format(entry=shown, why=why, home=_NO_HOME))
    trail = Path(home) / HOME_TRAIL
    line = json.dumps({**asdict(stored), "workspace": workspace}, ensure_ascii=False) + "\n"
    try:
        _append(trail, line.encode("utf-8", "backslashreplace"))
    except OSError as error:
        bad = (
            _NO_FOLDER.format(home=home)
            if not Path(home).is_dir()
            else _BAD_HOME.format(trail=trail, what=reason(error))
        )
        return Noted(Kept.NOWHERE, _NOWHERE.format(entry=shown, why=why, home=bad))
    return Noted(Kept.HOME, _HOME.format(why=why, trail=trail))


def _append(trail: Path, line: bytes) -> None:
    """Add a line, durably; OSError if it could not be added as a whole."""
    handle = os.open(trail, _FLAGS, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError("not a regular file")
        if os.write(handle, line) != len(line):
            raise OSError("the disk is full")
        os.fsync(handle)
    finally:
        os.close(handle)

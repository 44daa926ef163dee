"""Who asks, when, and how they are told what happens meanwhile; the audit trail is written here and nowhere else."""

from __future__ import annotations

import getpass
import warnings
from collections.abc import Callable
from datetime import UTC, date, datetime

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text, default_lang
from graphcrm.store.base import AuditEntry, Store

__all__ = ["Caller"]


#: Both are possible, and whoever waits cannot tell them apart.
_WAITING = Text(
    "正在等待写入：另一进程正在使用工作区，或存放它的磁盘、服务器没有响应；已等待 {seconds} 秒"
    "（约 30 秒内毫无进展或约满 5 分钟即放弃）…",
    "waiting to write: another process is using the workspace, or its disk or server does not answer; {seconds} s waited "
    "(given up after some 30 s without any progress, or some 5 min) …",
)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _warn(text: Text) -> None:
    warnings.warn(text.say(default_lang()), stacklevel=3)


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Caller:
    """`author` is named in history and audit trail; `tell` passes on a sentence while work goes on (Python: a warning)."""

    author: str
    tell: Callable[[Text], None] = _warn
    clock: Callable[[], datetime] = _utc

    @classmethod
    def here(cls, tell: Callable[[Text], None] = _warn) -> Caller:
        """The person who runs this process."""
        return cls(_login(), tell)

    def now(self) -> str:
        """The moment, UTC, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def today(self) -> date:
        """The day, by the clock on the wall."""
        return self.clock().astimezone().date()

    def wait(self, seconds: int) -> None:
        """Say that the turn to write has not come yet."""
        self.tell(_WAITING.format(seconds=seconds))

    def entry(self, action: str, subject: str = "", detail: str = "") -> AuditEntry:
        """An entry of the audit trail: who, when, what, about whom."""
        return AuditEntry(self.now(), self.author, action, subject, detail)

    def note(self, store: Store, workspace: str, entry: AuditEntry, *, restricted: bool = False) -> None:
        """Write an entry into the audit trail, or where that is not possible into the one of ``$GRAPHCRM_HOME``, and say so.

        Raises
        ------
        StoreError
            There is no place for it, and what was read is `restricted`: such an answer is not given without an entry.
        """
        from graphcrm.store.trail import keep

        noted = keep(store, entry, workspace, restricted=restricted)
        if noted.warning is not None:
            self.tell(noted.warning)

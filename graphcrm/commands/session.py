"""The workspace of a command: its address, its store, its settings, the day, and who is asking."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.bilingual import language
from graphcrm.errors import GraphcrmError, StoreError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import FieldError, parse_date
from graphcrm.settings import load_settings, team_folder

if TYPE_CHECKING:
    from graphcrm.settings import Settings
    from graphcrm.snapshot import Snapshot
    from graphcrm.store.base import Store

__all__ = [
    "author",
    "day",
    "now",
    "open_workspace",
    "own_queries",
    "read_snapshot",
    "settings",
    "waiting",
    "workspace_url",
]


def workspace_url(ctx: click.Context | None = None) -> str:
    """Address of the workspace: ``--workspace``, ``$GRAPHCRM_WORKSPACE``, or ./workspace.graphcrm."""
    state: dict[str, Any] = (ctx or click.get_current_context()).find_root().obj or {}
    return state.get("workspace") or os.environ.get("GRAPHCRM_WORKSPACE") or "workspace.graphcrm"


def open_workspace(*, create: bool = False) -> Store:
    """Open the store of this run; a person who waits for another writer is told so."""
    from graphcrm.store import open_store

    return open_store(workspace_url(), create=create, on_wait=waiting)


def waiting() -> None:
    """Tell a person that another process is writing."""
    text = Text("另一进程正在写入,等待中(最多 30 秒)…", "another process is writing; waiting (30 s at most) …")
    click.echo(text.say(language()), err=True)


def settings() -> Settings:
    """Settings: ``config.toml`` in the team's folder, if there is one."""
    folder = team_folder(workspace_url())
    return load_settings(folder / "config.toml" if folder else None)


def own_queries() -> Path | None:
    """Folder of the team's own queries, ``queries/`` in the team's folder."""
    folder = team_folder(workspace_url())
    return folder / "queries" if folder and (folder / "queries").is_dir() else None


def read_snapshot(as_of: date, action: str, subject: str = "") -> Snapshot:
    """Snapshot of the workspace; that it was read is noted in the audit trail."""
    from graphcrm.snapshot import take
    from graphcrm.store.base import AuditEntry

    with open_workspace() as store:
        found = take(store, as_of, settings())
        try:
            store.audit(AuditEntry(now(), author(), action, subject))
        except StoreError as error:
            text = Text("未能写入审计记录:{why}", "the audit entry could not be written: {why}").format(why=error.text)
            click.echo(text.say(language()), err=True)
    return found


def author() -> str:
    """Who runs this command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def now() -> str:
    """Moment of the change, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def day(value: str | None, name: str = "--as-of") -> date:
    """A date that was given on the command line, today if none was."""
    if value is None:
        return date.today()
    try:
        return date.fromisoformat(parse_date(value.strip()))
    except FieldError as error:
        raise UsageError(Text(f"{name}:{error.text.zh}", f"{name}: {error.text.en}")) from error


def fail(error: GraphcrmError) -> None:
    """Print an error of the tree without leaving the command."""
    click.echo(error.text.say(language()), err=True)

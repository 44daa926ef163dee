"""The workspace of a command, by its address, with the person at the terminal as caller."""

from __future__ import annotations

import os
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.bilingual import language
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.workspace.caller import Caller
    from graphcrm.workspace.door import Workspace

__all__ = [
    "caller",
    "day",
    "remember_workspace",
    "tell",
    "workspace",
    "workspace_url",
]


def workspace_url(ctx: click.Context | None = None) -> str:
    """Address of the workspace: ``--workspace``, ``$GRAPHCRM_WORKSPACE``, or ./workspace.graphcrm."""
    ctx = ctx or click.get_current_context(silent=True)
    state: dict[str, Any] = (ctx.find_root().obj if ctx else None) or {}
    return state.get("workspace") or os.environ.get("GRAPHCRM_WORKSPACE") or "workspace.graphcrm"


def remember_workspace(ctx: click.Context, words: list[str]) -> None:
    """Take the address from words that are not parsed yet, since a team's own queries lie beside its workspace."""
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        value = following if word in ("--workspace", "-w") else word.removeprefix("--workspace=")
        if value and value != word:
            ctx.find_root().ensure_object(dict)["workspace"] = value


def tell(text: Text) -> None:
    """A sentence to the person at the terminal, beside the answer."""
    click.echo(text.say(language()), err=True)


def caller() -> Caller:
    """The person at the terminal."""
    from graphcrm.workspace.caller import Caller

    return Caller.here(tell)


def workspace(url: str | None = None) -> Workspace:
    """The workspace of this run, or another one."""
    from graphcrm.workspace.door import Workspace

    return Workspace(url or workspace_url(), caller=caller())


def day(value: str | None, name: str = "--as-of") -> date:
    """A date that was given on the command line, today if none was."""
    from graphcrm.asking.options import Kind, Option

    read = Option(name.removeprefix("--"), Kind.DAY, Text("", "")).read(value)
    return date.today() if read is None else date.fromisoformat(read)

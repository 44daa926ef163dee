"""The workspace of a command, by its address, with the person at the terminal as caller."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graphcrm.commands.bilingual import option
from graphcrm.commands.giving import file_written
from graphcrm.commands.language import language
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.typed import addressed

if TYPE_CHECKING:
    from graphcrm.workspace.account import Accounts
    from graphcrm.workspace.caller import Caller
    from graphcrm.workspace.door import Workspace

__all__ = [
    "anonymise_options",
    "caller",
    "day",
    "named_or_not",
    "remember_workspace",
    "say",
    "tell",
    "workspace",
    "workspace_url",
]


F = TypeVar("F", bound=Callable[..., Any])
_NOT_ANONYMISED = Text(
    "--codes 是代号对照表，要与 --anonymise 同用", "--codes writes the key to the codes: it goes with --anonymise"
)


def anonymise_options(function: F) -> F:
    """``--anonymise`` and ``--codes`` of every command that writes what may circulate widely."""
    for decorate in (
        option(
            "--codes",
            Text("把代号对照表写入此 CSV 文件，只给可以知情的人", "write the key to the codes into this CSV file, for whoever may know"),
            type=click.Path(),
        ),
        option(
            "--anonymise",
            Text("人员、组织和商机以代号代替，供广泛传阅", "codes for people, organisations and decisions, for wide circulation"),
            is_flag=True,
        ),
    ):  # fmt: skip
        function = decorate(function)
    return function


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


def say(text: Text) -> None:
    """A sentence of the answer; what it quotes, such as the name of a file, can neither move the cursor nor turn a line around."""
    click.echo(harmless(text.say(language()), keep="\n"))


def tell(text: Text) -> None:
    """A sentence to the person at the terminal, beside the answer."""
    click.echo(harmless(addressed(text.say(language())), keep="\n"), err=True)


def caller() -> Caller:
    """The person at the terminal."""
    from graphcrm.workspace.caller import Caller

    return Caller.here(tell)


def workspace(url: str | None = None) -> Workspace:
    """The workspace of this run, or another one."""
    from graphcrm.workspace.door import Workspace

    return Workspace(url or workspace_url(), caller=caller())


def named_or_not(given: dict[str, Any], *, force: bool) -> Accounts:
    """The workspace of this run, anonymised where ``--anonymise`` asks for it; its options are taken out of the given ones.

    Raises UsageError: ``--codes`` without ``--anonymise``, or its file exists and may not be overwritten.
    """
    anonymise, codes = given.pop("anonymise"), given.pop("codes")
    if not anonymise:
        if codes:
            raise UsageError(_NOT_ANONYMISED)
        return workspace()
    from graphcrm.workspace.anonymised import REMINDER

    masked = workspace().anonymised()
    if codes:
        tell(file_written(masked.key_to_codes(codes, force=force)))
    tell(REMINDER)
    return masked


def day(value: str | None) -> date:
    """A date that was given on the command line, today if none was."""
    from graphcrm.asking.options import Kind, Option

    read = Option("as-of", Kind.DAY, Text("", "")).read(value)
    return date.today() if read is None else date.fromisoformat(read)

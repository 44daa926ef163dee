"""Commands that a message proposes, as they are to be typed: with the workspace, where this run was given one.

Whoever is told “graphcrm undo 12” after a change of another workspace than the usual one would withdraw something else.
"""

from __future__ import annotations

import re
import shlex
from contextvars import ContextVar

__all__ = ["addressed", "typed", "workspace_given"]


_WORKSPACE: ContextVar[str | None] = ContextVar("workspace", default=None)
#: Commands on a workspace that sentences of the store propose, which do not know by what name it was given.
_ON_WORKSPACE = re.compile(r"(?<![A-Za-z0-9_./\\-])graphcrm (?=(?:store (?:check|redraw|migrate)|history|init)\b)")


def workspace_given(address: str | None) -> None:
    """The workspace that this run of the command line was given by ``--workspace``, None where it was not."""
    _WORKSPACE.set(address)


def typed(words: str) -> str:
    """A command with its words.

    >>> typed("undo 12")
    'graphcrm undo 12'
    """
    address = _WORKSPACE.get()
    return f"graphcrm -w {shlex.quote(address)} {words}" if address else f"graphcrm {words}"


def addressed(sentence: str, address: str | None = None) -> str:
    """A sentence in which such commands name the workspace of this run, or another one.

    >>> addressed("run `graphcrm store check`", "my.graphcrm")
    'run `graphcrm -w my.graphcrm store check`'
    >>> addressed("run `graphcrm store check`")
    'run `graphcrm store check`'
    >>> addressed("run `graphcrm -w my.graphcrm history`", "my.graphcrm")
    'run `graphcrm -w my.graphcrm history`'
    """
    address = address or _WORKSPACE.get()
    return _ON_WORKSPACE.sub(lambda _: f"graphcrm -w {shlex.quote(address)} ", sentence) if address else sentence

"""Commands that a message proposes, as they are to be typed: with the workspace, where this run was given one.

Whoever is told “graphcrm undo 12” after a change of another workspace than the usual one would withdraw something else.
"""

from __future__ import annotations

import shlex
from contextvars import ContextVar

__all__ = ["typed", "workspace_given"]


_WORKSPACE: ContextVar[str | None] = ContextVar("workspace", default=None)


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

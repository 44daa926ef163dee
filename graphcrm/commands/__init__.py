"""The command line: every command in a file of its own, imported when it runs."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run graphcrm and leave with its exit code."""
    from graphcrm.commands.shell import run

    raise SystemExit(run(args))

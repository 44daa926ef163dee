"""The command line: every command in a file of its own, imported when it runs."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run graphcrm and leave with its exit code."""
    import gc
    import os

    # Nearly all that a command makes lives as long as it does: looking it through for cycles again and again finds nothing.
    gc.set_threshold(200_000, 20, 20)
    # Matrices here are small: more threads only cost time, and could change the last digits from machine to machine.
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    try:
        from graphcrm.commands.shell import run
    except KeyboardInterrupt:  # before anything was done
        raise SystemExit(130) from None
    raise SystemExit(run(args))

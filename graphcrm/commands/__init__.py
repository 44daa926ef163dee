"""The command line: every command in a file of its own, imported when it runs."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from graphcrm.collector import collect_seldom
from graphcrm.threads import THREADS

__all__ = ["main"]


#: Seconds after which a Ctrl-C that Python dropped is given again.
_AGAIN = 0.02


def main(args: Sequence[str] | None = None) -> None:
    """Run graphcrm and leave with its exit code."""
    import gc
    import os

    collect_seldom()
    for name in THREADS:
        os.environ.setdefault(name, "1")
    sys.unraisablehook = _unraisable
    ended = _ended_as_interrupted()
    try:
        from graphcrm.commands.shell import run
    except KeyboardInterrupt:  # before anything was done
        raise SystemExit(130) from None
    code = run(args)
    code = 128 + ended[0] if ended and code == 130 else code
    # Python looks for cycles in all that is there before it ends, twice; they end with the process.
    gc.freeze()
    raise SystemExit(code)


def _ended_as_interrupted() -> list[int]:
    """Let SIGTERM end a command as Ctrl-C does, which says what is stored; returns where the signals are noted that came."""
    came: list[int] = []

    def end(number: int, frame: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    with suppress(ValueError):  # only the main thread is told of signals
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, end)
    return came


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Give a Ctrl-C again that came while an object was being let go, where Python drops whatever is raised."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    from _thread import interrupt_main
    from threading import Timer, main_thread

    # A signal also ends a wait of the main thread; where there are none to a thread (Windows), it has to come out of it by itself.
    kill = getattr(signal, "pthread_kill", None)
    again = Timer(_AGAIN, kill, (main_thread().ident, signal.SIGINT)) if kill else Timer(_AGAIN, interrupt_main)
    again.daemon = True  # whatever has been done by then stays done
    again.start()

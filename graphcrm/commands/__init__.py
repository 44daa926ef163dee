"""The command line: every command in a file of its own, imported when it runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

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
    try:
        from graphcrm.commands.shell import run
    except KeyboardInterrupt:  # before anything was done
        raise SystemExit(130) from None
    code = run(args)
    # Python looks for cycles in all that is there before it ends, twice; they end with the process.
    gc.freeze()
    raise SystemExit(code)


def _unraisable(lost: sys.UnraisableHookArgs) -> None:
    """Give a Ctrl-C again that came while an object was being let go, where Python drops whatever is raised."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    import signal
    from _thread import interrupt_main
    from threading import Timer, main_thread

    # A signal also ends a wait of the main thread; where there are none to a thread (Windows), it has to come out of it by itself.
    kill = getattr(signal, "pthread_kill", None)
    again = Timer(_AGAIN, kill, (main_thread().ident, signal.SIGINT)) if kill else Timer(_AGAIN, interrupt_main)
    again.daemon = True  # whatever has been done by then stays done
    again.start()

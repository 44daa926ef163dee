"""The command line: every command in a file of its own, imported when it runs."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


#: Seconds after which a Ctrl-C that Python dropped is given again.
_AGAIN = 0.02


def main(args: Sequence[str] | None = None) -> None:
    """Run graphcrm and leave with its exit code.

    Everything is imported in here: what comes before can be interrupted with a traceback only.
    """
    came: list[int] = []
    code = 130
    try:
        _prepare(came)
        from graphcrm.commands.shell import run

        code = run(args)
        _end()
    except KeyboardInterrupt:  # before anything was done, or after everything
        pass
    except Exception as error:  # what Python 3.11 makes of one that comes while a class is made
        if not isinstance(error.__cause__, KeyboardInterrupt):
            raise
    raise SystemExit(128 + came[0] if came and code == 130 else code)


def _prepare(came: list[int]) -> None:
    """Let SIGTERM end a command as Ctrl-C does, which says what is stored; `came` is told of signals that came."""
    import os
    import signal
    from contextlib import suppress

    class Stopped(KeyboardInterrupt):
        """Python ends itself by SIGINT, whatever the exit code, once a plain one has come out of code that was made of a text."""

    def cancelled() -> BaseException:
        from asyncio import CancelledError

        class Cancelled(Stopped, CancelledError):
            """The driver for Neo4j drops the connection of what is cancelled; else it first asks the server, for ever at times."""

        return Cancelled()

    def end(number: int, frame: object) -> None:
        came.append(number)
        raise cancelled() if "neo4j" in sys.modules else Stopped

    with suppress(ValueError):  # only the main thread is told of signals
        for number, usual in ((signal.SIGTERM, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
            if signal.getsignal(number) is usual:
                signal.signal(number, end)
    sys.unraisablehook = _unraisable

    from graphcrm.collector import collect_seldom
    from graphcrm.threads import THREADS

    collect_seldom()
    for name in THREADS:
        os.environ.setdefault(name, "1")


def _end() -> None:
    """All is done and said: a Ctrl-C no longer changes the exit code, and Python looks for no cycles, which end with the process.

    Nor does what found no room, or no reader: Python would try once more to print it, and leave with a code of its own.
    """
    import gc
    import os
    import signal
    from contextlib import suppress

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()


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

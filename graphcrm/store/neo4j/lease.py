"""One writer at a time: a lease on the workspace's node, renewed while work goes on, free again soon after its holder dies.

A lease alone would not keep a writer that was thought dead from waking up. So every transaction of a writer first takes the
database's write lock on the node and looks whether the lease is still its own (a fence). And because the driver repeats a
transaction whose outcome it does not know, every transaction is numbered on the node: one that is there already is not
written twice.

Pieces of work that do not depend on each other may go side by side: each takes the lock only when its own work is done, so that
the server carries one out while it commits the other.
"""

from __future__ import annotations

import contextlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from graphcrm.errors import GraphcrmError, StoreBusy
from graphcrm.i18n import Text
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.state import missing

__all__ = ["Lease", "OnWait", "telling"]


OnWait = Callable[[], None]

#: Seconds to wait for another writer in all, and until the caller is told about it.
PATIENCE = 30.0
MESSAGE_AFTER = 2.0
#: Seconds after which a writer that has not been heard of is taken for dead.
LIFETIME = 15.0
_POLL = 0.05
#: Transactions side by side: one is carried out while the other is committed.
_AT_A_TIME = 2

_FENCE = "MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token RETURN properties(w), timestamp()"
_TAKE = """
MATCH (w:Graphcrm {root: $workspace}) SET w.holder = $token, w.until = timestamp() + $lifetime, w.step = 0
"""
_RENEW = """
MATCH (w:Graphcrm {root: $workspace}) SET w.until = timestamp() + $lifetime, w.step = $step
"""
_RELEASE = """
MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token
WITH w WHERE w.holder = $token
REMOVE w.holder, w.until, w.step, w.pieces, w.fence
"""
_NO_PIECES = "MATCH (w:Graphcrm {root: $workspace}) REMOVE w.pieces"
_PIECE = """
MATCH (w:Graphcrm {root: $workspace})
SET w.until = timestamp() + $lifetime, w.pieces = coalesce(w.pieces, []) + $number
"""

_BUSY = Text(
    "另一个进程正在写入 {where}，等待后仍未完成；请稍后重试",
    "another process is writing to {where} and did not finish in time; try again later",
)
_LOST = Text(
    "本次写入停顿过久，{where} 已被另一个进程接手；没有任何改动，请重试",
    "this writer paused for so long that another process took {where} over; nothing was changed, try again",
)


@contextlib.contextmanager
def telling(on_wait: OnWait | None) -> Generator[None]:
    """Tell whoever waits if what is done within takes longer than a moment."""
    teller = threading.Timer(MESSAGE_AFTER, on_wait) if on_wait is not None else None
    if teller is not None:
        teller.daemon = True
        teller.start()
    try:
        yield
    finally:
        if teller is not None:
            teller.cancel()


class Lease:
    """The right to write, as a context manager."""

    def __init__(self, graph: Graph, on_wait: OnWait | None = None) -> None:
        self._graph = graph
        self._on_wait = on_wait
        self.token = secrets.token_hex(16)
        self._step = 0
        self._heard = 0.0

    def __enter__(self) -> Self:
        with telling(self._on_wait):
            self._wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Without a server there is nothing to give back; the lease ends by itself then.
        if self._graph.away:
            return
        with contextlib.suppress(GraphcrmError):
            self._graph.write(lambda run: run(_RELEASE, **self._names), soon=True)

    def step(self, work: Callable[[Run, dict[str, Any]], object]) -> None:
        """Run `work` in one transaction, once; it is given the properties of the workspace's node."""
        self._step += 1
        step = self._step

        def once(run: Run) -> None:
            properties = self._fence(run)
            if properties.get("step", 0) >= step:
                return  # an earlier attempt was committed after all
            work(run, properties)
            run(_RENEW, step=step, lifetime=int(LIFETIME * 1000), **self._names)

        self._graph.write(once)
        self._heard = time.monotonic()

    def side_by_side(self, works: Iterable[Callable[[Run], object]]) -> Generator[None]:
        """Run pieces of work, some at a time and in no order, each in one transaction, once; yields after each that is done."""
        self.step(lambda run, _: run(_NO_PIECES, **self._names))
        with ThreadPoolExecutor(_AT_A_TIME, "graphcrm-lease") as pool:
            pending: deque[Future[None]] = deque()
            for number, work in enumerate(works):
                if len(pending) == _AT_A_TIME:
                    pending.popleft().result()
                    yield
                pending.append(pool.submit(self._piece, number, work))
            while pending:
                pending.popleft().result()
                yield

    def _piece(self, number: int, work: Callable[[Run], object]) -> None:
        attempts = 0

        def once(run: Run) -> None:
            nonlocal attempts
            attempts += 1
            # Whether an earlier attempt was committed after all is known when the lock is ours, since it had it to the end.
            if attempts > 1 and number in self._fence(run).get("pieces", ()):
                return
            work(run)
            self._fence(run)
            run(_PIECE, number=number, lifetime=int(LIFETIME * 1000), **self._names)

        self._graph.write(once)
        self._heard = time.monotonic()

    def keep(self) -> None:
        """Renew the lease if it is due; called now and then during long work without writing."""
        if time.monotonic() - self._heard > LIFETIME / 4:
            self.step(lambda run, properties: None)

    @property
    def _names(self) -> dict[str, str]:
        return {"workspace": self._graph.address.workspace, "token": self.token}

    def _fence(self, run: Run) -> dict[str, Any]:
        rows = run(_FENCE, **self._names)
        if not rows:
            raise missing(self._graph)
        properties: dict[str, Any] = rows[0][0]
        if properties.get("holder") != self.token:
            raise StoreBusy(_LOST.format(where=self._graph.address.shown))
        return properties

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self._graph.write(self._take, soon=True):
            if time.monotonic() > until:
                raise StoreBusy(_BUSY.format(where=self._graph.address.shown))
            time.sleep(_POLL)
        self._heard = time.monotonic()

    def _take(self, run: Run) -> bool:
        rows = run(_FENCE, **self._names)
        if not rows:
            raise missing(self._graph)
        properties, now = rows[0]
        holder, until = properties.get("holder"), properties.get("until")
        if holder not in (None, self.token) and isinstance(until, int) and until > now:
            return False
        run(_TAKE, lifetime=int(LIFETIME * 1000), **self._names)
        return True

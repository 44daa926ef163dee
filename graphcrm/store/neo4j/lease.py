"""One writer at a time: a lease on the workspace's node, renewed while it is held, free again soon after its holder dies.

Whoever finds it taken draws a number, and they come in that order. Nobody says that they have gone: one whose turn it is and who
does not come within a moment is passed over, and comes next if it was only slow.

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

from graphcrm.errors import GraphcrmError, StoreBusy, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.neo4j.connection import Graph, Row, Run
from graphcrm.store.neo4j.faults import is_unknown
from graphcrm.store.neo4j.state import missing
from graphcrm.store.waiting import OnWait, Patience, telling

__all__ = ["Lease", "Overtaken"]


#: Seconds after which a writer that has not been heard of is taken for dead.
LIFETIME = 15.0
#: Seconds for each of those before one to come when the lease is free, and between two looks, for the first in the line.
GRACE = 1.0
_POLL = 0.1
#: Transactions side by side: one is carried out while the other is committed.
_AT_A_TIME = 2
#: Beyond any moment in milliseconds, and any place in a line.
_MOST = 1 << 60

_FENCE = "MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token RETURN properties(w), timestamp()"
_LOOK = "MATCH (w:Graphcrm {root: $workspace}) RETURN properties(w), timestamp()"
_JOIN = "MATCH (w:Graphcrm {root: $workspace}) SET w.line = $place REMOVE w.fence"
_TAKE = """
MATCH (w:Graphcrm {root: $workspace})
SET w.holder = $token, w.until = timestamp() + $lifetime, w.step = 0, w.turn = $place REMOVE w.since
"""
_RENEW = """
MATCH (w:Graphcrm {root: $workspace}) SET w.until = timestamp() + $lifetime, w.step = $step
"""
_KEEP = """
MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token
WITH w WHERE w.holder = $token SET w.until = timestamp() + $lifetime
"""
_RELEASE = """
MATCH (w:Graphcrm {root: $workspace}) SET w.fence = $token
WITH w WHERE w.holder = $token
SET w.since = timestamp() REMOVE w.holder, w.until, w.step, w.pieces, w.fence
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
_UNKNOWN = Text(
    "提交时与 {server} 的连接断开，未能查明最后一步是否已写入；服务器恢复后，请先看 graphcrm history，再决定是否重新运行",
    "the connection to {server} was lost during a commit, and whether the last step is stored could not be found out; when the server"
    " is back, look at `graphcrm history` before you run the command again",
)


class Overtaken(StoreBusy):
    """The lease was taken by somebody else meanwhile; what was to be written in it was not."""


class Lease:
    """The right to write, as a context manager."""

    def __init__(self, graph: Graph, on_wait: OnWait | None = None) -> None:
        self._graph = graph
        self._on_wait = on_wait
        self.token = secrets.token_hex(16)
        self._step = 0
        self._place: int | None = None
        self._over = threading.Event()

    def __enter__(self) -> Self:
        with telling(self._on_wait):
            self._wait()
        threading.Thread(target=self._keep, name="graphcrm-keep", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        # Without a server there is nothing to give back; the lease ends by itself then. A connection that was interrupted may be of
        # no use any more, and then the next one is another.
        for _ in range(2 if isinstance(error, KeyboardInterrupt) else 1):
            if self._graph.away:
                return
            with contextlib.suppress(GraphcrmError):
                self._graph.write(lambda run: run(_RELEASE, **self._names), soon=True)
                return

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

        self._surely(once)

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

        self._surely(once)

    def _surely(self, once: Callable[[Run], None]) -> None:
        """Run what finds out by itself whether it was done, and again if the answer to its commit was lost.

        Raises StoreUnavailable: nobody can tell.
        """
        try:
            self._graph.write(once)
        except StoreUnavailable as error:
            if not is_unknown(error.__cause__):
                raise
            unknown = _UNKNOWN.format(server=self._graph.address.server)
            try:
                self._graph.write(once)
            except StoreUnavailable as again:
                raise StoreUnavailable(unknown) from again
            except Overtaken as again:
                raise Overtaken(unknown) from again

    def _keep(self) -> None:
        """Renew the lease until it is given back, whatever takes its time meanwhile."""
        while not self._over.wait(LIFETIME / 4):
            with contextlib.suppress(GraphcrmError):
                self._graph.write(lambda run: run(_KEEP, lifetime=int(LIFETIME * 1000), **self._names), soon=True)

    @property
    def _names(self) -> dict[str, str]:
        return {"workspace": self._graph.address.workspace, "token": self.token}

    def _fence(self, run: Run) -> dict[str, Any]:
        rows = run(_FENCE, **self._names)
        if not rows:
            raise missing(self._graph)
        properties: dict[str, Any] = rows[0][0]
        if properties.get("holder") != self.token:
            raise Overtaken(_LOST.format(where=self._graph.address.shown))
        return properties

    def _wait(self) -> None:
        if self._graph.write(self._come, soon=True):
            return
        patience = Patience()
        while True:
            properties, now = self._found(self._graph.read(_LOOK, workspace=self._graph.address.workspace))
            if self._is_ours(properties, now) and self._graph.write(self._come, soon=True):
                return
            if not patience.lasts([properties.get(name) for name in ("holder", "until", "turn")]):
                raise StoreBusy(_BUSY.format(where=self._graph.address.shown))
            time.sleep(min(1.0, _POLL * (1 + self._before(properties))))

    def _come(self, run: Run) -> bool:
        """Take the lease if it is our turn; whoever has no place in the line yet is given one."""
        properties, now = self._found(run(_FENCE, **self._names))
        ours = self._is_ours(properties, now)
        last, turn = _number(properties, "line"), _number(properties, "turn")
        if ours:
            place = max(turn, last if self._place is None else self._place)
            run(_TAKE, place=place, lifetime=int(LIFETIME * 1000), **self._names)
        elif self._place is None:
            run(_JOIN, place=max(last, turn) + 1, **self._names)
            self._place = max(last, turn) + 1
        return ours

    def _found(self, rows: list[Row]) -> tuple[dict[str, Any], int]:
        if not rows:
            raise missing(self._graph)
        properties, now = rows[0]
        return properties, now

    def _is_ours(self, properties: dict[str, Any], now: int) -> bool:
        """Whether nobody has the lease, and whoever comes before us had the time to take it."""
        holder, until = properties.get("holder"), properties.get("until")
        if holder == self.token:
            return True
        # A moment further off than any lease is one of a clock that was put back since, or put there by hand.
        if holder is not None and isinstance(until, int) and now < until <= now + 2000 * LIFETIME:
            return False
        free = now - _number(properties, "since" if holder is None else "until")
        return free < 0 or free >= 1000 * min(GRACE * self._before(properties), LIFETIME)

    def _before(self, properties: dict[str, Any]) -> int:
        """How many may be before us in the line."""
        place = _number(properties, "line") + 1 if self._place is None else self._place
        return max(0, place - _number(properties, "turn") - 1)


def _number(properties: dict[str, Any], name: str) -> int:
    """A number of the node; whatever else somebody put there, or a number to which none can be added, counts as none."""
    found = properties.get(name)
    return found if isinstance(found, int) and abs(found) < _MOST else 0

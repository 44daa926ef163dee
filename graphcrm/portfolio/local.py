"""The engine on this machine: one account after the other, or in several processes, each of which uses one thread.

Processes are started anew (`spawn`), never copied: a copy of a process with threads may hang. A worker that sees its parent gone
ends itself, so that nothing goes on after a kill. As many accounts are under way as keep the workers busy, and no more, so memory
does not grow with their number.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import connection, get_context, parent_process

from graphcrm.i18n import Text
from graphcrm.portfolio.task import Outcome, Task, Work
from graphcrm.threads import one_thread_each

__all__ = ["locally"]


_UNDER_WAY = 4
_DIED = Text("计算它的进程中途终止（内存不足？）", "the process that computed it died (out of memory?)")


def locally(work: Work, tasks: Iterable[Task], jobs: int = 1) -> Iterator[Outcome]:
    """Outcomes as they come, each account once; the values do not depend on `jobs`."""
    if jobs <= 1:
        yield from map(work, tasks)
        return
    rest = iter(tasks)
    with one_thread_each():
        while True:
            lost: list[Task] = []
            yield from _pooled(work, rest, jobs, lost)
            if not lost:
                return
            # Of those that were under way when a worker died one is to blame: each gets a process of its own.
            for task in lost:
                alone: list[Task] = []
                yield from _pooled(work, iter((task,)), 1, alone)
                yield from (Outcome(t.part.account, t.key, None, _DIED) for t in alone)


def _pooled(work: Work, tasks: Iterator[Task], jobs: int, lost: list[Task]) -> Iterator[Outcome]:
    """Outcomes of a pool for as long as it lives; what it takes with it is `lost`."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), _begin) as pool:
        under_way: dict[Future[Outcome], Task] = {}
        try:
            while True:
                for task in islice(tasks, _UNDER_WAY * jobs - len(under_way)):
                    lost.append(task)  # if the pool is broken already it is not taken
                    under_way[pool.submit(work, task)] = lost.pop()
                if not under_way:
                    return
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    outcome = done.result()
                    del under_way[done]
                    yield outcome
        except BrokenProcessPool:
            lost += under_way.values()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker begins: an interrupt is its parent's matter, and the end of the parent is its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)

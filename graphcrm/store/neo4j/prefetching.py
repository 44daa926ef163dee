"""Making the next pieces of work ready while one is carried out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from queue import Full, Queue
from typing import TypeVar

__all__ = ["prefetched"]


T = TypeVar("T")

#: Items that are ready and wait, at most: one is in use, the next must not be waited for.
_READY = 2
#: Seconds after which the thread looks whether anybody still wants an item.
_GLANCE = 0.1


@contextmanager
def prefetched(items: Iterable[T]) -> Iterator[Iterator[T]]:
    """The same items in the same order, made by a thread that begins at once and stays a little ahead.

    What goes wrong in making an item is raised where that item is asked for. The thread ends with the block, also if not all
    items were taken.

    >>> with prefetched(n * n for n in range(4)) as squares:
    ...     list(squares)
    [0, 1, 4, 9]
    """
    #: One item, or none at the end, and what went wrong.
    queue: Queue[tuple[tuple[T, ...], BaseException | None]] = Queue(_READY)
    unwanted = threading.Event()

    def put(item: tuple[T, ...], error: BaseException | None = None) -> bool:
        while not unwanted.is_set():
            try:
                queue.put((item, error), timeout=_GLANCE)
            except Full:
                continue
            return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put((item,)):
                    return
        except BaseException as error:
            put((), error)
        else:
            put(())

    def taken() -> Iterator[T]:
        while True:
            item, error = queue.get()
            if error is not None:
                raise error
            if not item:
                return
            yield item[0]

    maker = threading.Thread(target=make, name="graphcrm-prefetch", daemon=True)
    maker.start()
    try:
        yield taken()
    finally:
        unwanted.set()
        maker.join()

"""One thread for linear algebra: matrices are small here, and threads that wait for each other on a busy machine cost a hundredfold.

It also keeps the last digits the same from machine to machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["THREADS", "one_thread", "one_thread_each"]


#: Libraries of linear algebra that would start threads of their own read these as they are loaded.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextmanager
def one_thread() -> Iterator[None]:
    """What is computed meanwhile in this process runs on one thread, in libraries that were loaded by others, too."""
    if all(os.environ.get(name) == "1" for name in THREADS):
        yield
        return
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):
        yield


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Processes that are started meanwhile compute on one thread: as many as cores would stand in each other's way otherwise."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

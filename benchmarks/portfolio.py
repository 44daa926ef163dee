"""A portfolio in one run: what an account costs from its stored facts, what many cost each, in memory, in processes, kept."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measure import Row, call_seconds, python
from graphcrm.graph.influence import GraphOptions
from graphcrm.portfolio.parts import Parts
from graphcrm.portfolio.task import Task, Work
from graphcrm.settings import DEFAULTS
from graphcrm.workspace.door import Workspace

__all__ = ["rows"]

_DAY = "2026-06-30"
#: Between the last two nothing is read once for all or kept in memory only while it is little: what grows then, grows on.
_FEW, _SOME, _MANY = 50, 500, 2000
_PEOPLE = 60


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """CPU seconds of one account of 100 people and 500 ties, and of portfolios of 50 to 2,000 accounts of 60 people each.

    Processes are compared by the clock on the wall, everything else by CPU time. A limit is a promise; the others are told.
    """
    one = _made(root, scratch / "one", accounts=1, people=102, ties=500)
    with one.open() as store:
        part = Parts.read(store, _DAY, lambda _: ["A0"]).part("A0")
    work = Work(date.fromisoformat(_DAY), DEFAULTS, None, GraphOptions())
    yield Row("an account of 100 people, 500 ties", call_seconds(partial(work, Task("", part)), 25), "s", "—", 0.012)
    large = _made(root, scratch / "large", accounts=1, people=306, ties=3000)
    with large.open() as store:
        part = Parts.read(store, _DAY, lambda _: ["A0"]).part("A0")
    yield Row("an account of 300 people, 3,000 ties", call_seconds(partial(work, Task("", part)), 15), "s", "—", 0.060)
    cost, memory, clock = {}, {}, {}
    for accounts in (_FEW, _SOME, _MANY):
        made = _made(root, scratch / str(accounts), accounts, accounts * _PEOPLE, accounts * _PEOPLE * 5)
        for jobs in (1, 2) if accounts == _MANY else (1,):
            cost[accounts, jobs], memory[accounts, jobs], clock[accounts, jobs] = _run(
                made, scratch, f"{accounts}-{jobs}", jobs
            )
    again, _, _ = _run(made, scratch, f"{_MANY}-1", 1)
    many, few = cost[_MANY, 1] / _MANY, cost[_FEW, 1] / _FEW
    yield Row(f"accounts a second, portfolio of {_MANY:,}", 1 / many, "/s", "one process", None)
    yield Row(f"an account in a portfolio of {_MANY:,}", many / few, "×", f"one of {_FEW}", 1.2)
    yield Row(f"memory of a portfolio of {_MANY:,}", memory[_MANY, 1], "MB", "1 GB", 1024)
    each = (memory[_MANY, 1] - memory[_SOME, 1]) / (_MANY - _SOME)
    yield Row(
        "memory of one of 10,000, by what more take", memory[_MANY, 1] + each * (10_000 - _MANY), "MB", "1 GB", 1024
    )
    yield Row("two processes, by the clock", clock[_MANY, 2] / clock[_MANY, 1], "×", "one process", None)
    yield Row("a portfolio of which nothing changed", again / cost[_MANY, 1], "×", "computed", 0.5)


def _made(root: Path, folder: Path, accounts: int, people: int, ties: int) -> Workspace:
    files, shape = folder / "files", ["--accounts", str(accounts), "--people", str(people), "--ties", str(ties)]
    folder.mkdir()
    making = [python(), str(root / "datasets" / "generate.py"), str(files), *shape, "--interactions", str(people)]
    subprocess.run(making, check=True, capture_output=True)
    workspace = Workspace(folder / "w.graphcrm")
    workspace.import_tables(files, today=_DAY)
    return workspace


def _run(workspace: Workspace, scratch: Path, kept: str, jobs: int) -> tuple[float, float, float]:
    """CPU seconds, peak memory in MB of the largest process and seconds by the clock of the command; what is kept lies in `kept`."""
    (scratch / f"kept-{kept}").mkdir(exist_ok=True)
    command = [
        python(),
        "-m",
        "graphcrm",
        "--workspace",
        workspace.url,
        "portfolio",
        "--as-of",
        _DAY,
        "--jobs",
        str(jobs),
    ]
    command += ["--cache", str(scratch / f"kept-{kept}"), "--format", "json"]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return _cpu(used), used.ru_maxrss / 1024, time.perf_counter() - started


def _cpu(used: resource.struct_rusage) -> float:
    return used.ru_utime + used.ru_stime

"""A portfolio in one run: what an account costs from its stored facts, what many cost each, in memory, in processes, kept."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measure import Cost, Row, call_seconds, process_cost, python
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
    cost: dict[tuple[int, int], Cost] = {}
    for accounts in (_FEW, _SOME, _MANY):
        made = _made(root, scratch / str(accounts), accounts, accounts * _PEOPLE, accounts * _PEOPLE * 5)
        for jobs in (1, 2) if accounts == _MANY else (1,):
            cost[accounts, jobs] = _run(made, scratch, f"{accounts}-{jobs}", jobs)
    again = _run(made, scratch, f"{_MANY}-1", 1)
    few, some, single, two = cost[_FEW, 1], cost[_SOME, 1], cost[_MANY, 1], cost[_MANY, 2]
    yield Row(f"accounts a second, portfolio of {_MANY:,}", _MANY / single.cpu, "/s", "one process", None)
    each = single.cpu / _MANY / (few.cpu / _FEW)
    yield Row(f"an account in a portfolio of {_MANY:,}", each, "×", f"one of {_FEW}", 1.2)
    yield Row(f"memory of a portfolio of {_MANY:,}", single.memory, "MB", "1 GB", 1024)
    grown = (single.memory - some.memory) / (_MANY - _SOME)
    yield Row(
        "memory of one of 10,000, by what more take", single.memory + grown * (10_000 - _MANY), "MB", "1 GB", 1024
    )
    yield Row("two processes, by the clock", two.clock / single.clock, "×", "one process", None)
    yield Row("a portfolio of which nothing changed", again.cpu / single.cpu, "×", "computed", 0.5)


def _made(root: Path, folder: Path, accounts: int, people: int, ties: int) -> Workspace:
    files, shape = folder / "files", ["--accounts", str(accounts), "--people", str(people), "--ties", str(ties)]
    folder.mkdir()
    making = [python(), str(root / "datasets" / "generate.py"), str(files), *shape, "--interactions", str(people)]
    subprocess.run(making, check=True, capture_output=True)
    workspace = Workspace(folder / "w.graphcrm")
    workspace.import_tables(files, today=_DAY)
    return workspace


def _run(workspace: Workspace, scratch: Path, kept: str, jobs: int) -> Cost:
    """What the command costs; what is kept lies in `kept`."""
    (scratch / f"kept-{kept}").mkdir(exist_ok=True)
    command = [python(), "-m", "graphcrm", "--workspace", workspace.url, "portfolio", "--as-of", _DAY]
    command += ["--jobs", str(jobs), "--cache", str(scratch / f"kept-{kept}"), "--format", "json"]
    return process_cost(command, repeat=1)

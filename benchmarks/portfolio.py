"""A portfolio in one run: what an account costs from its stored facts, what many cost each, in memory, in processes, kept."""

from __future__ import annotations

import importlib.util
import os
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measure import Cost, NothingToMeasure, Row, call_seconds, process_cost, python
from graphcrm.graph.influence import GraphOptions
from graphcrm.portfolio.parts import Parts
from graphcrm.portfolio.task import Task, Work
from graphcrm.settings import DEFAULTS
from graphcrm.workspace.door import Workspace

__all__ = ["on_spark", "rows"]

_DAY = "2026-06-30"
#: Between the last two nothing is read once for all or kept in memory only while it is little: what grows then, grows on.
_FEW, _SOME, _MANY = 50, 500, 2000
_PEOPLE = 60
_ON_SPARK = 1000
_SPARK = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell"}


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


def on_spark(root: Path, scratch: Path) -> Iterator[Row]:
    """Seconds by the clock of 1,000 accounts with the engine on Spark, two threads on this machine, beside two processes of ours.

    Starting Spark counts. What both write has to be the same, byte for byte.

    Raises
    ------
    NothingToMeasure
        PySpark is not installed.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise NothingToMeasure("PySpark is not installed; make test-spark keeps an environment with it: .venv-spark")
    made = _made(root, scratch / "spark", _ON_SPARK, _ON_SPARK * _PEOPLE, _ON_SPARK * _PEOPLE * 5)
    own, spark = scratch / "own.json", scratch / "spark.json"
    ours = _run(made, scratch, "own", 2, ["-o", str(own)])
    os.environ.update(_SPARK)
    theirs = _run(made, scratch, "spark", 2, ["-o", str(spark), "--engine", "spark"])
    if own.read_bytes() != spark.read_bytes():
        raise SystemExit("the engine on Spark writes something else than the one on this machine")
    yield Row(
        f"{_ON_SPARK:,} accounts on Spark, local[2]",
        theirs.clock / ours.clock,
        "×",
        "two processes of ours, by the clock",
        1.5,
    )


def _made(root: Path, folder: Path, accounts: int, people: int, ties: int) -> Workspace:
    files, shape = folder / "files", ["--accounts", str(accounts), "--people", str(people), "--ties", str(ties)]
    folder.mkdir()
    making = [python(), str(root / "datasets" / "generate.py"), str(files), *shape, "--interactions", str(people)]
    subprocess.run(making, check=True, capture_output=True)
    workspace = Workspace(folder / "w.graphcrm")
    workspace.import_tables(files, today=_DAY)
    return workspace


def _run(workspace: Workspace, scratch: Path, kept: str, jobs: int, more: Sequence[str] = ("--format", "json")) -> Cost:
    """What the command costs; what is kept lies in `kept`."""
    (scratch / f"kept-{kept}").mkdir(exist_ok=True)
    command = [python(), "-m", "graphcrm", "--workspace", workspace.url, "portfolio", "--as-of", _DAY]
    command += ["--jobs", str(jobs), "--cache", str(scratch / f"kept-{kept}"), *more]
    return process_cost(command, repeat=1)

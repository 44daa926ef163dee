"""Measuring: CPU time of whole processes and of calls, repeated, the minimum kept (the least disturbed run)."""

from __future__ import annotations

import contextlib
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = [
    "Cost",
    "NothingToMeasure",
    "Row",
    "call_seconds",
    "in_turns",
    "machine",
    "process_cost",
    "processes_in_turns",
    "python",
]

_VERSIONS = ("numpy", "scipy", "networkx", "numba", "igraph", "networkit")


class NothingToMeasure(Exception):
    """What is measured on, or with, is not here; the message says what."""


@dataclass(frozen=True)
class Row:
    """A measured figure, its unit, what it is held against, and the most it may be (None: no promise)."""

    name: str
    value: float
    unit: str
    peer: str
    limit: float | None

    @property
    def ok(self) -> bool:
        return self.limit is None or self.value <= self.limit


def machine() -> dict[str, str]:
    """What is measured on, and with which versions; libraries that are not installed are left out."""
    found = {"processor": _processor(), "cores": str(os.cpu_count()), "system": platform.platform()}
    found["Python"] = platform.python_version()
    for name in _VERSIONS:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _processor() -> str:
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def python() -> str:
    return sys.executable


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system, children included), MB at the peak of the largest process, seconds by the clock."""

    cpu: float
    memory: float
    clock: float


#: A process counts the memory of whatever started it as its own peak, so that something small has to start it.
_LAUNCHER = """
import resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
clock, used = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, clock)
sys.exit(done.stderr.decode(errors="replace")[-2000:] if done.returncode else 0)
"""


def process_cost(command: Sequence[str], repeat: int = 5, cwd: Path | None = None) -> Cost:
    """What a command costs, each figure the least of several runs."""
    return processes_in_turns(command, repeat=repeat, cwd=cwd)[0]


def processes_in_turns(*commands: Sequence[str], repeat: int = 9, cwd: Path | None = None) -> list[Cost]:
    """What each of some commands costs, the least of several rounds: a machine is faster in one minute than in the next."""
    rounds = [[_run(command, cwd) for command in commands] for _ in range(repeat)]
    return [Cost(*map(min, zip(*found, strict=True))) for found in zip(*rounds, strict=True)]


def _run(command: Sequence[str], cwd: Path | None) -> list[float]:
    done = subprocess.run([sys.executable, "-c", _LAUNCHER, *command], capture_output=True, cwd=cwd, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {done.stderr.decode(errors='replace')}")
    return [float(figure) for figure in done.stdout.split()]


def call_seconds(function: Callable[[], object], repeat: int = 3) -> float:
    """CPU seconds of a call, the least of several."""
    found = []
    for _ in range(repeat):
        started = time.process_time()
        function()
        found.append(time.process_time() - started)
    return min(found)


def in_turns(*functions: Callable[[], object], repeat: int = 15) -> list[float]:
    """CPU seconds of each of some calls, the least of several rounds: on a busy machine one after the other would not be fair."""
    return [min(found) for found in zip(*([call_seconds(f, 1) for f in functions] for _ in range(repeat)), strict=True)]

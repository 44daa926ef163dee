"""Measuring: CPU time of whole processes and of calls, repeated, the minimum kept (the least disturbed run)."""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["Row", "call_seconds", "machine", "process_cost", "python"]

_VERSIONS = ("numpy", "scipy", "networkx", "numba", "igraph", "networkit")


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


def process_cost(command: Sequence[str], repeat: int = 5, cwd: Path | None = None) -> tuple[float, float]:
    """CPU seconds (user and system, children included) and peak memory in MB of a command, the least of several runs."""
    seconds, memory = [], []
    for _ in range(repeat):
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd, check=False)
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            if done.returncode:
                sys.stderr.write(done.stderr.decode(errors="replace")[-2000:])
            os.write(writer, f"{used.ru_utime + used.ru_stime} {used.ru_maxrss} {done.returncode}".encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as pipe:
            cpu, peak, code = pipe.read().split()
        os.waitpid(pid, 0)
        if code != "0":
            raise SystemExit(f"{' '.join(command)} failed with exit code {code}")
        seconds.append(float(cpu))
        memory.append(float(peak) / 1024)
    return min(seconds), min(memory)


def call_seconds(function: Callable[[], object], repeat: int = 3) -> float:
    """CPU seconds of a call, the least of several."""
    found = []
    for _ in range(repeat):
        started = time.process_time()
        function()
        found.append(time.process_time() - started)
    return min(found)

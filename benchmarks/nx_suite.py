"""NetworkX's own tests on our backend: ``make nx-suite``, or ``python -m benchmarks.nx_suite [options of pytest]``.

Every call of a function that we offer goes to our backend first, on graphs converted to it; what ``can_run`` refuses falls back to
NetworkX. No test is left out. The table at the end says how many calls were answered by us, so that a run in which
nothing reached the backend does not pass for a good one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from functools import wraps
from pathlib import Path
from typing import Any

from benchmarks.measure import python
from graphcrm.graph.backend import Dispatcher
from graphcrm.graph.backend_info import FUNCTIONS

__all__ = ["main"]

_OFFERED: Counter[str] = Counter()
_REFUSED: Counter[str] = Counter()


def main() -> int:
    root = Path(__file__).resolve().parent.parent
    told = {"NETWORKX_TEST_BACKEND": "graphcrm", "NETWORKX_FALLBACK_TO_NX": "1", "PYTHONPATH": str(root)}
    words = ["-m", "pytest", "--pyargs", "networkx", "-q", "-p", "no:cacheprovider", "-p", "benchmarks.nx_suite"]
    with tempfile.TemporaryDirectory() as folder:  # away from our own configuration of pytest
        run = subprocess.run([python(), *words, *sys.argv[1:]], cwd=folder, env=os.environ | told, check=False)
    return run.returncode


def pytest_configure() -> None:
    """Count what reaches the backend."""
    for name in FUNCTIONS:
        setattr(Dispatcher, name, staticmethod(_counted(name, getattr(Dispatcher, name))))


def _counted(name: str, function: Any) -> Any:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        _OFFERED[name] += 1
        try:
            return function(*args, **kwargs)
        except NotImplementedError:
            _REFUSED[name] += 1
            raise

    return call


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for name in FUNCTIONS:
        answered = _OFFERED[name] - _REFUSED[name]
        terminalreporter.write_line(f"{name}: {answered} of {_OFFERED[name]} calls answered by the backend")


if __name__ == "__main__":
    raise SystemExit(main())

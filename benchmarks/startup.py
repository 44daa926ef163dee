"""Cold starts beside ``import networkx``."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, process_cost, python

__all__ = ["rows"]


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """``graphcrm --help``, a query on a workspace of 1,000 people and a map of 60."""
    peer = process_cost([python(), "-c", "import networkx"]).cpu
    run = [python(), "-m", "graphcrm"]
    yield Row("graphcrm --help", process_cost([*run, "--help"]).cpu / peer, "×", "import networkx", 0.35)
    many = [*run, "--workspace", _made(root, scratch / "thousand", people=1000, ties=5000, accounts=8)]
    question = [*many, "query", "key-influencers", "--account", "A0", "--format", "json"]
    yield Row("query, 1,000 people, cold", process_cost(question).cpu / peer, "×", "import networkx", 2.5)
    few = [*run, "--workspace", _made(root, scratch / "sixty", people=68, ties=400, accounts=1)]
    drawing = [*few, "map", "influence", "--account", "A0", "-o", str(scratch / "sixty.html"), "--force"]
    yield Row("map, 60 people, cold", process_cost(drawing).cpu / peer, "×", "import networkx", 3.0)


def _made(root: Path, folder: Path, *, people: int, ties: int, accounts: int) -> str:
    """A workspace of generated accounts; ours are eight of the people, or one of fifty."""
    generate = [python(), str(root / "datasets" / "generate.py"), str(folder), "--people", str(people)]
    shape = ["--ties", str(ties), "--accounts", str(accounts), "--seed", "1"]
    subprocess.run([*generate, *shape], check=True, capture_output=True)
    store = f"{folder}.graphcrm"
    importing = [python(), "-m", "graphcrm", "--workspace", store, "import", str(folder)]
    subprocess.run(importing, check=True, capture_output=True)
    return store

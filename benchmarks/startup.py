"""Cold starts beside ``import networkx``."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, process_cost, python

__all__ = ["rows"]


def rows(root: Path, scratch: Path) -> Iterator[Row]:
    """``graphcrm --help`` and a query on a workspace of 1,000 people."""
    peer = process_cost([python(), "-c", "import networkx"]).cpu
    run = [python(), "-m", "graphcrm"]
    yield Row("graphcrm --help", process_cost([*run, "--help"]).cpu / peer, "×", "import networkx", 0.35)
    data, store = scratch / "thousand", scratch / "thousand.graphcrm"
    generate = [python(), str(root / "datasets" / "generate.py"), str(data), "--people", "1000", "--ties", "5000"]
    subprocess.run([*generate, "--accounts", "8", "--seed", "1"], check=True, capture_output=True)
    subprocess.run([*run, "--workspace", str(store), "import", str(data)], check=True, capture_output=True)
    account = _first_customer(data)
    question = [*run, "--workspace", str(store), "query", "key-influencers", "--account", account, "--format", "json"]
    yield Row("query, 1,000 people, cold", process_cost(question).cpu / peer, "×", "import networkx", 2.5)


def _first_customer(folder: Path) -> str:
    import csv

    with (folder / "orgs.csv").open(encoding="utf-8", newline="") as file:
        return next(r["id"] for r in csv.DictReader(file) if r["category"] == "customer")

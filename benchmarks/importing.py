"""The whole import beside a short script that reads the same files into two plain keyed tables."""

from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, process_cost, python

__all__ = ["plain", "rows"]


def plain(folder: Path, target: Path) -> None:
    """The peer: csv and executemany, two keyed tables, write-ahead log, full synchronisation."""
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    for table, key in (("people", ("id",)), ("edges", ("kind", "from", "to", "domain", "opportunity", "reported_by"))):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            names = next(reader)
            keys = [f'"{k}"' for k in key if k in names]
            columns = ", ".join(f'"{n}"' for n in names)
            base.execute(f"CREATE TABLE {table} ({columns}, PRIMARY KEY ({', '.join(keys)})) WITHOUT ROWID")
            marks = ", ".join("?" * len(names))
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", reader)
    base.commit()
    base.close()


def rows(root: Path, scratch: Path, people: int, ties: int) -> Iterator[Row]:
    """Import of `people` and `ties`: validation, history and hash chain included."""
    data = scratch / "large"
    generate = [
        python(),
        str(root / "datasets" / "generate.py"),
        str(data),
        "--people",
        str(people),
        "--ties",
        str(ties),
    ]
    subprocess.run([*generate, "--seed", "1"], check=True, capture_output=True)
    peer = [python(), "-m", "benchmarks.importing", str(data), str(scratch / "plain.sqlite")]
    theirs = process_cost(peer, repeat=3, cwd=root).cpu
    ours, memory = [], []
    for attempt in range(3):
        store = scratch / f"large-{attempt}.graphcrm"
        cost = process_cost([python(), "-m", "graphcrm", "--workspace", str(store), "import", str(data)], repeat=1)
        ours.append(cost.cpu)
        memory.append(cost.memory)
        for part in scratch.glob(f"{store.name}*"):
            part.unlink()
    yield Row(f"import {people:,} people, {ties:,} ties", min(ours) / theirs, "×", "csv + executemany", 1.8)
    yield Row("peak memory of that import", min(memory), "MB", "1 GB", 1000.0)


if __name__ == "__main__":
    plain(Path(sys.argv[1]), Path(sys.argv[2]))

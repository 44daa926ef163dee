"""What the embedded store costs, next to a short script that keeps nothing but the rows.

The script reads two CSV files with `csv` and writes them with `executemany` into two plain keyed SQLite tables (same
write-ahead log, same `synchronous=FULL`). The store writes the same rows as versions: with history, a checksum for every row,
totals, a hash chain and an audit entry. Every run is a process of its own; what counts is its CPU time, children included,
because a busy machine stretches the clock but not that. Ratios are of medians.

    python benchmarks/import_speed.py --people 100000 --ties 500000
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

PEOPLE = ("id", "name", "org", "title", "grade", "function")
TIES = ("kind", "from", "to", "level", "source", "reported_by", "observed_at", "valid_from", "confidence")


def generate(folder: Path, people: int, ties: int) -> None:
    """Fictional people and distinct random ties, the same for the same sizes."""
    chosen = random.Random(20240101)
    with (folder / "people.csv").open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(PEOPLE)
        for i in range(people):
            write((f"p{i:07}", f"人员 {i}", f"o{i % 997:03}", "Section manager", i % 5 + 1, "it"))
    seen: set[tuple[int, int]] = set()
    with (folder / "edges.csv").open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file).writerow
        write(TIES)
        while len(seen) < ties:
            pair = chosen.randrange(people), chosen.randrange(people)
            if pair[0] == pair[1] or pair in seen:
                continue
            seen.add(pair)
            day = f"2026-0{chosen.randrange(1, 7)}-{chosen.randrange(10, 28)}"
            ends = f"p{pair[0]:07}", f"p{pair[1]:07}"
            reporter = f"p{pair[0] % 50:07}"
            level, confidence = chosen.randrange(1, 6), chosen.choice("ABC")
            write(("INFLUENCES", *ends, level, "meeting_note", reporter, day, day, confidence))


def plain(folder: Path) -> None:
    """The script to compare with."""
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE people (id TEXT PRIMARY KEY, name, org, title, grade, function)")
    connection.execute(
        "CREATE TABLE ties (kind, src, dst, level, source, reported_by, observed_at, valid_from, confidence,"
        " PRIMARY KEY (kind, src, dst))"
    )
    with connection:
        for table, columns in (("people", PEOPLE), ("edges", TIES)):
            with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
                rows = csv.reader(file)
                next(rows)
                target = "ties" if table == "edges" else table
                marks = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {target} VALUES ({marks})", rows)
    connection.close()


def store(folder: Path) -> None:
    """Read the same files into columns, then apply them; prints the CPU seconds of opening, applying and closing alone."""
    from graphcrm.model.facts import Batch, ChangeSet, canonical
    from graphcrm.store import open_store

    def rows(name: str) -> list[list[str]]:
        with (folder / name).open(newline="", encoding="utf-8") as file:
            return list(csv.reader(file))[1:]

    people = rows("people.csv")
    none = [""] * len(people)
    names = PEOPLE[1:]
    texts = [canonical(dict(zip(names, row[1:], strict=True))) for row in people]
    first = Batch("person", [row[0] for row in people], texts, none, none, none, dated=False)
    ties = rows("edges.csv")
    properties = ("level", "source", "reported_by", "confidence")
    texts = [canonical(dict(zip(properties, (r[3], r[4], r[5], r[8]), strict=True))) for r in ties]
    keys = [f"{row[1]}\t{row[2]}\t\t\t{row[5]}" for row in ties]
    starts, seen = [row[7] for row in ties], [row[6] for row in ties]
    second = Batch("influences", keys, texts, starts, [""] * len(ties), seen)
    del people, ties
    before = cpu()
    with open_store(folder / "w.graphcrm", create=True) as opened:
        opened.apply(ChangeSet("benchmark", "import", "2026-07-01T09:00", "2026-07-01", (first, second)))
    print(cpu() - before)


def load(folder: Path) -> None:
    """Read everything back as of a day, each row verified."""
    from graphcrm.store import open_store

    with open_store(folder / "w.graphcrm") as opened:
        opened.read("2026-07-01")


def cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


RUNS: dict[str, Callable[[Path], None]] = {"plain": plain, "store": store, "load": load}


def measured(run: str, folder: Path) -> tuple[float, str]:
    """CPU seconds of one run as a process of its own, and what it printed."""
    for left in (*folder.glob("plain.db*"), *(folder.glob("w.graphcrm*") if run == "store" else ())):
        left.unlink()
    before = cpu()
    done = subprocess.run(
        [sys.executable, __file__, "--run", run, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, text=True
    )
    return cpu() - before, done.stdout


def main() -> None:
    """Generate, run alternately, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--ties", type=int, default=500_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--run", choices=sorted(RUNS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        RUNS[options.run](options.folder)
        return
    seconds: dict[str, list[float]] = {"plain": [], "store": [], "apply": [], "load": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, options.people, options.ties)
        for _ in range(options.repeat):
            for run in RUNS:
                total, printed = measured(run, folder)
                seconds[run].append(total)
                if run == "store":
                    seconds["apply"].append(float(printed))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    base = statistics.median(seconds["plain"])
    print(f"{options.people:,} people, {options.ties:,} ties; CPU seconds, median of {options.repeat}")
    for label, run in (
        ("plain script: csv + executemany", "plain"),
        ("apply() alone", "apply"),
        ("csv + JSON + apply()", "store"),
        ("read() of all, verified", "load"),
    ):
        middle = statistics.median(seconds[run])
        print(f"  {label:<34}{middle:8.2f}{middle / base:8.2f}x")
    print(f"  largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()

"""The whole import beside a short script that reads the same files into plain keyed tables."""

from __future__ import annotations

import csv
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, process_cost, processes_in_turns, python

__all__ = ["exported", "plain", "rows"]

_OFFICIAL = (("people", ("id",)), ("edges", ("kind", "from", "to", "domain", "opportunity", "reported_by")))
_EXPORTED = (("Account", ("Id",)), ("User", ("Id",)), ("Contact", ("Id",)))


def plain(folder: Path, target: Path) -> None:
    """The peer: csv and executemany, keyed tables, write-ahead log, full synchronisation."""
    target.unlink(missing_ok=True)
    base = sqlite3.connect(target)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    for table, key in _OFFICIAL if (folder / "people.csv").exists() else _EXPORTED:
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
    yield from _of_a_crm(scratch)


def exported(folder: Path, contacts: int) -> None:
    """What a CRM exports: contacts with their accounts, owners and superiors, as Salesforce names the columns."""
    chance = random.Random(1)
    folder.mkdir()
    stems = ("Berg", "Stein", "Hof", "Wald", "Feld", "Bach", "Thal", "Kirch", "Linde", "Rosen", "Gold", "Silber")
    given = [f"{stem}o" for stem in stems]
    family = [stem + end for stem in stems for end in ("mann", "er", "ner", "ler", "dorf", "hausen", "son", "quist")]
    titles = ("CIO", "CFO", "Head of Procurement", "Project Manager", "Engineer", "Buyer", "Analyst")
    owners = [f"005{n:012d}AAA" for n in range(12)]
    accounts = [f"001{n:012d}AAA" for n in range(max(1, contacts // 25))]
    people = [f"003{n:012d}AAA" for n in range(contacts)]
    rows: dict[str, list[list[str]]] = {
        "Account": [["Id", "Name", "Type", "OwnerId"]],
        "User": [["Id", "FirstName", "LastName", "Email"]],
        "Contact": [["Id", "FirstName", "LastName", "AccountId", "Title", "Email", "Phone", "ReportsToId", "OwnerId"]],
    }
    rows["Account"] += [[one, f"Company {n}", "Customer", owners[n % 12]] for n, one in enumerate(accounts)]
    rows["User"] += [[one, given[n], family[n], f"{family[n]}@ours.example"] for n, one in enumerate(owners)]
    for n, one in enumerate(people):
        head, first, last = n - n % 25, chance.choice(given), chance.choice(family)
        of = n // 25 % len(accounts)
        where = [accounts[of], chance.choice(titles), f"{first}.{last}.{n}@company{of}.example", f"+49 {n:09d}"]
        rows["Contact"].append([one, first, last, *where, people[head] if n != head else "", owners[n % 12]])
    for name, table in rows.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)


def _of_a_crm(scratch: Path) -> Iterator[Row]:
    """50,000 contacts of a CRM, by its mapping and by a guess; the peer reads the same tables and understands none of them."""
    data = scratch / "exported"
    exported(data, 50_000)
    run = [python(), "-m", "graphcrm", "--workspace"]
    mapped = [*run, str(scratch / "mapped.graphcrm"), "import", str(data), "--mapping", "salesforce", "--dry-run"]
    guessed = [*run, str(scratch / "none.graphcrm"), "import", str(data), "--guess"]
    guessed += ["--mapping", str(scratch / "guessed.toml"), "--questions", str(scratch / "guessed.csv")]
    peer = [python(), "-m", "benchmarks.importing", str(data), str(scratch / "exported.sqlite")]
    ours, theirs, guess = processes_in_turns(
        mapped, peer, guessed, repeat=3, cwd=Path(__file__).resolve().parent.parent
    )
    yield Row("50,000 contacts by the mapping of a CRM", ours.cpu / theirs.cpu, "×", "csv + executemany", None)
    yield Row("the same by --guess", guess.cpu / theirs.cpu, "×", "csv + executemany", None)
    yield Row("peak memory of the larger of both", max(ours.memory, guess.memory), "MB", "500 MB", 500.0)


if __name__ == "__main__":
    plain(Path(sys.argv[1]), Path(sys.argv[2]))

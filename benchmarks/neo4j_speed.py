"""What the team store costs beside the bare driver, on one server, in one run.

Writing: the peer sends the same people and ties in batches of 10,000 with ``UNWIND … MERGE`` and a constraint on the id, and
keeps nothing else. The store writes every row twice, as a version and as part of the browsable graph, with checksums, totals, a
hash chain and an audit entry. Reading: the peer fetches all nodes and relationships with their properties; the store fetches
every version, verifies it and applies the version rule. The clock counts, because most of the work is the server's; both take
turns after a round that only warms the server up.

    python -m benchmarks.neo4j_speed --people 100000 --ties 500000

``NEO4J_URI`` names a server to be used (its data stays); without it a server of the tests is started.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import neo4j

from graphcrm.model.facts import Batch, ChangeSet, canonical
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.neo4j.server import LINES, PASSWORD, USER, Server

BATCH = 10_000
DAY = "2026-07-01"
Rows = tuple[list[dict[str, Any]], list[dict[str, Any]]]

_CONSTRAINT = "CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:BenchPerson) REQUIRE n.id IS UNIQUE"
_PEOPLE = "UNWIND $rows AS row MERGE (p:BenchPerson {id: row.id}) SET p += row"
_TIES = """
UNWIND $rows AS row
MATCH (a:BenchPerson {id: row.from}) MATCH (b:BenchPerson {id: row.to})
MERGE (a)-[r:INFLUENCES {reported_by: row.reported_by, valid_from: row.valid_from}]->(b)
SET r.level = row.level, r.source = row.source, r.observed_at = row.observed_at, r.confidence = row.confidence
"""
_READ_PEOPLE = "MATCH (p:BenchPerson) RETURN properties(p)"
_READ_TIES = "MATCH (a:BenchPerson)-[r:INFLUENCES]->(b:BenchPerson) RETURN a.id, b.id, properties(r)"
_CLEAR = "MATCH (n:BenchPerson) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS"
_CLEAR_OURS = """
MATCH (n:Graphcrm) WHERE n.workspace = $w OR n.root = $w CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS
"""


def generate(people: int, ties: int) -> Rows:
    """Fictional people and distinct random ties, the same for the same sizes."""
    chosen = random.Random(20240101)
    who = [
        {"id": f"p{i:07}", "name": f"人员 {i}", "org": f"o{i % 997:03}", "title": "Section manager", "grade": i % 5 + 1,
         "function": "it"}
        for i in range(people)
    ]  # fmt: skip
    pairs: set[tuple[int, int]] = set()
    edges = []
    while len(edges) < ties:
        a, b = chosen.randrange(people), chosen.randrange(people)
        if a == b or (a, b) in pairs:
            continue
        pairs.add((a, b))
        day = f"2026-0{chosen.randrange(1, 7)}-{chosen.randrange(10, 28)}"
        edges.append(
            {"from": f"p{a:07}", "to": f"p{b:07}", "level": chosen.randrange(1, 6), "source": "meeting_note",
             "reported_by": f"p{a % 50:07}", "observed_at": day, "valid_from": day, "confidence": chosen.choice("ABC")}
        )  # fmt: skip
    return who, edges


def change_set(rows: Rows) -> ChangeSet:
    """The same rows as an importer hands them to a store."""
    people, ties = rows
    none = [""] * len(people)
    first = Batch("person", [p["id"] for p in people], [canonical(p) for p in people], none, none, none, dated=False)
    dates = ("valid_from", "observed_at")
    props = [canonical({k: v for k, v in t.items() if k not in dates}) for t in ties]
    keys = [f"{t['from']}\t{t['to']}\t\t\t{t['reported_by']}" for t in ties]
    starts, seen = ([t[name] for t in ties] for name in dates)
    second = Batch("influences", keys, props, starts, [""] * len(ties), seen)
    return ChangeSet("benchmark", "import", f"{DAY}T09:00", DAY, (first, second))


class Bench:
    """One server, the bare driver and the store on it."""

    def __init__(self, address: str) -> None:
        self.address = address
        auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
        self.driver = neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF")
        self.workspace = f"bench-{os.getpid()}"
        self.url = f"{address}?workspace={self.workspace}"
        self.driver.execute_query(_CONSTRAINT)

    def clear(self) -> None:
        with self.driver.session() as session:
            session.run(_CLEAR).consume()
            session.run(_CLEAR_OURS, w=self.workspace).consume()

    def write_bare(self, rows: Rows) -> None:
        for statement, part in zip((_PEOPLE, _TIES), rows, strict=True):
            for start in range(0, len(part), BATCH):
                self.driver.execute_query(statement, {"rows": part[start : start + BATCH]})

    def write_ours(self, change: ChangeSet) -> None:
        with open_store(self.url, create=True) as store:
            store.apply(change)

    def read_bare(self) -> None:
        with self.driver.session(default_access_mode="READ", fetch_size=1000) as session:
            for statement in (_READ_PEOPLE, _READ_TIES):
                session.execute_read(lambda tx, statement=statement: [record.values() for record in tx.run(statement)])

    def read_ours(self) -> None:
        with open_store(self.url) as store:
            store.read(DAY)

    def snapshot(self) -> None:
        with open_store(self.url) as store:
            take(store, date.fromisoformat(DAY))


@contextmanager
def server() -> Iterator[str]:
    """Address of a server; the environment has its credentials."""
    named = os.environ.get("NEO4J_URI")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        started = Server(next(iter(LINES)), Path(folder))
        started.start()
        os.environ.update(NEO4J_USERNAME=USER, NEO4J_PASSWORD=PASSWORD)
        try:
            yield started.address
        finally:
            started.stop()


def seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def main() -> None:
    """Warm up, take turns, print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--ties", type=int, default=500_000)
    parser.add_argument("--repeat", type=int, default=1)
    options = parser.parse_args()
    with server() as address:
        bench = Bench(address)
        small = generate(2_000, 10_000)
        account = change_set(small)
        for _ in range(3):
            bench.clear()
            bench.write_bare(small)
            bench.write_ours(account)
            bench.read_bare()
            bench.read_ours()
        snapshot = min(seconds(bench.snapshot) for _ in range(5))
        rows = generate(options.people, options.ties)
        change = change_set(rows)
        found: dict[str, list[float]] = {"write bare": [], "write": [], "read bare": [], "read": [], "snapshot": []}
        for _ in range(options.repeat):
            bench.clear()
            found["write bare"].append(seconds(lambda: bench.write_bare(rows)))
            found["write"].append(seconds(lambda: bench.write_ours(change)))
            found["read bare"].append(seconds(bench.read_bare))
            found["read"].append(seconds(bench.read_ours))
            found["snapshot"].append(seconds(bench.snapshot))
        bench.clear()
        bench.driver.execute_query("DROP CONSTRAINT bench IF EXISTS")
        bench.driver.close()
    middle = {name: statistics.median(values) for name, values in found.items()}
    print(f"{options.people:,} people, {options.ties:,} ties; seconds by the clock, median of {options.repeat}")
    for label, value, peer in (
        ("bare UNWIND … MERGE", "write bare", "write bare"),
        ("apply()", "write", "write bare"),
        ("bare driver read", "read bare", "read bare"),
        ("read() of all, verified", "read", "read bare"),
        ("snapshot of all", "snapshot", "read bare"),
    ):
        print(f"  {label:<34}{middle[value]:8.2f}{middle[value] / middle[peer]:8.2f}x")
    print(f"  {'snapshot of 2,000 people':<34}{snapshot:8.2f}")


if __name__ == "__main__":
    main()

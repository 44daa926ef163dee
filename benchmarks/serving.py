"""What the team store costs beside the bare driver, on one server, in one run.

Writing: the peer reads the same files and sends their rows in batches of 10,000 with ``UNWIND … MERGE`` and a constraint on
the id, and keeps nothing else. graphcrm checks the rows, writes each twice, as a version and as part of the browsable graph, with
checksums, totals, a hash chain and an audit entry. Reading: the peer fetches all nodes and relationships with their properties;
graphcrm fetches every version, verifies it and applies the version rule. The clock counts, because most of the work is the
server's, and is given as a ratio, because the machine may be busy; both take turns after a round that only warms the server up.

``NEO4J_URI`` names a server to be used (its data stays); without it a server of the tests is started.
"""

from __future__ import annotations

import csv
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, LiteralString

import neo4j

from benchmarks.measure import Row, python
from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.model.facts import ChangeSet
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.neo4j.server import LINES, PASSWORD, USER, Server

__all__ = ["rows"]

BATCH = 10_000
#: A usual account, of which a snapshot is promised within a second.
ACCOUNT = 2_000
#: Statement -> rows for it.
Sent = dict[str, list[dict[str, str]]]

_CONSTRAINT = "CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:Bench) REQUIRE n.id IS UNIQUE"
_NODES = "UNWIND $rows AS row MERGE (n:Bench:{label} {{id: row.id}}) SET n += row"
_TIES = """
UNWIND $rows AS row
MATCH (a:Bench {{id: row.from}}) MATCH (b:Bench {{id: row.to}})
MERGE (a)-[r:{kind} {{reported_by: coalesce(row.reported_by, ''), valid_from: coalesce(row.valid_from, '')}}]->(b)
SET r += row
"""
_READ_PEOPLE = "MATCH (p:BenchPerson) RETURN properties(p)"
_READ_TIES = "MATCH (a:Bench)-[r]->(b:Bench) RETURN a.id, b.id, properties(r)"
_CLEAR = "MATCH (n:Bench) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS"
_CLEAR_OURS = """
MATCH (n:Graphcrm) WHERE n.workspace = $w OR n.root = $w CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 500 ROWS
"""


class Bench:
    """One server, the bare driver and graphcrm on it."""

    def __init__(self, address: str) -> None:
        auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
        self.driver = neo4j.GraphDatabase.driver(address, auth=auth, notifications_min_severity="OFF")
        self.workspace = f"bench-{os.getpid()}"
        self.url = f"{address}?workspace={self.workspace}"
        self.driver.execute_query(_CONSTRAINT)

    def close(self) -> None:
        self.clear()
        self.driver.execute_query("DROP CONSTRAINT bench IF EXISTS")
        self.driver.close()

    def clear(self) -> None:
        with self.driver.session() as session:
            session.run(_CLEAR).consume()
            session.run(_CLEAR_OURS, w=self.workspace).consume()

    def send(self, sent: Sent) -> None:
        for statement, part in sent.items():
            for start in range(0, len(part), BATCH):
                self.driver.execute_query(statement, {"rows": part[start : start + BATCH]})

    def apply(self, change: ChangeSet) -> None:
        with open_store(self.url, create=True) as store:
            store.apply(change)

    def import_(self, folder: Path) -> None:
        command = [python(), "-m", "graphcrm", "--workspace", self.url, "import", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def read_bare(self) -> None:
        with self.driver.session(default_access_mode="READ", fetch_size=1000) as session:
            for statement in (_READ_PEOPLE, _READ_TIES):
                session.execute_read(_values, statement)

    def snapshot(self) -> None:
        with open_store(self.url) as store:
            take(store, date.today())


def read_files(folder: Path) -> Sent:
    """The rows as a short script reads and sends them: without empty cells, ties kind by kind."""
    found: Sent = {}
    for table, label in (("orgs", "BenchOrg"), ("people", "BenchPerson")):
        found[_NODES.format(label=label)] = _rows(folder / f"{table}.csv")
    ties: Sent = {}
    for row in _rows(folder / "edges.csv"):
        ties.setdefault(row.pop("kind"), []).append(row)
    return found | {_TIES.format(kind=kind): part for kind, part in ties.items()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


def planned(folder: Path) -> ChangeSet:
    """The same rows, checked, as an import hands them to a store."""
    today = date.today().isoformat()
    options = ImportOptions(today=today, author="benchmark", at=f"{today}T09:00:00")
    change = plan_import([folder], existing={}, options=options).change
    assert change is not None
    return replace(change, batches=tuple(b for b in change.batches if b.kind not in ("unit", "role_in")))


@contextmanager
def _server() -> Iterator[str]:
    """Address of a server; the environment has its credentials."""
    named = os.environ.get("NEO4J_URI")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory() as folder:
        # The usual virtual machine, not the one of the tests, which starts quickly and works slowly.
        started = Server(next(iter(LINES)), Path(folder), flags=["-Xms512m", "-Xmx512m"])
        started.start()
        before = dict(os.environ)
        os.environ.update(NEO4J_USERNAME=USER, NEO4J_PASSWORD=PASSWORD)
        try:
            yield started.address
        finally:
            os.environ.clear()
            os.environ.update(before)
            started.stop()


def _values(tx: neo4j.ManagedTransaction, statement: LiteralString) -> list[list[Any]]:
    return [record.values() for record in tx.run(statement)]


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _generated(root: Path, folder: Path, people: int, ties: int) -> Path:
    sizes = ["--people", str(people), "--ties", str(ties), "--seed", "1"]
    subprocess.run(
        [python(), str(root / "datasets" / "generate.py"), str(folder), *sizes], check=True, capture_output=True
    )
    return folder


def rows(root: Path, scratch: Path, people: int, ties: int) -> Iterator[Row]:
    """Import and snapshot on a real server, as ratios to the bare driver.

    Raises
    ------
    tests.neo4j.server.Missing
        There is no Java or Maven to start a server with.
    """
    account = _generated(root, scratch / "served-account", ACCOUNT, 5 * ACCOUNT)
    large = _generated(root, scratch / "served", people, ties)
    with _server() as address:
        bench = Bench(address)
        for _ in range(3):
            bench.clear()
            bench.send(read_files(account))
            bench.apply(planned(account))
            bench.read_bare()
            bench.snapshot()
        yield Row(
            f"Neo4j: snapshot of {ACCOUNT:,} people", min(_seconds(bench.snapshot) for _ in range(5)), "s", "—", 1.0
        )
        bench.clear()
        size = f"{people:,} people, {ties:,} ties"
        theirs = _seconds(lambda: bench.send(read_files(large)))
        reading = min(_seconds(bench.read_bare) for _ in range(2))
        bench.clear()
        ours = _seconds(lambda: bench.import_(large))
        yield Row(f"Neo4j: import {size}", ours / theirs, "×", "files read and sent by UNWIND … MERGE", 1.3)
        snapshot = min(_seconds(bench.snapshot) for _ in range(2))
        yield Row(
            f"Neo4j: snapshot of {people:,} people", snapshot / reading, "×", "everything read by the driver", 1.5
        )
        sent, change = read_files(large), planned(large)
        bench.clear()
        theirs = _seconds(lambda: bench.send(sent))
        bench.clear()
        ours = _seconds(lambda: bench.apply(change))
        yield Row(f"Neo4j: apply() of {size}", ours / theirs, "×", "rows in memory sent by UNWIND … MERGE", 1.3)
        bench.close()

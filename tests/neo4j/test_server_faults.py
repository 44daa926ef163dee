"""A server of our own, of the latest line, that is killed, restarted, and set read-only."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graphcrm.errors import StoreUnavailable
from graphcrm.store import AuditEntry, open_store
from tests.contract.making import change, people, said, ties
from tests.neo4j.server import PASSWORD, USER, Missing, Server
from tests.neo4j.shared import EVERY_LINE, LATEST_LINE, missing
from tests.neo4j.worker import large

pytestmark = pytest.mark.skipif(
    not EVERY_LINE, reason="takes minutes: GRAPHCRM_NEO4J_LINES=all runs it, on a server of the latest line"
)

WORKER = Path(__file__).with_name("worker.py")
PEOPLE, TIES = 21_000, 2_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        made = Server(LATEST_LINE, tmp_path_factory.mktemp("neo4j"))
        made.start()
    except Missing as why:
        missing(why)
        raise
    yield made
    made.kill()


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setenv("NEO4J_USERNAME", USER)
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)


def count(server: Server, label: str) -> int:
    with neo4j.GraphDatabase.driver(server.address, auth=(USER, PASSWORD)) as driver:
        rows = driver.execute_query("MATCH (n:Graphcrm) WHERE $label IN labels(n) RETURN count(n)", {"label": label})
        found: int = rows.records[0][0]
        return found


def test_the_latest_line_serves(server: Server) -> None:
    with open_store(f"{server.address}?workspace=smoke", create=True) as store:
        store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
        store.apply(change(people(("a", "A2")), ties(("a", "b", 3, "2026-01-01", "2026-03-01")), day="2026-02-01"))
        store.apply(change(undoes=2))
        assert said(store) == {"a": '{"name":"A"}', "b": '{"name":"B"}'}
        store.erase(lambda version: None if version.key == "b" else dict(version.props), AuditEntry("t", "a", "erase"))
        assert list(said(store)) == ["a"]
        assert list(store.check().damage) == []


def test_killed_during_an_import(server: Server) -> None:
    """kill -9 the server, restart, run again: no duplicate, nothing lost, nothing by half, chains whole."""
    url = f"{server.address}?workspace=killed"
    with open_store(url, create=True) as store:
        store.apply(change(people(("before", "B"))))
    command = [sys.executable, str(WORKER), url, str(PEOPLE), str(TIES)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if int(line) >= 20_000:
                break
        server.kill()
        said_at_last = process.stdout.read().splitlines()[-1]
        assert process.wait() == 4
    assert "run the same command again" in said_at_last.lower() or "nobody answers" in said_at_last
    server.start()
    with open_store(url) as store:
        assert said(store) == {"before": '{"name":"B"}'}, "nothing half-imported is seen"
        assert list(store.check().damage) == []
    with open_store(url) as store:
        assert store.apply(large(PEOPLE, TIES)).created == PEOPLE + TIES
        assert store.apply(large(PEOPLE, TIES)).unchanged == PEOPLE + TIES
        assert [len(batch) for batch in store.read().values()] == [TIES, PEOPLE + 1]
        assert [one.rows for one in store.history()[0]] == [1, PEOPLE + TIES]
        assert list(store.check().damage) == []


def test_read_only(server: Server) -> None:
    """Community has no roles, so the database as a whole is set read-only: reading goes on, writing is refused clearly."""
    url = f"{server.address}?workspace=readonly"
    with open_store(url, create=True) as store:
        store.apply(change(people(("a", "A"))))
        before = store.read(), store.history(), store.audit()
    server.stop()
    server.settings["server.databases.default_to_read_only"] = "true"
    server.start()
    with open_store(url) as store:
        assert (store.read(), store.history(), store.audit()) == before
        assert store.apply(change(people(("a", "A2"))), dry_run=True).updated == 1
        for write in (
            lambda: store.apply(change(people(("a", "A2")))),
            lambda: store.audit(AuditEntry("t", "a", "read")),
            lambda: store.erase(lambda version: None, AuditEntry("t", "a", "erase")),
            lambda: open_store(f"{server.address}?workspace=new", create=True),
        ):
            with pytest.raises(StoreUnavailable, match="read-only"):
                write()
        assert (store.read(), store.history(), store.audit()) == before
        assert store.check().ok

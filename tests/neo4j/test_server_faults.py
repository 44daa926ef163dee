"""A server of our own of each line, with little memory, that is killed, restarted, set read-only, and loses its constraints."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graphcrm.errors import IntegrityError, StoreReadOnly, StoreUnavailable
from graphcrm.store import AuditEntry, open_store
from graphcrm.store.neo4j import applying, connection, drawing
from graphcrm.store.neo4j.schema import CURRENT, define
from graphcrm.store.neo4j.store import Neo4jStore
from graphcrm.store.trail import Kept, keep
from tests.contract.making import change, people, said, ties
from tests.neo4j.conftest import Place
from tests.neo4j.server import PASSWORD, USER, Missing, Server
from tests.neo4j.shared import missing, own_lines, use_password
from tests.neo4j.test_redraw import GRAPH, account
from tests.neo4j.worker import POINTS, large

WORKER = Path(__file__).with_name("worker.py")
PEOPLE, TIES = 600, 400
#: Enough for an import in small steps, and for everything else; not for a large one in a single transaction.
MEMORY = {"db.memory.transaction.max": "32m"}
READ_ONLY = {"server.databases.default_to_read_only": "true"}


@pytest.fixture(scope="module", params=own_lines())
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    try:
        made = Server(request.param, tmp_path_factory.mktemp("neo4j"), MEMORY)
        made.start()
    except Missing as why:
        missing(why)
        raise
    yield made
    made.kill()


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    use_password(monkeypatch)
    restart(running, MEMORY)
    return running


def restart(server: Server, settings: dict[str, str]) -> None:
    """Give it these settings; an orderly end would take longer and prove less than none."""
    if server.settings != settings:
        server.kill()
        server.settings = settings
        server.start()


def run(server: Server, statement: str, **parameters: object) -> list[list[object]]:
    with neo4j.GraphDatabase.driver(server.address, auth=(USER, PASSWORD)) as driver:
        return [record.values() for record in driver.execute_query(statement, parameters).records]  # type: ignore[arg-type]


def test_killed_during_an_import(server: Server) -> None:
    """kill -9 the server at every point, restart, run again: no duplicate, nothing lost, nothing by half, chains whole."""
    urls = {point: f"{server.address}?workspace=killed-{point}" for point in POINTS}
    with contextlib.ExitStack() as stack:
        workers = {}
        for point, url in urls.items():
            with open_store(url, create=True) as store:
                store.apply(change(people(("before", "B"))))
            command = [sys.executable, str(WORKER), url, str(PEOPLE), str(TIES), point]
            pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            workers[point] = stack.enter_context(subprocess.Popen(command, **pipes))  # type: ignore[call-overload]
        for point, process in workers.items():
            assert any(line == f"at {point}\n" for line in process.stdout), process.wait()
        server.kill()
        for process in workers.values():
            process.stdin.write("go on\n")
            process.stdin.flush()
        for point, process in workers.items():
            said_at_last = process.communicate()[0].splitlines()[-1]
            if point == "drawing":
                assert said_at_last.startswith("receipt"), "it is stored, and the next writer completes the drawing"
                continue
            assert process.returncode == 4
            assert "run the same command again" in said_at_last.lower() or "nobody answers" in said_at_last
    server.start()
    for point, url in urls.items():
        there = point == "drawing"
        with open_store(url) as store:
            assert len(said(store)) == (1 + PEOPLE if there else 1), f"{point}: nothing half-imported is seen"
            assert list(store.check().damage) == []
            if point != "ahead":  # that one shows that a dead writer's lease ends by itself
                run(server, "MATCH (w:Graphcrm {root: $w}) SET w.until = 0", w=f"killed-{point}")
            receipt = store.apply(large(PEOPLE, TIES))
            new, same = (0, PEOPLE + TIES) if there else (PEOPLE + TIES, 0)
            assert (receipt.created, receipt.unchanged) == (new, same)
            assert store.apply(large(PEOPLE, TIES)).unchanged == PEOPLE + TIES
            assert [len(batch) for batch in store.read().values()] == [TIES, PEOPLE + 1]
            assert [one.rows for one in store.history()[0]] == [1, PEOPLE + TIES]
            assert list(store.check().damage) == []
        stored = run(server, "MATCH (v:Version {workspace: $w}) RETURN count(v)", w=f"killed-{point}")
        assert stored == [[PEOPLE + TIES + 1]], "no row of the first attempt is left over"


@pytest.mark.parametrize("slices", [False, True], ids=["at-once", "in-slices"])
def test_out_of_memory(server: Server, monkeypatch: pytest.MonkeyPatch, slices: bool) -> None:
    """A transaction larger than the server's memory: a clear sentence, nothing by half, and smaller ones go on."""
    monkeypatch.setattr(connection, "_RETRY", 1.0)
    workspace = f"memory-{slices}"
    url = f"{server.address}?workspace={workspace}"
    with open_store(url, create=True) as store:
        store.apply(change(people(("before", "B"))))
        before = store.read(), store.history(), store.audit()
        if slices:
            monkeypatch.setattr(applying, "AT_ONCE", 100)
            monkeypatch.setattr(applying, "SLICE", 18_000)
        with pytest.raises(StoreUnavailable, match="out of memory") as caught:
            store.apply(large(18_000, 1_000))
        assert caught.value.exit_code == 4
        assert (store.read(), store.history(), store.audit()) == before
        assert list(store.check().damage) == []
        monkeypatch.setattr(applying, "AT_ONCE", 100)
        monkeypatch.setattr(applying, "SLICE", 200)
        monkeypatch.setattr(drawing, "SLICE", 200)
        assert store.apply(large(PEOPLE, TIES)).created == PEOPLE + TIES
        assert list(store.check().damage) == []
    stored = run(server, "MATCH (v:Version {workspace: $w}) RETURN count(v)", w=workspace)
    assert stored == [[PEOPLE + TIES + 1]]


@pytest.fixture
def place(server: Server) -> Iterator[Place]:
    """A workspace here: the constraints of the shared servers belong to all tests that run beside this one."""
    with neo4j.GraphDatabase.driver(server.address, auth=(USER, PASSWORD), notifications_min_severity="OFF") as driver:
        yield Place(server.address, f"test-{uuid.uuid4().hex}", driver)


@pytest.fixture
def store(place: Place) -> Iterator[Neo4jStore]:
    with account(place.url) as made:
        yield made


def test_nodes_that_are_there_twice_go_as_the_graph_is_drawn_anew(place: Place, store: Neo4jStore) -> None:
    """Their constraint, which somebody dropped, cannot be made before; `store check` names this command."""
    before = place.run(GRAPH)
    place.run("DROP CONSTRAINT graphcrm_thing")
    try:
        place.run("MATCH (p:Person {workspace: $w, id: 'a'}) CREATE (n:Graphcrm:Person) SET n = properties(p)")
        assert not store.check().ok
        store.redraw()
    finally:
        define(store._graph, CURRENT)
    assert place.run(GRAPH) == before
    assert list(store.check().damage) == []


def test_facts_that_are_there_twice_are_damage_that_says_so(place: Place, store: Neo4jStore) -> None:
    place.run("DROP CONSTRAINT graphcrm_version")
    try:
        place.run("MATCH (v:Version {workspace: $w, sequence: 1}) CREATE (n:Graphcrm:Version) SET n = properties(v)")
        with pytest.raises(IntegrityError, match="Take the one away that was added by hand"):
            define(store._graph, CURRENT)
        with pytest.raises(IntegrityError):
            store.redraw()
    finally:
        place.run("MATCH (v:Version {workspace: $w, sequence: 1}) WITH collect(v) AS all DELETE all[0]")
        define(store._graph, CURRENT)
    assert list(store.check().damage) == []


def test_a_workspace_whose_node_is_there_twice_is_not_read(place: Place, store: Neo4jStore) -> None:
    place.run("DROP CONSTRAINT graphcrm_workspace")
    try:
        place.run("MATCH (w:Graphcrm {root: $w}) CREATE (n:Graphcrm:Workspace) SET n = properties(w)")
        for use in (store.read, lambda: store.apply(change(ties(("a", "c", 3, "2026-01-01", ""))))):
            with pytest.raises(IntegrityError, match="two nodes of this workspace"):
                use()
    finally:
        place.run("MATCH (w:Graphcrm {root: $w}) WITH collect(w) AS all DELETE all[0]")
        define(store._graph, CURRENT)
    assert list(store.check().damage) == []


def test_read_only(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Community has no roles, so the database as a whole is set read-only: reading goes on, writing is refused clearly."""
    url = f"{server.address}?workspace=readonly"
    with open_store(url, create=True) as store:
        store.apply(change(people(("a", "A"))))
        before = store.read(), store.history(), store.audit()
    server.stop()  # in good order: what has to be recovered first does not come up read-only
    restart(server, READ_ONLY)
    with open_store(url) as store:
        assert (store.read(), store.history(), store.audit()) == before
        assert store.apply(change(people(("a", "A2"))), dry_run=True).updated == 1
        for write in (
            lambda: store.apply(change(people(("a", "A2")))),
            lambda: store.audit(AuditEntry("t", "a", "read")),
            lambda: store.erase(lambda version: None, AuditEntry("t", "a", "erase")),
            lambda: open_store(f"{server.address}?workspace=new", create=True),
        ):
            with pytest.raises(StoreReadOnly, match="read-only") as caught:
                write()
            assert caught.value.exit_code == 4
        monkeypatch.setenv("GRAPHCRM_HOME", str(tmp_path))
        assert keep(store, AuditEntry("t", "a", "card"), url, restricted=True).kept is Kept.HOME
        monkeypatch.delenv("GRAPHCRM_HOME")
        with pytest.raises(StoreReadOnly, match="restricted"):
            keep(store, AuditEntry("t", "a", "card"), url, restricted=True)
        assert (store.read(), store.history(), store.audit()) == before
        assert store.check().ok

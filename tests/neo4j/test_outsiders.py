"""Others who write into the same database at the same time, and lines that are slow, late, or cut."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j
import pytest

from graphcrm.errors import StoreBusy
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store.neo4j import applying, connection
from tests.contract.making import change, people, said, ties
from tests.neo4j.conftest import Place
from tests.neo4j.proxy import Proxy

HUAYUE = Path(__file__).parents[2] / "datasets" / "huayue"
BLOCKED = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)"


@contextlib.contextmanager
def crossing(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody holds a node of the graph and wants the workspace's, while we hold the workspace's and want that one."""
    ours_holds = threading.Event()
    original: Callable[..., None] = applying.create_versions
    outcome: list[object] = []

    def somebody() -> None:
        try:
            with place.driver.session() as session, session.begin_transaction() as tx:
                # The server makes the one give way who holds fewer locks: these many make sure that it is us.
                tx.run("UNWIND range(1, 5000) AS i CREATE (:Theirs {mine: $w, i: i})", w=place.workspace).consume()
                tx.run("MATCH (n:Graphcrm {workspace: $w, id: 'a'}) SET n.theirs = 1", w=place.workspace).consume()
                theirs_holds.set()
                ours_holds.wait(60)
                tx.run("MATCH (n:Graphcrm {root: $w}) SET n.theirs = 1", w=place.workspace).consume()
            outcome.append("written")
        except neo4j.exceptions.TransientError as error:
            outcome.append(error.code)

    def in_the_middle(*arguments: Any, **options: Any) -> None:
        original(*arguments, **options)
        if not ours_holds.is_set():
            ours_holds.set()
            until = time.monotonic() + 60
            while not outcome and place.run(BLOCKED) == [[0]] and time.monotonic() < until:
                time.sleep(0.02)

    theirs_holds = threading.Event()
    thread = threading.Thread(target=somebody)
    thread.start()
    assert theirs_holds.wait(60)
    monkeypatch.setattr(applying, "create_versions", in_the_middle)
    try:
        yield
    finally:
        ours_holds.set()
        thread.join(60)
        place.run("MATCH (n:Theirs {mine: $w}) DELETE n")
    assert outcome == ["written"], "they were not the ones to give way, so it was us"


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with open_store(place.url, create=True) as made:
        made.apply(change(people(("a", "A"), ("b", "B"))))
        yield made


def test_a_deadlock_is_tried_again(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with crossing(place, monkeypatch):
        receipt = store.apply(change(people(("a", "A2")), ties(("a", "b", 3, "2026-01-01", "")), day="2026-02-01"))
    assert (receipt.created, receipt.updated) == (1, 1)
    assert said(store) == {"a": '{"name":"A2"}', "b": '{"name":"B"}'}
    assert len(store.history()[0]) == 2
    assert list(store.check().damage) == []


def test_a_deadlock_that_does_not_go_away_is_reported(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read(), store.history(), store.audit()
    with monkeypatch.context() as patch:
        patch.setattr(connection, "_RETRY", 0.0)
        with (
            open_store(place.url) as hasty,
            crossing(place, monkeypatch),
            pytest.raises(StoreBusy, match="waited for each other") as caught,
        ):
            hasty.apply(change(people(("a", "A2")), day="2026-02-01"))
    assert caught.value.exit_code == 4
    assert (store.read(), store.history(), store.audit()) == before
    assert list(store.check().damage) == []
    assert store.apply(change(people(("a", "A2")), day="2026-02-01")).updated == 1


def test_a_lock_that_somebody_else_keeps_is_not_waited_for_for_ever(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read(), store.history(), store.audit()
    with monkeypatch.context() as patch, place.driver.session() as session, session.begin_transaction() as theirs:
        patch.setattr(connection, "_RETRY", 0.0)
        patch.setattr(connection, "_LONGEST", 1.0)
        theirs.run("MATCH (w:Graphcrm {root: $w}) SET w.theirs = 1", {"w": place.workspace}).consume()
        # Neo4j 2025 says that the lock's wait was stopped, 5.26 that the transaction took too long.
        with open_store(place.url) as hasty, pytest.raises(StoreBusy, match="nothing was changed, try again later"):
            hasty.apply(change(people(("a", "A2")), day="2026-02-01"))
        patch.setattr(connection, "_LONGEST", 300.0)
        patch.setattr(connection, "_SOON", 1.0)
        for waits in (
            lambda store: store.apply(change(people(("a", "A2")), day="2026-02-01")),
            lambda store: store.audit(AuditEntry("2026-02-01", "tester", "read")),
        ):
            with open_store(place.url) as hasty, pytest.raises(StoreBusy, match="nothing was changed, try again later"):
                waits(hasty)
        theirs.rollback()
    assert (store.read(), store.history(), store.audit()) == before
    assert store.apply(change(people(("a", "A2")), day="2026-02-01")).updated == 1


def test_two_clients_import_the_same_files(place: Place, tmp_path: Path) -> None:
    """From the command line: one of them writes, the other one finds everything there, both are content."""
    command = [sys.executable, "-m", "graphcrm", "--workspace"]
    words = ["import", str(HUAYUE), "--today", "2026-06-30"]
    alone = str(tmp_path / "alone.graphcrm")
    subprocess.run([*command, alone, *words], check=True, capture_output=True)
    open_store(place.url, create=True).close()
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with contextlib.ExitStack() as stack:
        both = [stack.enter_context(subprocess.Popen([*command, place.url, *words], **pipes)) for _ in range(2)]  # type: ignore[call-overload]
        told = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], told
    with open_store(alone) as expected, open_store(place.url) as found:
        assert found.read() == expected.read()
        rows = expected.history()[0][0].rows
        assert [one.rows for one in found.history()[0]] == [rows]
        assert list(found.check().damage) == []
    assert place.run("MATCH (v:Version {workspace: $w}) RETURN count(v)") == [[rows]], "no duplicate"


@pytest.mark.parametrize(("piece", "pause"), [(4096, 0.01), (65536, 0.02)], ids=["narrow", "late"])
def test_a_slow_line(place: Place, piece: int, pause: float) -> None:
    """Few bytes at a time, or every answer late."""
    with (
        Proxy(urlsplit(place.server).port, piece=piece, pause=pause) as proxy,
        open_store(f"bolt://127.0.0.1:{proxy.port}?workspace={place.workspace}", create=True) as store,
    ):
        assert store.apply(change(people(*((f"p{i}", "周" * 20) for i in range(2000))))).created == 2000
        assert len(said(store)) == 2000
        assert store.check().ok


@pytest.mark.parametrize("at", ["create_versions", "commit"])
def test_a_line_that_is_cut(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """In the middle of a transaction: it is run once more over a new connection, and written once."""
    original: Callable[..., None] = getattr(applying, at)
    calls = []

    with Proxy(urlsplit(place.server).port) as proxy:

        def cut(*arguments: Any, **options: Any) -> None:
            original(*arguments, **options)
            calls.append(at)
            if len(calls) == 1:
                proxy.cut()

        with open_store(f"bolt://127.0.0.1:{proxy.port}?workspace={place.workspace}") as far:
            monkeypatch.setattr(applying, at, cut)
            assert far.apply(change(people(("a", "A2"), ("c", "C")), day="2026-02-01")).created == 1
    assert len(calls) == 2
    assert said(store) == {"a": '{"name":"A2"}', "b": '{"name":"B"}', "c": '{"name":"C"}'}
    assert [one.rows for one in store.history()[0]] == [2, 2]
    assert list(store.check().damage) == []

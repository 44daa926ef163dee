"""Writers that are killed, meet each other, wake up late, or do not know whether their transaction was committed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphcrm.errors import InterruptedAfter, StoreBusy, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.model.facts import ChangeSet
from graphcrm.store import AuditEntry, Store, open_store, waiting
from graphcrm.store.neo4j import applying, drawing, lease, rows
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.store import Neo4jStore
from graphcrm.store.undoing import undo_change
from graphcrm.workspace.changing import receipt_text
from graphcrm.workspace.steps import take_step
from tests.contract.making import change, people, said, ties
from tests.neo4j.conftest import Place
from tests.neo4j.worker import POINTS, large

WORKER = Path(__file__).with_name("worker.py")


def worker(place: Place, people: int, ties: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), place.url, str(people), str(ties)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("point", POINTS)
def test_a_client_killed_at_any_point(place: Place, store: Store, point: str) -> None:
    """Nothing by half is seen; run again: no duplicate, nothing lost, chains whole, the graph drawn to its end."""
    command = [sys.executable, str(WORKER), place.url, "600", "400", point]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any(line == f"at {point}\n" for line in process.stdout), process.wait()
        process.kill()
    there = point == "drawing"
    assert len(said(store)) == (600 if there else 0)
    assert list(store.check().damage) == []
    if point != "ahead":
        assert versions(place) == 1000, "there is something left, to be taken away or drawn to its end"
    place.run("MATCH (w:Graphcrm {root: $w}) SET w.until = 0")  # not to wait for its lease to end
    assert store.apply(change(people(("p0-new", "A")))).created == 1
    assert versions(place) == (1001 if there else 1)
    receipt = store.apply(large(600, 400))
    assert (receipt.created, receipt.unchanged) == ((0, 1000) if there else (1000, 0))
    assert versions(place) == 1001
    assert place.run("MATCH (n:Graphcrm:Person {workspace: $w}) RETURN count(n)") == [[601]]
    assert place.run("MATCH (n:Graphcrm {workspace: $w})-[r:INFLUENCES]->() RETURN count(r)") == [[400]]
    assert list(store.check().damage) == []


def versions(place: Place) -> int:
    found = place.run("MATCH (v:Version {workspace: $w}) RETURN count(v)")[0][0]
    assert isinstance(found, int)
    return found


@pytest.fixture
def store(place: Place) -> Any:
    with open_store(place.url, create=True) as made:
        yield made


def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every change a large one."""
    monkeypatch.setattr(applying, "AT_ONCE", 3)
    monkeypatch.setattr(drawing, "SLICE", 2)
    monkeypatch.setattr(rows, "PAGE", 3)


def test_two_clients_import_the_same(place: Place, store: Store) -> None:
    with worker(place, 500, 500) as left, worker(place, 500, 500) as right:
        said_at_last = sorted(process.communicate()[0].splitlines()[-1] for process in (left, right))
    assert said_at_last == ["receipt 0 1000", "receipt 1000 0"]
    assert len(store.history()[0]) == 1
    assert len(store.audit()) == 2
    assert versions(place) == 1000
    assert list(store.check().damage) == []


def test_readers_see_nothing_of_a_large_change_before_it_is_whole(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_steps(monkeypatch)
    store.apply(change(people(("a", "old"))))
    before = store.read(), store.history("a")
    drawn = "MATCH (n:Graphcrm:Person {workspace: $w}) RETURN n.id, n.name ORDER BY n.id"
    seen: list[int] = []
    with open_store(place.url) as reader:

        def look(done: int, total: int) -> None:
            assert (reader.read(), reader.history("a")) == before
            assert place.run(drawn) == [["a", "old"]], "neither do those who look at the graph"
            assert reader.check().ok
            seen.append(done)

        store.apply(change(people(*((name, name) for name in "abcdefgh")), day="2026-02-01"), progress=look)
        assert seen[-1] == 8
        assert len(said(reader)) == len(place.run(drawn)) == 8
        assert reader.check().ok


@pytest.mark.parametrize("at", ["_draw", "create_versions"])
def test_the_next_writer_completes_what_was_begun(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    small_steps(monkeypatch)
    store.apply(change(people(("a", "A")), ties(("a", "b", 1, "2026-01-01", ""))))
    calls = []
    original = getattr(applying, at)

    def fail(*arguments: Any, **options: Any) -> None:
        calls.append(1)
        if at == "_draw" or len(calls) > 1:
            raise KeyboardInterrupt
        original(*arguments, **options)

    monkeypatch.setattr(rows, "PAGE", 100)
    much = change(people(*((name, "new") for name in "abcdefgh")), ties(("a", "b", 2, "2026-01-01", "2026-05-01")))
    with monkeypatch.context() as patch:
        patch.setattr(applying, at, fail)
        patch.setattr(applying, "_sweep", lambda *arguments: None)  # nor does it tidy up after itself
        patch.setattr("graphcrm.store.checksums.SLICE", 3)
        with pytest.raises(KeyboardInterrupt) as stopped:
            store.apply(much)
    whole = at == "_draw"
    assert isinstance(stopped.value, InterruptedAfter) == whole
    assert ("is stored, and the next change" in str(stopped.value)) == whole
    assert len(said(store)) == (8 if whole else 1)
    assert store.check().ok
    store.apply(change(people(("z", "Z"))))
    assert store.check().ok
    names = "MATCH (n:Person {workspace: $w}) RETURN count(n)"
    assert place.run(names) == [[9 if whole else 2]]
    store.apply(change(undoes=2))
    assert store.check().ok
    receipt = store.apply(much)
    assert (receipt.created, receipt.updated) == (7, 2)
    assert list(store.check().damage) == []


def test_a_drawing_that_the_server_stops_is_told_and_made_up_for(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is stored; whoever made it learns that the browsable graph does not show it, why, and what to do."""
    small_steps(monkeypatch)
    store.apply(change(people(("a", "old"))))
    why = Text("磁盘已满", "the disk of the server is full")

    def fail(*_: object) -> None:
        raise StoreUnavailable(why)

    with monkeypatch.context() as patch:
        patch.setattr(applying, "_draw", fail)
        receipt = store.apply(change(people(*((name, "new") for name in "abcdefgh"))))
    assert receipt.behind is not None
    for lang in ("zh", "en"):
        told = receipt_text(receipt).say(lang)
        assert why.say(lang) in told
        assert "graphcrm store redraw" in told
        assert ("改动 2 已写入" if lang == "zh" else "change 2 is stored") in told
    drawn = "MATCH (n:Graphcrm:Person {workspace: $w}) RETURN count(n)"
    assert (len(said(store)), place.run(drawn)) == (8, [[1]])
    assert store.apply(change(people(("z", "Z")))).behind is None
    assert place.run(drawn) == [[9]]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("when", ["before", "after", "nobody answers"])
def test_whoever_interrupts_a_commit_is_told_what_became_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch, large: bool, when: str
) -> None:
    if large:
        small_steps(monkeypatch)
    store.apply(change(people(("a", "A"))))
    commit, write, looking = applying.commit, Graph.write, threading.Event()

    def begun(run: Any, *arguments: Any) -> None:
        commit(run, *arguments)
        looking.set()
        if when == "before":
            raise KeyboardInterrupt

    def interrupted(graph: Graph, work: Any, **how: Any) -> Any:
        if looking.is_set() and how and when == "nobody answers":
            raise StoreUnavailable(Text("无人应答", "nobody answers"))
        found = write(graph, work, **how)
        if looking.is_set() and threading.current_thread() is threading.main_thread() and not how:
            raise KeyboardInterrupt
        return found

    much = change(people(*((name, "new") for name in "abcdefgh")))
    with monkeypatch.context() as patch:
        patch.setattr(applying, "commit", begun)
        patch.setattr(Graph, "write", interrupted)
        with pytest.raises(KeyboardInterrupt) as stopped:
            store.apply(much)
    there = len(store.history()[0]) == 2
    assert there == (when != "before")
    told = {
        "before": "",
        "after": f"interrupted; change 2 of {store._graph.address.shown} is stored",  # type: ignore[attr-defined]
        "nobody answers": "could not be found out: look at `graphcrm history`",
    }[when]
    assert told in str(stopped.value)
    assert isinstance(stopped.value, InterruptedAfter) == there
    assert store.check().ok


def test_every_transaction_may_be_run_twice(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The driver repeats a transaction whose outcome it did not learn; here every one is repeated after its commit."""
    small_steps(monkeypatch)
    request.getfixturevalue("twice")
    store.apply(change(people(*((name, "x") for name in "abcdefgh")), ties(("a", "b", 1, "2026-01-01", ""))))
    store.apply(change(people(("a", "y"))))
    store.apply(change(undoes=2))
    store.audit(AuditEntry("t", "a", "read"))
    store.erase(lambda version: None if version.key == "b" else dict(version.props), AuditEntry("t", "a", "erase"))
    assert [one.rows for one in store.history()[0]] == [8, 1, 0]
    assert len(store.audit()) == 5
    assert len(said(store)) == 7
    assert list(store.check().damage) == []


def test_a_writer_that_wakes_up_late_writes_nothing(place: Place, store: Store) -> None:
    assert isinstance(store, Neo4jStore)
    with lease.Lease(store._graph) as late:
        place.run("MATCH (w:Graphcrm {root: $w}) SET w.until = 0")  # it was silent for too long
        with open_store(place.url) as other:
            other.apply(change(people(("a", "A"))))
        with pytest.raises(StoreBusy, match="took"):
            late.step(lambda run, _: run("MATCH (w:Graphcrm {root: $w}) SET w.changes = 99", w=place.workspace))
    assert store.check().ok
    assert said(store) == {"a": '{"name":"A"}'}


def test_a_busy_store_is_waited_for_and_given_up(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MESSAGE_AFTER", 0.1)
    told: list[int] = []
    with Neo4jStore.open(place.url, on_wait=told.append) as patient, open_store(place.url) as other:
        assert isinstance(other, Neo4jStore)
        with lease.Lease(other._graph):
            with monkeypatch.context() as patch:
                patch.setattr(waiting, "PATIENCE", 0.5)
                with pytest.raises(StoreBusy, match="another process"):
                    patient.apply(change(people(("a", "A"))))
            assert told
            assert patient.read() == {}, "a reader does not wait"
            patient.audit(AuditEntry("t", "a", "read"))
            after = threading.Thread(target=lambda: patient.apply(change(people(("a", "A")))))
            after.start()
        after.join(30)
        assert said(patient) == {"a": '{"name":"A"}'}


def waits(place: Place, last: int) -> None:
    """Wait until somebody has drawn this number."""
    until = time.monotonic() + 30
    while place.run("MATCH (w:Graphcrm {root: $w}) RETURN w.line") != [[last]]:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_who_came_first_writes_first(place: Place, store: Store) -> None:
    """And one that went away meanwhile is passed over."""
    assert isinstance(store, Neo4jStore)
    graphs = [Neo4jStore.open(place.url)._graph for _ in range(5)]
    order: list[int] = []

    def come(number: int) -> None:
        with lease.Lease(graphs[number]):
            order.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in (0, 1, 3, 4)]
    with lease.Lease(store._graph):
        for place_, thread in enumerate(threads, 1):
            if place_ == 3:  # somebody draws a number and is killed
                gone = lease.Lease(graphs[2])
                assert not graphs[2].write(gone._come)
                waits(place, 3)
            thread.start()
            waits(place, place_ + (place_ >= 3))
    for thread in threads:
        thread.join(30)
    for graph in graphs:
        graph.close()
    assert order == [0, 1, 3, 4]


@pytest.mark.parametrize(
    "said_",
    ["w.holder = 'x', w.until = $far", "w.line = 9, w.turn = 1, w.since = $far", "w.line = 9223372036854775807"],
)
def test_the_clock_of_the_server_is_put_back(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, said_: str
) -> None:
    """What a writer left in a time to come keeps nobody waiting until then."""
    monkeypatch.setattr(waiting, "PATIENCE", 2.0)
    store.apply(change(people(("a", "A"))))
    place.run(f"MATCH (w:Graphcrm {{root: $w}}) SET {said_}", far=int(1000 * (time.time() + 3600)))
    assert store.apply(change(people(("b", "B")))).created == 1


def test_a_lease_that_was_lost_is_waited_for_again(place: Place, store: Store) -> None:
    """What others wrote meanwhile is planned against; nothing is written twice."""
    asked: list[int] = []

    def ours() -> ChangeSet:
        asked.append(len(store.history()[0]))
        if len(asked) == 1:
            place.run("MATCH (w:Graphcrm {root: $w}) SET w.until = 0")  # it was silent for too long
            with open_store(place.url) as other:
                other.apply(change(people(("a", "A"))))
        return change(people(("b", f"seen {asked[-1]}")))

    assert store.apply(ours).change == 2
    assert asked == [0, 1]
    assert said(store) == {"a": '{"name":"A"}', "b": '{"name":"seen 1"}'}
    assert store.check().ok


def test_a_lease_is_kept_while_its_holder_thinks(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LIFETIME", 1.0)
    assert isinstance(store, Neo4jStore)
    with Neo4jStore.open(place.url) as other, lease.Lease(store._graph):
        time.sleep(2.5)
        assert not other._graph.write(lease.Lease(other._graph)._come)


@pytest.mark.parametrize("overtaken", [False, True])
@pytest.mark.parametrize("landed", [True, False])
def test_a_lost_answer_is_found_out(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, landed: bool, overtaken: bool
) -> None:
    """The connection goes during the commit of an undo: done twice, it would withdraw another change, too."""
    store.apply(change(people(("a", "A"))))
    store.apply(change(people(("b", "B"))))
    assert isinstance(store, Neo4jStore)
    write, lost = Graph.write, []

    def cut(graph: Graph, work: Any, **how: Any) -> Any:
        committing = False

        def watched(run: Any) -> Any:
            def seen(statement: str, **parameters: Any) -> Any:
                nonlocal committing
                committing |= "c:Change" in statement
                return run(statement, **parameters)

            done = work(seen)
            if committing and not lost and not landed:
                raise neo4j.exceptions.IncompleteCommit
            return done

        try:
            done = write(graph, watched, **how)
        except StoreUnavailable:
            lost.append(1)
        else:
            if not committing or lost:
                return done
            lost.append(1)
        if overtaken:
            place.run("MATCH (w:Graphcrm {root: $w}) SET w.holder = 'another', w.until = 0")
        error = StoreUnavailable(lease._BUSY)
        error.__cause__ = neo4j.exceptions.IncompleteCommit()
        raise error

    monkeypatch.setattr(Graph, "write", cut)
    step = take_step(
        store, lambda chain: undo_change(chain, None, author="t", at="2026-01-03T09:00", day="2026-01-03"), named=False
    )
    assert lost == [1]
    assert step.receipt.withdrawn == (2,)
    assert [one.undoes for one in store.history()[0]] == [None, None, 2]
    assert store.check().ok


def test_what_is_stored_is_acknowledged_though_it_could_not_be_drawn(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to run an undo again, somebody would withdraw a change that they meant to keep."""
    small_steps(monkeypatch)
    with monkeypatch.context() as patch:

        def fail(*arguments: Any) -> None:
            raise StoreUnavailable(lease._BUSY)

        patch.setattr(applying, "_draw", fail)
        assert store.apply(change(people(*((name, "x") for name in "abcdefgh")))).change == 1
    assert store.apply(change(people(("z", "Z")))).change == 2
    assert place.run("MATCH (n:Person {workspace: $w}) RETURN count(n)") == [[9]]
    assert store.check().ok

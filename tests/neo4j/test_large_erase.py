"""An erasure in slices: all or nothing for a reader at every moment, whatever dies on the way; and its cost to the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from graphcrm.errors import IntegrityError, InterruptedAfter, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.model.facts import Version
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store.neo4j import altering, drawing, erasing, rows
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.store import Neo4jStore
from tests.contract.making import change, people, ties
from tests.neo4j.conftest import Place

ENTRY = AuditEntry("2026-06-01T10:00", "dpo", "privacy erase", "request 7")
NAMES = "abcd"
SECRET = "Zhou Mi"
#: Versions that it alters: both of a and the tie from a go, those of b, c and d lose the name.
ALTERED = 7


def forget(version: Version) -> dict[str, object] | None:
    """Everybody loses the name, a is gone altogether."""
    if "a" in version.key.split("\t"):
        return None
    return {"name": "-"} if version.kind == "person" else dict(version.props)


@pytest.fixture
def sliced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every erasure is a large one, and a slice holds next to nothing."""
    monkeypatch.setattr(erasing, "AT_ONCE", 0)
    monkeypatch.setattr(altering, "SLICE", 3)
    monkeypatch.setattr(drawing, "SLICE", 4)
    monkeypatch.setattr(rows, "PAGE", 4)


@pytest.fixture
def store(place: Place, sliced: None) -> Iterator[Store]:
    with open_store(place.url, create=True) as made:
        fill(made)
        yield made


def fill(store: Store) -> None:
    store.apply(change(people(*((name, f"{SECRET} {name}") for name in NAMES))))
    store.apply(change(ties(*((x, y, 3, "2026-01-01", "") for x, y in pairwise(NAMES)))))
    store.apply(change(people(("a", f"{SECRET} II"), ("b", f"{SECRET} III")), day="2026-02-01"))
    store.apply(change(undoes=3))


def everything(store: Store) -> tuple[object, ...]:
    return store.read(), store.read("2026-01-20"), store.history("a"), store.history("b"), store.history()[0]


#: What an erasure that is under way leaves on nodes.
MARKS = [
    "altered",
    "after",
    "after_checksum",
    "after_rows",
    "after_rows_sha256",
    "after_sha256",
    "altering",
    "altered_kinds",
]


def leftovers(place: Place) -> list[list[object]]:
    """Nodes with marks of an erasure that is under way, or with old names."""
    return place.run(
        "MATCH (n:Graphcrm) WHERE (n.workspace = $w OR n.root = $w)"
        " AND (any(k IN keys(n) WHERE k IN $marks OR toStringOrNull(n[k]) CONTAINS $secret))"
        " RETURN labels(n), properties(n)",
        secret=SECRET,
        marks=[*MARKS, "settling"],
    )


class Killed(BaseException):
    """The process is gone."""


@contextmanager
def killed_before(n: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of what this client does reaches the server from its n-th transaction on, tidying up included."""
    write, count = Graph.write, 0

    def counted(graph: Graph, work: Any, **how: Any) -> Any:
        nonlocal count
        count += 1
        if count == n:
            raise Killed
        if count > n:
            raise StoreUnavailable(Text("连接已断", "the line is dead"))
        return write(graph, work, **how)

    with monkeypatch.context() as patch:
        patch.setattr(Graph, "write", counted)
        yield


def test_the_answer_is_that_of_a_small_erasure(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    store.backup(str(copy))
    with open_store(copy) as embedded:
        assert store.erase(forget, ENTRY) == embedded.erase(forget, ENTRY) == ALTERED
        assert everything(store) == everything(embedded)
        assert store.audit() == embedded.audit()
    assert leftovers(place) == []
    assert list(store.check().damage) == []
    assert place.run("MATCH (n:Person {workspace: $w}) RETURN DISTINCT n.name") == [["-"]]


def test_readers_see_all_or_nothing_at_every_moment(
    place: Place, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[object, ...]] = []
    one_by_one = Lock()
    write = Graph.write
    with open_store(place.url) as reader:

        def look(graph: Graph, work: Any, **how: Any) -> Any:
            outcome = write(graph, work, **how)
            if graph is reader._graph:  # type: ignore[attr-defined]
                return outcome
            with one_by_one:  # slices are written in several threads: an older look could be told later
                now = everything(reader)
                assert list(reader.check().damage) == []
                if not seen or seen[-1] != now:
                    seen.append(now)
                    reader.backup(str(tmp_path / f"copy{len(seen)}"))
                    reader.audit(AuditEntry("t", "reader", "look"))
            return outcome

        before = everything(store)
        monkeypatch.setattr(Graph, "write", look)
        store.erase(forget, ENTRY)
    assert seen == [before, everything(store)], "one turn and nothing between"
    for number, expected in enumerate(seen, 1):
        with open_store(tmp_path / f"copy{number}") as copy:
            assert everything(copy) == expected
    assert list(store.check().damage) == []


@pytest.mark.slow
def test_killed_at_every_transaction(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To die after a commit is to die before the next one: the server cannot tell. So this is every way to die."""
    monkeypatch.setattr(rows, "PAGE", 1000)  # how readers page is another test's concern
    monkeypatch.setattr(drawing, "SLICE", 24)
    before = everything(store)
    copy = tmp_path / "copy"
    store.backup(str(copy))
    with open_store(copy) as embedded:
        embedded.erase(forget, ENTRY)
        expected = everything(embedded)
    outcomes: list[bool] = []
    for n in count(1):
        try:
            with killed_before(n, monkeypatch):
                store.erase(forget, ENTRY)
        except Killed:
            pass
        else:
            break
        place.run("MATCH (w:Graphcrm {root: $w}) SET w.until = 0")  # not to wait until the lease of the dead ends
        turned = everything(store) != before
        outcomes.append(turned)
        assert everything(store) == (expected if turned else before), n
        assert list(store.check().damage) == [], n
        assert (ENTRY in store.audit()) == turned, "what the trail says has happened"
        if n % 2:
            store.apply(change(ties(("c", "d", 3, "2026-01-01", ""))))  # nothing new, but a writer
            assert everything(store) == (expected if turned else before), n
            assert [row for row in leftovers(place) if turned or "altered" in str(row)] == [], n
        store.erase(forget, ENTRY)
        assert everything(store) == expected, n
        assert leftovers(place) == [], n
        assert list(store.check().damage) == [], n
        place.run("MATCH (n:Graphcrm) WHERE n.workspace = $w OR n.root = $w DETACH DELETE n")
        with open_store(place.url, create=True) as again:
            fill(again)
    assert outcomes == sorted(outcomes), "one turn"
    assert 5 < outcomes.count(False) < len(outcomes) - 5
    assert everything(store) == expected
    assert leftovers(place) == []


def test_a_writer_that_may_still_speak_tidies_up(place: Place, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(store)

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "turn", fail)
        with pytest.raises(KeyboardInterrupt):
            store.erase(forget, ENTRY)
    assert everything(store) == before
    assert "altered" not in str(leftovers(place))
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "settle", fail)
        with pytest.raises(InterruptedAfter, match="the erasure is stored"):
            store.erase(forget, ENTRY)
    assert everything(store) != before, "after the turn it counts"
    assert list(store.check().damage) == []
    store.apply(change(people(("z", "Z"))))
    assert leftovers(place) == []
    assert list(store.check().damage) == []


def test_an_erasure_that_counts_says_so_whatever_keeps_it_from_its_end(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's own words would be that nothing was changed."""

    def fail(*_: object) -> None:
        raise StoreUnavailable(Text("与服务器的连接断开", "the connection was lost"))

    before = everything(store)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "settle", fail)
        with pytest.raises(StoreUnavailable, match="the erasure is stored, but old content") as told:
            store.erase(forget, ENTRY)
    assert "the connection was lost" in str(told.value)
    assert "graphcrm store redraw" in told.value.text.zh
    assert everything(store) != before
    assert isinstance(store, Neo4jStore)
    store.redraw()
    assert leftovers(place) == []
    assert list(store.check().damage) == []


@pytest.mark.parametrize("at_once", [False, True])
def test_an_erasure_that_is_interrupted_as_it_counts_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    if at_once:
        monkeypatch.setattr(erasing, "AT_ONCE", 5_000)
    commit, write = erasing.commit, Graph.write
    begun: list[int] = []

    def noted(run: Any, *arguments: Any) -> None:
        commit(run, *arguments)
        begun.append(1)

    def interrupted(graph: Graph, work: Any, **how: Any) -> Any:
        found = write(graph, work, **how)
        if begun and not how:
            raise KeyboardInterrupt
        return found

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "commit", noted)
        patch.setattr(Graph, "write", interrupted)
        with pytest.raises(InterruptedAfter, match="the erasure is stored"):
            store.erase(forget, ENTRY)
    assert list(store.check().damage) == []


def test_every_transaction_may_be_run_twice(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("twice")
    assert store.erase(forget, ENTRY) == ALTERED
    assert len(store.audit()) == 5
    assert leftovers(place) == []
    assert list(store.check().damage) == []


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (v:Version {workspace: $w}) WHERE v.after IS NOT NULL WITH v LIMIT 1 SET v.after = '{}'",
        "MATCH (v:Version {workspace: $w}) WHERE v.after IS NOT NULL WITH v LIMIT 1 REMOVE v.after",
        "MATCH (v:Version {workspace: $w}) WHERE v.after IS NOT NULL WITH v LIMIT 1 SET v.after = ['{}']",
        "MATCH (v:Version {workspace: $w}) WHERE v.after IS NOT NULL WITH v LIMIT 1 REMOVE v.after_checksum",
        "MATCH (v:Version {workspace: $w}) WHERE v.after IS NOT NULL WITH v LIMIT 1 REMOVE v.altered",
        "MATCH (v:Version {workspace: $w}) WHERE v.altered IS NOT NULL WITH v LIMIT 1 SET v.altered = 7",
        "MATCH (c:Change {workspace: $w, number: 1}) SET c.after_rows = 9",
        "MATCH (c:Change {workspace: $w, number: 1}) REMOVE c.after_sha256",
        "MATCH (c:Change {workspace: $w, number: 1}) REMOVE c.altered",
        "MATCH (w:Graphcrm {root: $w}) REMOVE w.settling",
        "MATCH (w:Graphcrm {root: $w}) SET w.settling = 'another'",
    ],
)
def test_damage_while_an_erasure_settles_is_noticed(
    place: Place, store: Store, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            store.erase(forget, ENTRY)
    assert list(store.check().damage) == []
    place.run(statement)
    with pytest.raises(IntegrityError):
        store.read()
    assert not store.check().ok

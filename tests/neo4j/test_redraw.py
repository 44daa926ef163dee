"""The graph that people browse, changed by hand: noticed, mended by ``graphcrm store redraw``, never at others' cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from graphcrm.errors import IntegrityError, InterruptedAfter, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, Fact
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store.neo4j import applying, drawing, rows
from graphcrm.store.neo4j.schema import CURRENT
from graphcrm.store.neo4j.store import Neo4jStore
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import shell  # noqa: F401
from tests.contract.making import change, ties
from tests.neo4j.conftest import Place

GRAPH = (
    "MATCH (n:Graphcrm {workspace: $w}) WHERE n.id IS NOT NULL OR any(l IN labels(n) WHERE l IN ['Person', 'Org'])"
    " RETURN labels(n), properties(n),"
    " COLLECT { MATCH (n)-[r]->(m) RETURN [type(r), m.id, properties(r)] ORDER BY type(r), m.id, r.version }"
    " ORDER BY n.id, labels(n)"
)


@pytest.fixture
def store(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Neo4jStore]:
    """In slices as small as that, so that a redrawing takes many."""
    monkeypatch.setattr(drawing, "SLICE", 8)
    monkeypatch.setattr(rows, "PAGE", 4)
    with account(place.url) as made:
        yield made


@contextmanager
def account(url: str) -> Iterator[Neo4jStore]:
    """Three people, an organisation, and what is between them."""
    with open_store(url, create=True) as made:
        assert isinstance(made, Neo4jStore)
        who = [
            Fact("person", "a", {"id": "a", "name": "A", "reports_to": "boss", "org": "o"}),
            Fact("person", "b", {"id": "b", "name": "B", "reports_to": "a"}),
            Fact("person", "c", {"id": "c", "name": "C", "owner": "u1"}),
        ]
        orgs = [Fact("org", "o", {"id": "o", "name": "O", "category": "customer"})]
        made.apply(change(Batch.of("person", who, dated=False), Batch.of("org", orgs, dated=False)))
        made.apply(change(ties(("a", "b", 3, "2026-01-01", ""), ("b", "c", 2, "2026-01-01", "2026-05-01"))))
        yield made


BY_HAND = [
    "MATCH (n:Person {workspace: $w, id: 'a'}) SET n.name = 'Eve'",
    "MATCH (n:Person {workspace: $w, id: 'a'}) REMOVE n.name",
    "MATCH (n:Person {workspace: $w, id: 'a'}) SET n.category = 'customer'",
    "MATCH (n:Person {workspace: $w, id: 'a'}) SET n:Org:Competitor",
    "MATCH (n:Person {workspace: $w, id: 'a'}) REMOVE n:Person",
    "MATCH (n:Person {workspace: $w, id: 'a'}) REMOVE n:Person SET n.category = 'customer'",
    "MATCH (n:Person {workspace: $w, id: 'a'}) DETACH DELETE n",
    "MATCH (n:Person {workspace: $w, id: 'a'}) SET n.id = 'zz'",
    "MATCH (n:Person {workspace: $w, id: 'a'}) SET n.id = 7",
    "MATCH (n:Person {workspace: $w, id: 'a'}) REMOVE n.id",
    "MATCH (n:Graphcrm {workspace: $w, id: 'boss'}) SET n:Person, n.name = 'Boss'",
    "MATCH (n:Graphcrm {workspace: $w}) WHERE n.id IS NOT NULL DETACH DELETE n",
    "MATCH (n:Customer {workspace: $w}) REMOVE n:Customer SET n:Supplier",
    "CREATE (:Graphcrm:Person {workspace: $w, id: 'ghost'})",
    "CREATE (:Graphcrm:Person {workspace: $w, name: 'nobody'})",
    "MATCH (:Person {workspace: $w})-[r:INFLUENCES]->() SET r.level = 5",
    "MATCH (:Person {workspace: $w})-[r:INFLUENCES]->() REMOVE r.active_from",
    "MATCH (:Person {workspace: $w})-[r:INFLUENCES]->() DELETE r",
    "MATCH (:Person {workspace: $w})-[r:REPORTS_TO]->() DELETE r",
    "MATCH (a:Person {workspace: $w, id: 'a'})-[r:INFLUENCES]->(b) CREATE (b)-[s:INFLUENCES]->(a) SET s = r DELETE r",
    "MATCH (a:Person {workspace: $w, id: 'a'}), (b:Person {workspace: $w, id: 'b'}) CREATE (a)-[:KNOWS {version: 3}]->(b)",
    "MATCH (v:Version {workspace: $w, sequence: 1}) SET v:Person",
    "MATCH (c:Change {workspace: $w, number: 1}) SET c:Org",
]


@pytest.mark.parametrize("statement", BY_HAND)
def test_what_was_changed_by_hand_is_noticed_and_mended(place: Place, store: Neo4jStore, statement: str) -> None:
    before, facts, history = place.run(GRAPH), store.read(), store.history("a")
    place.run(statement)
    assert place.run(GRAPH) != before
    damage = store.check().damage
    assert len(damage) == 1
    assert "graphcrm store redraw" in damage[0].en
    assert "graphcrm store redraw" in damage[0].zh
    assert (store.read(), store.history("a")) == (facts, history), "answers come from the versions alone"
    store.redraw()
    assert place.run(GRAPH) == before
    assert list(store.check().damage) == []
    assert (store.read(), store.history("a")) == (facts, history)


def test_constraints_that_somebody_dropped_are_noticed_and_made_again(place: Place, store: Neo4jStore) -> None:
    """One of a label of its own, since other tests use the same database."""
    more = "CREATE CONSTRAINT graphcrm_more IF NOT EXISTS FOR (n:GraphcrmMore) REQUIRE n.more IS UNIQUE"
    store._schema = replace(CURRENT, constraints=(*CURRENT.constraints, more))
    try:
        (damage,) = store.check().damage
        assert "lacks the constraints graphcrm_more" in damage.en
        store.redraw()
        assert store.check().ok
    finally:
        place.run("DROP CONSTRAINT graphcrm_more IF EXISTS")


def test_what_others_added_stays(place: Place, store: Neo4jStore) -> None:
    place.run(
        "MATCH (a:Person {workspace: $w, id: 'a'}), (b:Person {workspace: $w, id: 'b'}), (c:Person {workspace: $w, id: 'c'}),"
        " (boss:Graphcrm {workspace: $w, id: 'boss'}), (o:Org {workspace: $w, id: 'o'})"
        " SET a:Favourite, b.colour = 'red', boss.colour = 'blue'"
        " CREATE (c)-[:TAGGED {why: 'x'}]->(:Tag {of: $w}), (o)-[:LIKES {since: 3}]->(a), (:Tag {of: $w})-[:ON]->(boss)"
        " CREATE (:Person {of: $w, id: 'theirs'})"
    )
    before = place.run(GRAPH)
    assert list(store.check().damage) == []
    place.run("MATCH (n:Person {workspace: $w}) SET n.name = 'Eve'")
    store.redraw()
    assert place.run(GRAPH) == before
    assert list(store.check().damage) == []
    # Even with a node that no fact speaks of any more.
    store.erase(lambda version: None if version.key in "abc" else version.props, AuditEntry("t", "a", "erase"))
    store.redraw()
    kept = place.run(
        "MATCH (n:Graphcrm {workspace: $w}) WHERE n.id <> 'o' RETURN n.id, labels(n), n.colour ORDER BY n.id"
    )
    assert kept == [
        ["a", ["Graphcrm", "Favourite"], None],
        ["b", ["Graphcrm"], "red"],
        ["boss", ["Graphcrm"], "blue"],
        ["c", ["Graphcrm"], None],
    ]
    assert place.run("MATCH (n {of: $w}) RETURN count(n)") == [[3]]
    assert list(store.check().damage) == []
    place.run("MATCH (n {of: $w}) DETACH DELETE n")


def test_the_next_writer_completes_a_redrawing_that_was_killed(
    place: Place, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.run(GRAPH)
    place.run("MATCH (n:Person {workspace: $w}) SET n.name = 'Eve'")

    def fail(*_: object, **__: object) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("graphcrm.store.neo4j.applying.drawing_tasks", fail)
        with pytest.raises(KeyboardInterrupt):
            store.redraw()
    assert place.run(GRAPH) != before
    assert list(store.check().damage) == [], "behind, which the facts are not"
    store.apply(change(ties(("a", "b", 3, "2026-01-01", ""))))
    assert place.run(GRAPH) == before
    assert list(store.check().damage) == []


def test_a_damaged_workspace_keeps_its_graph(place: Place, store: Neo4jStore) -> None:
    before = place.run(GRAPH)
    place.run("MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = '{}'")
    with pytest.raises(IntegrityError):
        store.redraw()
    assert place.run(GRAPH) == before


def test_the_command(place: Place, store: Store, shell: Any) -> None:  # noqa: F811
    place.run("MATCH (n:Person {workspace: $w, id: 'a'}) SET n.name = 'Eve'")
    code, out, err = shell("--workspace", place.url, "store", "check")
    assert (code, out) == (5, "")
    assert f"graphcrm -w '{place.url}' store redraw" in err
    assert "restore" not in err, "nothing is lost"
    code, out, err = shell("--workspace", place.url, "store", "redraw")
    assert (code, out, err) == (0, "the browsable graph was drawn anew from the facts\n", "")
    assert shell("--workspace", place.url, "store", "check")[0] == 0
    assert store.audit()[-1].action == "store redraw"
    place.run("MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = '{}'")
    code, _, err = shell("--workspace", place.url, "store", "check")
    assert code == 5
    assert "restore it from a backup" in err
    assert shell("--workspace", place.url, "store", "redraw")[0] == 5


def test_progress_is_told_up_to_the_end(store: Neo4jStore) -> None:
    told: list[tuple[int, int]] = []
    store.redraw(progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (12, 12)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), StoreUnavailable(Text("连接断开", "the connection was lost"))])
def test_a_redrawing_that_is_cut_short_says_that_the_graph_is_not_complete(
    place: Place, store: Neo4jStore, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """“Nothing is half-written” would be wrong of the graph; whoever asks it is told, too, until it is drawn."""
    before = place.run(GRAPH)

    def fail(*_: object) -> None:
        raise error

    told: list[Text] = []
    asked = Workspace(place.url, caller=Caller("a", told.append))
    with monkeypatch.context() as patch:
        patch.setattr(applying, "_draw", fail)
        with pytest.raises((InterruptedAfter, StoreUnavailable), match="not drawn to its end") as stopped:
            store.redraw()
    assert "interrupted" in str(stopped.value) or "the connection was lost" in str(stopped.value)
    asked.cypher("RETURN 1", {})
    assert "shows 0 of 2 changes" in told.pop().en
    store.redraw()
    asked.cypher("RETURN 1", {})
    assert told == []
    assert place.run(GRAPH) == before


@pytest.mark.parametrize("drawn", [99999, -5, "x"])
def test_a_number_of_drawn_changes_that_cannot_be_is_drawn_anew(place: Place, store: Neo4jStore, drawn: object) -> None:
    """One beyond all changes would keep the graph from being verified for ever."""
    place.run("MATCH (w:Graphcrm {root: $w}) SET w.drawn = $drawn", drawn=drawn)
    store.apply(change(ties(("a", "b", 3, "2026-01-01", ""))))  # nothing new, but a writer
    assert place.run("MATCH (w:Graphcrm {root: $w}) RETURN w.drawn = w.changes") == [[True]]

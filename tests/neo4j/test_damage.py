"""What somebody else changes in our data by hand: facts are refused, the browsable graph is repaired."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphcrm.errors import IntegrityError
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store.neo4j.store import Neo4jStore
from tests.contract.making import change, people, ties
from tests.neo4j.conftest import Place


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with open_store(place.url, create=True) as made:
        yield made


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (v:Version {workspace: $w, sequence: 2}) DELETE v",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = '{}'",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = NULL",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.props = ['{}']",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.key = true",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.change = 9",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.sequence = 99",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.kind = 'influences'",
        "MATCH (v:Version {workspace: $w, sequence: 2}) REMOVE v.checksum",
        "MATCH (v:Version {workspace: $w, sequence: 2}) SET v.workspace = 'elsewhere'",
        "MATCH (v:Version {workspace: $w, sequence: 2}) REMOVE v:Graphcrm",
        "MATCH (v:Version {workspace: $w, sequence: 2}) CREATE (c:Version) SET c = v, c.sequence = 77 SET c:Graphcrm",
        "MATCH (c:Change {workspace: $w, number: 1}) SET c.author = 'nobody'",
        "MATCH (c:Change {workspace: $w, number: 2}) DELETE c",
        "MATCH (c:Change {workspace: $w, number: 3}) REMOVE c.undoes",
        "MATCH (c:Change {workspace: $w, number: 1}) CREATE (d:Change) SET d = c, d.number = 4 SET d:Graphcrm",
        "MATCH (s:Scope {workspace: $w, of_kind: 'person'}) SET s.rows = s.rows + 1",
        "MATCH (s:Scope {workspace: $w, of_kind: 'person'}) DELETE s",
        "MATCH (s:Scope {workspace: $w, of_kind: 'person'}) SET s.rows = toString(s.rows)",
        "MATCH (c:Change {workspace: $w, number: 2}) SET c.rows = toString(c.rows)",
        "MATCH (w:Workspace {root: $w}) SET w.changes = 2",
        "MATCH (w:Workspace {root: $w}) SET w.schema = toString(w.schema)",
        "MATCH (w:Workspace {root: $w}) SET w.audits = toString(w.audits)",
        "MATCH (w:Workspace {root: $w}) REMOVE w.checksum",
        "MATCH (a:Audit {workspace: $w, entry: 2}) SET a.subject = 'another'",
        "MATCH (a:Audit {workspace: $w, entry: 2}) DELETE a",
    ],
)
def test_damage_is_refused_and_reported(place: Place, store: Store, statement: str) -> None:
    store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
    store.apply(change(people(("a", "A2")), day="2026-02-01"))
    store.apply(change(undoes=2))
    place.run(statement)

    def answers() -> None:
        store.read(kinds=["person"])
        store.history("a")
        store.audit()

    with pytest.raises(IntegrityError):
        answers()
    assert not store.check().ok
    place.run("MATCH (n:Graphcrm {workspace: 'elsewhere'}) DELETE n")
    place.run("MATCH (v:Version {workspace: $w}) DELETE v")


@pytest.mark.parametrize("told", ["w.holder = 5, w.until = 'never', w.step = 'x'", "w.drawn = 'all of it'"])
def test_what_writers_tell_each_other_keeps_nobody_from_writing(place: Place, store: Store, told: str) -> None:
    store.apply(change(people(("a", "A"))))
    place.run(f"MATCH (w:Workspace {{root: $w}}) SET {told}")
    store.apply(change(people(("b", "B"))))
    assert store.check().ok


def test_an_erasure_that_does_not_say_what_it_alters_is_damage(place: Place, store: Store) -> None:
    store.apply(change(people(("a", "A"))))
    place.run("MATCH (w:Workspace {root: $w}) SET w.altering = 'x', w.settling = 'x'")
    with pytest.raises(IntegrityError, match="record of its totals"):
        store.apply(change(people(("b", "B"))))


@pytest.mark.parametrize("statement", ["MATCH (a:Audit {workspace: $w, entry: 2}) DELETE a",
                                       "MATCH (a:Audit {workspace: $w}) DELETE a",
                                       "MATCH (a:Audit {workspace: $w, entry: 2}) SET a.sha256 = 'x'"])  # fmt: skip
def test_nothing_is_added_to_a_trail_that_has_lost_its_end(place: Place, store: Store, statement: str) -> None:
    store.apply(change(people(("a", "A"))))
    store.apply(change(people(("b", "B"))))
    place.run(statement)
    for write in (
        lambda: store.apply(change(people(("c", "C")))),
        lambda: store.audit(AuditEntry("2026-02-01", "tester", "read")),
    ):
        with pytest.raises(IntegrityError, match="chain of audit entries is broken at entry 2"):
            write()
    assert len(store.read()["person"]) == 2


@pytest.mark.parametrize(
    ("statement", "harmless"),
    [
        ("MATCH (n:Person {workspace: $w, id: 'a'}) SET n.name = 'Eve'", False),
        ("MATCH (n:Person {workspace: $w, id: 'a'}) SET n:Org", False),
        ("MATCH (n:Person {workspace: $w, id: 'a'}) DETACH DELETE n", False),
        ("MATCH (:Person {workspace: $w})-[r:INFLUENCES]->() SET r.level = 5", False),
        ("MATCH (:Person {workspace: $w})-[r:INFLUENCES]->() DELETE r", False),
        ("MATCH (a:Person {workspace: $w, id: 'a'}), (b:Person {workspace: $w, id: 'b'})"
         " CREATE (b)-[:INFLUENCES {version: 3, level: 3}]->(a)", False),
        ("CREATE (:Graphcrm:Person {workspace: $w, id: 'ghost'})", False),
        ("MATCH (n:Person {workspace: $w, id: 'a'}) SET n:Favourite, n.colour = 'red'", True),
        ("MATCH (n:Person {workspace: $w, id: 'a'}) CREATE (n)-[:TAGGED]->(:Tag)", True),
    ],
)  # fmt: skip
def test_a_graph_changed_by_hand_is_noticed_and_redrawn(
    place: Place, store: Store, statement: str, harmless: bool
) -> None:
    store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
    facts = store.read()
    place.run(statement)
    assert store.check().ok == harmless
    assert store.read() == facts, "answers come from the versions alone"
    assert isinstance(store, Neo4jStore)
    store.redraw()
    assert list(store.check().damage) == []
    place.run("MATCH (n:Graphcrm {workspace: $w})-[:TAGGED]->(t) DETACH DELETE t")

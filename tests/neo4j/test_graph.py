"""The graph that people browse: kept in step, repaired, and never at the cost of other people's data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.model.facts import Batch, Fact
from graphcrm.model.tables import TABLES
from graphcrm.store import AuditEntry, Store, open_store
from graphcrm.store.neo4j.picture import LABELS, active_spans, labels_of
from graphcrm.store.neo4j.store import Neo4jStore
from tests.contract.making import change, people, ties
from tests.neo4j.conftest import Place

DAYS = ["", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]
HOSTILE = [
    "'; MATCH (n) DETACH DELETE n; //",
    "`}) DETACH DELETE n //",
    "\\u0060}) DETACH DELETE (n",
    "$rows",
    "{workspace: 'x'}",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u2066",
    "\x1b[31m\x07",
    "周\U0001f600é\u0301\uffff",
    "\n\r\v\f\x1c\x85\u2028",
    '"}) RETURN 1 UNION MATCH (n) SET n:Owned //',
]


@pytest.fixture
def store(place: Place) -> Any:
    with open_store(place.url, create=True) as made:
        yield made


def shown(place: Place, type_: str) -> list[list[object]]:
    return place.run(
        "MATCH (a:Graphcrm {workspace: $w})-[r]->(b) WHERE type(r) = $type"
        " RETURN a.id, b.id, r.level, r.active_from, r.active_to ORDER BY r.version",
        type=type_,
    )


def person(key: str, **props: object) -> Batch:
    return Batch.of("person", [Fact("person", key, {"id": key, **props})], dated=False)


@given(st.lists(st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(DAYS)), max_size=5))
def test_spans_are_the_days_on_which_a_version_counts(versions: list[tuple[str, str, str]]) -> None:
    spans = active_spans(versions)
    for as_of in ["2025-12-31", *DAYS[1:], "2026-01-15", "2026-02-15", "2026-12-31"]:
        visible = [i for i, (start, _, seen) in enumerate(versions) if start <= as_of and seen <= as_of]
        latest = max(visible, key=lambda i: (versions[i][0], i), default=None)
        if latest is not None and versions[latest][1] and as_of >= versions[latest][1]:
            latest = None
        counting = [i for i, span in enumerate(spans) if span and span[0] <= as_of and (not span[1] or as_of < span[1])]
        assert counting == ([] if latest is None else [latest])


def test_closed_and_superseded_edges_stay_visible_with_their_days(place: Place, store: Store) -> None:
    store.apply(change(ties(("a", "b", 2, "2026-01-01", ""))))
    store.apply(change(ties(("a", "b", 4, "2026-02-01", ""))))
    store.apply(change(ties(("a", "b", 4, "2026-02-01", "2026-06-01"))))
    expected = [["a", "b", 2, "2026-01-01", "2026-02-01"], ["a", "b", 4, "2026-02-01", "2026-06-01"]]
    assert shown(place, "INFLUENCES") == expected
    assert store.check().ok


def test_whoever_is_only_named_has_a_node_that_waits_for_a_name(place: Place, store: Store) -> None:
    nodes = "MATCH (n:Graphcrm {workspace: $w}) WHERE n.id IS NOT NULL RETURN n.id, n.name, labels(n) ORDER BY n.id"
    store.apply(change(person("a", name="A", reports_to="boss", owner="u1")))
    assert place.run(nodes) == [
        ["a", "A", ["Graphcrm", "Person"]],
        ["boss", None, ["Graphcrm"]],
        ["u1", None, ["Graphcrm"]],
    ]
    assert [row[:2] for row in shown(place, "REPORTS_TO")] == [["a", "boss"]]
    assert [row[:2] for row in shown(place, "OWNS")] == [["u1", "a"]]
    store.apply(change(person("boss", name="B")))
    assert place.run(nodes)[1] == ["boss", "B", ["Graphcrm", "Person"]]
    store.apply(change(person("a", name="A2"), day="2026-02-01"))
    assert [row[0] for row in place.run(nodes)] == ["a", "boss"], "nobody names u1 any more"
    assert shown(place, "REPORTS_TO") == []
    store.apply(change(undoes=3))
    assert [row[:2] for row in shown(place, "REPORTS_TO")] == [["a", "boss"]]
    store.apply(change(undoes=1))
    assert [row[0] for row in place.run(nodes)] == ["boss"]
    assert store.check().ok


def test_a_new_category_is_a_new_label(place: Place, store: Store) -> None:
    for day, category in (("2026-01-01", "competitor"), ("2026-02-01", "third_party"), ("2026-03-01", "other")):
        org = Fact("org", "o", {"id": "o", "name": "O", "category": category})
        store.apply(change(Batch.of("org", [org], dated=False), day=day))
        labels = place.run("MATCH (n:Org {workspace: $w, id: 'o'}) RETURN labels(n)")[0][0]
        assert set(labels) - {"Graphcrm", "Org"} == {  # type: ignore[call-overload]
            "competitor": {"Competitor"}, "third_party": {"ThirdParty"}, "other": set()
        }[category]  # fmt: skip
        assert store.check().ok


def test_no_column_can_be_taken_for_a_key_of_ours() -> None:
    keys = {"root", "workspace", "number", "entry", "of_kind", "sequence"}
    assert not keys & {column.name for table in TABLES for column in table.columns}
    assert set(LABELS) | {"edge", "role_in"} == {table.kind for table in TABLES}


def test_hostile_text_in_every_field(place: Place, store: Store) -> None:
    """5,000 rows: nothing is run, nothing is lost, no label and no property of anybody else's making appears."""
    every = (
        "CALL db.labels() YIELD label AS name RETURN name",
        "CALL db.propertyKeys() YIELD propertyKey AS name RETURN name",
    )

    def there() -> set[str]:
        return {str(row[0]) for statement in every for row in place.run(statement)}

    store.apply(change(person("x", name="X"), ties(("x", "y", 1, "2026-01-01", ""))))
    texts = [f"{HOSTILE[i % len(HOSTILE)]}{i}" for i in range(2_500)]
    things = [Fact("person", t, {"id": t, "name": t, "title": t, "flags": [t], t: t}) for t in texts]
    edges = [
        Fact(
            "influences",
            f"{a}\t{b}",
            {"from": a, "to": b, "domain": a, "evidence": [a, b], "level": 1, b: 1},
            "2026-01-01",
        )
        for a, b in zip(texts, texts[1:] + texts[:1], strict=True)
    ]
    given = Batch.of("person", things, dated=False), Batch.of("influences", edges), Batch.of(HOSTILE[0], things[:10])
    assert store.apply(change(*given)).created == 5_010
    read = store.read()
    assert (
        dict(zip(read["person"].keys, read["person"].props, strict=True)).items()
        >= dict(zip(given[0].keys, given[0].props, strict=True)).items()
    )
    assert len(read["influences"]) == 2_501
    rows = place.run("MATCH (n:Person {workspace: $w}) WHERE n.title IS NOT NULL RETURN n.id, n.name, n.title, n.flags")
    assert sorted(map(str, rows)) == sorted(str([t, t, t, [t]]) for t in texts)
    # Others use the server at the same time: what is new there may be theirs, but none of it is of these texts.
    new = {str(row[0]) for row in place.run("MATCH (n {workspace: $w}) UNWIND keys(n) AS name RETURN DISTINCT name")}
    assert not {name for name in new | there() if name == "Owned" or any(text in name for text in HOSTILE)}
    of_people = "MATCH (n:Person {workspace: $w}) UNWIND labels(n) AS label RETURN DISTINCT label"
    assert {str(row[0]) for row in place.run(of_people)} == {"Graphcrm", *labels_of("person")}
    assert list(store.check().damage) == []


def test_other_peoples_data_stays_as_it_is(place: Place) -> None:
    """Nodes with our labels and ids, properties of ours, constraints that ours would break: nothing of it is touched."""
    mark = place.workspace
    place.run(
        "CREATE (a:Person {id: 'a', name: 'theirs', mine: $w}), (b:Person {id: 'a', mine: $w}),"
        " (a)-[:INFLUENCES {level: 9, mine: $w}]->(b), (:Version {workspace: $w, sequence: 1, kind: 'person', mine: $w}),"
        " (:Workspace {root: $w, mine: $w}), (:Change {workspace: $w, number: 1, mine: $w})"
    )
    theirs = (
        "MATCH (n {mine: $w}) WHERE NOT n:Graphcrm OPTIONAL MATCH (n)-[r]->(m)"
        " RETURN elementId(n), labels(n), properties(n), type(r), properties(r), elementId(m) ORDER BY elementId(n)"
    )
    before = place.run(theirs)
    assert len(before) == 5
    with open_store(place.url, create=True) as store:
        store.apply(change(people(("a", "A"), ("b", "B")), ties(("a", "b", 3, "2026-01-01", ""))))
        # Somebody works with our nodes, too.
        place.run(
            "MATCH (n:Graphcrm:Person {workspace: $w, id: 'a'}) SET n:Vip, n.their_score = 7"
            " CREATE (n)-[:LIKES]->(:Hobby {mine: $w})"
        )
        store.apply(change(people(("a", "A2")), day="2026-02-01"))
        store.apply(change(undoes=1))
        assert isinstance(store, Neo4jStore)
        store.redraw()
        store.erase(lambda version: None, AuditEntry("t", "a", "erase"))
        assert list(store.check().damage) == []
    kept = place.run("MATCH (n:Vip {workspace: $w})-[:LIKES]->(h) RETURN labels(n), properties(n)")
    assert kept == [[["Graphcrm", "Vip"], {"id": "a", "their_score": 7, "workspace": mark}]]
    place.run("MATCH (h:Hobby {mine: $w}) DETACH DELETE h")
    assert place.run(theirs) == before
    place.run("MATCH (n {mine: $w}) WHERE NOT n:Graphcrm DETACH DELETE n")


def test_workspaces_of_one_database_are_apart(place: Place, store: Store) -> None:
    store.apply(change(people(("a", "here"))))
    place_too = place.url + "-b"
    with open_store(place_too, create=True) as other:
        assert other.read() == {}
        other.apply(change(people(("a", "there")), ties(("a", "z", 1, "2026-01-01", ""))))
        assert (store.read().keys(), other.read().keys()) == ({"person"}, {"person", "influences"})
        assert store.check().ok
        assert other.check().ok
    place.run("MATCH (n:Graphcrm) WHERE n.workspace = $w + '-b' OR n.root = $w + '-b' DETACH DELETE n")

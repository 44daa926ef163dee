"""The golden account on both stores: the same facts, history and answers, and a graph that shows them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphcrm.commands.shell import cli
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.neo4j.conftest import Place

HUAYUE = str(Path(__file__).parents[2] / "datasets" / "huayue")
DAY = "2026-06-30"
ACTIVE = """
MATCH (a:Graphcrm {workspace: $w})-[r]->(b:Graphcrm)
WHERE type(r) = $type AND r.implied IS NULL
  AND coalesce(r.active_from, '') <= $day AND (r.active_to IS NULL OR r.active_to > $day)
RETURN a.id, b.id, coalesce(r.level, 0)
"""


@pytest.fixture
def both(place: Place, tmp_path: Path) -> tuple[str, str]:
    """Addresses of the golden account on the embedded and on the team's store."""
    addresses = str(tmp_path / "w.graphcrm"), place.url
    for address in addresses:
        done = CliRunner().invoke(cli, ["--workspace", address, "import", HUAYUE, "--today", DAY], obj={})
        assert done.exit_code == 0, done.output + repr(done.exception)
    return addresses


def test_facts_and_history_are_the_same(both: tuple[str, str]) -> None:
    with open_store(both[0]) as embedded, open_store(both[1]) as team:
        for as_of in (None, "2026-01-01", DAY):
            assert team.read(as_of) == embedded.read(as_of)
        assert take(team, date.fromisoformat(DAY)) == take(embedded, date.fromisoformat(DAY))
        ours, theirs = embedded.history("p5"), team.history("p5")
        assert ours[1] == theirs[1]
        assert [(c.number, c.rows, c.action, c.detail) for c in ours[0]] == [
            (c.number, c.rows, c.action, c.detail) for c in theirs[0]
        ]
        assert list(team.check().damage) == []


def test_queries_answer_the_same(both: tuple[str, str]) -> None:
    for query in ("key-influencers", "decision-circle", "coverage-gaps", "single-threads"):
        answers = []
        for address in both:
            words = ["--workspace", address, "query", query, "--account", "HY", "--as-of", DAY, "--format", "json"]
            done = CliRunner().invoke(cli, words, obj={})
            assert done.exit_code == 0, done.output
            answers.append(done.stdout)
        assert answers[0] == answers[1]
        assert json.loads(answers[0])["rows"]


def test_people_see_the_same_in_the_graph(both: tuple[str, str], place: Place) -> None:
    with open_store(both[0]) as embedded:
        snapshot = take(embedded, date.fromisoformat(DAY))
    for label, things in (
        ("Person", snapshot.people),
        ("Org", snapshot.orgs),
        ("Unit", snapshot.units),
        ("Opportunity", snapshot.opportunities),
        ("Goal", snapshot.goals),
        ("Need", snapshot.needs),
        ("Action", snapshot.actions),
    ):
        rows = place.run(
            "MATCH (n:Graphcrm {workspace: $w}) WHERE $label IN labels(n) RETURN n.id, n.name", label=label
        )
        assert {row[0] for row in rows} == set(things)
        assert all(row[1] == things[row[0]].name for row in rows if hasattr(things[row[0]], "name"))  # type: ignore[index]
    for day in ("2026-01-01", "2026-04-01", DAY):
        with open_store(both[0]) as embedded:
            facts = embedded.read(day)
        for kind in EdgeKind:
            edges = [json.loads(text) for text in facts[kind.kind].props] if kind.kind in facts else []
            ends = ("person", "opportunity") if kind is EdgeKind.ROLE_IN else ("from", "to")
            expected = sorted((edge[ends[0]], edge[ends[1]], edge.get("level", 0)) for edge in edges)
            found = sorted(tuple(row) for row in place.run(ACTIVE, type=kind.value, day=day))  # type: ignore[type-var]
            assert found == expected, kind
    for kind in (EdgeKind.REPORTS_TO, EdgeKind.OWNS):
        rows = place.run(ACTIVE.replace("r.implied IS NULL", "true"), type=kind.value, day=DAY)
        assert {(edge.source, edge.target) for edge in snapshot.of(kind)} == {tuple(row[:2]) for row in rows}
    labels = dict(place.run("MATCH (n:Org {workspace: $w}) RETURN n.id, labels(n)"))  # type: ignore[arg-type]
    assert set(labels["HY"]) == {"Graphcrm", "Org", "Customer"}
    for org in snapshot.orgs.values():
        assert ("OurCompany" in labels[org.id]) == (org.category == "our_company")

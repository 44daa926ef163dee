"""The shipped Cypher against the Python answers, on a real server: the Python answer is the definition."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from graphcrm.analysis.coverage.comm_levels import COUNTERPART_GRADE
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.opinion.known_support import fresh_level
from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.paths.routes import access_routes
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsor_gaps import sponsor_health
from graphcrm.analysis.time.changes import ChangeKind, diff
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.model.choices import CommLevel
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import comm_level
from tests.cypher.conftest import Team


@pytest.fixture(params=[0, 1], ids=["today", "earlier"])
def day(request: pytest.FixtureRequest, team: Team) -> str:
    return team.days[request.param]


def contacts(situation: Situation, person: str) -> list[tuple[str, str]]:
    """Who of ours was in contact with a person, and when last."""
    return sorted((t.ours, t.last_contact) for t in situation.ties.of(person) if t.last_contact)


def silent(last: str | None, day: str) -> int | None:
    return None if last is None else (date.fromisoformat(day) - date.fromisoformat(last)).days


def test_needs(team: Team, day: str) -> None:
    rows = run(Ask(find_query("needs"), team.snapshot(day), {"account": team.account})).rows
    found = [{k: v for k, v in row.items() if k != "id"} for row in team.run("needs", as_of=day)]
    assert found == rows


def test_changes(team: Team) -> None:
    until, since = team.days
    before, after = team.situation(since), team.situation(until)
    tree = after.context.tree
    account = {*tree, *(o.id for o in after.snapshot.index.opportunities(tree))}
    account |= {p for s in (before, after) for p in s.snapshot.index.people(tree)}
    expected = set()
    for d in diff(before, after):
        if d.kind_of and d.kind_of not in (EdgeKind.REPORTS_TO, EdgeKind.OWNS) and account.intersection(d.item[:2]):
            source, target, *rest = d.item
            item = " ".join([d.kind_of, f"{source}>{target}", *rest])
            expected.add((d.kind.value, item, d.before, d.after, d.date, d.source))
    columns = ("kind", "item", "before", "after", "date", "source")
    found = [tuple(row[c] for c in columns) for row in team.run("changes", since=since, as_of=until)]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert {kind for kind, *_ in found} <= {k.value for k in (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.LEVEL)}
    assert team.run("changes", since=until, as_of=until) == []


def test_levels(team: Team, day: str) -> None:
    s = team.situation(day)
    people = s.snapshot.people
    expected = []
    for level in CommLevel:
        members = [p for p in s.graph.customers if comm_level(people[p].grade) is level]
        least = COUNTERPART_GRADE[level]
        pairs = [
            (last, ours)
            for p in members
            for ours, last in contacts(s, p)
            if least is None or (people[ours].grade or 0) >= least
        ]
        last = max((last for last, _ in pairs), default=None)
        expected.append(
            {
                "comm_level": level.value,
                "people": len(members),
                "pairs": len(pairs),
                "last_contact": last,
                "days": silent(last, day),
            }
        )
    assert team.run("levels", as_of=day) == expected
    shown = run(Ask(find_query("levels"), s.snapshot, {"account": team.account})).rows
    assert [(r["last_contact"], r["days"]) for r in shown] == [(r["last_contact"], r["days"]) for r in expected]


def test_overdue(team: Team, day: str) -> None:
    s = team.situation(day)
    expected = {}
    for p in s.graph.customers:
        last = max((last for _, last in contacts(s, p)), default=None)
        expected[p] = (s.snapshot.people[p].name, s.snapshot.owners.get(p), last, silent(last, day))
    found = team.run("overdue", as_of=day)
    assert {r["id"]: (r["name"], r["owner"], r["last_contact"], r["days_silent"]) for r in found} == expected
    assert len(found) == len(expected)
    by_id = {r["id"]: r for r in found}
    for row in run(Ask(find_query("overdue"), s.snapshot, {"account": team.account})).rows:
        if row["id"] in by_id:
            assert (row["owner"], row["days_silent"]) == (by_id[row["id"]]["owner"], by_id[row["id"]]["days_silent"])


def test_coverage_gaps(team: Team, day: str) -> None:
    s = team.situation(day)
    expected = set()
    for p in s.graph.customers:
        met = {(t.ours, t.last_contact, t.contacts_12m) for t in s.ties.of(p) if t.last_contact}
        expected |= {(p, *row) for row in met or {(None, None, 0)}}
    found = [(r["id"], r["ours"], r["last_contact"], r["contacts_12m"]) for r in team.run("coverage-gaps", as_of=day)]
    assert set(found) == expected
    assert len(found) == len(expected)


def test_coverage(team: Team, day: str) -> None:
    s = team.situation(day)
    cells: dict[tuple[str | None, str | None, str | None], list[str]] = defaultdict(list)
    for p in s.graph.customers:
        who = s.snapshot.people[p]
        level = comm_level(who.grade)
        met = contacts(s, p)
        for ours, last in met:
            role = s.snapshot.people[ours].role or "other"
            cells[who.unit, level.value if level else None, role].append(last)
        if not met:
            cells.setdefault((who.unit, level.value if level else None, None), [])
    expected = {key: (len(days), max(days, default=None)) for key, days in cells.items()}
    rows = team.run("coverage", as_of=day)
    assert {(r["unit"], r["level"], r["role"]): (r["pairs"], r["last"]) for r in rows} == expected
    assert len(rows) == len(expected)


def test_sponsor_gaps(team: Team, day: str) -> None:
    s = team.situation(day)
    expected = {}
    for p in s.graph.customers:
        if (s.snapshot.people[p].grade or 0) >= 3:
            health = sponsor_health(s, p)
            if all(h.lapsed for h in health):
                expected[p] = (health[0].sponsor, health[0].last_contact, "lapsed") if health else (None, None, "none")
    found = team.run("sponsor-gaps", as_of=day)
    assert {r["id"]: (r["sponsor"], r["last_sponsor_contact"], r["problem"]) for r in found} == expected
    known = {r["id"]: r["problem"] for r in found}
    shown = run(Ask(find_query("sponsor-gaps"), s.snapshot, {"account": team.account, "all_tiers": True})).rows
    assert all(known[row["id"]] == row["problem"] for row in shown)


def test_decision_circle(team: Team, day: str) -> None:
    s = team.situation(day, team.opportunity)
    found = team.run("decision-circle", as_of=day, opportunity=team.opportunity)
    if s.weights.assumed:
        assert found == []
        return
    expected = {p: s.weight_of(p) for p in s.graph.people if s.weight_of(p) > 0}
    assert {r["id"]: pytest.approx(r["decision_weight"]) for r in found} == expected
    params = {"account": team.account, "opportunity": team.opportunity}
    rows = run(Ask(find_query("decision-circle"), s.snapshot, params)).rows
    assert {row["id"] for row in rows if row["listed"]} == set(expected)
    for row in found:
        edges = [e for e in s.snapshot.of(EdgeKind.ROLE_IN) if (e.source, e.target) == (row["id"], team.opportunity)]
        assert Counter(row["roles"]) == Counter(role for e in edges for role in e.get("roles", ()))


def test_single_threads(team: Team, day: str) -> None:
    s = team.situation(day, team.opportunity)
    found = team.run("single-threads", as_of=day, opportunity=team.opportunity)
    if s.weights.assumed:
        assert found == []
        return
    expected = set()
    for decider in s.weights.deciders:
        expected |= {(decider, *met) for met in contacts(s, decider) or [(None, None)]}
    assert {(r["decider"], r["ours"], r["last_contact"]) for r in found} == expected
    assert len(found) == len(expected)
    assert all(r["weight"] == pytest.approx(s.weight_of(r["decider"])) for r in found)


@pytest.mark.parametrize("deal", [True, False], ids=["opportunity", "account"])
@pytest.mark.parametrize("vendor", [None, "rival"])
def test_kpi(team: Team, day: str, deal: bool, vendor: str | None) -> None:
    opportunity = team.opportunity if deal else None
    snapshot = team.snapshot(day)
    rival = None if vendor is None else min(o.id for o in snapshot.orgs.values() if o.category == "competitor")
    s = Situation.of(snapshot, team.account, opportunity, rival)
    expected = defaultdict(list)
    for p in s.graph.people:
        expected[fresh_level(s, p)].append(p)
    found = team.run("kpi", as_of=day, opportunity=opportunity, vendor=rival)
    assert {r["support"]: r["ids"] for r in found} == expected
    assert all(r["people"] == len(r["ids"]) for r in found)


def test_audit(team: Team, day: str) -> None:
    s = team.situation(day)
    found = {r["metric"]: r["value"] for r in team.run("audit", as_of=day)}
    assert len(found) == 6
    judged = audit(s)
    for metric, value in found.items():
        assert value == pytest.approx(judged.row(metric).value) or value == judged.row(metric).value, metric


def test_route(team: Team, day: str) -> None:
    """All simple ways of at most four hops over recorded influence, found by exhaustive search."""
    s = team.situation(day, team.opportunity, derived=False)
    moves: dict[str, list[str]] = defaultdict(list)
    for source, target in s.graph.edges:
        moves[target].append(source)
    start: dict[str, set[str]] = defaultdict(set)
    for (ours, person), tie in s.ties.by_pair.items():
        if tie.last_contact or tie.strength > 0:
            start[person].add(ours)
    targets = [s.graph.people[i] for i in sorted({0, len(s.graph.people) // 2, len(s.graph.people) - 1})]
    for target in [*targets, *s.weights.deciders[:2]]:
        expected = set()
        chains = [[target]]
        while chains:
            chain = chains.pop()
            expected |= {(ours, *chain) for ours in start[chain[0]]}
            if len(chain) < 4:
                chains += [
                    [before, *chain]
                    for before in moves[chain[0]]
                    if before not in chain and may_introduce(s.snapshot, before)
                ]
        rows = team.run("route", as_of=day, to=target)
        found = [tuple(r["route"]) for r in rows]
        assert set(found) == expected
        assert len(found) == len(expected)
        assert all(r["hops"] == len(r["route"]) - 1 for r in rows)
        given = access_routes(s, target, (), 3)
        assert {route.people for route in given.routes} <= expected


def test_another_workspace_is_never_seen(sample_team: Team) -> None:
    """All accounts stand in one database; a workspace without facts answers with none."""
    day = (date.fromisoformat(sample_team.days[0]) + timedelta(days=1)).isoformat()
    for name in ("needs", "levels", "overdue", "coverage", "coverage-gaps", "sponsor-gaps", "decision-circle", "kpi"):
        rows = sample_team.run(name, workspace="nobody", as_of=day, opportunity=sample_team.opportunity)
        assert rows == [] or all(not row.get("people") for row in rows), name

"""Coverage, sponsors, forecast and audit against the second reading of the method, on random accounts.

The accounts travel the whole way: files, import, store, snapshot, analysis.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from graphcrm.analysis.coverage.cadence import overdue
from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.coverage_matrix import coverage_by_person, coverage_by_unit
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.opinion.known_support import recorded_deciders
from graphcrm.analysis.opinion.scenario import AddInfluence, Change, RemoveInfluence, RemovePerson, SetKappa, SetSupport
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.paths.routes import best_route
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsor_gaps import sponsor_gaps
from graphcrm.analysis.sponsors.sponsors import sponsor_plan
from graphcrm.graph.influence import GraphOptions
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.reference import Reference

CASES = [(seed, 8 + 3 * (seed % 5), "O1" if seed % 3 else None) for seed in range(1, 13)]
Case = tuple[Situation, Reference, Sequence[str]]


@pytest.fixture(scope="module", params=CASES, ids=str)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    seed, size, opportunity = request.param
    folder = tmp_path_factory.mktemp("files")
    write_account(folder, seed, size, missing_grades=seed % 4 == 0)
    (snapshot,) = snapshots_of(folder, AS_OF)
    options = GraphOptions(derived=seed % 2 == 0)
    reference = Reference(folder, AS_OF, ACCOUNT, opportunity, derived=options.derived)
    return Situation.of(snapshot, ACCOUNT, opportunity, options=options), reference, tuple(reference.picture.keys)


def near(value: float | None) -> Any:
    return None if value is None else pytest.approx(value, abs=1e-9)


def test_kpi(case: Case) -> None:
    situation, reference, keys = case
    assert set(key_persons(situation)) == set(keys)
    found, wanted = kpi_block(situation, keys), reference.Q11()
    names = ("covered", "supportive", "advocacy", "exclusive", "hostile", "unknown", "blind", "lean")
    assert {n: getattr(found, n) for n in names} == {n: near(wanted[n]) for n in names}  # type: ignore[arg-type]
    assert found.rag == wanted["rag"]
    assert audit(situation).grade == wanted["data_grade"]


@pytest.mark.parametrize("by", ["unit", "person"])
def test_matrix(case: Case, by: str) -> None:
    situation, reference, keys = case
    rows = coverage_by_unit(situation) if by == "unit" else coverage_by_person(situation, keys)
    found = {(r.row, r.level): r for r in rows}
    for wanted in reference.Q12(by):
        row = found.pop((wanted["row"], wanted["level"]))  # type: ignore[arg-type]
        assert row.gap == wanted["gap"]
        assert bool(row.required) == bool(wanted["required"])
        for role, cell in row.cells.items():
            expected: Any = wanted[role.value]
            assert (near(cell.tie), cell.pairs) == (expected["tie"], expected["pairs"])
            assert cell.last == (str(expected["last"]) if expected["last"] else None)
    # The matrix also shows recorded deciders who are no key persons; the other reading lists key persons only.
    assert {row for row, _ in found} <= (recorded_deciders(situation) if by == "person" else set())


def test_gaps(case: Case) -> None:
    situation, reference, keys = case

    def route_to(person: str) -> tuple[str, ...] | None:
        route = best_route(situation, person)
        return route.people if route else None

    found, wanted = coverage_gaps(situation, keys, route_to), reference.Q13()
    assert [g.id_or_unit for g in found] == [w["id_or_unit"] for w in wanted]
    for gap, row in zip(found, wanted, strict=True):
        assert gap.severity == near(row["severity"])  # type: ignore[arg-type]
        assert gap.best_tie == near(row["best_tie"])  # type: ignore[arg-type]
        assert bool(gap.required) == bool(row["required_role"])
        if not gap.is_unit:
            assert (">".join(gap.route) if gap.route else None) == row["route"]
        if not gap.is_unit and not gap.barrier and row["suggested_owner"] is not None:
            assert gap.suggested_owner == row["suggested_owner"]


def test_levels(case: Case) -> None:
    situation, reference, _ = case
    for found, wanted in zip(communication_levels(situation), reference.Q14(), strict=True):
        assert found.comm_level == wanted["comm_level"]
        assert len(found.pairs) == wanted["pairs"]
        assert found.days == wanted["days"]
        assert found.target_days == wanted["target_days"]
        assert found.status == wanted["status"]
        assert list(found.missing_counterpart) == wanted["missing_counterpart"]


def test_overdue(case: Case) -> None:
    situation, reference, keys = case
    found, wanted = overdue(situation, keys), reference.Q15()
    names = ("owner", "days_silent", "target_days", "status")
    assert [(r.person, *(getattr(r, n) for n in names)) for r in found] == [
        (w["id"], *(w[n] for n in names)) for w in wanted
    ]
    assert [r.ratio for r in found] == [near(w["ratio"]) for w in wanted]  # type: ignore[arg-type]


def test_sponsors(case: Case) -> None:
    situation, reference, keys = case
    plan, wanted = sponsor_plan(situation, keys), reference.Q18()
    assert plan.objective == near(reference.sponsor_objective())
    assert [(p.target, p.sponsor is None) for p in plan.proposals] == [
        (w["target"], w["sponsor"] is None) for w in wanted
    ]
    for proposal, row in zip(plan.proposals, wanted, strict=True):
        if proposal.chosen and proposal.sponsor == row["sponsor"]:
            second = proposal.second
            assert proposal.chosen.fit == near(row["fit"])  # type: ignore[arg-type]
            assert (second.sponsor if second else None) == row["second_best"]
    gaps = [(g.person, g.sponsor, g.problem) for g in sponsor_gaps(situation, keys)]
    assert gaps == [(w["id"], w["sponsor"], w["problem"]) for w in reference.Q17()]


def test_forecast(case: Case) -> None:
    situation, reference, _ = case
    found = forecast(situation)
    rows, whole = reference.Q23()
    assert [d.decider for d in found.deciders] == [r["decider"] for r in rows]
    for decider, row in zip(found.deciders, rows, strict=True):
        for name in ("weight", "own", "equilibrium", "contribution"):
            assert getattr(decider, name) == near(row[name])  # type: ignore[arg-type]
    assert found.lean == near(whole["lean"])  # type: ignore[arg-type]
    assert found.rule_value == near(whole["rule_value"])  # type: ignore[arg-type]
    assert (found.rule, found.veto_holder, found.band) == (whole["rule"], whole["veto_holder"], whole["band"])
    assert 100 * found.unknown == near(whole["unknown_pct"])  # type: ignore[arg-type]


def test_scenarios(case: Case) -> None:
    situation, reference, _ = case
    people, edges = situation.graph.people, sorted(situation.graph.edges)
    first, last = people[0], people[-1]
    ours = situation.snapshot.ours[0]
    pairs: list[tuple[list[Change], list[Any]]] = [
        ([SetSupport(first, 3), SetSupport(last, -1)], [("set", first, 3), ("set", last, -1)]),
        ([SetKappa(last, 3.0)], [("kappa", last, 3.0)]),
        ([RemoveInfluence(*edges[0])], [("remove_edge", *edges[0])]),
        ([AddInfluence(first, last, 4)], [("add", first, last, 4)]),
        ([AddInfluence(*edges[-1], 1)], [("add", *edges[-1], 1)]),
        ([RemovePerson(ours)], [("remove", ours)]),
    ]
    spare = next(p for p in people if p not in situation.weights.deciders)
    pairs.append(([RemovePerson(spare)], [("remove", spare)]))
    for changes, said in pairs:
        found, wanted = what_if(situation, changes), reference.Q24(said)
        assert found.lean == near(wanted["lean"])  # type: ignore[arg-type]
        assert found.delta == near(wanted["delta"])  # type: ignore[arg-type]
        assert found.covered == near(wanted["covered"])  # type: ignore[arg-type]
        assert found.forecast.rule_value == near(wanted["rule_value"])  # type: ignore[arg-type]
        assert dict(found.y) == {p: near(y) for p, y in wanted["y"].items()}  # type: ignore[attr-defined]


def test_audit(case: Case) -> None:
    situation, reference, _ = case
    found = audit(situation)
    for wanted in reference.Q36():
        row = found.row(str(wanted["metric"]))
        assert row.value == near(wanted["value"])  # type: ignore[arg-type]
        if wanted["ok"] is not None:
            assert row.ok == wanted["ok"]

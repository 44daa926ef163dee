"""Random accounts, from files to answers: every named query against the second, independent reading of the method."""

import csv
from datetime import date, timedelta
from functools import cache
from math import prod
from pathlib import Path

import pytest

from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.opinion.scenario import AddInfluence, RemoveInfluence, RemovePerson, SetKappa, SetSupport
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.analysis.paths.hidden_chains import hidden_chains
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import sponsor_plan
from graphcrm.analysis.time.cooling import tie_status
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.known import Known
from graphcrm.asking.run import run
from graphcrm.graph.influence import GraphOptions
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.oracle.chances import chance_of_hidden, ways
from tests.oracle.forecast import between, far_apart
from tests.oracle.paths import strength
from tests.oracle.random_accounts import ACCOUNT, AS_OF
from tests.oracle.reference import Reference
from tests.oracle.routes import chain_row
from tests.oracle.scales import ROLE_COLUMNS

pytestmark = pytest.mark.usefixtures("few_draws")

#: Query, method of the reference, key of a row, columns that both state without freedom of wording.
QUERIES = {
    "key-influencers": ("Q01", "id", "rank grade share_pct band decision_weight support tie owner unit"),
    "hidden-influencers": ("Q02", "id", "org grade share_pct gap class hint support tie"),
    "decision-circle": ("Q03", "id", "share_pct cumulative_pct listed support tie"),
    "kpi": (
        "Q11",
        None,
        "covered supportive advocacy exclusive hostile unknown blind seats_pct lean rag bow_tie min_threads level data_grade",
    ),
    "coverage-gaps": ("Q13", "id_or_unit", "share_pct best_tie severity route"),
    "levels": ("Q14", "comm_level", "pairs last_contact days target_days status missing_counterpart"),
    "overdue": ("Q15", "id", "owner days_silent target_days ratio tie share_pct status"),
    "sponsor-gaps": ("Q17", "id", "grade share_pct sponsor last_sponsor_contact problem"),
    "sponsor-plan": ("Q18", "target", "fit parity function history capability second_fit"),
    "single-threads": ("Q19", "decider", "threads"),
    "bus-factor": ("Q20", "id", "side covered_loss lean_change threads_change"),
    "cut-lines": ("Q22", "decider", "cost"),
    "status": ("Q27", "id", "d1 d2 d3 d4 d5 d6 composite level caps trend target gap assessed_on assessor"),
    "grid": ("Q29", "id", "power interest quadrant legitimacy urgency type"),
    "supplier-scorecard": (
        "Q31",
        "org",
        "c1 c2 c3 c4 c5 c6 total grade quadrant dual_supply org_share_pct next_review",
    ),
    "third-party-map": (
        "Q32",
        "org",
        "subtype independence org_share_pct people_influenced role endorsed tie advice_type",
    ),
    "who-to-win": ("Q25", "id", "share_pct support target gain_pp effort priority owner"),
    "audit": ("Q36", "metric", "value"),
    "organisation": ("Q66", "asked", "met holds"),
}
ORDERED = set(QUERIES) - {"bus-factor", "audit", "status", "grid", "supplier-scorecard", "third-party-map"}


def same(ours, theirs):
    if isinstance(ours, list):
        ours = ">".join(map(str, ours)) or None
    if isinstance(theirs, (list, tuple)):
        theirs = ">".join(map(str, theirs))
    theirs = None if theirs == "" else theirs
    ours = None if ours == "" else ours
    if isinstance(ours, float) or isinstance(theirs, float):
        return ours is not None and theirs is not None and abs(ours - theirs) <= 2e-5 * max(1, abs(theirs))
    return ours == theirs or str(ours) == str(theirs)


#: What the second reading calls a tie that is silent for so long; without a target none cools.
STATUSES = {"live": "active", "cooling": "cooling", "presumed_lapsed": "lapsed", None: "active"}

#: What several tests ask of the same accounts is computed once, by the product and by the reference.
KNOWN = Known()
read = cache(Reference)


def contexts(folder: Path):
    with (folder / "opportunities.csv").open(encoding="utf-8", newline="") as file:
        deals = [r["id"] for r in csv.DictReader(file) if r["customer"] == ACCOUNT]
    return [None, *deals[:2]]


def test_every_query_agrees(account):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        every_query_agrees(folder, snapshot, deal, derived=seed % 2 == 0, place=f"seed {seed}, {deal}")


def every_query_agrees(folder: Path, snapshot, deal: str | None, *, derived: bool, place: str, **options) -> None:
    """Rows, their order and the columns that `QUERIES` names are those of the reference."""
    reference = read(folder, AS_OF, ACCOUNT, deal, derived=derived, **options)
    params = {"account": ACCOUNT, "opportunity": deal, "no_derived": not derived, **options}
    for name, (method, key, columns) in QUERIES.items():
        ours = [dict(r) for r in run(Ask(find_query(name), snapshot, params, known=KNOWN)).rows]
        found = getattr(reference, method)()
        theirs = [found] if isinstance(found, dict) else found
        where = f"{place}, {name}"
        if key is None:
            pairs = list(zip(ours, theirs, strict=True))
        else:
            mine, expected = {r[key]: r for r in ours}, {r[key]: r for r in theirs}
            if name == "audit":
                mine = {k: v for k, v in mine.items() if k in expected}
            assert mine.keys() == expected.keys(), where
            if name in ORDERED:
                assert list(mine) == list(expected), where
            pairs = [(mine[k], expected[k]) for k in mine]
        for a, b in pairs:
            for column in columns.split():
                assert same(a[column], b[column]), (
                    f"{where}, {a.get(key or 'rag')}: {column}: {a[column]} is not {b[column]}"
                )


def test_paths_and_routes_agree(account):
    seed, folder, snapshot = account
    reference = read(folder, AS_OF, ACCOUNT, None)
    ids = [r["id"] for r in reference.Q01()]
    for to in ids[:: max(1, len(ids) // 5)]:
        params = {"account": ACCOUNT, "to": to}
        ours = run(Ask(find_query("decision-chain"), snapshot, params, known=KNOWN)).rows
        theirs = reference.Q04(to)
        assert [">".join(r["path"]) for r in ours] == [r["path"] for r in theirs]
        for a, b in zip(ours, theirs, strict=True):
            for column in ("strength", "informality", "unlisted", "weakest_hop", "weakest_conf"):
                assert same(a[column], b[column]), f"seed {seed}, to {to}: {column}"
        for vendor in (None, "RIV1"):
            routes = run(Ask(find_query("route"), snapshot, {**params, "vendor": vendor}, known=KNOWN)).rows
            expected = read(folder, AS_OF, ACCOUNT, None, vendor).Q06(to)
            assert [">".join(r["route"]) for r in routes] == [r["route"] for r in expected]
            assert all(same(a["strength"], b["strength"]) for a, b in zip(routes, expected, strict=True))


def test_what_could_cut_us_off_does_not_depend_on_the_vendor_asked_about(account):
    _, folder, snapshot = account
    ours, theirs = (
        run(Ask(find_query("cut-lines"), snapshot, {"account": ACCOUNT, "vendor": vendor}, known=KNOWN)).rows
        for vendor in (None, "RIV1")
    )
    assert ours == theirs
    agree(theirs, read(folder, AS_OF, ACCOUNT, None, "RIV1").Q22(), ["decider"], "cost", str(folder))


def test_hidden_chains_agree(account):
    """What is listed is hidden by the rule, is taken from the right paths and is as probable as counting says."""
    seed, folder, snapshot = account
    derived = seed % 2 == 0
    picture = read(folder, AS_OF, ACCOUNT, None, derived=derived).picture
    situation = Situation.of(snapshot, ACCOUNT, options=GraphOptions(derived=derived))
    for decider in picture.deciders:
        for chain in hidden_chains(situation, decider, top=9):
            path = chain.path.people
            place = f"seed {seed}, {path}"
            row = chain_row(picture, 1, path, strength(picture.graph.as_edges(), path))
            assert row["hidden"], place
            assert path[-1] == decider, place
            assert same(chain.path.strength, row["strength"]), place
            assert same(chain.path.informality, row["informality"]), place
            assert set(chain.adds) <= set(row["unlisted"]), place
            if ways(picture, path) <= 4**7:
                assert same(chain.p_hidden, chance_of_hidden(picture, path)), place


def test_introductions_agree(account):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        reference = read(folder, AS_OF, ACCOUNT, deal)
        ours = run(
            Ask(
                find_query("introductions"),
                snapshot,
                {"account": ACCOUNT, "opportunity": deal, "top": 1000},
                known=KNOWN,
            )
        ).rows
        theirs = reference.Q26()
        assert [(r["u"], r["v"]) for r in ours] == [(r["u"], r["v"]) for r in theirs], f"seed {seed}, {deal}"
        for a, b in zip(ours, theirs, strict=True):
            pair = (a["u"], a["v"])
            assert all(same(a[column], b[column]) for column in ("gain_pp", "y_u", "y_v")), f"seed {seed}, {pair}"
            through = between(reference.picture, *pair) if far_apart(reference.picture, *pair) else None
            assert str(a["setting"]).partition(" ")[2] == (through or ""), f"seed {seed}, {pair}"


def test_a_budget_takes_the_best_that_still_fits(account):
    """In the order of priority; whoever costs more than is left is passed over."""
    seed, folder, snapshot = account
    people = read(folder, AS_OF, ACCOUNT, None).Q25()
    for budget in (2.0, 4.4, 11.0):
        left, fit = budget, []
        for row in people:
            if row["effort"] <= left + 1e-9:
                fit.append(row["id"])
                left -= row["effort"]
        params = {"account": ACCOUNT, "budget": budget}
        ours = run(Ask(find_query("who-to-win"), snapshot, params, known=KNOWN)).rows
        assert [r["id"] for r in ours] == fit, f"seed {seed}, {budget}"


def test_the_portfolio_agrees(account):
    """Each account by itself; mail to a crowd and people who have left count as contact."""
    seed, folder, snapshot = account
    rows = {r["account"]: r for r in run(Ask(find_query("portfolio"), snapshot, {})).rows}
    assert rows.keys() == {ACCOUNT, "OTHERCUST"}
    reference = read(folder, AS_OF, ACCOUNT, None)
    expected = reference.Q11()
    for column in ["covered", "supportive", "hostile", "unknown", "rag", "bow_tie", "data_grade"]:
        assert same(rows[ACCOUNT][column], expected[column]), f"seed {seed}, {column}"
    assert rows[ACCOUNT]["overdue_n"] == sum(r["status"] == "overdue" for r in reference.Q15()), seed
    for name in rows:
        facts = read(folder, AS_OF, name, None).facts
        people = {p for p in facts.people if facts.in_tree(p)}
        met = [r.day("date") for r in facts.tables["interactions"] if people & set(r.items("participants"))]
        newest = max((day for day in met if day <= AS_OF), default=None)
        assert same(rows[name]["last_contact"], newest), f"seed {seed}, {name}"


@cache
def days_before(folder: Path, days: int):
    """The snapshot of so many days before."""
    with open_store(str(folder / "w.graphcrm")) as store:
        return take(store, AS_OF - timedelta(days=days))


def of_days(folder: Path, query):
    """The snapshots of the days to which a query looks back."""
    return {days: days_before(folder, days) for days in query.days_back()}


def agree(ours, theirs, key, columns, place):
    """Rows of both, each found by its key, have the same values; nothing is left over."""
    mine, expected = ({tuple(str(r[k]) for k in key): r for r in rows} for rows in (ours, theirs))
    assert mine.keys() == expected.keys(), place
    for at, row in mine.items():
        for column in columns.split():
            a, b = row[column], expected[at][column]
            assert same(a, b), f"{place}, {at}: {column}: {a} is not {b}"


def test_what_changes_with_time_agrees(account):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        reference, place = read(folder, AS_OF, ACCOUNT, deal), f"seed {seed}, {deal}"
        params = {"account": ACCOUNT, "opportunity": deal}
        for rival, vendor in ((None, None), ("RIV1", None), (None, "RIV1")):
            query = find_query("contest")
            past = of_days(folder, query)
            more = {"competitor": rival, "vendor": vendor}
            found = run(Ask(query, snapshot, params | more, known=KNOWN, past=past))
            people, leans = (read(folder, AS_OF, ACCOUNT, deal, vendor) if vendor else reference).Q21(rival)
            columns = "share_pct state support_us support_them tie_us tie_them drift"
            agree(found.groups[0], people, ["id"], columns, f"{place}, {rival}, {vendor}")
            assert all(same(found.groups[1][0][name], value) for name, value in leans.items()), place
        cold = run(Ask(find_query("cooling"), snapshot, params, past=past))
        columns = "tie_now tie_90d_ago usual_gap days_silent status competitor_trend"
        agree(cold.rows, reference.Q16(), ["our_person", "id"], columns, place)
        query = find_query("rising-stars")
        stars = run(Ask(query, snapshot, params, known=KNOWN, past=of_days(folder, query)))
        agree(stars.rows, reference.Q33(), ["id"], "grade signals share_change our_tie", place)


def test_standing_and_questions_agree(account):
    seed, folder, snapshot = account
    for deal in contexts(folder):
        reference, place = read(folder, AS_OF, ACCOUNT, deal), f"seed {seed}, {deal}"

        def ask(name, deal=deal, **more):
            return run(
                Ask(find_query(name), snapshot, {"account": ACCOUNT, "opportunity": deal, **more}, known=KNOWN)
            ).rows

        columns = "mean_support weighted_support known_pct"
        agree(ask("vendor-perception"), reference.Q30(), ["vendor", "unit"], columns, place)
        rows, expected = ask("relationship-level"), reference.Q28()
        assert [r["criterion"] for r in rows] == [r["criterion"] for r in expected]
        for a, b in zip(rows, expected, strict=True):
            for column in ["level", "value", "threshold", "met", "next_level", "recommended", "flags"]:
                assert same(a[column], b[column]), f"{place}, {a['criterion']}: {column}"
        asked = ask("verify-next", top=10_000)
        agree(asked, reference.Q34(), ["kind", "about"], "impact", place)
        assert [r["about"] for r in asked] == [r["about"] for r in reference.Q34()], place
        for row, other in zip(ask("cut-lines"), reference.Q22(), strict=True):
            if other["countermeasure_route"] or other["left_alone"]:
                assert same(row["countermeasure_route"], other["countermeasure_route"]), f"{place}, {row['decider']}"


@pytest.fixture
def situation_and_reference(account):
    """One context of an account, with derived edges or without."""
    seed, folder, snapshot = account
    deal, derived = contexts(folder)[1 if seed % 3 else 0], seed % 2 == 0
    situation = Situation.of(snapshot, ACCOUNT, deal, options=GraphOptions(derived=derived))
    return situation, read(folder, AS_OF, ACCOUNT, deal, derived=derived)


def near(value):
    return None if value is None else pytest.approx(value, abs=1e-9)


def test_forecasts_agree(situation_and_reference):
    situation, reference = situation_and_reference
    found = forecast(situation)
    rows, whole = reference.Q23()
    assert [d.decider for d in found.deciders] == [r["decider"] for r in rows]
    for decider, row in zip(found.deciders, rows, strict=True):
        for name in ("weight", "own", "equilibrium", "contribution"):
            assert getattr(decider, name) == near(row[name])
    for name in ("lean", "rule_value"):
        assert getattr(found, name) == near(whole[name])
    assert (found.rule, found.veto_holder, found.band) == (whole["rule"], whole["veto_holder"], whole["band"])
    assert 100 * found.unknown == near(whole["unknown_pct"])


def test_scenarios_agree(situation_and_reference):
    situation, reference = situation_and_reference
    snapshot, edges = situation.snapshot, sorted(situation.graph.edges)
    people = [p for p in situation.graph.people if not snapshot.is_seat(p)]
    first, last, ours = people[0], people[-1], snapshot.ours[0]
    spare = next(p for p in people if p not in situation.weights.deciders)
    for changes, said in (
        ([SetSupport(first, 3), SetSupport(last, -1)], [("set", first, 3), ("set", last, -1)]),
        ([SetKappa(last, 3.0)], [("kappa", last, 3.0)]),
        ([RemoveInfluence(*edges[0])], [("remove_edge", *edges[0])]),
        ([AddInfluence(first, last, 4)], [("add", first, last, 4)]),
        ([AddInfluence(*edges[-1], 1)], [("add", *edges[-1], 1)]),
        ([RemovePerson(ours)], [("remove", ours)]),
        ([RemovePerson(spare)], [("remove", spare)]),
        (
            [SetSupport(first, 2), SetKappa(first, 0.5), AddInfluence(first, last, 5), RemovePerson(ours)],
            [("set", first, 2), ("kappa", first, 0.5), ("add", first, last, 5), ("remove", ours)],
        ),
    ):
        found, wanted = what_if(situation, changes, min_threads), reference.Q24(said)
        assert (found.lean, found.delta, found.covered) == tuple(near(wanted[n]) for n in ("lean", "delta", "covered"))
        assert found.threads == wanted["threads"]
        assert found.forecast.rule_value == near(wanted["rule_value"])
        assert dict(found.y) == {p: near(y) for p, y in wanted["y"].items()}


def test_gaps_plans_and_thresholds_agree(situation_and_reference):
    """What a row leaves out or rounds: who is to call, the sum that a plan makes the most of, which measure is good enough."""
    situation, reference = situation_and_reference
    keys = tuple(reference.picture.keys)
    assert set(key_persons(situation)) == set(keys)
    for gap, row in zip(coverage_gaps(situation, keys, lambda _: None), reference.Q13(), strict=True):
        assert bool(gap.required) == bool(row["required_role"])
        if not gap.is_unit and not gap.barrier and row["suggested_owner"] is not None:
            assert gap.suggested_owner == row["suggested_owner"]
    assert sponsor_plan(situation, keys).objective == near(reference.sponsor_objective())
    silent = {(r["our_person"], r["person"]): STATUSES[r["status"]] for r in reference.ties()}
    for tie in (tie for person in situation.graph.people for tie in situation.ties.of(person)):
        if (pair := (tie.ours, tie.person)) in silent and tie.days_silent is not None:
            assert tie_status(situation, tie, keys) == silent[pair], (pair, keys)
    found = audit(situation)
    for wanted in reference.Q36():
        assert wanted["ok"] in (None, found.row(str(wanted["metric"])).ok)


@pytest.mark.parametrize("by", ["unit", "person"])
def test_the_matrix_agrees_cell_by_cell(account, by):
    """A cell is empty only without any tie and any contact, however faint the tie has become."""
    seed, folder, snapshot = account
    for deal in contexts(folder):
        params = {"account": ACCOUNT, "opportunity": deal, "by": by}
        ours = {(r["row"], r["level"]): r for r in run(Ask(find_query("coverage"), snapshot, params, known=KNOWN)).rows}
        theirs = {(r["row"], r["level"]): r for r in read(folder, AS_OF, ACCOUNT, deal).Q12(by)}
        assert ours.keys() == theirs.keys()
        for key, row in ours.items():
            assert row["gap"] == theirs[key]["gap"], f"seed {seed}, {key}"
            for column in ROLE_COLUMNS:
                place = f"seed {seed}, {deal}, {key}, {column}"
                cell, expected = row[column], theirs[key][column]
                if cell is None:
                    assert (expected["tie"], expected["last"]) == (0, None), place
                else:
                    assert all(same(cell[part], expected[part]) for part in ("tie", "pairs", "last")), place


@pytest.mark.parametrize("least", [None, "B"])
def test_the_past_is_replayed(account, least):
    """An earlier day sees neither what was observed later nor what began later."""
    seed, folder, _ = account
    earlier = date(2025, 12, 31)
    with open_store(str(folder / "w.graphcrm")) as store:
        snapshot = take(store, earlier)
    reference = read(folder, earlier, ACCOUNT, min_confidence=least)
    ours = run(Ask(find_query("edges"), snapshot, {"account": ACCOUNT, "min_confidence": least}, known=KNOWN)).rows
    theirs = {(r["from"], r["to"]): r["weight"] for r in map(_ends, reference.edges())}
    assert {(r["from"], r["to"]) for r in ours} == set(theirs)
    answers = {(row["u"], row["v"]): row["answers"] for row in reference.edges() if not row["derived"]}
    for pair, expected in answers.items():
        assert tuple((r["k"], r["named"]) for r in ours if (r["from"], r["to"]) == pair) == expected, (
            f"seed {seed}, {pair}"
        )
    assert all(same(r["weight_together"], theirs[r["from"], r["to"]]) for r in ours), seed
    assert all(same(r["weight"], r["p"] * r["q"] * r["decay"] * r["domain_factor"]) for r in ours), seed
    for pair, together in theirs.items():
        parts = [1 - r["weight"] for r in ours if (r["from"], r["to"]) == pair]
        assert same(min(0.85, 1 - prod(parts)), together), f"seed {seed}, {pair}"


def _ends(row):
    return {
        "from": row.get("from", row.get("u")),
        "to": row.get("to", row.get("v")),
        "weight": row.get("weight", row.get("ŵ")),
    }

"""The oracle against every published number: the golden account, and the goldens of the single measures."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.oracle import forecast, routes, scales, threads
from tests.oracle.reference import Reference
from tests.oracle.shares import Equilibrium, best_set, contributing, equilibrium, gaps, weight_matrix
from tests.oracle.ties import Contact, observed_strength

TODAY = date(2026, 6, 30)
HUAYUE = Path(__file__).parents[2] / "datasets" / "huayue"
Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def golden() -> Reference:
    """The golden account as it is shipped."""
    return Reference(HUAYUE, TODAY, "HY", "HY-CORE", derived=False)


def near(value: object, tolerance: float = 1e-3) -> object:
    """Compare within the tolerance of the published numbers."""
    return pytest.approx(value, abs=tolerance)


def column(rows: Rows, key: str, value: str) -> dict[str, object]:
    """One column of a result by another."""
    return {str(row[key]): row[value] for row in rows}


# shares ---------------------------------------------------------------------------------------------------------


def test_shares(golden: Reference) -> None:
    published = {
        "c2": 27.77,
        "c4": 15.25,
        "c3": 14.33,
        "c6": 9.66,
        "t1": 9.29,
        "c8": 8.89,
        "c1": 6.58,
        "c7": 2.59,
        "c5": 2.57,
        "c11": 1.91,
        "s1": 0.46,
        "c9": 0.38,
        "c10": 0.35,
    }
    rows = golden.Q01()
    assert [row["id"] for row in rows] == list(published)
    assert column(rows, "id", "share_pct") == near(published, 0.1)
    assert [row["band"] for row in rows] == list("AABBBBBCCCDDD")


def test_lean_and_equilibrium(golden: Reference) -> None:
    rows, whole = golden.Q23()
    assert column(rows, "decider", "equilibrium") == near({"c2": -0.0001, "c3": 0.3550, "c4": -0.5910})
    assert whole["lean"] == whole["rule_value"] == near(-0.0118)
    assert whole["band"] == "open"
    assert whole["unknown_pct"] == near(8.48, 0.1)


def test_share_by_support(golden: Reference) -> None:
    picture = golden.picture
    sums: dict[int | None, float] = {}
    for p in picture.people:
        sums[picture.level(p)] = sums.get(picture.level(p), 0.0) + picture.share[p]
    assert sums == near({-1: 0.1784, 0: 0.4594, 1: 0.1517, 2: 0.0292, 3: 0.0966, None: 0.0848})


def test_share_by_organisation(golden: Reference) -> None:
    assert golden.share_by("org") == near({"HY": 0.9025, "ADV": 0.0929, "SUP": 0.0046})


def test_explanations(golden: Reference) -> None:
    found = {">".join(path): round(100 * part) for path, part in golden.explain("c6")}
    assert found == {"c6>c3": 53, "c6>c3>c2": 18, "c6>c5>c3": 7, "c6>c8>c2": 5}
    path, part = golden.explain("c8")[0]
    assert (path, round(100 * part)) == (("c8", "c2"), 69)


def test_stubbornness(golden: Reference) -> None:
    models = [equilibrium(golden.picture.graph, golden.picture.r, factor) for factor in (0.5, 1, 2)]
    assert [m.lean(golden.picture.x) for m in models] == near([0.020, -0.012, -0.043])
    percent = {p: [round(100 * m.share[p]) for m in models] for p in ("c2", "t1", "c6")}
    assert percent == {"c2": [20, 28, 35], "t1": [17, 9, 5], "c6": [11, 10, 7]}
    low, high = golden.kappa_range()["c2"]
    assert (low, high) == near((models[0].share["c2"], models[2].share["c2"]))


def test_key_persons_and_reach_sets(golden: Reference) -> None:
    assert set(golden.picture.keys) == {"c1", "c2", "c3", "c4", "c6", "c8", "t1"}
    graph, r = golden.picture.graph, golden.picture.r
    everybody = golden.picture.people
    members, score = best_set(graph, r, everybody, 1)
    assert (members, score) == (("c2",), near(0.8087))
    members, score = best_set(graph, dict.fromkeys(everybody, 1.0), everybody, 1)
    assert (members, score) == (("c6",), near(0.3191))
    members, _ = best_set(graph, r, [p for p in everybody if r[p] == 0], 3)
    assert set(contributing(graph, members, r)) <= {p for p, why in golden.picture.keys.items() if "reach" in why}


# hidden influencers, paths, circle ------------------------------------------------------------------------------


def test_hidden_influencers(golden: Reference) -> None:
    rows = {str(row["id"]): row for row in golden.Q02()}
    assert {p: row["class"] for p, row in rows.items()} == {"c6": "hidden", "c8": "hidden", "t1": "outside"}
    assert rows["c6"]["gap"] == near(0.50)
    assert rows["c8"]["gap"] == near(0.54, 0.005)
    assert rows["c8"]["hint"] == "gatekeeper"
    assert rows["t1"]["hint"] == "adviser"
    assert float(gaps(golden.facts, golden.picture.model)["c1"]) == near(-0.50)


def test_paths(golden: Reference) -> None:
    assert [row["strength"] for row in golden.Q04("c2", "c6", top=3)] == near([0.4199, 0.1373, 0.0450])
    assert [row["strength"] for row in golden.Q04("c2", "t1", top=2)] == near([0.1872, 0.1795])
    best = golden.Q04("c2", "c6", top=1)[0]
    assert (best["path"], best["band"], best["weakest_hop"]) == ("c6>c3>c2", "strong", "c3>c2")
    everybody = golden.Q04("c2")
    assert len({str(row["path"]).split(">")[0] for row in everybody}) == len(everybody) <= 10
    assert all(float(str(row["strength"])) >= 0.05 for row in everybody)


def test_circle(golden: Reference) -> None:
    rows = golden.Q03()
    assert [row["id"] for row in rows if row["circle"]] == ["c2", "c4", "c3", "c6", "t1", "c8"]
    assert rows[5]["cumulative_pct"] == near(85.2, 0.1)
    assert [row["id"] for row in rows if not row["listed"]] == ["c6", "t1", "c8"]
    assert routes.jaccard(golden.picture) == 0.5


def test_routes(golden: Reference) -> None:
    rows = golden.Q06("c4")
    assert [row["route"] for row in rows[:2]] == ["u3>c2>c4", "u2>c6>c3>c2>c4"]
    assert [row["strength"] for row in rows[:2]] == near([0.1186, 0.0996])
    assert golden.Q06("c11") == []
    assert golden.missing_link("c11") == ("c6", near(0.8 * 0.25))


# coverage -------------------------------------------------------------------------------------------------------


def test_coverage(golden: Reference) -> None:
    block = golden.Q11()
    published = {"covered": 0.5764, "supportive": 0.2728, "hostile": 0.1784, "unknown": 0.0848, "exclusive": 0.0966}
    assert {name: block[name] for name in published} == near(published)
    assert block["advocacy"] == near(0.0292 + 0.0966)
    assert block["bow_tie"] == near(0.7304)
    assert (block["rag"], block["min_threads"]) == ("green", 2)
    assert [row["id_or_unit"] for row in golden.Q13()] == ["c4", "t1", "c8", "c1", "c11", "s1"]


def test_sponsors(golden: Reference) -> None:
    rows = golden.Q18()
    assert column(rows, "target", "sponsor") == {"c1": "u7", "c2": "u3", "c3": "u5", "c4": "u6"}
    assert column(rows, "target", "fit") == near({"c1": 0.74, "c2": 0.744, "c3": 0.82, "c4": 0.74})
    assert golden.sponsor_objective() == near(0.4856)
    assert {row["problem"] for row in golden.Q17()} == {"none"}


# threads --------------------------------------------------------------------------------------------------------


def test_threads(golden: Reference) -> None:
    rows = golden.Q19()
    assert column(rows, "decider", "threads") == {"c2": 3, "c3": 4, "c4": 2}
    assert column(rows, "decider", "cut_set")["c4"] == ["c2", "c7"]
    assert threads.losses(golden.picture)["u3"] / golden.picture.covered() == near(0.7304)


def test_leave_one_out(golden: Reference) -> None:
    lean = golden.picture.model.lean(golden.picture.x)
    change = {str(row["id"]): row["lean_change"] for row in golden.Q20() if row["side"] == "theirs"}
    found = {p: lean + float(str(change[p])) for p in ("c6", "c3", "t1")}
    assert found == near({"c6": -0.0788, "c3": -0.2502, "t1": 0.0547})


def test_cheapest_cuts(golden: Reference) -> None:
    rows = {str(row["decider"]): row for row in golden.Q22()}
    assert (rows["c4"]["cost"], rows["c4"]["cut_set"]) == (near(1.25), ["c2", "c7"])
    assert (rows["c2"]["cost"], rows["c2"]["cut_set"]) == (near(3.75), ["c3", "c4", "u3"])


# forecast -------------------------------------------------------------------------------------------------------


def test_scenarios(golden: Reference) -> None:
    assert golden.Q24([("set", "c4", 0)])["lean"] == near(0.1407)
    assert golden.Q24([("set", "c4", 0), ("set", "c2", 1)])["lean"] == near(0.2332)
    assert golden.Q24([("set", "c6", 0)])["lean"] == near(-0.1084)
    assert golden.Q24([("kappa", "c4", 3)])["lean"] == near(-0.0720)
    assert golden.Q24([("remove", "c3")])["lean"] == near(-0.2502)


def test_whom_to_win(golden: Reference) -> None:
    gain = column(golden.Q25(), "id", "gain_pp")
    assert {p: gain[p] for p in ("c4", "c2", "c3")} == near({"c4": 15.25, "c2": 9.26, "c3": 4.78}, 0.1)
    assert "c6" not in gain
    assert set(forecast.hold_list(golden.picture)) == {"c6"}


def test_introductions(golden: Reference) -> None:
    best = [(row["u"], row["v"], row["gain_pp"]) for row in golden.Q26()[:3]]
    assert best == [("c6", "c2", near(6.95, 0.1)), ("c6", "c4", near(6.83, 0.1)), ("c5", "c4", near(6.18, 0.1))]


def test_derivative(golden: Reference) -> None:
    for u, v in (("c6", "c3"), ("c4", "c2"), ("c9", "c5")):
        exact = forecast.derivative(golden.picture, u, v)
        assert forecast.finite_difference(golden.picture, u, v) == near(exact, 1e-7)


# ties -----------------------------------------------------------------------------------------------------------


def contact(kind: str, days: int, direction: str = "ours", crowd: int = 1) -> Contact:
    """An interaction some days ago."""
    return Contact(TODAY - timedelta(days=days), kind, direction, crowd, ("", ""))


@pytest.mark.parametrize(
    ("contacts", "published"),
    [
        ([contact("visit", 0)], 0.28),
        ([contact("visit", 90)], 0.15),
        ([contact("visit", 365)], 0.02),
        ([contact("visit", 30 * k) for k in range(60)], 0.80),
        ([contact("visit", 90 * k) for k in range(20)], 0.49),
        ([contact("message", 7 * k + d, w) for k in range(200) for d, w in ((0, "theirs"), (1, "ours"))], 0.39),
        ([contact("exec_visit", 365 * k) for k in range(10)], 0.45),
        ([contact("exec_visit", 0)], 0.43),
    ],
)
def test_tie_goldens(contacts: list[Contact], published: float) -> None:
    assert observed_strength(contacts, TODAY) == near(published, 0.005)


def test_unanswered_mail_makes_no_tie() -> None:
    assert observed_strength([contact("message", k) for k in range(1000)], TODAY) < scales.LISTENING
    assert observed_strength([contact("message", k, crowd=4) for k in range(1000)], TODAY) < scales.LISTENING


def test_weekly_mail_and_quarterly_visits() -> None:
    mail = [contact("message", 7 * k + d, w) for k in range(200) for d, w in ((0, "theirs"), (1, "ours"))]
    visits = [contact("visit", 90 * k) for k in range(20)]
    assert observed_strength(mail + visits, TODAY) == near(0.69, 0.005)


# edge cases of the equilibrium ----------------------------------------------------------------------------------


def test_without_edges_shares_equal_formal_weights() -> None:
    people = ["a", "b", "c"]
    r = {"a": 0.7, "b": 0.3, "c": 0.0}
    model = Equilibrium(people, weight_matrix(people, {}), dict.fromkeys(people, 1.0), r)
    assert model.share == near(r, 1e-12)

"""Settings that few accounts show, each on an account made for it: the number of the method, and the one with another limit."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from graphcrm.analysis.groups.key_players import key_players
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.workspace.door import Workspace
from tests.analysis.golden import golden_snapshot
from tests.asking.folder import ACCOUNT, DAY, Folder, begun, usual

EVEN = {
    "our_importance_to_them": 4, "their_importance_to_us": 4, "switching_cost_them": 3, "switching_cost_us": 3,
    "bargaining_them": 3, "bargaining_us": 3,
}  # fmt: skip
#: Level 3 by lines that everybody meets; what they are is the matter of other tests.
EASY = {
    "active_contacts": 0, "active_units": 0, "covered": 0, "supportive": 0, "contracts": 0, "executive_pairs": 0,
    "partner_covered": 0, "advocacy": 0, "hostile": 1, "tenure": 0, "joint_activities": 0, "two_way": 0, "threads": 0,
    "written_plans": 0, "partner_exclusive": 0,
}  # fmt: skip


class Tuned:
    """A workspace, and its answers with a setting."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = Workspace(folder / "w.graphcrm")
        self.workspace.create()

    def fill(self, filled: Folder, today: str = str(DAY)) -> Tuned:
        self.workspace.import_tables(filled.write(self.folder / today), today=today)
        return self

    def rows(self, query: str, **settings: dict[str, float]):
        text = "".join(f"[{table}]\n" + "".join(f"{k} = {v}\n" for k, v in s.items()) for table, s in settings.items())
        (self.folder / "config.toml").write_text(text, encoding="utf-8")
        return Workspace(self.folder / "w.graphcrm").query(query, account=ACCOUNT, as_of=DAY, top=1000)


@pytest.fixture
def tuned(tmp_path):
    return Tuned(tmp_path)


@pytest.mark.parametrize(
    ("over", "certain"),
    [
        ({}, (1 + 0.5) / (2 + 2)),  # q = (Σ gᵢ + ½)/(k + 2)
        ({"prior": 0.5}, (1 + 1) / (2 + 2)),
        ({"prior_weight": 4}, (1 + 1) / (2 + 4)),
        ({"sure": 1}, (0.8 + 0.5) / (2 + 2)),
        ({"days": 40}, 0.8),  # asked 41 days ago: nobody was silent
        ({"standing": 1}, (1 + 2 * 0.5) / (2 + 2)),  # named for the one other who was asked about, by one of two
    ],
)
def test_what_those_who_were_asked_and_did_not_tell_leave_of_a_tie(tuned, over, certain):
    f = usual(begun()).moves("ops>cio", "ops>buyer", reported_by="u1")
    for reporter in ("u1", "u2"):
        for about in ("cio", "buyer"):
            f.add("asked", reporter=reporter, about=about, kind="INFLUENCES", date="2026-05-20")
    found = tuned.fill(f).rows("edges", asked=over).rows
    assert [r["q"] for r in found if (r["from"], r["to"]) == ("ops", "cio")] == [pytest.approx(certain, abs=1e-6)]


@pytest.mark.parametrize(("over", "state"), [({}, "amber"), ({"support": 3}, "red"), ({"information": 3}, "red")])
def test_a_coach_supports_and_informs_enough(tuned, over, state):
    told = {"participants": ("u1", "arch"), "direction": "theirs", "confirmed_in_writing": "true"}
    f = usual(begun()).add("interactions", id="m", date="2026-06-10", kind="info_share", **told)
    scores = {"acceptance": 3, "information": 2, "guidance": 1, "project_support": 1}
    f.add("assessments", person="arch", date="2026-06-20", assessor="u1", evidence="m", source="survey", **scores)
    found = tuned.fill(f).rows("qualification", champion=over).rows
    assert [str(r["state"]) for r in found if r["name"].en == "champion"] == [state]


@pytest.mark.parametrize(
    ("fit", "over", "level"), [(5, {}, 4), (4, {}, 3), (4, {"fit_strategic": 4}, 4), (None, {"fit_strategic": 1}, 3)]
)
def test_an_alliance_is_for_those_whose_strategies_fit(tuned, fit, over, level):
    f = usual(begun())
    f.tables["orgs"][1].update(EVEN, strategic_fit=fit or "")
    assert {r["recommended"] for r in tuned.fill(f).rows("relationship-level", relationship=over).rows} == {level}


@pytest.mark.parametrize(
    ("cost", "over", "flags"), [(101, {}, ["luxury"]), (100, {}, []), (101, {"luxury": 0.2}, []), ("", {}, [])]
)
def test_a_luxury_costs_more_than_a_tenth_of_the_revenue(tuned, cost, over, flags):
    """Level 3 where 2 is recommended: nothing is recorded of what the two are to each other."""
    f = usual(begun()).add("contracts", id="C", **{"from": "US", "to": ACCOUNT}, start="2023-01-01")
    f.tables["orgs"][1].update(annual_revenue=1000, cost_to_serve=cost)
    targets = {"operational": 9999, "management": 9999}
    f.add("interactions", date="2026-06-25", kind="visit", participants=("u2", "cio"))
    for day in ("2026-06-20", "2026-06-25"):
        f.add("interactions", date=day, kind="visit", participants=("u1", "arch", "buyer", "ops"))
    settings = {"relationship": EASY | over, "communication.A": targets, "cadence": {"pairs": 1}}
    rows = tuned.fill(f).rows("relationship-level", **settings).rows
    assert {(r["level"], r["recommended"]) for r in rows} == {(3, 2)}
    assert all([str(flag) for flag in r["flags"]] == flags for r in rows)


@pytest.mark.parametrize(("over", "told"), [({}, True), ({"satisfaction": 6}, True), ({"satisfaction": 7}, False)])
def test_satisfaction_that_fell_by_six_points(tuned, over, told):
    for day, figure in (("2025-10-01", 80), (str(DAY), 74)):
        f = usual(begun())
        f.tables["orgs"][1].update(
            satisfaction=figure, satisfaction_date="2025-09-01" if figure == 80 else "2026-06-01"
        )
        if day != str(DAY):
            f.tables = {"orgs": f.tables["orgs"]}
        tuned.fill(f, day)
    found = [str(r["key"]) for r in tuned.rows("findings", downturn=over).rows]
    assert ("downturn:K" in found) is told


@pytest.mark.parametrize(("over", "signals"), [({}, "named promoted"), ({"promoted_days": 100}, None)])
def test_a_promotion_counts_for_two_years(tuned, over, signals):
    """Grade 1 until 10 March 2026, 112 days before: within 730 days, not within 100."""
    for day, grade in (("2025-10-01", 1), ("2026-03-10", 2)):
        f = begun().people("ceo", grade=5).people("arch", grade=grade)
        f.moves("arch>ceo", source="customer_statement", domain="technical", observed_at="2025-09-01")
        tuned.fill(f, day)
    rows = tuned.rows("rising-stars", stars=over).rows
    assert [" ".join(map(str, r["signals"])) for r in rows] == ([signals] if signals else [])


@pytest.mark.parametrize(("over", "gap"), [({}, 10), ({"last": 5}, None)])
def test_the_usual_gap_is_of_the_last_contacts(tuned, over, gap):
    """Silent for 35 days: more than 3 · 10, the median of seven gaps, and less than 3 · 40, that of the last four."""
    f = usual(begun())
    for ago in (205, 195, 185, 175, 165, 115, 75, 35):
        day = str(DAY - timedelta(days=ago))
        f.add("interactions", id=f"v{ago}", date=day, kind="visit", participants=("u1", "ops"))
    found = tuned.fill(f).rows("cooling", cooling=over).rows
    assert [r["usual_gap"] for r in found if (r["id"], str(r["status"])) == ("ops", "cooling")] == (
        [gap] if gap else []
    )


@pytest.mark.parametrize(
    ("grade", "score", "due"),
    [("A", 5, "2027-05-01"), ("B", 4, "2026-11-01"), ("C", 3, "2026-08-01"), ("D", 2, "2026-08-01")],
)
def test_the_next_review_is_months_after_the_last(tuned, grade, score, due):
    f = usual(begun()).add("orgs", id="S", name="S", category="supplier")
    criteria = ("capital_qualification", "people", "reputation", "service_system", "scalability", "complementarity")
    f.add("suppliers", org="S", date="2026-05-01", **dict.fromkeys(criteria, score))
    tuned.fill(f)
    (row,) = tuned.rows("supplier-scorecard").rows
    assert (str(row["grade"]), str(row["next_review"])) == (grade, due)
    (row,) = tuned.rows("supplier-scorecard", supplier={f"months_{grade}": 1}).rows
    assert str(row["next_review"]) == "2026-06-01"


@pytest.mark.parametrize(("over", "told"), [({}, False), ({"many": 1}, True)])
def test_a_sponsor_of_many_is_told_of(tuned, over, told):
    f = usual(begun())
    found = tuned.fill(f).rows("sponsor-plan", sponsor=over)
    said = [text.en for text in (*found.remarks, *found.assumptions)]
    assert any("more than 1 is too many" in text for text in said) is told


@pytest.mark.parametrize(("over", "sponsor"), [({}, "u2"), ({"keep": 0.05}, "u3")])
def test_a_sponsor_is_kept_unless_another_is_better_by_a_tenth(tuned, over, sponsor):
    """Ability and willingness of 10 instead of 6 are .20 · .4 = .08 of fit."""
    f = (
        begun()
        .people("ceo", grade=4, function="it")
        .people("u3", org="US", grade=4, function="it", ability=5, willingness=5)
    )
    f.tables["people"][1].update(function="it", ability=3, willingness=3)
    f.deal().decides("ceo").edge("SPONSORS", "u2", "ceo", status="active")
    (row,) = tuned.fill(f).rows("sponsor-plan", sponsor=over).rows
    assert row["sponsor"] == sponsor


@pytest.mark.parametrize(
    ("met", "over", "problem"), [(180, {}, None), (181, {}, "lapsed"), (181, {"sponsor_days": 181}, None)]
)
def test_a_sponsor_who_met_nobody_for_half_a_year_has_lapsed(tuned, met, over, problem):
    f = begun().people("ceo", grade=4).deal().decides("ceo").edge("SPONSORS", "u2", "ceo", status="active")
    f.add("interactions", date=str(DAY - timedelta(days=met)), kind="visit", participants=("u2", "ceo"))
    rows = tuned.fill(f).rows("sponsor-gaps", stale=over).rows
    assert [str(r["problem"]) for r in rows] == ([problem] if problem else [])


@pytest.mark.parametrize(("auc", "warned"), [(0.599, True), (0.6, False), (None, False)])
def test_guesses_hardly_better_than_chance_are_to_be_taken_lightly(monkeypatch, auc, warned):
    monkeypatch.setattr("graphcrm.asking.answers.verify_next.holdout_auc", lambda situation, seed: auc)
    told = run(Ask(find_query("verify-next"), golden_snapshot(), {"account": "HY"}))
    assert any("take them lightly" in text.en for text in told.assumptions) is warned


@pytest.mark.parametrize(("most", "tried"), [(0, False), (10_000, True)])
@pytest.mark.parametrize("query", ["ally-set", "fragmentation"])
def test_a_set_that_was_found_without_trying_all_is_called_so(monkeypatch, query, most, tried):
    monkeypatch.setattr("graphcrm.asking.answers.ally_set.key_players", partial(key_players, most_sets=most))
    monkeypatch.setattr("graphcrm.analysis.groups.fragmentation._MOST_SETS", most)
    found = run(Ask(find_query(query), golden_snapshot(), {"account": "HY", "k": 2}))
    assert any(text.en.startswith("too many sets to try: greedy") for text in found.assumptions) is not tried

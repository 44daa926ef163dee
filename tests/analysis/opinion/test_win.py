"""Whom to win first and whom to hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.opinion.win import hold_list, play, who_to_win, within_budget
from graphcrm.analysis.situation import Situation
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import INFLUENCES, OURS, STANCES, TIES, edge, golden_situation, snapshot_of


def test_golden_gains() -> None:
    gain = {c.id: c.gain for c in who_to_win(golden_situation())}
    assert {p: gain[p] for p in ("c4", "c2", "c3")} == pytest.approx(
        {"c4": 0.1525, "c2": 0.0926, "c3": 0.0478}, abs=5e-5
    )


def test_golden_effort_and_targets() -> None:
    rows = {c.id: c for c in who_to_win(golden_situation())}
    assert "c6" not in rows, "level 3 is held, not won"
    cfo, president, chairman = rows["c4"], rows["c2"], rows["c1"]
    assert (cfo.support, cfo.target) == (-1, 0)
    assert cfo.effort == pytest.approx(5 + 2 * (1 - 0.1186), abs=1e-3)
    assert cfo.route == ("u3", "c2", "c4")
    assert president.effort == pytest.approx(3 + 2 * (1 - 0.32)), "the direct tie beats every route"
    assert (chairman.support, chairman.target) == (None, 1)
    assert chairman.gain == pytest.approx(chairman.share / 3)
    assert chairman.effort == pytest.approx(1 + 2 * (1 - 0.32 * 0.65 * 0.80 * 0.6))
    assert rows["c3"].ally == "c6"


def test_sentence_names_the_ally() -> None:
    situation = golden_situation()
    said = {c.id: c.sentence(situation) for c in who_to_win(situation)}
    assert said["c4"].zh.startswith("把吴CFO 的支持度从 −1 提到 0：倾向提高 15 个百分点")
    assert "from unknown to +1: lean up 2 points" in said["c1"].en
    assert "可由王工影响（现倾向" in said["c3"].zh


def test_a_supported_competitor_costs_effort() -> None:
    rival = [edge("STANCE", "c4", "RIV", level=2), edge("STANCE", "c7", "RIV", level=1)]
    plain, contested = ({c.id: c for c in who_to_win(golden_situation(edges=e))} for e in ([], rival))
    assert contested["c4"].effort == pytest.approx(plain["c4"].effort + 1)
    assert contested["c7"].effort == pytest.approx(plain["c7"].effort)
    assert (contested["c4"].competitor, contested["c5"].competitor) == (2, None)
    assert (contested["c4"].contest_state, contested["c5"].contest_state) == ("theirs", "ours?")


def test_owner_goal_and_play() -> None:
    situation = golden_situation(
        edges=[
            edge("OWNS", "u1", "c7", primary=True),
            edge("NEEDED_FOR", "c7", "G1"),
            edge("STANCE", "c7", "US", level=-1, subtype="demanding", opportunity="HY-CORE"),
        ]
    )
    buyer = next(c for c in who_to_win(situation) if c.id == "c7")
    assert (buyer.owner, buyer.goals) == ("u1", ("G1",))
    assert buyer.play == play(-1, "demanding")
    other = next(c for c in who_to_win(situation) if c.id == "c4")
    assert (other.owner, other.goals) == (None, ())
    assert other.play == play(-1, "opposes")


@pytest.mark.parametrize("flag", ["independence_required", "public_official", "no_contact", "objected", "left"])
def test_protected_people_are_neither_won_nor_held(flag: str) -> None:
    situation = golden_situation(people={"c4": {"flags": [flag]}, "c6": {"flags": [flag]}})
    rows = who_to_win(situation)
    assert not {"c4", "c6"} & {c.id for c in rows}
    assert "c6" not in {h.id for h in hold_list(situation)}
    assert "c6" not in {c.ally for c in rows}


def test_third_parties_of_protected_kinds_need_no_flag() -> None:
    situation = golden_situation(orgs={"ADV": {"subtype": "supervision"}})
    assert "t1" not in {c.id for c in who_to_win(situation)}
    assert "t1" in {c.id for c in who_to_win(golden_situation())}


def test_golden_hold_list() -> None:
    held = hold_list(golden_situation())
    assert [h.id for h in held] == ["c6"]
    assert (
        held[0].sentence(golden_situation().snapshot).zh
        == "维持王工（支持并排他）：若由 +3 降到 +2，倾向降低 3 个百分点。"
    )
    assert held[0].cost == pytest.approx(0.0966 / 3, abs=5e-5)
    assert hold_list(golden_situation(stances={"c6": 2})) == ()
    assert [h.id for h in hold_list(golden_situation(stances={"c10": 3}))] == ["c6"], "c10 has a share below 5 %"


def test_budget_takes_what_fits_in_order_of_priority() -> None:
    rows = who_to_win(golden_situation())
    taken = within_budget(rows, rows[0].effort + rows[2].effort)
    assert taken[0] == rows[0]
    assert sum(c.effort for c in taken) <= rows[0].effort + rows[2].effort + 1e-9
    assert within_budget(rows, 0) == ()
    assert within_budget(rows, 1e9) == rows


def test_plays_keep_professional_limits() -> None:
    assert play(None).en.startswith("find out first")
    said = " ".join(t.zh + t.en for t in DEFAULTS.plays.values()).lower()
    assert not any(word in said for word in ("gift", "dinner", "family", "礼品", "宴请", "家庭"))


def test_nobody_of_ours_and_empty_accounts() -> None:
    rows = who_to_win(golden_situation(people=dict.fromkeys(OURS), ties=dict.fromkeys(TIES)))
    assert {c.id: c.effort for c in rows}["c4"] == 7
    assert all(c.route == () for c in rows)
    empty = Situation.of(snapshot_of({"org": [{"id": "K", "name": "K", "category": "customer"}]}), "K")
    assert who_to_win(empty) == ()
    assert hold_list(empty) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=12),
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 0, 1, 2, 3]), max_size=5),
)
def test_gain_is_exact_and_order_is_by_priority(dropped: Any, stances: Any) -> None:
    changed = {"influences": dict.fromkeys(dropped), "stances": stances}
    situation = golden_situation(**changed)
    rows = who_to_win(situation)
    assert [c.priority for c in rows] == sorted((c.priority for c in rows), reverse=True)
    for row in rows:
        after = golden_situation(**changed | {"stances": stances | {row.id: row.target}})
        assert row.gain == pytest.approx(after.lean - situation.lean, abs=1e-12)
        assert row.priority == pytest.approx(row.gain / row.effort)


@pytest.mark.parametrize(("share", "held"), [(0.05, True), (0.0499, False)])
def test_the_hold_list_begins_at_five_per_cent(share: float, held: bool) -> None:
    """Without influence the share is the decision weight."""
    weights = {"c2": 1 - share, "c6": share, "c3": None, "c4": None}
    situation = golden_situation(influences=dict.fromkeys(INFLUENCES), weights=weights)
    assert situation.share_of("c6") == pytest.approx(share)
    assert ("c6" in [h.id for h in hold_list(situation)]) is held


@pytest.mark.parametrize(("kappa", "ally"), [(2.1375, "c9"), (2.1, None)])
def test_an_ally_leans_three_tenths_further(kappa: float, ally: str | None) -> None:
    """One edge of weight w = .25 · .95 from opinion ⅓ to opinion 0: y_u − y_v = κ / 3(κ + w), which is .30 for κ = 9w."""
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES) | {("c9", "c7"): (2, "A")},
        stances={"c9": 1, "c7": 0},
        weights={"c7": 1.0, "c2": None, "c3": None, "c4": None},
        people={"c7": {"kappa": kappa}},
    )
    assert {c.id: c.ally for c in who_to_win(situation)}["c7"] == ally

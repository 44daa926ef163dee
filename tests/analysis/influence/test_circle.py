"""The shadow circle against the formal list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.circle import decision_circle
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import INFLUENCES, THEIRS, edge, golden_situation, snapshot_of


def test_golden_circle() -> None:
    circle = decision_circle(golden_situation())
    assert circle.circle == ("c2", "c4", "c3", "c6", "t1", "c8")
    assert circle.share == pytest.approx(0.852, abs=5e-4)
    assert circle.unlisted == ("c6", "t1", "c8")
    assert circle.nominal == ()
    assert circle.jaccard == pytest.approx(0.5)
    first = circle.members[0]
    assert (first.id, first.listed, first.in_circle, first.support, first.tie) == ("c2", True, True, 0, 0.32)


def test_a_listed_person_without_influence_is_nominal() -> None:
    """c1 has a tiny weight and listens to nobody but c2, who holds nearly everything."""
    situation = golden_situation(
        weights={"c2": 1.0, "c3": None, "c4": None, "c11": 0.001}, influences=dict.fromkeys(INFLUENCES)
    )
    circle = decision_circle(situation)
    assert circle.circle == ("c2",)
    assert circle.nominal == ("c11",)
    assert [m.id for m in circle.members] == ["c2", "c11"]
    assert circle.members[-1].cumulative == pytest.approx(1)
    assert circle.jaccard == pytest.approx(0.5)


def test_sentence_names_the_unlisted() -> None:
    situation = golden_situation()
    said = decision_circle(situation).sentence(situation.snapshot)
    assert "不在正式决策名单：王工、何顾问、李秘" in said.zh
    assert "85%" in said.en


def test_of_many_in_the_circle_the_first_are_named_and_all_counted() -> None:
    situation = golden_situation()
    found = decision_circle(situation, 1.0)
    assert len(found.circle) > 10
    said = found.sentence(situation.snapshot)
    assert f"… ({len(found.circle)} people)" in said.en
    assert f"…（共 {len(found.circle)} 人）" in said.zh.replace(" …", "…")
    assert situation.snapshot.people[found.circle[10]].name not in said.en.split(";")[0]


def test_whom_nothing_tells_apart_are_no_circle() -> None:
    """Of names alone the sentence listed everybody twice: as the circle, and as a list of which nobody made it."""
    people = {p: {"grade": None} for p in golden_situation().graph.people}
    situation = golden_situation(
        people=people,
        influences=dict.fromkeys(INFLUENCES),
        opportunities={"HY-CORE": {"status": "lost"}},
        opportunity=None,
    )
    found = decision_circle(situation)
    assert found.alike
    said = found.sentence(situation.snapshot)
    assert said.en.startswith(f"Nothing recorded tells {len(found.circle)} people of equal share apart")
    assert "Record decision roles and who influences whom." in said.en
    assert "请录入决策角色和谁影响谁" in said.zh
    assert not decision_circle(golden_situation()).alike


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    orgs = [{"id": "K", "name": "K", "category": "customer"}]
    persons = [{"id": "p", "name": "P", "org": "K"}][:people]
    situation = Situation.of(snapshot_of({"org": orgs, "person": persons}), "K")
    circle = decision_circle(situation)
    assert circle.circle == ("p",)[:people]
    assert circle.jaccard == (1.0 if people else None)
    assert circle.sentence(situation.snapshot).zh


def circle_of(*weights: float) -> int:
    """How many are in the circle of deciders without any influence."""
    persons = [{"id": f"p{i}", "name": "P", "org": "K"} for i in range(len(weights))]
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": persons,
        "opportunity": [{"id": "D", "name": "D", "customer": "K"}],
        "edge": [
            edge("ROLE_IN", p["id"], "D", roles=["decider"], decision_weight=weight)
            for p, weight in zip(persons, weights, strict=True)
        ],
    }
    return len(decision_circle(Situation.of(snapshot_of(rows), "K", "D")).circle)


def test_exactly_eighty_per_cent_is_enough() -> None:
    """.4 + .3 + .1 is .8, whatever rounding says."""
    assert circle_of(0.4, 0.3, 0.1, 0.08, 0.07, 0.05) == 3


def test_equals_are_in_the_circle_together() -> None:
    """Four of five equal deciders would do; which four would be a matter of ids."""
    assert circle_of(1.0, 1.0, 1.0, 1.0, 1.0) == 5
    assert circle_of(5.0, 1.0, 1.0, 1.0, 1.0, 1.0) == 6


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(INFLUENCES)), st.none()),
    st.dictionaries(st.sampled_from([p for p in THEIRS if p[0] == "c"]), st.floats(0.01, 5), max_size=4),
    st.floats(0.05, 1.0),
)
def test_smallest_prefix_that_holds_the_share(dropped: dict, weights: dict, share: float) -> None:  # type: ignore[type-arg]
    situation = golden_situation(influences=dropped, weights=weights)
    circle = decision_circle(situation, share)
    ranked = situation.rank_order[: len(circle.circle)]
    assert circle.circle == ranked
    assert sum(map(situation.share_of, ranked)) >= share - 1e-9
    assert sum(map(situation.share_of, ranked[:-1])) < share
    assert set(circle.unlisted) == set(circle.circle) - set(situation.weights.deciders)
    assert set(circle.nominal) == set(situation.weights.deciders) - set(circle.circle)


@pytest.mark.parametrize(("weight", "circle"), [(0.80, ("c2",)), (0.7999, ("c2", "c5"))])
def test_the_circle_is_closed_at_eighty_per_cent(weight: float, circle: tuple[str, ...]) -> None:
    """Without influence the share is the decision weight."""
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES), weights={"c2": weight, "c5": 1 - weight, "c3": None, "c4": None}
    )
    assert decision_circle(situation).circle == circle

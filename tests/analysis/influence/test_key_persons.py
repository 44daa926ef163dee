"""Key persons and their reasons."""

from __future__ import annotations

import pytest

from graphcrm.analysis.groups.key_players import best_members, key_players
from graphcrm.analysis.influence import key_persons as module
from graphcrm.analysis.influence.key_persons import FLAGGED, REACH, SHARE, WEIGHT, key_persons
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import INFLUENCES, edge, golden_situation, snapshot_of

TEN, FIVE = WEIGHT.format(least="10%"), SHARE.format(least="5%")


def test_golden() -> None:
    situation = golden_situation()
    keys = key_persons(situation)
    best = key_players(situation, 3)
    assert best is not None
    assert [p for p, why in keys.items() if TEN in why] == ["c2", "c4", "c3"]
    assert [p for p, why in keys.items() if FIVE in why] == ["c2", "c4", "c3", "c6", "t1", "c8", "c1"]
    assert {p for p, why in keys.items() if REACH in why} == set(best.members)
    assert list(keys) == [p for p in situation.rank_order if p in keys]


def test_they_are_found_once_for_a_situation(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(situation: Situation, k: int) -> frozenset[str]:
        asked.append(k)
        return best_members(situation, k)

    monkeypatch.setattr(module, "best_members", counted)
    one, other = golden_situation(), golden_situation(people={"c10": {"flags": ["key_person"]}})
    assert key_persons(one) is key_persons(one)
    assert key_persons(one) != key_persons(other)
    assert asked == [3, 3]


def test_a_flag_is_a_reason_of_its_own() -> None:
    keys = key_persons(golden_situation(people={"c10": {"flags": ["key_person"]}}))
    assert keys["c10"] == (FLAGGED,)


def test_a_small_decision_weight_is_no_reason() -> None:
    keys = key_persons(golden_situation(weights={"c11": 0.05}))
    assert TEN not in keys.get("c11", ())


def test_members_that_add_nothing_are_no_key_persons() -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": "P", "org": "K"} for i in range(6)],
        "opportunity": [{"id": "D", "name": "D", "customer": "K"}],
        "edge": [
            edge("ROLE_IN", "p0", "D", roles=["decider"], decision_weight=1),
            edge("INFLUENCES", "p1", "p0", level=1, confidence="D"),
        ],
    }
    assert key_persons(Situation.of(snapshot_of(rows), "K", "D"))["p1"] == (REACH,)
    assert set(key_persons(Situation.of(snapshot_of(rows), "K", "D"))) == {"p0", "p1"}


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    keys = key_persons(Situation.of(snapshot_of(rows), "K"))
    assert keys == ({"p": (TEN, FIVE)} if people else {})


@pytest.mark.parametrize(
    ("weight", "reasons"), [(0.10, (TEN, FIVE)), (0.0999, (FIVE,)), (0.05, (FIVE,)), (0.0499, None)]
)
def test_ten_per_cent_of_the_decision_or_five_of_its_influence(
    weight: float, reasons: tuple[object, ...] | None
) -> None:
    """Without influence the share is the decision weight."""
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES), weights={"c11": weight, "c2": 1 - weight, "c3": None, "c4": None}
    )
    assert key_persons(situation).get("c11") == reasons

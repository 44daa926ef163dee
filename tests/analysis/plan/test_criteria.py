"""Decision criteria against numbers worked out by hand from the published shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.plan.criteria import decision_criteria, decisions
from tests.analysis.golden import golden_situation as golden

TECHNICAL = {"id": "K1", "opportunity": "HY-CORE", "name": "技术", "category": "technical"}
PRICE = {"id": "K2", "opportunity": "HY-CORE", "name": "价格", "category": "financial"}


def position(person, criterion, weight=None, fit=None, vendor=None, **rest):
    given_ = {"weight": weight, "fit": fit, "vendor": vendor}
    told = {k: v for k, v in given_.items() if v is not None}
    provenance = {"reported_by": "u1", "observed_at": "2026-06-30", "confidence": "B", **rest}
    return {"person": person, "criterion": criterion, **told, **provenance}


def criteria(*positions, listed=(TECHNICAL, PRICE), **changes):
    return decision_criteria(golden(rows={"criterion": listed, "position": positions}, **changes))


def weights(found):
    return {row.id: row.weight for row in found.rows}


def test_the_price_by_hand():
    """c2 (.2777) spreads 3 : 1 over technical and price, c4 (.1525) minds the price alone."""
    found = criteria(position("c2", "K1", 3), position("c2", "K2", 1), position("c4", "K2", 5))
    assert found.known == pytest.approx(0.2777 + 0.1525, abs=1e-3)
    assert weights(found)["K2"] == pytest.approx((0.2777 / 4 + 0.1525) / (0.2777 + 0.1525), abs=1e-3)
    assert sum(weights(found).values()) == pytest.approx(1)
    assert [row.id for row in found.rows] == ["K2", "K1"]
    assert [row.holders for row in found.rows] == [("c4", "c2"), ("c2",)]


def test_one_person_and_one_criterion_are_everything():
    found = criteria(position("c2", "K1", 2), position("c3", "K1", 1), listed=(TECHNICAL,))
    assert weights(found) == {"K1": pytest.approx(1)}


@given(st.floats(0.1, 1.0))
def test_scaling_the_weights_of_a_person_changes_nothing(factor):
    plain = criteria(position("c2", "K1", 3), position("c2", "K2", 1), position("c4", "K2", 5))
    scaled = criteria(position("c2", "K1", 3 * factor), position("c2", "K2", factor), position("c4", "K2", 5))
    assert weights(scaled) == pytest.approx(weights(plain))


def test_fits_are_weighted_by_what_the_criterion_means_to_whoever_speaks():
    found = criteria(
        position("c2", "K1", 3, fit=2), position("c2", "K2", 1), position("c3", "K1", 5, fit=-1),
        position("c2", "K1", fit=1, vendor="RIV"), position("c4", "K2", 5, fit=0),
    )  # fmt: skip
    rows = {row.id: row for row in found.rows}
    ours = (0.2777 * 0.75 * 2 + 0.1433 * -1) / (0.2777 * 0.75 + 0.1433)
    assert rows["K1"].our_fit == pytest.approx(ours, abs=1e-3)
    assert (rows["K1"].rival, rows["K1"].rival_fit) == ("RIV", 1)
    assert rows["K1"].gap == pytest.approx(ours - 1, abs=1e-3)
    assert (rows["K2"].our_fit, rows["K2"].rival, rows["K2"].gap) == (0, None, None)


def test_of_several_rivals_the_best_counts():
    rivals = {"RV2": {"id": "RV2", "name": "云岭", "category": "competitor"}}
    found = criteria(
        position("c2", "K1", 3, fit=0), position("c2", "K1", fit=1, vendor="RIV"), position("c2", "K1", fit=2, vendor="RV2"),
        listed=(TECHNICAL,), orgs=rivals,
    )  # fmt: skip
    assert (found.rows[0].rival, found.rows[0].gap) == ("RV2", -2)


def test_too_little_known_gives_no_weights():
    found = criteria(position("c3", "K1", 3, fit=1))
    assert (found.enough, weights(found)) == (False, {"K1": None, "K2": None})
    assert found.rows[0].our_fit == 1
    assert "14%" in found.sentence.en
    assert "ask first" in found.sentence.en


def test_reporters_agree_on_the_lower_median():
    """Of one reporter the surest row; A outweighs two C of level 5 only by its certainty: .95 against .5 + .5."""
    told = [
        position("c2", "K1", 1, confidence="A"), position("c2", "K1", 5, reported_by="u2", confidence="C"),
        position("c2", "K1", 5, reported_by="u3", confidence="C"), position("c2", "K2", 5),
    ]  # fmt: skip
    assert weights(criteria(*told, position("c4", "K2", 1)))["K1"] == pytest.approx(0.2777 * 0.5 / 0.4302, abs=1e-3)
    assert weights(criteria(*told[:2], told[3], position("c4", "K2", 1)))["K1"] == pytest.approx(
        0.2777 / 6 / 0.4302, abs=1e-3
    )


def test_who_has_no_say():
    """Nobody who left, no open seat, nobody of ours; a weight of 0 is no weight."""
    told = [position(p, "K1", 3) for p in ("c2", "c4", "u1")] + [position("c3", "K1", 0)]
    assert criteria(*told).known == pytest.approx(0.4302, abs=1e-3)
    for flag in ("left", "placeholder"):
        found = criteria(*told, people={"c4": {"flags": [flag]}})
        assert "c4" not in found.rows[0].holders


def test_each_decision_of_an_account_has_its_own_criteria():
    """Without an opportunity the account's open ones answer in turn; none open: nothing."""
    second = {"D2": {"id": "D2", "name": "二期", "customer": "HY", "stage": "s1", "status": "open"}}
    situation = golden(
        opportunity=None, opportunities=second, rows={"criterion": [TECHNICAL, {**PRICE, "opportunity": "D2"}]}
    )
    assert [[row.id for row in decision_criteria(s).rows] for s in decisions(situation)] == [["K2"], ["K1"]]
    closed = golden(opportunity=None, opportunities={"HY-CORE": {"status": "won"}}, rows={"criterion": [TECHNICAL]})
    assert (decisions(closed), decision_criteria(closed)) == ((), None)


def test_whoever_minds_it_without_any_influence_is_named_without_a_contradiction():
    newcomer = {"n1": {"name": "新人", "org": "HY"}}
    told = criteria(*(position(p, "K1", 3) for p in ("c2", "c4")), position("n1", "K2", 5), people=newcomer)
    price = next(row for row in told.rows if row.id == "K2")
    said = price.sentence(golden(people=newcomer).snapshot, told.known).en
    assert said == "价格: nobody with influence minds it (known for 43%), minded most by 新人; our fit unknown."


def test_sentences():
    situation = golden(
        rows={
            "criterion": [PRICE],
            "position": [position("c2", "K2", 3, fit=-1), position("c4", "K2", 1, fit=1, vendor="RIV")],
        }
    )
    found = decision_criteria(situation)
    assert found.rows[0].sentence(situation.snapshot, found.known).en == (
        "价格 decides all (100%) (known for 43%), minded most by 林行长, 吴CFO; our fit −1.00, 科岩软件 1.00."
    )
    assert found.rows[0].sentence(situation.snapshot, found.known).zh == (
        "价格决定全部（100%）（已知 43%），林行长、吴CFO 最看重；我方契合 −1.00，科岩软件 1.00。"
    )

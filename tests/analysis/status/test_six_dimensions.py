"""The rubric of six dimensions: the golden rows of S5.2, caps, gates, and that raising a score never lowers a level."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.status.six_dimensions import (
    Cap,
    Dimension,
    has_evidence,
    open_severe_complaint,
    rate,
    rate_assessment,
)
from graphcrm.model.records import Assessment, Interaction
from graphcrm.settings import DEFAULTS

SCORES = st.one_of(st.none(), st.integers(-1, 3))
SIX = st.tuples(*[SCORES] * 6)


def six(*scores):
    return dict(zip(Dimension, scores, strict=True))


@pytest.mark.parametrize(
    ("scores", "composite", "level"),
    [
        ((2, 2, 2, 1, 2, 1), 1.70, 2),
        ((3, 2, 3, 3, 3, 3), 2.90, 3),
        ((1, 1, 0, 0, 0, 0), 0.30, 0),
        ((0, 0, -1, 0, -1, -1), -0.55, -1),
        # Each gate at its limit, and just short of it.
        ((0, 0, 0, 0, -1, 3), 0.25, -1),
        ((0, 0, -1, -1, 0, 0), -0.35, -1),
        ((0, -1, 0, -1, 0, 0), -0.25, 0),
        ((2, 3, 2, 3, 2, 3), 2.40, 2),
        ((3, 3, 3, 1, 2, 3), 2.50, 3),
        ((3, 3, 3, 3, 3, 2), 2.85, 2),
        ((3, 3, 3, 3, 1, 3), 2.60, 1),
        ((1, 2, 1, 2, 2, 2), 1.60, 2),
        ((1, 1, 1, 1, 2, 2), 1.35, 1),
        ((1, 0, 1, 0, 1, 0), 0.60, 1),
        ((0, 2, 2, 2, 1, 2), 1.40, 0),
    ],
)
def test_golden_rows(scores, composite, level):
    found = rate(six(*scores))
    assert found.composite == pytest.approx(composite, abs=1e-12)
    assert (found.level, found.gated, dict(found.capped)) == (level, level, {})


def test_the_weights_are_those_of_the_table():
    assert [DEFAULTS.status_weights[d] for d in Dimension] == [0.20, 0.10, 0.20, 0.15, 0.20, 0.15]


def test_what_is_not_known_has_no_weight_and_three_dimensions_give_no_level():
    found = rate(six(2, None, 2, None, 2, 1))
    assert found.composite == pytest.approx((0.4 + 0.4 + 0.4 + 0.15) / 0.75)
    assert found.level == 2
    few = rate(six(None, None, 2, None, -1, 3))
    assert (few.level, len(few.counted)) == (None, 3)
    assert few.composite == pytest.approx((0.4 - 0.2 + 0.45) / 0.55)
    nothing = rate(six(*[None] * 6), override=1)
    assert (nothing.composite, nothing.gated, nothing.level) == (None, None, 1)


def test_without_evidence_two_and_three_count_as_one():
    found = rate(six(3, 1, 2, 0, 2, -1), evidence=False)
    assert found.counted == six(1, 1, 1, 0, 1, -1)
    assert found.capped == dict.fromkeys(
        (Dimension.ACCEPTANCE, Dimension.INFORMATION, Dimension.PROJECT_SUPPORT), Cap.EVIDENCE
    )
    assert (found.level, rate(six(3, 1, 2, 0, 2, -1)).level) == (0, 1)
    assert rate(six(2, 2, 2, 1, 2, 1), evidence=False).level == 1


def test_a_severe_complaint_caps_acceptance_alone():
    found = rate(six(3, 2, 3, 3, 3, 3), complaint=True)
    assert dict(found.capped) == {Dimension.ACCEPTANCE: Cap.COMPLAINT}
    assert found.composite == pytest.approx(2.5)
    assert rate(six(1, 2, 3, 3, 3, 3), complaint=True).capped == {}


def test_an_override_sets_the_level_and_leaves_the_composite():
    found = rate(six(1, 1, 0, 0, 0, 0), override=2)
    assert (found.level, found.gated, found.composite) == (2, 0, pytest.approx(0.30))


@given(SIX, st.integers(0, 5), st.booleans(), st.booleans())
def test_raising_a_dimension_never_lowers_the_level(scores, at, evidence, complaint):
    if scores[at] is None or scores[at] == 3:
        return
    raised = [score + (place == at) if score is not None else None for place, score in enumerate(scores)]
    before = rate(six(*scores), evidence=evidence, complaint=complaint)
    after = rate(six(*raised), evidence=evidence, complaint=complaint)
    if before.level is None:
        assert after.level is None
    else:
        assert after.level >= before.level


@given(SIX, st.booleans(), st.booleans())
def test_a_rating_keeps_to_the_scale(scores, evidence, complaint):
    found = rate(six(*scores), evidence=evidence, complaint=complaint)
    assert found.level in (None, -1, 0, 1, 2, 3)
    assert found.composite is None or -1 <= found.composite <= 3 + 1e-12
    assert all(found.counted[d] <= score for d, score in six(*scores).items() if score is not None)


@pytest.mark.parametrize(
    ("evidence", "fresh"),
    [
        (["I1"], True),
        (["I2"], False),
        (["I9"], False),
        (["周会纪要 2026-06-12"], True),
        (["note of 2026-01-01"], True),
        (["note of 2025-12-31"], False),
        (["note of 2026-07-01"], False),
        (["2026-02-30"], False),
        (["I2", "note of 2026-06-30"], True),
        (["a talk"], False),
        ([], False),
    ],
)
def test_evidence_is_dated_and_at_most_180_days_old_on_the_day(evidence, fresh):
    dates = {"I1": "2026-01-01", "I2": "2025-12-31"}
    assert has_evidence(evidence, "2026-06-30", dates) is fresh


@pytest.mark.parametrize(
    ("changed", "open_"),
    [
        ({}, True),
        ({"severity": "严重"}, True),
        ({"severity": "medium"}, False),
        ({"status": "closed"}, False),
        ({"status": "open"}, True),
        ({"kind": "dispute"}, False),
        ({"date": "2026-07-01"}, False),
        ({"participants": ("u1", "c5")}, False),
    ],
)
def test_open_severe_complaints(changed, open_):
    one = {"date": "2026-06-30", "kind": "complaint", "participants": ("u1", "c6"), "severity": "severe", **changed}
    assert open_severe_complaint([Interaction("I1", **one)], "c6", "2026-06-30") is open_


def test_a_recorded_assessment_is_rated_with_what_is_recorded_around_it():
    row = Assessment("x", "c6", "2026-06-30", "u2", "US", 2, 2, 2, 1, 2, 1, evidence=("I1",))
    talk = Interaction("I1", "2026-05-01", "visit", ("u2", "c6"))
    complaint = Interaction("I2", "2026-05-02", "complaint", ("u2", "c6"), severity="severe")
    assert rate_assessment(row, [talk]).level == 2
    assert rate_assessment(row, []).level == 1
    assert rate_assessment(row, [talk, complaint]).capped == {Dimension.ACCEPTANCE: Cap.COMPLAINT}

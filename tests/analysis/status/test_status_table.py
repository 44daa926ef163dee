"""The status table: which assessment counts, caps of today, trend, target, disagreement."""

from datetime import timedelta

import pytest

from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.analysis.status.status_table import Remark, Trend, mean_level, mean_sentence, status_table
from tests.analysis.golden import AS_OF, golden_situation, meeting

NAMES = [d.value for d in Dimension]


def rated(person, days, *scores, by="u1", **more):
    day = (AS_OF - timedelta(days=days)).isoformat()
    row = {"person": person, "date": day, "assessor": by, **dict(zip(NAMES, scores, strict=False))}
    return row | {"evidence": [f"minutes {day}"]} | more


def table(*rows, **changes):
    s = golden_situation(rows={"assessment": rows}, **changes)
    return {row.id: row for row in status_table(s, key_persons(s))}, s


def test_the_golden_rows_of_the_rubric():
    found, _ = table(
        rated("c5", 6, 2, 2, 2, 1, 2, 1),
        rated("c6", 4, 3, 2, 3, 3, 3, 3),
        rated("c2", 6, 1, 1, 0, 0, 0, 0),
        rated("c7", 6, 0, 0, -1, 0, -1, -1),
    )
    assert [(found[p].composite, found[p].level) for p in ("c5", "c6", "c2", "c7")] == [
        (pytest.approx(1.70), 2),
        (pytest.approx(2.90), 3),
        (pytest.approx(0.30), 0),
        (pytest.approx(-0.55), -1),
    ]


def test_key_people_without_an_assessment_are_listed_empty():
    found, s = table(rated("c5", 6, 2, 2, 2, 1, 2, 1))
    assert found.keys() == {"c5", *key_persons(s)}
    assert (found["c4"].level, found["c4"].composite, found["c4"].remarks, found["c4"].assessed_on) == (
        None,
        None,
        (),
        None,
    )
    assert set(found["c4"].scores.values()) == {None}
    assert "not assessed" in found["c4"].sentence(s.snapshot).en


def test_the_newest_counts_and_of_one_day_the_smaller_assessor():
    found, _ = table(
        rated("c5", 90, 3, 3, 3, 3, 3, 3),
        rated("c5", 6, 1, 1, 1, 1, 1, 0, by="u2"),
        rated("c5", 6, 0, 0, 0, 0, 0, 0, by="u1"),
    )
    assert (found["c5"].level, found["c5"].assessor) == (0, "u1")


def test_an_assessment_toward_another_vendor_is_another_matter():
    found, _ = table(rated("c9", 6, 2, 2, 2, 1, 2, 1, vendor="RIV"))
    assert "c9" not in found


def test_a_severe_complaint_counts_while_it_is_open_whenever_it_was_raised():
    def acceptance(days, status):
        day = (AS_OF - timedelta(days=days)).isoformat()
        event = meeting(day, "u1", "c5", kind="complaint", severity="severe", status=status)
        return table(rated("c5", 60, 2, 2, 2, 1, 2, 1), interactions=[event])[0]["c5"]

    assert acceptance(30, "open").remarks == (Dimension.ACCEPTANCE,), "raised after the assessment"
    assert acceptance(90, "open").remarks == (Dimension.ACCEPTANCE,)
    assert acceptance(30, "closed").remarks == ()
    assert acceptance(30, "open").rating.counted[Dimension.ACCEPTANCE] == 1
    assert acceptance(30, "open").scores[Dimension.ACCEPTANCE] == 2, "as recorded"


def test_a_high_score_without_evidence_counts_as_one():
    found, s = table(rated("c5", 6, 2, 2, 1, 1, 2, 1, evidence=[]))
    assert found["c5"].remarks == (Dimension.ACCEPTANCE, Dimension.PARTICIPATION, Dimension.PROJECT_SUPPORT)
    assert found["c5"].level == 1
    assert "no dated evidence" in found["c5"].sentence(s.snapshot).en


@pytest.mark.parametrize(
    ("levels", "trend"),
    [
        ([(300, 0), (200, 1), (100, 1), (10, 2)], Trend.IMPROVING),
        ([(300, 2), (10, 1)], Trend.DECLINING),
        ([(300, 1), (10, 1)], Trend.STEADY),
        ([(10, 1)], None),
        ([(400, 0), (10, 2)], None),  # only one within a year
        ([(350, 2), (300, 0), (200, 0), (100, 0), (10, 0)], Trend.STEADY),  # only the last four
    ],
)
def test_the_trend_is_the_slope_of_theil_and_sen(levels, trend):
    scores = {0: (0,) * 6, 1: (1,) * 6, 2: (2,) * 6}
    found, _ = table(*(rated("c5", days, *scores[level]) for days, level in levels))
    assert found["c5"].trend is trend


def test_two_on_one_day_have_no_slope():
    found, _ = table(rated("c5", 10, *(0,) * 6, by="u1"), rated("c5", 10, *(2,) * 6, by="u2"))
    assert found["c5"].trend is None


def test_the_trend_leaves_overrides_and_complaints_aside():
    found, _ = table(rated("c5", 300, *(0,) * 6, override=3), rated("c5", 10, *(1,) * 6, override=-1))
    assert found["c5"].trend is Trend.IMPROVING
    assert (found["c5"].level, found["c5"].remarks) == (-1, (Remark.OVERRIDE,))


def test_target_and_gap_and_disagreement():
    found, _ = table(
        rated("c5", 90, *(1,) * 6, by="u1", target=3),
        rated("c5", 30, *(1, 1, 1, 1, 1, -1), by="u2", target=2),
        rated("c5", 10, *(1,) * 6, by="u1"),
    )
    assert (found["c5"].target, found["c5"].gap) == (2, 1)
    assert found["c5"].remarks == (Remark.DISPUTED,)


def test_too_few_dimensions_give_no_level_whatever_they_say():
    found, s = table(rated("c5", 10, 3, 3, 3))
    assert (found["c5"].level, found["c5"].gap) == (None, None)
    assert found["c5"].composite == pytest.approx(3)
    assert "insufficient evidence" in found["c5"].sentence(s.snapshot).en
    mean, unknown = mean_level(s, found.values())
    assert (mean, unknown) == (None, pytest.approx(1))
    assert mean_sentence(mean, unknown).en == "Nobody has a level yet."


def test_the_account_has_a_mean_by_share():
    found, s = table(rated("c2", 6, *(0,) * 6), rated("c6", 6, *(2,) * 6))
    mean, unknown = mean_level(s, found.values())
    assert mean == pytest.approx(2 * 0.0966 / (0.2777 + 0.0966), abs=1e-3)
    assert unknown == pytest.approx(1 - 0.2777 - 0.0966, abs=1e-3)

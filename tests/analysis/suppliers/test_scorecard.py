"""Supplier scorecards: totals, grades, reviews."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.suppliers.scorecard import Grade, SupplierCriterion, scorecard
from graphcrm.model.review_records import SupplierEvaluation

SCORES = st.lists(st.integers(1, 5), min_size=6, max_size=6)


def card(*scores, **more):
    return scorecard(SupplierEvaluation("e1", "SUP", "2026-01-31", *scores, **more))


@pytest.mark.parametrize(
    ("scores", "total", "grade"),
    [
        ((4, 4, 4, 4, 3, 4), 3.85, Grade.B),
        ((5, 5, 5, 5, 5, 5), 5.0, Grade.A),
        ((4, 4, 4, 4, 4, 4), 4.0, Grade.B),
        ((5, 4, 4, 4, 4, 4), 4.15, Grade.B),
        ((5, 4, 4, 4, 4, 5), 4.25, Grade.A),
        ((3, 4, 3, 4, 3, 4), 3.5, Grade.B),
        ((3, 3, 3, 3, 3, 3), 3.0, Grade.C),
        ((2, 3, 3, 3, 3, 2), 2.75, Grade.D),
        ((5, 5, 5, 5, 5, 1), 4.6, Grade.C),  # a single 1: screen before contract
        ((1, 1, 1, 1, 1, 1), 1.0, Grade.D),
    ],
)
def test_totals_and_grades(scores, total, grade):
    found = card(*scores)
    assert found.total == pytest.approx(total)
    assert found.grade is grade


def test_a_missing_score_leaves_no_total():
    found = card(4, 4, None, 4, 4, 4)
    assert (found.total, found.grade, found.next_review) == (None, None, None)
    assert found.scores[SupplierCriterion.CAPITAL] == 4
    assert scorecard(None).next_review is None


@pytest.mark.parametrize(("score", "due"), [(5, "2027-01-31"), (4, "2026-07-31"), (3, "2026-04-30"), (2, "2026-04-30")])
def test_the_review_falls_due_by_the_grade_unless_a_day_was_set(score, due):
    assert card(*[score] * 6).next_review == due
    assert card(*[score] * 6, next_review="2026-02-02").next_review == "2026-02-02"


@given(SCORES, st.integers(0, 5))
def test_a_better_score_never_makes_a_worse_grade(scores, at):
    better = [min(5, s + (n == at)) for n, s in enumerate(scores)]
    one, other = card(*scores), card(*better)
    assert other.total >= one.total
    assert list(Grade).index(other.grade) <= list(Grade).index(one.grade)

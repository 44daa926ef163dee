"""The scorecard of a supplier: six criteria, one total, a grade and the day of the next review.

``total = Σ w·score`` of six scores 1..5 with the weights .15, .20, .20, .20, .15, .10; A from 4.2 on, B from 3.5, C from 2.8, D below.
A single score of 1 allows a C at best: screen before contract. Without all six there is neither total nor grade. The review falls
due on the day that was set, else after twelve months (A), six (B) or three (C, D).
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.numbers import at_least
from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice
from graphcrm.model.dates import months_later
from graphcrm.model.review_records import SupplierEvaluation
from graphcrm.settings import DEFAULTS, Settings
from graphcrm.snapshot import Snapshot

__all__ = ["Grade", "Scorecard", "SupplierCriterion", "newest_evaluation", "scorecard"]


class SupplierCriterion(Choice):
    """The six criteria; the codes are columns of the table of suppliers."""

    CAPITAL = "capital_qualification", "注册资本和资质"
    PEOPLE = "people", "人员情况"
    REPUTATION = "reputation", "客户评价"
    SERVICE = "service_system", "服务体系"
    SCALABILITY = "scalability", "可扩展性"
    COMPLEMENTARITY = "complementarity", "竞争与互补"


class Grade(Choice):
    A = "A", "A（优）", "A (excellent)"
    B = "B", "B（良）", "B (good)"
    C = "C", "C（合格）", "C (passable)"
    D = "D", "D（不合格）", "D (failing)"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores 1..5 (None: not given), total 1..5 and grade (None unless all six are given)."""

    scores: Mapping[SupplierCriterion, int | None]
    total: float | None
    grade: Grade | None
    next_review: str | None
    impact: int | None


def scorecard(evaluation: SupplierEvaluation | None, settings: Settings = DEFAULTS) -> Scorecard:
    """The scorecard of one evaluation; an empty one without any.

    >>> from dataclasses import replace
    >>> good = SupplierEvaluation("e1", "SUP", "2026-06-18", *[4] * 6)
    >>> found = scorecard(good)
    >>> round(found.total, 2), found.grade, found.next_review
    (4.0, <Grade.B: 'B'>, '2026-12-18')
    >>> scorecard(replace(good, people=1)).grade
    <Grade.C: 'C'>
    """
    if evaluation is None:
        return Scorecard(dict.fromkeys(SupplierCriterion), None, None, None, None)
    scores: dict[SupplierCriterion, int | None] = {
        criterion: getattr(evaluation, criterion.value) for criterion in SupplierCriterion
    }
    known = {criterion: score for criterion, score in scores.items() if score is not None}
    total = grade = None
    if len(known) == len(SupplierCriterion):
        total = sum(settings.supplier_weights[criterion] * score for criterion, score in known.items())
        grade = _grade(total, min(known.values()), settings)
    review = evaluation.next_review
    if review is None and grade is not None:
        review = months_later(evaluation.date, int(settings.supplier[f"months_{grade.value}"]))
    return Scorecard(scores, total, grade, review, evaluation.impact)


def _grade(total: float, worst: int, settings: Settings) -> Grade:
    limits = ((Grade.A, "A"), (Grade.B, "B"), (Grade.C, "C"))
    found = next((grade for grade, key in limits if at_least(total, settings.supplier[key])), Grade.D)
    return Grade.C if worst == 1 and found in (Grade.A, Grade.B) else found


def newest_evaluation(snapshot: Snapshot, org: str) -> SupplierEvaluation | None:
    """The newest evaluation of an organisation; None without any."""
    return max(snapshot.index.evaluations([org]), key=lambda evaluation: evaluation.date, default=None)

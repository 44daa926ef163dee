"""The level of a relationship by the six-dimension rubric: composite, gates, caps.

``C = Σ w·d / Σ w`` over the known dimensions, −1..3; fewer than four known are not enough for a level. The first gate that fits
gives the level: project support −1, or C < −.25 → −1; C ≥ 2.5, attitude to rivals 3 and project support ≥ 2 → 3; C ≥ 1.5 and
project support ≥ 2 → 2; C ≥ .6 and acceptance ≥ 1 → 1; else 0.

Two caps come before: a dimension of 2 or more counts as 1 unless the assessment names evidence of at most 180 days before its
own day, and acceptance counts as 1 at most while a severe complaint is open in which the person took part. An override sets the
level and leaves the composite. Raising a dimension never lowers a level.

Source: the anchors are written for graphcrm; the weights and gates are the table's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from graphcrm.analysis.numbers import at_least
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import is_over
from graphcrm.model.contacts import InteractionKind, Severity
from graphcrm.model.records import Assessment, Interaction
from graphcrm.settings import DEFAULTS, Settings

__all__ = [
    "LEVELS",
    "Cap",
    "Dimension",
    "Rating",
    "has_evidence",
    "open_severe_complaint",
    "rate",
    "rate_assessment",
    "scores_of",
]


class Dimension(Choice):
    """The six dimensions in the order of the rubric; the codes are columns of the table of assessments."""

    ACCEPTANCE = "acceptance", "接受认可度"
    PARTICIPATION = "participation", "活动参与度"
    INFORMATION = "information", "信息传递"
    GUIDANCE = "guidance", "业务指导"
    PROJECT_SUPPORT = "project_support", "项目支持度"
    RIVALS = "rivals", "竞争态度", "attitude to rivals"


#: Level of support by its number.
LEVELS: Mapping[int, Text] = {
    -1: Text("不认可或反对", "not accepting or opposing"),
    0: Text("中立", "neutral"),
    1: Text("支持有限", "limited support"),
    2: Text("支持", "supports"),
    3: Text("支持并排他", "supports exclusively"),
}
#: A score from here on needs evidence, and counts as the score below without.
_NEEDS_EVIDENCE = 2
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class Cap(Choice):
    """Why a dimension counts for less than its score."""

    EVIDENCE = "evidence", "没有近期有日期的证据", "no dated evidence"
    COMPLAINT = "complaint", "有未关闭的严重投诉", "an open severe complaint"


@dataclass(frozen=True, slots=True)
class Rating:
    """What an assessment comes to.

    counted
        The known dimensions after the caps, −1..3.
    capped
        Dimensions that count for less than their score, with the reason.
    composite
        C after the caps; None without any known dimension.
    gated
        Level by the gates, −1..3; None if fewer than four dimensions are known.
    override
        Level that the assessor set by hand.
    """

    counted: Mapping[Dimension, int]
    capped: Mapping[Dimension, Cap]
    composite: float | None
    gated: int | None
    override: int | None = None

    @property
    def level(self) -> int | None:
        """The level that counts: the override if there is one."""
        return self.gated if self.override is None else self.override


def rate(
    scores: Mapping[Dimension, int | None],
    *,
    evidence: bool = True,
    complaint: bool = False,
    override: int | None = None,
    settings: Settings = DEFAULTS,
) -> Rating:
    """The rating of six scores, each −1..3 or None.

    Parameters
    ----------
    evidence
        Whether there is evidence, fresh on the day of the assessment; it covers all dimensions.
    complaint
        Whether a severe complaint of this person was open on that day.

    Examples
    --------
    >>> found = rate(dict(zip(Dimension, (2, 2, 2, 1, 2, 1))))
    >>> round(found.composite, 2), found.level
    (1.7, 2)
    """
    counted: dict[Dimension, int] = {}
    capped: dict[Dimension, Cap] = {}
    for dimension in Dimension:
        score = scores.get(dimension)
        if score is None:
            continue
        if score >= _NEEDS_EVIDENCE and not evidence:
            capped[dimension] = Cap.EVIDENCE
        elif score > 1 and complaint and dimension is Dimension.ACCEPTANCE:
            capped[dimension] = Cap.COMPLAINT
        counted[dimension] = 1 if dimension in capped else score
    weights = settings.status_weights
    known = sum(weights[d] for d in counted)
    composite = sum(weights[d] * score for d, score in counted.items()) / known if counted else None
    enough = len(counted) >= settings.status["enough"]
    return Rating(counted, capped, composite, _gated(counted, composite, settings.gates) if enough else None, override)


def _gated(counted: Mapping[Dimension, int], composite: float | None, gates: Mapping[str, float]) -> int | None:
    if composite is None:
        return None
    lowest = -1  # what is not known opens no gate
    acceptance, support, rivals = (
        counted.get(d, lowest) for d in (Dimension.ACCEPTANCE, Dimension.PROJECT_SUPPORT, Dimension.RIVALS)
    )
    if counted.get(Dimension.PROJECT_SUPPORT) == -1 or not at_least(composite, gates["against"]):
        return -1
    if at_least(composite, gates["exclusive"]) and rivals == 3 and support >= 2:
        return 3
    if at_least(composite, gates["supports"]) and support >= 2:
        return 2
    return 1 if at_least(composite, gates["limited"]) and acceptance >= 1 else 0


def scores_of(found: Assessment) -> dict[Dimension, int | None]:
    """The six scores as recorded."""
    return {dimension: getattr(found, dimension.value) for dimension in Dimension}


def rate_assessment(found: Assessment, interactions: Iterable[Interaction], settings: Settings = DEFAULTS) -> Rating:
    """The rating of an assessment as it is recorded; `interactions` are those that it may name and those of the person."""
    known = tuple(interactions)
    return rate(
        scores_of(found),
        evidence=has_evidence(
            found.evidence, found.date, {i.id: i.date for i in known}, settings.status["evidence_days"]
        ),
        complaint=open_severe_complaint(known, found.person, found.date),
        override=found.override,
        settings=settings,
    )


def has_evidence(
    evidence: Iterable[str], day: str, dates: Mapping[str, str], most: float = DEFAULTS.status["evidence_days"]
) -> bool:
    """Whether any of the evidence, an interaction's id or a text with an ISO date, is of the `most` days up to `day`."""
    on = date.fromisoformat(day)
    for item in evidence:
        for written in [dates[item]] if item in dates else _DAY.findall(item):
            try:
                age = (on - date.fromisoformat(written)).days
            except ValueError:
                continue
            if 0 <= age <= most:
                return True
    return False


def open_severe_complaint(interactions: Iterable[Interaction], person: str, day: str) -> bool:
    """Whether the person took part in a severe complaint of that day or before that is still open."""
    severe = {Severity.SEVERE.value, Severity.SEVERE.zh}
    return any(
        i.kind == InteractionKind.COMPLAINT
        and i.severity.strip().casefold() in severe
        and not is_over(i.status)
        and i.date <= day
        and person in i.participants
        for i in interactions
    )

"""Where the relationship with each person stands by the six dimensions, on what evidence, and which way it goes.

The newest assessment counts, of one day that of the smaller assessor id. The trend is the slope of Theil (1950) and Sen (1968)
through the gated levels of the last four assessments of at most a year, each with the evidence cap of its own day: the median of
the slopes of all pairs of different days, in levels a year; from ±.5 on it improves or declines. Complaints and overrides do not
enter it, since they say something of today.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from graphcrm.analysis.numbers import at_least, at_most
from graphcrm.analysis.order_statistics import median
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.six_dimensions import (
    LEVELS,
    Cap,
    Dimension,
    Rating,
    has_evidence,
    open_severe_complaint,
    rate,
    scores_of,
)
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.records import Assessment
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import decimal, joined, per_cent, signed

__all__ = [
    "Remark",
    "Status",
    "Trend",
    "assessments_of",
    "level_course",
    "mean_level",
    "mean_sentence",
    "status_of",
    "status_table",
    "trend_of",
]


_LAST = 4
_YEAR = 365


class Trend(Choice):
    IMPROVING = "improving", "改善"
    STEADY = "steady", "平稳"
    DECLINING = "declining", "下滑"


class Remark(Choice):
    """What else is to be known of a level."""

    OVERRIDE = "override", "人工调整", "set by hand"
    DISPUTED = "disputed", "评估人有分歧", "assessors disagree"


@dataclass(frozen=True, slots=True)
class Status:
    """A person's status; everything but `id` is None or empty where nobody has assessed them.

    scores
        As recorded.
    rating
        With the caps of today: an open severe complaint counts now.
    remarks
        Capped dimensions in the order of the rubric, then whether the level was set by hand, then whether assessors disagree.
    target
        The newest given, −1..3.
    assessors
        How many ever assessed the person.
    """

    id: str
    scores: Mapping[Dimension, int | None]
    rating: Rating | None
    remarks: tuple[Choice, ...]
    trend: Trend | None
    target: int | None
    assessed_on: str | None
    assessor: str | None
    assessors: int

    @property
    def level(self) -> int | None:
        return self.rating.level if self.rating else None

    @property
    def composite(self) -> float | None:
        return self.rating.composite if self.rating else None

    @property
    def gap(self) -> int | None:
        """Target − level; None where either is missing."""
        return None if self.target is None or self.level is None else self.target - self.level

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{p}: level 2 (supports), composite 1.70; steady. Guidance has no dated evidence: counted as 1.”"""
        name = snapshot.people[self.id].name
        if self.rating is None:
            return Text("{name}：尚未评估。", "{name}: not assessed yet.").format(name=name)
        said = [self._level(self.rating)]
        if self.trend is not None:
            said.append(self.trend.label)
        for cap in Cap:
            dimensions = [d.label for d in Dimension if self.rating.capped.get(d) is cap]
            if dimensions:
                said.append(
                    Text("{dims}{why}，按 1 计", "{dims}: {why}, counted as 1").format(
                        dims=joined(dimensions), why=cap.label
                    )
                )
        said += [remark.label for remark in self.remarks if isinstance(remark, Remark)]
        if self.assessors == 1:
            said.append(Text("只有一位评估人，置信度不高于 B", "one assessor only: confidence B at most"))
        what = Text("；", "; ").join(said)
        return Text("{name}：{what}。", "{name}: {what}.").format(name=name, what=what)

    def recorded(self, anchors: Mapping[str, Mapping[str, Text]]) -> Text:
        """“Recorded: acceptance 2, values our company and team; …”: the scores in the words of the rubric, empty without any."""
        said = [
            Text("{dim} {score}（{what}）", "{dim} {score} ({what})").format(
                dim=dimension.label, score=signed(score), what=anchors[dimension.value][str(score)]
            )
            for dimension, score in self.scores.items()
            if score is not None
        ]
        return Text("记录为：{said}。", " Recorded: {said}.").format(said=joined(said)) if said else Text("", "")

    def _level(self, rating: Rating) -> Text:
        if rating.level is None:
            return Text("依据不足，不定级", "insufficient evidence for a level")
        level = Text("{level} 级（{name}）", "level {level} ({name})").format(
            level=signed(rating.level), name=LEVELS[rating.level]
        )
        if rating.composite is None:
            return level
        return level + Text("，综合 {c}", ", composite {c}").format(c=decimal(rating.composite))


def assessments_of(
    snapshot: Snapshot, people: Collection[str], vendor: str | None
) -> Mapping[str, Sequence[Assessment]]:
    """Assessments of some people toward a vendor (none named: our company), newest first, of one day by assessor."""
    ours = snapshot.our_company.id if snapshot.our_company else None
    found: dict[str, list[Assessment]] = {}
    for one in snapshot.index.assessments(people):
        if (one.vendor or ours) == vendor:
            found.setdefault(one.person, []).append(one)
    return {
        p: sorted(sorted(of, key=lambda a: a.assessor), key=lambda a: a.date, reverse=True) for p, of in found.items()
    }


def status_table(situation: Situation, key_persons: Collection[str]) -> tuple[Status, ...]:
    """Everybody of the graph who was assessed, and the key people who were not, by descending share."""
    held = assessments_of(situation.snapshot, situation.graph.people, situation.context.vendor)
    return tuple(
        status_of(situation.snapshot, person, held.get(person, ()))
        for person in situation.rank_order
        if person in held or person in key_persons
    )


def status_of(snapshot: Snapshot, person: str, held: Sequence[Assessment]) -> Status:
    """The status by a person's assessments, newest first."""
    if not held:
        return Status(person, dict.fromkeys(Dimension), None, (), None, None, None, None, 0)
    newest, settings = held[0], snapshot.settings
    complaint = open_severe_complaint(snapshot.index.interactions([person]), person, snapshot.as_of.isoformat())
    rating = rate(
        scores_of(newest),
        evidence=_evidence(snapshot, newest),
        complaint=complaint,
        override=newest.override,
        settings=settings,
    )
    remarks: list[Choice] = [d for d in Dimension if d in rating.capped]
    if newest.override is not None:
        remarks.append(Remark.OVERRIDE)
    if _disputed(held, settings.status["disputed"]):
        remarks.append(Remark.DISPUTED)
    return Status(
        id=person,
        scores=scores_of(newest),
        rating=rating,
        remarks=tuple(remarks),
        trend=trend_of(snapshot, held),
        target=next((a.target for a in held if a.target is not None), None),
        assessed_on=newest.date,
        assessor=newest.assessor,
        assessors=len({a.assessor for a in held}),
    )


def trend_of(snapshot: Snapshot, held: Sequence[Assessment]) -> Trend | None:
    """The trend of a person's assessments, newest first; None with fewer than two levels of different days."""
    rules = snapshot.settings.status
    recent = [a for a in held if days_between(a.date, snapshot.as_of) <= rules["trend_days"]][:_LAST]
    points = [
        (date.fromisoformat(a.date).toordinal(), level) for a in recent if (level := _gated(snapshot, a)) is not None
    ]
    slopes = [(v - u) * _YEAR / (b - a) for (a, u), (b, v) in combinations(points, 2) if a != b]
    if not slopes:
        return None
    slope = median(slopes)
    if at_least(slope, rules["trend"]):
        return Trend.IMPROVING
    return Trend.DECLINING if at_most(slope, -rules["trend"]) else Trend.STEADY


def level_course(snapshot: Snapshot, held: Sequence[Assessment]) -> Sequence[tuple[str, int]]:
    """Day and gated level of every assessment that comes to one, oldest first, each with the evidence cap of its own day."""
    return [(a.date, level) for a in reversed(held) if (level := _gated(snapshot, a)) is not None]


def _gated(snapshot: Snapshot, found: Assessment) -> int | None:
    return rate(scores_of(found), evidence=_evidence(snapshot, found), settings=snapshot.settings).gated


def _evidence(snapshot: Snapshot, found: Assessment) -> bool:
    days = snapshot.settings.status["evidence_days"]
    return has_evidence(found.evidence, found.date, snapshot.index.interaction_days, days)


def _disputed(held: Iterable[Assessment], limit: float) -> bool:
    """Whether the newest assessments of two assessors lie so far apart on any dimension."""
    newest: dict[str, Assessment] = {}
    for one in held:
        newest.setdefault(one.assessor, one)
    for dimension in Dimension:
        scores = [s for a in newest.values() if (s := scores_of(a)[dimension]) is not None]
        if scores and max(scores) - min(scores) >= limit:
            return True
    return False


def mean_level(situation: Situation, rows: Iterable[Status]) -> tuple[float | None, float]:
    """Share-weighted mean level of those who have one (None without any), and the share of everybody else, 0..1."""
    known = {row.id: row.level for row in rows if row.level is not None}
    total = sum(situation.share_of(p) for p in known)
    mean = sum(situation.share_of(p) * level for p, level in known.items()) / total if total > 0 else None
    unknown = sum(situation.share_of(p) for p in situation.graph.people if p not in known)
    return mean, float(unknown)


def mean_sentence(mean: float | None, unknown: float) -> Text:
    """“Mean level 0.52 by share; 20 % of the influence has no level.”"""
    if mean is None:
        return Text("尚无任何人定级。", "Nobody has a level yet.")
    return Text(
        "按影响份额加权的平均等级 {mean}；{u} 的影响尚未定级。",
        "Mean level by influence share: {mean}; {u} of the influence has no level.",
    ).format(mean=decimal(mean), u=per_cent(unknown))

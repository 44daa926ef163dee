"""The KPI block: shares of one denominator, the decision-influence share, with a traffic light.

    covered    = Σ share·1[T ≥ .30]                    supportive = Σ share·1[T ≥ .30 ∧ support ≥ 1]
    advocacy   = Σ share·1[support ≥ 2]                exclusive  = Σ share·1[support = 3]
    hostile    = Σ share·1[support = −1]               unknown    = Σ share·1[support unknown or older than 180 days]
    blind      = Σ share·1[T < .10]                   seats      = Σ share·1[open seat]
    beyond     = Σ share·1[T < .30 ∧ support ≥ 1]

Quality, breadth and decision authority of contacts jointly drive the value of a relationship (Palmatier 2008). The
traffic light follows Altify: green, a recorded decider or approver supports us; amber, a key person does; red, neither.
It looks at attitudes alone, so it may be green where the supportive reach is 0: `beyond` says how much supports us
without a tie of ours.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.coverage.open_seats import seats_share
from graphcrm.analysis.numbers import TOLERANCE, at_least, is_active, ordinal
from graphcrm.analysis.opinion.known_support import fresh_level, recorded_deciders, share_where
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = ["Kpi", "Rag", "covered_people", "kpi_block", "rag"]


#: Support beyond our reach that is less than this is no part of the sentence.
_TOLD = 0.005


class Rag(Choice):
    RED = "red", "红：无关键人支持", "red: no key person in support"
    AMBER = "amber", "黄：关键人支持", "amber: key person in support"
    GREEN = "green", "绿：决策者支持", "green: decider in support"


@dataclass(frozen=True, slots=True)
class Kpi:
    """Shares in 0..1 (in signed graphs a share may be negative); `lean` is Φ in [−1, 1].

    bow_tie
        Largest part of the covered share that hangs on one person of ours, None if nothing is covered.
    min_threads
        Fewest person-disjoint routes to any decider, None without deciders.
    level
        Relationship level 1..4, None where it was not assessed.
    data_grade
        A..D.
    blind_spots
        The people with the largest share × (1 − T) among those without an active tie, at most two.
    """

    covered: float
    supportive: float
    advocacy: float
    exclusive: float
    hostile: float
    unknown: float
    blind: float
    seats: float
    beyond: float
    lean: float
    rag: Rag
    bow_tie: float | None
    min_threads: int | None
    level: int | None
    data_grade: str | None
    blind_spots: tuple[tuple[str, float], ...]
    assumptions: tuple[Text, ...]

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text, in whole per cents."""
        spots = Text("。", ".")
        if self.blind_spots:
            spot = Text("{p}（{share}）", "{p} ({share})")
            named = [spot.format(p=snapshot.people[p].name, share=per_cent(share)) for p, share in self.blind_spots]
            which = "largest gap" if len(named) == 1 else "largest gaps"
            spots = Text("；最大缺口：{spots}。", f"; {which} {{spots}}.").format(spots=joined(named))
        seats = Text("", "")
        if self.seats > TOLERANCE:
            seats = Text("（含待确认席位 {s}）", " (including {s} with open seats that nobody we know holds)")
        beyond = Text("", "")
        if at_least(self.beyond, _TOLD):
            beyond = Text("、支持但未触达 {b}", ", {b} supportive beyond our reach").format(b=per_cent(self.beyond))
        return (
            Text(
                "可触达的决策影响 {c}；可触达且支持 {s}{beyond}、反对 {h}、态度未知 {u}",
                "We can reach {c} of decision influence; {s} within reach and supportive{beyond}, {h} hostile, {u} unknown",
            ).format(
                beyond=beyond,
                c=per_cent(self.covered),
                s=per_cent(self.supportive),
                h=per_cent(self.hostile),
                u=per_cent(self.unknown),
            )
            + seats.format(s=per_cent(self.seats))
            + spots
        )


def covered_people(situation: Situation) -> tuple[str, ...]:
    """People of the graph to whom we have an active tie (best T ≥ .30)."""
    settings = situation.snapshot.settings
    return tuple(p for p in situation.graph.people if is_active(situation.ties.best(p)[0], settings))


def rag(situation: Situation, key_persons: Collection[str]) -> Rag:
    """The traffic light; stale support counts as unknown."""

    def supports(person: str) -> bool:
        return (fresh_level(situation, person) or 0) >= 1

    if any(supports(p) for p in recorded_deciders(situation)):
        return Rag.GREEN
    return Rag.AMBER if any(supports(p) for p in key_persons) else Rag.RED


def kpi_block(
    situation: Situation,
    key_persons: Collection[str],
    *,
    bow_tie: float | None = None,
    min_threads: int | None = None,
    level: int | None = None,
    data_grade: str | None = None,
) -> Kpi:
    """The KPI block of a context.

    Parameters
    ----------
    situation : Situation
    key_persons : collection of ids
        As `graphcrm.analysis.influence.key_persons` finds them.
    bow_tie, min_threads, level, data_grade
        Results of the resilience, relationship-level and audit analyses, passed through.

    Returns
    -------
    Kpi
        All shares are 0 for an account without people.
    """
    people = situation.graph.people
    covered = set(covered_people(situation))
    fresh = {p: fresh_level(situation, p) for p in people}
    tie = {p: situation.ties.best(p)[0] for p in people}

    def supporting(level: int) -> set[str]:
        return {p for p, known in fresh.items() if known is not None and known >= level}

    def total(chosen: Collection[str]) -> float:
        return share_where(situation, sorted(chosen))

    gap = {p: situation.share_of(p) * (1 - tie[p]) for p in people if p not in covered and situation.share_of(p) > 0}
    worst = sorted(gap, key=lambda p: (-ordinal(gap[p]), p))[:2]
    notes = list(situation.weights.notes)
    if level is None:
        notes.append(Text("客户关系层级未评定", "relationship level not assessed"))
    return Kpi(
        covered=total(covered),
        supportive=total(covered & supporting(1)),
        advocacy=total(supporting(2)),
        exclusive=total(supporting(3)),
        hostile=total([p for p, known in fresh.items() if known == -1]),
        unknown=total([p for p, known in fresh.items() if known is None]),
        blind=total([p for p in people if not at_least(tie[p], LEAST_TIE)]),
        seats=seats_share(situation),
        beyond=total(supporting(1) - covered),
        lean=situation.lean,
        rag=rag(situation, key_persons),
        bow_tie=bow_tie,
        min_threads=min_threads,
        level=level,
        data_grade=data_grade,
        blind_spots=tuple((p, situation.share_of(p)) for p in worst),
        assumptions=tuple(notes),
    )

"""Drift: who cools toward us while a competitor warms, and where a competitor's standing moves.

Support is compared with that of half a year ago (180 days), ties with those of a quarter ago (90 days), each as it was recorded
then; what is not known counts as 0. A tie has moved if T differs by at least .05. All three are settings. A person drifts if our
side fell and the other side rose, each in support or in ties ("见缝插针").
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphcrm.analysis.contest.rival_ties import rival_ties
from graphcrm.analysis.coverage.tie import Ties, ties
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.opinion.support import competitor_supports, supports
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot

__all__ = ["Movement", "Movements", "movements"]


class Movement(Choice):
    RISING = "rising", "上升"
    FALLING = "falling", "下降"
    STEADY = "steady", "平稳"


@dataclass(frozen=True, slots=True)
class _Side:
    """How one side stands with people now and then: support −1..3, ties in [0, 1); whoever is absent counts as 0."""

    support: Mapping[str, int]
    support_then: Mapping[str, int]
    tie: Mapping[str, float]
    tie_then: Mapping[str, float]
    #: Least change of a tie.
    step: float

    def support_moved(self, person: str) -> int:
        return self.support.get(person, 0) - self.support_then.get(person, 0)

    def tie_moved(self, person: str) -> int:
        """1, −1 or 0, changes below the step being none."""
        change = self.tie.get(person, 0.0) - self.tie_then.get(person, 0.0)
        return int(at_least(change, self.step)) - int(at_least(-change, self.step))

    def fell(self, person: str) -> bool:
        return self.support_moved(person) < 0 or self.tie_moved(person) < 0

    def rose(self, person: str) -> bool:
        return self.support_moved(person) > 0 or self.tie_moved(person) > 0

    def trend(self, person: str) -> Movement:
        """Of the support; where that is equal, of the ties."""
        change = self.support_moved(person) or self.tie_moved(person)
        return Movement.STEADY if change == 0 else Movement.RISING if change > 0 else Movement.FALLING


@dataclass(frozen=True, slots=True)
class Movements:
    """Both sides, now and then, and our ties a quarter ago."""

    ours: _Side
    theirs: _Side
    ties_then: Ties

    def drifts(self, person: str) -> bool:
        """Our side fell, and theirs rose."""
        return self.ours.fell(person) and self.theirs.rose(person)

    def competitor(self, person: str) -> Movement:
        """Which way the competitors' standing with a person moves."""
        return self.theirs.trend(person)


def movements(
    situation: Situation, people: Collection[str], rivals: Collection[str], quarter: Snapshot, half_year: Snapshot
) -> Movements:
    """How both sides moved with some people.

    Parameters
    ----------
    people : collection of ids
    rivals : collection of ids
        The competitors, together as one side.
    quarter, half_year : Snapshot
        What was recorded on the days to which ties, and support, are compared (`Settings.drift_days`).
    """
    snapshot, context = situation.snapshot, situation.context
    step = snapshot.settings.contest["tie_step"]

    def known(then: Snapshot) -> list[str]:
        return [p for p in people if p in then.people]

    def support_at(then: Snapshot) -> Mapping[str, int]:
        return {p: s.level for p, s in supports(then, context, context.vendor, people).items()}

    held = ties(quarter, known(quarter))
    return Movements(
        _Side(
            {p: s.level for p, s in situation.support.items()},
            support_at(half_year),
            {p: situation.ties.best(p)[0] for p in people},
            {p: held.best(p)[0] for p in known(quarter)},
            step,
        ),
        _Side(
            competitor_supports(snapshot, context, people, rivals),
            competitor_supports(half_year, context, people, rivals),
            rival_ties(snapshot, rivals, people),
            rival_ties(quarter, rivals, known(quarter)),
            step,
        ),
        held,
    )

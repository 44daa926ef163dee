"""Stress test: how likely is it that people leave and take our access with them?

In each of 4,000 seeded draws everybody of the influence graph leaves within the horizon with probability
``1 − (1 − .28)^(h/365)`` and each of ours who is tied to any of them with ``1 − (1 − .20)^(h/365)`` (contact records go out
of date at 25–30 % a year).
Reported are how often no live thread leads to a decider who is still there, how likely the decider leaves, and the covered share
to be expected. (Whoever leaves is lost whatever we do; in one figure that would hide how well the others are reached.)
The method's 500 draws tell a risk of 4 % to ±1.7 points, of the size of what is told; 4,000 tell it to ±0.6.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.numbers import TOLERANCE, is_active
from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.resilience.threads import thread_hops
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULT_SEED
from graphcrm.spoken import counted, per_cent

__all__ = ["Stress", "leaving_probability", "stress"]


@dataclass(frozen=True, slots=True)
class Stress:
    """Result of the draws.

    lost
        Part of the draws, 0..1, in which nobody is left on the way to a decider, who is taken to be there in each of them.
    leaves
        Probability of a decider to leave.
    covered, expected_covered
        Covered share now, and its mean over the draws, measured by the shares of today.
    """

    lost: Mapping[str, float]
    leaves: float
    covered: float
    expected_covered: float
    horizon: int
    draws: int
    seed: int

    def sentence(self) -> Text:
        """“In {h} days the covered share is expected to go from … to …”"""
        if abs(self.covered) <= TOLERANCE:
            return Text("目前没有任何有效触达。", "Nothing is covered yet.")
        now, later = per_cent(self.covered), per_cent(self.expected_covered)
        if now == later:
            return Text(
                f"{self.horizon} 天内，考虑人员流动，触达份额预计仍为 {now}。",
                f"With people leaving at the usual rate the covered share is expected to stay at {now} within "
                f"{counted(self.horizon, 'day')}.",
            )
        return Text(
            f"{self.horizon} 天内，考虑人员流动，触达份额预计由 {now} 变为 {later}。",
            f"With people leaving at the usual rate the covered share is expected to go from {now} to "
            f"{later} within {counted(self.horizon, 'day')}.",
        )


def leaving_probability(yearly: float, days: float) -> float:
    """``1 − (1 − yearly)^(days/365)``.

    >>> round(leaving_probability(0.28, 180), 2)
    0.15
    """
    return float(1 - (1 - yearly) ** (days / 365))


def stress(situation: Situation, *, horizon: int | None = None, draws: int = 4000, seed: int = DEFAULT_SEED) -> Stress:
    """Draw who leaves, and see who can still be reached over the threads that remain.

    Parameters
    ----------
    horizon : int, optional
        Days, ≥ 0; as the settings say, 180 unless they are changed.
    draws : int
        Number of draws, ≥ 1; the same seed gives the same result.
    """
    snapshot, graph = situation.snapshot, situation.graph
    rates = snapshot.settings.attrition
    horizon = int(rates["days"]) if horizon is None else horizon
    ours, theirs = len(situation.team), len(graph.people)
    people = [*situation.team, *graph.people]
    leaving = np.repeat(
        [leaving_probability(rates["ours"], horizon), leaving_probability(rates["theirs"], horizon)], [ours, theirs]
    )
    alike = likeness(situation)
    order = np.concatenate([alike.team, ours + alike.people])
    stays = np.empty((draws, len(people)), dtype=bool)
    stays[:, order] = np.random.default_rng(seed).random(stays.shape) >= leaving[order]
    hops = _hops(situation, people)
    ways = _reached(stays, hops, ours).astype(np.float32) @ hops[:, ours:]
    cut = alike.shared((ways == 0).mean(axis=0))
    lost = {decider: float(cut[graph.index[decider]]) for decider in situation.weights.deciders}
    leaves = leaving_probability(rates["theirs"], horizon)
    holds = _active(situation)
    covers = ((stays[:, :ours].astype(np.float32) @ holds) > 0) & stays[:, ours:]
    covered = float(situation.share[holds.any(axis=0)].sum())
    return Stress(lost, leaves, covered, float((covers @ situation.share).mean()), horizon, draws, seed)


def _hops(situation: Situation, people: Sequence[str]) -> NDArray[np.float32]:
    """1 where a thread leads from one person to another, through nobody who may not introduce."""
    index = {p: i for i, p in enumerate(people)}
    hops = np.zeros((len(people), len(people)), dtype=np.float32)
    for u, v in thread_hops(situation):
        if u not in situation.graph.index or may_introduce(situation.snapshot, u):
            hops[index[u], index[v]] = 1.0
    return hops


def _reached(stays: NDArray[np.bool_], hops: NDArray[np.float32], ours: int) -> NDArray[np.bool_]:
    """Who is reached from those of ours who stay, over people who stay; shape (draws, people)."""
    reached = np.zeros_like(stays)
    reached[:, :ours] = stays[:, :ours]
    while True:
        further = (reached | (reached.astype(np.float32) @ hops > 0)) & stays
        if np.array_equal(further, reached):
            return reached
        reached = further


def _active(situation: Situation) -> NDArray[np.float32]:
    """1 where one of ours has an active tie to somebody of the graph, shape (ours, theirs)."""
    ours = {p: i for i, p in enumerate(situation.team)}
    holds = np.zeros((len(ours), len(situation.graph.people)), dtype=np.float32)
    settings = situation.snapshot.settings
    for (mine, person), tie in situation.ties.by_pair.items():
        if person in situation.graph.index and is_active(tie.strength, settings):
            holds[ours[mine], situation.graph.index[person]] = 1.0
    return holds

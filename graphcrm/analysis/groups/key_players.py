"""Key-player sets: the best k people to work with (Borgatti 2006, KPP-POS by plausible reach).

    R(S) = Σ_v b_v max_{u ∈ S} Π[u, v] / Σ_v b_v

with Π the best path strength (1 on the diagonal): how much of the decision the set can plausibly reach. People with
decision weight stand aside unless asked for, because the answer would be the deciders themselves; so do people whom nobody
may be asked to win over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.groups.best_set import MOST_SETS, best_set, marginal_gains
from graphcrm.analysis.numbers import is_active
from graphcrm.analysis.paths.paths import best_strengths, bounded_distances, path_costs
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent, whole

__all__ = ["FEWEST", "Basis", "KeyPlayers", "key_players", "stability"]

#: Fewer people than this: no sets.
FEWEST = 4
#: From so many people on, all paths are cheaper to find at once than one target after the other.
_MANY = 25

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]


class Basis(Choice):
    """What is to be reached: weights b of the people."""

    DECISION = "decision", "决策权重", "decision weight"
    SHARE = "share", "影响份额", "influence share"
    UNIFORM = "uniform", "所有人等权", "everybody alike"


_REACHED = {
    Basis.DECISION: Text("决策影响", "decision influence"),
    Basis.SHARE: Text("影响份额", "influence shares"),
    Basis.UNIFORM: Text("人员", "people"),
}


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """The best set and the next best one.

    members, gains
        In the order in which each adds most; the gains sum to `reach` (0..1). A gain of 0: the member adds nothing.
    runner_up, runner_up_reach
        The next best set of the same size by id; () if there is no other.
    exhaustive
        No set reaches more; otherwise greedy choice with swaps.
    """

    k: int
    basis: Basis
    members: tuple[str, ...]
    gains: tuple[float, ...]
    reach: float
    runner_up: tuple[str, ...]
    runner_up_reach: float
    exhaustive: bool

    @property
    def contributing(self) -> tuple[str, ...]:
        """Members that add something."""
        return tuple(p for p, gain in zip(self.members, self.gains, strict=True) if gain > 0)

    def sentence(self, snapshot: Snapshot) -> Text:
        """“The set … together reaches {R} % of the decision influence; the next best set is only {d} points behind.”"""
        if not self.members:
            return Text("没有可供经营的人选。", "There is nobody to choose from.")

        def named(ids: tuple[str, ...]) -> Text:
            return joined(snapshot.people[p].name for p in ids)

        points = whole(100 * (self.reach - self.runner_up_reach))
        other = Text(";没有其他组合", "; there is no other set")
        if self.runner_up:
            other = Text(
                ";次优组合 {alt} 仅差 {d} 个百分点", "; the next best set, {alt}, is only {d} points behind"
            ).format(alt=named(self.runner_up), d=points)
            if points == "0":
                other = Text(";次优组合 {alt} 几乎相同", "; the next best set, {alt}, is as good").format(
                    alt=named(self.runner_up)
                )
        return Text(
            "{k} 人组合 {set} 合计可触达 {R} 的{what}{other}。",
            "The set of {k}, {set}, together reaches {R} of the {what}{other}.",
        ).format(
            k=len(self.members), set=named(self.members), R=per_cent(self.reach), what=_REACHED[self.basis], other=other
        )


def key_players(
    situation: Situation,
    k: int = 3,
    basis: Basis = Basis.DECISION,
    *,
    deciders: bool = False,
    reachable: bool = False,
    most_sets: int = MOST_SETS,
) -> KeyPlayers | None:
    """Best set of k people by plausible reach.

    Parameters
    ----------
    deciders : bool
        Let people with decision weight be members.
    reachable : bool
        Only people with whom we have an active tie (T ≥ .30).
    most_sets : int
        Up to this number of sets the best is certain.

    Returns
    -------
    KeyPlayers
        With fewer candidates than k: all of them. None for fewer than four people, where sets mean nothing.

    Raises
    ------
    UsageError
        k < 1.
    """
    if k < 1:
        raise UsageError(Text(f"k = {k} 应不小于 1", f"k = {k} should be 1 or more"))
    graph = situation.graph
    if len(graph.people) < FEWEST:
        return None
    b = _weights(situation, basis)
    candidates = _candidates(situation, deciders, reachable)
    reach, targets = _reach(graph.W, b)
    rows = reach[candidates]
    found = best_set(rows, targets, k, most_sets)
    gains = marginal_gains(rows, targets, found.members)

    def ids(members: Iterable[int]) -> tuple[str, ...]:
        return tuple(graph.people[candidates[m]] for m in members)

    return KeyPlayers(
        k=k,
        basis=basis,
        members=ids(m for m, _ in gains),
        gains=tuple(gain for _, gain in gains),
        reach=found.score,
        runner_up=ids(found.runner_up),
        runner_up_reach=found.runner_up_score,
        exhaustive=found.exhaustive,
    )


def stability(situation: Situation, players: KeyPlayers, drawn: Iterable[Matrix], **options: bool) -> float | None:
    """Mean part of the set, 0..1, that is found again in random draws of the weights.

    Parameters
    ----------
    drawn : iterable of array, shape (n, n)
        Weight matrices over ``situation.graph.people``.
    options
        `deciders` and `reachable` as for `key_players`.

    Returns
    -------
    float
        None without members or draws. In each draw the greedy choice with swaps is taken.
    """
    b = _weights(situation, players.basis)
    candidates = _candidates(situation, options.get("deciders", False), options.get("reachable", False))
    people = situation.graph.people
    mine = set(players.members)
    overlaps = []
    for weights in drawn:
        reach, targets = _reach(weights, b)
        members = best_set(reach[candidates], targets, players.k, most_sets=0).members
        overlaps.append(len(mine & {people[candidates[m]] for m in members}) / max(1, len(mine)))
    return float(np.mean(overlaps)) if overlaps and mine else None


def _weights(situation: Situation, basis: Basis) -> Vector:
    b = {
        Basis.DECISION: situation.r,
        Basis.SHARE: np.maximum(situation.share, 0.0),
        Basis.UNIFORM: np.ones(len(situation.graph.people)),
    }[basis]
    total = b.sum()
    return np.asarray(b / total if total > 0 else b)


def _candidates(situation: Situation, deciders: bool, reachable: bool) -> list[int]:
    settings = situation.snapshot.settings
    return [
        at
        for at, person in enumerate(situation.graph.people)
        if (deciders or situation.r[at] == 0)
        and situation.snapshot.may_be_target(person)
        and (not reachable or is_active(situation.ties.best(person)[0], settings))
    ]


def _reach(weights: Matrix, b: Vector) -> tuple[Matrix, Vector]:
    """Best path strength from everybody to each person who counts, and the weights of those."""
    targets = np.flatnonzero(b > 0)
    if len(targets) > _MANY:
        return best_strengths(weights)[:, targets], b[targets]
    costs = path_costs(weights)
    columns = [np.exp(-bounded_distances(costs, int(t))[-1]) for t in targets]
    return np.array(columns).reshape(len(targets), len(b)).T, b[targets]

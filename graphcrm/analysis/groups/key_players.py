"""Key-player sets: the best k people to work with (Borgatti 2006, KPP-POS by plausible reach).

    R(S) = Σ_v b_v max_{u ∈ S} Π[u, v] / Σ_v b_v

with Π the best path strength (1 on the diagonal): how much of the decision the set can plausibly reach. People with
decision weight stand aside unless asked for, because the answer would be the deciders themselves; so do people whom nobody
may be asked to win over.

A member m without whom the set reaches as much, ``R(S) = R(S ∖ {m})``, adds nothing and is left out, of several that could stand
for each other the last by id; so the set may be smaller than k. The runner-up is the best set of k that still differs when its own
idle members are left out: every such set lacks a member of the best one, and is found by leaving out each in turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from graphcrm.analysis.groups.best_set import MOST_SETS, best_set
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.numbers import TOLERANCE, is_active
from graphcrm.analysis.paths.paths import Hops, best_strengths, path_costs
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Matrix, Vector
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent, whole

__all__ = ["FEWEST", "Basis", "KeyPlayers", "best_members", "key_players", "stability"]


#: Fewer people than this: no sets.
FEWEST = 4
#: From so many people on, all paths are cheaper to find at once than one target after the other.
_MANY = 25
_DIGITS = 12


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
    """The best set and the next best one, at most `k` people each, without members that add nothing.

    members, marginal
        By what the set loses without them, ``R(S) − R(S ∖ {m})``, most first, equal ones by id; `reach` is R(S) in 0..1.
    runner_up, runner_up_reach
        By id; () if there is no other set.
    exhaustive
        No set reaches more; otherwise greedy choice with swaps.
    """

    k: int
    basis: Basis
    members: tuple[str, ...]
    marginal: tuple[float, ...]
    reach: float
    runner_up: tuple[str, ...]
    runner_up_reach: float
    exhaustive: bool

    def sentence(self, snapshot: Snapshot) -> Text:
        """“The set … together reaches {R} % of the decision influence; the next best set is {d} points behind.”"""
        if not self.members:
            return Text("没有可供经营的人选。", "There is nobody to choose from.")

        def named(ids: tuple[str, ...]) -> Text:
            return joined(snapshot.people[p].name for p in ids)

        points = whole(100 * (self.reach - self.runner_up_reach))
        other = Text("；没有其他组合", "; there is no other set")
        if self.runner_up:
            unit = "point" if points == "1" else "points"
            other = Text(
                "；次优组合（{alt}）差 {d} 个百分点", f"; the next best set, {{alt}}, is {{d}} {unit} behind"
            ).format(alt=named(self.runner_up), d=points)
            if points == "0":
                other = Text("；次优组合（{alt}）同样好", "; the next best set, {alt}, is as good")
                if self.reach - self.runner_up_reach > TOLERANCE:
                    other = Text(
                        "；次优组合（{alt}）相差不到 1 个百分点",
                        "; the next best set, {alt}, is less than a point behind",
                    )
                other = other.format(alt=named(self.runner_up))
        together = Text("{k} 人组合（{set}）合计可触达", "The set of {k}, {set}, together reaches")
        if len(self.members) == 1:
            together = Text("仅 {set} 一人即可触达", "{set} alone reaches")
        return Text(
            together.zh + " {R} 的{what}{other}。",
            together.en + " {R} of the {what}{other}.",
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
        None for fewer than four people, where sets mean nothing.

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
    reach, targets = _reach(Hops(path_costs(graph.W)), b)
    rows = reach[candidates]
    found = best_set(rows, targets, k, most_sets)
    members = _useful(rows, targets, found.members)
    ids = [graph.people[at] for at in candidates]
    loss = {ids[m]: gain for m, gain in zip(members, _losses(rows, targets, members), strict=True)}
    order = sorted(loss, key=lambda p: (-loss[p], p))
    other, other_reach = _runner_up(rows, targets, k, most_sets, members)
    return KeyPlayers(
        k=k,
        basis=basis,
        members=tuple(order),
        marginal=tuple(loss[p] for p in order),
        reach=found.score,
        runner_up=tuple(ids[m] for m in other),
        runner_up_reach=other_reach,
        exhaustive=found.exhaustive,
    )


def best_members(situation: Situation, k: int) -> frozenset[str]:
    """The members of :func:`key_players` alone: most of its work is for the runner-up, of which not everybody asks."""
    if len(situation.graph.people) < FEWEST:
        return frozenset()
    candidates = _candidates(situation, deciders=False, reachable=False)
    reach, targets = _reach(Hops(path_costs(situation.graph.W)), _weights(situation, Basis.DECISION))
    rows = reach[candidates]
    members = _useful(rows, targets, best_set(rows, targets, k).members)
    return frozenset(situation.graph.people[candidates[m]] for m in members)


def _losses(rows: Matrix, b: Vector, members: Sequence[int]) -> list[float]:
    """``R(S) − R(S ∖ {m})`` of each member, without rounding errors."""
    everybody = _score(rows, b, members)
    return [round(everybody - _score(rows, b, [o for o in members if o != m]), _DIGITS) for m in members]


def _useful(rows: Matrix, b: Vector, members: Sequence[int]) -> tuple[int, ...]:
    """A set without members that add nothing, the last ones left out first."""
    kept = sorted(members)
    while True:
        idle = [m for m, loss in zip(kept, _losses(rows, b, kept), strict=True) if loss <= 0]
        if not idle:
            return tuple(kept)
        kept.remove(idle[-1])


def _runner_up(rows: Matrix, b: Vector, k: int, most_sets: int, best: tuple[int, ...]) -> tuple[tuple[int, ...], float]:
    """The best other set, without its idle members, and its reach; nothing if all candidates are in the best one."""
    found = []
    for absent in best if len(rows) > k else ():
        others = np.delete(np.arange(len(rows)), absent)
        second = best_set(rows[others], b, k, most_sets)
        useful = _useful(rows[others], b, second.members)
        found.append((-second.score, tuple(int(others[m]) for m in useful)))
    score, members = min(found, default=(0.0, ()))
    return members, -score if members else 0.0


def _score(rows: Matrix, b: Vector, members: Sequence[int]) -> float:
    return float(rows[list(members)].max(axis=0, initial=0.0) @ b)


def stability(
    situation: Situation,
    players: KeyPlayers,
    drawn: Iterable[Hops],
    *,
    deciders: bool = False,
    reachable: bool = False,
) -> float | None:
    """Mean part of the set, 0..1, that is found again in random draws of the weights.

    Parameters
    ----------
    drawn : iterable of Hops
        Between people of the graph by their places in it, with −ln of their weight as cost.
    deciders, reachable
        As for `key_players`.

    Returns
    -------
    float or None
        None without members or draws. In each draw the greedy choice with swaps is taken.
    """
    b = _weights(situation, players.basis)
    candidates = _candidates(situation, deciders, reachable)
    place = likeness(situation).place  # of equals in a draw the same one is taken, whatever people are called
    candidates.sort(key=lambda at: int(place[at]))
    people = situation.graph.people
    mine = set(players.members)
    overlaps = []
    for hops in drawn if mine else ():
        reach, targets = _reach(hops, b)
        rows = reach[candidates]
        again = _useful(rows, targets, best_set(rows, targets, players.k, most_sets=0).members)
        overlaps.append(len(mine & {people[candidates[m]] for m in again}) / len(mine))
    return float(np.mean(overlaps)) if overlaps else None


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


def _reach(hops: Hops, b: Vector) -> tuple[Matrix, Vector]:
    """Best path strength from everybody to each person who counts, and the weights of those."""
    targets = np.flatnonzero(b > 0)
    if len(targets) > _MANY:
        return best_strengths(np.exp(-hops.costs))[:, targets], b[targets]
    return np.exp(-hops.distances(targets)), b[targets]

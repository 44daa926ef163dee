"""The smallest coalition: how few people, moved together, would carry a decision or sink it.

The value of a decision by its rule is made of equilibrium opinions ``y = V x``, and these are linear in the attitudes x, so that what a
set of people changes is the sum of what each changes:

    carry   everybody of S goes one level up (unknown as 0 → 1; level 3 stays)      until value ≥ +aim
    sink    everybody of S turns against us (x = −1)                                 until value ≤ −aim

    weighted   value = Φ = rᵀ y
    veto       value = min over veto holders of y      (carried if all of them are, sunk if one is)
    majority   value = 2·Σ r·1[y > 0] − 1              (carried by half of the weight and more)

The smallest set is found as a 0/1 linear program with one mark for every opinion that counts, so it is proven smallest; of several of
one size it takes people who move Φ more, ties by id. For carrying, people who may not be won over do not stand for election; nobody
counts for sinking who is no person, such as an open seat.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.influence.share import control_matrix
from graphcrm.analysis.numbers import TOLERANCE, ordinal
from graphcrm.analysis.opinion.forecast import decision_value, veto_holders
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Matrix, Vector
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import DecisionRule
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, lean

__all__ = ["Coalition", "CoalitionDirection", "coalition"]


_PATIENCE = 10.0
#: What a yes must reach: above the solver's own tolerance (1e-6), which would else take an opinion of nothing for one.
_YES = 1e-5


class CoalitionDirection(Choice):
    """What a coalition does."""

    CARRY = "carry", "促成", "carry"
    SINK = "sink", "阻断", "sink"


@dataclass(frozen=True, slots=True)
class Coalition:
    """`members` by what they move, most first; empty if nothing is needed, None if nobody could do it even all together.

    `value` and `value_then` are those of the decision by its rule, before and after; then with everybody where `members` is None.
    `proven`: no smaller set does it.
    """

    direction: CoalitionDirection
    members: tuple[str, ...] | None
    value: float
    value_then: float
    proven: bool

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{names}, one level up each, would carry it …”"""
        now, then = lean(self.value), lean(self.value_then)
        carry = self.direction is CoalitionDirection.CARRY
        if self.members is None:
            text = Text(
                "所有可争取的人各升一级也只到 {then}：仅此不足以促成。",
                "One level more of everybody who may be won gives {then}: not enough to carry it.",
            )
            if not carry:
                text = Text("所有人都反对也只到 {then}。", "Even with everybody opposed it would be {then}.")
            return text.format(then=then)
        if not self.members:
            text = Text("已倾向支持（{now}），无需再争取。", "It is favourable already ({now}).")
            if not carry:
                text = Text("已倾向反对（{now}）。", "It is unfavourable already ({now}).")
            return text.format(now=now)
        text = Text(
            "最少争取 {n} 人：{names} 各升一级，由 {now} 变为 {then}。",
            "The fewest to win, {n}: {names}, one level up each, take it from {now} to {then}.",
        )
        if len(self.members) == 1:
            text = Text(
                "最少争取 {n} 人：{names} 升一级，由 {now} 变为 {then}。",
                "The fewest to win, {n}: {names}, one level up, takes it from {now} to {then}.",
            )
        if not carry:
            text = Text(
                "最少 {n} 人就能阻断：{names} 若转为反对，由 {now} 变为 {then}；请先守住。",
                "The fewest who could sink it, {n}: {names}, coming to oppose, would take it from {now} to {then}; hold them first.",
            )
        names = joined(snapshot.people[p].name for p in self.members)
        return text.format(n=len(self.members), names=names, now=now, then=then)


def coalition(situation: Situation, direction: CoalitionDirection, aim: float) -> Coalition:
    """The smallest set that carries a decision to `aim` or sinks it to −`aim`; `aim` > 0."""
    value = decision_value(situation, situation.y)
    sign = 1.0 if direction is CoalitionDirection.CARRY else -1.0
    if sign * value >= aim - TOLERANCE:
        return Coalition(direction, (), value, value, True)
    people, steps = _steps(situation, direction)
    gain = sign * situation.share[people] * steps
    order = np.lexsort((people, -ordinal(gain)))
    people, steps = people[order], steps[order]
    V = control_matrix(situation.graph.W, situation.graph.kappa)

    def then(chosen: Sequence[int]) -> float:
        x = situation.x.copy()
        x[people[chosen]] += steps[chosen]
        return decision_value(situation, V @ x)

    chosen, proven = _fewest(_conditions(situation, sign, aim), sign * situation.y, sign * V[:, people] * steps)
    if chosen is None:
        return Coalition(direction, None, value, then(range(len(people))), proven)
    return Coalition(direction, tuple(situation.graph.people[people[at]] for at in chosen), value, then(chosen), proven)


def _steps(situation: Situation, direction: CoalitionDirection) -> tuple[NDArray[np.int64], Vector]:
    """Places of those who may move, and how far each opinion goes."""
    snapshot, found = situation.snapshot, []
    for at, person in enumerate(situation.graph.people):
        level = situation.level_of(person)
        if direction is CoalitionDirection.SINK:
            step = 0.0 if snapshot.is_seat(person) else -1.0 - opinion(level)
        else:
            step = 0.0 if level == 3 else opinion(1 if level is None else level + 1) - opinion(level)
            step *= snapshot.may_be_target(person)
        if step:
            found.append((at, step))
    return np.array([at for at, _ in found], dtype=np.int64), np.array([step for _, step in found])


@dataclass(frozen=True, slots=True)
class _Conditions:
    """Opinions that count, as rows of weights over everybody: met where `rows @ y` reaches `least`; `votes` of those met sum to `need`."""

    rows: Matrix
    least: float
    votes: Vector
    need: float


def _conditions(situation: Situation, sign: float, aim: float) -> _Conditions:
    """What has to hold for the decision to be carried (sign 1) or sunk (−1), said of sign · y."""
    graph, rule = situation.graph, situation.context.rule
    holders = sorted(graph.index[p] for p in veto_holders(situation))
    if rule is DecisionRule.VETO and holders:
        return _Conditions(
            np.eye(len(graph.people))[holders], aim, np.ones(len(holders)), len(holders) if sign > 0 else 1.0
        )
    if rule is DecisionRule.MAJORITY:
        voters = np.flatnonzero(situation.r > 0)
        least = _YES if sign > 0 else 0.0
        return _Conditions(np.eye(len(graph.people))[voters], least, situation.r[voters], (1 + aim) / 2)
    return _Conditions(situation.r[None, :], aim, np.ones(1), 1.0)


def _fewest(wanted: _Conditions, y: Vector, moves: Matrix) -> tuple[list[int] | None, bool]:
    """The fewest columns of `moves` that added to `y` meet enough conditions, the first of several alike; None if all do not.

    The second value is whether the search came to its end.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, base, effect = moves.shape[1], wanted.rows @ y, wanted.rows @ moves
    if not n:
        return None, True
    room = np.abs(base) + abs(wanted.least) + np.abs(effect).sum(axis=1)
    met = np.hstack([effect, -np.diag(room)])
    enough = np.hstack([np.zeros(n), wanted.votes])[None, :]
    slack = 1e-9
    found = milp(
        np.hstack([1 + np.arange(n) / n**2, np.zeros(len(base))]),
        integrality=np.ones(n + len(base)),
        bounds=Bounds(0, 1),
        constraints=[
            LinearConstraint(met, lb=wanted.least - base - room - slack),
            LinearConstraint(enough, lb=wanted.need - slack),
        ],
        options={"mip_rel_gap": 0.0, "time_limit": _PATIENCE},
    )
    if found.x is None:
        return None, found.status == 2
    return [int(at) for at in np.flatnonzero(found.x[:n] > 0.5)], found.status == 0

"""Factions against departments: which circles people really form, and which of them are opposed.

Louvain on the undirected influence graph from 50 seeds; a circle is made of people whom at least half of the runs put together,
directly or through others. Circles are told only if they explain the ties (modularity Q ≥ .30) and the runs agree (mean AMI of two
runs ≥ .6, over those who have a tie: people without one are alone in every run and would make any result look stable).

    E–I index = (E − I) / (E + I), E the weight of ties across departments, I within (Krackhardt & Stern 1988)

Seeds visit people in an order that does not depend on what they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.groups.agreement import adjusted_agreement, normalised_agreement
from graphcrm.analysis.groups.department import department_of, departments
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.louvain import louvain, modularity, numbered
from graphcrm.analysis.numbers import TOLERANCE, at_least, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Matrix
from graphcrm.dataclass import dataclass
from graphcrm.graph.undirected import undirected
from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.spoken import decimal, joined, per_cent

__all__ = ["FEWEST_PEOPLE", "FEWEST_TIES", "RUNS", "Circle", "Factions", "consensus", "ei_index", "factions"]


#: Fewer people or ties than this: no circles are looked for.
FEWEST_PEOPLE, FEWEST_TIES = 10, 12
RUNS = 50
_TOGETHER = 0.5

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle of two people or more: `members` by share, largest first, so that the first is the leader.

    share, support
        Shares of the members added up; their share-weighted mean level (−1..3) over those whose stance is recorded, None without.
    tie
        Our best tie to any of them.
    opposed
        Numbers of the circles that it is opposed to: a conflict between members, or mean supports one step or more apart.
    """

    number: int
    members: tuple[str, ...]
    departments: tuple[str, ...]
    share: float
    support: float | None
    tie: float
    opposed: tuple[int, ...]

    @property
    def leader(self) -> str:
        return self.members[0]

    def sentence(self, situation: Situation) -> Text:
        """Who is in it, what it carries, and against whom it stands."""
        people = situation.snapshot.people
        against = Text("", "")
        if self.opposed:
            against = Text("，与圈子 {c} 对立", ", opposed to circle {c}").format(c=joined(map(str, self.opposed)))
        held = Text("支持度未知", "support unknown")
        if self.support is not None:
            held = Text("平均支持度 {s}", "mean support {s}").format(s=decimal(self.support))
        return Text(
            "圈子 {c}：以 {leader} 为首共 {n} 人，占 {share}，{held}{against}。",
            "Circle {c}: {n} people led by {leader}, {share}, {held}{against}.",
        ).format(
            c=self.number,
            leader=people[self.leader].name,
            n=len(self.members),
            share=per_cent(self.share),
            held=held,
            against=against,
        )


@dataclass(frozen=True, slots=True)
class Factions:
    """`circles` by share, largest first; () if none are stable, which `stable` says.

    modularity, stability
        Q of the consensus, and mean AMI between two runs.
    ami, nmi
        Agreement of the circles with departments over their members; None without circles or where nothing varies.
    ei
        −1 (all inside departments) .. +1 (all across), None without ties.
    """

    circles: tuple[Circle, ...]
    stable: bool
    modularity: float
    stability: float
    ami: float | None
    nmi: float | None
    ei: float | None

    def sentence(self, situation: Situation) -> Text:
        """“{n} stable circles (AMI={a}); {c1} is led by {leader}, carries {share}, mean support {s}.”"""
        if not self.stable:
            return Text(
                "没有稳定的圈子（模块度 {q}，各次划分的一致度 AMI={a}）。",
                "No stable circles (modularity {q}, agreement of the runs AMI={a}).",
            ).format(q=decimal(self.modularity), a=decimal(self.stability))
        first, n = self.circles[0], len(self.circles)
        support = Text("未知", " unknown") if first.support is None else Text.of(f" {decimal(first.support)}")
        return Text(
            "{count}（AMI={a}）；圈子 {c} 以 {leader} 为首，占 {share}，平均支持度{s}。",
            "{count} (AMI={a}); circle {c}, led by {leader}, carries {share}, mean support{s}.",
        ).format(
            count=Text(f"{n} 个稳定圈子", f"{n} stable {'circle' if n == 1 else 'circles'}"),
            a=decimal(self.stability),
            c=first.number,
            leader=situation.snapshot.people[first.leader].name,
            share=per_cent(first.share),
            s=support,
        )


def factions(situation: Situation, *, seed: int, runs: int = RUNS) -> Factions | None:
    """Circles of a situation; None for fewer than ten people or twelve ties of the undirected graph.

    Parameters
    ----------
    seed : int
        The first of `runs` consecutive seeds.
    """
    people = situation.graph.people
    a = undirected(situation.graph.W)
    if len(people) < FEWEST_PEOPLE or np.count_nonzero(a) // 2 < FEWEST_TIES:
        return None
    order = likeness(situation).people
    parts = louvain(a[np.ix_(order, order)], range(seed, seed + runs))
    parts[:, order] = parts.copy()
    circle, stability = consensus(parts), _stability(parts[:, a.any(axis=1)])
    q = modularity(a, circle)
    rules = situation.snapshot.settings.circles
    stable = at_least(q, rules["modularity"]) and at_least(stability, rules["stability"])
    groups = [np.flatnonzero(circle == c) for c in range(int(circle.max()) + 1)]
    members = [[people[at] for at in group] for group in groups if len(group) > 1] if stable else []
    inside = np.array([at for group in groups if len(group) > 1 for at in group], dtype=np.intp)
    unit = _departments(situation)
    return Factions(
        circles=_described(situation, members),
        stable=stable,
        modularity=q,
        stability=stability,
        ami=adjusted_agreement(circle[inside], unit[inside]) if stable else None,
        nmi=normalised_agreement(circle[inside], unit[inside]) if stable else None,
        ei=ei_index(a, unit),
    )


def consensus(parts: Ints) -> Ints:
    """Circles of people whom at least half of the partitions put together, directly or through others; numbered as met.

    Parameters
    ----------
    parts : array, shape (runs, n)

    >>> consensus(np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 1, 1, 1]])).tolist()
    [0, 0, 1, 1]
    """
    runs, n = parts.shape
    together = np.zeros((n, n), dtype=np.int32)
    for part in parts:
        together += part[:, None] == part[None, :]
    near = at_least(together / runs, _TOGETHER)
    circle = np.arange(n)
    while True:
        lower = np.where(near, circle[None, :], n).min(axis=1)
        if np.array_equal(lower, circle):
            return np.unique(circle, return_inverse=True)[1].astype(np.int64)
        circle = lower


def ei_index(a: Matrix, unit: Ints) -> float | None:
    """E–I index of undirected weights, in [−1, 1]; None without ties."""
    total = float(a.sum())
    if total <= 0:
        return None
    inside = float(a[unit[:, None] == unit[None, :]].sum())
    return (total - 2 * inside) / total


def _stability(parts: Ints) -> float:
    """Mean AMI of two runs; runs that come to the same are compared once. Two that tell nobody apart agree."""
    distinct, times = np.unique(np.array([numbered(part.tolist()) for part in parts]), axis=0, return_counts=True)
    same = float((times * (times - 1) / 2).sum())
    for i, j in combinations(range(len(distinct)), 2):
        found = adjusted_agreement(distinct[i], distinct[j])
        same += float(times[i] * times[j]) * (0.0 if found is None else found)
    pairs = len(parts) * (len(parts) - 1) / 2
    return same / pairs if pairs else 1.0


def _departments(situation: Situation) -> Ints:
    labels = [department_of(situation.snapshot, p) for p in situation.graph.people]
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _described(situation: Situation, groups: Sequence[Sequence[str]]) -> tuple[Circle, ...]:
    share = {tuple(group): sum(situation.share_of(p) for p in group) for group in groups}
    ordered = sorted(share, key=lambda group: (-ordinal(share[group]), group))
    support = [_mean_support(situation, group) for group in ordered]
    at_odds = _conflicts(situation, {p: at for at, group in enumerate(ordered) for p in group})
    found, least = [], situation.snapshot.settings.circles["apart"]
    for at, group in enumerate(ordered):
        opposed = tuple(
            other + 1
            for other in range(len(ordered))
            if other != at
            and ((min(at, other), max(at, other)) in at_odds or _apart(support[at], support[other], least))
        )
        members = tuple(sorted(group, key=lambda p: (situation.places[p][0], p)))
        tie = max(situation.ties.best(p)[0] for p in group)
        named = departments(situation.snapshot, group)
        found.append(Circle(at + 1, members, named, share[group], support[at], tie, opposed))
    return tuple(found)


def _mean_support(situation: Situation, group: Sequence[str]) -> float | None:
    """Σ share · level ÷ Σ share over members whose stance is recorded; a negative share counts for nothing here."""
    known = [(max(0.0, situation.share_of(p)), level) for p in group if (level := situation.level_of(p)) is not None]
    total = sum(share for share, _ in known)
    return sum(share * level for share, level in known) / total if total > TOLERANCE else None


def _apart(one: float | None, other: float | None, least: float) -> bool:
    return one is not None and other is not None and at_least(abs(one - other), least)


def _conflicts(situation: Situation, circle: Mapping[str, int]) -> set[tuple[int, int]]:
    """Pairs of circles with a conflict between two of their members."""
    found: set[tuple[int, int]] = set()
    for edge in situation.snapshot.index.edges(EdgeKind.CONFLICTS_WITH, circle):
        one, other = circle.get(edge.source), circle.get(edge.target)
        if one is not None and other is not None and one != other:
            found.add((min(one, other), max(one, other)))
    return found

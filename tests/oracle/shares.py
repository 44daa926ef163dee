"""Decision-influence shares from the Friedkin-Johnsen equilibrium, and what is read off them."""

from fractions import Fraction
from itertools import combinations, islice

import numpy as np

from tests.oracle import scales
from tests.oracle.facts import Facts
from tests.oracle.influence import InfluenceGraph
from tests.oracle.paths import Path, best_strengths, simple_paths

TINY = 1e-12


class Equilibrium:
    """Solution of ``(K + D - W') y = K x`` over a set of people.

    Parameters
    ----------
    people
        The people, in the order of the matrix.
    weight
        ``weight[u, v]``: how strongly u moves v, as a matrix.
    kappa
        Stubbornness of each.
    r
        Decision weights.
    """

    def __init__(self, people: list[str], weight: np.ndarray, kappa: dict[str, float], r: dict[str, float]) -> None:
        self.people = people
        self.weight = weight
        self.kappa = kappa
        self.r = r
        k = np.diag([kappa[p] for p in people])
        d = np.diag(np.abs(weight).sum(axis=0)) if people else k
        self.v = np.linalg.solve(k + d - weight.T, k) if people else np.zeros((0, 0))
        shares = self.v.T @ np.array([r[p] for p in people]) if people else np.zeros(0)
        self.share = {p: float(s) for p, s in zip(people, shares, strict=True)}

    def opinions(self, x: dict[str, float]) -> dict[str, float]:
        """Equilibrium opinion of everybody."""
        y = self.v @ np.array([x[p] for p in self.people])
        return {p: float(value) for p, value in zip(self.people, y, strict=True)}

    def lean(self, x: dict[str, float]) -> float:
        """``share' x``."""
        return float(sum(self.share[p] * x[p] for p in self.people))

    def in_weight(self, person: str) -> float:
        """Sum of absolute weights into a person."""
        return float(np.abs(self.weight[:, self.people.index(person)]).sum())


def weight_matrix(people: list[str], weights: dict[tuple[str, str], float]) -> np.ndarray:
    """Matrix of weights in the order of `people`; edges of others are left out."""
    at = {p: i for i, p in enumerate(people)}
    matrix = np.zeros((len(people), len(people)))
    for (u, v), weight in weights.items():
        if u in at and v in at:
            matrix[at[u], at[v]] = weight
    return matrix


def equilibrium(graph: InfluenceGraph, r: dict[str, float], kappa_factor: float = 1.0) -> Equilibrium:
    """Equilibrium of the influence graph as recorded."""
    weights = {pair: tie.weight for pair, tie in graph.ties.items()}
    kappa = {p: graph.facts.kappa(p) * kappa_factor for p in graph.people}
    return Equilibrium(graph.people, weight_matrix(graph.people, weights), kappa, r)


def ranking(share: dict[str, float]) -> list[str]:
    """People by (-share, id); shares that differ by rounding are equal."""
    return sorted(share, key=lambda p: (-round(share[p], 12), p))


def explaining_paths(model: Equilibrium, person: str, top: int = 4) -> list[tuple[Path, float]]:
    """Strongest paths from a person to the deciders, with what each contributes to the share.

    The contribution of a path is ``r_d`` times the product of ``W[a,b] / (kappa_b + S_b)`` over its hops times
    ``kappa_u / (kappa_u + S_u)`` of its start. The path of no hop counts for a decider's own share.
    """
    index = {p: i for i, p in enumerate(model.people)}

    def denominator(p: str) -> float:
        return model.kappa[p] + model.in_weight(p)

    steps = {
        a: {
            b: float(model.weight[index[a], index[b]]) / denominator(b)
            for b in model.people
            if model.weight[index[a], index[b]] > 0
        }
        for a in model.people
    }
    stop = model.kappa[person] / denominator(person)
    found = [
        (path, model.r[decider] * value * stop)
        for decider in model.people
        if model.r[decider] > 0
        for path, value in islice(simple_paths(steps, person, decider), top)
    ]
    return sorted(found, key=lambda item: (-round(item[1], 14), item[0]))[:top]


def direct_share(model: Equilibrium, person: str, decider: str) -> float:
    """Share of a person that arrives at one decider over the one direct edge."""
    u, d = model.people.index(person), model.people.index(decider)
    stop = model.kappa[person] / (model.kappa[person] + model.in_weight(person))
    step = float(model.weight[u, d]) / (model.kappa[decider] + model.in_weight(decider))
    return model.r[decider] * step * stop


def reach(best: dict[str, dict[str, float]], members: tuple[str, ...], b: dict[str, float]) -> float:
    """``R(S) = sum_v b_v max_{u in S} Pi[u, v] / sum b``."""
    total = sum(b.values())
    return sum(b[v] * max((best[u][v] for u in members), default=0.0) for v in b) / total if total else 0.0


def best_set(
    graph: InfluenceGraph, b: dict[str, float], candidates: list[str], k: int
) -> tuple[tuple[str, ...], float]:
    """Best set of at most k candidates by trying all; equal ones by their ids."""
    best = best_strengths(graph.as_edges())
    options = [(s, reach(best, s, b)) for s in combinations(sorted(candidates), min(k, len(candidates)))]
    return min(options, key=lambda option: (-round(option[1], 12), option[0]))


def contributing(graph: InfluenceGraph, members: tuple[str, ...], b: dict[str, float]) -> dict[str, float]:
    """What the set loses without each member; one that adds nothing is left out, of several the last by id, until none is left."""
    best = best_strengths(graph.as_edges())
    kept = sorted(members)
    while True:
        loss = {m: reach(best, tuple(kept), b) - reach(best, tuple(x for x in kept if x != m), b) for m in kept}
        idle = [m for m in kept if loss[m] <= TINY]
        if not idle:
            return loss
        kept.remove(max(idle))


def key_set(graph: InfluenceGraph, r: dict[str, float]) -> dict[str, float]:
    """Members of the reach set of three that add something; deciders and people who are no targets stand aside."""
    if len(graph.people) < 4:
        return {}
    candidates = [p for p in graph.people if r[p] == 0 and not graph.facts.no_target(p)]
    if not candidates:
        return {}
    members, _ = best_set(graph, r, candidates, scales.KEY_SET_SIZE)
    return contributing(graph, members, r)


def key_people(graph: InfluenceGraph, model: Equilibrium) -> dict[str, list[str]]:
    """Key persons with the reasons why: decision weight, share, reach set, flag."""
    chosen = key_set(graph, model.r)
    reasons: dict[str, list[str]] = {}
    for p in graph.people:
        why = []
        if model.r[p] >= scales.KEY_WEIGHT - TINY:
            why.append("decision_weight")
        if model.share[p] >= scales.KEY_SHARE - TINY:
            why.append("share")
        if p in chosen:
            why.append("reach")
        if "key_person" in graph.facts.flags(p):
            why.append("flag")
        if why:
            reasons[p] = why
    return reasons


def percentile(values: dict[str, float]) -> dict[str, Fraction]:
    """Mid-rank percentile ``(#less + (#equal - 1)/2) / (n - 1)``, exact."""
    if len(values) < 2:
        return {}
    return {
        p: (
            sum(other < value for other in values.values())
            + Fraction(sum(other == value for other in values.values()) - 1, 2)
        )
        / (len(values) - 1)
        for p, value in values.items()
    }


def gaps(facts: Facts, model: Equilibrium) -> dict[str, Fraction]:
    """Percentile of share minus percentile of grade, among the people whose grade is recorded."""
    graded = {p: float(grade) for p in model.people if (grade := facts.grade(p)) is not None}
    by_share = percentile({p: round(model.share[p], 12) for p in model.people})
    by_grade = percentile(graded)
    return {p: by_share[p] - by_grade[p] for p in by_grade}

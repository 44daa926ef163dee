"""Influence in a bare network, one type of tie at a time: dense matrices, linear equations and eigenvectors as they are written.

A tie runs from whoever relies to whoever is relied on; what somebody receives is influence.
"""

from collections import Counter, defaultdict
from itertools import pairwise
from math import exp, log
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Tie = tuple[str, str]

SURVEYS = ("trusts", "influences", "exchanges")
#: α, β, γ, δ of P(a above b); mail and pairs are fitted apart from surveys.
FITTED = {"communicates": (-0.745, 0.9816, 0.0951, 0.0), "affiliates": (-0.918, 0.2271, 0.2088, 0.0)}
FITTED |= dict.fromkeys(SURVEYS, (-1.204, 0.5342, 0.3547, 0.0))
ORDERED_BY = {"communicates": {"hits_authority": 3.0, "shared_contacts": 2.0}, "affiliates": {"pagerank": 1.0}}
ORDERED_BY |= {kind: {"pagerank": 1.0} for kind in SURVEYS}
VOTING = {
    "communicates": ("hits_authority", "shared_contacts", "contacts"),
    "affiliates": ("pagerank", "shared_contacts", "contacts"),
}
VOTING |= dict.fromkeys(SURVEYS, ("fj_share", "pagerank", "shared_contacts", "contacts"))
BY_WEIGHT = {"communicates": ("strength", "volume")}
BY_WEIGHT |= dict.fromkeys((*SURVEYS, "affiliates"), ("pagerank_damped", "pagerank_raw"))


def levels(values: Matrix) -> list[int]:
    """Number the values from the smallest; what differs by rounding is one value."""
    order, found = np.argsort(values, kind="stable"), [0] * len(values)
    room = 1e-9 * float(np.abs(values).max(initial=0))
    for one, other in pairwise(order):
        found[other] = found[one] + int(values[other] - values[one] > room)
    return found


def middle_ranks(values: Matrix) -> Matrix:
    """Ranks from the smallest, 1 first; equal values share the mean of their places."""
    found = levels(values)
    return np.array([sum(x < y for x in found) + (found.count(y) + 1) / 2 for y in found])


def normal_scores(values: Matrix) -> Matrix:
    """Φ⁻¹((r − ½)/n) of the mid-rank r."""
    return np.array([NormalDist().inv_cdf((r - 0.5) / len(values)) for r in middle_ranks(values)])


def divided(weights: Matrix) -> Matrix:
    """What everybody gives, as parts of one; a row of nothing stays nothing."""
    given = weights.sum(axis=1, keepdims=True)
    return np.divide(weights, given, out=np.zeros_like(weights), where=given > 0)


def page_rank(weights: Matrix) -> Matrix:
    """p = .15/n + .85 Pᵀp; whoever gives nothing gives to all alike."""
    n, parts = len(weights), divided(weights)
    parts[weights.sum(axis=1) == 0] = 1 / n
    return np.linalg.solve(np.eye(n) - 0.85 * parts.T, np.full(n, 0.15 / n))


def opinion_share(there: Matrix) -> Matrix:
    """V = (K + D − Wᵀ)⁻¹K with κ = 1 and uniform r; whoever relies on others listens to them with .85 in all."""
    n, weights = len(there), 0.85 * divided(there).T
    return np.linalg.inv(np.eye(n) + np.diag(weights.sum(axis=0)) - weights.T).T @ np.full(n, 1 / n)


def authority(there: Matrix) -> Matrix:
    """The principal eigenvector of WᵀW; of several the one nearest to uniform."""
    if not there.any():
        return np.zeros(len(there))
    values, vectors = np.linalg.eigh(there.T @ there)
    top = vectors[:, values > values[-1] * (1 - 1e-9)]
    found = top @ (top.T @ np.ones(len(there)))
    return found / found.sum()


class Network:
    """One type of tie among people.

    Parameters
    ----------
    kind
        What a tie means.
    rows
        From, to and weight as they are recorded.
    """

    def __init__(self, kind: str, rows: list[tuple[str, str, float]]) -> None:
        self.backwards = kind == "influences"
        rows = [(b, a, w) if self.backwards else (a, b, w) for a, b, w in rows if a != b and w > 0]
        counted = kind in ("communicates", "affiliates") and all(w == int(w) for *_, w in rows)
        ties: dict[Tie, float] = {}
        for a, b, w in rows:
            ties[a, b] = ties.get((a, b), 0) + w if counted else max(ties.get((a, b), 0), w)
        if kind in ("communicates", "exchanges") and ties and not any((b, a) in ties for a, b in ties):
            kind = "affiliates"  # every pair once says nothing of a direction
        self.kind = kind
        self.directed = kind != "affiliates"
        if not self.directed:
            ties = {(a, b): max(w, ties.get((b, a), 0)) for (a, b), w in ties.items()}
            ties |= {(b, a): w for (a, b), w in ties.items()}
        self.ties = ties
        self.counts = counted and any(w != 1 for w in ties.values())
        self.people = sorted({end for tie in ties for end in tie})

    def matrix(self) -> Matrix:
        """Weights by giver and taker."""
        place = {p: i for i, p in enumerate(self.people)}
        found = np.zeros((len(place), len(place)))
        for (a, b), w in self.ties.items():
            found[place[a], place[b]] = w
        return found

    def scores(self) -> dict[str, Matrix]:
        """Every method's normal scores."""
        weights = self.matrix()
        there, damped = (weights > 0).astype(float), np.log1p(weights)
        named = there.sum(axis=1, keepdims=True)
        raw = {
            "fj_share": opinion_share(there),
            "pagerank": page_rank(there),
            "pagerank_damped": page_rank(damped),
            "pagerank_raw": page_rank(weights),
            "hits_authority": authority(there),
            "shared_contacts": np.divide(there, named**0.5, out=np.zeros_like(there), where=named > 0).sum(axis=0),
            "contacts": there.sum(axis=0),
            "strength": damped.sum(axis=0),
            "volume": weights.sum(axis=0),
        }
        return {method: normal_scores(values) for method, values in raw.items()}

    def consensus(self) -> Matrix:
        """The mean of the normal scores of the methods by which this kind is ordered."""
        scores, weights = self.scores(), ORDERED_BY[self.kind]
        return sum((w * scores[m] for m, w in weights.items()), np.zeros(len(self.people))) / sum(weights.values())

    def voting(self) -> list[Matrix]:
        """The columns whose agreement is measured."""
        scores, differ = self.scores(), len(set(self.ties.values())) > 1
        return [scores[m] for m in (*VOTING[self.kind], *(BY_WEIGHT[self.kind] if differ else ()))]

    def concordance(self) -> float | None:
        """Kendall's W with the correction for ties."""
        columns, n = self.voting(), len(self.people)
        ranks = np.array([middle_ranks(column) for column in columns])
        tied = sum(t**3 - t for row in ranks for t in Counter(row.tolist()).values())
        room = len(columns) ** 2 * (n**3 - n) - len(columns) * tied
        total = ranks.sum(axis=0)
        return None if n < 2 or room <= 0 else min(1.0, float(12 * ((total - total.mean()) ** 2).sum() / room))

    def incoherence(self) -> float | None:
        """F₀ by least squares; counts enter as log(1 + count)."""
        if not self.directed or not self.ties:
            return None
        w = np.log1p(self.matrix()) if self.counts else self.matrix()
        into, out = w.sum(axis=0), w.sum(axis=1)
        h = np.linalg.lstsq(np.diag(into + out) - w - w.T, into - out, rcond=None)[0]
        return float((w * (h[None, :] - h[:, None] - 1) ** 2).sum() / w.sum())

    def superiors(self) -> dict[str, list[tuple[str, float, float, float]]]:
        """Of everybody the five of highest P × part of the ties: id, P, ties down and ties up as they are recorded."""
        alpha, beta, gamma, delta = FITTED[self.kind]
        standing = dict(zip(self.people, self.consensus(), strict=True))
        contacts = dict(zip(self.people, self.scores()["contacts"], strict=True))
        whole: defaultdict[str, float] = defaultdict(float)
        for (a, b), w in self.ties.items():
            whole[a] += w
            whole[b] += w
        found: dict[str, list[tuple[float, tuple[str, float, float, float]]]] = defaultdict(list)
        for boss, person in {pair for a, b in self.ties for pair in ((a, b), (b, a))}:
            up, down = self.ties.get((person, boss), 0.0), self.ties.get((boss, person), 0.0)
            logit = alpha + beta * (standing[boss] - standing[person]) + gamma * (contacts[boss] - contacts[person])
            p = 1 / (1 + exp(-logit - delta * log((up + 1) / (down + 1))))
            told = (up, down) if self.backwards else (down, up)
            found[person].append((p * (up + down) / whole[person], (boss, p, *told)))
        return {
            person: [row for _, row in sorted(rows, key=lambda row: (-round(row[0], 9), row[1][0]))[:5]]
            for person, rows in found.items()
        }

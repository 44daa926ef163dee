"""Who looks like whose superior?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from graphcrm.analysis.network.coefficients import Coefficients
from graphcrm.analysis.network.settings import CANDIDATES
from graphcrm.analysis.network.ties import Ints, Network, sums
from graphcrm.analysis.numbers import ordinal
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["Dyads", "Superior", "best_candidates", "dyads", "features", "merge", "p_above"]


@dataclass(frozen=True, slots=True)
class Superior:
    """A boss candidate (a) of a person (b).

    p_superior
        P(candidate above person), 0..1.
    ties_ab, ties_ba
        Weight of the ties candidate → person and person → candidate, in the direction of the data; an undirected tie
        counts in both.
    score
        p_superior × the pair's part of all the person's ties; the candidates are listed by it.
    """

    person: str
    candidate: str
    p_superior: float
    ties_ab: float
    ties_ba: float
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Dyads:
    """Every ordered pair (a, b) with a tie in either direction, sorted by (b, a).

    a_to_b, b_to_a
        Weights of the ties between them, in the direction of the data.
    balance
        log((n_ba + 1)/(n_ab + 1)), where n_ba is the weight with which b relies on (or writes to) a.
    share
        The pair's part of all of b's ties, 0..1.
    """

    a: Ints
    b: Ints
    a_to_b: Floats
    b_to_a: Floats
    balance: Floats
    share: Floats


def dyads(network: Network) -> Dyads:
    """All ordered pairs with a tie."""
    giver, taker = network.flow
    weight = network.weight if network.directed else np.concatenate([network.weight, network.weight])
    size = network.size
    # Key b·n + a: once as "b gives to a", once as "a gives to b".
    keys, slot = np.unique(np.concatenate([giver * size + taker, taker * size + giver]), return_inverse=True)
    b_gives, a_gives = np.zeros(len(keys)), np.zeros(len(keys))
    b_gives[slot[: len(giver)]] = weight
    a_gives[slot[len(giver) :]] = weight
    b, a = keys // size, keys % size
    total = np.bincount(b, a_gives + b_gives, minlength=size)
    a_to_b, b_to_a = (b_gives, a_gives) if network.reversed else (a_gives, b_gives)
    balance = np.log1p(b_gives) - np.log1p(a_gives)
    return Dyads(a, b, a_to_b, b_to_a, balance, (a_gives + b_gives) / total[b])


def features(pairs: Dyads, consensus: Floats, contacts: Floats) -> Floats:
    """The regressors of P(a above b): 1, Δconsensus, Δcontacts and the balance of their ties.

    `consensus` and `contacts` are normal scores per person.
    """
    gaps = [column[pairs.a] - column[pairs.b] for column in (consensus, contacts)]
    return np.column_stack([np.ones(len(pairs.a)), *gaps, pairs.balance])


def p_above(pairs: Dyads, consensus: Floats, contacts: Floats, fitted: Coefficients) -> Floats:
    """P(a above b) of each pair, 0..1."""
    logit: Floats = features(pairs, consensus, contacts) @ np.array(
        [fitted.alpha, fitted.beta, fitted.gamma, fitted.delta]
    )
    probability: Floats = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    return probability


def best_candidates(ids: Sequence[str], pairs: Dyads, p: Floats) -> tuple[Superior, ...]:
    """The five boss candidates of every person with the greatest P × tie share; ties broken by the candidate's id."""
    score = p * pairs.share
    order = np.lexsort((pairs.a, -ordinal(score), pairs.b))
    b = pairs.b[order]
    start = np.searchsorted(b, b, side="left")
    kept = order[np.arange(len(b)) - start < CANDIDATES]
    columns = [column[kept].tolist() for column in (pairs.b, pairs.a, p, pairs.a_to_b, pairs.b_to_a, score)]
    return tuple(Superior(ids[row[0]], ids[row[1]], *row[2:]) for row in zip(*columns, strict=True))


def merge(rated: Sequence[tuple[Dyads, Floats]], size: int) -> tuple[Dyads, Floats]:
    """The pairs of several tie types with the mean P of the types that tie them.

    Weights add up; the tie share is the mean over all types, so a pair tied in every type comes before one tied in one.
    """
    keys, slot = np.unique(np.concatenate([pairs.b * size + pairs.a for pairs, _ in rated]), return_inverse=True)

    def total(column: str) -> Floats:
        return sums(slot, np.concatenate([getattr(pairs, column) for pairs, _ in rated]), len(keys))

    named = np.bincount(slot, minlength=len(keys))
    p = sums(slot, np.concatenate([p for _, p in rated]), len(keys)) / named
    b, a = keys // size, keys % size
    return Dyads(a, b, total("a_to_b"), total("b_to_a"), total("balance"), total("share") / len(rated)), p

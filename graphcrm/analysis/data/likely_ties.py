"""Ties that may be missing on the map: pairs of people without any tie who look as if there were one.

    s = .4·RA + .3·co-attendance + .2·same unit + .1·shared history

RA is the resource-allocation index over the undirected influence graph, ``Σ 1/deg z`` over the common neighbours z (Zhou, Lü & Zhang
2009); co-attendance counts the interactions of a year in which both took part; each is scaled to a maximum of 1 over the candidates, the
pairs with no tie either way and s > 0. A guess whom to ask about, never a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np

from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Floats, Mask, Matrix, Vector
from graphcrm.graph.undirected import undirected
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import days_between

#: Part of the pairs with a tie that is hidden to see how well they are guessed, and how often.
_HELD_OUT, _ROUNDS = 0.10, 20


def likely_ties(situation: Situation) -> Matrix:
    """Scores s of all pairs, shape (n, n), symmetric, in [0, 1]; 0 for pairs with a tie and on the diagonal."""
    tied, (weight, signs) = _tied(situation), _signs(situation)
    open_to = ~tied
    np.fill_diagonal(open_to, False)
    return _scores(open_to, [(weight, _common(tied)), *signs])


def _tied(situation: Situation) -> Mask:
    """Who has a tie with whom, either way; counter-influence is none, as in every undirected projection."""
    return undirected(situation.graph.W) > 0


def _signs(situation: Situation) -> tuple[float, Sequence[tuple[float, Matrix]]]:
    """The weight of RA; the weights and values of what does not hang on who is tied to whom."""
    rules = situation.snapshot.settings.verify
    return rules["common"], (
        (rules["meetings"], _meetings(situation)),
        (rules["unit"], _same_unit(situation)),
        (rules["history"], _histories(situation)),
    )


def _scores(open_to: Mask, signs: Iterable[tuple[float, Floats]]) -> Floats:
    """s of pairs from the values of each sign, all of one shape; 0 for those that are no candidates."""
    found = np.zeros(open_to.shape)
    for weight, values in signs:
        most = values[open_to].max(initial=0.0)
        if most > 0:
            found += weight * values / most
    return np.where(open_to, found, 0.0)


def _common(tied: Mask) -> Matrix:
    """RA of all pairs: people know few of all others, so that each adds what they have in common to the few pairs of those."""
    found = np.zeros(tied.shape)
    who, with_whom = np.nonzero(tied)
    for near in np.split(with_whom, np.flatnonzero(np.diff(who)) + 1):
        if len(near):
            found[near[:, None], near] += 1.0 / len(near)
    return found


def _meetings(situation: Situation) -> Matrix:
    """Interactions of the year in which both took part."""
    snapshot, index = situation.snapshot, situation.graph.index
    most = snapshot.settings.verify["days"]
    together: Counter[tuple[int, int]] = Counter()
    for event in snapshot.index.interactions(situation.graph.people):
        if 0 <= days_between(event.date, snapshot.as_of) <= most:
            together.update(combinations(sorted({index[p] for p in event.participants if p in index}), 2))
    found = np.zeros((len(index), len(index)))
    for (u, v), times in together.items():
        found[u, v] = found[v, u] = times
    return found


def _same_unit(situation: Situation) -> Matrix:
    people = situation.snapshot.people
    number: dict[str | None, int] = {None: 0, "": 0}
    units = np.array([number.setdefault(people[p].unit, len(number)) for p in situation.graph.people], dtype=np.intp)
    return np.asarray((units[:, None] == units[None, :]) & (units > 0)[:, None], dtype=float)


def _histories(situation: Situation) -> Matrix:
    index = situation.graph.index
    found = np.zeros((len(index), len(index)))
    for edge in situation.snapshot.index.edges(EdgeKind.SHARED_HISTORY, situation.graph.people):
        if edge.source in index and edge.target in index:
            u, v = index[edge.source], index[edge.target]
            found[u, v] = found[v, u] = 1.0
    np.fill_diagonal(found, 0.0)
    return found


def holdout_auc(situation: Situation, seed: int) -> float | None:
    """How well the score finds ties again: the chance that a hidden tie scores above a pair without any, in [0, 1].

    A tenth of the pairs with a tie is hidden twenty times; equal scores count half. None with fewer than ten pairs with a tie, or
    where nobody is without one.
    """
    tied, n = _tied(situation), len(situation.graph.people)
    order = likeness(situation).people  # which pairs are hidden does not hang on what people are called
    pairs = np.sort(order[np.argwhere(np.triu(tied[np.ix_(order, order)], 1))], axis=1)
    free = np.triu(~tied, 1)
    if len(pairs) < 10 or not free.any():
        return None
    weight, others = _signs(situation)
    # Nothing speaks for most pairs, whatever is hidden: they score 0, and are only counted.
    spoken_for = np.any([tied, _common(tied) > 0, *(values > 0 for _, values in others)], axis=0)
    at = np.flatnonzero(np.triu(spoken_for, 1))
    others = [(w, values.ravel()[at]) for w, values in others]
    candidates = free.ravel()[at]
    silent = int(free.sum() - candidates.sum())
    rng = np.random.default_rng(seed)
    hidden = max(1, round(_HELD_OUT * len(pairs)))
    rounds = []
    for _ in range(_ROUNDS):
        left = tied.copy()
        out = pairs[rng.choice(len(pairs), hidden, replace=False)]
        left[out[:, 0], out[:, 1]] = left[out[:, 1], out[:, 0]] = False
        scores = _scores(~left.ravel()[at], [(weight, _common(left).ravel()[at]), *others])
        found = scores[np.searchsorted(at, out[:, 0] * n + out[:, 1])]
        rounds.append(_auc(found, scores[candidates], silent))
    return float(np.mean(rounds))


def _auc(these: Vector, those: Vector, noughts: int) -> float:
    """Chance that one of these exceeds one of those, or of so many noughts besides, equals counting half; none is negative."""
    ranked = np.sort(those)
    below = np.searchsorted(ranked, these, "left") + noughts * (these > 0)
    upto = np.searchsorted(ranked, these, "right") + noughts
    return float((below + upto).mean() / (2 * (len(ranked) + noughts)))

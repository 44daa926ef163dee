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
from graphcrm.arrays import Floats, Ints, Mask, Vector
from graphcrm.dataclass import dataclass
from graphcrm.graph.undirected import undirected
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import days_between

__all__ = ["holdout_auc", "likely_ties"]


#: Part of the pairs with a tie that is hidden to see how well they are guessed, and how often.
_HELD_OUT, _ROUNDS = 0.10, 20


@dataclass(frozen=True, slots=True)
class Pairs:
    """Values of some pairs of n people; all other pairs have 0. Of all pairs of a large account something speaks for few.

    keys
        ``u · n + v`` of places u < v, ascending.
    """

    n: int
    keys: Ints
    values: Floats

    @property
    def ends(self) -> tuple[Ints, Ints]:
        """The smaller and the larger place of each pair."""
        return self.keys // self.n, self.keys % self.n

    def of(self, u: int, v: int) -> float:
        """The value of a pair, either way round."""
        return float(self.at(np.array([min(u, v) * self.n + max(u, v)]))[0])

    def at(self, keys: Ints) -> Floats:
        """Values of other pairs, 0 of those that are not among these."""
        if not len(self.keys):
            return np.zeros(len(keys))
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.values[place], 0.0)


def likely_ties(situation: Situation) -> Pairs:
    """Scores s in (0, 1] of the pairs without a tie for which something speaks."""
    tied, (weight, signs) = _tied(situation), _signs(situation)
    signs = [(weight, _common(tied)), *signs]
    keys = _together(len(tied), [pairs.keys for _, pairs in signs])
    open_to = ~tied.ravel()[keys]
    scores = _scores(open_to, [(w, pairs.at(keys)) for w, pairs in signs])
    spoken_for = scores > 0
    return Pairs(len(tied), keys[spoken_for], scores[spoken_for])


def _tied(situation: Situation) -> Mask:
    """Who has a tie with whom, either way; counter-influence is none, as in every undirected projection."""
    return undirected(situation.graph.W) > 0


def _signs(situation: Situation) -> tuple[float, Sequence[tuple[float, Pairs]]]:
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


def _together(n: int, keys: Sequence[Ints]) -> Ints:
    """Keys that stand in any of several lists. Marking them all is quicker than sorting what is far from unique."""
    there = np.zeros(n * n, dtype=bool)
    there[np.concatenate(keys)] = True
    return np.flatnonzero(there)


def _counted(n: int, keys: Sequence[Ints], worth: Sequence[float]) -> Pairs:
    """Pairs with the sum of what each of several lists of pairs is worth."""
    if not keys:
        return Pairs(n, np.zeros(0, dtype=np.intp), np.zeros(0))
    each = np.repeat(np.asarray(worth, dtype=float), [len(k) for k in keys])
    values = np.asarray(np.bincount(np.concatenate(keys), each, n * n), dtype=float)
    found = np.flatnonzero(values)
    return Pairs(n, found, values[found])


def _among(places: Ints, n: int) -> Ints:
    """Keys of all pairs of some places, which ascend."""
    first, second = np.triu_indices(len(places), 1)
    return np.asarray(places[first] * n + places[second])


def _common(tied: Mask) -> Pairs:
    """RA of all pairs: people know few of all others, so that each adds what they have in common to the few pairs of those."""
    who, with_whom = np.nonzero(tied)
    circles = [near for near in np.split(with_whom, np.flatnonzero(np.diff(who)) + 1) if len(near)]
    return _counted(len(tied), [_among(near, len(tied)) for near in circles], [1.0 / len(near) for near in circles])


def _meetings(situation: Situation) -> Pairs:
    """Interactions of the year in which both took part."""
    snapshot, index = situation.snapshot, situation.graph.index
    most, n = snapshot.settings.verify["days"], len(index)
    together: Counter[int] = Counter()
    for event in snapshot.index.interactions(situation.graph.people):
        if 0 <= days_between(event.date, snapshot.as_of) <= most:
            present = sorted({index[p] for p in event.participants if p in index})
            together.update(u * n + v for u, v in combinations(present, 2))
    keys = np.array(sorted(together), dtype=np.intp)
    return Pairs(n, keys, np.array([together[key] for key in keys.tolist()], dtype=float))


def _same_unit(situation: Situation) -> Pairs:
    people, index = situation.snapshot.people, situation.graph.index
    members: dict[str, list[int]] = {}
    for person, at in index.items():
        if unit := people[person].unit:
            members.setdefault(unit, []).append(at)
    keys = [_among(np.array(sorted(places), dtype=np.intp), len(index)) for places in members.values()]
    return _counted(len(index), keys, [1.0] * len(keys))


def _histories(situation: Situation) -> Pairs:
    index, n = situation.graph.index, len(situation.graph.index)
    found = set()
    for edge in situation.snapshot.index.edges(EdgeKind.SHARED_HISTORY, situation.graph.people):
        if edge.source in index and edge.target in index and edge.source != edge.target:
            u, v = sorted((index[edge.source], index[edge.target]))
            found.add(u * n + v)
    return Pairs(n, np.array(sorted(found), dtype=np.intp), np.ones(len(found)))


def holdout_auc(situation: Situation, seed: int) -> float | None:
    """How well the score finds ties again: the chance that a hidden tie scores above a pair without any, in [0, 1].

    A tenth of the pairs with a tie is hidden twenty times; equal scores count half. None with fewer than ten pairs with a tie, or
    where nobody is without one.
    """
    tied, n = _tied(situation), len(situation.graph.people)
    order = likeness(situation).people  # which pairs are hidden does not hang on what people are called
    pairs = np.sort(order[np.argwhere(np.triu(tied[np.ix_(order, order)], 1))], axis=1)
    free = n * (n - 1) // 2 - len(pairs)
    if len(pairs) < 10 or not free:
        return None
    weight, signs = _signs(situation)
    # Nothing speaks for most pairs, whatever is hidden: they score 0, and are only counted.
    spoken_for = [pairs[:, 0] * n + pairs[:, 1], _common(tied).keys, *(values.keys for _, values in signs)]
    at = _together(n, spoken_for)
    others = [(w, values.at(at)) for w, values in signs]
    candidates = ~tied.ravel()[at]
    silent = free - int(candidates.sum())
    rng = np.random.default_rng(seed)
    hidden = max(1, round(_HELD_OUT * len(pairs)))
    rounds = []
    for _ in range(_ROUNDS):
        left = tied.copy()
        out = pairs[rng.choice(len(pairs), hidden, replace=False)]
        left[out[:, 0], out[:, 1]] = left[out[:, 1], out[:, 0]] = False
        scores = _scores(~left.ravel()[at], [(weight, _common(left).at(at)), *others])
        found = scores[np.searchsorted(at, out[:, 0] * n + out[:, 1])]
        rounds.append(_auc(found, scores[candidates], silent))
    return float(np.mean(rounds))


def _auc(these: Vector, those: Vector, noughts: int) -> float:
    """Chance that one of these exceeds one of those, or of so many noughts besides, equals counting half; none is negative."""
    ranked = np.sort(those)
    below = np.searchsorted(ranked, these, "left") + noughts * (these > 0)
    upto = np.searchsorted(ranked, these, "right") + noughts
    return float((below + upto).mean() / (2 * (len(ranked) + noughts)))

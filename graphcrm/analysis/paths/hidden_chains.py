"""Hidden chains in the order of what each adds to those before it.

By strength alone the list fills with variations of one theme: every end of a strong chain is a stronger chain itself, and
whoever reaches one of its people by any tie makes another one. So chains are taken one after the other, each time the one with the
largest

    gain(P | shown) = informality(P) · π(P)^(1/hops) · Σ_v π(P from v on)

where v runs over the people of P without decision weight whom no chain shown before contains and whose way to the decider
along P leaves the reporting lines. The sum is what those people bring to the decider; the middle factor, the typical
(geometric mean) hop, keeps a chain from being lengthened by somebody who hardly matters; informality lowers a chain that is strong
because it runs along the chart. Only chains count that are likelier than not to be hidden chains in truth
(:func:`~graphcrm.analysis.paths.path_probability.path_probability` above one half), and the list ends before a chain that adds less than
a third of what the first one adds.

The sum is a coverage function, hence taking the largest gain next comes within 1 − 1/e of the best choice of as many chains
where the two factors are equal (Nemhauser, Wolsey & Fisher 1978). The factors themselves were chosen on planted accounts
(``benchmarks/hidden_chains.py``; the table stands in the guide).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.bands import LEAST_PATH
from graphcrm.analysis.numbers import TOLERANCE, at_least, at_most, ordinal
from graphcrm.analysis.paths.chain import ChainPath, path_along
from graphcrm.analysis.paths.formal_lines import formal_hops
from graphcrm.analysis.paths.path_probability import path_probability
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.spoken import per_cent

__all__ = ["MOST_HIDDEN", "HiddenChain", "hidden_chains", "strong_paths"]


#: Hidden chains listed for one decider.
MOST_HIDDEN = 3
#: Strongest paths looked at for one decider: an account of 300 people stays well within a second.
_MOST_PATHS = 5_000
_LIKELIER_THAN_NOT = 0.5
_LEAST_PART = 1 / 3


@dataclass(frozen=True, slots=True)
class HiddenChain:
    """A hidden chain and what it adds.

    gain
        Of the formula, ≥ 0; for ordering, not for showing.
    adds
        People without decision weight whom no chain before it contains, in the order of the path; at least one.
    p_hidden
        Probability that it is a hidden chain in truth, in (.5, 1].
    """

    path: ChainPath
    gain: float
    adds: tuple[str, ...]
    p_hidden: float

    def sentence(self, situation: Situation) -> Text:
        """That of the path, and how sure its records make it."""
        return Text(
            "{path}按各环记录的可信度，确为隐性链的可能性约 {p}。",
            "{path} Judged by its records, it is truly a hidden chain with a probability of about {p}.",
        ).format(path=self.path.sentence(situation), p=per_cent(self.p_hidden))


@dataclass(frozen=True, slots=True)
class _Candidate:
    """`reach` is what each unlisted person brings to the decider along the path, `factor` what multiplies their sum."""

    nodes: tuple[int, ...]
    strength: float
    factor: float
    reach: tuple[tuple[int, float], ...]

    def gain(self, shown: set[int]) -> float:
        return self.factor * sum(value for person, value in self.reach if person not in shown)


def hidden_chains(situation: Situation, to: str, top: int = MOST_HIDDEN) -> tuple[HiddenChain, ...]:
    """At most `top` hidden chains to a decider; none without reporting lines or to somebody without decision weight.

    Equal gains come by strength, then by ids.

    Raises
    ------
    UsageError
        Somebody who is not in the influence graph.
    """
    graph, settings = situation.graph, situation.snapshot.settings
    target = situation.place_of(to)
    formal = formal_hops(graph)
    if formal is None or situation.weight_of(to) == 0:
        return ()
    queue = [_place(c, c.gain(set())) for c in _candidates(situation, target, formal)]
    heapq.heapify(queue)
    found: list[HiddenChain] = []
    shown: set[int] = set()
    while queue and len(found) < top:
        before = heapq.heappop(queue)
        candidate = before[-1]
        gain = candidate.gain(shown)
        # A gain only falls as people are shown: the first whose gain is still what it was is the largest.
        if (now := _place(candidate, gain)) > before:
            heapq.heappush(queue, now)
            continue
        if at_most(gain, 0.0) or (found and not at_least(gain, _LEAST_PART * found[0].gain)):
            break
        people = tuple(graph.people[v] for v in candidate.nodes)
        p = path_probability((graph.edges[hop] for hop in pairwise(people)), LEAST_PATH, settings)
        if p > _LIKELIER_THAN_NOT + TOLERANCE:
            adds = tuple(graph.people[v] for v, _ in candidate.reach if v not in shown)
            found.append(HiddenChain(path_along(situation, formal, candidate.nodes), gain, adds, p))
            shown.update(v for v, _ in candidate.reach)
    return tuple(found)


def _place(candidate: _Candidate, gain: float) -> tuple[float, float, tuple[int, ...], _Candidate]:
    """Place of a candidate in the queue: by gain, strength and people, which no two candidates share."""
    return -ordinal(gain), -ordinal(candidate.strength), candidate.nodes, candidate


def _candidates(situation: Situation, target: int, formal: NDArray[np.bool_]) -> Iterator[_Candidate]:
    """The strongest hidden chains into a decider, by the rule of :mod:`graphcrm.analysis.paths.chain`."""
    W = situation.graph.W
    for nodes in islice(strong_paths(W, target, LEAST_PATH), _MOST_PATHS):
        strength, informal = 1.0, 0
        reach: list[tuple[int, float]] = []
        for u, v in reversed(list(pairwise(nodes))):
            strength *= float(W[u, v])
            informal += not formal[u, v]
            if informal and situation.r[u] == 0:
                reach.append((u, strength))
        hops = len(nodes) - 1
        if reach:
            yield _Candidate(nodes, strength, informal / hops * strength ** (1 / hops), tuple(reversed(reach)))


def strong_paths(weights: NDArray[np.float64], target: int, least: float) -> Iterator[tuple[int, ...]]:
    """Simple paths that end at `target` with ``π = Π ŵ ≥ least``, strongest first, equal ones in the order of people.

    Parameters
    ----------
    weights : array, shape (n, n)
        ``weights[u, v]`` < 1 of a hop u→v; what is not positive is no hop.
    least : float
        Weakest strength, above 0.

    Notes
    -----
    O(log k) for each of the k paths into the people of the paths found. There may be very many in a dense graph: take as many
    as are of use.

    Examples
    --------
    >>> list(strong_paths(np.array([[0, 0.5, 0.1], [0, 0, 0.4], [0, 0, 0]]), 2, 0.15))
    [(1, 2), (0, 1, 2)]
    """
    entering = [
        [(int(u), float(weights[u, v])) for u in np.flatnonzero(weights[:, v] > 0)] for v in range(len(weights))
    ]
    queue: list[tuple[float, tuple[int, ...], float]] = [(-1.0, (target,), 1.0)]
    while queue:
        _, path, strength = heapq.heappop(queue)
        if len(path) > 1:
            yield path
        for u, weight in entering[path[0]]:
            longer = strength * weight
            if u not in path and at_least(longer, least):
                heapq.heappush(queue, (-ordinal(longer), (u, *path), longer))

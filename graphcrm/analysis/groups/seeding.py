"""Message seeding: who spreads a message furthest, by the independent cascade (Kempe, Kleinberg & Tardos 2003).

In each of 20,000 live-edge worlds every influence u→v is passable with probability ŵ; a message that starts at the seeds
reaches whoever they reach over passable edges. The same worlds serve every set of seeds (common random numbers). The
objective ``Σ_v b_v · P(v reached)`` is monotone and submodular: the better of the plain and the cost-ratio greedy choice
reaches at least ½ (1 − 1/e) of the best under a budget (Leskovec et al. 2007). All gains are recomputed in each step,
which gives what the lazy rule (CELF) gives.

Reverse-reachable sets (Borgs et al. 2014) are kept as bit sets of worlds: bit w of ``cover[u, v]`` says that u reaches v in
world w. This is for messages, not for attitudes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.layers import Layers
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.numbers import TOLERANCE, at_most
from graphcrm.analysis.situation import Situation, once
from graphcrm.arrays import Vector
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULT_SEED
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent
from graphcrm.steps import stage, steps

__all__ = ["Seeding", "cascade_reach", "given_seeding", "message_seeding"]


WORLDS = 20_000
#: Up to so many people to be reached, each is traced back in every world; beyond that one drawn person per world.
_MANY = 24
#: Influences whose worlds are drawn at a time.
_ROWS = 64
#: Words of worlds that are traced at a time: what they touch stays in the processor's cache.
_WORDS = 32

Bits = NDArray[np.uint64]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Seeding:
    """Seeds in the order chosen; `reach` is Σ b P(reached) / Σ b in 0..1, `standard_error` that of the simulation."""

    seeds: tuple[str, ...]
    reach: float
    standard_error: float
    cost: float
    worlds: int
    seed: int

    def sentence(self, snapshot: Snapshot) -> Text:
        """Who should hear first, and how far it goes."""
        if not self.seeds:
            return Text("没有可供首先告知的人选。", "There is nobody to tell first.")
        return Text(
            "先让 {names} 知悉，消息预计触达 {reach} 的权重（抽样误差 {error}，种子 {seed}）。",
            "Told first to {names}, a message is expected to reach {reach} of the weight (sampling error {error}, seed {seed}).",
        ).format(
            names=joined(snapshot.people[p].name for p in self.seeds),
            reach=per_cent(self.reach),
            error=per_cent(self.standard_error),
            seed=self.seed,
        )


def message_seeding(
    situation: Situation,
    budget: float,
    costs: Mapping[str, float] | None = None,
    *,
    worlds: int = WORLDS,
    seed: int = DEFAULT_SEED,
) -> Seeding:
    """Choose whom to tell first so that a message reaches as much decision weight as possible.

    Parameters
    ----------
    budget : float
        Sum of costs that may be spent, ≥ 0.
    costs : mapping, optional
        Cost > 0 per person; 1 for everybody not named.

    Returns
    -------
    Seeding
        Never with people who must stay independent, are public officials, marked "no contact", have objected or left.

    Raises
    ------
    UsageError
        A cost that is not positive.
    """
    people = situation.graph.people
    price = np.array([(costs or {}).get(p, 1.0) for p in people], dtype=float)
    if (price <= 0).any():
        raise UsageError(Text("成本必须为正数", "costs must be positive"))
    eligible = np.array([situation.snapshot.may_be_target(p) for p in people], dtype=bool)
    cover, b = _covers(situation, situation.r, worlds, seed)
    plain, ratio = (_greedy(cover, b, worlds, eligible, price, budget, per_cost) for per_cost in (False, True))
    best = plain if _score(cover, b, worlds, plain)[0] >= _score(cover, b, worlds, ratio)[0] else ratio
    reach, error = _score(cover, b, worlds, best)
    return Seeding(tuple(people[s] for s in best), reach, error, float(price[best].sum()), worlds, seed)


def given_seeding(
    situation: Situation,
    seeds: Sequence[str],
    costs: Mapping[str, float],
    *,
    seed: int,
) -> Seeding:
    """How far a message goes that some people of the graph are told first, whoever they are; nobody counts twice."""
    told = tuple(dict.fromkeys(seeds))
    cover, b = _covers(situation, situation.r, WORLDS, seed)
    reach, error = _score(cover, b, WORLDS, [situation.graph.index[p] for p in told])
    return Seeding(told, reach, error, sum(costs.get(p, 1.0) for p in told), WORLDS, seed)


def cascade_reach(
    situation: Situation, seeds: tuple[str, ...], *, worlds: int = WORLDS, seed: int = DEFAULT_SEED
) -> tuple[float, float]:
    """Expected number of people whom a message from some seeds reaches, the seeds included, and its standard error."""
    n = len(situation.graph.people)
    if not n:
        return 0.0, 0.0
    cover, b = _covers(situation, np.full(n, 1.0 / n), worlds, seed)
    reach, error = _score(cover, b, worlds, [situation.graph.index[s] for s in seeds])
    return n * reach, n * error


def _covers(situation: Situation, b: Vector, worlds: int, seed: int) -> tuple[Bits, Vector]:
    """Bit sets of worlds, shape (n, targets, words), and the weight of each target (sum 1)."""
    n, words = len(situation.graph.people), (worlds + 63) // 64
    with stage(0, 2):
        sources, targets, live = _passable(situation, worlds, seed)
    wanted = np.flatnonzero(b > 0)
    if not len(wanted):
        return np.zeros((n, 0, words), dtype=np.uint64), np.zeros(0)
    everywhere = _packed(np.ones((1, worlds), dtype=bool), words)[0]
    if len(wanted) > _MANY:
        rng = np.random.Generator(np.random.PCG64(seed).advance(len(sources) * worlds))  # after the worlds
        people = likeness(situation).people
        roots = people[rng.choice(n, size=worlds, p=b[people] / b.sum())]
        start = _packed(roots[None, :] == np.arange(n)[:, None], words)
        return _traced(start, sources, targets, live)[:, None, :], np.ones(1)
    cover = np.zeros((n, len(wanted), words), dtype=np.uint64)
    with stage(1, 2):
        for column, target in enumerate(steps(wanted)):
            start = np.zeros((n, words), dtype=np.uint64)
            start[target] = everywhere
            cover[:, column] = _traced(start, sources, targets, live)
    return cover, b[wanted] / b[wanted].sum()


@once
def _passable(situation: Situation, worlds: int, seed: int) -> tuple[Places, Places, Bits]:
    """Ends of all influences, sorted by source, and the worlds in which each is passable, shape (influences, words)."""
    weight, place = situation.graph.W, likeness(situation).place
    sources, targets = np.nonzero(weight > 0)
    live = np.empty((len(sources), (worlds + 63) // 64), dtype=np.uint64)
    rng = np.random.default_rng(seed)
    order = np.lexsort((place[targets], place[sources]))  # worlds do not hang on what people are called
    for start in steps(range(0, len(order), _ROWS)):
        some = order[start : start + _ROWS]
        chance = rng.random((len(some), worlds))
        live[some] = _packed(chance < weight[sources[some], targets[some]][:, None], live.shape[1])
    return sources, targets, live


def _packed(flags: NDArray[np.bool_], words: int) -> Bits:
    """Rows of flags as rows of 64-bit words."""
    padded = np.zeros((len(flags), words * 64), dtype=bool)
    padded[:, : flags.shape[1]] = flags
    return np.packbits(padded, axis=1, bitorder="little").view(np.uint64)


def _traced(start: Bits, sources: Places, targets: Places, live: Bits) -> Bits:
    """From whom the start is reached in each world, some worlds after others: along all influences until nothing is new."""
    reached = np.empty_like(start)
    layers = Layers(sources, len(start))
    further_on = layers.place[targets[layers.order]]
    for at in steps(range(0, start.shape[1], _WORDS)):
        some = slice(at, at + _WORDS)
        now, passable = start[layers.rows, some], live[layers.order, some]
        before = np.zeros_like(now)
        while not np.array_equal(now, before):
            np.copyto(before, now)
            layers.join_taken(now, further_on, passable)
        reached[layers.rows, some] = now
    return reached


def _greedy(
    cover: Bits, b: Vector, worlds: int, eligible: NDArray[np.bool_], price: Vector, budget: float, per_cost: bool
) -> list[int]:
    chosen: list[int] = []
    covered = np.zeros(cover.shape[1:], dtype=np.uint64)
    left = budget
    while True:
        gains = np.bitwise_count(cover & ~covered).sum(axis=2) @ b / worlds
        possible = eligible & at_most(price, left) & (gains > TOLERANCE)
        possible[chosen] = False
        if not possible.any():
            return chosen
        worth = np.where(possible, gains / price if per_cost else gains, -1.0).round(12)
        best = int(worth.argmax())
        chosen.append(best)
        covered |= cover[best]
        left -= price[best]


def _score(cover: Bits, b: Vector, worlds: int, seeds: list[int]) -> tuple[float, float]:
    """Reach and its standard error over the worlds."""
    if not seeds or not len(b):
        return 0.0, 0.0
    together = np.bitwise_or.reduce(cover[seeds], axis=0)
    hit = np.unpackbits(together.view(np.uint8), axis=1, bitorder="little")[:, :worlds]
    per_world = b @ hit
    return float(per_world.mean()), float(per_world.std() / np.sqrt(worlds))

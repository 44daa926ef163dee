"""Possible worlds of an influence graph: which ties exist, how strong they are, which ones nobody recorded.

All draws are made side by side: an array has a row per tie and a column per draw, so that the equilibrium of every world is
found by the same few array operations instead of one dense solve each. People stand in the order of
:mod:`graphcrm.analysis.likeness` throughout, so no draw depends on what they are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphcrm.analysis.layers import Layers
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.compiled.compiling import loops
from graphcrm.graph.influence import STRONGEST
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Unit

__all__ = ["Sampler", "Worlds", "jitter"]


_PRECISION = 1e-8
_MOST_STEPS = 100_000
#: Every so many steps the values go on to where they would end.
_EXTRAPOLATED = 6
#: The most of a change that is taken to be left after the next step.
_MOST_LEFT = 0.9
_NOTHING = 1e-300
#: What the steps take in NumPy for a tie in a draw.
_SECONDS = 4e-8
#: Level of an unrecorded tie where no level is recorded.
_ASSUMED_LEVEL = 2
#: How many times as likely a tie was missed between people of the same unit, or of a unit and its parent.
_NEAR = 3.0

Array = NDArray[Any]


def jitter(rng: np.random.Generator, shape: tuple[int, ...], off: float) -> Array:
    """−1 or +1 with probability `off`/2 each, else 0."""
    chance = rng.random(shape, dtype=np.float32)
    return (chance >= 1 - off / 2).view(np.int8) - (chance < off / 2).view(np.int8)


@dataclass(frozen=True)
class Worlds:
    """`weight`, shape (m, draws), of the ties `source` → `target`.

    Ties that nobody recorded are listed one by one: `more_*` give draw, ends and weight.
    """

    n: int
    source: Array
    target: Array
    weight: Array
    more_draw: Array
    more_source: Array
    more_target: Array
    more_weight: Array

    def shares(self, r: Array, kappa: Array) -> Array:
        """Decision-influence shares, shape (n, draws): Jacobi steps of ``(K + D − W) z = r``, then ``κ z``.

        The steps contract by max S/(κ + S) < 1. They go on until none changes a value by more than 1e-8. What is left shrinks by
        nearly the same factor ρ in each step of a draw, so every sixth goes on to where it would end, ρ/(1 − ρ) further (Aitken 1926).
        """
        ties, draws = self.weight.shape
        fast = loops("worlds", _SECONDS * ties * draws)
        if fast is not None:
            further = self.more_draw, self.more_source, self.more_target, self.more_weight
            steps = _PRECISION, _MOST_STEPS, _EXTRAPOLATED, _MOST_LEFT
            found: Array = fast.shares(self.source, self.target, self.weight, *further, r, kappa, *steps)
            return found
        moving = Layers(self.source, self.n)
        part = 1 / (kappa[:, None] + self._heard())[moving.rows]
        own = r[moving.rows, None] * part
        weight, target = self.weight[moving.order], moving.place[self.target[moving.order]]
        weight *= part[moving.key]
        more_source, more_target = (self._flat(moving.place[end]) for end in (self.more_source, self.more_target))
        more_weight = self.more_weight * part.ravel()[more_source]
        z, moved, more, last = own.copy(), np.empty_like(own), np.empty_like(more_weight), np.empty_like(own)
        for step in range(1, _MOST_STEPS + 1):
            np.copyto(moved, own)
            moving.add_taken(moved, z, target, weight)
            # All places are in range, so that nothing is clipped; the other modes make a copy.
            np.take(z.ravel(), more_target, out=more, mode="clip")
            more *= more_weight
            np.add.at(moved.ravel(), more_source, more)
            change = np.subtract(moved, z, out=z)
            if max(change.max(initial=0.0), -change.min(initial=0.0)) <= _PRECISION:
                z = moved
                break
            if step % _EXTRAPOLATED == 0:
                moved += change * _left(change, last)
            z, moved, last = moved, last, change
        return np.asarray(kappa[:, None] * z[moving.place])

    def ties(self, order: Array) -> Iterator[tuple[Array, Array, Array]]:
        """Source, target and positive weight of the ties of one world after another; row i of the worlds has place ``order[i]``."""
        source, target = order[self.source], order[self.target]
        more_source, more_target = order[self.more_source], order[self.more_target]
        ends = np.searchsorted(self.more_draw, np.arange(self.weight.shape[1] + 1))
        for draw, weight in enumerate(self.weight.T):
            there, more = weight > 0, slice(ends[draw], ends[draw + 1])
            yield (
                np.concatenate([source[there], more_source[more]]),
                np.concatenate([target[there], more_target[more]]),
                np.concatenate([weight[there], self.more_weight[more]]),
            )

    def _heard(self) -> Array:
        """S of everybody in each draw, shape (n, draws)."""
        hearing, heard = Layers(self.target, self.n), np.zeros((self.n, self.weight.shape[1]))
        np.add.at(heard.ravel(), self._flat(hearing.place[self.more_target]), np.abs(self.more_weight))
        hearing.add(heard, np.abs(self.weight[hearing.order]))
        return heard[hearing.place]

    def _flat(self, row: Array) -> Array:
        """Where the rows of unrecorded ties stand in an array of shape (n, draws) that is read row by row."""
        found: Array = row * self.weight.shape[1] + self.more_draw
        return found


def _left(change: Array, last: Array) -> Array:
    """ρ/(1 − ρ) of each draw, shape (draws,), for ρ the factor between its last two changes, at most .9."""
    both, squared = (np.einsum("vd,vd->d", other, last) for other in (change, last))
    factor = np.clip(both / np.maximum(squared, _NOTHING), 0.0, _MOST_LEFT)
    return np.asarray(factor / (1 - factor))


@dataclass(frozen=True)
class Sampler:
    """Parts of all ties as columns, sorted by source and tie; `first` is where the parts of each tie begin.

    order
        ``graph.people`` in canonical order: the person in row i of the worlds has place ``order[i]`` in the situation.
    strength
        ŵ of each part if its level is one lower, as recorded, and one higher, and 0 for a part that is not there; shape (parts, 4).
    until
        Up to where in [0, 1] a draw gives each of the first three of them; shape (3, parts).
    near
        Codes ``source · n + target`` of the ordered pairs that are as likely again :data:`_NEAR` − 1 times as any other.
    strengths
        p of the recorded levels, from which the strength of a tie is drawn that nobody recorded.
    """

    order: Array
    source: Array
    target: Array
    first: Array
    q: Array
    strength: Array
    until: Array
    sign: Array
    near: Array
    strengths: Array

    @classmethod
    def of(cls, situation: Situation) -> Sampler:
        """Take a situation apart."""
        graph, settings = situation.graph, situation.snapshot.settings
        order, place = likeness(situation).people, likeness(situation).place
        source, target, first = [], [], []
        rows: list[tuple[float, int, float, bool, int]] = []
        ends = [(int(place[graph.index[u]]), int(place[graph.index[v]]), edge) for (u, v), edge in graph.edges.items()]
        for u, v, edge in sorted(ends, key=lambda end: end[:2]):
            source.append(u)
            target.append(v)
            first.append(len(rows))
            for part in edge.parts:
                factor = part.scale * part.decay * part.factor
                rows.append((part.q, part.level, factor, part.kind is EdgeKind.TRUSTS, part.sign))
        columns = [np.array(c) for c in zip(*rows, strict=True)] if rows else [np.zeros(0)] * 5
        q, level, scale, trust, sign = columns
        tables = np.array([[p(x) for x in range(1, 6)] for p in (settings.p_influence, settings.p_trust)])
        levels = np.clip(level.astype(np.intp)[:, None] + (-1, 0, 1), 1, 5)
        strength = tables[trust.astype(np.intp)[:, None], levels - 1] * scale[:, None]
        recorded = [
            p.level for e in graph.edges.values() for p in e.parts if p.kind is EdgeKind.INFLUENCES and p.sign > 0
        ]
        off = settings.noise["level"] / 2
        return cls(
            order=order,
            source=np.array(source, dtype=np.intp),
            target=np.array(target, dtype=np.intp),
            first=np.array(first, dtype=np.intp),
            q=q,
            strength=np.column_stack([strength, np.zeros(len(q))]),
            until=np.multiply.outer([off, 1 - off, 1.0], q).astype(np.float32),
            sign=sign.astype(np.int8),
            near=_near(situation, order),
            strengths=np.array([settings.p_influence(x) for x in sorted(recorded) or [_ASSUMED_LEVEL]]),
        )

    @cached_property
    def place(self) -> Array:
        """Which tie each pair of people has, −1 without one; shape (n²,)."""
        found = np.full(self.n * self.n, -1, dtype=np.intp)
        found[self.source * self.n + self.target] = np.arange(len(self.source))
        return found

    @property
    def n(self) -> int:
        return len(self.order)

    def sample(
        self, recorded: np.random.Generator, missing: np.random.Generator, draws: int, expected: float
    ) -> Worlds:
        """Draw worlds: recorded ties from one stream, Poisson(`expected`) unrecorded ones each from another.

        Whether a part is there and which level it has are read off one number: below q·off/2 the level is one lower, above
        q·(1 − off/2) one higher, above q there is nothing.
        """
        chance = recorded.random((len(self.q), draws), dtype=np.float32)
        which = sum(((chance >= end[:, None]).view(np.int8) for end in self.until), np.zeros((), dtype=np.int8))
        at = np.arange(0, self.strength.size, self.strength.shape[1])[:, None] + which
        weight = self._together(np.take(self.strength.ravel(), at, mode="clip"))
        none = self.n < 2 or expected <= 0
        count = np.zeros(draws, dtype=int) if none else missing.poisson(expected, draws)
        pair = self._unrecorded(missing.random(int(count.sum())))
        strength = missing.integers(0, len(self.strengths), len(pair))
        return self._with_unrecorded(weight, np.repeat(np.arange(draws), count), pair, strength)

    def _unrecorded(self, chance: Array) -> Array:
        """Codes of the pairs that numbers in [0, 1) choose: any two different people alike, the near ones once more for each part of
        the weight that they have beyond that of any.
        """
        n, more = self.n, _NEAR - 1
        anybody = n * (n - 1)
        at = chance * (anybody + more * len(self.near))
        any_two = np.minimum(at, anybody - 1).astype(np.intp)
        source = any_two // max(n - 1, 1)
        target = any_two - source * (n - 1)
        code = source * n + target + (target >= source)
        beyond = np.flatnonzero(at >= anybody)
        code[beyond] = self.near[np.minimum((at[beyond] - anybody) / more, len(self.near) - 1).astype(np.intp)]
        return np.asarray(code)

    def _together(self, parts: Array) -> Array:
        """``min(.85, 1 − Π(1 − w))`` over the parts of each tie, counter-influence subtracted."""
        if not len(self.first):
            return np.zeros((0, parts.shape[1]))
        if len(self.first) == len(self.q):
            np.minimum(parts, STRONGEST, out=parts)
            return parts if self.sign.min() > 0 else parts * self.sign[:, None]
        out = np.zeros((len(self.first), parts.shape[1]))
        for sign in (1, -1):
            mine = np.where(self.sign[:, None] == sign, parts, 0.0)
            if mine.any():
                out += sign * np.minimum(STRONGEST, 1 - np.multiply.reduceat(1 - mine, self.first, axis=0))
        return out

    def _with_unrecorded(self, weight: Array, draw: Array, pair: Array, strength: Array) -> Worlds:
        """Add unrecorded ties: to a recorded tie of the same pair by noisy-OR, else as ties of their own.

        `strength` are places in `strengths`. All three numbers of a tie are sorted as one.
        """
        pairs, levels = self.n * self.n, len(self.strengths)
        packed = np.sort((draw * pairs + pair) * levels + strength)
        code = packed // levels
        extra = self.strengths[packed - code * levels]
        again = code[1:] == code[:-1]
        if again.any():
            first = np.flatnonzero(np.concatenate([[True], ~again]))
            code, extra = code[first], 1 - np.multiply.reduceat(1 - extra, first)
        draw = code // pairs
        pair = code - draw * pairs
        tie = self.place[pair]
        hit, new = np.flatnonzero(tie >= 0), np.flatnonzero(tie < 0)
        row, column = tie[hit], draw[hit]
        weight[row, column] = np.minimum(STRONGEST, 1 - (1 - weight[row, column]) * (1 - extra[hit]))
        more_source = pair[new] // self.n
        ends = more_source, pair[new] - more_source * self.n
        return Worlds(self.n, self.source, self.target, weight, draw[new], *ends, np.minimum(STRONGEST, extra[new]))


def _near(situation: Situation, order: Array) -> Array:
    """Codes of the ordered pairs of different people at unit distance ≤ 1: in the same unit, or in a unit and its parent."""
    people = [situation.snapshot.people[situation.graph.people[at]] for at in order]
    units = situation.snapshot.units
    codes = {unit: i for i, unit in enumerate(dict.fromkeys(p.unit for p in people if p.unit in units))}
    own = np.array([codes.get(p.unit or "", -1) for p in people])
    above = np.array([codes.get(_parent(units, p.unit), -1) for p in people])
    near = (own[:, None] == own[None, :]) | (own[:, None] == above[None, :]) | (above[:, None] == own[None, :])
    near &= (own[:, None] >= 0) & (own[None, :] >= 0)
    np.fill_diagonal(near, False)
    return np.flatnonzero(near)


def _parent(units: Mapping[str, Unit], unit: str | None) -> str:
    found = units.get(unit or "")
    return found.parent or "" if found else ""

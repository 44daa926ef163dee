"""Shares in many possible worlds of one graph in lock-step: a lane each, so that one instruction serves several worlds."""

from __future__ import annotations

import numpy as np

from graphcrm.arrays import Floats, Ints
from graphcrm.graph.compiled.compiling import compiled

__all__ = ["shares"]


@compiled
def shares(
    source: Ints,
    target: Ints,
    weight: Floats,
    more_draw: Ints,
    more_source: Ints,
    more_target: Ints,
    more_weight: Floats,
    r: Floats,
    kappa: Floats,
    precision: float,
    most: int,
    extrapolated: int,
    most_left: float,
) -> Floats:
    """Shares ``κ z``, shape (n, draws), by at most `most` steps ``z ← (r + Σ W[u, v] z_v) ÷ (κ + S)`` from ``z = r ÷ (κ + S)``.

    They end when no lane changes a value by more than `precision`; every so many (`extrapolated`) go on to where they would end.
    `weight`, shape (m, draws), is that of the ties `source` → `target`; each of the ties `more_*` is there in one draw only.
    """
    n, draws = len(r), weight.shape[1]
    total, own = np.zeros((n, draws)), np.empty((n, draws))
    for k in range(len(more_draw)):
        total[more_target[k], more_draw[k]] += abs(more_weight[k])
    for e in range(len(target)):
        heard, strength = total[target[e]], weight[e]
        for lane in range(draws):
            heard[lane] += abs(strength[lane])
    for v in range(n):
        for lane in range(draws):
            total[v, lane] = 1 / (kappa[v] + total[v, lane])
            own[v, lane] = r[v] * total[v, lane]
    steps = np.empty_like(weight)
    for e in range(len(source)):
        step, strength, part = steps[e], weight[e], total[source[e]]
        for lane in range(draws):
            step[lane] = strength[lane] * part[lane]
    more = np.empty_like(more_weight)
    for k in range(len(more_draw)):
        more[k] = more_weight[k] * total[more_source[k], more_draw[k]]
    before, z, moved = np.empty((n, draws)), own.copy(), np.empty((n, draws))
    last = moved
    for step in range(1, most + 1):
        moved[:] = own
        for e in range(len(source)):
            into, factor, there = moved[source[e]], steps[e], z[target[e]]
            for lane in range(draws):
                into[lane] += factor[lane] * there[lane]
        for k in range(len(more_draw)):
            moved[more_source[k], more_draw[k]] += more[k] * z[more_target[k], more_draw[k]]
        before, z, moved = z, moved, before
        if not _differ(before, z, precision):
            break
        if step % extrapolated == extrapolated - 1:
            last = z - before
        elif step % extrapolated == 0:
            _go_on(z, z - before, last, most_left)
    for v in range(n):
        for lane in range(draws):
            z[v, lane] *= kappa[v]
    return z


@compiled
def _differ(one: Floats, other: Floats, precision: float) -> bool:
    for v in range(len(one)):
        differs = False
        for lane in range(one.shape[1]):
            differs |= abs(one[v, lane] - other[v, lane]) > precision
        if differs:
            return True
    return False


@compiled
def _go_on(z: Floats, change: Floats, last: Floats, most_left: float) -> None:
    """Each lane by ρ/(1 − ρ) of its change, ρ being the factor between its last two changes, at most `most_left`."""
    draws = change.shape[1]
    both, squared = np.zeros(draws), np.zeros(draws)
    for v in range(len(change)):
        for lane in range(draws):
            both[lane] += change[v, lane] * last[v, lane]
            squared[lane] += last[v, lane] * last[v, lane]
    for lane in range(draws):
        factor = min(max(both[lane] / max(squared[lane], 1e-300), 0.0), most_left)
        both[lane] = factor / (1 - factor)
    for v in range(len(change)):
        for lane in range(draws):
            z[v, lane] += change[v, lane] * both[lane]

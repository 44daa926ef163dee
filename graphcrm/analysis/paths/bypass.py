"""The bypass ratio: is the way around the reporting lines stronger than the way along them?

A hop of influence is formal if it runs along a reporting line, in either direction.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from graphcrm.analysis.paths.formal_lines import formal_hops
from graphcrm.analysis.paths.paths import Hops, best_next, k_best_paths, path_costs, path_strength
from graphcrm.analysis.situation import Situation
from graphcrm.arrays import Mask, Matrix

__all__ = ["bypass_ratio"]


_FORMAL_FLOOR = 0.01


def bypass_ratio(situation: Situation, to: str, source: str | None) -> float | None:
    """Strongest path to `to` with an informal hop ÷ max(strongest path along reporting lines only, .01).

    Parameters
    ----------
    to, source : str
        Ids; without `source` the strongest paths of anybody are compared.

    Returns
    -------
    float
        ≥ 0, above 1 if the informal way is the stronger one; None without reporting lines and without any path.

    Raises
    ------
    UsageError
        Somebody who is not in the influence graph.
    """
    target = situation.place_of(to)
    start = None if source is None else situation.place_of(source)
    formal = formal_hops(situation.graph)
    if formal is None:
        return None
    weights = situation.graph.W
    lines = np.where(formal, weights, 0.0)
    if start is None:
        along = float(lines[:, target].max(initial=0.0))
        around = _best_around(weights, lines, formal, target)
    else:
        official = next(k_best_paths(Hops(path_costs(lines)), start, target), None)
        along = path_strength(lines, official) if official else 0.0
        paths = k_best_paths(Hops(path_costs(weights)), start, target)
        found = next((p for p in paths if not all(formal[u, v] for u, v in pairwise(p))), None)
        around = path_strength(weights, found) if found else 0.0
    return around / max(along, _FORMAL_FLOOR) if max(around, along) > 0 else None


def _best_around(weights: Matrix, lines: Matrix, formal: Mask, target: int) -> float:
    """Strongest path of anybody with an informal hop: it starts with that hop and goes on along the lines."""
    costs = path_costs(lines)
    onward = np.exp(-best_next(costs, target)[0])
    hopes = np.where(formal, 0.0, np.maximum(weights, 0.0)) * onward[None, :]
    hopes[target] = 0.0
    hops, best = Hops(costs), 0.0
    for at in np.argsort(-hopes, axis=None, kind="stable"):
        u, v = divmod(int(at), len(onward))
        if hopes[u, v] <= best:
            break
        blocked = np.zeros(len(onward), dtype=bool)
        blocked[u] = True
        rest = (v,) if v == target else next(k_best_paths(hops, v, target, blocked=blocked), None)
        if rest is not None:
            best = max(best, float(weights[u, v]) * path_strength(lines, rest))
    return best

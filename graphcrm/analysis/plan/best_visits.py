"""The best plan of visits under a budget: an integer programme.

    maximise    Σ gain_v · y_vr
    subject to  Σ_r y_vr ≤ 1                                for everybody v who may be visited, over the ways r to v
                y_vr ≤ z_u + Σ_s y_us                        for everybody u on the way r: u is asked, or visited anyway
                Σ effort_vr · y_vr + Σ z_u ≤ budget          y, z ∈ {0, 1}

Solved exactly by HiGHS (Huangfu & Hall 2018) through SciPy, which is loaded only here and when asked. Left out before is every visit
with which no plan can gain as much as one made by hand does: its own gain, and what the rest of the budget would bring at the best
rates if visits could be made in part and nobody had to be asked (Dantzig's bound, 1957). Of plans of equal gain the one
of less effort is taken. Should the search not end within its time, the best plan found so far is given, never a worse one than
those made by hand, and `proven` is False.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graphcrm.analysis.numbers import at_most
from graphcrm.analysis.plan.visits import ASK, Approach, Pick, Visitable, by_priority, by_title, cost

__all__ = ["best_visits"]


#: Seconds that the search may take.
_PATIENCE = 30.0
#: The objective counts thousandths of Φ; a unit of effort weighs as little as this in it, so that it only settles ties.
_SCALE, _THRIFT = 1000.0, 1e-4
_SLACK = 1e-9


def best_visits(people: Sequence[Visitable], budget: float) -> tuple[tuple[Pick, ...], bool]:
    """Whom to win and by which way, by id; and whether that is proven to be the best.

    Parameters
    ----------
    people : sequence of Visitable
    budget : float
        Effort that there is, ≥ 0.
    """
    pairs = [(v, way) for v in people for way in _worth_weighing(v.ways) if at_most(way.effort, budget)]
    if not pairs:
        return (), True
    plans = [by_priority(people, budget), by_title(people, budget)]
    pairs = _hopeful(pairs, budget, max(map(_gain, plans)))
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    asked = sorted({p for _, way in pairs for p in way.between})
    ask_at = {p: len(pairs) + at for at, p in enumerate(asked)}
    ways_of: dict[str, list[int]] = {}
    for at, (v, _) in enumerate(pairs):
        ways_of.setdefault(v.id, []).append(at)
    effort = np.array([way.effort for _, way in pairs] + [ASK] * len(asked))
    gain = np.array([v.conversion.gain for v, _ in pairs] + [0.0] * len(asked))
    rows = [(dict.fromkeys(ways, 1.0), 1.0) for ways in ways_of.values()]
    for at, (_, way) in enumerate(pairs):
        for between in way.between:
            rows.append(({at: 1.0, ask_at[between]: -1.0, **dict.fromkeys(ways_of.get(between, ()), -1.0)}, 0.0))
    rows.append((dict(enumerate(effort.tolist())), budget + _SLACK))
    place = np.array(
        [(r, c) for r, (row, _) in enumerate(rows) for c in row], dtype=np.int32
    )  # as older solvers want it
    value = np.array([v for row, _ in rows for v in row.values()])
    matrix = coo_array((value, (place[:, 0], place[:, 1])), shape=(len(rows), len(effort))).tocsr()
    found = milp(
        _THRIFT * effort - _SCALE * gain,
        integrality=np.ones(len(effort)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, ub=[most for _, most in rows]),
        options={"mip_rel_gap": 0.0, "time_limit": _PATIENCE},
    )
    if found.x is not None:
        plans.insert(0, tuple(pair for pair, taken in zip(pairs, found.x, strict=False) if taken > 0.5))
    best = min(plans, key=lambda plan: (-round(_gain(plan), 9), round(cost(plan), 9)))
    return tuple(sorted(best, key=lambda c: c[0].id)), found.status == 0


def _gain(plan: Sequence[Pick]) -> float:
    return sum(v.conversion.gain for v, _ in plan)


def _hopeful(pairs: Sequence[Pick], budget: float, least: float) -> list[Pick]:
    """Visits with which a plan may still gain `least`."""
    effort = np.array([way.effort for _, way in pairs])
    gain = np.array([v.conversion.gain for v, _ in pairs])
    cheapest = {pairs[at][0].id: at for at in np.argsort(-effort)}
    each = sorted(cheapest.values(), key=lambda at: -gain[at] / effort[at])
    spent, gained = (np.concatenate([[0.0], np.cumsum(of[each])]) for of in (effort, gain))
    most = gain + np.interp(np.maximum(budget - effort, 0.0), spent, gained)
    return [pair for pair, reached in zip(pairs, most.tolist(), strict=True) if reached >= least - _SLACK]


def _worth_weighing(ways: Sequence[Approach]) -> Iterator[Approach]:
    """Those that spare somebody whom every better way must ask: with the best way open, no plan takes any other."""
    kept: list[Approach] = []
    for way in sorted(ways, key=lambda w: w.effort):
        if not any(set(better.between) <= set(way.between) for better in kept):
            kept.append(way)
            yield way

"""From scores to rows: rank, interval, tier, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.consensus import methods_agreeing
from graphcrm.analysis.network.intervals import rank_interval, tiers
from graphcrm.analysis.network.result import PersonRank
from graphcrm.analysis.network.settings import ScoringMethod
from graphcrm.analysis.network.ties import Ints
from graphcrm.analysis.ranks import rank_bounds
from graphcrm.arrays import Floats

__all__ = ["largest_tie", "median_width", "person_rows", "top_set"]


def person_rows(
    names: Sequence[str],
    score: Floats,
    methods: Mapping[ScoringMethod, Floats],
    drawn: Floats,
    voting: Sequence[Floats],
) -> tuple[tuple[PersonRank, ...], Ints, Ints]:
    """Rows in order of rank, then the isolates; and both ends of the intervals of those ranked.

    Parameters
    ----------
    names
        All people in order of id.
    score
        Consensus per person, NaN for isolates.
    methods, voting
        Normal scores per person: to be shown, and to be counted in the agreement (NaN: no vote).
    drawn
        Consensus of the people with a score (rows, in order of id) in every draw; no columns: list without ranks.

    Notes
    -----
    Equal scores share rank, interval and tier; within a tie people stand in order of id.
    """
    known = np.flatnonzero(np.isfinite(score))
    isolates = np.flatnonzero(~np.isfinite(score))
    order = known[np.lexsort((known, -np.round(score[known], 9)))]
    votes = np.zeros(len(names), dtype=np.int64)
    for vote in voting:
        votes += np.isfinite(vote)
    shown = {method: column.tolist() for method, column in methods.items()}

    def row(i: int, place: tuple[int, int, int, int, int] | None = None) -> PersonRank:
        columns = {method: None if np.isnan(column[i]) else column[i] for method, column in shown.items()}
        value = float(score[i]) if np.isfinite(score[i]) else None
        rank, low, high, tier, agree = place or (None,) * 5
        return PersonRank(names[i], value, rank, low, high, tier, columns, agree, int(votes[i]))

    nobody = np.zeros(0, dtype=np.int64)
    if drawn.shape[1] == 0:
        return tuple(row(i) for i in [*order.tolist(), *isolates.tolist()]), nobody, nobody
    at = np.searchsorted(known, order)  # rows of `drawn` in order of rank
    best, worst = (ends[:, 0] for ends in rank_bounds(np.round(score[order], 9)[:, None]))
    low, high = rank_interval(drawn[at], best, worst)
    low, high = _shared(low, best, np.minimum), _shared(high, best, np.maximum)
    agree = methods_agreeing([vote[order] for vote in voting], (best + worst) / 2, low, high)
    places = zip(best.tolist(), low.tolist(), high.tolist(), tiers(low, high), agree.tolist(), strict=True)
    rows = [row(i, place) for i, place in zip(order.tolist(), places, strict=True)]
    return (*rows, *(row(i) for i in isolates.tolist())), low, high


def _shared(ends: Ints, best: Ints, widest: np.ufunc) -> Ints:
    """People of the same score have the same interval: the widest that one of them has."""
    starts = np.flatnonzero(np.diff(best, prepend=0))
    found: Ints = np.repeat(widest.reduceat(ends, starts), np.diff(starts, append=len(best))) if len(best) else ends
    return found


def largest_tie(score: Floats) -> float:
    """The part of the people who have the most frequent score, 0..1."""
    known = np.round(score[np.isfinite(score)], 9)
    return float(np.unique(known, return_counts=True)[1].max() / len(known)) if len(known) else 0.0


def top_set(rows: Sequence[PersonRank]) -> tuple[str, ...]:
    """Those of the first tier, if there are several and not simply all who are ranked: the intervals do not part them."""
    ranked = [row for row in rows if row.tier is not None]
    top = [row.id for row in ranked if row.tier == 1]
    return tuple(top) if 1 < len(top) < len(ranked) else ()


def median_width(low: Ints, high: Ints) -> float | None:
    """Median width of the intervals as a share of the people ranked; None if nobody is."""
    return float(np.median(high - low)) / len(low) if len(low) else None

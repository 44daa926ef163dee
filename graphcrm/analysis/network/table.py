"""From scores to rows: rank, interval, tier, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graphcrm.analysis.network.consensus import methods_agreeing
from graphcrm.analysis.network.intervals import rank_interval, tiers
from graphcrm.analysis.network.result import PersonRank
from graphcrm.analysis.network.settings import Method
from graphcrm.analysis.network.ties import Floats, Ints

__all__ = ["median_width", "person_rows"]


def person_rows(
    names: Sequence[str], score: Floats, methods: Mapping[Method, Floats], drawn: Floats, voting: Sequence[Floats]
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
    rank = np.arange(1, len(order) + 1)
    low, high = rank_interval(drawn[at], rank)
    agree = methods_agreeing([vote[order] for vote in voting], rank, low, high)
    places = zip(rank.tolist(), low.tolist(), high.tolist(), tiers(low, high), agree.tolist(), strict=True)
    rows = [row(i, place) for i, place in zip(order.tolist(), places, strict=True)]
    return (*rows, *(row(i) for i in isolates.tolist())), low, high


def median_width(low: Ints, high: Ints) -> float | None:
    """Median width of the intervals as a share of the people ranked; None if nobody is."""
    return float(np.median(high - low)) / len(low) if len(low) else None

"""Several reports of one thing: how they become one level, one certainty and one date.

Reports of different reporters combine by noisy-OR, ``q = 1 − Π(1 − qᵢ)``, of at most three reporters (highest q, then
newest, then id), capped at .98. The level is their q-weighted lower median, the date that of the newest of them. A report
of level 0 says that the tie does not exist: it disputes the others and halves their q. (Network data are noisy
measurements of an unknown true network: Newman 2018.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphcrm.model.records import Edge

__all__ = ["Combined", "agreed_level", "best_grade", "combine", "counted_reports", "lower_median"]

_MOST_REPORTERS = 3
_CAP = 0.98


@dataclass(frozen=True, slots=True)
class Combined:
    """One level (None if every report is a denial), existence probability q in 0..0.98, and where they come from."""

    level: int | None
    q: float
    observed_at: str
    reports: tuple[Edge, ...]
    disputed: bool = False

    @property
    def confidence(self) -> str:
        """Best grade among the counted reports."""
        return best_grade(self.reports)


def best_grade(reports: Iterable[Edge]) -> str:
    """The surest confidence grade: A, B, C, then "not graded" E, which stands deliberately above the doubtful D."""
    return min((e.confidence for e in reports), key="ABCED".index, default="E")


def combine(edges: Iterable[Edge], confidence: Mapping[str, float]) -> Combined | None:
    """Combine reports of one thing; None without any.

    Of one reporter only the best report counts, so that nobody confirms himself.
    """
    rows = sorted(edges, key=lambda e: e.reported_by)
    if not rows:
        return None
    denied = any(e.level == 0 for e in rows)
    counted = counted_reports((e for e in rows if e.level != 0), confidence)
    if not counted:
        return Combined(None, 0.0, max(e.observed_at for e in rows), tuple(rows), disputed=True)
    missing = 1.0
    for edge in counted:
        missing *= 1 - confidence[edge.confidence]
    q = min(_CAP, 1 - missing) * (0.5 if denied else 1.0)
    return Combined(agreed_level(counted, confidence), q, max(e.observed_at for e in counted), counted, denied)


def counted_reports(edges: Iterable[Edge], confidence: Mapping[str, float]) -> tuple[Edge, ...]:
    """The best report of each of at most three reporters: highest q, then newest, then by reporter."""
    best: dict[str, Edge] = {}
    for edge in sorted(edges, key=lambda e: (-confidence[e.confidence], _newest_first(e.observed_at), e.reported_by)):
        best.setdefault(edge.reported_by, edge)
    return tuple(best.values())[:_MOST_REPORTERS]


def agreed_level(reports: Iterable[Edge], confidence: Mapping[str, float]) -> int:
    """The q-weighted lower median of the reported levels."""
    return lower_median([(e.level or 0, confidence[e.confidence]) for e in reports])


def _newest_first(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def lower_median(weighted: Sequence[tuple[int, float]]) -> int:
    """The smallest value at which half of the weight is reached.

    >>> lower_median([(2, 0.5), (4, 0.5)])
    2
    """
    half = sum(w for _, w in weighted) / 2
    reached = 0.0
    for value, weight in sorted(weighted):
        reached += weight
        if reached >= half - 1e-12:
            return value
    raise ValueError("no values")

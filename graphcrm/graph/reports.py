"""Several reports of one thing: how they become one level, one certainty and one date.

Reports of different reporters combine by noisy-OR, ``q = 1 − Π(1 − qᵢ)``, of at most three reporters (highest q, then
newest, then id), capped at .98. The level is their q-weighted lower median, the date that of the newest of them. A report
of level 0 says that the tie does not exist: it disputes the others and halves their q. (Network data are noisy
measurements of an unknown true network: Newman 2018.)

Noisy-OR hears only those who named a tie, so that every further reporter makes it worse. Where it is recorded who was asked,
silence counts as well. Of k reporters, those who were asked or who said something of the tie,

    q = (Σ gᵢ + p·w) / (k + w),   gᵢ = min(1, qᵢ / .80) of whoever names it, 0 of whoever denies it or is silent

with a prior of p = ¼ that weighs as much as w = 2 reporters (table `asked` of the settings). Here nobody counts for less
because others were quicker, and a denial, which is one of the k answers, halves nothing. A tie that a document of grade A
states keeps q ≥ .95: a document is not an opinion. Level and date stay as above. Measured on what the members of three
organisations say of each other's ties: docs/guide/asked.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from graphcrm.model.choices import Confidence, Source
from graphcrm.model.records import Edge

if TYPE_CHECKING:
    from graphcrm.settings import Settings

__all__ = [
    "Combined",
    "Report",
    "agreed_level",
    "believed",
    "best_grade",
    "combine",
    "counted_reports",
    "lower_median",
    "reported_q",
    "vouching",
]


class Report(Protocol):
    """What somebody reported: who, when, and how sure it is."""

    @property
    def reported_by(self) -> str: ...
    @property
    def observed_at(self) -> str: ...
    @property
    def confidence(self) -> str: ...


R = TypeVar("R", bound=Report)
N = TypeVar("N", int, float)

_MOST_REPORTERS = 3
_CAP = 0.98
#: Sources that record instead of judging; the notes of a meeting are somebody's reading of it.
_DOCUMENTS = frozenset({Source.ORG_CHART.value, Source.PUBLIC_DOCUMENT.value, Source.SYSTEM_LOG.value})


class Combined(NamedTuple):
    """One level (None if every report is a denial), existence probability q in [0, 1), and where they come from.

    `k` of those concerned were asked or said something, `named` of them name the tie; both None if it is not recorded who was
    asked. `reports` are the at most three that the level rests on.
    """

    level: int | None
    q: float
    observed_at: str
    reports: tuple[Edge, ...]
    disputed: bool = False
    k: int | None = None
    named: int | None = None

    @property
    def confidence(self) -> str:
        """Best grade among the counted reports."""
        return best_grade(self.reports)


def reported_q(grades: Iterable[str], disputed: bool, settings: Settings) -> float:
    """How sure the grades of reports make a thing by themselves, in [0, 1): the noisy-OR, halved by a denial, whoever else was asked.

    This is what a share of "confidence B or better" counts: noting who was asked lowers q for good reason, but must not make the
    data look worse.
    """
    missing = 1.0
    for grade in grades:
        missing *= 1 - settings.confidence[grade]
    return min(_CAP, 1 - missing) * (0.5 if disputed else 1.0)


def best_grade(reports: Iterable[Edge]) -> str:
    """The surest confidence grade: A, B, C, then "not graded" E, which stands deliberately above the doubtful D."""
    return min((e.confidence for e in reports), key="ABCED".index, default="E")


def combine(
    edges: Iterable[Edge], settings: Settings, asked: Collection[str] = (), prior: float | None = None
) -> Combined | None:
    """Combine reports of one thing; None without any.

    Of one reporter only the best report counts, so that nobody confirms himself. `asked` are those of whom it is recorded that
    they were asked about it, and `prior` in 0..1 is how likely it was before (None: as the settings say).
    """
    confidence = settings.confidence
    rows = edges if isinstance(edges, list) else list(edges)
    if not rows:
        return None
    if len(rows) == 1 and rows[0].level != 0 and not asked:  # as most ties have it
        (edge,) = rows
        return Combined(edge.level or 0, min(_CAP, 1 - (1 - confidence[edge.confidence])), edge.observed_at, (edge,))
    rows = sorted(rows, key=lambda e: e.reported_by)
    denied = any(e.level == 0 for e in rows)
    counted = counted_reports((e for e in rows if e.level != 0), confidence)
    if not counted:
        return Combined(None, 0.0, max(e.observed_at for e in rows), tuple(rows), disputed=True)
    level, newest = agreed_level(counted, confidence), max(e.observed_at for e in counted)
    if asked:
        named = vouching(rows, settings)
        k = len({*asked, *(e.reported_by for e in rows)})
        q = believed(sum(named.values()), k, settings, prior)
        if any(e.confidence == Confidence.A and e.get("source") in _DOCUMENTS for e in rows if e.level != 0):
            q = max(q, confidence[Confidence.A])
        return Combined(level, q, newest, counted, denied, k, len(named))
    return Combined(level, reported_q((e.confidence for e in counted), denied, settings), newest, counted, denied)


def vouching(rows: Iterable[Edge], settings: Settings) -> dict[str, float]:
    """gᵢ of each reporter who names the thing, in (0, 1]: first-hand knowledge is as good as an answer gets."""
    found: dict[str, float] = {}
    for edge in rows:
        if edge.level != 0:
            sure = min(1.0, settings.confidence[edge.confidence] / settings.asked["sure"])
            found[edge.reported_by] = max(sure, found.get(edge.reported_by, 0.0))
    return found


def believed(named: float, k: int, settings: Settings, prior: float | None = None) -> float:
    """How likely a tie is, in [0, 1), if the gᵢ of k reporters sum to `named`.

    >>> from graphcrm.settings import DEFAULTS
    >>> believed(1, 3, DEFAULTS), believed(0, 0, DEFAULTS)
    (0.3, 0.25)
    """
    weight = settings.asked["prior_weight"]
    return (named + weight * (settings.asked["prior"] if prior is None else prior)) / (k + weight)


def counted_reports(edges: Iterable[R], confidence: Mapping[str, float]) -> tuple[R, ...]:
    """The best report of each of at most three reporters: highest q, then newest, then by reporter."""
    rows = list(edges)
    if len(rows) < 2:  # as most ties have it
        return tuple(rows)
    best: dict[str, R] = {}
    for edge in sorted(rows, key=lambda e: (-confidence[e.confidence], _newest_first(e.observed_at), e.reported_by)):
        best.setdefault(edge.reported_by, edge)
    return tuple(best.values())[:_MOST_REPORTERS]


def agreed_level(reports: Iterable[Edge], confidence: Mapping[str, float]) -> int:
    """The q-weighted lower median of the reported levels."""
    return lower_median([(e.level or 0, confidence[e.confidence]) for e in reports])


def _newest_first(day: str) -> int:
    return -int(day.replace("-", "") or 0)


def lower_median(weighted: Sequence[tuple[N, float]]) -> N:
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

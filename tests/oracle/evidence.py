"""Several reports of one edge become one level, one existence probability and one age."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

from tests.oracle import scales
from tests.oracle.tables import Row


@dataclass(frozen=True)
class Evidence:
    """What the reports of one edge in one domain add up to; `claimed` is q as if nobody were recorded as asked."""

    level: int
    q: Fraction
    observed: date
    disputed: bool
    grade: str
    reporters: tuple[str, ...]
    k: int | None = None
    named: int | None = None
    claimed: Fraction = Fraction(0)


def grade_of(row: Row) -> str:
    """Confidence grade of a row; not graded is E."""
    return row.text("confidence") or "E"


def lower_median(levels: Sequence[tuple[int, Fraction]]) -> int:
    """Return the smallest level at which at least half of the weight is reached."""
    total = sum((weight for _, weight in levels), Fraction(0))
    reached = Fraction(0)
    for level, weight in sorted(levels):
        reached += weight
        if 2 * reached >= total:
            return level
    raise ValueError("no levels")


def counted(reports: Sequence[Row]) -> list[Row]:
    """Return the at most three reports that count: highest q, then newest, then reporter id."""

    def order(row: Row) -> tuple[Fraction, int, str]:
        return (-scales.EXISTENCE[grade_of(row)], -(row.observed or date.min).toordinal(), row.reporter)

    return sorted(reports, key=order)[: scales.MAX_REPORTERS]


def answered(reports: Sequence[Row], asked: frozenset[str]) -> tuple[Fraction, int, int]:
    """Return q, k and the number who name the tie, where `asked` were asked about it.

    ``q = (sum(g_i) + 1/2) / (k + 2)``: k reporters were asked or report the tie; g is 1 for whoever names it first-hand or
    better, less for whoever is less sure, 0 for whoever denies it or says nothing. A document keeps .95.
    """
    everybody = asked | {row.reporter for row in reports}
    total, named = Fraction(0), 0
    for reporter in everybody:
        own = [scales.EXISTENCE[grade_of(row)] for row in reports if row.reporter == reporter and row.whole("level")]
        total += min(Fraction(1), max(own) / scales.FIRST_HAND) if own else 0
        named += bool(own)
    q = (total + Fraction(1, 2)) / (len(everybody) + 2)
    if any(grade_of(row) == "A" and row.text("source") in scales.DOCUMENTS and row.whole("level") for row in reports):
        q = max(q, Fraction("0.95"))
    return q, len(everybody), named


@cache
def combine(
    reports: tuple[Row, ...], *, zero_denies: bool = True, asked: frozenset[str] = frozenset()
) -> Evidence | None:
    """Combine the active reports of one edge; None when nothing but denials is left.

    ``q = 1 - prod(1 - q_i)`` over the counted reports, at most .98; the level is their q-weighted lower median; the age
    is that of the newest of them. A report of level 0 says that there is no such tie: it is no report of a level, and it
    halves q (once, however many deny). For a stance 0 is a level like the others (``zero_denies=False``). Where somebody was
    asked about the tie, the answers of those who were asked make q instead, and nothing is halved.
    """
    graded = [row for row in reports if row.whole("level") is not None]
    denials = [row for row in graded if zero_denies and row.whole("level") == 0]
    claims = counted([row for row in graded if row not in denials])
    if not claims:
        return None
    absent = Fraction(1)
    for row in claims:
        absent *= 1 - scales.EXISTENCE[grade_of(row)]
    q = claimed = min(scales.EXISTENCE_CAP, 1 - absent) / (2 if denials else 1)
    k: int | None = None
    named: int | None = None
    if asked:
        q, k, named = answered(graded, asked)
    return Evidence(
        level=lower_median([(row.whole("level") or 0, scales.EXISTENCE[grade_of(row)]) for row in claims]),
        q=q,
        observed=max(row.observed or date.min for row in claims),
        disputed=bool(denials),
        grade=grade_of(claims[0]),
        reporters=tuple(row.reporter for row in claims),
        k=k,
        named=named,
        claimed=claimed,
    )

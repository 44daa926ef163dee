"""Where a supplier of ours stands in Kraljic's (1983) portfolio: how much it matters, how risky it is.

    profit impact = max(1 + 4·spend share, impact as evaluated)                     1..5
    supply risk   = mean of what is known of
                    alternatives max(1, 5 − n) · switching 1 + 4·min(1, months/12) · concentration 1 + 4·spend share
                    · single source 5 (nobody else supplies us in its category), else 1

The spend share is the largest of its rows, 0 where none is recorded. From 3 on either is high: strategic (both), bottleneck (risk),
leverage (impact), non-critical. Whoever does not supply us has no place here.
"""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least
from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot

__all__ = ["Kraljic", "KraljicQuadrant", "kraljic", "supplies_to_us"]


class KraljicQuadrant(Choice):
    STRATEGIC = "strategic", "战略型"
    BOTTLENECK = "bottleneck", "瓶颈型"
    LEVERAGE = "leverage", "杠杆型"
    NON_CRITICAL = "non-critical", "非关键型"


@dataclass(frozen=True, slots=True)
class Kraljic:
    """Both axes 1..5, and the quadrant; `risky` if the supply risk is high."""

    impact: float
    risk: float
    quadrant: KraljicQuadrant
    risky: bool


def kraljic(snapshot: Snapshot, org: str, impact: int | None) -> Kraljic | None:
    """The place of an organisation among our suppliers, None if it does not supply us.

    Parameters
    ----------
    impact : int or None
        1..5 as evaluated.

    Notes
    -----
    Of several rows (to companies of our group, by several reporters) the worst of each figure counts. Rows without a category
    belong to one of their own.
    """
    supplies = supplies_to_us(snapshot)
    rows = [e for e in supplies if e.source == org]
    if not rows:
        return None
    spend = max((float(e.get("spend_share") or 0) for e in rows), default=0.0)
    profit = max(1 + 4 * spend, float(impact or 0))
    risks = [1 + 4 * spend, 5.0 if _single(rows, supplies) else 1.0]
    alternatives = [e.get("alternatives") for e in rows if e.get("alternatives") is not None]
    months = [e.get("switch_months") for e in rows if e.get("switch_months") is not None]
    if alternatives:
        risks.append(max(1.0, 5.0 - min(alternatives)))
    if months:
        risks.append(1 + 4 * min(1.0, max(months) / 12))
    risk = sum(risks) / len(risks)
    high = snapshot.settings.supplier["high"]
    risky, weighty = at_least(risk, high), at_least(profit, high)
    found = {
        (True, True): KraljicQuadrant.STRATEGIC,
        (True, False): KraljicQuadrant.BOTTLENECK,
        (False, True): KraljicQuadrant.LEVERAGE,
        (False, False): KraljicQuadrant.NON_CRITICAL,
    }[risky, weighty]
    return Kraljic(profit, risk, found, risky)


def supplies_to_us(snapshot: Snapshot) -> list[Edge]:
    """What others supply to companies of our group."""
    ours = {o.id for o in snapshot.orgs.values() if o.category == OrgCategory.OUR_COMPANY}
    return [e for e in snapshot.index.edges(EdgeKind.SUPPLIES, ours) if e.target in ours and e.source not in ours]


def _single(rows: list[Edge], supplies: list[Edge]) -> bool:
    """Whether nobody else supplies us in one of the categories of these rows."""
    org = rows[0].source
    taken = {e.get("category") for e in supplies if e.source != org}
    return any(e.get("category") not in taken for e in rows)

"""Reporting lines as the formal structure to compare a ranking with."""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.network.ties import Ints, Network
from graphcrm.arrays import Floats
from graphcrm.dataclass import dataclass

__all__ = ["ChartCheck", "check_against", "heights", "superior_pairs"]


@dataclass(frozen=True, slots=True)
class ChartCheck:
    """How many (superior, subordinate) pairs of the chart, at any distance, the consensus puts in that order.

    ordered
        Share of the pairs, an equal consensus counting one half; None without pairs.
    """

    pairs: int
    ordered: float | None


def superior_pairs(chart: Network) -> tuple[Ints, Ints]:
    """All (superior, subordinate) pairs along the reporting lines, direct and indirect; pairs above each other are
    left out.
    """
    bosses: dict[int, list[int]] = {}
    for report, boss in zip(chart.giver.tolist(), chart.taker.tolist(), strict=True):
        bosses.setdefault(report, []).append(boss)
    found: set[tuple[int, int]] = set()
    for report, direct in bosses.items():
        above: set[int] = set()
        ahead = list(direct)
        while ahead:
            boss = ahead.pop()
            if boss not in above:
                above.add(boss)
                ahead.extend(bosses.get(boss, ()))
        found.update((boss, report) for boss in above)
    rows = sorted((boss, report) for boss, report in found if (report, boss) not in found)
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def heights(chart: Network) -> Floats:
    """Height in the chart: 0 for those who report to nobody, −1 for their reports, and so on (nearest line).

    NaN for people outside the chart, and below a circle of reporting lines only.
    """
    height = np.full(chart.size, np.nan)
    reports: dict[int, list[int]] = {}
    for report, boss in zip(chart.giver.tolist(), chart.taker.tolist(), strict=True):
        reports.setdefault(boss, []).append(report)
    ahead = sorted(set(chart.taker.tolist()) - set(chart.giver.tolist()))
    height[ahead] = 0
    while ahead:
        below = sorted({report for boss in ahead for report in reports.get(boss, ()) if np.isnan(height[report])})
        height[below] = height[ahead[0]] - 1
        ahead = below
    return height


def check_against(chart: Network, score: Floats) -> ChartCheck:
    """Compare a ranking with the chart; pairs with a person without a score are left out."""
    superior, subordinate = superior_pairs(chart)
    known = np.isfinite(score[superior]) & np.isfinite(score[subordinate])
    gap = np.round(score[superior[known]] - score[subordinate[known]], 9)
    if len(gap) == 0:
        return ChartCheck(0, None)
    return ChartCheck(len(gap), float(((gap > 0) + 0.5 * (gap == 0)).mean()))

"""What questions that are asked together need not compute twice: situations, and the draws and findings of each."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import GraphOptions
from graphcrm.snapshot import Snapshot

if TYPE_CHECKING:
    from graphcrm.analysis.findings.finding import Finding
    from graphcrm.analysis.findings.sources import Day
    from graphcrm.analysis.influence.uncertainty import Draws

__all__ = ["Known"]


_Key = tuple[int, str | None, str | None, str | None, GraphOptions]


@dataclass(frozen=True)
class Known:
    """Situations by snapshot, account, opportunity, vendor and options; draws by situation and seed; findings by the situation and
    the snapshots before it, which are held so that no others take their ids.
    """

    situations: dict[_Key, Situation] = field(default_factory=dict)
    drawn: dict[tuple[int, int], Draws] = field(default_factory=dict)
    found: dict[tuple[int, int, int], tuple[Day, tuple[Finding, ...]]] = field(default_factory=dict)

    def situation(
        self,
        snapshot: Snapshot,
        account: str | None,
        opportunity: str | None,
        vendor: str | None,
        options: GraphOptions,
    ) -> Situation:
        """See `Situation.of`."""
        key = (id(snapshot), account, opportunity, vendor, options)
        if key not in self.situations:
            self.situations[key] = Situation.of(snapshot, account, opportunity, vendor, options)
        return self.situations[key]

    def draws(self, situation: Situation, seed: int) -> Draws:
        """See `graphcrm.analysis.influence.uncertainty.draw`."""
        from graphcrm.analysis.influence.uncertainty import draw

        key = (id(situation), seed)
        if key not in self.drawn:
            self.drawn[key] = draw(situation, seed=seed)
        return self.drawn[key]

    def findings(self, situation: Situation, quarter: Snapshot, half_year: Snapshot) -> tuple[Finding, ...]:
        """See `graphcrm.analysis.findings.sources.find`."""
        from graphcrm.analysis.findings.sources import Day, find

        key = (id(situation), id(quarter), id(half_year))
        if key not in self.found:
            day = Day(situation, quarter, half_year)
            self.found[key] = day, find(day)
        return self.found[key][1]

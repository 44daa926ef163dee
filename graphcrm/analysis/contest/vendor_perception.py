"""How the customer's units see each vendor: us and every competitor, from the stances of their people.

    weighted support = Σ share·x      mean support = mean level of the recorded stances
    known            = part of the unit's share whose stance is recorded and at most 180 days old

People without a unit stand for their organisation.
"""

from __future__ import annotations

from graphcrm.analysis.opinion.support import supports
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import decimal, per_cent

__all__ = ["Perception", "vendor_perception"]


@dataclass(frozen=True, slots=True)
class Perception:
    """A vendor in the eyes of a unit (or an organisation).

    mean_support
        −1..3, None if no stance is recorded.
    weighted_support
        In [−1, 1], unknown attitudes as 0.
    known
        0..1 of the unit's share; None if the unit has no share.
    """

    vendor: str
    unit: str
    mean_support: float | None
    weighted_support: float
    known: float | None

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{unit} on {vendor}: mean support 0.50, known for 80% of its influence.”"""
        unit = snapshot.units.get(self.unit) or snapshot.orgs.get(self.unit)
        mean = Text("尚无记录", " not recorded")
        if self.mean_support is not None:
            mean = Text.of(f" {decimal(self.mean_support)}")
        known = Text("", "")
        if self.known is not None:
            known = Text("，其影响中已知 {k}", ", known for {k} of its influence").format(k=per_cent(self.known))
        return Text(
            "{unit} 对 {vendor}：平均支持度{mean}{known}。", "{unit} on {vendor}: mean support{mean}{known}."
        ).format(unit=unit.name if unit else self.unit, vendor=snapshot.orgs[self.vendor].name, mean=mean, known=known)


def vendor_perception(situation: Situation) -> tuple[Perception, ...]:
    """Us first, then the competitors by id; units by id, organisations of people without a unit after them."""
    snapshot = situation.snapshot
    ours = [snapshot.our_company.id] if snapshot.our_company else []
    rivals = sorted(o.id for o in snapshot.orgs.values() if o.category == OrgCategory.COMPETITOR)
    groups: dict[tuple[bool, str], list[str]] = {}
    for person in situation.graph.people:
        who = snapshot.people[person]
        groups.setdefault((who.unit is None, who.unit or who.org), []).append(person)
    found = []
    for vendor in (*ours, *rivals):
        held = supports(snapshot, situation.context, vendor, situation.graph.people)
        for _, unit in sorted(groups):
            people = groups[unit not in snapshot.units, unit]
            levels = [held[p].level for p in people if p in held]
            total = sum(situation.share_of(p) for p in people)
            fresh = sum(situation.share_of(p) for p in people if p in held and not held[p].stale)
            found.append(
                Perception(
                    vendor,
                    unit,
                    sum(levels) / len(levels) if levels else None,
                    float(sum(situation.share_of(p) * held[p].x for p in people if p in held)),
                    fresh / total if total > 0 else None,
                )
            )
    return tuple(found)

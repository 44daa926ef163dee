"""Rising stars: people of the customer who are not yet high up, and whose influence grows.

Grade 1 or 2, or early in their career, with at least two of the signals

    share       the share in the decision rose by a point or more within 180 days (not on the map then: from 0)
    ties        two or more who came to trust them or to be influenced by them within 365 days
    named       the customer itself named them as influential in a certain field
    cross_unit  two or more neighbours in the influence graph from other units of the customer
    promoted    a higher grade than in a version of their record that ended within 730 days

What was is taken from snapshots of 180, 365 and 730 days ago (settings); a version that began and ended between two of them is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.numbers import at_least, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Domain, Source
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, points

__all__ = ["RisingStar", "Signal", "rising_stars"]


class Signal(Choice):
    SHARE = "share", "影响份额上升", "rising share"
    TIES = "ties", "新增信任或影响", "new trust or influence"
    NAMED = "named", "客户点名", "named by the customer"
    CROSS_UNIT = "cross_unit", "跨部门往来", "neighbours in other units"
    PROMOTED = "promoted", "晋升", "promoted"


@dataclass(frozen=True, slots=True)
class RisingStar:
    """Somebody with enough signals; `share_change` is that of 180 days, `tie` our best T in [0, 1)."""

    id: str
    grade: int | None
    signals: tuple[Signal, ...]
    share_change: float
    tie: float

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{p}: rising share, named by the customer; share in 180 days: up 2 points.”"""
        return Text(
            "{p}：{signals}；{n:g} 天内影响份额{change}。", "{p}: {signals}; share in {n:g} days: {change}."
        ).format(
            p=snapshot.people[self.id].name,
            signals=joined(s.label for s in self.signals),
            n=snapshot.settings.stars["share_days"],
            change=points(self.share_change),
        )


def rising_stars(
    situation: Situation, earlier: Situation, year: Snapshot, before: Sequence[Snapshot]
) -> tuple[RisingStar, ...]:
    """The rising stars, most signals first, then by rise of share and id.

    Parameters
    ----------
    earlier : Situation
        The same decision 180 days ago.
    year : Snapshot
        What was recorded 365 days ago.
    before : sequence of Snapshot
        In which a lower grade shows a promotion: those of up to 730 days ago.
    """
    snapshot, rules = situation.snapshot, situation.snapshot.settings.stars
    found = []
    for person in situation.graph.customers:
        who = snapshot.people[person]
        junior = who.grade is not None and who.grade <= rules["grade"]
        if snapshot.is_seat(person) or not (junior or who.early_career):
            continue
        change = situation.share_of(person) - earlier.share_of(person)
        new = _partners(snapshot, person) - (_partners(year, person) if person in year.people else set())
        shown = {
            Signal.SHARE: at_least(change, rules["share"]),
            Signal.TIES: len(new) >= rules["ties"],
            Signal.NAMED: _named(snapshot, person),
            Signal.CROSS_UNIT: len(_elsewhere(situation, person)) >= rules["neighbours"],
            Signal.PROMOTED: any(_lower(then, person, who.grade) for then in before),
        }
        signals = tuple(signal for signal, seen in shown.items() if seen)
        if len(signals) >= rules["signals"]:
            found.append(RisingStar(person, who.grade, signals, change, situation.ties.best(person)[0]))
    return tuple(sorted(found, key=lambda s: (-len(s.signals), -ordinal(s.share_change), s.id)))


def _elsewhere(situation: Situation, person: str) -> set[str]:
    """Neighbours from other units of the customer; whoever has no unit is from none."""
    people, customers = situation.snapshot.people, set(situation.graph.customers)
    return {
        p for p in situation.graph.neighbours[person] & customers if people[p].unit not in (None, people[person].unit)
    }


def _partners(snapshot: Snapshot, person: str) -> set[str]:
    """Who trusts a person or is influenced by them, as anybody reports; not our own people, nor counter-influence."""
    found = set()
    for edge in snapshot.index.edges(EdgeKind.TRUSTS, [person]):
        if edge.target == person and edge.level:
            found.add(edge.source)
    for edge in snapshot.index.edges(EdgeKind.INFLUENCES, [person]):
        if edge.source == person and edge.level and edge.polarity == 1:
            found.add(edge.target)
    return {p for p in found if not snapshot.is_ours(p)}


def _named(snapshot: Snapshot, person: str) -> bool:
    """An influence of theirs in a certain field of which the customer itself told."""
    return any(
        edge.source == person
        and edge.level
        and edge.polarity == 1
        and edge.domain != Domain.GENERAL
        and edge.get("source") == Source.CUSTOMER_STATEMENT
        for edge in snapshot.index.edges(EdgeKind.INFLUENCES, [person])
    )


def _lower(then: Snapshot, person: str, grade: int | None) -> bool:
    was = then.people.get(person)
    return was is not None and was.grade is not None and grade is not None and was.grade < grade

"""Hospitality per person and year: how often, at what cost, whether the limit is kept, and who should not have had any.

    cost of a person = Σ cost of the event / everybody who took part,   over the hospitality of 365 days

Business and team events are hospitality; company visits, reference sites and exhibitions are where they cost us. Sums are in each
currency by itself, since money of different currencies is never added up; an event that names none, for its cost is not recorded,
stands with the person's others, those in the currency of the workspace if there are any. No law names a sum and companies differ,
so the limit is a setting, in the currency of the workspace, and 0 says that none is set; sums in other currencies are not held
against it.
Whoever must stay independent and whoever is a public official is named for any event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graphcrm.analysis.numbers import at_most
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Flag, OrgCategory
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.records import Interaction
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import amount, joined

__all__ = ["Concern", "Hospitality", "hospitality"]


_ALWAYS = frozenset({InteractionKind.MEAL_EVENT.value, InteractionKind.TEAM_EVENT.value})
_IF_PAID = frozenset(
    {InteractionKind.HQ_VISIT.value, InteractionKind.REFERENCE_SITE.value, InteractionKind.EXHIBITION.value}
)


class Concern(Choice):
    EXCLUDED = (
        "excluded",
        "须保持独立或公职人员，不应招待",
        "must stay independent or is a public official: no hospitality",
    )
    OVER = "over_limit", "超过限额", "over the limit"
    UNKNOWN = "cost_unknown", "有费用未录入", "a cost is not recorded"


@dataclass(frozen=True, slots=True)
class Hospitality:
    """A person's year in one currency ("" where none was recorded).

    `cost` ≥ 0 sums what is recorded, None if nothing is; `limit` is None where none is set for this currency.
    """

    person: str
    events: int
    cost: float | None
    currency: str
    limit: float | None
    last: str
    concerns: tuple[Concern, ...]

    def sentence(self, name: str) -> Text:
        """“{p}: 3 events, last on 2026-05-08, their part of the cost 620 CNY; over the limit.”"""
        cost = Text("", "")
        if self.cost is not None:
            cost = Text("，分摊费用 {cost}", ", their part of the cost {cost}").format(
                cost=f"{amount(self.cost)} {self.currency}".strip()
            )
        told = Text("{p}：招待 {n} 次，最近 {day}", "{p}: hospitality {n}×, last on {day}").format(
            p=name, n=self.events, day=self.last
        )
        concerns = (
            Text("；{c}", "; {c}").format(c=joined(c.label for c in self.concerns)) if self.concerns else Text("", "")
        )
        return told + cost + concerns + Text("。", ".")


def hospitality(situation: Situation) -> tuple[Hospitality, ...]:
    """Everybody who was offered any with somebody of the account or for a deal of it, but other customers: concerns first, then by
    cost and id."""
    snapshot, tree = situation.snapshot, situation.context.tree
    people = frozenset((*situation.graph.index, *snapshot.index.people(tree)))
    deals = [deal.id for deal in snapshot.index.opportunities(tree)]
    concerned = {e.id: e for e in (*snapshot.index.interactions(people), *snapshot.index.interactions_about(deals))}
    events: dict[str, dict[str, list[Interaction]]] = defaultdict(lambda: defaultdict(list))
    for event in concerned.values():
        recent = 0 <= days_between(event.date, snapshot.as_of) <= snapshot.settings.hospitality["days"]
        offered = event.kind in _ALWAYS or (event.kind in _IF_PAID and bool(event.cost))
        if offered and recent:
            for person in event.participants:
                if person in people or (person in snapshot.people and _outside(snapshot, person)):
                    events[person][event.currency or ""].append(event)
    found = [
        _year(situation, person, currency, held)
        for person, theirs in events.items()
        for currency, held in _with_unnamed(theirs, snapshot.settings.currency).items()
    ]
    return tuple(sorted(found, key=lambda h: (not h.concerns, -(h.cost or 0), h.person, h.currency)))


def _with_unnamed(events: Mapping[str, list[Interaction]], own: str) -> Mapping[str, list[Interaction]]:
    """Events by currency, those that name none with those in the currency of the workspace, else in the first that there is."""
    named = sorted((currency for currency in events if currency), key=lambda one: (one != own, one))
    return {one: [*events[one], *(events.get("", ()) if one == named[0] else ())] for one in named} or events


def _outside(snapshot: Snapshot, person: str) -> bool:
    """Neither of ours nor of any customer: a partner, a third party."""
    return snapshot.category(person) not in (OrgCategory.OUR_COMPANY, OrgCategory.CUSTOMER)


def _year(situation: Situation, person: str, currency: str, events: list[Interaction]) -> Hospitality:
    snapshot, settings = situation.snapshot, situation.snapshot.settings
    limit = (settings.hospitality["limit"] or None) if currency == settings.currency else None
    costs = [event.cost / len(event.participants) for event in events if event.cost is not None]
    cost = sum(costs) if costs else None
    holds = {
        Concern.EXCLUDED: snapshot.is_independent(person) or snapshot.people[person].has(Flag.PUBLIC_OFFICIAL),
        Concern.OVER: limit is not None and cost is not None and not at_most(cost, limit),
        Concern.UNKNOWN: len(costs) < len(events),
    }
    last = max(event.date for event in events)
    return Hospitality(person, len(events), cost, currency, limit, last, tuple(c for c, true in holds.items() if true))

"""The portfolio: every account by itself, large and small, new and old.

An account is a customer that has no customer above it. The newest interaction with anybody of its tree counts as the last contact,
mail to however many and people who have left included: an account that nobody writes to at all is what a portfolio has to show.
"""

from __future__ import annotations

from graphcrm.analysis.coverage.cadence import ContactStatus, overdue
from graphcrm.analysis.coverage.kpi import Rag, kpi_block
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.resilience.threads import min_threads
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.accounts import last_contact
from graphcrm.dataclass import dataclass
from graphcrm.graph.influence import GraphOptions
from graphcrm.i18n import Text
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import in_days, per_cent

__all__ = ["Holding", "holding", "portfolio"]


@dataclass(frozen=True, slots=True)
class Holding:
    """One account: shares of the KPI block, the light, the bow-tie index, how contact stands, and what is at stake.

    Everything but `last_contact` and `values` is None where no decision is recorded (a network of ties alone).

    threads
        Fewest person-disjoint routes of ours to any decider; None without deciders.
    values
        Amounts of the open opportunities by currency, in its order; those without an amount add nothing.
    """

    account: Org
    covered: float | None
    supportive: float | None
    hostile: float | None
    unknown: float | None
    rag: Rag | None
    bow_tie: float | None
    last_contact: str | None
    overdue: int | None
    data_grade: str | None
    threads: int | None = None
    values: tuple[tuple[str, float], ...] = ()

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{account}: 58 % covered, supportive reach 27 %; last contact 12 days ago, 2 overdue; data grade A.”"""
        contact = Text("从无联系记录", "no contact on record")
        if self.last_contact is not None:
            days = days_between(self.last_contact, snapshot.as_of)
            contact = Text("最近联系在 {n}前", "last contact {n} ago").format(n=in_days(days))
        if self.covered is None or self.supportive is None:
            return Text("{name}：未录入决策；{contact}。", "{name}: no decision is recorded; {contact}.").format(
                name=self.account.name, contact=contact
            )
        return Text(
            "{name}：已触达 {c}，支持触达 {s}；{contact}，逾期 {n} 人；数据等级 {grade}。",
            "{name}: {c} covered, supportive reach {s}; {contact}, {n} overdue; data grade {grade}.",
        ).format(
            name=self.account.name,
            c=per_cent(self.covered),
            s=per_cent(self.supportive),
            contact=contact,
            n=self.overdue,
            grade=self.data_grade,
        )


def portfolio(
    snapshot: Snapshot, chosen: tuple[Org, ...], vendor: str | None = None, options: GraphOptions = GraphOptions()
) -> tuple[Holding, ...]:
    """Some accounts in the order given, each computed as if it stood alone."""
    return tuple(holding(Situation.of(snapshot, org.id, None, vendor, options)) for org in chosen)


def holding(situation: Situation) -> Holding:
    """One account, of which nothing is known but what its situation holds."""
    account, values = situation.context.account, _values(situation)
    last = last_contact(situation.snapshot, situation.snapshot.index.people(situation.context.tree))
    if situation.undecided:
        return Holding(account, None, None, None, None, None, None, last, None, None, values=values)
    keys = key_persons(situation)
    block = kpi_block(situation, keys)
    return Holding(
        account,
        block.covered,
        block.supportive,
        block.hostile,
        block.unknown,
        block.rag,
        bow_tie(situation).index,
        last,
        sum(row.status is ContactStatus.OVERDUE for row in overdue(situation, keys)),
        audit(situation).grade,
        min_threads(situation),
        values,
    )


def _values(situation: Situation) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for deal in situation.context.open_opportunities:
        if deal.amount is not None:
            currency = deal.currency or situation.snapshot.settings.currency
            found[currency] = found.get(currency, 0.0) + deal.amount
    return tuple(sorted(found.items()))

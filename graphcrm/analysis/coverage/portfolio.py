"""The portfolio: every account by itself, large and small, new and old (A14g).

An account is a customer that has no customer above it. The newest interaction with anybody of its tree counts as the last contact,
mail to however many and people who have left included: an account that nobody writes to at all is what a portfolio has to show.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphcrm.analysis.coverage.cadence import ContactStatus, overdue
from graphcrm.analysis.coverage.kpi import Rag, kpi_block
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.resilience.bow_tie import bow_tie
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import per_cent

__all__ = ["Holding", "accounts", "portfolio"]


@dataclass(frozen=True, slots=True)
class Holding:
    """One account: shares of the KPI block, the light, the bow-tie index, and how contact stands.

    Everything but `last_contact` is None where no decision is recorded (a network of ties alone).
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

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{account}: 58 % covered, 27 % supportive; last contact 12 days ago, 2 overdue; data grade A.”"""
        contact = Text("从无联系记录", "no contact on record")
        if self.last_contact is not None:
            days = days_between(self.last_contact, snapshot.as_of)
            contact = Text(f"最近联系在 {days} 天前", f"last contact {days} days ago")
        if self.covered is None or self.supportive is None:
            return Text("{name}:未录入决策;{contact}。", "{name}: no decision is recorded; {contact}.").format(
                name=self.account.name, contact=contact
            )
        return Text(
            "{name}:已触达 {c},支持 {s};{contact},逾期 {n} 人;数据等级 {grade}。",
            "{name}: {c} covered, {s} supportive; {contact}, {n} overdue; data grade {grade}.",
        ).format(
            name=self.account.name,
            c=per_cent(self.covered),
            s=per_cent(self.supportive),
            contact=contact,
            n=self.overdue,
            grade=self.data_grade,
        )


def accounts(snapshot: Snapshot) -> tuple[Org, ...]:
    """Customers without a customer as parent, by id."""

    def is_customer(org: str | None) -> bool:
        found = snapshot.orgs.get(org or "")
        return found is not None and found.category == OrgCategory.CUSTOMER

    return tuple(o for o in snapshot.orgs.values() if is_customer(o.id) and not is_customer(o.parent))


def portfolio(
    snapshot: Snapshot, chosen: tuple[Org, ...], vendor: str | None = None, options: GraphOptions = GraphOptions()
) -> tuple[Holding, ...]:
    """Some accounts in the order given, each computed as if it stood alone."""
    return tuple(_holding(Situation.of(snapshot, org.id, None, vendor, options)) for org in chosen)


def _holding(situation: Situation) -> Holding:
    account, last = situation.context.account, _last_contact(situation)
    if situation.undecided:
        return Holding(account, None, None, None, None, None, None, last, None, None)
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
    )


def _last_contact(situation: Situation) -> str | None:
    index = situation.snapshot.index
    events = index.interactions(index.people(situation.context.tree))
    return max((event.date for event in events), default=None)

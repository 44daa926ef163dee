"""What a question is about: an account, one of its opportunities or all of them, and the vendor whose support is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import DecisionRule, OpportunityStatus, OrgCategory
from graphcrm.spoken import joined, some_of

if TYPE_CHECKING:
    from graphcrm.model.records import Opportunity, Org
    from graphcrm.snapshot import Snapshot

__all__ = ["Context", "resolve"]


@dataclass(frozen=True, slots=True)
class Context:
    """`opportunity` None is the account context. `tree` are the ids of the account and the organisations below it.

    `notes` say what was taken where the question left it open: the only open opportunity, or all of several.
    """

    account: Org
    opportunity: Opportunity | None
    vendor: str | None
    tree: frozenset[str]
    #: The account's open opportunities, by id.
    open_opportunities: tuple[Opportunity, ...]
    notes: tuple[Text, ...] = ()

    @property
    def domain(self) -> str:
        """Domain of the decision; "general" for the account."""
        return self.opportunity.domain if self.opportunity else "general"

    @property
    def rule(self) -> DecisionRule:
        """How the decision is made; of an account by weight."""
        return DecisionRule(self.opportunity.decision_rule) if self.opportunity else DecisionRule.WEIGHTED

    @property
    def deals(self) -> tuple[Opportunity, ...]:
        """The opportunity asked about, else every open one of the account."""
        return (self.opportunity,) if self.opportunity else self.open_opportunities

    @property
    def live_tender(self) -> bool:
        """A tender is open in the running bid; in account context of any open opportunity."""
        return any(o.stage == "s2" and o.tender_open for o in self.deals)


def resolve(
    snapshot: Snapshot, account: str | None = None, opportunity: str | None = None, vendor: str | None = None
) -> Context:
    """Check the ids that a user gave and fill in what has only one possible value.

    An account with exactly one open opportunity is asked about that one: its decision rule, domain and stances are known,
    and an account's mixture of one would ignore them.

    Raises UsageError: unknown ids, an opportunity of another customer, or an account that must be named because there are several.
    """
    deal = snapshot.opportunity(opportunity) if opportunity else None
    org = snapshot.account(account) if account else None
    if org is None:
        org = snapshot.org(deal.customer) if deal else _only_customer(snapshot)
    if org.category != OrgCategory.CUSTOMER:
        raise UsageError(
            Text("{id} 不是客户（类别 {category}）", "{id} is not a customer (its category is {category})").format(
                id=org.id, category=OrgCategory(org.category).label
            )
        )
    tree = snapshot.tree(org.id)
    if deal and deal.customer not in tree:
        raise UsageError(
            Text(
                f"商机 {deal.id} 属于客户 {deal.customer}，不属于 {org.id}",
                f"opportunity {deal.id} belongs to customer {deal.customer}, not to {org.id}",
            )
        )
    seller = snapshot.org(vendor).id if vendor else (snapshot.our_company.id if snapshot.our_company else None)
    running = tuple(o for o in snapshot.index.opportunities(tree) if _is_open(o, snapshot.as_of.isoformat()))
    notes: tuple[Text, ...] = ()
    if deal is None and running:
        notes = (_what_is_meant(running),)
        deal = running[0] if len(running) == 1 else None
    return Context(org, deal, seller, tree, running, notes)


def _what_is_meant(running: Sequence[Opportunity]) -> Text:
    each = (
        Text(o.id, o.id) if o.name == o.id else Text("{o}（{id}）", "{o} ({id})").format(o=o.name, id=o.id)
        for o in running
    )
    deals = joined(each)
    if len(running) == 1:
        text = Text(
            "该客户只有一个未结商机，即按它回答：{deals}", "the account's only open opportunity is taken: {deals}"
        )
    else:
        text = Text(
            "未指定商机：结果是该客户 {n} 个未结商机的合并：{deals}",
            "no opportunity was named: the answer mixes the {n} open ones of the account: {deals}",
        )
    return text.format(n=len(running), deals=deals)


def _is_open(opportunity: Opportunity, day: str) -> bool:
    """Open, or closed only after the day of the snapshot."""
    return opportunity.status == OpportunityStatus.OPEN or bool(opportunity.closed_on and opportunity.closed_on > day)


def _is_customer(org: Org | None) -> bool:
    return org is not None and org.category == OrgCategory.CUSTOMER


def _only_customer(snapshot: Snapshot) -> Org:
    roots = [
        o
        for o in snapshot.orgs.values()
        if o.category == OrgCategory.CUSTOMER and not _is_customer(snapshot.orgs.get(o.parent or ""))
    ]
    if len(roots) == 1:
        return roots[0]
    if not roots:
        raise UsageError(
            Text(
                "工作区里没有客户组织，请先导入（graphcrm import）",
                "the workspace has no customer yet; import one (graphcrm import)",
            )
        )
    said = Text(
        "有 {n} 个客户，请用 --account 指定：{names}", "there are {n} customers; name one with --account: {names}"
    )
    names = some_of([Text("{key} ({name})", "{key} ({name})").format(key=o.id, name=o.name) for o in roots])
    raise UsageError(said.format(n=len(roots), names=names))

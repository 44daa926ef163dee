"""All accounts compared."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.status.portfolio import Holding, portfolio
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Lifecycle, OrgCategory, Tier
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot


def answer(ask: Ask) -> Answer:
    """A row per account, or of the one that was asked about."""
    return told(ask, portfolio(ask.snapshot, tuple(ask.top(chosen(ask))), ask.get("vendor"), ask.options))


def chosen(ask: Ask) -> tuple[Org, ...]:
    """All accounts, or the one that was asked about.

    Raises UsageError: what was asked about is no account.
    """
    known = ask.snapshot.accounts
    wanted = ask.get("account")
    if wanted is not None:
        org = ask.snapshot.account(wanted)
        known = tuple(o for o in known if o.id == org.id)
        if not known:
            raise UsageError(_why_not(ask.snapshot, org))
    return known


def _why_not(snapshot: Snapshot, org: Org) -> Text:
    """Why an organisation is no account, and which it belongs to."""
    above = next((a.id for a in snapshot.accounts if org.id in snapshot.tree(a.id)), None)
    if above is not None:
        return Text(
            f"{org.id} 隶属于客户 {above}；请问 {above}", f"{org.id} belongs to the account {above}; ask about that"
        )
    category = OrgCategory(org.category).label
    return Text("{id} 不是客户（类别：{c}）", "{id} is no customer (its category is {c})").format(id=org.id, c=category)


def told(ask: Ask, found: Sequence[Holding]) -> Answer:
    """The answer, from accounts that are computed."""
    rows = [
        ask.row(
            h,
            account=h.account.id,
            tier=labelled(Tier, h.account.tier),
            lifecycle=labelled(Lifecycle, h.account.lifecycle),
            overdue_n=h.overdue,
        )
        for h in found
    ]
    nothing = Text("工作区里没有客户。", "The workspace has no customer yet.")
    return Answer.of(rows, nothing=nothing, explain=[h.sentence(ask.snapshot) for h in found])

"""All accounts compared."""

from __future__ import annotations

from collections.abc import Sequence

from graphcrm.analysis.status.portfolio import Holding, portfolio
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Lifecycle, Tier
from graphcrm.model.records import Org


def answer(ask: Ask) -> Answer:
    """A row per account, or of the one that was asked about."""
    return told(ask, portfolio(ask.snapshot, tuple(ask.top(chosen(ask))), ask.get("vendor"), ask.options))


def chosen(ask: Ask) -> tuple[Org, ...]:
    """All accounts, or the one that was asked about.

    Raises
    ------
    UsageError
        What was asked about is no account.
    """
    known = ask.snapshot.accounts
    wanted = ask.get("account")
    if wanted is not None:
        org = ask.snapshot.org(wanted)
        known = tuple(o for o in known if o.id == org.id)
        if not known:
            raise UsageError(
                Text(
                    f"{org.id} 不是独立的客户账户(类别 {org.category},或隶属于另一客户)",
                    f"{org.id} is no account of its own (its category is {org.category}, or it belongs to another customer)",
                )
            )
    return known


def told(ask: Ask, found: Sequence[Holding]) -> Answer:
    """The answer, from accounts that are computed."""
    rows = [
        {
            "account": h.account.id,
            "tier": labelled(Tier, h.account.tier),
            "lifecycle": labelled(Lifecycle, h.account.lifecycle),
            "covered": h.covered,
            "supportive": h.supportive,
            "hostile": h.hostile,
            "unknown": h.unknown,
            "rag": h.rag,
            "bow_tie": h.bow_tie,
            "last_contact": h.last_contact,
            "overdue_n": h.overdue,
            "data_grade": h.data_grade,
        }
        for h in found
    ]
    remarks = [] if found else [Text("工作区里没有客户。", "The workspace has no customer yet.")]
    return Answer.of(rows, remarks=remarks, explain=[h.sentence(ask.snapshot) for h in found])

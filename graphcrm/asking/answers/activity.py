"""The mix of contacts, and what they cost."""

from __future__ import annotations

from graphcrm.analysis.coverage.activity import mix, money
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.contacts import Channel, InteractionKind

_APART = Text(
    "不同货币不相加;行动费用只计已完成的", "currencies are not added up; of actions only those that were done"
)
_NOTHING = Text("没有联系记录。", "No contact is on record.")


def answer(ask: Ask) -> Answer:
    """A row per kind and channel of contact, then one per currency."""
    found = mix(ask.situation)
    rows = [
        {
            "kind": labelled(InteractionKind, m.kind),
            "channel": labelled(Channel, m.channel),
            "contacts": m.contacts,
            "recent": m.recent,
            "people": m.people,
            "last": m.last,
        }
        for m in found
    ]
    sums = [
        {
            "currency": m.currency or None,
            "contacts_cost": m.contacts,
            "value_added_cost": m.value_added,
            "actions_cost": m.actions,
            "contracts": m.contracts,
            "cost_pct": m.against_contracts(m.contacts + m.actions),
            "value_added_pct": m.against_contracts(m.value_added),
        }
        for m in money(ask.situation)
    ]
    total, late = sum(m.contacts for m in found), sum(m.recent for m in found)
    head = _NOTHING
    if total:
        what = "contact" if total == 1 else "contacts"
        head = Text(
            f"共记录联系 {total} 次,其中近 90 天 {late} 次。",
            f"{total} {what} on record, {late} of them in the last 90 days.",
        )
    return Answer((rows, sums), remarks=[head], assumptions=[_APART])

"""The mix of contacts, and what they cost."""

from __future__ import annotations

from graphcrm.analysis.coverage.activity import mix, money, voices
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.contacts import HEARD, Channel, InteractionKind
from graphcrm.spoken import counted, joined

_APART = Text(
    "不同货币不相加；行动费用计已完成的，进行中的另列，取消的不计",
    "currencies are not added up; actions that were done are apart from those under way, and what was cancelled does not count",
)
_NOTHING = Text("没有联系记录。", "No contact is on record.")


def answer(ask: Ask) -> Answer:
    """A row per kind and channel of contact, then one per currency."""
    found = mix(ask.situation)
    rows = [ask.row(m, kind=labelled(InteractionKind, m.kind), channel=labelled(Channel, m.channel)) for m in found]
    sums = [
        {
            "currency": m.currency or None,
            "contacts_cost": m.contacts,
            "value_added_cost": m.value_added,
            "actions_cost": m.actions,
            "planned_cost": m.planned,
            "budget": m.budget or None,
            "budget_pct": _part(m.actions + m.planned, m.budget),
            "contracts": m.contracts,
            "cost_pct": _part(m.contacts + m.actions, m.contracts),
            "value_added_pct": _part(m.value_added, m.contracts),
        }
        for m in money(ask.situation)
    ]
    total, late = sum(m.contacts for m in found), sum(m.recent for m in found)
    head = _NOTHING
    if total:
        head = Text(
            f"共记录联系 {total} 次，其中近 90 天 {late} 次。",
            f"{counted(total, 'contact')} on record, {late} of them in the last 90 days.",
        )
    return Answer((rows, sums), remarks=[head, *_voice(ask)], assumptions=[_APART])


def _voice(ask: Ask) -> list[Text]:
    """By which sources the customer was heard, and whether we asked; nothing where no source is recorded."""
    found = voices(ask.situation)
    if not found:
        return []
    sources = joined(Text("{source} {n} 次", "{source} {n}").format(source=source.label, n=n) for source, n in found)
    came = sum(n for source, n in found if source in HEARD)
    return [
        Text(
            "客户声音来源：{sources}；客户主动反映 {came} 次，我方征询 {sought} 次。",
            "Where the customer's voice was heard: {sources}; unasked {came}, sought by us {sought}.",
        ).format(sources=sources, came=came, sought=sum(n for _, n in found) - came)
    ]


def _part(cost: float, whole: float) -> float | None:
    """A cost in per cent of what it is held against, 0 and more; None where that is not recorded."""
    return 100 * cost / whole if whole > 0 else None

"""In which way we are in touch, and what it costs: counts of contacts by kind and channel, sums of money by currency.

A contact counts for an account if anybody took part who is of its people or matters to its decision: what was done with somebody
who has left since, and what was spent on them, stays done and spent. Money of different currencies is never added up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.model.choices import is_done, is_over
from graphcrm.model.contacts import InteractionKind, VoiceSource
from graphcrm.model.records import Action, Interaction, Org
from graphcrm.snapshot import Snapshot

__all__ = ["RECENT", "Mix", "Money", "actions_of", "contacts_of", "mix", "money", "recent", "voices"]


#: So many days count as recent.
RECENT = 90


@dataclass(frozen=True, slots=True)
class Mix:
    """Contacts of a kind by a channel ("" if it was not recorded): how many, how many of them recent, with how many of theirs."""

    kind: str
    channel: str
    contacts: int
    recent: int
    people: int
    last: str


@dataclass(frozen=True, slots=True)
class Money:
    """Sums in one currency: spent on contacts (of it on value-added services) and on actions that were done, planned for actions
    under way, the account's budget for the relationship, and the value of contracts that hold on the day."""

    currency: str
    contacts: float = 0.0
    value_added: float = 0.0
    actions: float = 0.0
    planned: float = 0.0
    budget: float = 0.0
    contracts: float = 0.0


def contacts_of(situation: Situation) -> tuple[Interaction, ...]:
    """Contacts up to the day in which one of ours and one of the people concerned took part."""
    snapshot = situation.snapshot
    day = snapshot.as_of.isoformat()
    found = snapshot.index.interactions(situation.concerned)
    return tuple(i for i in found if i.date <= day and any(map(snapshot.is_ours, i.participants)))


def recent(snapshot: Snapshot, contacts: Iterable[Interaction]) -> tuple[Interaction, ...]:
    """Those of the last 90 days, the day itself included."""
    first = (snapshot.as_of - timedelta(days=RECENT)).isoformat()
    return tuple(i for i in contacts if i.date > first)


def actions_of(situation: Situation) -> tuple[Action, ...]:
    """Actions toward the people concerned or organisations of the account, and those for its goals and opportunities."""
    snapshot, tree = situation.snapshot, situation.context.tree
    aims = [g.id for g in snapshot.goals.values() if g.customer in tree]
    aims += [o.id for o in snapshot.index.opportunities(tree)]
    found = (*snapshot.index.actions([*situation.concerned, *tree]), *snapshot.index.actions_for(aims))
    return tuple({action.id: action for action in found}.values())


def mix(situation: Situation) -> tuple[Mix, ...]:
    """By kind and channel, most frequent first, ties by code."""
    s, people = situation.snapshot, situation.concerned
    groups: dict[tuple[str, str], list[Interaction]] = defaultdict(list)
    for contact in contacts_of(situation):
        groups[contact.kind, contact.channel or ""].append(contact)
    rows = [
        Mix(
            kind,
            channel,
            len(found),
            len(recent(s, found)),
            len({p for i in found for p in i.participants if p in people}),
            max(i.date for i in found),
        )
        for (kind, channel), found in groups.items()
    ]
    return tuple(sorted(rows, key=lambda m: (-m.contacts, m.kind, m.channel)))


def voices(situation: Situation) -> tuple[tuple[VoiceSource, int], ...]:
    """How often the customer was heard by each source, most often first, ties by code; contacts without a source say nothing."""
    heard = Counter(i.source_channel for i in contacts_of(situation) if i.source_channel)
    return tuple((VoiceSource(code), n) for code, n in sorted(heard.items(), key=lambda kept: (-kept[1], kept[0])))


def money(situation: Situation) -> tuple[Money, ...]:
    """Sums by currency ("" where none was recorded), ties by code; only where there is any money."""
    sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, currency, amount in (*_spent(situation), *_budget(situation.context.account), *_contracts(situation)):
        sums[currency or ""][name] += amount
    return tuple(Money(currency, **sums[currency]) for currency in sorted(sums) if any(sums[currency].values()))


def _spent(situation: Situation) -> Iterator[tuple[str, str | None, float]]:
    for contact in contacts_of(situation):
        if contact.cost is not None:
            yield "contacts", contact.currency, contact.cost
            if contact.kind == InteractionKind.VALUE_ADDED:
                yield "value_added", contact.currency, contact.cost
    for action in actions_of(situation):
        if action.cost is not None and (is_done(action.status) or not is_over(action.status)):
            yield "actions" if is_done(action.status) else "planned", action.currency, action.cost


def _budget(account: Org) -> Iterator[tuple[str, str | None, float]]:
    if account.relationship_budget is not None:
        yield "budget", account.currency, account.relationship_budget


def _contracts(situation: Situation) -> Iterator[tuple[str, str | None, float]]:
    """Contracts between the account and us that have begun and not ended."""
    snapshot = situation.snapshot
    day = snapshot.as_of.isoformat()
    for contract in snapshot.contracts_with_us(situation.context.tree):
        if (contract.start or "") <= day <= (contract.end or day) and contract.value is not None:
            yield "contracts", contract.currency, contract.value

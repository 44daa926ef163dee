"""When whom to contact next, in every account, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from graphcrm.analysis.coverage.activity import actions_of
from graphcrm.analysis.coverage.cadence import ContactDue, cadence
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.export.calendar import Entry
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import is_over
from graphcrm.model.tables import column
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import in_days

__all__ = ["NextContact", "agenda", "next_contacts"]

_CONTACT = Text("联系 {name}（{org}）", "Contact {name} ({org})")
_NEVER = Text("没有联系记录，目标 {target}", "no contact on record; target {target}")
_SILENT = Text("最近联系 {last}，目标 {target}", "last contact {last}; target {target}")
_NOT_OURS = Text(
    "{name}（{id}）不是我方人员，没有要安排的事", "{name} ({id}) is none of ours and has nothing to do for us"
)
_ACTION = Text("{type}：{name}", "{type}: {name}")


@dataclass(frozen=True, slots=True)
class NextContact:
    """The day by which a key person of an account should be contacted again: last contact plus target; the day asked about if never."""

    account: str
    due: ContactDue
    day: date


def next_contacts(situation: Situation) -> Iterator[NextContact]:
    """Every key person with a target whom we may contact, most urgent first."""
    for due in cadence(situation, key_persons(situation)):
        day = situation.snapshot.as_of
        if due.last_contact is not None:
            day = date.fromisoformat(due.last_contact[:10]) + timedelta(days=due.target_days)
        yield NextContact(situation.context.account.id, due, day)


def agenda(snapshot: Snapshot, owner: str, account: str | None, lang: Lang) -> list[Entry]:
    """What somebody of ours has to do: contacts with people they own, not before the day of the snapshot, and open actions.

    For one account, or for all: then also actions that belong to none.

    Raises
    ------
    UsageError
        There is no such person, or it is none of ours.
    """
    who = snapshot.person(owner)
    if not snapshot.is_ours(owner):
        raise UsageError(_NOT_OURS.format(name=who.name, id=owner))
    today, entries = snapshot.as_of, {}
    situations = [
        Situation.of(snapshot, one) for one in ([account] if account else [org.id for org in snapshot.accounts])
    ]
    for situation in situations:
        if situation.undecided:
            continue
        for one in next_contacts(situation):
            if one.due.owner == owner:
                who = snapshot.people[one.due.person]
                text = (_SILENT if one.due.last_contact else _NEVER).format(
                    last=one.due.last_contact, target=in_days(one.due.target_days)
                )
                summary = _CONTACT.format(name=who.name or who.id, org=snapshot.orgs[who.org].name)
                uid = f"contact-{who.id}@graphcrm"
                entries[uid] = Entry(uid, max(one.day, today), summary.say(lang), text.say(lang))
    for action in actions_of(situations[0]) if account else snapshot.actions.values():
        if action.owner == owner and not is_over(action.status):
            target = snapshot.people.get(action.target) or snapshot.orgs.get(action.target)
            uid = f"action-{action.id}@graphcrm"
            name = (target and target.name) or action.target
            summary = _ACTION.format(type=column("actions", "type").label(action.type), name=name)
            entries[uid] = Entry(uid, date.fromisoformat(action.due), summary.say(lang), action.id)
    return sorted(entries.values(), key=lambda e: (e.day, e.uid))

"""Cadence: which key persons are due for contact, or overdue.

``ratio = days silent / target``; due above 1, overdue above 1.5 or never in contact. The target is the team's cadence plan
where a row fits, else the account tier's target for key persons.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.coverage.account_tier import tier_of
from graphcrm.analysis.coverage.contact_barrier import contact_barrier
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import CommLevel
from graphcrm.model.records import comm_level
from graphcrm.settings import Settings
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import in_days

__all__ = ["ContactDue", "ContactStatus", "cadence", "contact_status", "level_target", "overdue", "person_target"]


class ContactStatus(Choice):
    OK = "ok", "正常", "on time"
    DUE = "due", "到期", "due"
    OVERDUE = "overdue", "逾期", "overdue"
    NO_LINK = "no_link", "无联系", "no link"


@dataclass(frozen=True, slots=True)
class ContactDue:
    """When a key person was last in contact with anybody of ours, against the target.

    `days_silent` and `ratio` are None if there never was a contact; such people are overdue.
    """

    person: str
    owner: str | None
    last_contact: str | None
    days_silent: int | None
    target_days: int
    ratio: float | None
    tie: float
    share: float
    status: ContactStatus

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        silent = (
            Text("无联系记录", "no contact on record")
            if self.days_silent is None
            else Text("已 {n}未联系", "silent for {n}").format(n=in_days(self.days_silent))
        )
        return Text("{p}：{silent}，目标 {target}，{status}。", "{p}: {silent}, target {target}: {status}.").format(
            p=snapshot.people[self.person].name,
            silent=silent,
            target=in_days(self.target_days),
            status=self.status.label,
        )


def level_target(situation: Situation, level: CommLevel, grade: int | None = None) -> int | None:
    """Most days between contacts at a communication level (of a grade): cadence plan, else the settings; None without."""
    planned = _planned(situation, level, grade)
    if planned is not None:
        return planned
    return situation.snapshot.settings.communication[tier_of(situation.context.account)].get(level.value)


def person_target(situation: Situation, person: str) -> int | None:
    """Most days between contacts with a key person, whatever the level; None without a target.

    The tier is the account's, also for outsiders who matter to its decision.
    """
    grade = situation.snapshot.people[person].grade
    planned = _planned(situation, comm_level(grade), grade)
    if planned is not None:
        return planned
    return situation.snapshot.settings.communication[tier_of(situation.context.account)].get("key_person")


def _planned(situation: Situation, level: CommLevel | None, grade: int | None) -> int | None:
    """Days of the most specific fitting row of the cadence plan (an empty cell fits everything), the fewest of several.

    Rows of a store have no order: of a plan that puts the particular before the general, as plans do, it is the first that fits.
    """
    wanted = (tier_of(situation.context.account), level.value if level else None, grade)
    fitting = []
    for rule in situation.snapshot.cadence:
        conditions = zip((rule.tier, rule.comm_level, rule.grade), wanted, strict=True)
        stated = [(value, own) for value, own in conditions if value is not None]
        if rule.max_days is not None and all(value == own for value, own in stated):
            fitting.append((-len(stated), rule.max_days))
    return min(fitting)[1] if fitting else None


def contact_status(days: int | None, target: float, settings: Settings) -> ContactStatus:
    """On time up to the target, due up to 1.5 times (a setting), overdue beyond; no link if there never was a contact."""
    if days is None:
        return ContactStatus.NO_LINK
    if days <= target:
        return ContactStatus.OK
    return ContactStatus.DUE if days <= settings.cadence["overdue"] * target else ContactStatus.OVERDUE


def cadence(situation: Situation, key_persons: Collection[str]) -> tuple[ContactDue, ...]:
    """Every key person with a target, never contacted first, then by descending ratio, ties by id.

    Left out are people with whom no contact may be suggested (`contact_barrier`).
    """
    snapshot = situation.snapshot
    rows = []
    for person in sorted(p for p in key_persons if p in situation.graph.index):
        target = person_target(situation, person)
        if target is None or contact_barrier(snapshot, situation.context, person) is not None:
            continue
        dated = [t for t in situation.ties.of(person) if t.days_silent is not None]
        latest = min(dated, key=lambda t: (t.days_silent or 0, t.ours), default=None)
        days = latest.days_silent if latest else None
        rows.append(
            ContactDue(
                person=person,
                owner=snapshot.owners.get(person),
                last_contact=latest.last_contact if latest else None,
                days_silent=days,
                target_days=target,
                ratio=None if days is None else days / target,
                tie=situation.ties.best(person)[0],
                share=situation.share_of(person),
                status=ContactStatus.OVERDUE if days is None else contact_status(days, target, snapshot.settings),
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.ratio is not None, -(r.ratio or 0.0), r.person)))


def overdue(situation: Situation, key_persons: Collection[str]) -> tuple[ContactDue, ...]:
    """The key persons who are due or overdue."""
    return tuple(row for row in cadence(situation, key_persons) if row.status is not ContactStatus.OK)

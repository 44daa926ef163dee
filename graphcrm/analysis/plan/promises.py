"""Promises: what each side owes the other, when it is due, and who sees to it.

A promise of ours that is due within 14 days (a setting), or overdue, is a matter of its owner; how many were kept and broken
stands on the card of whoever they were given to. What they promised us is asked after, never dunned. `days` counts from the day
of the snapshot to the day on which an open promise is due; below 0 it is overdue. A promise without a day is never due.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.plan_choices import PromiseStatus
from graphcrm.model.plan_records import Promise
from graphcrm.snapshot import Snapshot

__all__ = ["GivenPromise", "PromiseCount", "count_promises", "promises"]


@dataclass(frozen=True, slots=True)
class GivenPromise:
    """A promise with what follows from it; `ours` if our side gave it, `days` until it is due (None if not open or undated); from
    `soon` days before that day on it is a matter of its owner.
    """

    promise: Promise
    ours: bool
    days: int | None
    owner: str | None
    soon: int

    @property
    def is_due(self) -> bool:
        """Ours, open, and due soon or overdue."""
        return self.ours and self.days is not None and self.days <= self.soon

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{from} promised {to}: {statement}; {when}.”; what they owe is a question to ask."""
        one = self.promise
        names = {side: _name(snapshot, side) for side in (one.giver, one.taker)}
        told = Text("{a}答应{b}：{what}", "{a} promised {b}: {what}").format(
            a=names[one.giver], b=names[one.taker], what=one.statement
        )
        return told + Text("；", "; ") + self.when() + Text("。", ".")

    def when(self) -> Text:
        """“overdue by 3 days”, “due today”; of what is settled how it ended, of theirs the day that was agreed."""
        one = self.promise
        if one.status != PromiseStatus.OPEN:
            return PromiseStatus(one.status).label
        if self.days is None:
            return Text("没有约定日期", "no day was agreed")
        if not self.ours:
            ask = Text("，可以问一问进展", "; ask how it stands") if self.days <= 0 else Text("", "")
            return Text(f"约定 {one.due}", f"agreed for {one.due}") + ask
        if self.days < 0:
            late = -self.days
            return Text(f"已逾期 {late} 天", f"overdue by {late} {'day' if late == 1 else 'days'}")
        if self.days == 0:
            return Text("今天到期", "due today")
        return Text(f"还有 {self.days} 天到期", f"due in {self.days} {'day' if self.days == 1 else 'days'}")


@dataclass(frozen=True, slots=True)
class PromiseCount:
    """How many promises of each status our side gave somebody."""

    kept: int
    broken: int
    open: int

    @property
    def any(self) -> bool:
        return bool(self.kept or self.broken or self.open)


def promises(situation: Situation) -> tuple[GivenPromise, ...]:
    """Promises between ours and the account, or the outsiders who matter to its decision.

    Open ones first, the earliest day first and undated ones last; then the settled ones, the latest first; ties by id.
    """
    snapshot = situation.snapshot
    theirs = {*situation.context.tree, *situation.concerned}
    found = [_given(snapshot, one) for one in snapshot.index.promises(theirs)]
    running = [g for g in found if g.promise.status == PromiseStatus.OPEN]
    settled = [g for g in found if g.promise.status != PromiseStatus.OPEN]
    running.sort(key=lambda g: (g.promise.due is None, g.promise.due or "", g.promise.id))
    settled.sort(key=lambda g: g.promise.id)
    settled.sort(key=lambda g: g.promise.made_on, reverse=True)
    return (*running, *settled)


def count_promises(snapshot: Snapshot, to: Collection[str]) -> PromiseCount:
    """What our side promised some people or organisations, by what became of it; dropped promises do not count."""
    given = [p.status for p in snapshot.index.promises(to) if p.taker in to and _is_ours(snapshot, p.giver)]
    return PromiseCount(*(given.count(s.value) for s in (PromiseStatus.KEPT, PromiseStatus.BROKEN, PromiseStatus.OPEN)))


def _given(snapshot: Snapshot, one: Promise) -> GivenPromise:
    days = None
    if one.status == PromiseStatus.OPEN and one.due is not None:
        days = (date.fromisoformat(one.due) - snapshot.as_of).days
    soon = int(snapshot.settings.findings["due_days"])
    return GivenPromise(one, _is_ours(snapshot, one.giver), days, _owner(snapshot, one), soon)


def _owner(snapshot: Snapshot, one: Promise) -> str | None:
    """Who of ours gave or took it; where that is nobody who is still here, the owner of the person on the other side."""
    sides = (one.giver, one.taker)
    mine = next((side for side in sides if side in snapshot.people and snapshot.works_for_us(side)), None)
    return mine or next((snapshot.owners[side] for side in sides if side in snapshot.owners), None)


def _is_ours(snapshot: Snapshot, side: str) -> bool:
    if side in snapshot.people:
        return snapshot.is_ours(side)
    org = snapshot.orgs.get(side)
    return org is not None and org.category == OrgCategory.OUR_COMPANY


def _name(snapshot: Snapshot, side: str) -> str:
    found = snapshot.people.get(side) or snapshot.orgs.get(side)
    return found.name if found else side

"""Sponsor health: which sponsorships are alive, and which key persons lack a live sponsor.

A sponsor who has not met the person for 180 days (setting `stale.sponsor_days`), or never, has lapsed (名存实亡); a message is
no meeting. One who has not lapsed is alive, but a meeting may be due, and overdue beyond 1.5 times the tier's target for sponsors.
"""

from __future__ import annotations

from collections.abc import Collection

from graphcrm.analysis.coverage.account_tier import tier_of
from graphcrm.analysis.coverage.cadence import ContactStatus, contact_status
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import current_sponsors, sponsor_demand
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.contacts import InteractionKind
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import in_days

__all__ = ["SponsorGap", "SponsorHealth", "SponsorProblem", "overdue_sponsors", "sponsor_gaps", "sponsor_health"]


class SponsorProblem(Choice):
    NONE = "none", "没有赞助人", "no sponsor"
    LAPSED = "lapsed", "赞助人名存实亡", "sponsor lapsed"


@dataclass(frozen=True, slots=True)
class SponsorHealth:
    """One active sponsorship, its meetings, and how they stand to the target (None where the tier sets none for sponsors)."""

    sponsor: str
    target: str
    last_contact: str | None
    days_silent: int | None
    target_days: int | None
    status: ContactStatus | None
    #: No meeting for longer than a sponsor may be absent, or never.
    lapsed: bool

    def late(self, snapshot: Snapshot) -> Text:
        """What to know of a sponsorship that is alive but overdue."""
        return Text(
            "{s} 逾期未见 {p}（最近见面 {day}，目标 {n}）。",
            "{s} is overdue to meet {p} (last meeting {day}, target {n}).",
        ).format(
            s=snapshot.people[self.sponsor].name,
            p=snapshot.people[self.target].name,
            day=self.last_contact,
            n=Text.of("—") if self.target_days is None else in_days(self.target_days),
        )


@dataclass(frozen=True, slots=True)
class SponsorGap:
    """A key person without a live sponsor; of several who lapsed the one who was there last."""

    person: str
    grade: int | None
    share: float
    sponsor: str | None
    last_sponsor_contact: str | None
    problem: SponsorProblem

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        name = snapshot.people[self.person].name
        if self.sponsor is None:
            return Text("{p}：没有赞助人。", "{p} has no sponsor.").format(p=name)
        who = snapshot.people[self.sponsor].name
        last = (
            Text(f"最近见面 {self.last_sponsor_contact}", f"last meeting {self.last_sponsor_contact}")
            if self.last_sponsor_contact
            else Text("无见面记录", "no meeting on record")
        )
        return Text("{p}：赞助人 {s} 名存实亡（{last}）。", "{p}: sponsor {s} has lapsed ({last}).").format(
            p=name, s=who, last=last
        )


def sponsor_health(situation: Situation, person: str) -> tuple[SponsorHealth, ...]:
    """The active sponsorships of a person, most recent meeting first, ties by id."""
    snapshot = situation.snapshot
    target = snapshot.settings.communication[tier_of(situation.context.account)].get("sponsor")
    met = [i for i in snapshot.index.interactions([person]) if i.kind != InteractionKind.MESSAGE]
    found = []
    for sponsor in current_sponsors(situation, person):
        last = max(
            (i.date for i in met if sponsor in i.participants and i.date <= snapshot.as_of.isoformat()), default=None
        )
        days = None if last is None else days_between(last, snapshot.as_of)
        found.append(
            SponsorHealth(
                sponsor=sponsor,
                target=person,
                last_contact=last,
                days_silent=days,
                target_days=target,
                status=contact_status(days, target, snapshot.settings) if target is not None else None,
                lapsed=days is None or days > snapshot.settings.stale["sponsor_days"],
            )
        )
    return tuple(sorted(found, key=lambda h: (h.days_silent is None, h.days_silent or 0, h.sponsor)))


def sponsor_gaps(
    situation: Situation, key_persons: Collection[str], *, every_tier: bool = False
) -> tuple[SponsorGap, ...]:
    """Key persons who should have a sponsor and have no live one, largest share first, ties by id."""
    gaps = []
    for person in sponsor_demand(situation, key_persons, every_tier=every_tier):
        health = sponsor_health(situation, person)
        if any(not h.lapsed for h in health):
            continue
        gaps.append(
            SponsorGap(
                person=person,
                grade=situation.snapshot.people[person].grade,
                share=situation.share_of(person),
                sponsor=health[0].sponsor if health else None,
                last_sponsor_contact=health[0].last_contact if health else None,
                problem=SponsorProblem.LAPSED if health else SponsorProblem.NONE,
            )
        )
    return tuple(sorted(gaps, key=lambda g: (-ordinal(g.share), g.person)))


def overdue_sponsors(situation: Situation, people: Collection[str]) -> list[SponsorHealth]:
    """Live sponsorships of people that have gone beyond 1.5 times the target; of several sponsors only the one who was there last."""
    latest = [health[0] for person in people if (health := sponsor_health(situation, person))]
    return [one for one in latest if not one.lapsed and one.status is ContactStatus.OVERDUE]

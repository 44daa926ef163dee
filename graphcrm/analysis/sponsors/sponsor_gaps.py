"""Sponsor health: which sponsorships are alive, and which key persons lack a live sponsor.

A sponsor who has not met the person for 180 days, or never, has lapsed (名存实亡). Within that, contact is due and overdue
against the tier's target for sponsors.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphcrm.analysis.coverage.cadence import ContactStatus, contact_status
from graphcrm.analysis.coverage.cadence_target import tier_of
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import current_sponsors, sponsor_demand
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.snapshot import Snapshot

__all__ = ["SponsorGap", "SponsorHealth", "SponsorProblem", "sponsor_gaps", "sponsor_health"]

_LAPSED = 180


class SponsorProblem(Choice):
    NONE = "none", "没有赞助人", "no sponsor"
    LAPSED = "lapsed", "赞助人名存实亡", "sponsor lapsed"


@dataclass(frozen=True, slots=True)
class SponsorHealth:
    """One active sponsorship; `status` is None where the tier sets no target for sponsors."""

    sponsor: str
    target: str
    last_contact: str | None
    days_silent: int | None
    target_days: int | None
    status: ContactStatus | None

    @property
    def lapsed(self) -> bool:
        """No contact for more than 180 days, or never."""
        return self.days_silent is None or self.days_silent > _LAPSED


@dataclass(frozen=True, slots=True)
class SponsorGap:
    """A key person without a live sponsor; of several lapsed sponsors the one who was there last."""

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
            return Text("{p}:没有赞助人。", "{p} has no sponsor.").format(p=name)
        who = snapshot.people[self.sponsor].name
        last = (
            Text(f"最近联系 {self.last_sponsor_contact}", f"last contact {self.last_sponsor_contact}")
            if self.last_sponsor_contact
            else Text("无联系记录", "no contact on record")
        )
        return Text("{p}:赞助人 {s} 名存实亡({last})。", "{p}: sponsor {s} has lapsed ({last}).").format(
            p=name, s=who, last=last
        )


def sponsor_health(situation: Situation, person: str) -> tuple[SponsorHealth, ...]:
    """The active sponsorships of a person, most recent contact first, ties by id."""
    target = situation.snapshot.settings.communication[tier_of(situation.context.account)].get("sponsor")
    found = []
    for sponsor in current_sponsors(situation, person):
        tie = situation.ties.between(sponsor, person)
        days = tie.days_silent if tie else None
        found.append(
            SponsorHealth(
                sponsor=sponsor,
                target=person,
                last_contact=tie.last_contact if tie else None,
                days_silent=days,
                target_days=target,
                status=contact_status(days, target) if target is not None else None,
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

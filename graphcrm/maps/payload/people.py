"""A person as a page carries one: short names for cards, bounded full texts, a line to search in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.i18n import Text
from graphcrm.maps.payload.values import bare, evidence_rows, percent, power, tie_band
from graphcrm.maps.records.people import MapContact, MapName, MapPerson
from graphcrm.pages.names import initials, search_terms
from graphcrm.pages.pair import Pair, both, pair
from graphcrm.pages.text import named, shorten, visible

__all__ = ["mark_of", "person_entry"]


_NAME = 44
_REASONS, _NEEDS = 4, 20


def person_entry(p: MapPerson, number: Mapping[str, int], place: int, boss: str | None, gap: bool) -> dict[str, Any]:
    """Everything of one person; what the edition withholds is empty in the model and so has no key here.

    `place` is that by share, 1 first: the table sorts by it, so that no decimal has to be in the page.
    """
    contacts = sorted(p.contacts, key=lambda c: (-c.strength, c.name))
    people_of_ours = [MapName(c.name, c.name_en) for c in contacts] + [n for n in (p.owner, p.sponsor) if n]
    ours = [n.name for n in people_of_ours] + [n.name_en for n in people_of_ours]
    other_name = p.name_en if p.name_en != p.name and visible(p.name_en) else ""
    return bare(
        id=number[p.id],
        name=named(p.name),
        short=named(p.name, _NAME),
        name_en=other_name,
        short_en=shorten(other_name, _NAME) if other_name else "",
        title=both(p.title, p.title_en),
        short_title=both(p.beside_name.name, p.beside_name.name_en, 40),
        unit=both(p.unit, p.unit_en, 120),
        org=both(p.org, p.org_en, 120),
        outside=p.outside,
        firm=p.firm,
        category=p.org_category if p.outside or p.firm else None,
        grade=p.grade,
        boss=None if boss is None else number[boss],
        roles=list(p.roles),
        seat=p.seat,
        support=p.support,
        support_at=p.support_at,
        stale=p.stale,
        why=evidence_rows(p.support_evidence),
        share=None if p.share is None else percent(p.share),
        share_order=None if p.share is None else place,
        power=power(p.share),
        band=p.band,
        place=p.rank,
        community=p.community,
        lo=p.rank_lo,
        hi=p.rank_hi,
        weight=percent(p.decision_weight) if p.decision_weight else None,
        tie=tie_band(p.tie),
        contacts=[_contact(c) for c in contacts],
        last=max((c.last_contact for c in contacts), default=""),
        owner=_name(p.owner) if p.owner else None,
        sponsor=_name(p.sponsor) if p.sponsor else None,
        flags=sorted(p.flags | {"left"} if p.left else p.flags),
        left_on=p.left_on,
        summary=pair(p.summary) if p.summary else None,
        paths=[[pair(r.explanation), percent(r.contribution)] for r in p.top_paths[:_REASONS]],
        needs=[
            bare(
                text=pair(Text.of(n.text)),
                response=pair(Text.of(n.response)) if n.response else None,
                status=n.status,
                implicit=n.private,
            )
            for n in p.needs[:_NEEDS]
        ],
        circle=p.in_circle,
        listed=p.listed,
        gap=gap,
        find=search_terms(
            [p.name, p.name_en, p.title, p.title_en, p.unit, p.unit_en, p.org, p.org_en, *ours], [p.name, *ours]
        ),
    )


def _contact(c: MapContact) -> dict[str, Any]:
    return bare(
        name=_name(MapName(c.name, c.name_en)),
        mark=mark_of(c),
        band=tie_band(c.strength),
        last=c.last_contact,
        cooling=c.cooling,
    )


def mark_of(c: MapContact) -> str:
    """What stands for one of our people on a card."""
    return named(c.initials, 4) if visible(c.initials) else shorten(initials(c.name, c.name_en), 4)


def _name(name: MapName) -> Pair:
    return both(named(name.name, 80), named(name.name_en, 80) if visible(name.name_en) else "", 80)

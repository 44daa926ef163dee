"""Whom no contact may be suggested with, and why."""

from __future__ import annotations

from graphcrm.graph.context import Context
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag
from graphcrm.snapshot import Snapshot

__all__ = ["contact_barrier", "no_contact_with"]


_LEFT = Text("已离职", "has left")
_SEAT = Text("是待确认席位：请先查明由谁担任", "is an open seat: find out first who holds the post")
_NO_CONTACT = Text("已标记禁止联系，不给出联系建议", "is marked “no contact”: no contact is suggested")
_OBJECTED = Text("已反对处理其信息，不给出联系建议", "has objected to processing: no contact is suggested")
_TENDER = Text(
    "须保持独立或为公职人员，招标期间不给出联系建议",
    "must stay independent or is a public official: no contact is suggested while the tender is open",
)


def contact_barrier(snapshot: Snapshot, context: Context, person: str) -> Text | None:
    """Why no contact with a person may be suggested, None if it may.

    Barred are those who left, open seats, those who are marked “no contact” or have objected and, while a tender is open, those
    who must stay independent and public officials.
    """
    who = snapshot.people[person]
    if snapshot.has_left(person):
        return _LEFT
    if snapshot.is_seat(person):
        return _SEAT
    if who.has(Flag.NO_CONTACT):
        return _NO_CONTACT
    if who.has(Flag.OBJECTED):
        return _OBJECTED
    if context.live_tender and (snapshot.is_independent(person) or who.has(Flag.PUBLIC_OFFICIAL)):
        return _TENDER
    return None


def no_contact_with(snapshot: Snapshot, context: Context, person: str) -> Text | None:
    """“{p} has objected to processing: no contact is suggested.”; None where contact may be suggested."""
    barrier = contact_barrier(snapshot, context, person)
    return barrier and Text("{p}{why}。", "{p} {why}.").format(p=snapshot.people[person].name, why=barrier)

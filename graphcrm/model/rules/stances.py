"""Stances: exclusive support for one vendor only (E10), and stances that are too old to trust (W02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from graphcrm.i18n import Text
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.rules.rows import Breach, World
from graphcrm.model.rules.spans import Span, overlapping, spans
from graphcrm.spoken import counted

__all__ = ["exclusive_support", "stale_stances"]


#: Support that is "exclusive" in the scale −1..3.
_EXCLUSIVE = 3


def exclusive_support(world: World) -> Iterator[Breach]:
    """E10 for stances of 3 to different vendors by one person, for one opportunity, at the same time."""
    people, vendors, levels = world.edge_columns(EdgeKind.STANCE, "from", "to", "level")
    if _EXCLUSIVE not in levels:
        return
    sides: dict[str, set[str]] = defaultdict(set)
    for person, vendor, level in zip(people, vendors, levels, strict=True):
        if level == _EXCLUSIVE and person and vendor:
            sides[person].add(vendor)
    if not len(world.stored.batch(EdgeKind.STANCE.kind)):
        sides = {person: both for person, both in sides.items() if len(both) > 1}
    groups: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for span in spans(world, EdgeKind.STANCE, sides):
        props = span.props or {}
        if props.get("level") == _EXCLUSIVE:
            groups[span.source, props.get("opportunity") or ""].append(span)
    about: dict[int, Text] = {}
    for (person, _), stances in groups.items():
        for a, b in overlapping(stances):
            text = Text(
                f"“{shown(person)}”同时对 {shown(a.target)} 和 {shown(b.target)}“支持并排他”（3）",
                f"“{shown(person)}” supports both {shown(a.target)} and {shown(b.target)} exclusively (3) at the same time",
            )
            about.update((s.row, text) for s in (a, b) if s.row is not None and s.row not in about)
    if about:
        yield Breach("E10", "edges", sorted(about), "level", about.__getitem__)


def stale_stances(world: World) -> Iterator[Breach]:
    """W02 for a stance that on the day of import is older than the stale limit (180 days), and not renewed since."""
    rows = world.edge_rows.get(EdgeKind.STANCE, ())
    people, vendors, deals, days = world.edge_columns(EdgeKind.STANCE, "from", "to", "opportunity", "observed_at")
    limit = (date.fromisoformat(world.today) - timedelta(days=world.stale_days)).isoformat()
    ends = list(zip(people, vendors, deals, strict=True))
    fresh = {one for one, day in zip(ends, days, strict=True) if day is not None and day >= limit}
    stances = zip(rows, ends, days, strict=True)
    old = [row for row, one, day in stances if day is not None and day < limit and one not in fresh]
    if old:
        seen = world.rows("edges")["observed_at"]
        yield Breach(
            "W02",
            "edges",
            old,
            "observed_at",
            lambda row: Text(
                f"支持态度观察于 {seen[row]}，已超过 {world.stale_days} 天，按未知对待",
                f"the stance was observed on {seen[row]}, more than {counted(world.stale_days, 'day')} ago; it counts as unknown",
            ),
        )

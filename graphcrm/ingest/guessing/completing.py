"""What the mapping of a known system leaves open: sheets and headings that it does not name are read by what they say.

Systems print their headings in the language of whoever exports, and teams rename fields and add their own. The mapping of a system
goes first; what it says nothing about is recognised as in any other sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.ingest.guessing.columns.proposing import propose, recognised
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import UNNAMED, Sheet
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.headings import column
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping
from graphcrm.model.tables import BY_NAME

__all__ = ["completed"]

#: Rows by which headings are weighed: a share of a long export tells as much as all of it.
_SAMPLE = 1_000
#: What several columns may say of one row; of anything else the mapping's own column is the one.
_ADD_UP = frozenset({"email", "flags", "roles"})


def completed(mapping: ForeignMapping, sheets: Sequence[Sheet], today: str) -> list[SheetMapping | None]:
    """The section of each sheet: that of the mapping, filled in by what is recognised; None for a sheet that nothing tells of."""
    own = [mapping.of(sheet.name, sheet.headings) for sheet in sheets]
    if not mapping.shipped:
        return own
    if any(one is None or _left(one, sheet) for one, sheet in zip(own, sheets, strict=True)):
        found = recognised([replace(s, rows=s.rows[:_SAMPLE], lines=s.lines[:_SAMPLE]) for s in sheets])
        own = [_both(*three) for three in zip(own, propose(found, mapping.name, today).sheets, found, strict=True)]
    return [one and _in_a_deal(one, sheet) for one, sheet in zip(own, sheets, strict=True)]


def _in_a_deal(section: SheetMapping, sheet: Sheet) -> SheetMapping:
    """The section; decision roles of people beside whom no column names an opportunity are in one that is asked about."""
    said = {
        m for heading in sheet.headings for m in section.columns.get(heading_key(heading), ())
    } | section.fixed.keys()
    if section.of is not BY_NAME["people"] or "roles" not in said or "opportunity" in said:
        return section
    return replace(section, fixed={**section.fixed, "opportunity": UNNAMED})


def _left(section: SheetMapping, sheet: Sheet) -> list[str]:
    """The headings that a section says nothing about."""
    if section.of is None:
        return []
    return [h for h in sheet.headings if h and heading_key(h) not in section.columns and not column(section.of, h)]


def _both(own: SheetMapping | None, proposed: SheetMapping, found: Recognised) -> SheetMapping | None:
    if own is None:
        return proposed if proposed.of is not None else None
    if own.of is None or proposed.of is not own.of or proposed.ours != own.ours:
        return own
    left = {heading_key(h) for h in _left(own, found.sheet)}
    said = {heading_key(h) for h in found.sheet.headings}
    taken = {m for key in said for m in own.columns.get(key, ())} | own.fixed.keys()
    taken |= {f.name for h in found.sheet.headings if (f := column(own.of, h))}
    if {"first_name", "last_name"} & taken:
        taken |= {"name"}
    elif "name" in taken:
        taken |= {"first_name", "last_name"}
    more: dict[str, tuple[str, ...]] = {}
    for key in left:
        names = tuple(m for m in proposed.columns.get(key, ()) if m not in taken or m in _ADD_UP)
        if names and all(meaning(own.of, m) is not None for m in names):
            more[key] = names
    fixed = {k: v for k, v in proposed.fixed.items() if k not in taken and k not in own.fixed and more}
    return replace(
        own,
        columns={**own.columns, **more},
        headings={**proposed.headings, **own.headings},
        fixed={**fixed, **own.fixed},
        date_order=own.date_order if own.date_order != "ymd" else proposed.date_order,
    )

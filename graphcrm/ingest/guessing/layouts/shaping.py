"""Turning a sheet that is laid out otherwise into ordinary tables: which layouts are looked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Allowed, Body, Laid, Sheet, known_label, texts
from graphcrm.ingest.guessing.layouts.addresses import address_column, address_lines
from graphcrm.ingest.guessing.layouts.beside import sides_beside
from graphcrm.ingest.guessing.layouts.boxes import Merged, boxes
from graphcrm.ingest.guessing.layouts.cards import cards
from graphcrm.ingest.guessing.layouts.carrying import carried
from graphcrm.ingest.guessing.layouts.columns_of import attendance, attendance_list, attitudes, vendors
from graphcrm.ingest.guessing.layouts.deciding import role_columns
from graphcrm.ingest.guessing.layouts.heads import bare, names_below, people_of_tasks, said_of_heads
from graphcrm.ingest.guessing.layouts.levels import marked_levels, named_levels, role_lines
from graphcrm.ingest.guessing.layouts.matrices import asked_of_each, matrix
from graphcrm.ingest.guessing.layouts.met import people_met
from graphcrm.ingest.guessing.layouts.outlines import arrow_column, arrows, indented_column, level_columns, outline
from graphcrm.ingest.guessing.layouts.per_deal import per_deal
from graphcrm.ingest.guessing.layouts.quadrants import quadrants
from graphcrm.ingest.guessing.layouts.relations import people_of_relations, relations
from graphcrm.ingest.guessing.layouts.remarks import remarked_names
from graphcrm.ingest.guessing.layouts.repeated import labelled, repeated
from graphcrm.ingest.guessing.layouts.signatures import signatures
from graphcrm.ingest.guessing.layouts.supported import supported
from graphcrm.ingest.guessing.layouts.unheaded import unheaded
from graphcrm.ingest.guessing.layouts.unit_levels import unit_levels
from graphcrm.ingest.guessing.layouts.within_cells import labels_within, two_in_one
from graphcrm.ingest.guessing.words import heading_key, known_headings

__all__ = ["as_laid", "laid_otherwise", "reshaped"]

#: Rows from the top among which a heading is, and known headings in a row from which on it is one.
_TOP, _CERTAIN = 40, 2
_BELOW = "names below posts"
#: Rows at the beginning of an export by which its layout is told: each look at all of 50,000 takes half a second.
_BEGINNING = 1_000
Head = TypeVar("Head")
Made = TypeVar("Made")


def laid_otherwise(name: str, rows: Body, allowed: Allowed, merged: Merged = ()) -> Laid | None:
    """A sheet whose records do not stand one a row below a heading; None for one with a heading that is known."""
    known = known_headings()
    readers: tuple[Callable[[Body], Laid | None], ...] = (cards,)
    if not any(sum(heading_key(t) in known for t in texts(cells)) >= _CERTAIN for _, cells in rows[:_TOP]):
        readers = (quadrants, address_lines, cards, arrows, outline, partial(boxes, merged=merged), unheaded)
    return next((laid for read in readers if (laid := read(rows)) and allowed(name, laid.name)), None)


def as_laid(sheet: Sheet, laid: Laid) -> Sheet:
    """The sheet as it was laid out anew."""
    return replace(
        sheet,
        headings=laid.headings,
        rows=laid.rows,
        lines=laid.lines,
        left_out=(*sheet.left_out, *laid.left_out),
        layouts=(*sheet.layouts, (laid.name, laid.why)),
        meant={**sheet.meant, **laid.meant},
    )


def _found(read: Callable[[Head, Body], Made | None], head: Head, body: Body) -> Made | None:
    """What a reader makes of a table; of a long one nothing if it makes nothing of the rows at its beginning."""
    if len(body) > _BEGINNING and read(head, body[:_BEGINNING]) is None:
        return None
    return read(head, body)


def reshaped(sheet: Sheet, parts: Sequence[tuple[str, str]], allowed: Allowed) -> Iterator[Sheet]:
    """The table with columns of levels as one, a matrix as a table of its own, and what stands for several rows in each."""
    body = list(zip(sheet.lines, sheet.rows, strict=True))
    posts = names_below(sheet.headings, body)
    if posts and allowed(sheet.name, _BELOW):
        why = Text("职务下一行是姓名", "the names stand in the line below the posts")
        heads = (sheet.headings[0], *posts)
        sheet, parts = as_laid(sheet, Laid(_BELOW, why, heads, sheet.rows[1:], sheet.lines[1:])), []
        body = body[1:]
    told = said_of_heads(sheet.headings, body)
    tasks = [one for n, one in enumerate(body) if n not in told]
    apart: dict[str, dict[str, str]] = {}
    if told and matrix([("", h) for h in sheet.headings], tasks):
        apart = {label: dict(zip(sheet.headings, texts(body[n][1]), strict=False)) for n, label in told.items()}
        body = tasks
        sheet = replace(sheet, rows=[list(cells) for _, cells in body], lines=[line for line, _ in body])
    if (tied := _found(relations, sheet.headings, body)) is not None and allowed(sheet.name, tied.name):
        name = f"{sheet.name} (people)"
        if (ends := _found(people_of_relations, sheet.headings, body)) is not None and allowed(name, ends.name):
            yield as_laid(replace(sheet, name=name, left_out=(), meant={}), ends)
        yield as_laid(sheet, tied)
        return
    if (several := _found(repeated, sheet.headings, body)) is not None and allowed(sheet.name, several.name):
        sheet, parts = as_laid(sheet, several), []
        body = list(zip(sheet.lines, sheet.rows, strict=True))
    parts = [*parts, *(("", h) for h in sheet.headings[len(parts) :])]
    if (each := _found(per_deal, parts, body)) is not None and allowed(sheet.name, each.name):
        yield as_laid(sheet, each)
        return
    if (sides := _found(sides_beside, parts, body)) is not None and allowed(sheet.name, sides.name):
        sheet = as_laid(sheet, sides)
        body = list(zip(sheet.lines, sheet.rows, strict=True))
        parts = [("", h) for h in sheet.headings]
    levels = (
        _found(level_columns, sheet.headings, body)
        or _found(named_levels, sheet.headings, body)
        or marked_levels(sheet.headings, parts, body)
        or _found(role_lines, sheet.headings, body)
    )
    if levels is not None and allowed(sheet.name, levels.name):
        sheet = as_laid(sheet, levels)
        body = list(zip(sheet.lines, sheet.rows, strict=True))
        parts = [("", h) for h in sheet.headings]
    parts = parts if len(parts) == len(sheet.headings) else [("", h) for h in sheet.headings]
    parts = vendors(asked_of_each(parts), (sheet.name, *sheet.above), body)
    for crossed in (role_columns, supported, attitudes, attendance, matrix):
        found = _found(crossed, parts, body)
        if found is None:
            continue
        laid, places = found
        rest = [n for n, h in enumerate(sheet.headings) if h and n not in places]
        whole = len(rest) < _CERTAIN
        name = sheet.name if whole else f"{sheet.name} ({laid.name})"
        if not allowed(name, laid.name):
            continue
        corner = {h for n, h in enumerate(sheet.headings[:1]) if n not in places and not known_label(h)}
        groups = ({parts[n][0] for n in places if n < len(parts)} | corner) - {""}
        letters = {str(row[2]) for row in laid.rows} if laid.name == "matrix" else set()
        over = [sheet.headings[n] for n in sorted(places)]
        who = people_of_tasks(over, posts, letters, sheet.heading_line, apart) if letters else None
        if who is not None and allowed(f"{sheet.name} (people)", who.name):
            yield as_laid(replace(sheet, name=f"{sheet.name} (people)", left_out=(), meant={}), who)
            laid = replace(laid, rows=[[task, bare(str(head)), letter] for task, head, letter in laid.rows])
        made = as_laid(replace(sheet, name=name, above=(*sheet.above, *sorted(groups)), left_out=(), meant={}), laid)
        if whole:
            yield replace(made, left_out=sheet.left_out)
            return
        yield made
        rows = [[row[n] for n in rest] for row in sheet.rows]
        sheet = replace(sheet, headings=tuple(sheet.headings[n] for n in rest), rows=rows)
        parts = [parts[n] for n in rest]
        body = list(zip(sheet.lines, sheet.rows, strict=True))
    name = f"{sheet.name} (attendance)"
    if (listed := attendance_list(sheet)) is not None and allowed(name, listed.name):
        yield as_laid(replace(sheet, name=name, left_out=(), meant={}), listed)
    name = f"{sheet.name} (people)"
    if (met := _found(people_met, sheet.headings, body)) is not None and allowed(name, met.name):
        yield as_laid(replace(sheet, name=name, left_out=(), meant={}), met)
    for read in (
        signatures,
        remarked_names,
        labelled,
        labels_within,
        two_in_one,
        address_column,
        unit_levels,
        arrow_column,
        indented_column,
        carried,
    ):
        laid_anew = _found(read, sheet.headings, body)
        if laid_anew is not None and allowed(sheet.name, laid_anew.name):
            sheet = as_laid(sheet, laid_anew)
            body = list(zip(sheet.lines, sheet.rows, strict=True))
    yield sheet

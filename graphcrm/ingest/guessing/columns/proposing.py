"""From recognised sheets to a proposed mapping: a section for each, and none for sheets that were not recognised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graphcrm.ingest.guessing.columns.book import Book, our_people
from graphcrm.ingest.guessing.columns.column_guess import by_heading
from graphcrm.ingest.guessing.columns.covering import ours_who_cover
from graphcrm.ingest.guessing.columns.date_orders import date_order_of
from graphcrm.ingest.guessing.columns.fixing import fixed_of
from graphcrm.ingest.guessing.columns.ours_beside import ours_beside
from graphcrm.ingest.guessing.columns.ours_elsewhere import ours_elsewhere
from graphcrm.ingest.guessing.columns.recognising import Recognised, recognise
from graphcrm.ingest.guessing.columns.row_numbers import without_row_numbers
from graphcrm.ingest.guessing.columns.several_meanings import meanings_within
from graphcrm.ingest.guessing.columns.signs import signs_of
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping

__all__ = ["propose", "recognised"]


def recognised(sheets: Sequence[Sheet]) -> tuple[Recognised, ...]:
    """Each sheet recognised; a second look knows the people of the others."""
    first = ours_who_cover(ours_beside([recognise(sheet) for sheet in sheets]))
    people = {
        name_key(name)
        for one in first
        if one.is_of("people") and (place := one.place("name")) is not None
        for cell in one.sheet.said(place)
        for name in people_in(cell)
    }
    ours = {name_key(name) for name in our_people(first)}
    again = [recognise(one.sheet, people, ours) if people else one for one in first]
    return tuple(without_row_numbers(ours_elsewhere(ours_who_cover(ours_beside(again)), ours)))


def propose(found: Sequence[Recognised], name: str, today: str) -> ForeignMapping:
    """The mapping that was recognised; sheets that were not are passed over in it, and days after `today`."""
    book = Book.of(found, today)
    files: dict[str, list[Recognised]] = {}
    for one in found:
        files.setdefault(one.sheet.workbook, []).append(one)
    books = {file: book.of_workbook(sheets) for file, sheets in files.items()}
    units = _sheets_of_units(found)
    sections = (_section(one, books[one.sheet.workbook]) for one in found)
    told = (replace(s, fixed={**s.fixed, "unit": units[s.name]}) if s.name in units else s for s in sections)
    return ForeignMapping(name, tuple(told))


def _sheets_of_units(found: Sequence[Recognised]) -> dict[str, str]:
    """The unit of the people of lists that are called by departments, of which there are several, where no column says it.

    A list is called by its sheet, or by the title right above it.
    """
    theirs = [one.sheet for one in found if one.lists_theirs and one.place("unit") is None]
    called = {sheet.name: next(filter(is_unit, (sheet.name, *sheet.above[-1:])), "") for sheet in theirs}
    named = {name: unit for name, unit in called.items() if unit}
    return named if len(named) > 1 else {}


def _section(one: Recognised, book: Book) -> SheetMapping:
    sheet = one.sheet
    if one.of is None:
        return SheetMapping(sheet.name, None, {}, {}, layouts=tuple(name for name, _ in sheet.layouts))
    headings = {heading_key(g.heading): g.heading for g in one.guesses if g.heading}
    columns = {heading_key(g.heading): meanings_within(one, g.meaning, g.place) for g in by_heading(one.guesses)}
    return SheetMapping(
        sheet.name,
        one.of,
        columns,
        headings,
        fixed=fixed_of(one, book),
        heading=sheet.heading_line or None,
        layouts=tuple(name for name, _ in sheet.layouts),
        values=signs_of(one, book),
        date_order=book.order or date_order_of(one),
        ours=bool(one.shape and one.shape.ours),
    )

"""Turning a sheet that is laid out otherwise into ordinary tables: which layouts are looked for, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Allowed, Body, Laid, Sheet, known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.addresses import address_column, address_lines
from graphcrm.ingest.guessing.sheets.layouts.associations import associations
from graphcrm.ingest.guessing.sheets.layouts.attendance import attendance, attendance_list
from graphcrm.ingest.guessing.sheets.layouts.beside import sides_beside
from graphcrm.ingest.guessing.sheets.layouts.boxes import Merged, boxes
from graphcrm.ingest.guessing.sheets.layouts.cards import cards
from graphcrm.ingest.guessing.sheets.layouts.carrying import carried
from graphcrm.ingest.guessing.sheets.layouts.columns_of import attitudes, vendors
from graphcrm.ingest.guessing.sheets.layouts.connections import connections
from graphcrm.ingest.guessing.sheets.layouts.deal_contacts import contacts_of_deals
from graphcrm.ingest.guessing.sheets.layouts.deciding import role_columns
from graphcrm.ingest.guessing.sheets.layouts.forms import method_form
from graphcrm.ingest.guessing.sheets.layouts.heads import (
    bare,
    companies_over,
    names_below,
    people_of_tasks,
    posts_below,
    said_of_heads,
)
from graphcrm.ingest.guessing.sheets.layouts.holdings import holdings
from graphcrm.ingest.guessing.sheets.layouts.levels import marked_levels, named_levels, role_lines
from graphcrm.ingest.guessing.sheets.layouts.matrices import asked_of_each, matrix
from graphcrm.ingest.guessing.sheets.layouts.met import PEOPLE_MET, people_met
from graphcrm.ingest.guessing.sheets.layouts.numbered import numbered_column
from graphcrm.ingest.guessing.sheets.layouts.outlines import (
    arrow_column,
    arrows,
    indented_column,
    level_columns,
    outline,
)
from graphcrm.ingest.guessing.sheets.layouts.parallel import parallel
from graphcrm.ingest.guessing.sheets.layouts.per_deal import per_deal
from graphcrm.ingest.guessing.sheets.layouts.quadrants import quadrants
from graphcrm.ingest.guessing.sheets.layouts.relations import people_of_relations, relations
from graphcrm.ingest.guessing.sheets.layouts.remarks import remarked_names
from graphcrm.ingest.guessing.sheets.layouts.repeated import labelled, repeated
from graphcrm.ingest.guessing.sheets.layouts.reporting_lines import reporting_lines
from graphcrm.ingest.guessing.sheets.layouts.rivals import deal_of_rivals, rivals
from graphcrm.ingest.guessing.sheets.layouts.signatures import signatures
from graphcrm.ingest.guessing.sheets.layouts.sites import sites
from graphcrm.ingest.guessing.sheets.layouts.stars import stars
from graphcrm.ingest.guessing.sheets.layouts.supplier_contacts import contacts_of_suppliers
from graphcrm.ingest.guessing.sheets.layouts.supported import supported
from graphcrm.ingest.guessing.sheets.layouts.takers import takers
from graphcrm.ingest.guessing.sheets.layouts.unheaded import unheaded
from graphcrm.ingest.guessing.sheets.layouts.unit_levels import unit_levels
from graphcrm.ingest.guessing.sheets.layouts.unit_posts import of_units, unit_posts
from graphcrm.ingest.guessing.sheets.layouts.within_cells import labels_within, lines_of_one, two_in_one
from graphcrm.ingest.guessing.sheets.legends import spelled_out
from graphcrm.ingest.guessing.texts.titles import titles
from graphcrm.ingest.guessing.values import is_total
from graphcrm.ingest.guessing.words import heading_key, known_headings

__all__ = ["as_laid", "laid_otherwise", "reshaped"]

#: Rows from the top among which a heading is, and known headings in a row from which on it is one.
_TOP, _CERTAIN = 40, 2
_BELOW: Final = "names below posts"
#: What the companies over the heads of a matrix are called in the list of those.
_COMPANY = "employer"
#: Rows at the beginning of an export by which its layout is told: each look at all of 50,000 takes half a second.
_BEGINNING = 1_000
#: How several facts may stand in a row or a cell: one reading after the other.
_WITHIN_CELLS = (
    signatures,
    remarked_names,
    labelled,
    labels_within,
    parallel,
    lines_of_one,
    two_in_one,
    takers,
    address_column,
    unit_levels,
    arrow_column,
    indented_column,
    numbered_column,
    carried,
)
Head = TypeVar("Head")
Made = TypeVar("Made")


def laid_otherwise(name: str, rows: Body, allowed: Allowed, merged: Merged = ()) -> Laid | None:
    """A sheet whose records do not stand one a row below a heading; None for one with a heading that is known, and a matrix."""
    known = known_headings()
    if len(rows) > 1 and matrix(_alone(texts(rows[0][1])), rows[1:_TOP]):
        return None
    readers: tuple[Callable[[Body], Laid | None], ...] = (method_form, cards)
    if not any(sum(heading_key(t) in known for t in texts(cells)) >= _CERTAIN for _, cells in rows[:_TOP]):
        readers = (
            method_form,
            quadrants,
            address_lines,
            cards,
            arrows,
            outline,
            partial(boxes, merged=merged),
            unheaded,
        )
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
    table = _Table(sheet, parts, allowed)
    firms = companies_over(table.parts)
    posts = table.take_names_below() or table.take_posts_below()
    apart = table.take_what_heads_say() | ({_COMPANY: firms} if posts and firms else {})
    if counted := table.laid(stars):
        parts = table.parts
        table.become(counted)
        table.parts = parts and [(over, table.sheet.headings[n]) for n, (over, _) in enumerate(parts)]
    if owned := table.laid(partial(holdings, titles=titles(sheet))):
        table.become(owned)
    if placed := table.laid(partial(sites, titles=titles(sheet))):
        yield as_laid(table.sheet, placed)
        return
    if lined := table.laid(reporting_lines):
        yield as_laid(table.sheet, lined)
        return
    if tied := table.laid(relations):
        yield from table.beside("people", people_of_relations)
        yield as_laid(table.sheet, tied)
        return
    if (yield from table.connected()) or (yield from table.competitors()):
        return
    yield from table.posts_of_units()
    if several := table.laid(repeated):
        table.become(several)
        table.parts = []
    table.parts += _alone(table.sheet.headings[len(table.parts) :])
    yield from table.labelled()
    if each := table.laid(per_deal, table.parts):
        yield as_laid(table.sheet, each)
        return
    if sides := table.laid(sides_beside, table.parts):
        table.become(sides)
    table.take_levels()
    if (yield from table.crossed(posts, apart)):
        return
    yield from table.named("attendance", attendance_list(table.sheet))
    yield from table.beside(PEOPLE_MET, people_met)
    yield from table.beside("contacts", contacts_of_deals)
    yield from table.beside("contacts", contacts_of_suppliers)
    for read in _WITHIN_CELLS:
        if laid := table.laid(read):
            table.become(laid)
            if read is unit_levels:  # whose heads stand beside them
                yield from table.posts_of_units()
    yield table.sheet


class _Table:
    """A table on its way to an ordinary one: what the readings so far have made of it.

    parts
        What stands over each heading, and the heading.
    """

    def __init__(self, sheet: Sheet, parts: Sequence[tuple[str, str]], allowed: Allowed) -> None:
        self._allowed = allowed
        self.parts = [*parts]
        self.show(sheet)

    def show(self, sheet: Sheet) -> None:
        """Go on with another sheet under the same parts."""
        self.sheet = sheet
        self.body: Body = list(zip(sheet.lines, sheet.rows, strict=True))

    def become(self, laid: Laid) -> None:
        """Go on with the table as it was laid out anew."""
        self.show(as_laid(self.sheet, laid))
        self.parts = _alone(self.sheet.headings)

    def laid(self, read: Callable[[Any, Body], Laid | None], head: object = None) -> Laid | None:
        """What a reader makes of the table, by its headings unless by something else; None where it may not."""
        found = _found(read, self.sheet.headings if head is None else head, self.body)
        return found if found is not None and self._allowed(self.sheet.name, found.name) else None

    def named(self, what: str, laid: Laid | None) -> Iterator[Sheet]:
        """A table of its own beside this one, called after it and what it holds."""
        name = f"{self.sheet.name} ({what})"
        if laid is not None and self._allowed(name, laid.name):
            yield as_laid(replace(self.sheet, name=name, left_out=(), meant={}, beside=self.sheet.name), laid)

    def beside(self, what: str, read: Callable[[tuple[str, ...], Body], Laid | None]) -> Iterator[Sheet]:
        """A table of its own that a reader finds in this one."""
        return self.named(what, _found(read, self.sheet.headings, self.body))

    def labelled(self) -> Iterator[Sheet]:
        """What labels of associations say, as a table of its own; their columns go."""
        if found := _found(associations, self.sheet.headings, self.body):
            laid, places = found
            beside = [*self.named("associations", laid)]
            yield from beside
            self._keep([n for n in range(len(self.sheet.headings)) if n not in places or not beside])

    def connected(self) -> Generator[Sheet, None, bool]:
        """A list of connections as roles in opportunities and as ties of people; gives whether it is one."""
        found = [*connections(self.sheet.headings, self.body)]
        if not found or not self._allowed(self.sheet.name, found[0][1].name):
            return False
        for what, laid in found[1:]:
            yield from self.named(what, laid)
        yield as_laid(self.sheet, found[0][1])
        return True

    def competitors(self) -> Generator[Sheet, None, bool]:
        """A list of competitors as organisations, with the people and the attitudes that it names beside; gives whether it is one."""
        found = _found(partial(rivals, above=(self.sheet.name, *self.sheet.above)), self.sheet.headings, self.body)
        if found is None or not self._allowed(self.sheet.name, found[0].name):
            return False
        for what, laid in found[1]:
            yield from self.named(what, laid)
        yield from self.named("opportunity", deal_of_rivals(self.sheet.above, found[0]))
        yield as_laid(self.sheet, found[0])
        return True

    def posts_of_units(self) -> Iterator[Sheet]:
        """The people of a table of departments with a column for each post; where it tells of departments, too, it stays beside."""
        units = of_units(self.sheet.headings)
        if units and (found := _found(unit_posts, self.sheet.headings, self.body)):
            beside = [*self.named("people", found)]
            yield from beside
            kept = [
                n for n, h in enumerate(self.sheet.headings) if n in units or {"unit"} & meanings_of(heading_key(h))
            ]
            self._keep(kept if beside else range(len(self.sheet.headings)))
        elif not units and (several := self.laid(unit_posts)):
            self.become(several)
            self.parts = []

    def take_names_below(self) -> Mapping[str, str]:
        """The post of each name, where posts are headings and the line below them holds the names: these are then the headings."""
        posts = names_below(self.sheet.headings, self.body)
        if posts and self._allowed(self.sheet.name, _BELOW):
            why = Text("职务下一行是姓名", "the names stand in the line below the posts")
            heads = (self.sheet.headings[0], *posts)
            self.become(Laid(_BELOW, why, heads, self.sheet.rows[1:], self.sheet.lines[1:]))
            self.parts = []
        return posts

    def take_posts_below(self) -> Mapping[str, str]:
        """The post of each name, where names are headings and the line below them holds the posts, which goes."""
        posts = posts_below(self.parts, self.body)
        if posts and self._allowed(self.sheet.name, _BELOW):
            why = Text("姓名下一行是职务", "the posts stand in the line below the names")
            heads = tuple(name or over for over, name in self.parts)
            self.become(Laid(_BELOW, why, heads, self.sheet.rows[1:], self.sheet.lines[1:]))
            self.parts = []
        return posts

    def take_what_heads_say(self) -> dict[str, dict[str, str]]:
        """What lines of a matrix say of those at the head of its columns, by label and heading; the lines go."""
        told = said_of_heads(self.sheet.headings, self.body)
        tasks = [one for n, one in enumerate(self.body) if n not in told]
        if not told or not matrix(_alone(self.sheet.headings), tasks):
            return {}
        said = {
            label: dict(zip(self.sheet.headings, texts(self.body[n][1]), strict=False)) for n, label in told.items()
        }
        self.show(replace(self.sheet, rows=[list(cells) for _, cells in tasks], lines=[line for line, _ in tasks]))
        return said

    def take_levels(self) -> None:
        """One column of levels for a column for each, or a line for each role."""
        head, body = self.sheet.headings, self.body
        spelled = spelled_out(head, (*self.sheet.above, *self.sheet.notes))
        parts = [(group, spelled.get(name, name)) for group, name in self.parts]
        levels = (
            _found(level_columns, head, body)
            or _found(named_levels, head, body)
            or marked_levels(head, parts, body)
            or _found(role_lines, head, body)
        )
        if levels is not None and self._allowed(self.sheet.name, levels.name):
            self.become(levels)

    def crossed(self, posts: Mapping[str, str], apart: Mapping[str, Mapping[str, str]]) -> Generator[Sheet, None, bool]:
        """What stands where rows and columns meet, each as a table of its own; gives whether that was all."""
        parts = self.parts if len(self.parts) == len(self.sheet.headings) else _alone(self.sheet.headings)
        self.parts = [*vendors(asked_of_each(parts), (self.sheet.name, *self.sheet.above), self.body)]
        for read in (role_columns, supported, attitudes, attendance, matrix):
            if (found := _found(read, self.parts, self.body)) is None:
                continue
            laid, places = found
            sheet = self.sheet
            rest = [n for n, h in enumerate(sheet.headings) if h and n not in places and not self._is_sum(n)]
            whole = len(rest) < _CERTAIN
            name = sheet.name if whole else f"{sheet.name} ({laid.name})"
            if not self._allowed(name, laid.name):
                continue
            letters = {str(row[2]) for row in laid.rows} if laid.name == "matrix" else set()
            if letters:
                over = [sheet.headings[n] for n in sorted(places)]
                who = [*self.named("people", people_of_tasks(over, posts, letters, sheet.heading_line, apart))]
                yield from who
                rows = [[task, bare(str(head)), letter] for task, head, letter in laid.rows]
                laid = replace(laid, rows=rows) if who else laid
            above = (*sheet.above, *sorted(self._over(places)))
            made = as_laid(replace(sheet, name=name, above=above, left_out=(), meant={}), laid)
            if whole:
                yield replace(made, left_out=sheet.left_out)
                return True
            yield made
            self._keep(rest)
        return False

    def _is_sum(self, place: int) -> bool:
        """Whether a column beside a matrix holds the sums of its rows."""
        return is_total(self.parts[place][1])

    def _over(self, places: Collection[int]) -> set[str]:
        """What stands over columns, and in the corner beside them."""
        first = enumerate(self.sheet.headings[:1])
        corner = {h for n, h in first if n not in places and not known_label(h)}
        return ({self.parts[n][0] for n in places if n < len(self.parts)} | corner) - {""}

    def _keep(self, rest: Sequence[int]) -> None:
        """Go on with some of the columns."""
        rows = [[row[n] for n in rest] for row in self.sheet.rows]
        self.parts = [self.parts[n] for n in rest]
        self.show(replace(self.sheet, headings=tuple(self.sheet.headings[n] for n in rest), rows=rows))


def _alone(headings: Sequence[str]) -> list[tuple[str, str]]:
    """Parts of headings over which nothing stands."""
    return [("", heading) for heading in headings]

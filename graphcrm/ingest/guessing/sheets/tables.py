"""Finding the tables in a sheet: where the heading is, what stands above it, what below the last row is no row.

People put a title and a date above, leave rows empty, repeat the heading, write it on two lines, merge cells, and add totals.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Allowed, Laid, Sheet, anything, known_label, meanings_of, own_column, texts
from graphcrm.ingest.guessing.sheets.colours import colours_unread
from graphcrm.ingest.guessing.sheets.deleted import deleted_rows, told_of_deleted
from graphcrm.ingest.guessing.sheets.grids import Grid, Row
from graphcrm.ingest.guessing.sheets.heading_lines import (
    SURE,
    begins,
    heading_score,
    headings_of,
    is_aside,
    may_head_a_table,
    names_below_sides,
    names_in_groups,
)
from graphcrm.ingest.guessing.sheets.layouts.carrying import side_by_side, without_dittos
from graphcrm.ingest.guessing.sheets.layouts.deal_lines import deal_in_lines
from graphcrm.ingest.guessing.sheets.layouts.forms import (
    RIVALS,
    ROLES,
    account_above,
    deal_above,
    form_above,
    rivals_of_form,
)
from graphcrm.ingest.guessing.sheets.layouts.sentences import sentences_of_ties
from graphcrm.ingest.guessing.sheets.layouts.shaping import as_laid, laid_otherwise, reshaped
from graphcrm.ingest.guessing.sheets.legends import as_legend
from graphcrm.ingest.guessing.sheets.line_kinds import UNIT, is_alone, without_totals
from graphcrm.ingest.guessing.sheets.table_ends import NUMBER, body_of
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.sheet import letters
from graphcrm.model.fields import shown
from graphcrm.spoken import counted, joined

__all__ = ["find_tables", "nothing_found"]

#: Rows from the top among which the heading is.
_TOP = 40
#: Columns without a heading of which it is told.
_TOLD = 10
#: A title that is short enough to be the name of a table.
_TITLE = 60
#: An amount of money with its currency.
_AMOUNT = re.compile(
    r"[$€£¥\uffe5] ?\d|\b(?:EUR|USD|GBP|CNY|CHF|RMB) ?\d|\d ?(?:[万亿]元?|[kKmM]?[€£$]|(?:EUR|USD|GBP|CNY|CHF)\b)"
)
#: Layouts that are found here.
_BESIDE: Final = "side by side"
_GROUPED: Final = "groups"
#: What the forms of a deal and of an account above a table are called beside it.
_OF_DEAL, _OF_ACCOUNT, _OF_TIES = "deal", "account", "ties"


def find_tables(grid: Grid, at: int | None = None, allowed: Allowed = anything) -> Iterator[Sheet]:
    """The tables of a sheet, one below the other or side by side; none for a sheet without any.

    `at` is the line of the heading, if known; `allowed` the layouts that are looked for.
    """
    rows = _unmerged(grid)
    if grid.exact:
        if rows:
            yield _sheet(grid, grid.name, rows[0], (), texts(rows[0][1]), rows[1:], allowed)
        return
    beside = side_by_side(rows) if allowed(grid.name, _BESIDE) else None
    names: set[str] = set()
    if beside is None:
        yield from _below_each_other(grid, rows, at, allowed, names)
        return
    for band in beside[0]:
        for sheet in _below_each_other(replace(grid, merged=()), band, at, allowed, names):
            yield replace(sheet, layouts=((_BESIDE, beside[1]), *sheet.layouts))


def nothing_found(grid: Grid) -> Text:
    """That nothing of a sheet was read, with its first line: there may be a table in it that nobody would miss."""
    first = shown("; ".join(filter(None, texts(grid.rows[0][1]))), _TITLE)
    return Text(
        f"“{shown(grid.name)}”里没有认出表，未导入；第 {grid.rows[0][0]} 行：{first}",
        f"no table was recognised in “{shown(grid.name)}”, and nothing of it was imported; line {grid.rows[0][0]}: {first}",
    )


def _below_each_other(
    grid: Grid, rows: list[Row], at: int | None, allowed: Allowed, names: set[str]
) -> Iterator[Sheet]:
    competing = rivals_of_form(rows) if at is None else None
    if competing is not None and allowed(of_rivals := f"{grid.name} ({RIVALS})", competing.name):
        yield as_laid(Sheet(grid.file, of_rivals, 0, (), [], [], (), from_1904=grid.from_1904), competing)
    form = form_above(rows) if at is None else None
    deal = deal_above(rows) if form is None or form[1].name == ROLES else None
    if form is not None and allowed(grid.name, form[1].name):
        names.add(grid.name)
        yield as_laid(Sheet(grid.file, grid.name, 0, (), [], [], form[1].above, from_1904=grid.from_1904), form[1])
        rows = rows[form[0] :]
    if deal is not None and allowed(of_deal := f"{grid.name} ({_OF_DEAL})", deal.name):
        yield as_laid(Sheet(grid.file, of_deal, 0, (), [], [], deal.above, from_1904=grid.from_1904), deal)
    account = account_above(rows, of_deal=deal is not None) if form is None else None
    if account is not None and allowed(of_account := f"{grid.name} ({_OF_ACCOUNT})", account.name):
        yield as_laid(Sheet(grid.file, of_account, 0, (), [], [], (), from_1904=grid.from_1904), account)
    laid = laid_otherwise(grid.name, rows, allowed, grid.merged) if at is None else None
    if laid is not None:
        name = grid.name if not names else f"{grid.name} ({len(names) + 1})"
        names.add(name)
        yield as_laid(Sheet(grid.file, name, 0, (), [], [], laid.above, from_1904=grid.from_1904), laid)
        return
    while rows:
        place = _heading(rows, at)
        if place is None:
            if not names and at is None and (legend := as_legend(grid.file, grid.name, rows)):
                yield legend
            return
        headings, above, parts = headings_of(rows, place, grid.merged)
        body, rest, titles_within = body_of(rows[place + 1 :], headings)
        number = len(names) + 1
        titles = tuple("; ".join(filter(None, texts(cells))).replace(":; ", ": ") for _, cells in rows[:above])
        name = grid.name if number == 1 else f"{grid.name} ({number})"
        title = NUMBER.sub("", titles[-1]) if titles and is_alone(rows[above - 1][1]) else ""
        if number > 1 and title and len(title) <= _TITLE and title not in names:
            name = title
        names.add(name)
        sheet = _sheet(grid, name, rows[place], titles, headings, body, allowed, titles_within)
        if deal is None:
            orgs = {
                cell for n, h in enumerate(headings) if "org" in meanings_of(heading_key(h)) for cell in sheet.said(n)
            }
            found = deal_in_lines(titles, orgs)
            if found is not None and allowed(of_deal := f"{name} ({_OF_DEAL})", found[0].name):
                deal, read = found
                yield as_laid(Sheet(grid.file, of_deal, 0, (), [], [], titles, from_1904=grid.from_1904), deal)
                titles = tuple(title for title in titles if title not in read)
            sheet = replace(sheet, left_out=(*sheet.left_out, *_amounts_unread(titles)))
        if rest and _heading(rest, None) is None:
            ties = sentences_of_ties(rest, {cell for n in range(len(headings)) for cell in sheet.said(n)})
            if ties is not None and allowed(of_ties := f"{name} ({_OF_TIES})", ties.name):
                yield as_laid(Sheet(grid.file, of_ties, 0, (), [], [], titles, from_1904=grid.from_1904), ties)
                rest = [row for row in rest if row[0] not in ties.lines]
            sheet, rest = replace(sheet, left_out=(*sheet.left_out, *_unread(rest))), []
        yield from reshaped(sheet, parts, allowed)
        rows, at = rest, None


def _amounts_unread(titles: Sequence[str]) -> Iterator[Text]:
    """Amounts in lines above a table, of which names and days are read: “Opportunity: Mill | $1.24M | Proposal”."""
    for title in titles:
        if _AMOUNT.search(title):
            said = shown(title, _TITLE)
            yield Text(f"标题里的金额未导入：{said}", f"the amount in a line above was not imported: {said}")


def _unread(rows: Sequence[Row]) -> Iterator[Text]:
    """The lines behind the last table of a sheet, of which nothing is read."""
    for line, cells in rows[:_TOLD]:
        said = shown("; ".join(filter(None, texts(cells))), _TITLE)
        yield Text(
            f"第 {line} 行不属于任何表，未导入：{said}", f"line {line} is of no table and was not imported: {said}"
        )
    if len(rows) > _TOLD:
        n = len(rows) - _TOLD
        yield Text(f"其后还有 {n} 行未导入", f"{counted(n, 'further line')} behind it were not imported")


def _sheet(
    grid: Grid,
    name: str,
    heading: Row,
    above: tuple[str, ...],
    headings: Sequence[str],
    body: Sequence[Row],
    allowed: Allowed,
    titles: Collection[int] = (),
) -> Sheet:
    sheet = Sheet(grid.file, name, heading[0], tuple(headings), [], [], above, from_1904=grid.from_1904)
    width = len(headings)
    told: list[Text] = []
    groups: list[dict[str, str]] = []
    if grid.exact:
        kept = list(body)
    else:
        kept, told, groups = without_totals(body, headings, allowed(name, _GROUPED), titles)
    if gone := deleted_rows(headings, [cells for _, cells in kept]):
        told.append(told_of_deleted([kept[n][0] for n in sorted(gone)]))
        groups = [group for n, group in enumerate(groups) if n not in gone]
        kept = [row for n, row in enumerate(kept) if n not in gone]
    if beyond := sorted({n for _, cells in kept for n in range(width, len(cells)) if text(cells[n])}):
        names = joined([letters(n) for n in beyond[:_TOLD]])
        told.append(Text("没有标题的列未导入：", "columns without a heading were not imported: ") + names)
    rows = without_dittos([cells[:width] + [""] * (width - len(cells)) for _, cells in kept])
    lines = [line for line, _ in kept]
    taken = set(lines)
    notes = tuple("; ".join(filter(None, texts(cells))) for line, cells in body if line not in taken)
    told += colours_unread((*above, *notes), rows)
    sheet = replace(sheet, rows=rows, lines=lines, left_out=tuple(told), notes=notes)
    for label in dict.fromkeys(label for group in groups for label in group):
        column = own_column(label, sheet.headings)
        made = [[*row, group.get(label, "")] for row, group in zip(sheet.rows, groups, strict=True)]
        why = Text(f"“{shown(label)}”写在各组上方", f"“{shown(label)}” stands on a line over each group")
        meant = {column: "unit"} if label == UNIT else {}
        sheet = as_laid(sheet, Laid(_GROUPED, why, (*sheet.headings, column), made, lines, meant))
    return sheet


def _unmerged(grid: Grid) -> list[Row]:
    """The rows, with the value of merged cells in each row that they span; across columns only the heading repeats it."""
    lines = [line for line, _ in grid.rows]
    room = sum(len(cells) for _, cells in grid.rows)
    tall: dict[tuple[int, int], int] = {}
    for top, left, bottom, _ in grid.merged:
        below = lines[bisect.bisect_right(lines, top) : bisect.bisect_right(lines, bottom)]
        room -= len(below)
        if room < 0:  # more than there are cells: no cell is part of two areas, unless a file lies
            break
        tall.update(((line, left), top) for line in below)
    if not tall:
        return grid.rows
    by_line = dict(grid.rows)
    made = []
    width = min(1 + max(left for _, left in tall), max(len(cells) for _, cells in grid.rows))
    for line, cells in grid.rows:
        cells = [*cells, *[""] * (width - len(cells))]  # a line may end where a merged cell begins
        for place in range(len(cells)):
            above = tall.get((line, place))
            if above is not None and not text(cells[place]):
                source = by_line.get(above, [])
                cells[place] = source[place] if place < len(source) else ""
        made.append((line, cells))
    return made


def _heading(rows: Sequence[Row], at: int | None) -> int | None:
    """Where the heading is: the row with the most known headings; if none is known, the first that looks like one."""
    if at is not None:
        return next((n for n, (line, _) in enumerate(rows) if line == at), None)
    best, found = 0.0, None
    for n, (_, cells) in enumerate(rows[:_TOP]):
        score = heading_score(cells)
        if score > best:
            best, found = score, n
    if found is not None:
        found = _first_block(rows, found)
    if found is not None and found + 1 < len(rows):
        upper, lower = texts(rows[found][1]), texts(rows[found + 1][1])
        both = [a for a, b in zip(upper, lower, strict=False) if a and a == b and known_label(a)]
        if len(both) >= SURE or _goes_on(upper, lower):
            return found + 1  # a heading on two lines, of which some cells are merged
        below = rows[found + 1][0] == rows[found][0] + 1
        if below and (names_in_groups(upper, lower) or names_below_sides(upper, lower)):
            return found + 1
    return found


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a heading goes on below: known headings beside each other, and nothing else but what says on which scale one is."""
    said = [one for one in lower if one]
    known = [n for n, one in enumerate(lower) if known_label(one)]
    beside = any(not (*upper, *[""] * len(lower))[n] for n in known)
    return beside and len(known) >= SURE and all(known_label(one) or is_aside(one) for one in said)


def _first_block(rows: Sequence[Row], found: int) -> int:
    """The heading of the first table, where one stands above the table that was found, which begins below it."""
    for n in range(found):
        if rows[n + 1][0] - rows[n][0] > 1 or not may_head_a_table(rows, n):
            continue
        block = next((m for m in range(n + 1, found + 1) if begins(rows, m)), None)
        if block is None:
            break
        best = max(range(n, block), key=lambda m: (heading_score(rows[m][1]), -m))
        headings, _, _ = headings_of(rows, best)
        if best + 1 < block and any(line == rows[found][0] for line, _ in body_of(rows[best + 1 :], headings)[1]):
            return best
    return found

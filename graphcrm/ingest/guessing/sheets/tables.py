"""Finding the tables in a sheet: where the heading is, what stands above it, what below the last row is no row.

People put a title and a date above, leave rows empty, repeat the heading, write it on two lines, merge cells, and add totals.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Allowed, Laid, Sheet, anything, known_label, meanings_of, own_column, texts
from graphcrm.ingest.guessing.sheets.deleted import deleted_rows, told_of_deleted
from graphcrm.ingest.guessing.sheets.grids import Grid, Row
from graphcrm.ingest.guessing.sheets.layouts.carrying import group_of, side_by_side
from graphcrm.ingest.guessing.sheets.layouts.forms import RIVALS, deal_above, form_above, rivals_of_form
from graphcrm.ingest.guessing.sheets.layouts.heads import headings_in
from graphcrm.ingest.guessing.sheets.layouts.shaping import as_laid, laid_otherwise, reshaped
from graphcrm.ingest.guessing.sheets.layouts.within_cells import names_two
from graphcrm.ingest.guessing.sheets.legends import as_legend
from graphcrm.ingest.guessing.sheets.line_kinds import UNIT, is_alone, without_totals
from graphcrm.ingest.guessing.texts.both_sides import called_alike
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import side_named, sided
from graphcrm.ingest.guessing.values import is_date, is_email, is_number, text
from graphcrm.ingest.guessing.words import heading_key, known_headings, vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = ["find_tables", "nothing_found"]

#: Rows from the top among which the heading is.
_TOP = 40
#: A title that is short enough to be the name of a table.
_TITLE = 60
#: Layouts that are found here.
_BESIDE, _GROUPED = "side by side", "groups"
#: What the form of a deal above a table is called beside it.
_OF_DEAL = "deal"
#: Known headings in a row from which on it is one, and levels by which columns may be called in it.
_SURE, _WIDE, _DIGIT = 2, 4, re.compile(r"[+-]?\d")
_DIGITS = re.compile(r"\d")
#: The number of a title: “2. Opportunities”, “三、会议”.
_NUMBER = re.compile(r"^\s*([(\uff08]?\d{1,2}[.)\uff09、]?|[一二三四五六七八九十]+、)\s*")
_WHO = re.compile(r"谁|(who|wer|quién|qui)\s", re.IGNORECASE)
#: Share of the headings that are known in the heading of a further table.
_MOSTLY, _SURELY = 0.5, 0.75
_LABELLED = re.compile(r"\S\s*[:\uff1a]\s*\S")


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
        for sheet in _below_each_other(grid, band, at, allowed, names):
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
    if form is not None and allowed(grid.name, form[1].name):
        names.add(grid.name)
        yield as_laid(Sheet(grid.file, grid.name, 0, (), [], [], form[1].above, from_1904=grid.from_1904), form[1])
        rows = rows[form[0] :]
    deal = deal_above(rows) if form is None else None
    if deal is not None and allowed(of_deal := f"{grid.name} ({_OF_DEAL})", deal.name):
        yield as_laid(Sheet(grid.file, of_deal, 0, (), [], [], deal.above, from_1904=grid.from_1904), deal)
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
        headings, above, parts = _headings(rows, place)
        body, rest, titles_within = _body(rows[place + 1 :], headings)
        number = len(names) + 1
        titles = tuple("; ".join(filter(None, texts(cells))).replace(":; ", ": ") for _, cells in rows[:above])
        name = grid.name if number == 1 else f"{grid.name} ({number})"
        title = _NUMBER.sub("", titles[-1]) if titles and is_alone(rows[above - 1][1]) else ""
        if number > 1 and title and len(title) <= _TITLE and title not in names:
            name = title
        names.add(name)
        sheet = _sheet(grid, name, rows[place], titles, headings, body, allowed, titles_within)
        yield from reshaped(sheet, parts, allowed)
        rows, at = rest, None


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
    rows = [cells[:width] + [""] * (width - len(cells)) for _, cells in kept]
    lines = [line for line, _ in kept]
    taken = set(lines)
    notes = tuple("; ".join(filter(None, texts(cells))) for line, cells in body if line not in taken)
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
        score = _score(cells)
        if score > best:
            best, found = score, n
    if found is not None:
        found = _first_block(rows, found)
    if found is not None and found + 1 < len(rows):
        upper, lower = texts(rows[found][1]), texts(rows[found + 1][1])
        both = [a for a, b in zip(upper, lower, strict=False) if a and a == b and known_label(a)]
        if len(both) >= _SURE:
            return found + 1  # a heading on two lines, of which some cells are merged
    return found


def _first_block(rows: Sequence[Row], found: int) -> int:
    """The heading of the first table, where one stands above the table that was found, which begins below it."""
    for n in range(found):
        if rows[n + 1][0] - rows[n][0] > 1 or not _may_head_a_table(rows, n):
            continue
        block = next((m for m in range(n + 1, found + 1) if _begins(rows, m)), None)
        if block is None:
            break
        best = max(range(n, block), key=lambda m: (_score(rows[m][1]), -m))
        headings, _, _ = _headings(rows, best)
        if best + 1 < block and any(line == rows[found][0] for line, _ in _body(rows[best + 1 :], headings)[1]):
            return best
    return found


def _may_head_a_table(rows: Sequence[Row], n: int) -> bool:
    """Whether most cells of a row are known headings, or some are and rows as wide stand right below it until a gap."""
    said = texts(rows[n][1])
    keys = [key for one in said if (key := heading_key(one))]
    if len(keys) < _SURE or _are_pairs(said):
        return False
    if _known_share(keys) >= _MOSTLY:
        return True
    below = sum(map(bool, texts(rows[n + 1][1])))
    return len(keys) >= _WIDE <= below and not any(map(_is_data, filter(None, said))) and any(map(known_label, said))


def _begins(rows: Sequence[Row], n: int) -> bool:
    """Whether a further table begins at a row, which a heading is, or a title right above one; below a gap, or with such a title."""
    gap = n > 0 and rows[n][0] - rows[n - 1][0] > 1
    titled = is_alone(rows[n][1])
    if n + 1 >= len(rows) or not (gap or titled):
        return False
    below = [key for t in texts(rows[n + titled][1]) if (key := heading_key(t))]
    known = sum(key in known_headings() for key in below)
    return known >= _SURE and (known >= len(below) * (_MOSTLY if gap else _SURELY) or (gap and titled))


def _score(cells: Sequence[Cell]) -> float:
    """How much a row looks like a heading: 2 for a known heading, ½ for another short text, −2 for what only data holds."""
    said = [t for t in texts(cells) if t]
    again = len({heading_key(t) for t in said}) < len(said) * 0.7
    if len(said) < 2 or (again and sum(map(known_label, said)) < _MOSTLY * len(said)):
        return 0.0  # the same columns for each of several sides are a heading, equal cells otherwise a row
    known = known_headings()
    total = 0.0
    # words for levels are cells of a row, unless the row is one of headings otherwise
    sure = sum(map(known_label, said)) >= _SURE or (known_label(said[0]) and all(map(is_date, said[1:])))
    levels = not sure and not _is_level(said[0])
    for one in said:
        if sure and (_DIGIT.fullmatch(one) or is_date(one)):
            continue  # a column for each level, or for each day
        if levels and not _asks_who(one) and (len(one) == 1 or _is_level(one)) and heading_key(one) not in known:
            total -= 0.5
        elif known_label(one) or _asks_who(one):
            total += 2
        elif _is_data(one):
            total -= 2
        else:
            total += 0.5 if len(one) <= 60 else -1
    return total


def _is_data(said: str) -> bool:
    """What no heading is: a day, a mail address, a number, a label with its value."""
    labelled = group_of(said) is not None and not is_person(written(said).name)  # “IT: Omar Said” heads a column
    return is_date(said) or is_email(said) or is_number(said) or labelled


def _asks_who(said: str) -> bool:
    """Whether a text asks for somebody by what they do in a decision: “谁拍板”, “Who decides”."""
    return bool(_WHO.match(said)) and bool(vocabulary("people", "roles").get(word_key(said)))


def _is_level(said: str) -> bool:
    """Whether a text is a word for a level, as cells hold them below a heading."""
    key = word_key(said)
    return any(key in vocabulary("people", name) for name in ("stance", "roles", "level"))


def _headings(rows: Sequence[Row], place: int) -> tuple[list[str], int, list[tuple[str, str]]]:
    """The headings, how many rows stand above them, and each as group and name; a line of groups over the heading belongs to it.

    A heading on two lines is a group with a name in it: “Customer | (nothing)” over “Name | City” is “Customer Name”,
    “Customer City”. It is taken for one only where a group spans several names, or names a column that is else empty.
    """
    lower = headings_in(rows[place][1])
    while lower and not lower[-1]:
        lower.pop()
    line = rows[place][0]
    if place and rows[place - 1][0] == line - 1:
        upper = texts(rows[place - 1][1])
        used = [n for n, t in enumerate(upper) if t]
        merged = sum(bool(t) and t == below for t, below in zip(upper, lower, strict=False)) >= _SURE
        if merged or (
            (len(used) >= 2 or (used and used[0] and known_label(upper[used[0]])))
            and not any(_is_data(t) or _LABELLED.search(t) for t in upper if t)
            and not _are_pairs(upper)
        ):
            width = max(len(lower), len(upper))
            lower += [""] * (width - len(lower))
            group, made, parts = "", [], []
            for n in range(width):
                own = upper[n] if n < len(upper) else ""
                group = own or (group if lower[n] else "")
                made.append(_two_lines(group, lower[n]))
                parts.append((group, lower[n]))
            return made, place - 1, parts
    return lower, place, [("", name) for name in lower]


def _are_pairs(cells: Sequence[str]) -> bool:
    """Whether a line is of labels with their values beside them: “Account | Initech | Opportunity | Renewal”."""
    used = [n for n, t in enumerate(cells) if t]
    labels, values = used[::2], used[1::2]
    return (
        len(labels) == len(values)
        and all(value == label + 1 for label, value in zip(labels, values, strict=True))
        and all(cells[n][-1] in ":\uff1a" or known_label(cells[n]) or _is_value(cells[n + 1]) for n in labels)
        and not any(known_label(cells[n]) for n in values)
    )


def _is_value(said: str) -> bool:
    """Whether a text can only stand beside a label: a number or day, or a Chinese name."""
    return bool(_DIGITS.search(said)) or (bool(HAN.match(said)) and is_person(said))


def _two_lines(group: str, name: str) -> str:
    """A name within a group; whichever of both is known by itself speaks alone, unless together they are known too."""
    if not group or not name or group == name:
        return group or name
    both = f"{group} {name}"
    if names_two(name):
        return name
    return both if heading_key(both) in known_headings() or not known_label(name) else f"{group} / {name}"


def _body(rows: Sequence[Row], headings: Sequence[str]) -> tuple[list[Row], list[Row], list[int]]:
    """The rows of the table, those from the next heading on, and the lines with a title over the same heading again."""
    titles: list[int] = []
    keys = [heading_key(h) for h in headings]
    body: list[Row] = []
    who = next((n for n, key in enumerate(keys) if "name" in meanings_of(key)), None)
    for n, (line, cells) in enumerate(rows):
        gap, alone = n and line - rows[n - 1][0] > 1, is_alone(cells)
        if gap or heading_key(text(cells[0])) == keys[0]:
            given = [heading_key(t) for t in texts(cells)]
            if given[: len(keys)] == keys[: len(given)] and any(given):
                if body and is_alone(body[-1][1]):
                    if side_named("".join(texts(body[-1][1]))):
                        return body[:-1], [body[-1], *rows[n:]], titles  # those of the other side
                    titles.append(body[-1][0])
                continue  # the heading again, as printed pages have it
        if n + 1 < len(rows) and body and alone and (side := _another_side(cells, headings, who)) is not None:
            again: list[Cell] = [text(cells[side]) if place == side else h for place, h in enumerate(headings)]
            return body, [(line, again), *rows[n + 1 :]], titles
        if n + 1 < len(rows) and body and alone and _is_section(cells, rows[n + 1][1], who):
            return body, list(rows[n:]), titles
        if (
            (gap or alone)
            and (_begins(rows, n) or (gap and body and _is_another(rows, n, body, who)))
            and (gap or [heading_key(t) for t in texts(rows[n + 1][1])][: len(keys)] != keys)
        ):
            return body, list(rows[n:]), titles  # the next table, perhaps below a title of its own
        body.append((line, cells))
    return body, [], titles


def _is_another(rows: Sequence[Row], n: int, body: Sequence[Row], who: int | None) -> bool:
    """Whether the row below a gap is the heading of a table of something else: texts of which one is a known heading.

    Nobody stands where those above have their names, nor in the row below it.
    """
    said = texts(rows[n][1])
    given = [one for one in said if one]
    if n + 1 >= len(rows) or len(given) < _WIDE - 1 or any(map(_is_data, given)) or not any(map(known_label, given)):
        return False
    who = 0 if who is None else who
    names, others = ([text(cells[who]) for _, cells in some if who < len(cells)] for some in (body, rows[n : n + 2]))
    return all(is_person(written(one).name) for one in names if one) and not any(
        is_person(written(one).name) for one in others if one
    )


def _another_side(cells: Sequence[Cell], headings: Sequence[str], who: int | None) -> int | None:
    """Where a line holds the heading of the names for another side, and nothing else: “Attendees - Boreal” below “Attendees - customer”."""
    place = next((n for n, h in enumerate(headings) if sided(h)), len(headings)) if who is None else who
    said = text(cells[place]) if place < len(cells) else ""
    return place if said and not is_person(said) and called_alike(said, headings[place]) else None


def _is_section(cells: Sequence[Cell], below: Sequence[Cell], who: int | None) -> bool:
    """Whether a line of one cell is the numbered title of a further table: below it stands nobody where the table has its names."""
    if who is None or not _NUMBER.match(next(filter(None, map(text, cells)))):
        return False
    said = text(below[who]) if who < len(below) else ""
    return sum(map(bool, map(text, below))) > 1 and not is_person(written(said).name)


def _known_share(keys: Sequence[str]) -> float:
    given = [key for key in keys if key]
    known = known_headings()
    return sum(key in known for key in given) / len(given) if given else 0.0

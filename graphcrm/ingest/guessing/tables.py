"""Finding the tables in a sheet: where the heading is, what stands above it, what below the last row is no row.

People put a title and a date above, leave rows empty, repeat the heading, write it on two lines, merge cells, and add totals.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.grids import Grid, Row
from graphcrm.ingest.guessing.values import is_date, is_email, is_number, text
from graphcrm.ingest.guessing.words import heading_key, known_headings

__all__ = ["Sheet", "find_tables"]

#: Rows from the top among which the heading is.
_TOP = 40
#: A title that is short enough to be the name of a table.
_TITLE = 60
_TOTAL = re.compile(
    r"(grand )?(sub)?totals?\b.*|sum( of .*)?:?|count:?.*|records?: ?\d+|average|summe|gesamt(summe)?"
    r"|合计.*|总计.*|小计.*|共计.*|汇总.*|平均|共 ?\d+ ?(人|条|行|家|个).*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(note|remark|legend|source|generated|printed|exported|copyright|confidential|last updated|as of|page \d+).*"
    r"|(注|备注|说明|制表|填表|审核|导出|打印|数据来源|更新时间|图例)(人|日期|时间)?[::].*|©.*|第 ?\d+ ?页.*",
    re.IGNORECASE,
)
#: A line with nothing but this stands over the people of a unit.
_GROUP = re.compile(r".{1,20}(部|处|科|室|中心|分公司|department|abteilung)", re.IGNORECASE)
#: What is no name and no value: a colon or an equals sign within, a full stop at the end, the length of a sentence.
_SENTENCE = re.compile(r"\S\s*[:=:=]\s*\S|[。.!!]$|.{80}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was found: headings, rows of the same width, the line of each.

    above
        Texts over the heading: titles, days of an export.
    left_out
        Lines that are no rows, with the reason.
    """

    file: str
    name: str
    heading_line: int
    headings: tuple[str, ...]
    rows: list[list[Cell]]
    lines: list[int]
    above: tuple[str, ...] = ()
    left_out: tuple[Text, ...] = ()
    from_1904: bool = False

    def column(self, place: int) -> list[Cell]:
        """The cells of a column."""
        return [row[place] for row in self.rows]


def find_tables(grid: Grid, at: int | None = None) -> Iterator[Sheet]:
    """The tables of a sheet, one below the other; none for a sheet without any. `at` is the line of the heading, if known."""
    rows = _unmerged(grid)
    if grid.exact:
        if rows:
            yield _sheet(grid, grid.name, rows[0], (), _texts(rows[0][1]), rows[1:], [])
        return
    number, names = 0, {grid.name}
    while rows:
        place = _heading(rows, at)
        if place is None:
            return
        headings, above = _headings(rows, place)
        body, rest = _body(rows[place + 1 :], headings)
        number += 1
        titles = tuple(" ".join(filter(None, _texts(cells))) for _, cells in rows[:above])
        name = grid.name if number == 1 else f"{grid.name} ({number})"
        if number > 1 and titles and len(titles[-1]) <= _TITLE and titles[-1] not in names:
            name = titles[-1]
        names.add(name)
        yield _sheet(grid, name, rows[place], titles, headings, body, [])
        rows, at = rest, None


def _sheet(
    grid: Grid,
    name: str,
    heading: Row,
    above: tuple[str, ...],
    headings: Sequence[str],
    body: Sequence[Row],
    left_out: list[Text],
) -> Sheet:
    body, told = _without_totals(body, headings) if not grid.exact else (body, [])
    width = len(headings)
    rows = [cells[:width] + [""] * (width - len(cells)) for _, cells in body]
    lines = [line for line, _ in body]
    return Sheet(grid.file, name, heading[0], tuple(headings), rows, lines, above, (*left_out, *told), grid.from_1904)


def _texts(cells: Sequence[Cell]) -> list[str]:
    return [" ".join(text(c).split()) for c in cells]


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
    return found


def _score(cells: Sequence[Cell]) -> float:
    """How much a row looks like a heading: 2 for a known heading, ½ for another short text, −2 for what only data holds."""
    texts = [t for t in _texts(cells) if t]
    if len(texts) < 2 or len({heading_key(t) for t in texts}) < len(texts) * 0.7:
        return 0.0
    known = known_headings()
    total = 0.0
    for one in texts:
        if heading_key(one) in known:
            total += 2
        elif is_date(one) or is_email(one) or is_number(one):
            total -= 2
        else:
            total += 0.5 if len(one) <= 60 else -1
    return total


def _headings(rows: Sequence[Row], place: int) -> tuple[list[str], int]:
    """The headings, and how many rows stand above them; a line of groups over the heading belongs to it.

    A heading on two lines is a group with a name in it: “Customer | (nothing)” over “Name | City” is “Customer Name”,
    “Customer City”. It is taken for one only where a group spans several names, or names a column that is else empty.
    """
    lower = _texts(rows[place][1])
    while lower and not lower[-1]:
        lower.pop()
    line = rows[place][0]
    if place and rows[place - 1][0] == line - 1:
        upper = _texts(rows[place - 1][1])
        used = [n for n, t in enumerate(upper) if t]
        if len(used) >= 2 and not any(is_date(t) or is_email(t) or is_number(t) for t in upper if t):
            width = max(len(lower), len(upper))
            lower += [""] * (width - len(lower))
            group, made = "", []
            for n in range(width):
                own = upper[n] if n < len(upper) else ""
                group = own or (group if lower[n] else "")
                made.append(_two_lines(group, lower[n]))
            return made, place - 1
    return lower, place


def _two_lines(group: str, name: str) -> str:
    """A name within a group; whichever of both is known by itself speaks alone, unless together they are known too."""
    if not group or not name or group == name:
        return group or name
    known = known_headings()
    both = f"{group} {name}"
    return both if heading_key(both) in known or heading_key(name) not in known else f"{group} / {name}"


def _body(rows: Sequence[Row], headings: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """The rows of the table, and those from the next heading on."""
    keys = [heading_key(h) for h in headings]
    body: list[Row] = []
    for n, (line, cells) in enumerate(rows):
        gap = n and line - rows[n - 1][0] > 1
        if gap or heading_key(text(cells[0])) == keys[0]:
            given = [heading_key(t) for t in _texts(cells)]
            if given[: len(keys)] == keys[: len(given)] and any(given):
                continue  # the heading again, as printed pages have it
            below = (
                [heading_key(t) for t in _texts(rows[n + 1][1])]
                if sum(map(bool, given)) == 1 and n + 1 < len(rows)
                else given
            )
            if gap and n + 1 < len(rows) and _known_share(below) >= 0.6 and sum(map(bool, below)) >= 2:
                return body, list(rows[n:])  # the next table, perhaps below a title of its own
        body.append((line, cells))
    return body, []


def _known_share(keys: Sequence[str]) -> float:
    given = [key for key in keys if key]
    known = known_headings()
    return sum(key in known for key in given) / len(given) if given else 0.0


def _without_totals(body: Sequence[Row], headings: Sequence[str]) -> tuple[list[Row], list[Text]]:
    """The rows without comments, totals and notes; each of these is told."""
    kept: list[Row] = []
    told: list[Text] = []
    last, summed = len(body) - 1, False
    for n, (line, cells) in enumerate(body):
        said = [t for t in map(text, cells) if t]
        if not said:
            continue
        first = " ".join(said[0].split())
        alone = len(said) == 1 and len(headings) > 2
        after_gap = n > 0 and line - body[n - 1][0] > 1
        if first.startswith("#"):
            why = Text("注释行", "a comment")
        elif _TOTAL.fullmatch(first):
            why, summed = Text("合计行", "a line of totals"), True
        elif alone and _GROUP.fullmatch(first):
            why = Text("分组标题", "a heading of a group")
        elif alone and (summed or _NOTE.fullmatch(first) or (n == last and after_gap) or _SENTENCE.search(first)):
            why = Text("附注", "a note")
        else:
            kept.append((line, cells))
            continue
        short = first if len(first) <= 40 else first[:39] + "…"
        told.append(Text(f"第 {line} 行未导入({why.zh}):{short}", f"line {line} was not imported ({why.en}): {short}"))
    return kept, told

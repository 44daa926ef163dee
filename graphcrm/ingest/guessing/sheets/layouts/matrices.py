"""Tables of people by people, or by decisions, with marks or levels where a row and a column meet: a row for each such cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import DOUBT, MARKS, MOSTLY, Body, Laid, known_label, level_code, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.heads import bare, ends_named
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.sides import names_people, sided
from graphcrm.ingest.guessing.values import NOTHING, is_date, is_number, is_total
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["CELL", "COLUMN", "ROW", "asked_of_each", "matrix", "row_heads"]

#: The headings that no one wrote: who heads the row, who heads the column, and what stands where they meet.
ROW, COLUMN, CELL = "row", "column", "cell"
_FEWEST, _SAMPLE = 2, 200
_EMPTY = frozenset({"", "-", "–", "—", "/", "\\"})
#: What says that somebody is not met.
_NO = frozenset({
    "0", "no", "nein", "否", "无", "never", "nie", "从不", "no contact", "no relationship", "not yet", "gap", "未接触", "无联系",
})  # fmt: skip
_OF_DEALS = frozenset({"amount", "stage", "due"})
_LETTERS = frozenset("racidsvpeuthml")
_LETTER = re.compile(r"[A-Z]")
#: Last words of two words that look like a name and head what is told of somebody: “Work Phone”, “Organization ID”.
_TOLD = frozenset({
    "id", "ids", "email", "e-mail", "phone", "mobile", "fax", "address", "street", "city", "state", "country", "zip", "code",
    "url", "website", "date", "time", "number", "no", "no.", "nr", "nr.", "source", "status", "type", "owner", "tags", "notes",
})  # fmt: skip
_ASKED = re.compile(r"(.{3,}?)\s*[\[(\uff08:\uff1a–—-]\s*([^\[\]:\uff1a]{2,40}?)[\])\uff09]?")
_TWO = re.compile(r"\s*[/,&+、]\s*")
_WORDS = ("level", "declared_level", "roles")


def row_heads(headings: Sequence[str], body: Body) -> tuple[list[int], list[str]]:
    """The places of the columns that name what the rows are about, and what each row is called by them.

    A column of names, rather of people than of organisations or opportunities, else those of first and last names, else the first one that
    holds people where the very first does not.
    """
    means = [meanings_of(heading_key(h)) if h else frozenset() for h in headings]
    named = [n for n, found in enumerate(means) if "name" in found and "unit" not in found]
    people = [n for n in named if "org" not in means[n]]
    places = ([n for n in people if "opportunity" not in means[n]] or people or named)[:1]
    places = places or [n for m in ("first_name", "last_name") for n, found in enumerate(means) if m in found]
    rows = [texts(cells) for _, cells in body]
    places = places or [n for n, h in enumerate(headings) if n and h and _are_people(rows, n)][:1] or [0]
    return places, [" ".join(row[n] for n in places if n < len(row) and row[n]) for row in rows]


def _are_people(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column names somebody else in each row, and the first column nobody."""
    first, said = ([row[n] for row in rows[:_SAMPLE] if n < len(row) and row[n]] for n in (0, place))
    names = [written(one).name for one in said]
    alike = sum(is_person(name) and not is_office(name) for name in names) >= MOSTLY * len(names)
    return (
        len(names) > 1
        and len(set(names)) == len(names)
        and alike
        and not any(is_person(written(one).name) for one in first)
    )


def asked_of_each(parts: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Headings that ask the same of several people, such as “Whom do you ask? [Ann Ray]”, as that question over their names."""
    found = [None if group else _ASKED.fullmatch(name) for group, name in parts]
    people = [one if one and is_person(bare(one[2])) else None for one in found]
    questions = [one[1] for one in people if one]
    if len(questions) < _FEWEST or len(set(questions)) > 1:
        return parts
    return [part if one is None else (one[1], one[2]) for part, one in zip(parts, people, strict=True)]


def matrix(parts: Sequence[tuple[str, str]], body: Body) -> tuple[Laid, frozenset[int]] | None:
    """The cells of a matrix, and the places of its columns; None for a table without any.

    The first column, or one that holds names, heads the rows. Beside it columns whose heading is nobody's word for anything
    and whose cells are all marks or levels are the matrix, at least two of them.
    """
    headings = [name for _, name in parts]
    width = len(headings)
    first, _ = row_heads(headings, ())
    likely = [n for n in range(width) if n not in first and _is_head(headings[n])]
    sample = [[*texts(cells), *[""] * (width - len(cells))] for _, cells in body[:_SAMPLE]]
    ends = {cells[n] for cells in sample for n in first}
    likely = [n for n in likely if _meets(headings[n], [cells[n] for cells in sample], within=headings[n] in ends)]
    columns = {n: texts([cells[n] if n < len(cells) else "" for _, cells in body]) for n in likely}
    places = [n for n in likely if _meets(headings[n], columns[n], within=headings[n] in ends)]
    if len(places) < _FEWEST:
        return None
    rows = [(line, [*texts(cells), *[""] * (width - len(cells))]) for line, cells in body]
    _, called = row_heads(headings, body)
    heads = list(filter(None, called))
    named_heads = [n for n in places if is_person(bare(headings[n])) or written(headings[n]).title]
    crossed = sum(headings[n] in heads for n in places) >= MOSTLY * len(places)
    if _FEWEST <= len(named_heads) < len(places) and not crossed:
        places = named_heads  # beside people a count, or something else
    others = [n for n in range(width) if n not in first and n not in places and any(cells[n] for _, cells in rows)]
    of_deals = any(_OF_DEALS & meanings_of(heading_key(headings[n])) for n in others)
    if of_deals and all(is_number(cells[n]) for _, cells in rows for n in places if cells[n]):
        return None  # deals with figures of their own, such as “Exchange Rate”, which looks like a name
    twice = len(set(heads)) < len(heads) or len({headings[n] for n in places}) < len(places)
    if min(len(places), len(heads)) < _FEWEST or twice:
        return None
    names = any(_names(headings[n]) for n in first) or sum(is_person(bare(head)) for head in heads) >= MOSTLY * len(
        heads
    )
    if others and not (names and len(named_heads) == len(places)):
        return None  # a table with columns of its own, unless people head those that are left, and its rows
    made: list[list[Cell]] = []
    lines = []
    for who, (line, cells) in zip(called, rows, strict=True):
        for n in places:
            for said in _letters(cells[n]) if who and who != headings[n] else ():
                made.append([who, headings[n], said])
                lines.append(line)
    sums = len(named_heads) < len(places) and not crossed and all(str(row[2]).isdigit() for row in made)
    if len(made) < _FEWEST or sums:
        return None  # numbers below what is nobody's name are sums
    why = Text(
        "行与列相交处是勾选或级别，每格读作一行",
        "marks or levels where rows and columns meet, read as a row for each cell",
    )
    groups = {parts[n][0] for n in places}
    meant = ends_named(headings[first[0]], groups.pop()) if len(groups) == 1 else {}
    return Laid("matrix", why, (ROW, COLUMN, CELL), made, lines, meant), frozenset(places)


def _names(heading: str) -> bool:
    """Whether a heading is one of names, perhaps of one side: “Name”, “Customer contact”."""
    side = sided(heading)
    return "name" in meanings_of(heading_key(heading)) or names_people(side[1] if side else heading)


def _letters(said: str) -> list[str]:
    """What a cell says: nothing for a no, both for two letters such as “A/R”."""
    if said in _EMPTY or word_key(said) in NOTHING or word_key(said) in _NO:
        return []
    parts = _TWO.split(said)
    return parts if all(word_key(p) in _LETTERS for p in parts) else [said]


def _is_head(heading: str) -> bool:
    if not heading or heading.casefold().rpartition(" ")[2] in _TOLD:
        return False
    return not known_label(heading) and not is_date(heading) and not is_total(heading)


def _meets(heading: str, cells: Sequence[str], *, within: bool) -> bool:
    """Whether the cells of a column are marks, levels, roles or letters for them; below a name also counts, any letters, or nothing at all.

    So may be those below what heads a row, too.
    """
    filled = [t for t in cells if t not in _EMPTY]
    person = is_person(bare(heading))
    if person and (all(map(is_number, filled)) or all(map(_LETTER.fullmatch, filled))):
        return True
    return (bool(filled) or person or within or not any(cells)) and sum(map(_is_cell, filled)) >= MOSTLY * len(filled)


@lru_cache(maxsize=10_000)
def _is_cell(said: str) -> bool:
    said = said.rstrip(DOUBT) or said  # “2?”
    key = word_key(said)
    return (
        key in MARKS
        or all(map(_LETTERS.__contains__, map(word_key, _TWO.split(said))))
        or any(level_code(said, vocabulary("", name)) is not None for name in _WORDS)
    )

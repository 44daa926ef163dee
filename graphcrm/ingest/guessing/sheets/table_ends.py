"""Where a table in a sheet ends: at the next heading, at a title of its own, at the same heading for the other side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.grids import Row
from graphcrm.ingest.guessing.sheets.heading_lines import SURE, WIDE, begins, is_data
from graphcrm.ingest.guessing.sheets.layouts.rivals import is_of_competitors
from graphcrm.ingest.guessing.sheets.layouts.sentences import says_a_tie, sentences_of_ties
from graphcrm.ingest.guessing.sheets.line_kinds import is_alone
from graphcrm.ingest.guessing.texts.both_sides import called_alike
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import side_named, sided
from graphcrm.ingest.guessing.values import is_date, is_total, text
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["NUMBER", "body_of"]

#: The number of a title: “2. Opportunities”, “三、会议”.
NUMBER = re.compile(r"^\s*([(\uff08]?\d{1,2}[.)\uff09、]?|[一二三四五六七八九十]+、)\s*")
#: The same with a sign behind it, which a key before somebody's name has not.
_SECTION = re.compile(
    r"\s*(?:\d{1,2}[.)、]|[一二三四五六七八九十]+、|[(\uff08][\d一二三四五六七八九十]+[)\uff09])\s*(?=\D)"
)

#: Letters of a heading in capitals, at least.
_LETTERS = 5
#: The most rows of a table below which sentences about two whom it names are looked for.
_MOST_NAMED = 2000


def body_of(rows: Sequence[Row], headings: Sequence[str]) -> tuple[list[Row], list[Row], list[int]]:
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
        if n + 1 < len(rows) and body and alone and not is_alone(body[-1][1]) and _heads_a_text(cells, rows[n + 1][1]):
            return body, list(rows[n:]), titles
        if gap and body and _is_in_capitals(cells, body, who):
            return body, list(rows[n:]), titles
        if alone and body and _tells_a_tie(rows[n : n + 2], body):
            return body, list(rows[n:]), titles
        if (
            (gap or alone)
            and (begins(rows, n) or (gap and body and _is_another(rows, n + alone, body, who)))
            and (gap or [heading_key(t) for t in texts(rows[n + 1][1])][: len(keys)] != keys)
        ):
            return body, list(rows[n:]), titles  # the next table, perhaps below a title of its own
        body.append((line, cells))
    return body, [], titles


def _tells_a_tie(rows: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether a line, or the one below it as its title, is a sentence about two whom the rows above name."""
    told = [row for row in rows if is_alone(row[1]) and says_a_tie(next(filter(None, texts(row[1]))))]
    cells = {one for _, row in body for one in texts(row) if one} if told and len(body) <= _MOST_NAMED else ()
    return any(sentences_of_ties([row], cells) is not None for row in told)


def _is_in_capitals(cells: Sequence[Cell], body: Sequence[Row], who: int | None) -> bool:
    """Whether a line has nothing but headings in capitals, as “STRENGTHS | RED FLAGS” above remarks, and nobody above is written so."""
    said = [one for one in map(text, cells) if one]
    names = [text(row[who]) for _, row in body if who is not None and who < len(row)]
    capitals = all(_LETTERS <= sum(map(str.isupper, one)) == sum(map(str.isalpha, one)) for one in said)
    return capitals and not any(map(str.isupper, names))


def _is_another(rows: Sequence[Row], n: int, body: Sequence[Row], who: int | None) -> bool:
    """Whether the row below a gap is the heading of a table of something else: texts of which one is a known heading.

    Nobody stands where those above have their names, nor in the row below it, unless a heading that is known stands there for certain,
    below which companies may be called as people are: “Competitor | Product | Strength”.
    """
    if n + 1 >= len(rows):
        return False
    said = texts(rows[n][1])
    given = [one for one in said if one]
    known = sum(map(known_label, given))
    if len(given) < WIDE - 1 or any(map(is_data, given)) or not known:
        return False
    who = 0 if who is None else who
    names, others = ([text(cells[who]) for _, cells in some if who < len(cells)] for some in (body, rows[n : n + 2]))
    label = others[0] if who < len(said) else ""
    certain = is_of_competitors(label) or (known >= SURE and known_label(label))
    return all(is_person(written(one).name) for one in names if one) and (
        certain or not any(is_person(written(one).name) for one in others if one)
    )


def _another_side(cells: Sequence[Cell], headings: Sequence[str], who: int | None) -> int | None:
    """Where a line holds the heading of the names for another side, and nothing else: “Attendees - Boreal” below “Attendees - customer”."""
    place = next((n for n, h in enumerate(headings) if sided(h)), len(headings)) if who is None else who
    said = text(cells[place]) if place < min(len(cells), len(headings)) else ""
    return place if said and not is_person(said) and called_alike(said, headings[place]) else None


def _heads_a_text(cells: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a line of one cell is the numbered title of a text: lines of one cell stand below it, and it names nobody."""
    said = next(filter(None, map(text, cells)))
    title = _SECTION.match(said)
    return title is not None and is_alone(below) and not is_person(written(said[title.end() :]).name)


def _is_section(cells: Sequence[Cell], below: Sequence[Cell], who: int | None) -> bool:
    """Whether a line of one cell is the numbered title of a further table: below it stands nobody where the table has its names."""
    title = next(filter(None, map(text, cells)))
    if who is None or is_total(title) or is_date(title) or not NUMBER.match(title):
        return False
    said = text(below[who]) if who < len(below) else ""
    return sum(map(bool, map(text, below))) > 1 and not is_person(written(said).name)

"""Columns that are days, periods or vendors: attitudes then and now, attitudes to rivals, and who was at which meeting."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MARKS, MOSTLY, OURS, Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.matrices import CELL, COLUMN, ROW, row_heads
from graphcrm.ingest.guessing.periods import day_in, period_in
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key

__all__ = ["PERIOD", "attendance", "attitudes"]

#: The heading that no one wrote of a column of periods.
PERIOD = "period"
_ATTITUDE = r"态度|支持度|支持程度|立场|倾向|attitude|stance|sentiment|support|haltung|einstellung|actitud|postura"
_SAYS = re.compile(_ATTITUDE, re.IGNORECASE)
_TOWARDS = re.compile(
    rf"对(?P<zh>.{{1,20}}?)的?(?:{_ATTITUDE})|(?:{_ATTITUDE})(?: level)? (?:to|towards?|for|zu|gegenüber|hacia|envers) (?P<en>.{{1,40}})",
    re.IGNORECASE,
)
_US = re.compile(r"我方|我司|我们|本公司|us|we|our company|ours|uns|wir|nosotros|nous", re.IGNORECASE)
_LEVEL = re.compile(r"[+-]?\d{1,2}")
_FEWEST = 2

Parts = Sequence[tuple[str, str]]


def attitudes(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each attitude of somebody at a day or to a vendor, and the places of the columns; None where there are none.

    `parts` is each heading as (the group above it, its own text).
    """
    about = {n: one for n, part in enumerate(parts) if (one := _about(*part)) is not None}
    columns = [texts(cells) for _, cells in body]
    words = vocabulary("people", "stance")

    def are_levels(place: int) -> bool:
        said = [word_key(row[place]) for row in columns if place < len(row) and row[place]]
        return bool(said) and sum(t in words or bool(_LEVEL.fullmatch(t)) for t in said) >= MOSTLY * len(said)

    places = [n for n in about if are_levels(n)]
    heads, called = row_heads([name for _, name in parts], body)
    if not places or all(about[n] == (OURS, "") for n in places) or not _of_people(parts, heads):
        return None
    made: list[list[Cell]] = []
    lines = []
    for (line, _), row, who in zip(body, columns, called, strict=True):
        for n in places:
            if who and n < len(row) and row[n]:
                made.append([who, *about[n], row[n]])
                lines.append(line)
    why = Text(
        "一列一个时期或厂商,每格读作一条态度", "a column for each period or vendor; each cell is read as an attitude"
    )
    return Laid("attitudes", why, (ROW, COLUMN, PERIOD, CELL), made, lines), frozenset(places)


def _about(group: str, name: str) -> tuple[str, str] | None:
    """To whom and of when the attitudes of a column are; None for a column of anything else."""
    period, rest = period_in(name)
    stem = heading_key(rest or group)
    if period and ("stance" in meanings_of(stem) or (not rest and _SAYS.search(group))):
        return OURS, period
    if found := _TOWARDS.fullmatch(name.strip()):
        vendor = (found["zh"] or found["en"]).strip()
        return None if _US.fullmatch(vendor) else (vendor, "")
    if not _SAYS.search(group) or not name:
        return None
    if _US.fullmatch(name):
        return OURS, ""
    return None if known_label(name) or vocabulary("people", "stance").get(word_key(name)) else (name, "")


def _of_people(parts: Parts, heads: Sequence[int]) -> bool:
    """Whether rows are called by people's names, as far as headings tell."""
    found = {m for n in heads for m in meanings_of(heading_key(parts[n][1]))}
    return not found or bool(found & {"name", "first_name", "last_name"})


def attendance(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each day with those who were there, and the places of the days; None for a table without any.

    A cross is a presence, unless other cells have a tick.
    """
    days = {n: found for n, (_, name) in enumerate(parts) if (found := day_in(name))[0]}
    heads, called = row_heads([name for _, name in parts], body)
    if len(days) < _FEWEST or not _of_people(parts, heads):
        return None
    words = dict(vocabulary("", "attendance"))
    rows = [texts(cells) for _, cells in body]
    keys = {n: [word_key(row[n]) if n < len(row) else "" for row in rows] for n in days}
    said = [key for column in keys.values() for key in column if key]
    if not said or sum(key in words or key in MARKS for key in said) < MOSTLY * len(said):
        return None
    if {"✓", "✔", "√", "●", "○"} & set(said):
        words |= dict.fromkeys(("x", "×"), "")
    made: list[list[Cell]] = []
    for n, (day, rest) in days.items():
        here = [bool(words[key] if key in words else key in MARKS) for key in keys[n]]
        there = [who for who, key, one in zip(called, keys[n], here, strict=True) if who and key and one]
        if there:
            made.append([day, "; ".join(there), rest])
    if not made:
        return None
    why = Text(
        "一列一天、打勾表示出席,每天读作一次会议",
        "a column for each day with marks of who was there; each day is read as a meeting",
    )
    meant = {"date": "date", "participants": "participants", "summary": "summary"}
    return Laid("attendance", why, tuple(meant), made, [body[0][0]] * len(made), meant), frozenset(days)

"""Lists of who was there: of one meeting, with a column for each day, or with a row for each and a column for everybody."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MARKS, MOSTLY, Body, Laid, Sheet, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.columns_of import are_of_people
from graphcrm.ingest.guessing.sheets.layouts.heads import bare
from graphcrm.ingest.guessing.sheets.layouts.matrices import row_heads
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import side_over
from graphcrm.ingest.guessing.values import is_email, is_number
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.periods import day_in, with_year

__all__ = ["attendance", "attendance_list"]

_JOINED = frozenset(
    map(
        heading_key,
        ("join time", "joined", "first join", "首次入会时间", "入会时间", "加入时间", "签到时间", "beitrittszeit"),
    )
)
_LIST = re.compile(
    r"签到|签名|出席|参会|attendance|attended|attendees|present|sign[- ]?in|signature|teilnehmerliste|unterschrift|anwesend|firma"
    r"|座次|座位|席位|席次|到场|到会|seating|seat|sitzordnung|asistencia|asistió|pr[eé]sent\w+",
    re.IGNORECASE,
)
#: A label with its value, which says nothing of what a list is: “Signature prévue : 30/11/2026”.
_VALUED = re.compile(r"[^;:\uff1a\uff1b]+[:\uff1a]\s*[^;\uff1b]*\d[^;\uff1b]*")
#: Headings over the names of those who were there.
_THERE = re.compile(
    r"attendees?|participants?|teilnehm\w+|anwesende|asistentes|participantes|partecipanti|présents", re.IGNORECASE
)
_TOPIC = re.compile(
    r"(?:meeting title|topic|subject|会议主题|主题|titel|asunto)\s*[;:\uff1a]\s*([^;]{2,80})", re.IGNORECASE
)
#: What a meeting is told by, in the order of its columns.
_MEETING = ("date", "participants", "summary", "kind")
_FEWEST = 2

Parts = Sequence[tuple[str, str]]


def attendance_list(sheet: Sheet) -> Laid | None:
    """One meeting of a list of those who were there, with the time at which each joined, or a day and a title that says so.

    Of those who joined on several days no meeting is told: they joined a company. Where a column says who came, only those are taken.
    """
    keys = [heading_key(h) for h in sheet.headings]
    titles = (sheet.name, *sheet.above)
    said = [t for n, key in enumerate(keys) if key in _JOINED for t in texts(sheet.column(n))]
    of_those_there = any(map(_THERE.fullmatch, sheet.headings))
    if not said and (of_those_there or any(_LIST.search(_VALUED.sub("", title)) for title in titles)):
        said = [*sheet.above] if sum(bool(day_in(t)[0]) for t in sheet.above) == 1 else []
    days = [day for t in said if (day := day_in(t)[0])]
    if len(set(days)) != 1 or not (of_those_there or any({"name", "first_name"} & meanings_of(key) for key in keys)):
        return None
    _, called = row_heads(sheet.headings, list(zip(sheet.lines, sheet.rows, strict=True)))
    columns = {
        n: texts(sheet.column(n))
        for n, h in enumerate(sheet.headings)
        if _LIST.fullmatch(h) or "email" in meanings_of(keys[n]) or (len(h) > _FEWEST and _came().get(word_key(h)))
    }
    mails = next((column for column in columns.values() if any(map(is_email, column))), [""] * len(called))
    marked = [column for column in columns.values() if any(column) and column is not mails]
    told = (column for column in marked if all(word_key(cell) in _came() for cell in column if cell))
    came = next(told, next(iter(marked), None))  # “Firma” is where somebody signs, or works
    there = {
        f"{written(who).name} <{mail}>" if is_email(mail) else who: None
        for n, (who, mail) in enumerate(zip(called, mails, strict=True))
        if who and (came is None or _came().get(word_key(came[n]), came[n]))
    }
    topic = next((found[1] for title in sheet.above if (found := _TOPIC.search(title))), "")
    title = " ".join(titles).casefold()
    kinds = (k for k in vocabulary("interactions", "kind") if re.search(rf"(?<![a-z]){re.escape(k)}(?![a-z])", title))
    row: list[Cell] = [days[0], "; ".join(there), topic, max(kinds, key=len, default="")]
    why = Text("出席名单，读作一次会议", "a list of who was there, read as a meeting")
    return _met(why, [row], sheet.lines) if len(there) > 1 else None


def attendance(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each day with those who were there, and the places of the days; None for a table without any.

    A cross is a presence, unless other cells have a tick.
    """
    days = {n: found for n, (_, name) in enumerate(parts) if (found := _day_of(name))[0]}
    if len(days) < _FEWEST:
        return _attendance_of_everybody(parts, body)
    heads, called = row_heads([name for _, name in parts], body)
    rows = [texts(cells) for _, cells in body]
    keys = {n: [word_key(row[n]) if n < len(row) else "" for row in rows] for n in days}
    said = [key for column in keys.values() for key in column if key]
    words = dict(_came()) | dict.fromkeys(("x", "×") if {"✓", "✔", "√", "●", "○"} & set(said) else (), "")
    if not said or sum(key in words for key in said) < MOSTLY * len(said) or not are_of_people(parts, heads, called):
        return None
    there = {n: [who for who, key in zip(called, keys[n], strict=True) if who and words.get(key)] for n in days}
    made: list[list[Cell]] = [[day, "; ".join(there[n]), rest, ""] for n, (day, rest) in days.items() if there[n]]
    why = Text(
        "一列一天、打勾表示出席，每天读作一次会议",
        "a column for each day with marks of who was there; each day is read as a meeting",
    )
    return (_met(why, made, [body[0][0]] * len(made)), frozenset(days)) if made else None


def _day_of(heading: str) -> tuple[str, str]:
    """The day of a heading, without a year perhaps, and what else it says; "" and all of it for one without.

    >>> _day_of("5 Mar 2026 review"), _day_of("22.09."), _day_of("Name")
    (('5 Mar 2026', 'review'), ('22.09.', ''), ('', 'Name'))
    """
    return (heading, "") if with_year(heading, "2000") != heading else day_in(heading)


def _attendance_of_everybody(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each meeting of a table whose columns are people, with marks below whoever was there; None for any other.

    What stands over the names may say of which side they are; what else stands in a row is what the meeting was about.
    """
    rows = [[*texts(cells), *[""] * (len(parts) - len(cells))] for _, cells in body]
    filled = {n: [row[n] for row in rows if row[n]] for n in range(len(parts))}
    when = next((n for n, said in filled.items() if said and all(day_in(one)[0] for one in said)), None)
    people = {
        n: name for n, (_, name) in enumerate(parts) if is_person(bare(name)) and not meanings_of(heading_key(name))
    }
    said = [word_key(one) for n in people for one in filled[n]]
    if when is None or len(people) < _FEWEST or not said or not all(key in _came() for key in said):
        return None
    about = [n for n in filled if n not in people and n != when and not all(map(is_number, filled[n]))]
    named = {n: f"{name} ({side})" if (side := side_over(parts[n][0])) else name for n, name in people.items()}
    made: list[list[Cell]] = []
    lines: list[int] = []
    for (line, _), row in zip(body, rows, strict=True):
        there = [name for n, name in named.items() if _came().get(word_key(row[n]))]
        if there and row[when]:
            made.append([row[when], "; ".join(there), "; ".join(row[n] for n in about if row[n]), ""])
            lines.append(line)
    why = Text(
        "一列一人、打勾表示出席，每行读作一次会议",
        "a column for each person with marks of who was there; each row is read as a meeting",
    )
    return (_met(why, made, lines), frozenset(range(len(parts)))) if made else None


def _met(why: Text, rows: list[list[Cell]], lines: Sequence[int]) -> Laid:
    return Laid("attendance", why, _MEETING, rows, list(lines[: len(rows)]), {name: name for name in _MEETING})


@cache
def _came() -> Mapping[str, str]:
    """What marks and words say of who came: something, or "" for those who did not."""
    return dict.fromkeys(MARKS, "yes") | dict(vocabulary("", "attendance"))

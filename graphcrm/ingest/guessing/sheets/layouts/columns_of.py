"""Columns that are days, periods or vendors: attitudes then and now, attitudes to rivals, and who was at which meeting."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MARKS, MOSTLY, OURS, Body, Laid, Sheet, known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW, row_heads
from graphcrm.ingest.guessing.texts.heading_senses import is_wanted
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.sides import is_us, of_side
from graphcrm.ingest.guessing.values import is_email
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.periods import day_in, period_in

__all__ = ["PERIOD", "attendance", "attendance_list", "attitudes", "vendors"]

#: The heading that no one wrote of a column of periods.
PERIOD = "period"
_ATTITUDE = r"态度|支持度|支持程度|立场|倾向|attitude|stance|sentiment|support|haltung|einstellung|actitud|postura"
_SAYS = re.compile(_ATTITUDE, re.IGNORECASE)
_TOWARDS = re.compile(
    rf"对(?P<zh>.{{1,20}}?)的?(?:{_ATTITUDE})|(?:{_ATTITUDE})(?: level)? (?:to|towards?|for|zu|gegenüber|hacia|envers) (?P<en>.{{1,40}})",
    re.IGNORECASE,
)
#: A column that only says to whom the attitudes in it are.
_TO_WHOM = re.compile(
    r"对(\S{1,12})|(?:to|towards|vs\.?|zu[mr]?|gegenüber|envers|vers|hacia|verso|jegens|wobec) (\S.{0,40})",
    re.IGNORECASE,
)
#: A vendor whom a heading calls a competitor first.
_RIVAL = re.compile(
    r"(?:wettbewerb\w*|konkurren\w*|concurren\w*|competit\w*|rivals?|concorren\w*|competencia|友商|对手|竞品)\s*[(\uff08:\uff1a]\s*([^()]{2,40}?)\s*[)\uff09]?",
    re.IGNORECASE,
)
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
_LEVEL = re.compile(r"[+-]?\d{1,2}")
_FEWEST = 2

Parts = Sequence[tuple[str, str]]


def attitudes(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each attitude of somebody at a day or to a vendor, and the places of the columns; None where there are none.

    `parts` is each heading as (the group above it, its own text).
    """
    about = {n: one for n, part in enumerate(parts) if (one := _about(*part)) is not None}
    about |= _beside_us(parts) if not about else {}
    about |= _lights(parts, body) if not about else {}
    if all(one == (OURS, "") for one in about.values()):
        return None
    columns = [texts(cells) for _, cells in body]
    words = vocabulary("people", "stance")

    def are_levels(place: int) -> bool:
        said = [word_key(row[place]) for row in columns if place < len(row) and row[place]]
        return bool(said) and sum(t in words or bool(_LEVEL.fullmatch(t)) for t in said) >= MOSTLY * len(said)

    places = [n for n in about if are_levels(n)]
    heads, called = row_heads([name for _, name in parts], body)
    if not places or not _of_people(parts, heads, called):
        return None
    made: list[list[Cell]] = []
    lines = []
    for (line, _), row, who in zip(body, columns, called, strict=True):
        for n in places:
            if who and n < len(row) and row[n]:
                made.append([who, *about[n], row[n]])
                lines.append(line)
    why = Text(
        "一列一个时期或厂商，每格读作一条态度", "a column for each period or vendor; each cell is read as an attitude"
    )
    return Laid("attitudes", why, (ROW, COLUMN, PERIOD, CELL), made, lines), frozenset(places)


def _lights(parts: Parts, body: Body) -> dict[int, tuple[str, str]]:
    """Columns that only say of when they are, whose cells are words or lights for attitudes and nothing else, at least two of them."""
    words = vocabulary("people", "stance")
    periods = {
        n: period for n, (_, name) in enumerate(parts) for period, rest in [period_in(name)] if period and not rest
    }
    said = {n: [word_key(one) for _, cells in body for one in texts(cells[n : n + 1]) if one] for n in periods}
    places = [
        n for n, keys in said.items() if keys and all(words.get(key) and not _LEVEL.fullmatch(key) for key in keys)
    ]
    return {n: (OURS, periods[n]) for n in places} if len(places) >= _FEWEST else {}


def vendors(parts: Parts, titles: Sequence[str], body: Body) -> Parts:
    """Headings with the title of the table over those that only vendors are called, where it says that it is about attitudes.

    Such a column holds words or signs for attitudes and nothing else; there are at least two.
    """
    title = next((one for one in reversed(titles) if _SAYS.search(one)), "")
    words = vocabulary("people", "stance")
    if not title:
        return parts
    rows = [texts(cells) for _, cells in body]

    def holds(place: int) -> bool:
        said = [word_key(row[place]) for row in rows if place < len(row) and row[place]]
        return bool(said) and all(one in words for one in said) and not all(map(_LEVEL.fullmatch, said))

    free = [n for n, (group, name) in enumerate(parts) if name and not group and not known_label(name)]
    free = [n for n in free if not is_wanted(parts[n][1]) and not _SAYS.search(parts[n][1])]
    places = [n for n in free if not period_in(parts[n][1])[0] and holds(n)]
    named = [n for n in places if not vocabulary("people", "stance").get(word_key(parts[n][1]))]
    if len(named) < _FEWEST or any("stance" in meanings_of(heading_key(name)) for _, name in parts):
        return parts
    return [(title, name) if n in named else (group, name) for n, (group, name) in enumerate(parts)]


def _about(group: str, name: str) -> tuple[str, str] | None:
    """To whom and of when the attitudes of a column are; None for a column of anything else."""
    period, rest = period_in(name)
    stem = heading_key(rest or group)
    if period and ("stance" in meanings_of(stem) or (not rest and _SAYS.search(group))):
        return OURS, period
    if found := _TOWARDS.fullmatch(name.strip()):
        vendor = (found["zh"] or found["en"]).strip()
        return None if is_us(vendor) or known_label(vendor) else (vendor, "")
    if not _SAYS.search(group) or not name:
        return None
    name = _whom(name)
    if is_us(name):
        return OURS, ""
    called = any(map(str.isalpha, name)) and not known_label(name)
    return (name, "") if called and not vocabulary("people", "stance").get(word_key(name)) else None


def _whom(name: str) -> str:
    """Whom a heading within a group of attitudes names.

    >>> _whom("zu Wettbewerb (Sartor)"), _whom("to us"), _whom("Sartor")
    ('Sartor', 'us', 'Sartor')
    """
    found = _TO_WHOM.fullmatch(name.strip())
    whom = (found[1] or found[2]) if found else name
    rival = _RIVAL.fullmatch(whom)
    return rival[1] if rival else whom


def _beside_us(parts: Parts) -> dict[int, tuple[str, str]]:
    """Of columns that only say to whom, “对我司 | 对华星 | 对云图”, one to us and one or more to others, to whom each is."""
    said = {n: found[1] or found[2] for n, (_, name) in enumerate(parts) if (found := _TO_WHOM.fullmatch(name.strip()))}
    ours = [n for n, whom in said.items() if is_us(whom)]
    if len(ours) != 1 or len(said) < _FEWEST:
        return {}
    return {n: (OURS if n in ours else whom, "") for n, whom in said.items()}


def _of_people(parts: Parts, heads: Sequence[int], called: Sequence[str]) -> bool:
    """Whether rows are called by people's names, as far as headings tell; a column of customers may hold them."""
    found = {m for n in heads for m in meanings_of(heading_key(parts[n][1]))}
    sided = any(of_side(parts[n][1], "people") == "name" for n in heads)  # “客户关键人”
    names = bool(found & {"name", "first_name", "last_name"})
    return not found or sided or names or all(is_person(who) and HAN.match(who) for who in called if who)


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
    days = {n: found for n, (_, name) in enumerate(parts) if (found := day_in(name))[0]}
    if len(days) < _FEWEST:
        return None
    heads, called = row_heads([name for _, name in parts], body)
    rows = [texts(cells) for _, cells in body]
    keys = {n: [word_key(row[n]) if n < len(row) else "" for row in rows] for n in days}
    said = [key for column in keys.values() for key in column if key]
    words = dict(_came()) | dict.fromkeys(("x", "×") if {"✓", "✔", "√", "●", "○"} & set(said) else (), "")
    if not said or sum(key in words for key in said) < MOSTLY * len(said) or not _of_people(parts, heads, called):
        return None
    there = {n: [who for who, key in zip(called, keys[n], strict=True) if who and words.get(key)] for n in days}
    made: list[list[Cell]] = [[day, "; ".join(there[n]), rest, ""] for n, (day, rest) in days.items() if there[n]]
    why = Text(
        "一列一天、打勾表示出席，每天读作一次会议",
        "a column for each day with marks of who was there; each day is read as a meeting",
    )
    return (_met(why, made, [body[0][0]] * len(made)), frozenset(days)) if made else None


def _met(why: Text, rows: list[list[Cell]], lines: Sequence[int]) -> Laid:
    return Laid("attendance", why, _MEETING, rows, list(lines[: len(rows)]), {name: name for name in _MEETING})


@cache
def _came() -> Mapping[str, str]:
    """What marks and words say of who came: something, or "" for those who did not."""
    return dict.fromkeys(MARKS, "yes") | dict(vocabulary("", "attendance"))

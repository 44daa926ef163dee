"""Columns that are days, periods or vendors: attitudes then and now, and attitudes to rivals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import MOSTLY, OURS, Body, Laid, known_label, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW, row_heads
from graphcrm.ingest.guessing.texts.heading_senses import is_before, is_now, is_wanted
from graphcrm.ingest.guessing.texts.names import is_person
from graphcrm.ingest.guessing.texts.sides import is_us, of_side
from graphcrm.ingest.guessing.words import heading_key, said_in_part, vocabulary, word_key
from graphcrm.model.periods import period_in

__all__ = ["PERIOD", "are_of_people", "attitudes", "vendors"]

#: The heading that no one wrote of a column of periods.
PERIOD = "period"
_ATTITUDE = r"态度|支持度|支持程度|立场|倾向|attitude|stance|sentiment|support|haltung|einstellung|actitud|postura"
_SAYS = re.compile(_ATTITUDE, re.IGNORECASE)
_TOWARDS = re.compile(
    rf"对(?P<zh>.{{1,20}}?)的?(?:{_ATTITUDE})|(?:{_ATTITUDE})(?: level)? (?:to|towards?|for|zu|gegenüber|hacia|envers) (?P<en>.{{1,40}})"
    r"|(?:views?|opinion|perception) of (?P<of>.{1,40})",
    re.IGNORECASE,
)
#: A column that only says to whom the attitudes in it are.
_TO_WHOM = re.compile(
    r"对(\S{1,12})|(?:to|towards|vs\.?|zu[mr]?|gegenüber|envers|vers|hacia|verso|jegens|wobec) (\S.{0,40})",
    re.IGNORECASE,
)
#: A vendor whom a heading calls a competitor first.
_RIVAL = re.compile(
    r"(?:wettbewerb\w*|konkurren\w*|concurren\w*|competit\w*|rivals?|concorren\w*|competencia|友商|(?:竞争)?对手|竞品)\s*[(\uff08:\uff1a]\s*([^()]{2,40}?)\s*[)\uff09]?",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"[+-]?\d{1,2}")
_FEWEST = 2
#: Share of cells whose words are known below a heading that says to whom they are, beside attitudes to us; the others are asked about.
_NAMED = 0.4

Parts = Sequence[tuple[str, str]]


def attitudes(parts: Parts, body: Body) -> tuple[Laid, frozenset[int]] | None:
    """A row for each attitude of somebody at a day or to a vendor, and the places of the columns; None where there are none.

    `parts` is each heading as (the group above it, its own text).
    """
    about = {n: one for n, part in enumerate(parts) if (one := _about(*part)) is not None}
    about |= (_beside_us(parts) or _vendors_beside_us(parts, body)) if not about else {}
    about |= _lights(parts, body) if not about else {}
    if all(one == (OURS, "") for one in about.values()):
        return None
    columns = [texts(cells) for _, cells in body]
    words = vocabulary("people", "stance")
    to_us = any("stance" in meanings_of(heading_key(name)) for _, name in parts)

    def are_levels(place: int) -> bool:
        said = [word_key(row[place]) for row in columns if place < len(row) and row[place]]
        known = [t for t in said if t in words or _LEVEL.fullmatch(t) or said_in_part(t, words) is not None]
        named = to_us and _TOWARDS.fullmatch(parts[place][1].strip()) is not None
        return bool(said) and len(known) >= (_NAMED if named else MOSTLY) * len(said)

    places = [n for n in about if are_levels(n)]
    heads, called = row_heads([name for _, name in parts], body)
    if not places or not are_of_people(parts, heads, called):
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
    free = [n for n in free if not any(says(parts[n][1]) for says in (is_wanted, is_now, is_before, _SAYS.search))]
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
        vendor = _whom((found["zh"] or found["en"] or found["of"]).strip())
        return None if is_us(vendor) or known_label(vendor) else (vendor, "")
    if not _SAYS.search(group) or not name or is_wanted(name) or is_before(name):
        return None
    if is_now(name):
        return OURS, ""
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


def _vendors_beside_us(parts: Parts, body: Body) -> dict[int, tuple[str, str]]:
    """Columns that are called by nothing but vendors, one of them us and right beside the others: “Us | Norvane | Castellan”.

    Each holds words for attitudes and nothing else, or numbers of which one is below nothing.
    """
    if not any(is_us(name) for _, name in parts):
        return {}
    words = vocabulary("people", "stance")
    said = [[word_key(one) for _, cells in body for one in texts(cells[n : n + 1]) if one] for n in range(len(parts))]
    signed = any(_LEVEL.fullmatch(one) and one[0] in "-−" for some in said for one in some)

    def holds(n: int) -> bool:
        group, name = parts[n]
        called = is_us(name) or (bool(name) and not group and not known_label(name) and name not in words)
        return called and bool(said[n]) and all(one in words or (signed and _LEVEL.fullmatch(one)) for one in said[n])

    ours = [n for n, (_, name) in enumerate(parts) if is_us(name) and holds(n)]
    if len(ours) != 1:
        return {}
    beside = [*takewhile(holds, range(ours[0] + 1, len(parts))), *takewhile(holds, range(ours[0] - 1, -1, -1))]
    return {n: (parts[n][1], "") for n in beside} | ({ours[0]: (OURS, "")} if beside else {})


def are_of_people(parts: Parts, heads: Sequence[int], called: Sequence[str]) -> bool:
    """Whether rows are called by people's names, as far as headings tell; a column of customers may hold them."""
    found = {m for n in heads for m in meanings_of(heading_key(parts[n][1]))}
    sided = any(of_side(parts[n][1], "people") == "name" for n in heads)  # “客户关键人”
    names = bool(found & {"name", "first_name", "last_name", "participants"})
    return not found or sided or names or all(is_person(who) and HAN.match(who) for who in called if who)

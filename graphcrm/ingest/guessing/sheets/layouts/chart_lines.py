"""What a line of a chart says: a post and a name in either order, the unit before them, a seat that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.laid import MOSTLY
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.somebody import is_open_post
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["IN_BRACKETS_BEHIND", "is_open_seat", "is_unit", "people_of", "person_of", "unit_apart"]

_AFTER = re.compile(r"\s*(?:[,\uff0c;\uff1b:\uff1a\t|/–—]|\s-\s)\s*")
_UNIT = re.compile(
    r".{1,20}(部|处|科|室|组|中心|车间|分厂|工段|分公司|总[裁经]办|办公室|领导|班子|department|abteilung|team|unit|bereich)"
    r"|(?:abteilung|bereich|department of|division|direction|département|dirección|departamento|direzione|ufficio) [^:;]{2,40}",
    re.IGNORECASE,
)
#: What stands in brackets behind something: how strong a tie is, that a seat is open.
IN_BRACKETS_BEHIND = re.compile(r"(.+?)\s*[(\uff08]([^()\uff08\uff09]{1,12})[)\uff09]")
#: “Bereichsleiter IT Dr. Falk Thoma”, “总经理王伟”: a name behind the post.
_POST_NAME = re.compile(
    r"(?P<post>.*?\S)\s+(?P<name>(?:(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau)\.? )*[A-Z\u00c0-\u00de][\w’'-]+ [A-Z\u00c0-\u00de][\w’'-]+)"
)
_POST_NAME_ZH = re.compile(
    r"(?P<post>\S{0,12}(?:[长裁监]|经理|主任|主管|书记|工程师)(?: ?[A-Z]{2,5})?) ?(?P<name>[\u3400-\u9fff]{2,3})"
)
_COMMA = re.compile(r"\s*,\s*")
_DASH = re.compile(r"\s+[–—-]+\s+")
_COLON = re.compile(r"\s*[:\uff1a]\s*|\s+[–—-]+\s+")
#: That somebody only stands in, behind the name.
_ACTING = re.compile(
    r"\s*[(\uff08](?:acting|interim|ad interim|a\.i\.|kommissarisch|i\.\s?V\.|代|代理|暂代)[)\uff09]$", re.IGNORECASE
)
#: A longer line of a chart is no name beside a post, and would be tried as one from every sign.
_LONGEST = 400


def people_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Name and title of each line; where most commas stand before an office, what stands behind the others is one, too.

    Where nearly all lines have a dash, half of them before an office, and somebody, or an open seat, stands before each, what stands
    behind is one: “Luc Perrin – Treasury” below “Ruth Keane – CFO”. Where most colons, or most commas, stand behind an office, what
    stands before the others is one: “Treasury: Luc Perrin” below “CFO: Ruth Keane”.
    """
    dashed = [_DASH.split(said, maxsplit=1) for said in lines]
    held = [one for one in dashed if len(one) > 1 and _may_hold(one[0])]
    if len(held) >= MOSTLY * len(lines) and 2 * sum(is_office(post) for _, post in held) >= len(held) > 1:
        return [(one[0], one[1]) if one in held else person_of(said) for said, one in zip(lines, dashed, strict=True)]
    found = [person_of(said) for said in lines]
    for sign in (_COLON, _COMMA):
        apart = [sign.split(said, maxsplit=1) for said in lines]
        first = [post == parts[0] for parts, (_, post) in zip(apart, found, strict=True) if len(parts) > 1]
        if 2 * sum(first) > len(first):
            return [
                (parts[1], parts[0]) if len(parts) > 1 and not one[1] and is_person(parts[1]) else one
                for parts, one in zip(apart, found, strict=True)
            ]
    behind = [bool(post) for said, (_, post) in zip(lines, found, strict=True) if _COMMA.search(said)]
    if 2 * sum(behind) <= len(behind):
        return found
    parts = [_COMMA.split(said, maxsplit=1) for said in lines]
    return [
        one if one[1] or len(said) == 1 or " " not in said[0] or not is_person(said[0]) else (said[0], said[1])
        for said, one in zip(parts, found, strict=True)
    ]


def _may_hold(name: str) -> bool:
    """Whether a text names somebody who may hold a post, or says that nobody does: “(vacant)”."""
    return is_open_post(name.strip("()\uff08\uff09")) or (is_person(name) and not is_office(name))


def unit_apart(said: str) -> tuple[str, str]:
    """The unit before somebody's post and name, and those: “生产中心 — 副总 龙海波”; "" and the whole line without one.

    >>> unit_apart("生产中心 — 副总 龙海波"), unit_apart("董事长 — 尤建国")
    (('生产中心', '副总 龙海波'), ('', '董事长 — 尤建国'))
    """
    unit, *rest = _COLON.split(said, maxsplit=1)
    named = is_unit(unit) or not (is_office(unit) or (" " in unit and is_person(unit)))
    held = bool(rest) and named and bool(person_of(rest[0])[1])
    return (unit, rest[0]) if held else ("", said)


def person_of(said: str) -> tuple[str, str]:
    """Name and title of “Ruth Ackermann, CEO”, “王伟(总经理)”, “会计主管（空缺）”."""
    one = written(said := _ACTING.sub("", said))
    if one.title:
        parts = _COLON.split(one.name, maxsplit=1)  # “财务中心 — 戚美玲（总监）”
        return (parts[-1] if is_unit(parts[0]) and is_person(parts[-1]) else one.name), one.title
    if len(said) > _LONGEST:
        return said, ""
    held = IN_BRACKETS_BEHIND.fullmatch(said)
    if held and is_open_post(held[2]) and is_office(held[1]):
        return held[2], held[1]
    parts = _AFTER.split(said, maxsplit=1)
    if len(parts) == 2 and is_office(parts[1]) and not is_office(parts[0]):
        return parts[0], parts[1]
    if len(parts) == 2 and is_office(parts[0]) and (is_person(parts[1]) or is_open_post(parts[1])):
        return parts[1], parts[0]
    behind = _POST_NAME_ZH.fullmatch(said) or _POST_NAME.fullmatch(said)
    if behind and is_office(behind["post"]) and is_person(behind["name"]) and not _is_of_work(behind["name"]):
        return behind["name"], behind["post"]
    return said, ""


def is_open_seat(name: str, post: str) -> bool:
    """Whether a line says that a seat is open and not which: “Vacant”."""
    return not post and is_open_post(name)


def _is_of_work(text: str) -> bool:
    """Whether a text is a post, a unit or a field of work: “Human Resources”."""
    return is_office(text) or is_unit(text)


def is_unit(said: str) -> bool:
    """Whether a text is what departments are called."""
    return bool(_UNIT.fullmatch(simplified(said))) or bool(vocabulary("people", "function").get(word_key(said)))

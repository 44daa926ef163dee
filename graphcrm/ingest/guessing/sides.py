"""Headings that say whose people they are: “甲方人员 | 乙方人员”, “Customer owner | Vendor owner”, “Attendees (us)”, “Our role”.

Such a heading is a side and a noun. The noun says what the column holds, the side of whom; a post of ours is no post of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from graphcrm.ingest.guessing.words import heading_key

__all__ = ["elsewhere", "sided", "sided_meaning"]

_OURS, _THEIRS = "ours", "theirs"
_ZH = {_OURS: r"(?:我方|我司|我们|本公司|乙方|供方)的?(.+)", _THEIRS: r"(?:客户方|客户|甲方|对方|买方|需方)的?(.+)"}
_WORDS = {
    _OURS: r"(?:我方|我司|乙方|our|us|we|vendor|seller|internal|unsere?r?|nuestr[oa]s?|notre|nos)(?:[ -]side)?",
    _THEIRS: r"(?:客户|甲方|对方|customer|client|buyer|their|them|external|kunden?|cliente)(?:[ -]side)?",
}
_BEFORE, _BEHIND = (
    r"{}(?:['’]s)?[ /-]+(.+)",
    r"(.+?)\s*(?:[(\uff08\[:\uff1a/–—-]|\s(?:from|of|by)\s)\s*{}\s*[)\uff09\]]?",
)
_SIDES = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side in (_OURS, _THEIRS)
    for pattern in (_ZH[side], _BEFORE.format(_WORDS[side]), _BEHIND.format(_WORDS[side]))
)
#: What people are called in headings, whatever they do there.
_PERSON = re.compile(
    r"(人员|联系人|对接人|对口人?|接口人|责任人|负责人|参会人员?|参与人员?|参加人员?|出席人员?|与会人员?|维护人|跟进人|人|姓名|成员|代表"
    r"|contacts?|persons?|people|owners?|leads?|attendees?|participants?|names?|members?|representatives?|reps?"
    r"|sponsors?|counterparts?"
    r"|responsible|colleagues?|teilnehmer|ansprechpartner|kontakt|verantwortliche?r?|responsable|participantes"
    r"|asistentes)(姓名|名称| name)?",
    re.IGNORECASE,
)
#: “Customer name”, “客户负责人” may be a company, or who of ours looks after it.
_IN_CHARGE = re.compile(
    r"names?|owners?|leads?|reps?|representatives?|responsible|负责人|责任人|跟进人|维护人|对接人|对口人?",
    re.IGNORECASE,
)
#: Posts in a body that somebody sits in beside the post in the company.
_BODIES = re.compile(
    r"(委员会|评委会|评审组|专家组|项目组|工作组|领导小组|committee|board|steerco|steering|project|programme|program|panel)", re.IGNORECASE
)  # fmt: skip
_POST = re.compile(r"(职务|职位|角色|身份|头衔|title|role|position|function|post)", re.IGNORECASE)
#: Words that are put on people, among which some sound like posts.
_LABELS = re.compile(
    r"(.*[^a-z])?(tags?|labels?|categor(y|ies)|keywords?|标签组?|分组|分类|关键词|备注|notes?|remarks?)([^a-z].*)?",
    re.IGNORECASE,
)
#: For each kind of table, what people of each side are in it.
_ROLES = {
    "people": {_OURS: "owner", _THEIRS: "name"},
    "meetings": {_OURS: "ours", _THEIRS: "theirs"},
    "knows": {_OURS: "from", _THEIRS: "to"},
    "actions": {_OURS: "owner", _THEIRS: "target"},
}


@lru_cache(maxsize=4096)
def sided(heading: str) -> tuple[str, str] | None:
    """The side that a heading names and what is left of it; None for a heading of no side.

    >>> sided("乙方职务"), sided("Customer contact"), sided("Attendees (us)"), sided("Name")
    (('ours', '职务'), ('theirs', 'contact'), ('ours', 'Attendees'), None)
    """
    said = " ".join(heading.split())
    return next(((side, found[1]) for side, pattern in _SIDES if (found := pattern.fullmatch(said))), None)


def sided_meaning(heading: str, kind: str, meanings: Mapping[str, str]) -> str | None:
    """What a heading with a side means in a kind of table: "" for what says nothing there, None for a heading without a side.

    >>> sided_meaning("乙方职务", "people", {"职务": "title"}), sided_meaning("甲方职务", "people", {"职务": "title"})
    ('', 'title')
    """
    found = None if heading_key(heading) in meanings else sided(heading)
    if found is None:
        return None
    side, noun = found
    if _PERSON.fullmatch(noun.strip()):
        theirs_in_charge = side == _THEIRS and kind == "people" and _IN_CHARGE.fullmatch(noun.strip())
        return None if theirs_in_charge else _ROLES.get(kind, {}).get(side)
    if side == _THEIRS:
        return "title" if kind == "people" and _POST.fullmatch(noun.strip()) else None
    return "" if _POST.fullmatch(noun.strip()) and kind == "people" else None


def elsewhere(heading: str) -> bool:
    """Whether the cells of a column may sound like posts of the company and are none: of a committee, labels, of our people.

    >>> elsewhere("委员会职务"), elsewhere("Tags"), elsewhere("Our role"), elsewhere("Position")
    (True, True, True, False)
    """
    side = sided(heading)
    return bool(
        (side and side[0] == _OURS)
        or _LABELS.fullmatch(heading.strip())
        or (_BODIES.search(heading) and _POST.search(heading))
    )

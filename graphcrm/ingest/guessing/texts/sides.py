"""Headings that say whose people they are: “甲方人员 | 乙方人员”, “Customer owner | Vendor owner”, “Attendees (us)”, “Our role”.

Such a heading is a side and a noun. The noun says what the column holds, the side of whom; a post of ours is no post of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from graphcrm.ingest.guessing.texts.brackets import IN_BRACKETS
from graphcrm.ingest.guessing.texts.composed import composed
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.words import heading_key

__all__ = [
    "OURS",
    "THEIRS",
    "elsewhere",
    "is_our_post",
    "is_us",
    "names_people",
    "of_side",
    "our_post",
    "side_apart",
    "side_named",
    "side_over",
    "sided",
    "sided_meaning",
]

OURS, THEIRS = "ours", "theirs"
_ZH = {
    OURS: rf"(?:{US_ZH}|乙方|供方)的?(.+)",
    THEIRS: r"(?:客户方|客户|甲方|对方|买方|需方)的?(.+)",
}
_WORDS = {
    OURS: rf"(?:{US_ZH}|乙方|our|us|we|vendor|seller|internal|内部|unsere?r?|wir|nuestr[oa]s?|notre|nos)(?:[ -]side)?",
    THEIRS: r"(?:客户|甲方|对方|customer|client|buyer|their|them|external|kunden?|cliente)(?:[ -]side)?",
}
_BEFORE, _BEHIND = (
    r"{}(?:['’]s)?[ /-]+(.+)",
    r"(.+?)\s*(?:[(\uff08\[:\uff1a/–—-]|\s(?:from|of|by)\s)\s*{}\s*[)\uff09\]]?",
)
#: “Betreuer bei uns”, “Responsable chez nous”.
_WITH = {
    OURS: r"(.+?) (?:bei uns|auf unserer seite|chez nous|de notre côté|de nuestra parte|da noi|bij ons|on our side)",
    THEIRS: r"(.+?) (?:beim kunden|auf kundenseite|chez le client|en el cliente|bij de klant|on (?:the )?(?:customer|client) side"
    r"|at (?:the )?(?:customer|client))",
}
_SIDES = tuple(
    (side, re.compile(pattern, re.IGNORECASE))
    for side in (OURS, THEIRS)
    for pattern in (_ZH[side], _BEFORE.format(_WORDS[side]), _BEHIND.format(_WORDS[side]), _WITH[side])
)
#: Words for a side that stand before or behind somebody's name, with a sign between; “internal” may be of either side.
_OF_NAMES = {
    OURS: rf"(?:{US_ZH}|乙方|(?:our|us|ours)(?: (?:side|team))?|wir|uns|nous|chez nous|nosotros|noi|wij|ons)",
    THEIRS: r"(?:客户方?|甲方|对方|(?:customer|client|their|theirs)(?:['’]s)?(?: (?:side|team))?|kunde|cliente|klant)",
}
_BESIDE_NAMES = tuple(
    (
        side,
        re.compile(
            rf"{words}\s*[-–—:\uff1a·]\s*(.+)|[(\uff08\[【]{words}[)\uff09\]】]\s*(.+)|(.+?)\s*[(\uff08\[【]{words}[)\uff09\]】]",
            re.IGNORECASE,
        ),
    )
    for side, words in _OF_NAMES.items()
)
_US = re.compile(rf"我|{US_ZH}|乙方|us|we|ours|our company|wir|uns|nous|nosotros|noi|wij|ons", re.IGNORECASE)
#: “Our PM: Sam Reed”, “我方项目经理：王伟”: a post of ours before somebody's name.
_OUR_POST_BEFORE = re.compile(
    rf"(?:{US_ZH}|our\s+|unsere?r?\s+)(?=\S)([^:\uff1a]{{2,30}}[:\uff1a]\s*\S.*)", re.IGNORECASE
)
#: Words anywhere in a heading that say of which side those are whom its cells name.
_ANYWHERE = {
    OURS: re.compile(rf"{US_ZH}|乙方|\b(our|ours|us|we)\b|\bunser\w*", re.IGNORECASE),
    THEIRS: re.compile(r"客户|甲方|对方|\b(customers?|clients?|their|clientes?|kunden?|acheteurs?)\b", re.IGNORECASE),
}
#: Words for people anywhere in a heading; “name” is none, since products and projects have names.
_SPEAKS_OF_PEOPLE = re.compile(
    r"谁|人员?(?!数|均|力)|对口(?!部门|单位|科室|专业)|窗口$|同事|高层|高管|领导|成员|代表|经理|对象|专家|\bwho(m)?\b"
    r"|\b(contact|person|people|owner|lead|attendee|participant|member|representative|rep|sponsor|counterpart|executive|exec"
    r"|stakeholder|employee|staff|colleague|manager|champion|coach|expert|maker|inviter|host|kontakt|ansprechpartner|betreuer|mitarbeiter|kollege|gastgeber)s?\b"
    r"|\b(invited|eingeladen|invité|invitado)\w* (by|von|par|por)\b",
    re.IGNORECASE,
)
_TEAM = r"方|人员|团队|成员|公司|单位|team|side|people|staff|company|members"
#: A side and nothing else.
_NAMED = {side: re.compile(rf"{words}\s*(?:{_TEAM})?", re.IGNORECASE) for side, words in _WORDS.items()}
#: What people are called in headings, whatever they do there.
_PERSON = re.compile(
    r"(人员|对象|高层|高管|领导|干系人|关键人|联系人|对接人|对口人?|接口人|责任人|负责人|参会人员?|参与人员?|参加人员?|出席人员?|与会人员?|维护人|跟进人|人|姓名|成员|代表"
    r"|whom?|wer|qui|qui[eé]n|chi|contacts?|persons?|people|folks|guys|owners?|leads?|attendees?|participants?|names?|members?|representatives?|reps?"
    r"|sponsors?|counterparts?|executives?|stakeholders?|employees?|staff"
    r"|responsible|colleagues?|betreuer(?:in)?|teilnehmer|ansprechpartner|kontakt|verantwortliche?r?|responsable|participantes"
    r"|asistentes|personen|leute|kollegen|mitarbeiter|beteiligte|personas|gente|personnes|équipe|equipo|collègues|interlocuteurs|接口)"
    r"(姓名|名称| name)?",
    re.IGNORECASE,
)
#: What a heading means that is no more of one side than of the other, whoever it names: “Our relationship / Last contact”.
_OF_BOTH = frozenset(
    {"last_met", "last_kind", "knows", "declared_level", "next_step", "next_due", "next_status", "date"}
)
#: What stands in the lower line of a heading on two: “我方对口 / 姓名” names the same as “我方对口”.
_NAME_BELOW = re.compile(r" / (?:姓名|名字|(?:full )?name|nombre|nom|nome)$", re.IGNORECASE)
#: “Customer name”, “客户负责人” may be a company, or who of ours looks after it.
_IN_CHARGE = re.compile(
    r"names?|owners?|leads?|reps?|representatives?|responsible|负责人|责任人|跟进人|维护人|对接人|对口人?",
    re.IGNORECASE,
)
#: Those of ours who look after an opportunity from above, and do not own it.
_FROM_ABOVE = re.compile(r"\bsponsors?\b|高层|高管|领导|发起人|赞助人", re.IGNORECASE)
#: Those of ours who sponsor somebody of theirs, among whom are no owners.
_SPONSORS = re.compile(r"\bsponsors?\b|赞助|\bparrain\b|\bpatrocinador", re.IGNORECASE)
#: Posts in a body that somebody sits in beside the post in the company.
_BODIES = re.compile(
    r"(委员会|评委会|评审组|专家组|项目组|工作组|领导小组|committee|board|steerco|steering|project|programme|program|panel)", re.IGNORECASE
)  # fmt: skip
#: What somebody does in a project, which sounds like a post.
_DUTIES = re.compile(
    r"(项目|小组|组内)?(职责|分工)|项目[内组]?(职务|岗位)|duty|duties|responsibility|responsibilities|project role|aufgaben",
    re.IGNORECASE,
)
_POST = re.compile(r"(职务|职位|角色|身份|头衔|title|role|position|function|post)", re.IGNORECASE)
_OUR_POST = re.compile(
    rf"(?:{US_ZH})(?!联系|对接|对口|接口)|(?:our|unsere?r?|notre|nuestr[oa]|nostr[oa]|noss[oa])\s",
    re.IGNORECASE,
)
#: Words that are put on people, among which some sound like posts.
_LABELS = re.compile(
    r"(.*[^a-z])?(tags?|labels?|categor(y|ies)|keywords?|标签组?|分组|分类|关键词|备注|notes?|remarks?)([^a-z].*)?",
    re.IGNORECASE,
)
#: For each kind of table, what people of each side are in it.
_ROLES = {
    "people": {OURS: "owner", THEIRS: "name"},
    "meetings": {OURS: "ours", THEIRS: "theirs"},
    "knows": {OURS: "from", THEIRS: "to"},
    "actions": {OURS: "owner", THEIRS: "target"},
    "opportunities": {OURS: "owner", THEIRS: "contact"},
}


def of_side(heading: str, kind: str) -> str:
    """What a column of names is in a kind of table, if its heading speaks of people of one side; "" for any other.

    Names of products look like people's: “Our solution” is nobody.

    >>> of_side("Sponsor on our side", "people"), of_side("认识的客户高层", "knows"), of_side("Our product name", "people")
    ('our_sponsor', 'to', '')
    """
    if not names_people(heading):
        return ""
    sides = [side for side, words in _ANYWHERE.items() if words.search(heading)]
    return (_role(kind, sides[0], heading) or "") if len(sides) == 1 else ""


def _role(kind: str, side: str, heading: str) -> str | None:
    """What people of a side are in a kind of table, below a heading that may say more of them than their side."""
    of_ours = side == OURS and kind == "people"
    return "our_sponsor" if of_ours and _SPONSORS.search(heading) else _ROLES.get(kind, {}).get(side)


@lru_cache(maxsize=4096)
def sided(heading: str) -> tuple[str, str] | None:
    """The side that a heading names and what is left of it; None for a heading of no side.

    >>> sided("乙方职务"), sided("Customer contact"), sided("Attendees (us)"), sided("Name")
    (('ours', '职务'), ('theirs', 'contact'), ('ours', 'Attendees'), None)
    >>> sided("Asistentes cliente"), sided("Office client"), sided("Sponsor at customer")
    (('theirs', 'Asistentes'), None, ('theirs', 'Sponsor'))
    """
    said = _NAME_BELOW.sub("", " ".join(heading.split()))
    found = next(((side, found[1]) for side, pattern in _SIDES if (found := pattern.fullmatch(said))), None)
    noun, _, whose = said.rpartition(" ")
    if found is None and _PERSON.fullmatch(noun) and (side := side_named(whose)):
        return side, noun  # “Teilnehmer Kunde”, “Asistentes cliente”
    return found and (found[0], found[1].strip("()\uff08\uff09[] ") or found[1])  # “Kunde (Personen)”


def sided_meaning(heading: str, kind: str, meanings: Mapping[str, str]) -> str | None:
    """What a heading with a side means in a kind of table: "" for what says nothing there, None for a heading without a side.

    >>> sided_meaning("乙方职务", "people", {"职务": "title"}), sided_meaning("甲方职务", "people", {"职务": "title"})
    ('', 'title')
    >>> sided_meaning("Exec sponsor (us)", "opportunities", {}), sided_meaning("Our lead", "opportunities", {})
    ('', 'owner')
    >>> sided_meaning("Exec sponsor (us)", "people", {}), sided_meaning("Our lead", "people", {})
    ('our_sponsor', 'owner')
    """
    found = None if heading_key(heading) in meanings else sided(heading)
    if found is None:
        return None
    side, noun = found
    if (
        meanings.get(heading_key(noun.rpartition(" / ")[2])) in _OF_BOTH
        or composed(noun.rpartition(" / ")[2], kind) in _OF_BOTH
    ):
        return None
    if kind == "opportunities" and side == OURS and _FROM_ABOVE.search(noun):
        return ""
    if kind == "meetings" and meanings.get(heading_key(noun)) == "participants":
        return _ROLES[kind][side]
    if _PERSON.fullmatch(noun.strip()) or (side == OURS and names_people(noun)):
        theirs_in_charge = side == THEIRS and kind == "people" and _IN_CHARGE.fullmatch(noun.strip())
        return None if theirs_in_charge else _role(kind, side, noun)
    if side == THEIRS:
        return "title" if kind == "people" and _POST.fullmatch(noun.strip()) else None
    return "" if _POST.fullmatch(noun.strip()) and kind == "people" else None


def elsewhere(heading: str) -> bool:
    """Whether the cells of a column may sound like posts of the company and are none: of a committee, labels, of our people.

    >>> elsewhere("委员会职务"), elsewhere("Tags"), elsewhere("Our role"), elsewhere("Position")
    (True, True, True, False)
    """
    side = sided(heading)
    return bool(
        (side and side[0] == OURS)
        or _LABELS.fullmatch(heading.strip())
        or _DUTIES.fullmatch(heading.strip())
        or (_BODIES.search(heading) and _POST.search(heading))
    )


def side_named(text: str) -> str:
    """The side that a text names and nothing else: “我方”, “Customer team”; "" for any other.

    >>> side_named("乙方"), side_named("Customer team"), side_named("Calder Rail")
    ('ours', 'theirs', '')
    """
    said = IN_BRACKETS.sub("", text).strip()  # “甲方（华岳银行）”
    return next((side for side, pattern in _NAMED.items() if pattern.fullmatch(said)), "")


def side_over(text: str) -> str:
    """The side of those below a text, whatever else it says of them: “我方”, “客户参会”; "" for one of no side.

    >>> side_over("Client"), side_over("Our attendees"), side_over("客户参会"), side_over("Date")
    ('theirs', 'ours', 'theirs', '')
    """
    said = sided(text)
    return side_named(text) or (said[0] if said else "")


def is_us(text: str) -> bool:
    """Whether a text is a word for us and nothing else: “我方”, “Us”, “Wir”; below “Vendor” any company may be named.

    >>> is_us("我方"), is_us("Us"), is_us("Wir"), is_us("Our contact"), is_us("Vendor")
    (True, True, True, False, False)
    """
    return bool(_US.fullmatch(text.strip()))


def side_apart(text: str) -> tuple[str, str]:
    """The side that stands beside somebody's name, and the rest; an empty text and the whole for any other.

    >>> side_apart("我方-戴维"), side_apart("Ana Ruiz (customer)"), side_apart("林晓东(我方)"), side_apart("Ana Ruiz (CIO)")
    (('ours', '戴维'), ('theirs', 'Ana Ruiz'), ('ours', '林晓东'), ('', 'Ana Ruiz (CIO)'))
    >>> side_apart("Our PM: Sam Reed"), side_apart("【客户】王伟"), side_apart("Karim Haddad (nous)")
    (('ours', 'PM: Sam Reed'), ('theirs', '王伟'), ('ours', 'Karim Haddad'))
    """
    for side, pattern in _BESIDE_NAMES:
        if found := pattern.fullmatch(text):
            return side, next(filter(None, found.groups()))
    before = _OUR_POST_BEFORE.fullmatch(text)
    return (OURS, before[1]) if before else ("", text)


def our_post(title: str) -> str:
    """What a post is that says that somebody is of ours; "" for any other.

    >>> our_post("our CEO"), our_post("我方总监"), our_post("CEO")
    ('CEO', '总监', '')
    """
    found = _OUR_POST.match(title.strip())
    return title.strip()[found.end() :] if found else ""


def is_our_post(title: str) -> bool:
    """Whether a post says that somebody is of ours; a “vendor manager” or an “internal auditor” is of theirs.

    >>> is_our_post("我方项目经理"), is_our_post("Our project manager"), is_our_post("Internal auditor")
    (True, True, False)
    """
    return bool(our_post(title))


def names_people(text: str) -> bool:
    """Whether a text has a word for people in it, by what they do or by who they are.

    >>> names_people("Executive sponsor"), names_people("项目负责人"), names_people("Calder Rail"), names_people("Product name")
    (True, True, False, False)
    """
    return bool(_SPEAKS_OF_PEOPLE.search(text))

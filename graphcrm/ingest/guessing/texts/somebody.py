"""Whether a text can be what somebody is called at all: no number, no sentence, no team, no company, no label of a form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import known_label
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.names import is_person, name_key, written
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.values import NOTHING, is_email, is_number
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = [
    "OPEN",
    "are_people",
    "can_be_somebody",
    "is_named",
    "is_open_post",
    "post_without_holder",
    "says_nothing",
    "strangers",
]

#: Many people, and nobody of a name.
_SEVERAL = re.compile(
    r"(?:the |our |their |whole |entire |all |各|相关|全体|所有|有关|其他|部分|双方).*"
    r"|(?:.* )?(?:team|group|department|dept\.?|committee|everybody|everyone|others|staff|users|colleagues|suppliers?"
    r"|vendors?|management|IT|HR|QA|PMO|R&D|council|unions?|board|jury|panel"
    r"|authority|agency|ministry|regulator|association|federation|commission|government|municipality|administration"
    r"|\w*(?:behörde|ministerium|gewerkschaft|verband)|autorité|autoridad|ministère|ministerio|asociación|fédération"
    r"|betriebsrat|personalrat|aufsichtsrat|vorstand|gremium|ausschuss|beirat|comité|consejo|conseil|équipe|equipo|sindicato|syndicat)"
    r"|admin(?:istrator)?|system(?: user| admin)?|integration user|test(?: user| contact| account)?"
    r"|(?:.*\W)?(?:do not use|don.t use|dummy|nicht verwenden|nicht benutzen|ne pas utiliser|no usar)(?:\W.*)?",
    re.IGNORECASE,
)
_SEVERAL_ZH = re.compile(
    r".+(?:管理|监管|监督|财政|交通|水务|卫生|公安|税务|教育|环保|住建)(?:总?局|委|厅)|.*(?:部门|团队|小组|项目组|工作组|委员会|领导班子|工会|职代会|董事会|监事会|党委会?|评委会|评审组|专家组|评标组|人员|(?:系统)?管理员|测试(?:联系人|用户|账号)?|同事们?|厂家|供应商|用户|若干|等\d*人)"
    r"|.*(?:勿用|请勿使用|作废|弃用)[)\uff09]?"
)
#: Points of a list, labels, sentences.
_NUMBERED, _SENTENCE = (
    re.compile(r"\W*\d+\s*[.)、\uff0e\uff09]\s*\D"),
    re.compile(r"[:\uff1a=]|[。!\uff01?\uff1f]$|https?|\d{3}"),
)
#: What stands in place of a name where a post has no holder, or nobody knows who it is.
_NOBODY = re.compile(
    r"[?？]+|tb[acd]|n\.? ?n\.?|vacant|vacancy|unbesetzt|vakant|offen|to be (named|confirmed|defined)|unknown|unbekannt"
    r"|(open|vacant) (position|post|role|seat|headcount)|position (open|vacant)|to be (hired|recruited|appointed|filled)|recruiting"
    r"|offene (stelle|position)|vakante (stelle|position)|poste vacant|à pourvoir|vacante|por (definir|cubrir)"
    r"|linkedin member|private contact|anonym(?:ous)?|name withheld|待抽取|待指派|待选派"
    r"|空岗|招聘中|待招聘|待补充|职位空缺|岗位空缺|空缺中|空缺|待定|待任命|待确认|未知|暂缺|不详|(?:未定|空席|欠員|後任未定|后任未定)(?:[・·,、].{1,20})?",
    re.IGNORECASE,
)
#: What stands in place of the name of a post that nobody is known to have.
OPEN = "?"
#: “(v)”: a post that is vacant, where brackets set it apart from the initial of a name.
_VACANT = re.compile(r"[(\uff08\[]\s*(?:v|vac)\.?\s*[)\uff09\]]", re.IGNORECASE)
#: A post with why no name stands there, in brackets or behind a dash.
_POST_OF_NOBODY = re.compile(
    r"([^()\uff08\uff09]{2,60}?)\s*(?:[(\uff08\[]\s*([^()\uff08\uff09]{1,30}?)\s*[)\uff09\]]|\s[–—-]\s+(.{1,30}))"
)
_SET_APART = re.compile(r"[(\uff08\[]|[–—-]\s")
_NO_NAME_YET = re.compile(
    r"(?:names?|who|nom|nombre)?\s*(?:\?+|unknown|tb[acd]|not known(?: yet)?|to (?:be )?(?:confirm(?:ed)?|find out)"
    r"|inconnu|desconocido|unbekannt)"
    r"|(?:姓名|名字|人名)?(?:待确认|待定|未知|不详|待补|待查|不清楚|暂无|[?\uff1f]+)",
    re.IGNORECASE,
)
#: What stands behind in brackets.
_REMARK = re.compile(r"(?<=\S)\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")
#: Longer texts are not looked into at all.
_UNSEARCHED = 300
_MOST_WORDS, _LONGEST, _LONGEST_HAN = 7, 60, 12


@lru_cache(maxsize=100_000)  # many bear one name
def can_be_somebody(text: str) -> bool:
    """Whether one person may be called so; what is written more strangely than a name is asked about.

    >>> [can_be_somebody(one) for one in ("王伟", "李部长", "Dr. Ana Ruiz", "O'Brien", "张总")]
    [True, True, True, True, True]
    >>> [can_be_somebody(one) for one in ("14,000", "Legal team", "1. Agree a date", "相关部门", "Aster AG", "设备部")]
    [False, False, False, False, False, False]
    >>> [can_be_somebody(one) for one in ("Port Authority", "Hafenbehörde", "市水务局", "Ana Chambers", "Jo Verbandt", "王局")]
    [False, False, False, True, True, True]
    >>> can_be_somebody("Old Contact - DO NOT USE"), can_be_somebody("张三（作废）")
    (False, False)
    """
    said = " ".join(text.split())
    if len(said) > _UNSEARCHED or is_company(said) or _SEVERAL.fullmatch(said):
        return False
    if HAN.search(said) and _SEVERAL_ZH.fullmatch(said):
        return False
    if is_email(said) or is_person(said) or not said:
        return True
    if is_number(said) or not any(map(str.isalpha, said)) or _NUMBERED.match(said) or _SENTENCE.search(said):
        return False
    if (known_label(said) and not is_office(said)) or any(
        vocabulary("people", "function").get(word_key(word)) for word in said.split()[-1:]
    ):
        return False  # “姓名”, “Aster legal”
    long = _LONGEST_HAN if HAN.search(said) and " " not in said else _LONGEST
    return len(said) <= long and len(said.split()) <= _MOST_WORDS and not is_department(said)


@lru_cache(maxsize=100_000)  # asked of each name, and of each cell, again and again
def is_open_post(name: str) -> bool:
    """Whether what stands in place of a name says that nobody holds the post, or that nobody knows who does.

    >>> is_open_post("TBD"), is_open_post("（空缺）"), is_open_post("Nina N.")
    (True, True, False)
    >>> is_open_post("LinkedIn Member"), is_open_post("待抽取")
    (True, True)
    """
    return bool(_NOBODY.fullmatch(name.strip(" ()\uff08\uff09[]")) or _VACANT.fullmatch(name.strip()))


def without_remark(name: str) -> str:
    """What stands in place of a name without a remark in brackets behind: “TBC (starts Feb)”."""
    plain = name.strip()
    return _REMARK.sub("", plain) if plain[-1:] in (")", "\uff09") else plain


def post_without_holder(said: str) -> str:
    """The post that stands in place of a name and says that nobody knows who has it; "" for anything else.

    >>> post_without_holder("Finance director (name?)"), post_without_holder("Head of IT – name unknown"), post_without_holder("Ana (tbc)")
    ('Finance director', 'Head of IT', '')
    >>> post_without_holder("财务总监（姓名待确认）"), post_without_holder("CFO (vacant)"), post_without_holder("CFO (Ana Ruiz)")
    ('财务总监', 'CFO', '')
    """
    found = _POST_OF_NOBODY.fullmatch(said.strip()) if _SET_APART.search(said) else None
    post, why = (found[1].strip(), (found[2] or found[3]).strip()) if found else ("", "")
    nobody = why and (is_open_post(why) or _NO_NAME_YET.fullmatch(why))
    return post if nobody and is_office(post) else ""


def says_nothing(said: str) -> bool:
    """Whether a cell is filled with what stands for an empty one: a dash, “n/a”, “TBD”."""
    return said.strip().casefold() in NOTHING or is_open_post(said)


def is_named(said: str) -> bool:
    """Whether a text is a person's name, with a title or without, and no post.

    >>> [is_named(said) for said in ("王伟", "Ana Ruiz (CIO)", "采购经理", "TBD")]
    [True, True, False, False]
    """
    name = written(said).name
    return is_person(name) and not is_office(name) and not is_open_post(said)


def are_people(cells: Iterable[str]) -> bool:
    """Whether at least half of what cells name is people; a post that nobody holds, or nobody knows who does, says nothing."""
    filled = [cell for cell in cells if cell and cell.casefold() not in NOTHING and not is_open_post(cell)]
    said = [one for cell in filled for one in people_in(cell)]
    return bool(said) and 2 * sum(map(is_named, said)) >= len(said)


def strangers(texts: Sequence[str], org: str = "") -> dict[str, Text]:
    """Those of what stands where a list has its names that are none, each with what is told of it; “KPMG” of KPMG is the firm itself."""
    return {
        text: Text(
            f"“{shown(text)}”写在姓名处，但不像人名，该行关于此人的内容未导入",
            f"“{shown(text)}” stands in place of a name and is none; what the row says of somebody was left out",
        )
        for text in texts
        if _is_strange(text) or (org and _is_firm(text, org))
    }


def _is_firm(text: str, org: str) -> bool:
    name = written(text).name
    return name_key(name) == name_key(org) and not is_person(name)


@lru_cache(maxsize=100_000)
def _is_strange(text: str) -> bool:
    return not (is_open_post(text) or can_be_somebody(written(text).name or text))

"""Firms of advisers behind a post, “Partner, Calder Advisory”, “顾问（正信咨询）”: whoever holds it is theirs, and not the customer's."""

from __future__ import annotations

import re
from functools import lru_cache

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.texts.offices import post_and_firm, says_a_post
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["adviser_as_unit", "adviser_behind_post", "is_outside", "may_be_firm"]

_IN_BRACKETS = re.compile(r"([^()\uff08\uff09]{2,40}?)\s*[(\uff08]([^()\uff08\uff09]{2,40})[)\uff09]")
_FIRM = re.compile(
    r"(?P<own>.+?) (?:advisory|advisors|advisers|consulting|consultants|consultancy|advies|adviseurs|beratung|unternehmensberatung"
    r"|conseils?|consultores|asesores|consulenza|consultoria|doradztwo)(?: (?:group|partners|llp|ltd|inc|gmbh|bv|b\.v|srl|sa)\.?)?",
    re.IGNORECASE,
)
_FIRM_ZH = re.compile(
    r"(?P<own>[\u3400-\u9fff]{2,10}?)(?:咨询|顾问|会计师事务所|律师事务所|监理|设计院|招标代理)(?:有限)?(?:公司)?"
)
#: What advice is about, which is no firm's name: “Risk Advisory” and “管理咨询” are departments.
_FIELD = re.compile(
    r"(?:(?:risk|tax|deals?|transactions?|business|management|strategy|strategic|technical|technology|clients?|customers?|internal|public"
    r"|corporate|financial|legal|policy|data|digital|cloud|security|solutions?|services?|people|change|investments?|and|&|intern[aeo]?|interne[nr]?|technische[rs]?|strategische[rs]?|juridisch|financieel"
    r"|rechtliche|fachliche|steuerliche)\b\s*)+",
    re.IGNORECASE,
)
_FIELD_ZH = re.compile(
    r"(?:分管|负责|主管|兼|管理|战略|业务|技术|科技|信息化?|数字化|财务|税务|法律|法务|人力资源|工程|投资|造价|内部|企业|质量|产品|体系|安全|项目|外部|客户|解决方案)+"
)


_OUTSIDE = re.compile(
    r"(?:ext(?:ern(?:al)?)?\.?|third party|外部|外聘|第三方)\s*[-–—:\uff1a/]\s*(?P<firm>\S.{1,58})", re.IGNORECASE
)
#: A firm of its own by the place in its name: “江陵市轨道设计院”.
_OF_PLACE = re.compile(
    r"[\u3400-\u9fff]{1,6}[省市县][\u3400-\u9fff]{0,10}(?:设计(?:研究)?院|监理|招标代理|咨询|事务所)(?:有限)?(?:公司)?"
)


#: What stands among departments for people from outside, and is none.
_ONLY_OUTSIDE = re.compile(
    r"[(\uff08\[]?\s*(?:external|extern[aeo]?[rs]?|externe[ns]?|third part(?:y|ies)|outside|外部|外聘|第三方|外单位)\s*[)\uff09\]]?",
    re.IGNORECASE,
)


def is_outside(unit: str) -> bool:
    """Whether a word that stands where a list has its departments says that somebody is from outside, and names no department.

    >>> is_outside("External"), is_outside("(extern)"), is_outside("外部"), is_outside("External Affairs")
    (True, True, True, False)
    """
    return bool(_ONLY_OUTSIDE.fullmatch(unit.strip()))


def adviser_as_unit(unit: str) -> str:
    """The organisation outside that stands where a list has its departments; "" for any department.

    >>> adviser_as_unit("Ext. - Calder Consulting"), adviser_as_unit("江陵市轨道设计院"), adviser_as_unit("设计院"), adviser_as_unit("IT")
    ('Calder Consulting', '江陵市轨道设计院', '', '')
    """
    outside = _OUTSIDE.fullmatch(unit.strip())
    return outside["firm"] if outside else unit if _OF_PLACE.fullmatch(simplified(unit)) else ""


@lru_cache(maxsize=10_000)  # many have one post
def adviser_behind_post(title: str) -> tuple[str, str]:
    """The post and the firm of advisers that stands behind a comma or in brackets; the whole and "" for any other title.

    >>> adviser_behind_post("Partner, Calder Advisory"), adviser_behind_post("顾问（正信咨询）")
    (('Partner', 'Calder Advisory'), ('顾问', '正信咨询'))
    >>> adviser_behind_post("Externer Berater (Nordlicht Beratung)"), adviser_behind_post("Leiter (Interne Beratung)")
    (('Externer Berater', 'Nordlicht Beratung'), ('Leiter (Interne Beratung)', ''))
    >>> adviser_behind_post("Manager, Risk Advisory"), adviser_behind_post("总监(管理咨询)"), adviser_behind_post("副行长(分管科技)")
    (('Manager, Risk Advisory', ''), ('总监(管理咨询)', ''), ('副行长(分管科技)', ''))
    """
    found = _IN_BRACKETS.fullmatch(title)
    post, firm = (found[1], found[2].strip()) if found else post_and_firm(title)
    if not (firm and says_a_post(post)):
        return title, ""
    return (post, firm) if may_be_firm(firm) else (title, "")


def may_be_firm(name: str) -> bool:
    """Whether a name ends as firms of advisers are called, and does not say what advice is about, as a department's does.

    >>> may_be_firm("Calder Advisory"), may_be_firm("正信咨询"), may_be_firm("Risk Advisory"), may_be_firm("管理咨询")
    (True, True, False, False)
    """
    for pattern, field in ((_FIRM, _FIELD), (_FIRM_ZH, _FIELD_ZH)):
        named = pattern.fullmatch(simplified(name))
        if (
            named
            and not field.fullmatch(named["own"])
            and not vocabulary("people", "function").get(word_key(named["own"]))
        ):
            return True
    return False

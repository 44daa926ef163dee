"""What companies are called, alone and several in a cell."""

from __future__ import annotations

import re

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["companies_in", "firm_before", "is_company"]

_BETWEEN = re.compile(r"\s*[;\uff1b,\uff0c、\n|/]\s*")
_FORM = re.compile(r"(ag|gmbh|inc|ltd|llc|plc|corp|co)\b\.?.{0,9}", re.IGNORECASE)
_COMPANY = re.compile(
    r"[^:;\uff1a\uff1b]{1,50}(\b(ag|gmbh|inc|ltd|llc|plc|corp|s\.?a|n\.?v|b\.?v|se|kg|oy|spa|srl|sarl|aps"
    r"|s\.r\.l|s\.p\.a|sp\. ?k|sp\. ?j|oyj|kft|pvt|pte|pty|llp|ohg|limited|corporation|asa|sas|eurl)\b\.?"
    r"|\s(?-i:AS|A/S|AB|ApS|SL|S\.L\.|a\.\s?s\.|s\.r\.o\.|Sp\. z o\.o\.|Sdn Bhd|KK|K\.K\.)"
    r"|\s(?-i:eG|KGaA|GbR|e\.\s?V\.|S\.A\.[SU]\.|Ltda\.?|Lda\.?)|公司|集团|银行|大学|医院)",
    re.IGNORECASE,
)
#: How public bodies, schools, hospitals and associations begin, with what they are of behind.
_BODY = re.compile(
    r"(?:the )?(?:ayuntamiento|diputación|gobierno|consejería|ministerio|universidad|asociación"
    r"|gemeente|provincie|waterschap|ministerie|vereniging"
    r"|universiteit|mairie|métropole|département|région|syndicat|préfecture|conseil|ministère|université|association|communauté|comune|provincia|regione|ministero|università"
    r"|associazione|stadtverwaltung|landkreis|landratsamt|ministerium|universität|hochschule|klinikum|verband|urząd|gmina|ministerstwo"
    r"|uniwersytet|stowarzyszenie|city|county|town|ministry|department|university|institute|association|federation|council|câmara|prefeitura"
    r"|universidade)\s+(?:of|de|del|della|di|d[’']|van|voor|do|da|der|des|für|w|dla)\b.{1,60}"
    r"|(?:gemeente|stadt|landkreis|comune|gmina|urząd|universität|hochschule|klinikum|hôpital|hospital|ospedale)\s.{2,60}",
    re.IGNORECASE,
)
_FIRM_BEFORE = re.compile(r"([\u3400-\u9fff]{2,20}?(?:有限(?:责任)?公司|股份公司|大学(?!生)))(.{0,20})")
_BLANKS = re.compile(r"[^\S\n]+")


def is_company(text: str) -> bool:
    """Whether a text ends as companies are called, or begins as public bodies are: “Aster AG”, “华岳银行”, “City of Leeds”.

    >>> is_company("Boreal SE"), is_company("Molkerei Aster eG"), is_company("Ruth Ackermann"), is_company("the same as")
    (True, True, False, False)
    >>> is_company("Ayuntamiento de Tudela"), is_company("Stadt Ulm"), is_company("Nina Stadt"), is_company("Conseil")
    (True, True, False, False)
    """
    return bool(_COMPANY.fullmatch(text) or _BODY.fullmatch(text))


def firm_before(unit: str) -> tuple[str, str]:
    """The company or university with which the name of a unit begins, and the unit within it; "" and the whole for any other.

    >>> firm_before("北辰科技大學資工系"), firm_before("投资银行部"), firm_before("信息中心")
    (('北辰科技大學', '資工系'), ('', '投资银行部'), ('', '信息中心'))
    """
    found = _FIRM_BEFORE.fullmatch(simplified(unit))
    return (unit[: found.end(1)], unit[found.end(1) :].strip()) if found else ("", unit)


def companies_in(cell: str) -> list[str]:
    """The companies that a cell lists; what stands behind a comma may be a legal form, and to build it oneself is no company.

    >>> companies_in("友商A、友商B"), companies_in("Foo, Inc.; SAP/Oracle"), companies_in("Hexa / in-house")
    (['友商A', '友商B'], ['Foo, Inc.', 'SAP', 'Oracle'], ['Hexa'])
    """
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(_BLANKS.sub(" ", cell.strip()))):
        if found and _FORM.fullmatch(part):
            found[-1] += f", {part}"
        else:
            found.append(part)
    nobody = vocabulary("", "no_company")
    return [one for one in found if word_key(one) not in nobody]

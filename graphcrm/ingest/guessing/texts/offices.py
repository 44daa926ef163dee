"""What posts and departments are called, in words and in letters."""

from __future__ import annotations

import re
from functools import lru_cache

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.texts.companies import called_as_company
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["OFFICE", "ends_as_department", "is_department", "is_office", "post_and_firm", "says_a_post"]

#: Words of offices: what stands in brackets behind a name is a title if it has one of them.
OFFICE = re.compile(
    r"\b(c[a-z]o|c(?:is|hr|sc|md|ps)o|solicitor|lawyer|attorney|daf|dsi|drh|pdg|dga|rssi|vp|svp|evp|md|head|director|manager|president|chair\w*|lead\w*|chief|officer|engineer|architect|buyer|analyst"
    r"|assistant|secretary|avant-vente|partner|owner|board|controller|counsel|sales|it|hr|finance|procurement|operations"
    r"|supervisor|mgr|supt|specialist|coordinator|consultant|administrator|planner|technician|executive|representative|advis[eo]r|scientist"
    r"|developer|superintendent|accountant|auditor|inspector|treasurer|deputy|designer|directeur|directrice|cheff?e?|adjointe?|conseill[eè]re?|juriste|technicienne?|contrôleu[rs]e?|responsable|acheteu[rs]e?"
    r"|architecte|ingénieure?|chargée? d[’'e]"
    r"|président|présidente|gérante?|jef[ea]|gerente|directora|comprador|compradora|ingenier[oa]|presidenta?|técnic[oa]|subdirector|subdirectora|coordinador|coordinadora|abogad[oa]"
    r"|direttor[ei]|direttrice|resp|titolare|amministratore|amministratrice|addett[oa]|diretora?|encargad[oa]"
    r"|hoofd|adviseur|medewerker|leidinggevende|bestuurder|inkoper|voorzitter|coördinator"
    r"|(?:wice)?prezes|dyrektor(?:ka)?|kierownik|kierowniczka|specjalist(?:a|ka)|księgow[ya]|członek|członkini|pełnomocnik|koordynator(?:ka)?|analityk)\b"
    r"|\b\w*(leiter|leiterin|führer|führerin|vorstand|vorständin|einkäufer|einkäuferin|referent|referentin|ingenieur|assistenz|leitung"
    r"|beauftragter?|beirat|beirätin|betriebsrat|betriebsrätin|planer|planerin|berater|beraterin|techniker|technikerin|entwickler|entwicklerin"
    r"|meister|meisterin|kaufmann|kauffrau|verantwortlicher?|sprecher|sprecherin|verwalter|verwalterin|inhaber|inhaberin|sachbearbeiter|sachbearbeiterin|koordinator|koordinatorin|prokurist|prokuristin"
    r"|beheerder|secretaris|directeur|direktor|direktorin|präsident|präsidentin|vorsitzender?|arzt|ärztin)\b"
    r"|总|长|经理|主任|主管|总监|董事|工程师|助理|秘书|专员|行长|书记|部|处|科|负责人|顾问|老师|院士|教授|架构师|设计师|分析师|技师|专家|监理|代表|医生|医师|护士|药师|会计|出纳|研究员|干事",
    re.IGNORECASE,
)
#: A longer text is no post: every sign of it would be compared with every word of offices.
_LONGEST = 400
_ACRONYM = re.compile(r"[A-Z&/]{2,5}")
#: What is done in companies, of which a department need not be called.
_DONE = re.compile(
    r"采购|[售卖][前后]|商务|技术|销售|市场|运维|运营|法务|质量|质检|品质|研发|生产|设备|工程|仓储|物流|行政|人事|审计|安全|客服|招标|信息"
    r"|facilit(?:y|ies)(?: management)?|pre-?sales|logistics|maintenance|production|engineering|quality|security|warehouse"
    r"|supply chain|purchasing|sourcing|compliance|technik|fertigung|instandhaltung|logistik|lager|vertrieb"
    r"|achats|logistique|compras|logística|mantenimiento",
    re.IGNORECASE,
)
#: Posts by their letters, such as a managing director (GF) or head of purchasing (EKL); of countries' only those of a sales team.
_POST_LETTERS = frozenset({
    "GF", "GL", "BL", "AL", "TL", "EKL", "GM", "PM", "FD", "DG", "PDG", "DAF", "DRH", "DSI", "RSSI", "SE", "AE", "AM", "KAM",
    "CSM", "TAM", "BDM", "BDR", "SDR",
})  # fmt: skip
#: Departments by their letters, which are nobody's post.
_DEPARTMENT_LETTERS = frozenset({"IT", "HR", "QA", "R&D", "PMO"})
_DEPARTMENT = re.compile(
    r".{1,20}(?:部|处|科|室|组|中心|(?<!公)司|(?<![布格结])局|department|abteilung)", re.IGNORECASE
)


def is_office(text: str) -> bool:
    """Whether a text is what somebody is, and no name: “CIO”, “Head of IT”, “采购部经理”; never one of more than 400 signs."""
    return len(text) <= _LONGEST and _has_office(text)


@lru_cache(maxsize=10_000)
def _has_office(text: str) -> bool:
    return bool(OFFICE.search(simplified(text)))


def is_department(text: str) -> bool:
    """Whether a text is what a department is called, and no post in one: “采购处”, “Controlling”, “IT”; “DSI” may be either."""
    if _ACRONYM.fullmatch(text):
        return text in _DEPARTMENT_LETTERS
    return bool(_DEPARTMENT.fullmatch(simplified(text)) or vocabulary("people", "function").get(word_key(text)))


@lru_cache(maxsize=10_000)  # many have one post
def ends_as_department(text: str) -> bool:
    """Whether a text ends as departments do, and can be nobody's post: “Vorstand” may be either.

    >>> ends_as_department("信息部"), ends_as_department("Vorstand"), ends_as_department("部长")
    (True, False, False)
    """
    return bool(_DEPARTMENT.fullmatch(simplified(text)))


def says_a_post(inside: str) -> bool:
    """Whether what stands in brackets is a post, or what a department or somebody in it does.

    >>> says_a_post("CIO"), says_a_post("Facility"), says_a_post("售前"), says_a_post("Germany"), says_a_post("南方区")
    (True, True, True, False, False)
    """
    done = _DONE.fullmatch(inside) or vocabulary("people", "function").get(word_key(inside))
    return bool(inside in _POST_LETTERS or is_office(inside) or done)


def post_and_firm(inside: str) -> tuple[str, str]:
    """A post and behind a comma what may be the company, “CIO, Aldous Freight”; the whole and nothing for any other text.

    >>> post_and_firm("CIO, Aldous Freight"), post_and_firm("Head of IT, Procurement"), post_and_firm("CIO")
    (('CIO', 'Aldous Freight'), ('Head of IT, Procurement', ''), ('CIO', ''))
    >>> post_and_firm("省电力设计院，项目负责人")
    ('项目负责人', '省电力设计院')
    """
    post, comma, firm = inside.replace("\uff0c", ",").rpartition(",")
    post, firm = post.strip(), firm.strip()
    if comma and called_as_company(post) and is_office(firm):
        return firm, post
    named = comma and firm[:1].isalpha() and not firm[0].islower() and not is_office(firm) and not is_department(firm)
    return (post, firm) if named and says_a_post(post) else (inside, "")

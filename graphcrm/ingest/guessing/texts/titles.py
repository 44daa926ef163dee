"""What stands above a table, or is its name, says whose people and which decision it is about: “Aster AG – stakeholder map – TMS deal”.

Proposals for what no column says; each is told together with the title that it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import ASK, Sheet
from graphcrm.ingest.guessing.texts.companies import called_as_company, is_company
from graphcrm.ingest.guessing.texts.dated_titles import line_of
from graphcrm.ingest.guessing.texts.lists_of import behind_kind, is_group
from graphcrm.ingest.guessing.texts.maps_of import whose_map
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.sides import side_named
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.fields import shown

__all__ = [
    "deal_of_heading",
    "deal_of_titles",
    "full_name_of_deal",
    "is_of_paper",
    "named_in",
    "org_of_titles",
    "title_of",
    "titles",
]

#: “Role in TMS decision”, “在核心系统项目中的角色”: the opportunity that a heading names.
_ROLE = re.compile(r"(?:role|rolle|buying role|decision role)\s+(?:in|for|on)\s+(?:the\s+)?(.+)", re.IGNORECASE)
_ROLE_ZH = re.compile(r"在?([^/]+?)(?:(?:项目|商机)[中里]?|[中里])的?(?:决策|采购)?角色")
_NO_DEAL = frozenset(
    {
        "decision", "deal", "project", "opportunity", "buying", "procurement", "purchase", "purchasing", "tender", "bid", "rfp",
        "evaluation", "selection", "process", "decision making", "decision process", "buying process", "procurement process", "采购",
        "决策", "项目", "商机", "我方", "招标", "评标", "评审", "选型", "流程", "采购流程", "决策流程", "决策链", "采购决策",
    }
)  # fmt: skip
#: Labels that may follow what another label says, alone or with the Chinese behind: “Project 項目：”.
_NEXT = (
    r"(?:account|customer|client|company|compte|kunde|opportunity|chance|deal|project|projekt|projet|proyecto|stage|status|date|owner"
    r"|updated|version|author|industry|sector|segment|region|country|tier|branche)"
)
#: What is said behind a label, as far as the next one: “客户：华岳 项目：数据平台”.
_SAID = (
    rf"[\s;]*((?:(?!\s+(?:{_NEXT}\s*[:\uff1a]|(?:{_NEXT}\s+)?(?-i:[\u3400-\u9fff]){{2,8}}\s*[:\uff1a]))"
    r"[^,;\uff0c\uff1b|()\uff08\uff09]){2,60})"
)
#: What stands between a value and the next label.
_AROUND = " –—-/·"
_DEAL_SAID = re.compile(
    r"(?:(?<!(?-i:[\u3400-\u9fff]))(?:商[机機]|[项項]目|[专專]案|[標标]案|案名)(?:名[称稱])?\s*[:\uff1a;]"
    r"|(?:opportunity|\bopp\.?|deal|project|projekt|projet|proyecto|progetto|programme|initiative|vorhaben|(?:verkaufs)?chance|affaire"
    r"|(?:single )?sales objective|\bsso|(?:decision|entscheidung)(?=\s*:\s*(?-i:[^a-z\s]))|决策事项)(?: name| title)?\s*[:\uff1a;])"
    + _SAID,
    re.IGNORECASE,
)
_ORG_SAID = re.compile(
    r"\b(?:account|customer|client|company|compte|cuenta|kunde|firma|unternehmen|cliente|empresa|société|客[户戶]|公司|企[业業]"
    r"|甲方|业主|[招采][标购][人方]|建设单位)"
    r"(?: name|名[称稱]|单位|單位)?\s*[:\uff1a;]" + _SAID,
    re.IGNORECASE,
)
_ORG_ZH = re.compile(
    r"([^\s:;\uff1a\uff1b]{2,20}?(?:公司|集团|银行|大学|医院))(?:总行|总部|本部)?"
    r"(?=客户|干系|关系|决策|组织|人员|联系|项目|关键|拜访|通讯|[^\s:;\uff1a\uff1b]{1,20}项目)"
)
_BETWEEN = re.compile(r"\s+[-/@]+\s+|\s*(?:[–—|·:：;；，]|(?<!\d),|,(?!\d))\s*")
_BETWEEN_ZH = re.compile(r"[\s\-–—|·_:：;；,，/]+")
_DEAL = re.compile(
    r"(.{2,60}?)(?:\s+(?:opportunity|chance)|商机)|(.{2,60}(?:\s+(?:deal|project|projekt|tender|bid)|项目|招标))(?: (?:FY)?\d{2,4})?"
    r"|((?:project|projekt|programm(?:e)?|program|initiative|vorhaben|programa|proyecto|projet)\s+(?!(?:management|board|leitung)\b)(?-i:[„“«‚'「]?[A-Z\u00c0-\u00de])\S.{1,50})",
    re.I,
)
_ASIDE = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]")
#: What is said in brackets under labels, or is an amount: “（预算：680万元）”, “(volume EUR 1,2 Mio.)”.
_SAID_ASIDE = re.compile(
    r"[(\uff08][^()\uff08\uff09]*(?:[:\uff1a]|[$€£¥\uffe5] ?\d|\d ?(?:[$€£]|[万亿]?元|bn\b|mio\b|million)|\b(?:EUR|USD|GBP|CHF) ?\d)"
    r"[^()\uff08\uff09]*[)\uff09]", re.IGNORECASE,
)  # fmt: skip
#: Organisations that no legal form tells.
_BODY = re.compile(
    r"[A-Z\u00c0-\u00de][^\s,;]*(?: (?:of|and|&|[A-Z\u00c0-\u00de][^\s,;]*)){0,4} (?:Group|Holdings?|Bank|University|Council|Trust)"
)
#: “ERP升级项目” between whose it is and what kind of paper: “…有限公司ERP升级项目干系人登记表”.
_DEAL_ZH = re.compile(r"([^\s:;\uff1a\uff1b]{2,30}?(?:项目|招标))(?=.{2,})")
#: What a deal is, around its name.
_WHAT_DEALS_ARE = re.compile(
    r"^(?:project|projekt|programme?|initiative|vorhaben|proyecto|projet)\s+|\s+(?:project|deal|opportunity|tender|bid)$|(?:项目|招标|商机)$",
    re.IGNORECASE,
)
#: Words of sentences, which name nothing: “They trust us since the Fargo project”.
_SENTENCE = re.compile(r"\b(?:we|us|they|is|are|was|were|has|had|have|since|because)\b", re.IGNORECASE)
#: Projects at large: “2026年度重点项目”.
_ANY_DEAL = re.compile(
    r"(?:[\d年月季第Q一二三四上下半-]|年度|重点|重大|大型|战略|本|各|该|全部|所有|在建|在手|在谈|储备|意向|投标|跟踪|跟进|客户|集团|公司|我司|部门|区域|销售"
    r"|采购|工程|信息化|关键)*(?:项目|招标)"
)
#: What stands before a value, such as “Project Manager:”.
_LABEL = re.compile(r"[^:\uff1a;\uff1b|–—]+[:\uff1a]\s*(?=\S)")
#: What a paper is, and what else stands in its title beside whose it is.
_PAPER = re.compile(
    r"\b(stakeholders?|map|maps|mapping|contacts?|analysis|list|org(anisation|anization)?|structure|chart|overview|people|team|influenc(?:e|es|er|ers)|"
    r"relationships?|buying|committee|cent(er|re)|power map|sheet|decision|makers?|ansprechpartner|kontakte|personen|account plan"
    r"|meddp?icc?|raci|register|log|tracker|matrix|sponsors?|meetings?|visits?|calls?|plan|minutes|report|profile|engagement|coverage"
    r"|who \w+ whom?|wer kennt wen|executives?|leadership|directory|grid|quadrants?|players?|poder|pouvoir|actores|acteurs|score-?cards?"
    r"|worksheet|checklist|canvas|assessment|qualification|competit\w*|landscape"
    r"|\w{4,}(?:plan|liste|karte|matrix|übersicht|analyse|verzeichnis|protokoll))\b|"
    r"干系人|关系|地图|图谱|关键人|名单|名册|联系人|通讯录|决策|分析|清单|一览|组织|人员|架构|客户图|拜访|记录|纪要|计划|策略|登记|台账|档案|会议|跟进"
    r"|日志|矩阵|影响力|汇总|概况|竞争|竞品|友商|评标|开标|评委|画像|周报|月报|例会|签到|权力|进展",
    re.IGNORECASE,
)
#: Words beside those in a title that name nobody, and words that are no name when nothing else is left.
_BESIDE_PAPER = frozenset(
    {
        "of", "for", "the", "with", "at", "and", "&", "key", "main", "exec", "power", "account", "strategic", "full", "mapa", "carte",
        "de", "du", "des", "del", "di",
    }
)  # fmt: skip
_NO_NAME = frozenset(
    {
        "export", "final", "copy", "new", "old", "master", "current", "latest", "backup", "import", "data", "template", "all", "table",
        "tab", "summary", "details", "external", "customer", "customers", "client", "clients", "our", "us", "them", "their", "my", "raw",
        "example", "sample", "test", "notes", "actions", "projects", "opportunities", "deals", "emea", "apac", "dach", "americas", "europe",
        "project", "projekt", "programme", "program", "deal", "opportunity",
        "天眼查", "企查查", "启信宝", "爱企查", "销售易", "纷享销客", "salesforce", "hubspot", "dynamics", "crm",
        "asia", "global", "local", "regional", "leadership", "board", "here", "level", "history", "past", "planned", "this", "year", "week",
    }
)  # fmt: skip
#: What the sides of a grid are called in its title, with a sign between: “Power/interest”, “Influence – support”.
_SIDES = re.compile(
    r"\b(?:power|influence|interest|impact)\s*(?:\([^()]*\)\s*)?(?:[/–—×x-]|and|vs\.?|&)\s*"
    r"(?:influence|interest|power|attitude|support|impact)\b",
    re.IGNORECASE,
)
_SIDES_ZH = re.compile(
    r"(?:权[力利]|影响力)\s*[-/–—×·]\s*(?:利益|态度|支持度?|关注度?)|利益\s*[-/–—×·]\s*(?:权[力利]|影响力)"
)
#: What a paper is called, in front of whose it is: “Stakeholderliste Aster AG”.
_BEFORE = re.compile(
    r"(kontakte|contacts|contactos|contatti"
    r"|stakeholder\w*|kontaktliste|ansprechpartner(liste)?|kundenliste|personenliste|organigramm|adressliste"
    r"|(?:contact|supplier|vendor|partner|customer|visit|call|meeting) (?:list|log|register|overview)|org chart"
    r"|stakeholder (map|list)|account plan|power map|mapa de actores|lista de contactos|liste des? contacts?|cartographie"
    r"|organigramme|organigrama|annuaire|répertoire|directorio|comptes? rendus?|acta"
    r"|\w{4,}(?:protokolle?|berichte?|listen?|übersicht|verzeichnis|karte|matrix|analyse))"
    r"(?: (?:of|for|for the|der|von|für|de|del|des))?[ :–-]+(?=[A-Z\u00c0-\u00de0-9])",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\d{2,}|^[a-z]{1,3}\d{1,3}$|^(?:all|every|alle|tous|toutes|todos|todas|tutti|全部|所有|各)(?:\b|(?=(?-i:[\u3400-\u9fff])))"
    r"|\b(confidential|internal|draft|version|updated?|status|as of|by|prepared|vertraulich|stand|intern|q[1-4]|v\d|"
    r"department|dept|division|abteilung|region|office)\b|部门?$|处$|科$|^(?:[东南西北中大]{1,2}|华[东南西北中]|[^\s]{1,4}大)(?:区|地区|区域|大区|片区|战区)$|机密|内部|草稿|更新|版本|截至|制表|编制|日期",
    re.IGNORECASE,
)
#: What stands before whose people a title is about: “Suppliers @ Aster Energy”, “Wer kennt wen bei der Aster AG”.
_AT = re.compile(
    r"[^:;–—]*[^\s:;–—](?:\s+(?:at|bei|chez|presso)\s+|\s*@\s*)(?:the |der |dem |la |le )?(?=[A-Z\u00c0-\u00de0-9][^:;,–—|/]*$)"
)
#: Words of a name that stands in a title.
_MOST_WORDS = 5


def titles(sheet: Sheet) -> tuple[str, ...]:
    """What stands above a table, then the names of its sheet and its file."""
    return (*sheet.above, sheet.name, Path(sheet.file).stem)


def title_of(sheet: Sheet, key: str, value: str) -> Text:
    """From which title an organisation, an opportunity or a day is proposed, in words; empty if from none."""
    value = value.removeprefix(f"{ASK} ")
    said = titles(sheet) if key in ("org", "opportunity") else []
    found = next((t for t in said if value in t), "")
    if key == "opportunity" and not found:
        found = next((t for t in said if full_name_of_deal(deal_of_titles([t]), [value])), "")
    found = line_of(sheet.above, value) if key == "observed_at" else found
    return Text(f"取自“{shown(found)}”，请核对", f"from “{shown(found)}”: please check") if found else Text("", "")


def deal_of_heading(heading: str) -> str:
    """The opportunity that the heading of a column of roles names; "" for none."""
    found = _ROLE.fullmatch(heading.strip()) or _ROLE_ZH.fullmatch(simplified(heading.strip()))
    named = heading.strip()[found.start(1) : found.end(1)].strip(" :?\uff1a\uff1f") if found else ""
    return "" if simplified(named).casefold() in _NO_DEAL else named


def deal_of_titles(above: Sequence[str]) -> str:
    """The opportunity that a title names; "" for none.

    >>> deal_of_titles(["Opportunity: TMS"]), deal_of_titles(["Aster AG – stakeholder map – TMS deal"])
    ('TMS', 'TMS deal')
    >>> deal_of_titles(["Nordstahl GmbH / Projekt MES-Ablösung"]), deal_of_titles(["Project plan", "Project Status"])
    ('Projekt MES-Ablösung', '')
    >>> deal_of_titles(["Opp: Ledger 2 – Phase 1 | ACV £1m | Stage 3"]), deal_of_titles(["Stopp: Ledger 2"])
    ('Ledger 2 – Phase 1', '')
    >>> deal_of_titles(["Aster – Vorhaben Leitstelle"]), deal_of_titles(["Initiative: Atlas"]), deal_of_titles(["Programme Management"])
    ('Vorhaben Leitstelle', 'Atlas', '')
    >>> deal_of_titles(["华岳电力 数据平台项目 干系人地图"]), deal_of_titles(["Deals"])
    ('数据平台项目', '')
    >>> deal_of_titles(["华岳电力有限公司ERP升级项目干系人登记表"]), deal_of_titles(["Project Manager: Ana Ruiz"])
    ('ERP升级项目', '')
    >>> deal_of_titles(["Kontaktliste Projekt Leitstand Ost"]), deal_of_titles(["Contact list Project Management"])
    ('Projekt Leitstand Ost', '')
    >>> deal_of_titles(["Stadtwerke Lindau / Projekt Zähler (Volumen 1,2 Mio. €)"]), deal_of_titles(["Aster / Project Kiln (phase 2)"])
    ('Projekt Zähler', 'Project Kiln (phase 2)')
    >>> deal_of_titles(["We are trusted since the Fargo project; No access yet"]), deal_of_titles(["BLUE SHEET; Project; Kiln 2"])
    ('', 'Kiln 2')
    >>> deal_of_titles(["恒泰集团——DCS改造项目权力地图"]), deal_of_titles(["2026年重点项目干系人登记册"])
    ('DCS改造项目', '')
    """
    for title in above:
        if (said := _DEAL_SAID.search(title)) and not _in_passing(title, said):
            return said[1].strip(_AROUND)
    for title in above:
        for part in _parts(_without_labels(_SAID_ASIDE.sub("", title))):
            part = part[paper.end() :] if (paper := _BEFORE.match(part)) else part
            found = _DEAL.fullmatch(part)
            named = next(filter(None, found.groups())) if found else ""
            if (
                named
                and not (_PAPER.search(named) or _SENTENCE.search(named))
                and not (found and found[3] and (_NOTE.search(named) or is_office(named)))
            ):
                return named
            part = part[whose.end() :] if (whose := _ORG_ZH.match(part)) else part
            zh = _DEAL_ZH.match(part)
            if zh and is_of_paper(part[zh.end() :]) and not _ANY_DEAL.fullmatch(zh[1]):
                return zh[1]
    return ""


def _in_passing(title: str, said: re.Match[str]) -> bool:
    """Whether what looks like a label ends a text, behind which another cell begins: “We won the Fargo project; no access yet”."""
    before = title[: said.start()].rstrip()
    return title[: said.start(1)].rstrip().endswith(";") and bool(before) and not before.endswith(";")


def named_in(above: Sequence[str], names: Collection[str]) -> str:
    """The one of some names, known from elsewhere, that titles name; of names within names the longest; "" if none or several.

    >>> named_in(["RACI - Press line (Aster)"], ["Press line", "Press", "Aster"]), named_in(["RACI - Press line"], ["Press"])
    ('', 'Press')
    >>> named_in(["RACI - Press line (Aster)"], ["Press line", "Press"]), named_in(["Pressline"], ["Press"])
    ('Press line', '')
    """
    said = " \n ".join(above).casefold()
    found = {one.casefold(): one for one in names if len(one) > 2 and _stands_in(said, one.casefold())}
    longest = [one for one in found if not any(one != other and one in other for other in found)]
    return found[longest[0]] if len(longest) == 1 else ""


def full_name_of_deal(deal: str, names: Collection[str]) -> str:
    """The one of some names of deals that holds what a title calls a deal, as words of its own; "" for none or several.

    >>> full_name_of_deal("Kiln project", ["Aster Kiln phase 2", "Depot"]), full_name_of_deal("数据平台项目", ["东岳数据平台一期"])
    ('Aster Kiln phase 2', '东岳数据平台一期')
    >>> full_name_of_deal("Kiln project", ["Kiln phase 1", "Kiln phase 2"]), full_name_of_deal("Kiln project", ["Kilns"])
    ('', '')
    """
    core = _WHAT_DEALS_ARE.sub("", deal).strip()
    found = [name for name in names if core and named_in([name], [core])]
    return found[0] if len(found) == 1 else ""


def _stands_in(title: str, name: str) -> bool:
    """Whether a title holds a name as words of its own; in Chinese nothing stands between words."""
    if HAN.search(name):
        return name in title
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title)) if name in title else False


def _without_labels(title: str) -> str:
    """A title without what stands before a colon, unless that is followed by what paper it is: “Project Atlas: stakeholder map”.

    >>> _without_labels("Project Manager: Ana Ruiz"), _without_labels("Project Atlas: stakeholder map")
    ('Ana Ruiz', 'Project Atlas: stakeholder map')
    """
    return _LABEL.sub(lambda found: found[0] if is_of_paper(title[found.end() :]) else "", title)


def org_of_titles(above: Sequence[str], people: Collection[str] = ()) -> tuple[str, bool]:
    """The organisation that a title names, and whether that is certain; never one of `people` (name keys).

    Certain are “Account: Aster AG” and what is called like a company; what a title says before what kind of paper it is may be a
    project, too.

    >>> org_of_titles(["Account: Aster"]), org_of_titles(["Stakeholder map: Aster"])
    (('Aster', True), ('Aster', False))
    >>> org_of_titles(["Client 客戶：Harbour Rail 港灣鐵路 Project 項目：Depot"]), org_of_titles(["Account: Aster Energy Project: Atlas"])
    (('Harbour Rail 港灣鐵路', True), ('Aster Energy', True))
    >>> org_of_titles(["Compte : Groupe Valmont – Projet : Refonte SI"]), deal_of_titles(["Compte : Valmont – Projet : Refonte SI"])
    (('Groupe Valmont', True), 'Refonte SI')
    >>> org_of_titles(["华岳电力集团客户关系图谱"]), org_of_titles(["Stakeholder map", "Draft 2026"]), org_of_titles(["我方-客户对口矩阵"])
    (('华岳电力集团', True), ('', False), ('', False))
    >>> org_of_titles(["Lieferanten der Aster AG"]), org_of_titles(["Stakeholderoverzicht Veldkamp Groep – project Orion"])
    (('Aster AG', True), ('Veldkamp Groep', False))
    >>> org_of_titles(["Aster Foods – Cold Chain project"]), org_of_titles(["Retrofit – Cold Chain project"])
    (('Aster Foods', False), ('', False))
    >>> org_of_titles(["Mappa degli stakeholder – Aster S.r.l."]), org_of_titles(["P = primary contact, S = secondary"])
    (('Aster S.r.l.', True), ('', False))
    >>> org_of_titles(["Influence (vertical) × Interest (horizontal)"]), org_of_titles(["Power / interest – Aster Foods"])
    (('', False), ('Aster Foods', False))
    """
    for title in above:
        if said := _ORG_SAID.search(title):
            return said[1].strip(_AROUND), True
    for inside in (found[0].strip("()\uff08\uff09 ") for one in above for found in _ASIDE.finditer(one)):
        if called_as_company(inside) or _BODY.fullmatch(inside):
            return inside, False  # “Decision rights - Payroll (Halden Group)”
    lines = [line for one in above for line in one.split("; ") if not {"=", "\uff1d"} & {*line}]  # those are legends
    lines = [_SIDES_ZH.sub("权力", _SIDES.sub("map", line)) for line in lines]
    return next(filter(itemgetter(0), (_org_of_line(line, people) for line in lines)), ("", False))


def _org_of_line(line: str, people: Collection[str]) -> tuple[str, bool]:
    """The organisation that one line names, and whether that is certain."""
    whole = _ASIDE.sub(" ", line).strip() or line
    at = _AT.match(whole)
    if at and len(whole[at.end() :].split()) <= _MOST_WORDS and not _NOTE.search(whole[at.end() :]):
        return whole[at.end() :], is_company(whole[at.end() :])  # “Who influences whom at Aster plc”
    paper = _BEFORE.match(whole)
    title = behind_kind(whole) or (whole[paper.end() :] if paper else whole)
    parts = _parts(title)
    if company := _company_among(title, parts):
        return company, True
    if group := next(filter(is_group, parts), ""):
        return group, False
    for part in (title, *parts):
        if zh := _ORG_ZH.match(simplified(part)):
            return part[: zh.end(1)], True
    left = (org for org in _left_over(line, whole, parts) if org and name_key(org) not in people)
    return next((org for org in left if not side_named(org)), ""), False  # “我方-客户对口矩阵”


def _company_among(title: str, parts: Sequence[str]) -> str:
    """A title, or the first of its parts, that is called like a company; "" for none."""
    if is_company(title) and not (len(parts) > 1 and any(is_company(p) or is_of_paper(p) for p in parts)):
        return title
    companies = (part for part in parts if is_company(part) and not _DEAL.fullmatch(part))
    return next(companies, "") if len(parts) > 1 else ""


def _left_over(line: str, whole: str, parts: Sequence[str]) -> Iterator[str]:
    """What may be the organisation since nothing else of a line is it: whose map it is, what stands beside the paper or the decision."""
    yield whose_map(line)
    of_paper = any(map(is_of_paper, parts))
    if len(parts) > 1 and (of_paper or any(map(_DEAL.fullmatch, parts))):
        left = list(_left(parts))
        yield next(filter(called_as_company, left), next(iter(left), "") if of_paper else "")
    yield _without_paper(whole)


def is_of_paper(part: str) -> bool:
    """Whether a part of a title says what paper it is."""
    return bool(_PAPER.search(simplified(part)))


def _without_paper(title: str) -> str:
    """What is left of a title when the words before and behind it that say what paper it is are taken away; "" if they are none.

    >>> _without_paper("Visit log Aster Energy"), _without_paper("Aster key contacts"), _without_paper("Aster Energy")
    ('Aster Energy', 'Aster', '')
    """
    words = [] if HAN.search(title) else title.split()
    paper = [bool(_PAPER.fullmatch(word.strip(",:."))) for word in words]
    idle = [
        is_paper or word.casefold() in _BESIDE_PAPER or not any(map(str.isalpha, word))
        for word, is_paper in zip(words, paper, strict=True)
    ]
    if not any(paper) or all(idle):
        return ""
    first, behind = idle.index(False), len(idle) - idle[::-1].index(False)
    left = words[first:behind]
    named = left[0][0].isupper() and not _NO_NAME.intersection(map(str.casefold, left)) and not any(idle[first:behind])
    return next(_left([" ".join(left)]), "") if named else ""


def _parts(title: str) -> list[str]:
    between = _BETWEEN_ZH if HAN.search(title) else _BETWEEN
    return [part.strip() for part in between.split(title) if part.strip()]


def _left(parts: Sequence[str]) -> Iterator[str]:
    """Parts that say neither what paper it is, nor of when, nor about which decision."""
    for part in parts:
        named = not (is_of_paper(part) or _NOTE.search(part) or _DEAL.fullmatch(part))
        named = named and word_key(part) not in vocabulary("people", "function") and part.casefold() not in _NO_NAME
        if named and len(part) > 1 and len(part.split()) <= _MOST_WORDS:
            yield part

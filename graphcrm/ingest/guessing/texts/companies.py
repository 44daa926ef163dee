"""What companies are called, alone and several in a cell."""

from __future__ import annotations

import re

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["TRADES", "called_as_company", "called_as_vendor", "companies_in", "firm_before", "is_company"]

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
    r"|(?:banco|banca|banque|grupo|gruppo|groupe|gemeente|stadt|landkreis|comune|gmina|urząd|universität|hochschule|klinikum|hôpital|hospital|ospedale)\s.{2,60}",
    re.IGNORECASE,
)
#: The trades with which companies are called for short.
TRADES = (
    r"(?:重工|造船|船舶|电力|电气|电器|电子|电网|能源|科技|汽车|钢铁|石化|化工|化学|药业|医药|制药|生物|证券|保险|人寿|基金|信托|租赁|农商行|航空|航运|海运"
    r"|物流|快递|港口|港务|机场|铁路|地铁|公交|轨道交通|地产|置业|建设|建工|建筑|水务|燃气|热力|环保|食品|乳业|酒业|啤酒|烟草|纺织|服饰|家居|百货|超市"
    r"|零售|传媒|软件|通信|电信|移动|联通|机械|重机|机床|装备|机电|精工|动力|半导体|光电|微电子|材料|矿业|煤业|煤矿|油田|有色|铝业|铜业|纸业|水泥|玻璃|轮胎"
    r"|实业|控股|股份|国际|学院|中学|小学|研究院|研究所|设计院|卷烟厂|厂)"
)
_SHORT = re.compile(
    rf"[\u3400-\u9fff]{{2,8}}{TRADES}(?<!厂)"
    r"|(?:[A-Z\u00c0-\u00de][\w.&'’-]*\s+(?:(?:of|and|&|de|y|und|et)\s+)?){1,4}(?:Group|Gruppe|Groupe?|Grupo|Gruppo|Holdings?|Bank|Banking|Banco|Banque"
    r"|University|Council|Trust|Energ(?:y|ie|ia|ía)|Utilities|Logisti(?:cs|k|que)|Pharma(?:ceuticals)?|Foods?|Insurance|Versicherung"
    r"|Airlines?|Airways|Telecom|Industries|Systems?|Technolog(?:y|ies)|Solutions|Motors|Steel|Stahl|Chemicals?|Chemie|Electric"
    r"|Electronics|Hospitals?|Railways?|Mobility|Networks|Software|Maschinenbau|Retail|Stores|Supermarkets|Healthcare|Hotels|Automotive"
    r"|Semiconductors?|Shipping|Partners|International|Corporation|Company)"
)
#: How firms that sell are called for short, where nothing but a firm is meant.
_TRADE = re.compile(
    r"[\u3400-\u9fff\w]{2,8}(?:通信|通讯|科技|信息|软件|数据|网络|智能|电子|技术|系统|股份|云|集成|数码|互联|自动化|电气|仪器|机械|医疗|能源)"
)
_FIRM_BEFORE = re.compile(r"([\u3400-\u9fff]{2,20}?(?:有限(?:责任)?公司|股份公司|大学(?!生)))(.{0,20})")
_BLANKS = re.compile(r"[^\S\n]+")
#: How a competitor stands in a deal, in brackets behind the name: “Boreal (front runner)”, “华星通信（在用）”.
_STANDING = re.compile(
    r"\s*[(\uff08](?:the |our |very |still |now )?(?:front[ -]?runner|favou?rite|incumbent|new|newcomer|existing|current|leader"
    r"|leading|strong(?:est)?|weak(?:est)?|main(?: rival| competitor| threat)?|biggest threat|challenger|preferred|short-?listed"
    r"|eliminated|out|withdrawn|dropped(?: out)?|unlikely|likely|cheapest|low(?:est)? price|possible|potential|rumou?red|tbc|\?|former"
    r"|favorit|amtsinhaber|bisherige?r?(?: lieferant)?|platzhirsch|ausgeschieden|sortant|en place|favori|éliminé|en tête|actual"
    r"|proveedor actual|现任|在用|现有|现供应商|原供应商|老供应商|领先|最强|最弱|最大威胁|主要(?:竞争)?对手|主力|次要|陪标"
    r"|新进入者?|新进|强|弱|已?出局|已?退出|已?入围|未入围|低价|首选|疑似|领跑)[)\uff09]$",
    re.IGNORECASE,
)


def is_company(text: str) -> bool:
    """Whether a text ends as companies are called, or begins as public bodies are: “Aster AG”, “华岳银行”, “City of Leeds”.

    >>> is_company("Boreal SE"), is_company("Molkerei Aster eG"), is_company("Ruth Ackermann"), is_company("the same as")
    (True, True, False, False)
    >>> is_company("Ayuntamiento de Tudela"), is_company("Stadt Ulm"), is_company("Nina Stadt"), is_company("Conseil")
    (True, True, False, False)
    """
    return bool(_COMPANY.fullmatch(text) or _BODY.fullmatch(text))


def called_as_company(text: str) -> bool:
    """Whether a text is called as companies are in full or for short, by their trade: where people could stand, too, it proves nothing.

    >>> called_as_company("Delfin Bank"), called_as_company("长河重工"), called_as_company("Aster AG"), called_as_company("Ruth Bank Meier")
    (True, True, True, False)
    """
    return is_company(text) or bool(_SHORT.fullmatch(text) or _SHORT.fullmatch(simplified(text)))


def called_as_vendor(text: str) -> bool:
    """Whether what a phrase names as one of those who sell is called as such firms are.

    >>> called_as_vendor("华星通信"), called_as_vendor("Sartor AG"), called_as_vendor("Delfin Bank"), called_as_vendor("国产")
    (True, True, True, False)
    """
    return called_as_company(text) or bool(_TRADE.fullmatch(text))


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
    >>> companies_in("Boreal (front runner), Sartor AG"), companies_in("华星通信（在用）、Boreal (UK)")
    (['Boreal', 'Sartor AG'], ['华星通信', 'Boreal (UK)'])
    """
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(_BLANKS.sub(" ", cell.strip()))):
        if found and _FORM.fullmatch(part):
            found[-1] += f", {part}"
        else:
            found.append(_STANDING.sub("", part) or part)
    nobody = vocabulary("", "no_company")
    return [one for one in found if word_key(one) not in nobody]

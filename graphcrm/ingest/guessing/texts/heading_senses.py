"""What a heading may speak of instead of what a word in it says: a wish, something to come, a paper."""

from __future__ import annotations

import re

from graphcrm.folding import simplified
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = [
    "asks_for_advice",
    "is_before",
    "is_now",
    "is_of_attendance",
    "is_of_customers",
    "is_of_minutes",
    "is_of_papers",
    "is_of_records",
    "is_of_remarks",
    "is_of_rivals",
    "is_of_things",
    "is_opinion",
    "is_to_come",
    "is_wanted",
    "role_asked",
]

_OF_RIVALS = re.compile(
    r"竞争|对手|竞品|竞对|友商|\bcompetit(?:or|ion)|\brivals?\b|wettbewerb|konkurren|\bconcurren(?:t|ce)|\bcompetidor|\bconcorren",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"target|desired|goal|planned|soll|ziel|objetivo|cible|souhaité|desead[oa]|desiderat[oa]|gewünscht|gewenst|\bto[- ]be\b|\bwanted\b"
    r"|目标|期望|预期|目標",
    re.IGNORECASE,
)
#: How something stands, beside a column for how it should stand one day, or how it stood once.
_NOW = re.compile(
    r"(?:right )?now|current(?:ly)?|present(?:ly)?|actual|as[- ]is|today|ist(?:[- ](?:zustand|stand|wert))?|aktuell|heute"
    r"|derzeit(?:ig)?|jetzt|actuelle?(?:ment)?|aujourd['’]hui|actualmente|hoy|attuale|oggi|huidige?|nu|(?:现|目|当)前|现状|现在|现有|今",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\bdue\b|deadline|target|by when|^by$|next|planned|时限|期限|截止|截至|完成|计划|预计|下次|fällig|bis wann|^bis$",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(?:position|posición|posizione|posição)\s+(?:on|re|regarding|concerning|towards?|vis-à-vis|sobre|sur|su|frente|zu|zum|zur)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"previous|former|prior\b|initial|vorherig|bisherig|ursprünglich|anterior|précédent"
    r"|上周|上月|上期|上次|上季|上年|去年|此前|之前|以前|过去|初始|期初|前期|原有|原先|原来|变化前|变更前"
    r"|^(?:原任?|前任|曾任)(?=职|岗|单位|部门|公司|上级|领导)"
    r"|^(?:old|ex|frühere?[rs]?|ehemalige?[rs]?|alte[rs]?|ancien(?:ne)?|antigu[oa]|oude|vorige)[ -]",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(
    r"contract|signed|signature|invoice|payment|renewal|expir|合同|签订|签署|签约|开票|付款|回款|到期|续约|验收|vertrag|rechnung|unterzeichn",
    re.IGNORECASE,
)
_OF_RECORDS = re.compile(
    r"\b(?:creat(?:e|ed|ion)|add(?:ed)?|modif(?:ied|ication)|updated?|changed|entered|logged|erstell(?:t|ung)|angelegt|geändert|änderung"
    r"|créée?|création|modifiée?|cread[oa]|creación|modificad[oa])\b|创建|新增|录入|修改|更新",
    re.IGNORECASE,
)
_OF_THINGS = re.compile(
    r"\b(?:vendor|supplier|manufacturer|go-?live|version|release|licen[cs]es?|serial|quantity|qty|sku|hersteller|anbieter|lieferant|menge"
    r"|lizenz(?:en)?|fabricant|éditeur|fournisseur|quantité|proveedor|fabricante|cantidad|licencias?|fornitore|produttore|quantità"
    r"|leverancier|fabrikant|aantal|uptime|hosting)\b|供应商|厂商|版本|上线|许可|型号|序列号|数量",
    re.IGNORECASE,
)
#: A question of yes or no whether somebody is something: “是否决策者”, “Is a coach?”.
_WHETHER = re.compile(
    rf"(?:是否|是不是)?(?:为|是)?(?:{US_ZH})?的?(?:内部)?(?P<zh>(?-i:[\u3400-\u9fff]){{2,8}}?|coach)吗?[?\uff1f]?"
    r"|(?:is )?(?:our )?(?:an? |the )?(?:inside |internal |key )?(?P<en>[a-z][a-z -]{2,30}?) ?\?",
    re.IGNORECASE,
)
#: What may be answered, behind what is asked: “Decision maker (Y/N)”, “Coach yes/no”, “决策人（是/否）”.
_ANSWERS = re.compile(
    r"\??\s*[(\uff08\[]?(?:\b(?:y(?:es)?\s*[/|]\s*no?|j(?:a)?\s*/\s*n(?:ein)?|o(?:ui)?\s*/\s*n(?:on)?|s[ií]?\s*/\s*no?)\b|是\s*/\s*否)[)\uff09\]]?$",
    re.IGNORECASE,
)
_OF_MINUTES = re.compile(
    r"(?:会议|会谈|拜访|沟通|谈话|交流|走访|洽谈)?(?:纪要|实录|详情|详细内容|具体内容)|(?:会议|会谈|拜访|沟通|谈话|交流|走访|洽谈)(?:记录|内容)"
    r"|(?:(?:meeting|call|visit|discussion|conversation) )?(?:minutes|notes|details|write-?up)"
    r"|(?:gesprächs|besprechungs|besuchs)?(?:protokoll|notiz(?:en)?|bericht)"
    r"|comptes? rendus?|notes de réunion|acta|minuta|verbale|resoconto|verslag|notatki?",
    re.IGNORECASE,
)
_OF_REMARKS = re.compile(
    r"(?:contact )?(?:备注|备考|備考|特记事项|特記事項|メモ|コメント|备忘|说明|描述|注释|注记|附注|情况说明"
    r"|remarks?|notes?|comments?|bemerkung(?:en)?|anmerkung(?:en)?|notiz(?:en)?"
    r"|kommentare?|remarques?|commentaires?|observaciones|notas?|comentarios?|descriptions?|beschreibung|opmerking(?:en)?|uwagi|osservazioni)"
    r"\s*(?:\(c\)|[:\uff1a])?",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\bwhom?\b.* (?:do|would|did) you (?:\w+ ){0,2}(?:ask|consult|turn to|go to|listen to|trust)\b"
    r"|\bwen (?:fragen|fragst|bitten) (?:sie|du)\b"
    r"|\bqui (?:consultez|demandez)[- ]vous\b|[您你].{0,8}(?:请教|咨询|求助|征求.{0,6}意见|听取.{0,6}意见).{0,6}[谁些人?\uff1f]"
    r"|[您你].{0,8}(?:向|找|听)[谁哪]",
    re.IGNORECASE,
)
_OF_ATTENDANCE = re.compile(
    r"参加|参会|出席|与会|到会|在场|attend|participant|\bpresent\b|teilnehm|anwesend|asist|présents|partecipant",
    re.IGNORECASE,
)
_OF_CUSTOMERS = re.compile(
    r"(?:客户|公司|企业|单位)的?(?:级别|等级|评级|分级|层级)|kundenklasse"
    r"|(?:account|customer|company|client)s?['’]?s? (?:level|grade|tier|rank|class)",
    re.IGNORECASE,
)


def is_of_minutes(heading: str) -> bool:
    """Whether a heading stands over what was said at a meeting.

    >>> is_of_minutes("会议纪要"), is_of_minutes("Meeting notes"), is_of_minutes("Protokoll"), is_of_minutes("Minutes (length)")
    (True, True, True, False)
    """
    return bool(_OF_MINUTES.fullmatch(simplified(heading.strip(" :\uff1a"))))


def is_of_remarks(heading: str) -> bool:
    """Whether a heading stands over remarks of all kinds.

    >>> is_of_remarks("備註"), is_of_remarks("備考"), is_of_remarks("Notes:"), is_of_remarks("Next steps")
    (True, True, True, False)
    """
    return bool(_OF_REMARKS.fullmatch(simplified(heading.strip())))


def is_of_attendance(heading: str) -> bool:
    """Whether it is about those who were there: what is still to be done has an owner, and nobody who took part.

    >>> is_of_attendance("客户参加人"), is_of_attendance("Attendees (us)"), is_of_attendance("责任人")
    (True, True, False)
    """
    return bool(_OF_ATTENDANCE.search(simplified(heading)))


def role_asked(heading: str) -> str:
    """The role in a decision of which it asks if somebody has it, or that it is itself; "" for any other heading.

    >>> role_asked("是否教练"), role_asked("Coach?"), role_asked("Coach"), role_asked("Coaching"), role_asked("教练级别")
    ('coach', 'coach', 'coach', '', '')
    >>> role_asked("是否决策者"), role_asked("Is a decision maker?"), role_asked("是否在职")
    ('decider', 'decider', '')
    >>> role_asked("Decision Maker (Y/N)"), role_asked("决策者 是/否"), role_asked("Budget (Y/N)")
    ('decider', 'decider', '')
    """
    found = _WHETHER.fullmatch(_ANSWERS.sub("?", heading.strip()))
    return vocabulary("people", "roles").get(word_key((found["zh"] or found["en"]) if found else heading), "")


def is_of_customers(heading: str) -> bool:
    """Whether it sorts customers, and not the people of one."""
    return bool(_OF_CUSTOMERS.search(heading))


def is_of_rivals(heading: str) -> bool:
    """Whether it speaks of competitors: attitudes and ties below it are none to us.

    >>> is_of_rivals("与竞争对手关系"), is_of_rivals("Attitude to competitor"), is_of_rivals("对我方态度")
    (True, True, False)
    """
    return bool(_OF_RIVALS.search(simplified(heading)))


def is_wanted(heading: str) -> bool:
    """Whether it is about what somebody should think, or where somebody should stand, one day."""
    return bool(_WANTED.search(heading))


def is_now(heading: str) -> bool:
    """Whether it says of something only that it is how it stands now.

    >>> is_now("Ist"), is_now("Current"), is_now("现状"), is_now("Soll"), is_now("Current title")
    (True, True, True, False, False)
    """
    return bool(_NOW.fullmatch(simplified(heading.strip())))


def is_before(heading: str) -> bool:
    """Whether it is about how somebody stood once, and not how they stand: “上周态度”, “Previous stance”.

    >>> is_before("上周态度"), is_before("Previous stance"), is_before("本周态度")
    (True, True, False)
    >>> is_before("原职务"), is_before("Frühere Position"), is_before("现职务"), is_before("原料部门"), is_before("Alter")
    (True, True, False, False, False)
    """
    return bool(_BEFORE.search(simplified(heading)))


def is_to_come(heading: str) -> bool:
    """Whether it is about a day by which something is to be done: that is none of a meeting."""
    return bool(_TO_COME.search(heading))


def is_opinion(heading: str) -> bool:
    """Whether a position is what somebody thinks of something, and no post: “Position on vendor choice”."""
    return bool(_OPINION.match(heading))


def is_of_papers(heading: str) -> bool:
    """Whether it is about the day of a paper, when a contract was signed, ends or is paid: that is none of a meeting."""
    return bool(_OF_PAPERS.search(heading))


def is_of_records(heading: str) -> bool:
    """Whether it is about the day on which a system made or changed a row, and none on which anything happened.

    >>> is_of_records("Create date"), is_of_records("Add time"), is_of_records("创建时间"), is_of_records("Call date")
    (True, True, True, False)
    """
    return bool(_OF_RECORDS.search(simplified(heading)))


def asks_for_advice(heading: str) -> bool:
    """Whether a question of a survey asks those who answer it to whom they turn.

    >>> asks_for_advice("Whom do you ask for advice? (up to three)"), asks_for_advice("遇到技术问题您一般向谁请教？")
    (True, True)
    >>> asks_for_advice("Who are you?"), asks_for_advice("Who looks after them?")
    (False, False)
    """
    return bool(_ADVICE.search(heading))


def is_of_things(heading: str) -> bool:
    """Whether a heading tells what only things have: who made them, which version, how many.

    >>> is_of_things("Vendor"), is_of_things("Go-live date"), is_of_things("Conversion"), is_of_things("Title")
    (True, True, False, False)
    """
    return bool(_OF_THINGS.search(simplified(heading)))

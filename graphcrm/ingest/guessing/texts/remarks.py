"""What remarks about somebody say in plain sentences: their manager, who listens to them, how they stand to us, what they need.

A sentence counts as a whole or not at all; whom it names is told by the list that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from graphcrm.dataclass import dataclass
from graphcrm.folding import simplified
from graphcrm.ingest.guessing.texts.flags import GONE, flag_of
from graphcrm.ingest.guessing.texts.leanings import leaning_in
from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["BETWEEN_SENTENCES", "Remark", "remarks_in"]

#: Characters of remarks that are read.
_LONGEST = 1_000
#: Between sentences; a full stop ends one behind a word, a number or a bracket, and not behind “Dr” or “c”.
_NO_END = ("Dr", "Mr", "Ms", "Hr", "Fr", "St", "Jr", "Sr", "Co", "No", "vs", "ca", "Mrs", "Inc", "Ltd", "Prof", "Sept")
_SHORT = "".join(rf"(?<!\b{one})" for one in _NO_END)
_END = rf"(?:(?<=[^\W\d_]{{2}})|(?<=[\d)\]])){_SHORT}\.(?:\s+(?=[^\W\da-z_])|\s*$)"
BETWEEN_SENTENCES = re.compile(rf"[;\uff1b。\n]+|{_END}|\s+[–—]\s+|\s-\s")
_PART = re.compile(r"[,\uff0c]\s*")
_NAME = r"(?P<who>[^\W\d_][\w’' .·-]{0,40}?)"
_HAN = r"(?P<who>(?-i:[\u3400-\u9fff·]){2,6}?)"
_HE = r"(?:(?:he|she|they)\s+)?"
_OF_HIM = r"(?:him|her|them|(?:his|her|their)\s+(?:advice|judge?ment|opinion|word|lead|recommendations?))"
_HEEDS = r"(?:listens\s+to|trusts|follows|relies\s+on|goes\s+by)"
_OFTEN = r"(?:(?:usually|always|often|mostly|really|also)\s+)?"
#: How much weight a word has, before it.
_VERY = r"(?:很|非常|比较|较|最|特别|十分|挺|也|都)*"
#: Each meaning with the sentences that say it; `who` is somebody, `what` something.
_SENTENCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (meaning, re.compile(said, re.IGNORECASE))
    for meaning, said in (
        ("reports_to", rf"{_HE}(?:reports?|reporting)\s+(?:directly\s+)?(?:in)?to\s+{_NAME}"),
        ("reports_to", rf"{_HE}(?:works?|working)\s+for\s+{_NAME}"),
        ("reports_to", rf"(?:berichtet|unterstellt)\s+(?:direkt\s+)?(?:an\s+)?{_NAME}"),
        (
            "reports_to",
            rf"(?:vorgesetzter?|chef(?:in)?|(?:line\s+)?manager|boss|supervisor|supérieure?|superiore?|jef[ea])\s*:\s*{_NAME}",
        ),
        ("reports_to", rf"(?:直属)?(?:上级|领导|主管)\s*[:\uff1a]\s*{_HAN}"),
        ("reports_to", rf"(?:rend\s+compte\s+à|rattachée?\s+à|reporta\s+a|depende\s+de)\s+{_NAME}"),
        ("reports_to", rf"(?:直接)?(?:汇报给|(?:直属)?上级(?:是|为)){_HAN}"),
        ("reports_to", rf"(?:直接)?向{_HAN}汇报"),
        ("influences", rf"(?:usually\s+)?{_NAME}\s+{_OFTEN}{_HEEDS}\s+{_OF_HIM}(?:\s+(?:on|about|in|for|with)\b.*)?"),
        (
            "influences",
            rf"{_HE}{_OFTEN}(?:advises|has\s+the\s+ear\s+of)\s+{_NAME}(?:\s+(?:on|about|in|for|with)\b.*)?",
        ),
        (
            "influences",
            rf"(?:berät|conseille|asesora\s+a)\s+{_NAME}(?:\s+(?:bei|beim|in|zu|zum|zur|sur|en|sobre)\b.*)?",
        ),
        ("influences", rf"(?:他|她)?是{_HAN}的(?:参谋|军师|智囊)"),
        (
            "influences",
            rf"{_HAN}{_VERY}(?:听从?|信任|采纳)(?:他|她)(?:的(?:话|意见|建议|判断)?)?",
        ),
        ("influences", rf"{_NAME}\s+(?:hört\s+auf\s+(?:ihn|sie)|vertraut\s+(?:ihm|ihr))"),
        ("influenced_by", rf"(?:hört\s+(?:sehr\s+|oft\s+|immer\s+)?auf|verlässt\s+sich\s+auf)\s+{_NAME}"),
        ("influences", rf"对{_HAN}的?影响{_VERY}大"),
        (
            "influenced_by",
            rf"{_HE}{_OFTEN}(?:listens\s+to|follows|relies\s+on)\s+{_NAME}(?:\s+(?:on|about|in|for)\b.*)?",
        ),
        ("influenced_by", rf"{_HAN}(?:的(?:意见|话|看法|建议))?对(?:他|她)的?影响{_VERY}大"),
        ("influenced_by", rf"{_VERY}(?:听从?|信任){_HAN}的(?:话|意见|建议|判断)?"),
        (
            "business_need",
            rf"{_HE}(?:wants|needs|would\s+like|is\s+looking\s+for|asks\s+for|looking\s+for)\s+(?P<what>.{{3,150}})",
        ),
        (
            "business_need",
            r"(?:wünscht|braucht|benötigt|souhaite|veut|demande|quiere|necesita|pide)\s+(?P<what>.{3,150})",
        ),
        (
            "business_need",
            rf"(?:他|她)?{_VERY}(?:希望|想要|需要|要求|关注|关心|看重|在意|在乎)(?P<what>[^\s].{{1,100}})",
        ),
        (
            "left_on",
            r"(?:has\s+|had\s+)?left(?:\s+(?:us|(?:the|his|her|their)\s+[a-z]+))?(?:,?\s+(?:on|as\s+of|per))?\s+"
            r"(?P<what>\d[\d./-]{5,9}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
        ),
        (
            "left_on",
            r"(?:(?:has\s+)?retired|gone|no\s+longer\s+(?:there|with\s+them))\s+(?:since|on|as\s+of)\s+"
            r"(?P<what>\d[\d./-]{5,9}|\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
        ),
        (
            "left_on",
            r"(?:ist\s+)?(?:seit|am|zum)\s+(?:dem\s+)?(?P<what>\d[\d./-]{5,9})\s+(?:im\s+ruhestand|in\s+rente|pensioniert|ausgeschieden|nicht\s+mehr\s+(?:da|dort|im\s+unternehmen))",
        ),
        ("left_on", r"(?:已?于)?(?P<what>\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?)(?:已?离职|离任|退休)"),
    )
)
#: That nothing is decided against somebody, on whatever they say it of.
_VETO = re.compile(
    rf"{_HE}(?:has|holds)\s+(?:a\s+|the\s+)?(?:right\s+of\s+)?veto(?:\s+(?:right|power))?(?:\s+(?:on|over|in|for)\s.+)?"
    r"|hat\s+(?:ein\s+)?veto(?:recht)?(?:\s+(?:bei|in|für|über)\s.+)?|a\s+un\s+droit\s+de\s+veto(?:\s.+)?|tiene\s+(?:derecho\s+a\s+)?veto(?:\s.+)?"
    r"|(?:他|她)?(?:有|拥有|具有)(?:一票)?否决权",
    re.IGNORECASE,
)
_DAY = (
    r"(?P<day>\d{4}[./年-]\d{1,2}[./月-]\d{1,2}日?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}"
    r"|[A-Z][a-z]{2,8}\s+\d{1,2},?\s+\d{4})"
)
#: That somebody of ours met them, by day.
_MET = (
    re.compile(
        rf"(?:(?:we|i)\s+)?(?:last\s+)?(?:met|saw|visited|had\s+(?:a\s+)?(?:meeting|lunch|call))(?:\s+(?:him|her|them|with\s+(?:him|her|them)))?"
        rf"(?:\s+(?:at|in)\s+[\w’' -]{{2,40}}?)?\s+on\s+{_DAY}(?:\s+(?:at|in|about|to)\s+.*|\s*\(.*\))?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:我方|我们)?(?:已?于|在)?{_DAY}(?:已)?(?:拜访|见面|会面|面谈|走访|见过)(?:过)?(?:他|她|对方|了)?"),
)
#: What we promised them, or are to do, by when.
_PROMISED = (
    re.compile(
        rf"(?:(?:we|i)\s+(?:have\s+)?(?:promised|agreed|committed|will|are\s+to|have\s+to|need\s+to|must)\s+(?:to\s+)?"
        rf"|(?=(?:send|call|follow\s+up|invite|arrange|book|visit|prepare|provide|share|set\s+up|schedule|present|deliver)\s))"
        rf"(?P<what>.{{3,150}}?)\s+(?:by|before|until)\s+{_DAY}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:我方|我们|我司)(?:已)?(?:承诺|答应|约定|将|需|须|要|计划)(?:在|于)?{_DAY}(?:之前|以前|前|内)?(?P<what>[^\d]{{3,80}})"
    ),
    re.compile(rf"{_DAY}(?:之前|以前|前)(?P<what>(?:提交|发送|回访|拜访|安排|提供|约见|跟进|回复|准备|寄送).{{1,80}})"),
)
#: Who somebody is in an opportunity: “Decision maker for the payroll replacement”, “二期项目的拍板人”.
_ROLES = (
    re.compile(
        r"(?:(?:is|our)\s+)?(?:the\s+|an?\s+)?(?P<role>[^\W\d_][\w/’' -]{2,30}?)(?:\s+for\s+us)?\s+(?:for|on|in|of)\s+(?:the|our|this)\s+"
        r"(?P<deal>[^,;()]{2,60}?\s+(?:deal|opportunity|project|programme|program|tender|replacement|renewal|roll-?out|migration"
        r"|implementation|upgrade|pilot))(?:\s*\(.*\))?",
        re.IGNORECASE,
    ),
    re.compile(r"(?:是)?(?P<deal>[^\s,\uff0c的]{2,30}(?:项目|商机|工程))的(?P<role>[\u3400-\u9fff]{2,8})"),
)
#: “Luis is for us”, “Luis Gil reports to Ana”, “王伟支持我们”.
_SUBJECT = re.compile(
    r"(?P<who>[^\W\d_a-z\u3400-\u9fff][\w’'-]+(?: [^\W\d_a-z][\w’'-]+){0,2})\s+"
    r"(?P<rest>(?:is|reports|works|advises|wants|needs|listens|supports|opposes|stays|remains|follows|relies|left|leans|prefers|favou?rs|backs)\s.+)"
    r"|(?P<zh>[\u3400-\u9fff]{2,4}?)(?P<rest_zh>(?:汇报给|向[\u3400-\u9fff]{2,6}汇报|[全坚]?[力定]?支持我|反对我|希望|需要|看重|关心|保持中立|偏向|倾向|更认可|力挺).*)"
)
_DEAL = re.compile(r"\s+(?:deal|opportunity)$", re.IGNORECASE)
#: In what somebody is for us or against us: “champion for us on the Depot deal”.
_ON = re.compile(r"(\bus)\s+(?:on|in|with)\s+(?:the|our|this)\s+.{2,60}$", re.IGNORECASE)
#: What only needs somebody of ours to do something, or others to bid, says nothing of theirs.
_TO_DO = re.compile(
    r"(?:to\s+be\s+)?(?:a\s+|an\s+|more\s+)?(?:follow|call|chas|contact|updat|invit|introduc|meeting|remind|info|attention|check|review)"
    # how much of what was said before: “要求两年以内”
    # that somebody else bids, too: “想要友商进来比价”, “wants Sartor to quote”
    r"|.{0,40}(?:进来|参与|介入|也来?|来)(?:比价|报价|投标|竞标|陪标)"
    r"|.{0,40}\b(?:to (?:bid|quote|tender|compete)|(?:second|competing|other) (?:quotes?|offers?|bids?))\b"
    r"|(?:约|at least |about )?[\d一二两三四五六七八九十百半]+[\s%％]?[^\W\d_]{0,8}$|跟进|联系|拜访|回访|更新|确认|核实|补充",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a sentence says: a meaning of a column of people, "" for nothing plain, and its value as it stands."""

    meaning: str
    value: str
    sentence: str
    #: Whom the sentence is about, where it begins with a name.
    who: str = ""


@lru_cache(maxsize=2_000)  # a column is looked at for every kind of table
def remarks_in(text: str) -> tuple[Remark, ...]:
    """What the sentences of a remark say, as far as they are plain.

    >>> [(r.meaning, r.value) for r in remarks_in("Reports to Ana Ruiz. Luis listens to her on data. Neutral, by the book")]
    [('reports_to', 'Ana Ruiz'), ('influences', 'Luis'), ('stance', '0'), ('', '')]
    >>> [(r.meaning, r.value) for r in remarks_in("Reports into Ana Ruiz, advises Luis on vendors. 是罗斌的参谋")]
    [('reports_to', 'Ana Ruiz'), ('influences', 'Luis'), ('influences', '罗斌')]
    >>> [(r.meaning, r.value) for r in remarks_in("Wants a 24x7 desk before 2027 – opposes us")]
    [('business_need', 'a 24x7 desk before 2027'), ('stance', '-1')]
    >>> [(r.meaning, r.value) for r in remarks_in("偏谨慎，罗斌的意见对他影响很大；很关注付款账期")]
    [('influenced_by', '罗斌'), ('', ''), ('business_need', '付款账期')]
    >>> [(r.meaning, r.value) for r in remarks_in("Left the company 31/08/2026 – successor unknown")]
    [('left_on', '31/08/2026'), ('flags', 'left'), ('', '')]
    >>> [(r.meaning, r.value) for r in remarks_in("Decision maker for the payroll replacement (due Feb). 二期项目的拍板人")]
    [('roles', 'decider'), ('opportunity', 'payroll replacement'), ('roles', 'decider'), ('opportunity', '二期项目')]
    >>> [(r.meaning, r.value) for r in remarks_in("看投资回收期，要求两年以内；要求本地化部署")]
    [('', ''), ('business_need', '本地化部署')]
    >>> [r.meaning for said in ("嫌贵，想要华星进来比价", "Wants Sartor to quote as well") for r in remarks_in(said)]
    ['', '']
    >>> [(r.who, r.meaning, r.value) for r in remarks_in("Luis reports to Ana. Eva Lang is for us; 王伟支持我们")]
    [('Luis', 'reports_to', 'Ana'), ('Eva Lang', 'stance', '2'), ('王伟', 'stance', '2')]
    >>> [(r.meaning, r.value) for r in remarks_in("Met her on 5 May 2026; we promised to send the offer by 2026-12-01")]
    [('last_met', '5 May 2026'), ('next_step', 'send the offer'), ('next_due', '2026-12-01')]
    >>> [(r.meaning, r.value) for r in remarks_in("2026年5月5日拜访过。我方承诺2026-12-01前提供样机")]
    [('last_met', '2026年5月5日'), ('next_step', '提供样机'), ('next_due', '2026-12-01')]
    >>> {r.meaning for r in remarks_in("Sceptical about outsourcing. Supporter of the new plant; support, needs follow-up")}
    {''}
    """
    return tuple(_read(text))


def _read(text: str) -> Iterator[Remark]:
    for sentence in filter(None, map(str.strip, BETWEEN_SENTENCES.split(simplified(text[:_LONGEST])))):
        if whole := _whole(sentence):
            yield from whole
        elif gone := _gone(sentence):
            yield from gone
        else:
            parts = [_whole(part) or _gone(part) for part in filter(None, map(str.strip, _PART.split(sentence)))]
            yield from (one for some in parts for one in some)
            if not all(parts):
                yield Remark("", "", sentence)
    if len(text) > _LONGEST:
        yield Remark("", "", text[_LONGEST:])


def _gone(sentence: str) -> tuple[Remark, ...]:
    """That somebody has left, on whatever day, or is not to be contacted, if a sentence or a part of one says no more."""
    flag = flag_of(sentence.strip(" .!\uff01"))
    return (Remark("flags", flag, sentence),) if flag in GONE else ()


def _whole(sentence: str) -> tuple[Remark, ...]:
    """What a whole sentence, or a part of one, says; nothing if that is not plain."""
    plain = sentence.strip(" .!\uff01")
    part = next((found for pattern in _ROLES if (found := pattern.fullmatch(plain))), None)
    role = vocabulary("people", "roles").get(word_key(part["role"])) if part else ""
    roles = (
        (Remark("roles", role, plain), Remark("opportunity", _DEAL.sub("", part["deal"]), plain))
        if part and role
        else ()
    )
    if level := vocabulary("people", "remarked_stance").get(word_key(_ON.sub(r"\1", plain))):
        return (Remark("stance", level, plain), *roles)
    if role := vocabulary("people", "remarked_roles").get(word_key(plain)):
        return (Remark("roles", role, plain),)
    if _VETO.fullmatch(plain):
        return (Remark("veto", "1", plain),)
    for meaning, pattern in _SENTENCES:
        if found := pattern.fullmatch(plain):
            said = found.groupdict()
            value = (said.get("who") or said.get("what") or "").strip()
            if value and not (meaning == "business_need" and _TO_DO.match(value)):
                left = (Remark("flags", "left", plain),) if meaning == "left_on" else ()
                return (Remark(meaning, value, plain), *left)
    if met := next(filter(None, (pattern.fullmatch(plain) for pattern in _MET)), None):
        return (Remark("last_met", met["day"], plain), *roles)
    if due := next(filter(None, (pattern.fullmatch(plain) for pattern in _PROMISED)), None):
        return (Remark("next_step", due["what"].strip(), plain), Remark("next_due", due["day"], plain), *roles)
    if leaning_in(plain):
        return (Remark("leans_to", plain, plain), *roles)
    if not roles and (found := _SUBJECT.fullmatch(plain)):
        return tuple(
            replace(one, sentence=plain, who=one.who or found["who"] or found["zh"])
            for one in _whole(found["rest"] or found["rest_zh"])
        )
    return roles

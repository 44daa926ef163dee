"""Which level a title tells, in Chinese by how it ends, elsewhere by its words; a proposal, which nobody has to take."""

from __future__ import annotations

import re

from graphcrm.folding import simplified

__all__ = ["grade_of"]

#: Between two posts of one person.
_AND = re.compile(r"兼任?|、|[/,;&\uff0c\uff1b]|\s(?:and|und|et|y)\s", re.IGNORECASE)
#: Short words of posts that stand for one word alone; “Eng.” may be engineer or engineering.
_SHORT = {
    "dir": "director", "mgr": "manager", "asst": "assistant", "supv": "supervisor", "supt": "superintendent", "gen": "general",
    "exec": "executive", "dep": "deputy",
}  # fmt: skip
_SHORT_WORD = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b\.?", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\uff08].*?[)\uff09]")
#: What a title ends with in Chinese, and begins with, ends with or holds elsewhere, with the level; the first that fits counts.
_RULES: tuple[tuple[int | None, re.Pattern[str]], ...] = tuple(
    (grade, re.compile(pattern, re.IGNORECASE))
    for grade, pattern in (
        (4, r"(?:董秘|董事会秘书)$"),
        (None, r"(?:总经理|总裁|董事长|行长|厂长|院长)助理$|班主任$"),
        (5, r"(?:董事长|董事局主席|(?:独立|执行|非执行)?董事|股东|实际控制人|理事长)$"),
        (3, r"(?:(?<!事业)(?<!总)部|[处室]|中心)副?总经理$|(?:分厂|[一二三四五六七八九十\d]厂)副?厂长$"),
        (4, r"(?:总经理|总裁|副?总|首席.{1,6}官|总工程师|总会计师|总经济师|总法律顾问|总工|财务总监|厂长|院长|校长|行长|局长)$"),
        (2, r"(?:总监理工程师|总监代表|车间主任|项目负责人)$"),
        (4, r"(?:执行|资讯|信息|财务|营运|运营|技术|行销|营销|法务|策略|人资|人力资源)长$"),
        (3, r"(?:协理|总监|部长|主任|处长|所长|.部门?经理|部门经理|大区经理|(?:部|处|中心|室)负责人)$"),
        (2, r"(?:经理|[副襄]理|科长|股长|主管|组长|班长|队长|段长|工长|店长)$"),
        (1, r"(?:工程师|专员|[业办科文职采操技][务事购作术]?员|干事|会计|出纳|秘书|助理|操作工|分析师|设计师)$"),
        (3, r"^(?:deputy |acting |interim |global |group )?head\b|^(?:bereichs|abteilungs|werks?)?leit(?:er|erin|ung)\b"),
        (4, r"^(?:managing director|general manager|director general|directeur général|directrice générale|gerente general)\b"),
        (3, r"^(?:director|directeur|directrice|directora)\b"),
        (None, r"\bassistant (?:vice|director|general|manager)\b|^(?:company|board) secretary$|^chief of staff"),
        (1, r"\b(?:assistant|secretary)\b|assistenz|sekretär"),
        (5, r"^(?:co-?)?(?:owner|founder|shareholder|proprietor|inhaber(?:in)?|gesellschafter(?:in)?)$"),
        (5, r"^(?:vice |deputy |executive |non-executive )?chair(?:man|woman|person)?\b(?!.*committee)|\bnon-executive director\b"),
        (5, r"\b(?:board member|member of the (?:supervisory )?board)\b|^aufsichtsrat"),
        (4, r"\bchief\b.*\bofficer\b|^president\b|\bvice[ -]president\b|\b(?:s|e)?vp\b|^(?:vorstand|geschäftsführ)"),
        (4, r"^(?:(?:deputy|group|global|regional|acting|interim|co-?) ?)?(?:c[efiotmrspd]o|chro|ciso)\b(?! office)"),
        (4, r"\b(?:managing director|general manager|executive director|ceo|cfo|cio|coo|cto|pdg)$|\bgeschäftsführer"),
        (3, r"\b(?:director|directora|direktor|direktorin)\b|\bchief (?:architect|engineer|buyer)\b|prokurist"),
        (2, r"(?:team|gruppen|projekt|schicht)leit(?:er|erin|ung)\b"),
        (3, r"\w+leit(?:er|erin|ung)\b|\b(?:plant|department|country) manager\b"),
        (2, r"\b(?:manager(?:in)?|lead|leader|supervisor|superintendent|foreman|jef[ea]|gerente|responsable)\b|meister\b"),
        (1, r"\b(?:engineer|analyst|buyer|purchaser|specialist|technician|consultant|developer|clerk|accountant)\b"),
        (1, r"\b(?:administrator|planner|coordinator|designer|scientist|representative|officer|operator)\b"),
        (1, r"(?:sachbearbeiter|referent|berater|einkäufer|ingenieur|techniker)(?:in)?$"),
    )
)  # fmt: skip


def grade_of(title: str) -> int | None:
    """The level that a title is proposed for, the highest of several posts; None for one that tells none.

    >>> [grade_of(said) for said in ("总经理", "财务部经理", "采购经理", "副总裁兼CIO", "总经理助理")]
    [4, 3, 2, 4, None]
    >>> [grade_of(said) for said in ("VP Sales", "Head of IT", "Assistant to the CEO", "Teamleiter Einkauf", "Partner")]
    [4, 3, 1, 2, None]
    >>> [grade_of(said) for said in ("Dir. Fin. & Adm.", "Sr. Mgr. Eng.", "Gen. Mgr.", "Asst. Mgr.", "Adm. Eng.")]
    [3, 2, 4, None, None]
    >>> [grade_of(said) for said in ("資訊長", "業務協理", "採購部副理", "襄理", "資訊處長", "船長")]
    [4, 3, 2, 2, 3, None]
    >>> [grade_of(said) for said in ("技术部总经理", "研发中心副总经理", "三分厂厂长", "厂长", "事业部总经理", "总部总经理")]
    [3, 3, 3, 4, 4, 4]
    """
    title = _SHORT_WORD.sub(lambda found: _SHORT[found[0].rstrip(".").casefold()], title)
    found = (_grade_of_one(part.strip()) for part in _AND.split(simplified(_BRACKETS.sub("", title))))
    return max(filter(None, found), default=None)


def _grade_of_one(post: str) -> int | None:
    return next((grade for grade, pattern in _RULES if pattern.search(post)), None)

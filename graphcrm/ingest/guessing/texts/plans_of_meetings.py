"""What says that meetings are planned: the title of a list, “客户拜访计划表”, or their own topic, “Presentation (planned)”."""

from __future__ import annotations

import re

from graphcrm.folding import simplified

__all__ = ["is_called_planned", "is_plan_of_meetings"]

_PLANNED = (
    r"计划(?:中)?|拟定|预定|予定|planned|upcoming|geplant|prévue?s?|planifiée?s?|previst[oa]s?|planificad[oa]s?|pianificat[oa]|gepland"
    r"|planowan[eay]"
)
_BRACKETED = rf"[(\uff08\[【]\s*(?:{_PLANNED}|plan|planung)\s*[)\uff09\]】]"
_TOPIC = re.compile(
    rf"\s*(?:{_PLANNED})\s*[:\uff1a].*|.*{_BRACKETED}\s*|\s*{_BRACKETED}.*|.*\s[-–—]\s(?:{_PLANNED})\s*",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    rf".*{_BRACKETED}|.*计划表"
    r"|.*(?:拜访|走访|回访|会见|会面|会议|会谈|约见|接待|互访|出访|访问|日程|行程)(?:的)?计划"
    r"|(?:.*[^\w])?(?:(?:customer|client|account) )?(?:visit|meeting|call|appointment)s? plan(?:ning)?"
    r"|(?:planned|upcoming) (?:\w+ )?(?:visits|meetings|calls|appointments)"
    r"|(?:.*[^\w])?(?:besuchs|termin)-?plan(?:ung)?|geplante (?:termine|besuche|gespräche|treffen|besprechungen)"
    r"|(?:rendez-vous|visites|réunions) (?:prévue?s|planifiée?s)|plan (?:de|des) visit[ae]s"
    r"|(?:visitas|reuniones) (?:previstas|planificadas)|piano (?:delle )?visite",
    re.IGNORECASE,
)
#: The time of a list, in brackets behind its title.
_WHEN = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*\d[^()\uff08\uff09]*[)\uff09]$")
#: What says that a list also holds what came of its plan.
_TOOK_PLACE = re.compile(
    r"记录|执行|完成|总结|纪要|实际|落实|\b(?:log|minutes|actuals?|results?|held)\b|protokoll|bericht", re.IGNORECASE
)


def is_plan_of_meetings(title: str) -> bool:
    """Whether the title of a list says that its meetings are planned, and not also that it holds what came of them.

    >>> is_plan_of_meetings("2026年3月客户拜访计划表"), is_plan_of_meetings("3月（计划）"), is_plan_of_meetings("Visit plan (Q4 2026)")
    (True, True, True)
    >>> is_plan_of_meetings("拜访计划执行记录"), is_plan_of_meetings("Account plan"), is_plan_of_meetings("拜访记录")
    (False, False, False)
    """
    said = _WHEN.sub("", simplified(title.strip()))
    return bool(_TITLE.fullmatch(said)) and not _TOOK_PLACE.search(said)


def is_called_planned(topic: str) -> bool:
    """Whether the topic of a meeting says that the meeting is planned, and not that it is about something that is.

    >>> is_called_planned("Präsentation (geplant)"), is_called_planned("Planned: board pitch"), is_called_planned("【计划】高层拜访")
    (True, True, True)
    >>> is_called_planned("Downtime planned for May"), is_called_planned("了解年度采购计划")
    (False, False)
    """
    return bool(_TOPIC.fullmatch(simplified(topic)))

"""Two lists of people of which the title of one says that they are the customer's: the team of another company is ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.words import shapes

__all__ = ["ours_beside"]

_THEIRS = re.compile(
    r"(?P<org>.*?)[\s:\uff1a(\uff08–—-]*(?:(?:客户|甲方|买方|需方)(?:方|侧|团队|人员|项目组|成员)?|(?:customer|client|buyer)(?:['’]s)?"
    r"(?: side| team| people| contacts)?|(?:kundenseite|kundenteam|côté client|lado cliente))\s*[)\uff09]?",
    re.IGNORECASE,
)
_TEAM = re.compile(
    r"项目组|项目部|团队|小组|(?:方|侧)$|\bteam\b|\bside\b|\bequipo\b|\béquipe\b|projektteam|vertriebsteam",
    re.IGNORECASE,
)
#: Others who may have a team in a project.
_THIRD = re.compile(
    r"监理|咨询|顾问|设计|集成商|供应商|伙伴|代理|第三方|竞争|友商|consult|partner|integrator|supplier|advis|berat|third|competitor",
    re.IGNORECASE,
)
_BOTH = 2


def ours_beside(found: Sequence[Recognised]) -> list[Recognised]:
    """What was recognised, with the other one of two lists of people in a file as ours, where the titles tell that it is."""
    made = list(found)
    for file in dict.fromkeys(one.sheet.file for one in found):
        lists = [n for n, one in enumerate(found) if one.sheet.file == file and one.of and one.of.name == "people"]
        theirs = {n: told for n in lists if (told := _THEIRS.fullmatch(_title(found[n])))}
        if len(lists) != _BOTH or len(theirs) != 1:
            continue
        (other,), (told,) = set(lists) - theirs.keys(), theirs.values()
        shape, title, customer = found[other].shape, _title(found[other]), told["org"].strip()
        if shape is not None and shape.ours:
            continue
        if _TEAM.search(title) and not _THIRD.search(title) and not (customer and customer in title):
            made[other] = replace(made[other], shape=next(s for s in shapes() if s.table == "people" and s.ours))
    return made


def _title(one: Recognised) -> str:
    """The title right above a list."""
    return one.sheet.above[-1].strip() if one.sheet.above else ""

"""The day of which a paper says, above its table, that it is: “Stand: 20.11.2026”, “更新日期：2026年11月20日”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.model.dates import ORDERS, day_of
from graphcrm.model.periods import day_in

__all__ = ["day_of_titles", "line_of"]

#: What stands right before the day; a bare “date” only where nothing else stands there: “Start date” is another.
_AS_OF = re.compile(
    r"(?:^|[\s(\uff08,;\uff0c\uff1b|–—-])(?:as (?:of|at)|stand(?: vom)?|(?:last )?(?:updated?|reviewed|revised)(?: on)?|status"
    r"|état au|à la date du|mis(?:e)? à jour(?: le)?|actualizad[oa](?: el| a)?|aggiornato al|bijgewerkt op)$"
    r"|^(?:date|datum|fecha|data|日期)$|(?:更新|制表|填表|编制|評估|评估|盘点|整理)(?:日期|时间|于)?$|截[至止](?:日期|时间)?$",
    re.IGNORECASE,
)
#: What stands right behind it: “（2026年11月20日更新）”.
_BEHIND = re.compile(r"^(?:更新|制表|整理|编制|版)")
_MARKS = " :\uff1a()\uff08\uff09"


def day_of_titles(above: Sequence[str], order: str, today: str) -> str:
    """The one day, not after `today`, that lines above a table give as theirs, ISO; "" if none does or several differ.

    >>> day_of_titles(["Aster AG – stakeholder map", "Stand: 20.11.2026"], "", "2026-11-29")
    '2026-11-20'
    >>> day_of_titles(["客户关系图（截至2026年11月20日）"], "", "2026-11-29"), day_of_titles(["Due date: 2026-11-20"], "", "2026-11-29")
    ('2026-11-20', '')
    """
    days = {day for one in above for day in _days(one, order)}
    return min(days) if len(days) == 1 and "" < max(days) <= today else ""


def line_of(above: Sequence[str], day: str) -> str:
    """The line above a table that gives a day as its own; "" if none does."""
    return next((one for one in above if any(day in _days(one, order) for order in ("", *ORDERS))), "")


def _days(line: str, order: str) -> list[str]:
    """The days that a line gives as those of the paper; "" for one that may be either of two."""
    found = []
    for said in line.split("; "):
        day, _ = day_in(said)
        before, _, behind = said.partition(day) if day else ("", "", "")
        if day and (_AS_OF.search(before.strip(_MARKS)) or _BEHIND.match(behind.strip(_MARKS))):
            possible = {made for one in ([order] if order else ORDERS) if (made := day_of(day, one))}
            found.append(possible.pop() if len(possible) == 1 else "")
    return found

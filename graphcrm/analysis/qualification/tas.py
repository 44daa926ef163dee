"""Target account selling as a view of what is recorded: the same facts in the words of Altify.

Its four questions, whose numbers are the letters here, are whether there is an opportunity, whether we can compete, whether we can
win, and whether it is worth it. Each point is a letter of MEDDPICC under another name; nothing new is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from graphcrm.analysis.qualification import meddpicc as m
from graphcrm.analysis.qualification.check import Check
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text

__all__ = ["tas"]

_POINTS: tuple[tuple[str, Text, Callable[[Situation], Check]], ...] = (
    ("1", Text("紧迫事件", "compelling event"), m.pain),
    ("1", Text("采购与审批", "access to funds and paper process"), m.paper),
    ("2", Text("正式决策标准", "formal decision criteria"), m.criteria),
    ("2", Text("决策流程", "decision process"), m.process),
    ("3", Text("内部支持", "inside support"), m.champion),
    ("3", Text("高层信誉", "executive credibility"), m.economic_buyer),
    ("3", Text("政治立场", "political alignment"), m.competition),
    ("4", Text("独特业务价值", "unique business value"), m.metrics),
)


def tas(situation: Situation) -> tuple[Check, ...]:
    """The points by question."""
    return tuple(replace(point(situation), letter=letter, name=name) for letter, name, point in _POINTS)

"""Other checklists of the trade as views of what MEDDPICC reads: the four buying influences of Miller Heiman, and TAS.

economic = decider or approver, user, technical = technical evaluator or buyer, coach. A base is green if somebody of it is covered
(T ≥ .30), amber if somebody is known, red if nobody is (the “uncovered base”), unknown where no roles are recorded at all. Whoever
passes the test of a coach (:mod:`graphcrm.analysis.qualification.champion`) is one, whatever role is recorded.
"""

from __future__ import annotations

from dataclasses import replace

from graphcrm.analysis.qualification.champion import coaches
from graphcrm.analysis.qualification.check import Check, check, three_steps
from graphcrm.analysis.qualification.meddpicc import covered, point, roles_here, with_role
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.model.choices import DecisionRole as Role

__all__ = ["miller_heiman", "tas"]


_BASES = (
    ("E", Text("经济影响者", "economic buying influence"), (Role.DECIDER, Role.APPROVER)),
    ("U", Text("使用影响者", "user buying influence"), (Role.USER,)),
    ("T", Text("技术影响者", "technical buying influence"), (Role.TECHNICAL_EVALUATOR, Role.BUYER)),
    ("C", Text("教练", "coach"), (Role.COACH,)),
)
_QUESTION = Text(
    "谁在此决策中是{base}？我方与其有没有往来？", "Who is the {base} in this decision, and are we in touch?"
)


def miller_heiman(situation: Situation) -> tuple[Check, ...]:
    """The four bases."""
    return tuple(_base(situation, letter, name, roles) for letter, name, roles in _BASES)


def _base(situation: Situation, letter: str, name: Text, roles: tuple[Role, ...]) -> Check:
    known = with_role(situation, *roles)
    if Role.COACH in roles:
        tested = coaches(situation)
        known = tuple(p for p in situation.rank_order if p in known or p in tested)
    found = three_steps(covered(situation, known), known, recorded=bool(roles_here(situation)))
    return check(letter, name, _QUESTION.format(base=name), found)


_POINTS = (
    ("1", Text("紧迫事件", "compelling event"), "pain"),
    ("1", Text("采购与审批", "access to funds and paper process"), "paper"),
    ("2", Text("正式决策标准", "formal decision criteria"), "criteria"),
    ("2", Text("决策流程", "decision process"), "process"),
    ("3", Text("内部支持", "inside support"), "champion"),
    ("3", Text("高层信誉", "executive credibility"), "economic_buyer"),
    ("3", Text("政治立场", "political alignment"), "competition"),
    ("4", Text("独特业务价值", "unique business value"), "metrics"),
)


def tas(situation: Situation) -> tuple[Check, ...]:
    """Target account selling in the words of Altify: its four questions, whose numbers are the letters, each point one of MEDDPICC."""
    return tuple(replace(point(situation, mine), letter=letter, name=name) for letter, name, mine in _POINTS)

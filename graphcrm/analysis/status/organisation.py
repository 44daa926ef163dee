"""The relationship of the two organisations, beyond that of their people: four elements, yes or no with evidence, no score.

    communication    a routine at the top: in the year at least two reviews, visits or summits with people of grade ≥ 4 of both sides
    matching         strategy (a goal agreed by both), process (a joint plan confirmed in writing) and organisation (the operational and
                     the management level are in touch as the tier asks)
    joint work       joint innovation in the year, or a joint team: theirs partners with us on a deal, or a joint venture
    identification   values (alignment 4 or 5) and the brand (somebody of theirs, or their organisation, endorses or recommends us)

An element holds if all its parts do; of joint work one part is enough. What is not recorded does not hold. It is the organisations
that meet: whoever has left since, on either side, was there, so that a routine of the year does not vanish with one of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphcrm.analysis.coverage.cadence import ContactStatus
from graphcrm.analysis.coverage.comm_levels import communication_levels
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.relationship_facts import EXECUTIVE_GRADE, EXECUTIVE_MEETINGS, RelationshipFacts
from graphcrm.analysis.status.relationship_level import of_account
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import AllianceForm, CommLevel
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge, Goal, Interaction

__all__ = ["Element", "ElementPart", "Requirement", "holds", "organisation"]


_TOP = EXECUTIVE_MEETINGS | {InteractionKind.REGULAR_REVIEW.value}


class Element(Choice):
    COMMUNICATION = "communication", "沟通"
    MATCHING = "matching", "匹配"
    JOINT = "joint", "联合", "joint work"
    IDENTIFICATION = "identification", "认同"


class Requirement(Choice):
    TOP = "top_mechanism", "例行的高层沟通机制", "a routine mechanism at the top"
    STRATEGY = "strategy", "战略：双方认可的目标", "strategy: a goal agreed by both"
    PROCESS = "process", "流程：书面确认的共同规划", "process: a joint plan in writing"
    LEVELS = "levels", "组织：管理层与业务操作层对口", "organisation: management and operational levels matched"
    INNOVATION = "joint_innovation", "联合创新"
    TEAM = "joint_team", "联合团队：联合拓展或合资", "a joint team: on a deal, or a venture"
    VALUES = "values", "价值观一致", "values alike"
    BRAND = "brand", "认可或推荐我方品牌", "our brand endorsed"


@dataclass(frozen=True, slots=True)
class ElementPart:
    """One thing that an element asks for; `evidence` are the records that it holds by, or what was found short of it."""

    element: Element
    asked: Requirement
    met: bool
    evidence: tuple[Interaction | Edge | Goal | Text, ...] = ()


def holds(element: Element, parts: Iterable[ElementPart]) -> bool:
    """Whether an element holds: every part of it, of joint work any."""
    met = [part.met for part in parts if part.element is element]
    return any(met) if element is Element.JOINT else all(met)


def organisation(situation: Situation) -> tuple[ElementPart, ...]:
    """The parts of the four elements, in their order."""
    facts = RelationshipFacts(of_account(situation))
    return (_communication(facts), *_matching(facts), *_joint(facts), *_identification(facts))


def _communication(facts: RelationshipFacts) -> ElementPart:
    snapshot, least = facts.situation.snapshot, facts.rules["executive_meetings"]

    def high(event: Interaction, ours: bool) -> bool:
        there = (p for p in event.participants if (snapshot.is_ours(p) if ours else p in facts.customers))
        return any((snapshot.people[p].grade or 0) >= EXECUTIVE_GRADE for p in there)

    found = tuple(e for e in facts.interactions if e.kind in _TOP and high(e, True) and high(e, False))
    return ElementPart(Element.COMMUNICATION, Requirement.TOP, len(found) >= least, found)


def _matching(facts: RelationshipFacts) -> Iterator[ElementPart]:
    goals = facts.agreed_goals
    yield ElementPart(Element.MATCHING, Requirement.STRATEGY, bool(goals), goals)
    plans = tuple(e for e in facts.interactions if e.kind == InteractionKind.JOINT_PLANNING and e.confirmed_in_writing)
    yield ElementPart(Element.MATCHING, Requirement.PROCESS, bool(plans), plans)
    rows = [r for r in communication_levels(facts.situation) if r.comm_level is not CommLevel.SHAREHOLDER]
    told = tuple(
        Text("{level}：{status}", "{level}: {status}").format(
            level=r.comm_level.label, status=r.status.label if r.status else Text("不评价", "not rated")
        )
        for r in rows
    )
    yield ElementPart(Element.MATCHING, Requirement.LEVELS, all(r.status is ContactStatus.OK for r in rows), told)


def _joint(facts: RelationshipFacts) -> Iterator[ElementPart]:
    work = tuple(e for e in facts.interactions if e.kind == InteractionKind.JOINT_INNOVATION)
    yield ElementPart(Element.JOINT, Requirement.INNOVATION, bool(work), work)
    tree, index = facts.situation.context.tree, facts.situation.snapshot.index
    teams = [e for e in index.edges(EdgeKind.PARTNERS_ON, tree) if e.source in tree]
    teams += [e for e in facts.between(EdgeKind.ALLIED_WITH) if e.get("form") == AllianceForm.JOINT_VENTURE]
    yield ElementPart(Element.JOINT, Requirement.TEAM, bool(teams), tuple(teams))


def _identification(facts: RelationshipFacts) -> Iterator[ElementPart]:
    alike = facts.account.value_alignment
    told = () if alike is None else (Text("价值观一致性 {n}", "value alignment {n}").format(n=alike),)
    yield ElementPart(Element.IDENTIFICATION, Requirement.VALUES, (alike or 0) >= facts.rules["values"], told)
    index, theirs = facts.situation.snapshot.index, facts.situation.context.tree | facts.customers
    praise = tuple(
        edge
        for kind in (EdgeKind.ENDORSES, EdgeKind.RECOMMENDS)
        for edge in index.edges(kind, facts.ours)
        if edge.source in theirs and edge.target in facts.ours
    )
    yield ElementPart(Element.IDENTIFICATION, Requirement.BRAND, bool(praise), praise)

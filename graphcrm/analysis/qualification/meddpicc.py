"""MEDDPICC as a view of what is recorded; every letter is computed.

==  ======================  =======================================  =====================  =========================
    letter                  green                                    amber                  red (unknown if nothing is
                                                                                            recorded of the kind)
==  ======================  =======================================  =====================  =========================
M   metrics                 an open business need that we answer     one without an answer  no open business need
E   economic buyer          decider or approver: T ≥ .30, support    recorded               none recorded
                            ≥ 1
D   decision criteria       weights known for ≥ 60 % of influence    some known             none known
D   decision process        everybody with r > 0 has a step          some have              nobody has
P   paper process           gatekeeper, buyer, legal or procurement  known                  nobody known
                            covered (T ≥ .30)
I   identified pain         explicit needs of people of Σ share      any open need          none
                            ≥ 5 %
C   champion                a champion                               a coach                nobody
C   competition             contest state known for ≥ 60 % of share  ≥ 30 %                 less
==  ======================  =======================================  =====================  =========================

In the context of an account with several open opportunities roles of any of them count, and of the criteria those of the opportunity
about which least is known. Acronym: MEDDIC (Dunkel, Napoli and McMahon at PTC), with paper process and competition added.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.analysis.numbers import TOLERANCE, at_least, is_active, ordinal
from graphcrm.analysis.opinion.contest_state import ContestState, contest_state
from graphcrm.analysis.plan.criteria import decision_criteria, decisions
from graphcrm.analysis.qualification.champion import champions, coaches
from graphcrm.analysis.qualification.check import MOST_EVIDENCE, Check, State, three_steps
from graphcrm.analysis.situation import Situation, once
from graphcrm.analysis.status.open_needs import open_needs
from graphcrm.i18n import Text
from graphcrm.model.choices import DecisionRole, Function, NeedKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge

__all__ = ["covered", "meddpicc", "roles_here", "with_role"]


def meddpicc(situation: Situation) -> tuple[Check, ...]:
    """The eight letters in the order of the acronym."""
    parts = (metrics, economic_buyer, criteria, process, paper, pain, champion, competition)
    return tuple(part(situation) for part in parts)


def metrics(situation: Situation) -> Check:
    """M: what the customer measures success by."""
    holders = _holders(situation)
    business = [n for n in open_needs(situation.snapshot, holders) if n.kind == NeedKind.BUSINESS]
    return three_steps(
        "M",
        Text("量化价值", "metrics"),
        [n.id for n in business if n.our_response],
        [n.id for n in business],
        Text(
            "客户要达成什么业务结果，我方怎样响应？",
            "Which business result does the customer want, and how do we answer?",
        ),
        recorded=bool(situation.snapshot.index.needs(holders)),
    )


def economic_buyer(situation: Situation) -> Check:
    """E: who decides or approves."""
    buyers = with_role(situation, DecisionRole.DECIDER, DecisionRole.APPROVER)
    return three_steps(
        "E",
        Text("经济决策者", "economic buyer"),
        [p for p in covered(situation, buyers) if (situation.level_of(p) or 0) >= 1],
        buyers,
        Text(
            "谁拍板或批准？我方与其有没有往来，其是否支持{side}？",
            "Who decides or approves, are we in touch, and do they support {side}?",
        ).format(side=situation.side.name),
        recorded=bool(roles_here(situation)),
    )


def criteria(situation: Situation) -> Check:
    """D: by what criteria is decided."""
    question = Text("按什么标准选，各人看重什么？", "By what criteria is this decided, and who minds which?")
    found = [c for c in map(decision_criteria, decisions(situation)) if c is not None]
    least = min(found, key=lambda c: (ordinal(c.known), c.opportunity), default=None)
    ids = tuple(row.id for row in least.rows) if least else ()
    known = least.known if least else 0.0
    return three_steps(
        "D",
        Text("决策标准", "decision criteria"),
        ids if at_least(known, situation.snapshot.settings.qualification["much"]) else (),
        ids if known > TOLERANCE else (),
        question,
        recorded=bool(ids),
    )


def process(situation: Situation) -> Check:
    """D: in which order it is decided."""
    steps = {e.source for e in roles_here(situation) if e.get("step") is not None}
    deciders = sorted(situation.weights.deciders, key=lambda d: (-ordinal(situation.weight_of(d)), d))
    known = [d for d in deciders if d in steps]
    return three_steps(
        "D",
        Text("决策流程", "decision process"),
        known if len(known) == len(deciders) else (),
        known,
        Text("先由谁、后由谁决定？", "Who decides first, and who after that?"),
        recorded=bool(roles_here(situation)),
    )


def paper(situation: Situation) -> Check:
    """P: who sees a contract through."""
    people = situation.snapshot.people
    gates = set(with_role(situation, DecisionRole.GATEKEEPER, DecisionRole.BUYER))
    offices = (Function.LEGAL, Function.PROCUREMENT)
    gates |= {p for p in situation.graph.customers if people[p].function in offices}
    known = [p for p in situation.rank_order if p in gates]
    return three_steps(
        "P",
        Text("采购与法务流程", "paper process"),
        covered(situation, known),
        known,
        Text("合同由采购、法务的谁经手？", "Who in procurement and legal sees the contract through?"),
        recorded=bool(roles_here(situation)),
    )


def pain(situation: Situation) -> Check:
    """I: what hurts, in the customer's own words."""
    holders = _holders(situation)
    found = open_needs(situation.snapshot, holders)
    explicit = [n for n in found if n.explicit]
    behind = sum(situation.share_of(p) for p in {n.holder for n in explicit})
    return three_steps(
        "I",
        Text("已识别的痛点", "identified pain"),
        [n.id for n in explicit] if at_least(behind, situation.snapshot.settings.qualification["pain"]) else (),
        [n.id for n in (explicit or found)],
        Text("谁明确说过什么问题必须解决？", "Who has said in so many words what must be solved?"),
        recorded=bool(situation.snapshot.index.needs(holders)),
    )


def champion(situation: Situation) -> Check:
    """C: who sells for us when we are not there."""
    return three_steps(
        "C",
        Text("拥护者", "champion"),
        champions(situation),
        coaches(situation),
        Text(
            "谁在没有外人时替{side}说话，并有自己的诉求系于此？",
            "Who speaks for {side} behind closed doors, and has a stake of their own?",
        ).format(side=situation.side.name),
        recorded=bool(situation.support),
    )


def competition(situation: Situation) -> Check:
    """C: for how much of the influence we know whose side it is on."""
    states = {p: contest_state(situation.level_of(p), situation.competitor.get(p)) for p in situation.rank_order}
    known = [p for p, state in states.items() if state is not ContestState.UNKNOWN]
    share = sum(situation.share_of(p) for p in known)
    rules = situation.snapshot.settings.qualification
    state = State.AMBER if at_least(share, rules["some"]) else State.RED
    state = State.GREEN if at_least(share, rules["much"]) else state
    question = Text("其余的人站在哪一边？", "Whose side are the others on?")
    return Check(
        "C",
        Text("竞争", "competition"),
        state if known else State.UNKNOWN,
        tuple(known[:MOST_EVIDENCE]),
        None if state is State.GREEN else question,
    )


@once
def roles_here(situation: Situation) -> tuple[Edge, ...]:
    """Decision roles in the opportunity, or in any open one of the account, of people who are still there."""
    edges = situation.snapshot.index.edges(EdgeKind.ROLE_IN, [d.id for d in situation.context.deals])
    return tuple(e for e in edges if e.source in situation.graph.index)


def with_role(situation: Situation, *roles: DecisionRole) -> tuple[str, ...]:
    """Who has any of some roles, by descending share."""
    held: dict[str, set[str]] = {e.source: set() for e in roles_here(situation)}
    for edge in roles_here(situation):
        held[edge.source] |= set(edge.get("roles", ()))
    return tuple(p for p in situation.rank_order if held.get(p, set()) & set(roles))


def covered(situation: Situation, people: Iterable[str]) -> tuple[str, ...]:
    """Those among some people with whom we have an active tie (T ≥ .30)."""
    return tuple(p for p in people if is_active(situation.ties.best(p)[0], situation.snapshot.settings))


def _holders(situation: Situation) -> tuple[str, ...]:
    """Organisations of the account and the people of its decision."""
    return (*sorted(situation.context.tree), *situation.graph.people)

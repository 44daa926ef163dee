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

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graphcrm.analysis.numbers import TOLERANCE, at_least, is_active, ordinal
from graphcrm.analysis.opinion.contest_state import ContestState, contest_state
from graphcrm.analysis.plan.criteria import decision_criteria, decisions
from graphcrm.analysis.qualification.champion import champions, coaches
from graphcrm.analysis.qualification.check import MOST_EVIDENCE, Check, Found, State, check, three_steps
from graphcrm.analysis.situation import Situation, once
from graphcrm.analysis.status.open_needs import open_needs
from graphcrm.model.choices import DecisionRole, Function, NeedKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Edge
from graphcrm.texts import read_texts

__all__ = ["covered", "meddpicc", "point", "roles_here", "with_role"]


def meddpicc(situation: Situation) -> tuple[Check, ...]:
    """The eight letters in the order of the acronym."""
    return tuple(point(situation, name) for name in _POINTS)


def point(situation: Situation, name: str) -> Check:
    """One letter, by the name of its point."""
    said = _words()[name]
    question = said["question"].format(side=situation.side.name)
    return check(said["letter"], said["name"], question, _POINTS[name](situation))


@cache
def _words() -> Mapping[str, Any]:
    return read_texts(Path(__file__).with_suffix(".toml"))


def _metrics(situation: Situation) -> Found:
    holders = _holders(situation)
    business = [n for n in open_needs(situation.snapshot, holders) if n.kind == NeedKind.BUSINESS]
    answered = [n.id for n in business if n.our_response]
    return three_steps(answered, [n.id for n in business], recorded=bool(situation.snapshot.index.needs(holders)))


def _economic_buyer(situation: Situation) -> Found:
    buyers = with_role(situation, DecisionRole.DECIDER, DecisionRole.APPROVER)
    supportive = [p for p in covered(situation, buyers) if (situation.level_of(p) or 0) >= 1]
    return three_steps(supportive, buyers, recorded=bool(roles_here(situation)))


def _criteria(situation: Situation) -> Found:
    found = [c for c in map(decision_criteria, decisions(situation)) if c is not None]
    least = min(found, key=lambda c: (ordinal(c.known), c.opportunity), default=None)
    ids = tuple(row.id for row in least.rows) if least else ()
    known = least.known if least else 0.0
    much = at_least(known, situation.snapshot.settings.qualification["much"])
    return three_steps(ids if much else (), ids if known > TOLERANCE else (), recorded=bool(ids))


def _process(situation: Situation) -> Found:
    steps = {e.source for e in roles_here(situation) if e.get("step") is not None}
    deciders = sorted(situation.weights.deciders, key=lambda d: (-ordinal(situation.weight_of(d)), d))
    known = [d for d in deciders if d in steps]
    return three_steps(known if len(known) == len(deciders) else (), known, recorded=bool(roles_here(situation)))


def _paper(situation: Situation) -> Found:
    people = situation.snapshot.people
    gates = set(with_role(situation, DecisionRole.GATEKEEPER, DecisionRole.BUYER))
    offices = (Function.LEGAL, Function.PROCUREMENT)
    gates |= {p for p in situation.graph.customers if people[p].function in offices}
    known = [p for p in situation.rank_order if p in gates]
    return three_steps(covered(situation, known), known, recorded=bool(roles_here(situation)))


def _pain(situation: Situation) -> Found:
    holders = _holders(situation)
    found = open_needs(situation.snapshot, holders)
    explicit = [n for n in found if n.explicit]
    behind = sum(situation.share_of(p) for p in {n.holder for n in explicit})
    heavy = at_least(behind, situation.snapshot.settings.qualification["pain"])
    return three_steps(
        [n.id for n in explicit] if heavy else (),
        [n.id for n in (explicit or found)],
        recorded=bool(situation.snapshot.index.needs(holders)),
    )


def _champion(situation: Situation) -> Found:
    return three_steps(champions(situation), coaches(situation), recorded=bool(situation.support))


def _competition(situation: Situation) -> Found:
    states = {p: contest_state(situation.level_of(p), situation.competitor.get(p)) for p in situation.rank_order}
    known = [p for p, state in states.items() if state is not ContestState.UNKNOWN]
    share = sum(situation.share_of(p) for p in known)
    rules = situation.snapshot.settings.qualification
    much, some = (at_least(share, rules[key]) for key in ("much", "some"))
    state = State.GREEN if much else State.AMBER if some else State.RED
    return (state if known else State.UNKNOWN), tuple(known[:MOST_EVIDENCE])


_POINTS: Mapping[str, Callable[[Situation], Found]] = {
    "metrics": _metrics,
    "economic_buyer": _economic_buyer,
    "criteria": _criteria,
    "process": _process,
    "paper": _paper,
    "pain": _pain,
    "champion": _champion,
    "competition": _competition,
}


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

"""What is known about support: levels that are fresh enough to count, and how much of the decision is unknown.

A stance older than the stale limit (180 days) keeps its value in forecasts, but the KPI block, the traffic light and
the share of the unknown treat it as not known.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.analysis.situation import Situation
from graphcrm.model.choices import DecisionRole
from graphcrm.model.edges import EdgeKind

__all__ = ["fresh_level", "recorded_deciders", "share_where", "unknown_part", "unknown_share"]


_DECIDES = frozenset({DecisionRole.DECIDER.value, DecisionRole.APPROVER.value})


def fresh_level(situation: Situation, person: str) -> int | None:
    """Support level −1..3, None if unknown or stale."""
    support = situation.support.get(person)
    return None if support is None or support.stale else support.level


def share_where(situation: Situation, people: Iterable[str]) -> float:
    """Sum of the decision-influence shares of some people, 0..1 for a graph without counter-influence."""
    return float(sum(situation.share_of(p) for p in people))


def unknown_share(situation: Situation) -> float:
    """Share of the people whose support is unknown or stale; 1 for an empty graph, where nothing at all is known."""
    people = situation.graph.people
    if not people:
        return 1.0
    return share_where(situation, (p for p in people if fresh_level(situation, p) is None))


def unknown_part(situation: Situation) -> float:
    """The same by size, in 0..1, for a graph with counter-influence, where shares may be negative: Σ|share| of them / Σ|share|."""
    sizes = {p: abs(situation.share_of(p)) for p in situation.graph.people}
    unsure = sum(size for p, size in sizes.items() if fresh_level(situation, p) is None)
    return unsure / whole if (whole := sum(sizes.values())) else 1.0


def recorded_deciders(situation: Situation, opportunity: str | None = None) -> frozenset[str]:
    """People of the graph recorded as decider or approver of `opportunity`.

    Without one, of the context's opportunity; in account context of any open one.
    """
    deals = {opportunity} if opportunity else {deal.id for deal in situation.context.deals}
    return frozenset(
        edge.source
        for edge in situation.snapshot.index.edges(EdgeKind.ROLE_IN, deals)
        if edge.source in situation.graph.index and _DECIDES & set(edge.get("roles", ()))
    )

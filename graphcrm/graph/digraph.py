"""The influence graph as NetworkX knows graphs: a ``networkx.DiGraph`` with names, grades and weights as attributes.

Values are texts, numbers or truth values, and what is not known is absent, so that every NetworkX function and every file
format (GraphML, GEXF, node-link JSON) takes the graph as it is. An account is 10 to 300 people; a network of a million has
:class:`~graphcrm.graph.csr.CsrGraph`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

if TYPE_CHECKING:
    from graphcrm.graph.influence import InfluenceEdge, InfluenceGraph

__all__ = ["InfluenceDiGraph", "to_digraph"]


Value: TypeAlias = str | int | float | bool

#: Between the domains, and between the kinds, of one tie: lists are no attribute of a GraphML or GEXF file.
_BETWEEN = ", "


class InfluenceDiGraph(nx.DiGraph):  # type: ignore[misc]  # NetworkX has no types
    """A ``networkx.DiGraph`` in every respect, which answers ``to_networkx()`` as the array graph does."""

    def to_networkx(self) -> nx.DiGraph:
        """A copy of plain NetworkX class."""
        return nx.DiGraph(self)


def to_digraph(graph: InfluenceGraph, support: Mapping[str, int] | None = None) -> InfluenceDiGraph:
    """People in the order of their ids, ties in that of their ends.

    ======  ====================================================================================================
    people  `name`, `name_en`, `title`, `title_en`, `org`, `unit` (ids), `category` of the organisation, `function`, `grade`
            1..5, and `support` −1..3 where `support` tells it
    ties    `weight` ŵ in (0, .85]; `cost` −ln ŵ, whose shortest paths are the strongest; `derived` (nobody said so, it
            follows from trust or reporting lines), `confidence` A..E of the strongest evidence, `domains` and `kinds`
    graph   `account`, `opportunity` (absent in account context), `as_of`
    ======  ====================================================================================================

    A weight below zero (counter-influence) has no cost; a tie without evidence (set by hand) has weight and cost only.
    """
    found = InfluenceDiGraph(**_known(account=graph.context.account.id, as_of=graph.snapshot.as_of.isoformat()))
    if graph.context.opportunity:
        found.graph["opportunity"] = graph.context.opportunity.id
    for person in graph.people:
        found.add_node(person, **_person(graph, person, (support or {}).get(person)))
    for (source, target), edge in sorted(graph.edges.items()):
        found.add_edge(source, target, **_tie(edge))
    return found


def _person(graph: InfluenceGraph, person: str, support: int | None) -> dict[str, Value]:
    who = graph.snapshot.people[person]
    return _known(
        name=str(who.name),
        name_en=who.name_en,
        title=str(who.title),
        title_en=who.title_en,
        org=who.org,
        unit=who.unit,
        category=graph.snapshot.category(person),
        function=who.function,
        grade=who.grade,
        support=support,
    )


def _tie(edge: InfluenceEdge) -> dict[str, Value]:
    weight = float(edge.weight)
    tie = _known(weight=weight, cost=-log(weight) if weight > 0 else None)
    if edge.parts:
        tie |= _known(
            derived=edge.derived,
            confidence=edge.strongest.confidence,
            domains=_BETWEEN.join(sorted({p.domain for p in edge.parts})),
            kinds=_BETWEEN.join(sorted({p.kind.value for p in edge.parts})),
        )
    return tie


def _known(**values: Value | None) -> dict[str, Value]:
    """What is known: neither None nor an empty text."""
    return {name: value for name, value in values.items() if value is not None and value != ""}

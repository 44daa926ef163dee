"""The influence graph of a decision: who moves whom, how strongly, on what evidence.

Nodes are the people of the customer's tree and the third-party, supplier and partner people who are one recorded tie away
from them; our own people and competitors' are left out, since we would otherwise credit ourselves with influence on the
decision. ``W[u, v] = ŵ(u→v)``: u moves v.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from graphcrm.dataclass import dataclass
from graphcrm.graph.asked import SurveyQuestions
from graphcrm.graph.reports import best_grade
from graphcrm.graph.survey import Survey
from graphcrm.model.choices import Confidence, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import days_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from graphcrm.graph.context import Context
    from graphcrm.model.records import Edge
    from graphcrm.snapshot import Snapshot

__all__ = [
    "STRONGEST",
    "EdgePart",
    "GraphOptions",
    "InfluenceEdge",
    "InfluenceGraph",
    "influence_among",
    "influence_graph",
]


_OUTSIDE = frozenset({OrgCategory.THIRD_PARTY.value, OrgCategory.SUPPLIER.value, OrgCategory.PARTNER.value})
#: The most that anybody moves anybody, however much is recorded: certainty would break products along paths.
STRONGEST = 0.85
#: How sure it is that a manager moves those who report to him, if nobody has said so.
_OF_A_LINE = Confidence.B.value


@dataclass(frozen=True, slots=True)
class GraphOptions:
    """`derived`: infer influence from trust and reporting lines. `min_confidence`: leave out reports of a later letter,
    and what follows from a reporting line if that letter is A.

    `signed`: keep counter-influence (polarity −1) as negative weight. `competitors`: add competitor people as sources.
    """

    derived: bool = True
    min_confidence: str | None = None
    signed: bool = False
    competitors: bool = False

    def hears(self, confidence: str) -> bool:
        """Is a report of this grade sure enough?"""
        return self.min_confidence is None or confidence <= self.min_confidence


class EdgePart(NamedTuple):
    """What one domain, trust or a reporting line contributes to an edge: ``weight = p·q·decay·factor``, each in (0, 1].

    `level` is the ordinal level behind p; `scale` multiplies p(level) (.6 for trust); `sign` is −1 for counter-influence.
    Of `k` colleagues who were asked or said something `named` name it; both None if it is not recorded who was asked.
    """

    kind: EdgeKind
    domain: str
    level: int
    p: float
    q: float
    age: int
    decay: float
    factor: float
    derived: bool
    reports: tuple[Edge, ...]
    disputed: bool = False
    scale: float = 1.0
    sign: int = 1
    k: int | None = None
    named: int | None = None

    @property
    def weight(self) -> float:
        return self.p * self.q * self.decay * self.factor

    @property
    def confidence(self) -> str:
        """Best grade among the reports; B for what follows from the reporting line."""
        return best_grade(self.reports) if self.reports else _OF_A_LINE


class InfluenceEdge(NamedTuple):
    """u moves v with effective weight ŵ in (0, .85] (negative for counter-influence in a signed graph)."""

    source: str
    target: str
    weight: float
    parts: tuple[EdgePart, ...]

    @property
    def derived(self) -> bool:
        return all(p.derived for p in self.parts)

    @property
    def strongest(self) -> EdgePart:
        """The part that counts most of those that say what the edge says on balance."""
        return max(self.parts, key=lambda p: (p.sign * self.weight > 0, p.weight, p.domain))

    @property
    def disputed(self) -> bool:
        return any(p.disputed for p in self.parts)

    @property
    def against(self) -> float:
        """What a signed weight subtracts: counter-influence, combined, in 0...85."""
        return _combined(p.weight for p in self.parts if p.sign < 0)

    def at_least(self, weight: float) -> float:
        """The weight if u moves v with no less than `weight`; what is recorded against it stays beside it."""
        return max(self.weight, weight - self.against)


@dataclass(frozen=True)
class InfluenceGraph:
    """`people` are sorted by id; `edges` maps (source, target) to an edge, in sorted order."""

    snapshot: Snapshot
    context: Context
    options: GraphOptions
    people: tuple[str, ...]
    edges: Mapping[tuple[str, str], InfluenceEdge]

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of a person in every vector and matrix."""
        return {p: i for i, p in enumerate(self.people)}

    @cached_property
    def listed(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
        """Places of the two ends of each edge, and its weight, in the order of `edges`."""
        import numpy as np

        index = self.index
        places = np.array([(index[source], index[target]) for source, target in self.edges], dtype=np.intp)
        source, target = places.reshape(-1, 2).T
        return source, target, np.array([edge.weight for edge in self.edges.values()], dtype=float)

    @cached_property
    def W(self) -> NDArray[np.float64]:
        """Weights as a dense matrix, shape (n, n), ``W[u, v]`` = ŵ(u→v), zero diagonal."""
        import numpy as np

        source, target, weight = self.listed
        matrix = np.zeros((len(self.people), len(self.people)))
        matrix[source, target] = weight
        matrix.setflags(write=False)
        return matrix

    @cached_property
    def kappa(self) -> NDArray[np.float64]:
        """Stubbornness per person, in .25..4."""
        import numpy as np

        return np.array([self.snapshot.people[p].kappa for p in self.people], dtype=float)

    @cached_property
    def customers(self) -> tuple[str, ...]:
        """The customer's own people in the graph."""
        return tuple(p for p in self.people if self.snapshot.index.belongs(p, self.context.tree))

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Whom everybody moves or is moved by: the graph taken undirected, in which only positive weight counts."""
        near: dict[str, set[str]] = {p: set() for p in self.people}
        for (source, target), edge in self.edges.items():
            if edge.weight > 0:
                near[source].add(target)
                near[target].add(source)
        return {p: frozenset(found) for p, found in near.items()}

    def without(self, people: Iterable[str]) -> InfluenceGraph:
        """The graph after some people left."""
        gone = set(people)
        kept = {k: e for k, e in self.edges.items() if k[0] not in gone and k[1] not in gone}
        return InfluenceGraph(
            self.snapshot, self.context, self.options, tuple(p for p in self.people if p not in gone), kept
        )


def influence_graph(snapshot: Snapshot, context: Context, options: GraphOptions = GraphOptions()) -> InfluenceGraph:
    """Build the influence graph of a context from a snapshot."""
    return influence_among(snapshot, context, options, _members(snapshot, context, options))


def influence_among(snapshot: Snapshot, context: Context, options: GraphOptions, people: set[str]) -> InfluenceGraph:
    """The influence of some people on each other, of whatever organisations, weighed for the decision of a context."""
    explicit = _grouped(snapshot, EdgeKind.INFLUENCES, people)
    parts: dict[tuple[str, str], list[EdgePart]] = {}
    questions = SurveyQuestions(snapshot)

    def weighing(kind: EdgeKind, reports: Mapping[tuple[str, str], Sequence[Edge]]) -> _Weighing:
        heard = None if options.min_confidence is None else partial(_confident, options)
        return _Weighing(Survey(kind, reports, people, questions, snapshot.settings, heard), snapshot, context)

    said = weighing(EdgeKind.INFLUENCES, explicit)
    for pair, edges in explicit.items():
        found = said.parts(edges if options.signed else [e for e in edges if e.polarity == 1 or e.level == 0])
        if found:
            parts[pair] = found
    if options.derived:
        trusts = _grouped(snapshot, EdgeKind.TRUSTS, people)
        relied = weighing(EdgeKind.TRUSTS, trusts)
        for pair, candidates in _derived(snapshot, people, trusts, relied, options).items():
            if pair not in explicit:
                parts[pair] = candidates
    edges_out = {}
    for pair in sorted(parts):
        weight = _together(parts[pair])
        if weight:
            edges_out[pair] = InfluenceEdge(*pair, weight, tuple(parts[pair]))
    return InfluenceGraph(snapshot, context, options, tuple(sorted(people)), edges_out)


def _members(snapshot: Snapshot, context: Context, options: GraphOptions) -> set[str]:
    inside = {p for p in snapshot.index.people(context.tree) if not snapshot.has_left(p)}
    outside = _OUTSIDE | ({OrgCategory.COMPETITOR.value} if options.competitors else set())
    near: set[str] = set()
    for kind in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS):
        for edge in snapshot.index.edges(kind, inside):
            begins = edge.source in inside
            if begins and edge.target in inside:  # as most do
                continue
            if edge.level == 0 or not _confident(options, edge) or edge.polarity == -1:
                continue
            there = edge.target if begins else edge.source
            if there in snapshot.people and not snapshot.has_left(there):
                near.add(there)
    return inside | {p for p in near if snapshot.category(p) in outside}


def _confident(options: GraphOptions, edge: Edge) -> bool:
    return options.hears(edge.confidence)


def _grouped(snapshot: Snapshot, kind: EdgeKind, people: set[str]) -> dict[tuple[str, str], list[Edge]]:
    """Edges of a kind between different people of the graph, by pair."""
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in snapshot.index.edges(kind, people):
        if edge.source in people and edge.target in people and edge.source != edge.target:
            pairs.setdefault((edge.source, edge.target), []).append(edge)
    return pairs


class _Weighing:
    """Reports of a kind as parts of edges; what a level, a day or a domain means by itself is worked out once for all pairs."""

    def __init__(self, answers: Survey, snapshot: Snapshot, context: Context) -> None:
        settings = snapshot.settings
        self._answers = answers
        self._as_of = snapshot.as_of
        self._domains = ("general", context.domain)
        self._other_domain = 1.0 if context.domain == "general" else settings.derived["other_domain"]
        self._derived = answers.kind is EdgeKind.TRUSTS
        self._scale = settings.derived["trust_factor"] if self._derived else 1.0
        self._p = settings.p_trust if self._derived else settings.p_influence
        self._half_life = settings.decay["trust_half_life" if self._derived else "influence_half_life"]
        self._floor = settings.decay["floor"]
        self._faded: dict[str, tuple[int, float]] = {}

    def parts(self, edges: Sequence[Edge]) -> list[EdgePart]:
        """One part per domain (and sign) of reports of one pair; who says that there is no tie denies it of either sign."""
        if len(edges) == 1 and edges[0].level != 0:  # as most pairs have it
            return self._part(edges[0].domain, edges[0].polarity, edges)
        groups: dict[tuple[str, int], list[Edge]] = {}
        for edge in edges:
            for sign in (1, -1) if edge.level == 0 else (edge.polarity,):
                groups.setdefault((edge.domain, sign), []).append(edge)
        return [part for domain, sign in sorted(groups) for part in self._part(domain, sign, groups[domain, sign])]

    def _part(self, domain: str, sign: int, reports: Sequence[Edge]) -> list[EdgePart]:
        """The part that reports of one domain and sign make; none if nobody who is heard names the tie."""
        combined = self._answers.together(reports)
        if combined is None or combined.level is None:
            return []
        day = combined.observed_at
        if day not in self._faded:
            self._faded[day] = self._decay(day)
        age, decay = self._faded[day]
        part = EdgePart(
            kind=self._answers.kind,
            domain=domain,
            level=combined.level,
            p=self._scale * self._p(combined.level),
            q=combined.q,
            age=age,
            decay=decay,
            factor=1.0 if domain in self._domains else self._other_domain,
            derived=self._derived,
            reports=combined.reports,
            disputed=combined.disputed,
            scale=self._scale,
            sign=sign,
            k=combined.k,
            named=combined.named,
        )
        return [part]

    def _decay(self, day: str) -> tuple[int, float]:
        """Age in days of what was observed on a day, and how much of it still holds."""
        age = max(0, days_between(day, self._as_of)) if day else 0
        return age, self._floor + (1 - self._floor) * 2 ** (-age / self._half_life)


def _derived(
    snapshot: Snapshot,
    people: set[str],
    trusts: Mapping[tuple[str, str], Sequence[Edge]],
    relied: _Weighing,
    options: GraphOptions,
) -> dict[tuple[str, str], list[EdgePart]]:
    """Influence that follows from trust (truster → trusted, reversed) and from reporting lines; the larger one counts.

    What a reporting line lets us suppose is likely (B), so whoever asks for what is confirmed does not get it.
    """
    settings = snapshot.settings
    found: dict[tuple[str, str], list[EdgePart]] = {}
    for (truster, trusted), edges in trusts.items():
        parts = relied.parts([e for e in edges if e.polarity == 1])
        if parts:
            found[trusted, truster] = parts
    supposed = options.min_confidence is None or options.min_confidence >= _OF_A_LINE
    lines = _grouped(snapshot, EdgeKind.REPORTS_TO, people) if supposed else {}
    for (subordinate, boss), edges in lines.items():
        level = 3 if any(e.get("line", "solid") == "solid" for e in edges) else 2
        part = EdgePart(
            kind=EdgeKind.REPORTS_TO,
            domain="general",
            level=level,
            p=settings.p_influence(level),
            q=settings.derived["reporting_confidence"],
            age=0,
            decay=1.0,
            factor=1.0,
            derived=True,
            reports=(),
        )
        rival = found.get((boss, subordinate))
        if rival is None or part.weight >= _together(rival):
            found[boss, subordinate] = [part]
    return found


def _together(parts: Sequence[EdgePart]) -> float:
    """``min(.85, 1 − Π(1 − ŵ))`` over the parts; counter-influence is combined likewise and subtracted."""
    if len(parts) == 1 and parts[0].sign == 1:  # as most edges have it
        return min(STRONGEST, 1 - (1 - parts[0].weight))
    return _combined(p.weight for p in parts if p.sign > 0) - _combined(p.weight for p in parts if p.sign < 0)


def _combined(weights: Iterable[float]) -> float:
    """``min(.85, 1 − Π(1 − w))``; 0 of none."""
    return min(STRONGEST, 1 - prod(1 - weight for weight in weights))

"""Chains across accounts: how a customer whom we know leads to a decision of another customer.

A chain begins with somebody a of another account, goes over a link ℓ who does not belong to it (an adviser, a supplier, somebody of the
account asked about), and on along influence to a decider d:

    strength = knows(a, ℓ) · Π ŵ(ℓ → … → d),    knows(a, ℓ) = max(ŵ(a→ℓ), ŵ(ℓ→a))

The first hop may run against the influence, for whoever is moved by somebody knows them and can introduce us; all others run with it,
as on every path of influence. Somebody who has a post in both accounts is a link by themselves: the chain begins there and has no
first hop. People of the other account stand nowhere else in it, our people and competitors' in none; an open seat
may be where a chain ends, for nobody is known who could lead on from there. A strength is a product of
plausibilities; chains below .01 are left out, and those below .05 stand there as what they are, not realistic. The best chain of each
pair of a and d is listed, strongest first, ties by the people on it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, prod

from graphcrm.analysis.bands import PathBand, path_band
from graphcrm.analysis.coverage.tie import Ties, ties
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.graph.influence import InfluenceEdge, InfluenceGraph, influence_among
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import arrows, joined, per_cent

__all__ = ["AcrossChain", "across"]


_LEAST = 0.01
_DIGITS = 9
_NOT_LISTED = frozenset({OrgCategory.OUR_COMPANY.value, OrgCategory.COMPETITOR.value})


@dataclass(frozen=True, slots=True)
class AcrossChain:
    """`people` from the other account to the decider; `link` is whom the chain crosses over.

    `known_by` of ours knows the link best, `tie` strong (0: nobody); `starts_with` of ours knows the first person best. `barred` must not
    be asked to introduce anybody: independent, no contact or objected. `hops` are the ties that it rests on.
    """

    account: str
    people: tuple[str, ...]
    strength: float
    link: str
    known_by: str | None
    tie: float
    starts_with: str | None
    barred: tuple[str, ...]
    hops: tuple[InfluenceEdge, ...]

    @property
    def band(self) -> PathBand:
        return path_band(self.strength)

    @property
    def weakest(self) -> InfluenceEdge | None:
        """The weakest tie, the first of several; None where somebody with two posts decides."""
        return min(self.hops, key=lambda hop: round(hop.weight, _DIGITS), default=None)

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{path} ({strength}), over {link} of {org}; {ours} of ours knows them …”"""
        people = snapshot.people
        org = snapshot.orgs[people[self.link].org]
        said = Text("{path}（强度 {s}），经由 {org} 的 {link}", "{path} (strength {s}), over {link} of {org}").format(
            path=arrows(people[p].name for p in self.people), s=per_cent(self.strength), link=people[self.link].name, org=org.name
        )  # fmt: skip
        if self.known_by is not None:
            said += Text("；我方 {ours} 认识（关系 {t}）", "; {ours} of ours knows the link (tie {t})").format(
                ours=people[self.known_by].name, t=per_cent(self.tie)
            )
        elif self.starts_with is not None:
            said += Text("；可由我方 {ours} 从起点问起", "; {ours} of ours can ask at the beginning").format(
                ours=people[self.starts_with].name
            )
        else:
            said += Text("；我方无人认识", "; nobody of ours knows either end")
        if self.barred:
            said += Text("；不得请 {names} 引荐", "; {names} must not be asked to introduce us").format(
                names=joined(people[p].name for p in self.barred)
            )
        return said + Text("。", ".")


def across(situation: Situation, start: str | None = None, to: str | None = None) -> tuple[AcrossChain, ...]:
    """Chains from other accounts, or from one account or person, to the deciders of a situation, or to one person of it.

    Raises
    ------
    UsageError
        `start` is no person or customer, or belongs to the account itself; `to` has no part in this decision.
    """
    snapshot = situation.snapshot
    if to is not None:
        situation.place_of(to)
    targets = [to] if to is not None else list(situation.weights.deciders)
    starts = _starts(situation, start)
    everybody = {
        p for p in snapshot.people if snapshot.category(p) not in _NOT_LISTED and not snapshot.has_left(p)
    } | set(situation.graph.people)
    everybody = {p for p in everybody if p in targets or not snapshot.is_seat(p)}
    graph = influence_among(snapshot, situation.context, situation.graph.options, everybody)
    found = [
        (account, *chain)
        for account, people in starts.items()
        for target in targets
        for chain in _chains(graph, people, snapshot.index.people(snapshot.tree(account)), target, situation)
    ]
    known = ties(snapshot, {p for _, path, _, _ in found for p in path})
    made = [_made(snapshot, graph, known, *one) for one in found]
    return tuple(sorted(made, key=lambda c: (-round(c.strength, _DIGITS), c.people)))


def _starts(situation: Situation, start: str | None) -> Mapping[str, Collection[str]]:
    """People from whom a chain may begin, by account."""
    snapshot, here = situation.snapshot, situation.context.tree
    customers = [account.id for account in snapshot.accounts if account.id not in here]
    if start is None:
        return {org: snapshot.index.people(snapshot.tree(org)) for org in customers}
    if start in snapshot.orgs and snapshot.orgs[start].category == OrgCategory.CUSTOMER:
        if start not in here:
            return {start: snapshot.index.people(snapshot.tree(start))}
    else:
        who = snapshot.person(start)
        homes = [org for org in customers if snapshot.index.belongs(start, snapshot.tree(org))]
        if homes:
            return dict.fromkeys(homes, (start,))
        if not snapshot.index.belongs(start, here):
            return {who.org: (start,)}
    raise UsageError(
        Text(
            "“{id}”就属于所问的客户；请给另一个客户或其人员",
            "“{id}” belongs to the account that is asked about; name another customer, or somebody of another one",
        ).format(id=start)
    )


def _chains(
    graph: InfluenceGraph, starts: Collection[str], other: Collection[str], target: str, situation: Situation
) -> Iterator[tuple[tuple[str, ...], float, str]]:
    """The best chain of each start: its people, its strength, the link."""
    snapshot = situation.snapshot
    both = {p for p in other if snapshot.index.belongs(p, situation.context.tree)}
    apart = frozenset(other) - both | {p for p in graph.people if p != target and snapshot.is_seat(p)}
    onward = _into(graph, target, apart)
    for start in sorted(set(starts) & set(graph.people)):
        if start in both:
            ways = [(onward[start], start)] if start in onward else []
        else:
            ways = [((start, *onward[link]), link) for link in graph.neighbours[start] - apart if link in onward]
        strengths = [(-round(_strength(graph, path, link), _DIGITS), path, link) for path, link in ways]
        if strengths:
            _, path, link = min(strengths)
            if at_least(_strength(graph, path, link), _LEAST):
                yield path, _strength(graph, path, link), link


def _tie(graph: InfluenceGraph, source: str, target: str, *, either: bool) -> InfluenceEdge | None:
    """The influence that a hop rests on, positive; for the first hop the stronger one of both directions."""
    pairs = ((source, target), (target, source)) if either else ((source, target),)
    edges = [graph.edges[pair] for pair in pairs if pair in graph.edges and graph.edges[pair].weight > 0]
    return max(edges, key=lambda edge: edge.weight, default=None)


def _strength(graph: InfluenceGraph, path: Sequence[str], link: str) -> float:
    hops = _hops(graph, path, link)
    return prod(hop.weight for hop in hops) if len(hops) == len(path) - 1 else 0.0


def _hops(graph: InfluenceGraph, path: Sequence[str], link: str) -> list[InfluenceEdge]:
    hops = [_tie(graph, u, v, either=u == path[0] != link) for u, v in pairwise(path)]
    return [hop for hop in hops if hop is not None]


def _into(graph: InfluenceGraph, target: str, apart: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The best path of everybody to a person along influence, no weaker than .01, past nobody who stands apart (Dijkstra)."""
    before: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (u, v), edge in graph.edges.items():
        if edge.weight > 0 and u not in apart and v not in apart:
            before[v].append((u, -log(edge.weight)))
    found: dict[str, tuple[str, ...]] = {}
    queue: list[tuple[float, tuple[str, ...]]] = [(0.0, (target,))]
    most = -log(_LEAST) + 1e-9
    while queue:
        cost, path = heapq.heappop(queue)
        if path[0] in found:
            continue
        found[path[0]] = path
        for u, more in before[path[0]]:
            if u not in found and cost + more <= most:
                heapq.heappush(queue, (round(cost + more, _DIGITS), (u, *path)))
    return found


def _made(
    snapshot: Snapshot,
    graph: InfluenceGraph,
    known: Ties,
    account: str,
    path: tuple[str, ...],
    strength: float,
    link: str,
) -> AcrossChain:
    tie, ours = known.best(link)
    return AcrossChain(
        account=account,
        people=path,
        strength=strength,
        link=link,
        known_by=ours if tie > 0 else None,
        tie=tie,
        starts_with=known.best(path[0])[1],
        barred=tuple(p for p in path[:-1] if not may_introduce(snapshot, p)),
        hops=tuple(_hops(graph, path, link)),
    )

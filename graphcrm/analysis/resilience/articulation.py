"""Articulation points of our access: people whose loss separates somebody from us.

They are the cut vertices of the pruned access graph taken undirected (Hopcroft & Tarjan 1973). All our people hang together
through the company, so that one of ours who alone knows somebody is an articulation point as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.resilience.threads import thread_hops
from graphcrm.analysis.situation import Situation

__all__ = ["articulation_points", "cut_vertices"]


_COMPANY = ""


def articulation_points(situation: Situation) -> tuple[str, ...]:
    """People of ours and theirs, by id, whose loss separates somebody else from our company.

    Those who may not be asked to introduce anybody connect nobody: they count as separated when the only one who leads to
    them is lost. People whom nothing connects to us make nobody an articulation point.
    """
    snapshot = situation.snapshot
    ends = {p for p in situation.graph.people if not may_introduce(snapshot, p)}
    hops = [(u, v) for u, v in thread_hops(situation) if u not in ends]
    ways = Counter(v for _, v in hops)
    hops = [(u, v) for u, v in hops if v not in ends or ways[v] == 1]
    hops += [(_COMPANY, p) for p in situation.team]
    return tuple(sorted(cut_vertices(hops, _COMPANY)))


def cut_vertices(hops: Iterable[tuple[str, str]], root: str) -> set[str]:
    """Cut vertices of the component of `root` in an undirected graph, the root itself never counted.

    Depth-first search without recursion; a vertex is one if a subtree below it has no way back above it.
    """
    neighbours: dict[str, set[str]] = {root: set()}
    for u, v in hops:
        if u != v:
            neighbours.setdefault(u, set()).add(v)
            neighbours.setdefault(v, set()).add(u)
    ordered: Mapping[str, list[str]] = {u: sorted(vs) for u, vs in neighbours.items()}
    depth, low = {root: 0}, {root: 0}
    found: set[str] = set()
    stack: list[tuple[str, str, Iterator[str]]] = [(root, root, iter(ordered[root]))]
    while stack:
        here, parent, rest = stack[-1]
        onward = next(rest, None)
        if onward is None:
            stack.pop()
            low[parent] = min(low[parent], low[here])
            if parent != root and here != root and low[here] >= depth[parent]:
                found.add(parent)
        elif onward not in depth:
            depth[onward] = low[onward] = len(stack)
            stack.append((onward, here, iter(ordered[onward])))
        elif onward != parent:
            low[here] = min(low[here], depth[onward])
    return found

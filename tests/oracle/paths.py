"""Simple paths in order of strength, and best path strengths between everybody."""

import heapq
import itertools
from collections.abc import Callable, Iterator, Mapping
from math import prod

Edges = Mapping[str, Mapping[str, float]]
Path = tuple[str, ...]
SAME = 1e-12
"""Strengths that differ by less than this, relatively, are equal: the order is then that of the ids."""


def strength(edges: Edges, path: Path) -> float:
    """Product of the weights along a path; 1 for a path of one person."""
    return prod((edges[u][v] for u, v in itertools.pairwise(path)), start=1.0)


def best_to(edges: Edges, target: str) -> dict[str, float]:
    """Best strength of any walk from everybody to `target`, by relaxing all edges until nothing changes."""
    best = {target: 1.0}
    changed = True
    while changed:
        changed = False
        for u, followers in edges.items():
            for v, weight in followers.items():
                if u != target and v in best and weight * best[v] > best.get(u, 0.0):
                    best[u] = weight * best[v]
                    changed = True
    return best


def simple_paths(
    edges: Edges,
    source: str,
    target: str,
    max_hops: int | None = None,
    allowed_inside: Callable[[str], bool] = lambda _: True,
) -> Iterator[tuple[Path, float]]:
    """Yield every simple path with its strength, strongest first, equal ones by their ids.

    A partial path is taken up again in the order of what it could reach at best (its strength times the best walk from
    its end), so that a finished path comes out only when no other can beat it.
    """
    hope = best_to(edges, target)
    heap: list[tuple[float, Path]] = [(-hope.get(source, 0.0), (source,))]
    equal: list[tuple[Path, float]] = []
    while heap:
        bound, path = heapq.heappop(heap)
        if bound == 0.0:
            break
        if equal and -bound < equal[0][1] * (1 - SAME):
            yield from sorted(equal)
            equal = []
        if path[-1] == target:
            equal.append((path, strength(edges, path)))
            continue
        if max_hops is not None and len(path) > max_hops:
            continue
        if len(path) > 1 and not allowed_inside(path[-1]):
            continue
        for follower in edges.get(path[-1], {}):
            if follower not in path and hope.get(follower, 0.0) > 0:
                longer = (*path, follower)
                heapq.heappush(heap, (-strength(edges, longer) * hope[follower], longer))
    yield from sorted(equal)


def best_path(edges: Edges, source: str, target: str) -> tuple[Path, float] | None:
    """Strongest simple path, if there is one."""
    return next(simple_paths(edges, source, target), None)


def best_strengths(edges: Edges) -> dict[str, dict[str, float]]:
    """Best path strength from everybody (outer) to everybody (inner), 1 on the diagonal."""
    people = sorted(edges)
    to = {target: best_to(edges, target) for target in people}
    return {u: {v: to[v].get(u, 0.0) for v in people} for u in people}

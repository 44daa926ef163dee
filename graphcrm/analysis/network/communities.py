"""Communities: people who have more to do with each other than chance would make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphcrm.analysis.louvain import partition

__all__ = ["communities"]


def communities(size: int, ties: Iterable[tuple[int, int, float]]) -> tuple[int, ...]:
    """The community of each of `size` people, 0 for the largest; everybody without a tie is one of their own.

    The partition of :mod:`graphcrm.analysis.louvain`, with people visited by the weight of their ties, strongest first. Directions
    are forgotten, the weights of both added.

    Parameters
    ----------
    ties
        ``(a, b, weight)`` with weights > 0; ties of somebody to themselves are passed over.

    >>> two = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1), (2, 3, 1)]
    >>> communities(6, two)
    (0, 0, 0, 1, 1, 1)
    """
    weights: list[dict[int, float]] = [defaultdict(float) for _ in range(size)]
    for a, b, weight in ties:
        if a != b:
            weights[a][b] += weight
            weights[b][a] += weight
    neighbours = [list(row.items()) for row in weights]
    return _by_size(partition(neighbours, [sum(row.values()) for row in weights], _strongest_first))


def _strongest_first(strength: Sequence[float]) -> Sequence[int]:
    return sorted(range(len(strength)), key=lambda i: (-strength[i], i))


def _by_size(group: Sequence[int]) -> tuple[int, ...]:
    """Communities numbered by size, the one with the first member first among equals."""
    members: dict[int, list[int]] = defaultdict(list)
    for person, community in enumerate(group):
        members[community].append(person)
    order = sorted(members, key=lambda c: (-len(members[c]), members[c][0]))
    number = {community: place for place, community in enumerate(order)}
    return tuple(number[community] for community in group)

"""Communities: people who have more to do with each other than chance would make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["communities"]

_Weights = Mapping[int, Mapping[int, float]]
#: A move must gain this part of the total weight: equal choices are no reason to move.
_GAIN = 1e-12


def communities(size: int, ties: Iterable[tuple[int, int, float]]) -> tuple[int, ...]:
    """The community of each of `size` people, 0 for the largest; everybody without a tie is one of their own.

    Local moving and aggregation towards the greatest modularity ``Q = Σ_c [w_c/m − (s_c/2m)²]`` (Louvain), where w_c is the
    weight within a community, s_c the sum of its people's weights and m the total. Directions are forgotten, the weights of
    both added. People are visited by the weight of their ties, strongest first, and stay unless a move gains something.

    Parameters
    ----------
    ties
        ``(a, b, weight)`` with weights > 0; ties of somebody to themselves are passed over.

    References
    ----------
    Blondel, Guillaume, Lambiotte & Lefebvre 2008, Journal of Statistical Mechanics, P10008.

    >>> two = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1), (2, 3, 1)]
    >>> communities(6, two)
    (0, 0, 0, 1, 1, 1)
    """
    weights: dict[int, dict[int, float]] = {i: defaultdict(float) for i in range(size)}
    for a, b, weight in ties:
        if a != b:
            weights[a][b] += weight
            weights[b][a] += weight
    group = list(range(size))
    level: _Weights = weights
    while True:
        moved = _moved(level)
        if len(set(moved.values())) == len(level):
            return _by_size(group)
        group = [moved[place] for place in group]
        level = _aggregated(level, moved)


def _moved(weights: _Weights) -> dict[int, int]:
    """Everybody moved to the neighbouring community that gains most, until nobody gains by moving."""
    total = sum(w for row in weights.values() for w in row.values())
    own = {i: sum(row.values()) for i, row in weights.items()}
    community = {i: i for i in weights}
    if not total:
        return community
    inside = dict(own)
    visits = sorted(weights, key=lambda i: (-own[i], i))
    changed = True
    while changed:
        changed = False
        for i in visits:
            here = community[i]
            links: dict[int, float] = defaultdict(float)
            for j, weight in weights[i].items():
                if j != i:
                    links[community[j]] += weight
            inside[here] -= own[i]
            gain = {c: (links[c] - own[i] * inside[c] / total) / total for c in {here, *links}}
            best = max(gain, key=lambda c: (gain[c], c == here, -c))
            if gain[best] <= gain[here] + _GAIN:
                best = here
            inside[best] += own[i]
            community[i] = best
            changed = changed or best != here
    return community


def _aggregated(weights: _Weights, community: Mapping[int, int]) -> _Weights:
    """The communities as people of their own, with what is within each as a tie to itself."""
    made: dict[int, dict[int, float]] = {c: defaultdict(float) for c in set(community.values())}
    for i, row in weights.items():
        for j, weight in row.items():
            made[community[i]][community[j]] += weight
    return made


def _by_size(group: Sequence[int]) -> tuple[int, ...]:
    """Communities numbered by size, the one with the first member first among equals."""
    members: dict[int, list[int]] = defaultdict(list)
    for person, community in enumerate(group):
        members[community].append(person)
    order = sorted(members, key=lambda c: (-len(members[c]), members[c][0]))
    number = {community: place for place, community in enumerate(order)}
    return tuple(number[community] for community in group)

"""Chance that a path is a hidden chain in truth: every way in which its reports may err, one after the other.

An edge exists with probability q; its level is one lower, as reported or one higher with .1, .8, .1, within 1 to 5. Each
domain of a tie errs by itself. Hidden is what still has a strength of .05.
"""

from itertools import pairwise, product
from math import prod

from tests.oracle import scales
from tests.oracle.influence import ageing
from tests.oracle.paths import Path
from tests.oracle.picture import Picture

__all__ = ["chance_of_hidden", "ways"]

TINY = 1e-12
#: One report: its strength in each of its four states with the chance of that state.
States = list[tuple[float, float]]


def states(level: int, q: float, factor: float) -> States:
    """Absent, one lower, as reported, one higher."""
    found = [(0.0, 1 - q)]
    for step, chance in ((-1, 0.1), (0, 0.8), (1, 0.1)):
        found.append((scales.STRENGTH[min(5, max(1, level + step))] * factor, q * chance))
    return found


def reports_of(picture: Picture, u: str, v: str) -> list[States]:
    """What the effective tie u -> v rests on, one entry a domain."""
    graph = picture.graph
    tie = graph.ties[u, v]
    found = []
    if tie.derived and tie.observed is None:
        line = next(line for person, boss, line in picture.facts.reporting() if (boss, person) == (u, v))
        return [states(scales.REPORTING_LEVEL[line], float(scales.REPORTING_EXISTENCE), 1.0)]
    kind, pair, scale = ("TRUSTS", (v, u), scales.TRUST_FACTOR) if tie.derived else ("INFLUENCES", (u, v), 1.0)
    for domain, evidence in graph.evidence(kind)[pair].items():
        days = (picture.facts.as_of - evidence.observed).days
        same = "general" in (domain, graph.domain) or domain == graph.domain
        factor = scale * ageing(days, scales.HALF_LIFE[kind]) * (1.0 if same else scales.OTHER_DOMAIN_FACTOR)
        found.append(states(evidence.level, float(evidence.q), factor))
    return found


def ways(picture: Picture, path: Path) -> int:
    """In how many ways the reports of a path may err."""
    return prod(len(s) for hop in pairwise(path) for s in reports_of(picture, *hop))


def chance_of_hidden(picture: Picture, path: Path) -> float:
    """Sum of the chances of the ways in which the path still has a strength of .05."""
    hops = [reports_of(picture, *hop) for hop in pairwise(path)]
    total = 0.0
    for way in product(*(s for hop in hops for s in hop)):
        left, strength = iter(way), 1.0
        for hop in hops:
            strength *= min(scales.MAX_WEIGHT, 1 - prod(1 - next(left)[0] for _ in hop))
        if strength >= scales.PATH_MINIMUM - TINY:
            total += prod(chance for _, chance in way)
    return total

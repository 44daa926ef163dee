"""How probable it is that a path is as strong as a limit, given how sure its hops are.

The noise is that of the random draws (:mod:`graphcrm.analysis.influence.uncertainty`): every part of a hop exists with its
probability q, its level is one off (within 1..5) with the probability of the settings, .20, to either side alike, and the parts
that exist add up to ``min(.85, 1 − Π(1 − w))``. The hops of a path are drawn independently, so that nothing has to be drawn: the
distribution of the product follows hop by hop. It is what ever more draws come to, without ties that nobody recorded,
which hardly ever fall on a given hop, and the same whatever else is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphcrm.analysis.numbers import TOLERANCE, at_least
from graphcrm.graph.influence import STRONGEST, EdgePart, InfluenceEdge
from graphcrm.model.edges import EdgeKind
from graphcrm.settings import Settings

__all__ = ["path_probability"]


_LEVELS = (1, 5)
_DIGITS = 12

#: Values with their probabilities.
Distribution = Mapping[float, float]


def path_probability(hops: Iterable[InfluenceEdge], least: float, settings: Settings) -> float:
    """``P(Π w ≥ least)`` over the hops of a path, in [0, 1].

    Parameters
    ----------
    hops : iterable of InfluenceEdge
        An assumed edge, which has no parts, is certain.
    least : float
        Weakest strength that counts, above 0. What has fallen below it is dropped on the way: no factor is above one.
    """
    product: Distribution = {1.0: 1.0}
    for edge in hops:
        weights = _weights(edge, settings)
        longer: dict[float, float] = {}
        for strength, p in product.items():
            for weight, q in weights.items():
                value = round(strength * weight, _DIGITS)
                if at_least(value, least):
                    longer[value] = longer.get(value, 0.0) + p * q
        product = longer
    return min(1.0, sum(product.values()))


def _weights(edge: InfluenceEdge, settings: Settings) -> Distribution:
    """Distribution of the weight of an edge: what moves v, less what moves v the other way."""
    if not edge.parts:
        return {edge.weight: 1.0}
    toward = _together([part for part in edge.parts if part.sign > 0], settings)
    against = _together([part for part in edge.parts if part.sign < 0], settings)
    found: dict[float, float] = {}
    for more, p in toward.items():
        for less, q in against.items():
            found[more - less] = found.get(more - less, 0.0) + p * q
    return found


def _together(parts: Iterable[EdgePart], settings: Settings) -> Distribution:
    """Distribution of ``min(.85, 1 − Π(1 − w))``; 0 for certain without parts."""
    rest: Distribution = {1.0: 1.0}
    for part in parts:
        left: dict[float, float] = {}
        for before, p in rest.items():
            for weight, q in _part(part, settings).items():
                value = round(before * (1 - weight), _DIGITS)
                left[value] = left.get(value, 0.0) + p * q
        rest = left
    found: dict[float, float] = {}
    for value, p in rest.items():
        weight = min(STRONGEST, 1 - value)
        found[weight] = found.get(weight, 0.0) + p
    return found


def _part(part: EdgePart, settings: Settings) -> Distribution:
    strength = settings.p_trust if part.kind is EdgeKind.TRUSTS else settings.p_influence
    lowest, highest = _LEVELS
    off = settings.noise["level"]
    found = {0.0: 1.0 - part.q} if part.q < 1 - TOLERANCE else {}
    for step, p in ((-1, off / 2), (0, 1 - off), (1, off / 2)):
        level = min(highest, max(lowest, part.level + step))
        weight = strength(level) * part.scale * part.decay * part.factor
        found[weight] = found.get(weight, 0.0) + p * part.q
    return found

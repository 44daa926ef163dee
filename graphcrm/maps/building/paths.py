"""The hidden paths that a map steps through."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graphcrm.analysis.paths.formal_lines import formal_route
from graphcrm.analysis.paths.hidden_chains import HiddenChain, hidden_chains
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.records.findings import MapPath

__all__ = ["hidden_paths"]


def hidden_paths(s: Situation) -> Iterable[MapPath]:
    """The hidden chains to each decider in the order of what they add, deciders by weight; none to assumed deciders."""
    deciders = sorted(s.weights.deciders, key=lambda d: (-s.weight_of(d), d)) if not s.weights.assumed else []
    for decider in deciders:
        for chain in hidden_chains(s, decider):
            yield _path(s, chain)


def _path(s: Situation, chain: HiddenChain) -> MapPath:
    path = chain.path
    formal = _formal_alternative(s, path.people)
    return MapPath(
        people=path.people,
        strength=min(1.0, path.strength),
        band=path.band.label,
        informality=path.informality,
        explanation=chain.sentence(s),
        formal_alternative=formal,
        formal_text=_steps(s, path.people[0], formal) if formal else None,
    )


def _formal_alternative(s: Situation, people: tuple[str, ...]) -> tuple[str, ...]:
    """The formal route of the first on a path who has one; an outsider has none. () if it is but a part of the path."""
    routes = (formal_route(s.graph, person, people[-1]) for person in people[:-1])
    found = next((route for route in routes if route), ())
    return () if set(pairwise(found)) <= set(pairwise(people)) else found


def _steps(s: Situation, start: str, formal: tuple[str, ...]) -> Text:
    steps = len(formal) - 1
    unit = "step" if steps == 1 else "steps"
    if formal[0] == start:
        return Text(f"正式路线 {steps} 步", f"the formal route takes {steps} {unit}")
    return Text(f"从 {{p}} 起的正式路线 {steps} 步", f"the formal route from {{p}} takes {steps} {unit}").format(
        p=s.snapshot.people[formal[0]].name
    )

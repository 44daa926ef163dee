"""The hidden paths that a map steps through."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.analysis.bands import path_band
from graphcrm.analysis.paths.chain import ChainPath, decision_chain
from graphcrm.analysis.paths.formal_lines import formal_route
from graphcrm.analysis.situation import Situation
from graphcrm.i18n import Text
from graphcrm.maps.records.findings import MapPath

__all__ = ["MOST_HIDDEN", "hidden_paths"]

#: Hidden paths shown to one decider.
MOST_HIDDEN = 3


def hidden_paths(s: Situation) -> Iterable[MapPath]:
    """The strongest hidden chains to each decider, deciders by weight; chains of several hops before single ties."""
    deciders = sorted(s.weights.deciders, key=lambda d: (-s.weight_of(d), d)) if not s.weights.assumed else []
    for decider in deciders:
        chain = decision_chain(s, decider, top=len(s.graph.people))
        hidden = [p for p in chain.paths if p.hidden]
        for path in sorted(hidden, key=lambda p: (len(p.people) < 3, -round(p.strength, 12), p.people))[:MOST_HIDDEN]:
            yield _path(s, path)


def _path(s: Situation, path: ChainPath) -> MapPath:
    formal = formal_route(s.graph, path.people[0], path.people[-1])
    steps = len(formal) - 1
    return MapPath(
        people=path.people,
        strength=min(1.0, path.strength),
        band=path_band(path.strength).label,
        informality=path.informality,
        explanation=path.sentence(s),
        formal_alternative=formal,
        formal_text=Text(f"正式路线 {steps} 步", f"the formal route takes {steps} {'step' if steps == 1 else 'steps'}")
        if formal
        else None,
    )

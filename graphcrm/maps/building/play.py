"""The model behind a map of influence, for scenarios in the page."""

from __future__ import annotations

import numpy as np

from graphcrm.analysis.influence.decision_weights import assumed_weights
from graphcrm.analysis.opinion.known_support import fresh_level
from graphcrm.analysis.opinion.support import opinion
from graphcrm.analysis.situation import Situation
from graphcrm.maps.records.play import MapPlay

__all__ = ["MOST", "map_play"]

#: A browser solves the model anew at every change; beyond so many people that takes too long.
MOST = 200


def map_play(s: Situation) -> MapPlay | None:
    """None where there are more people than a browser can play through, or none."""
    people = s.graph.people
    if not 0 < len(people) <= MOST:
        return None
    u, v = np.nonzero(s.graph.W)
    return MapPlay(
        people=tuple(people),
        r=tuple(map(float, s.r)),
        assumed=tuple(tuple(map(float, weights)) for weights in assumed_weights(s.graph)),
        kappa=tuple(map(float, s.graph.kappa)),
        tie=tuple(map(float, s.T)),
        level=tuple(s.level_of(p) for p in people),
        fresh=tuple(fresh_level(s, p) is not None for p in people),
        edges=tuple((int(a), int(b), float(s.graph.W[a, b])) for a, b in zip(u, v, strict=True)),
        opinions=tuple(opinion(level) for level in range(-1, 4)),
        active=float(s.snapshot.settings.tie["active"]),
        removal=s.context.opportunity is not None or len(s.context.open_opportunities) < 2,
    )

"""Every value that a team may set, at both ends of what is allowed: no answer breaks, and no number leaves its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.salience import salience
from graphcrm.graph.influence import GraphOptions
from graphcrm.settings import DEFAULTS, bounds
from tests.analysis.golden import edge, golden_snapshot, meeting

TABLES = ("decay", "derived", "asked", "tie", "salience")


def ends() -> Iterator[tuple[str, str, float]]:
    for name in TABLES:
        for key in getattr(DEFAULTS, name):
            yield from ((name, key, end) for end in bounds(name, key))


@pytest.mark.parametrize(("name", "key", "end"), list(ends()))
def test_at_the_ends_of_what_is_allowed(name: str, key: str, end: float) -> None:
    facts: dict[str, Any] = {
        "edges": [edge("TRUSTS", "c1", "c5", level=4), edge("KNOWS", "u2", "c1", declared_level=5)],
        "interactions": [meeting("2026-06-01", "u3", "c2")],
    }
    settings = replace(DEFAULTS, **{name: {**getattr(DEFAULTS, name), key: end}})
    snapshot = golden_snapshot(as_of=date(2026, 9, 1), settings=settings, **facts)
    situation = Situation.of(snapshot, "HY", "HY-CORE", options=GraphOptions())
    assert all(0 <= tie.weight <= 0.85 for tie in situation.graph.edges.values())
    assert all(0 <= strength <= 1 for strength in situation.T)
    assert situation.share.sum() == pytest.approx(1)
    assert all(0 <= one.interest <= 1 for one in salience(situation))

"""A ranking deserves high, medium or low confidence: each limit of the method from both sides."""

from __future__ import annotations

from typing import Any

import pytest

from graphcrm.analysis.network.confidence import RankEvidence, RankLevel, judge
from graphcrm.analysis.network.readings import Readings

HIGH, MEDIUM, LOW = RankLevel.HIGH, RankLevel.MEDIUM, RankLevel.LOW
GOOD: dict[str, Any] = {"people": 20, "kendall_w": 0.9, "median_width": 0.1, "beyond_chance": True}


@pytest.mark.parametrize(
    ("found", "level"),
    [
        ({"kendall_w": 0.8}, HIGH),
        ({"kendall_w": 0.799}, MEDIUM),
        ({"kendall_w": 0.6}, MEDIUM),
        ({"kendall_w": 0.599}, LOW),
        ({"kendall_w": None}, LOW),
        ({"median_width": 0.2}, HIGH),
        ({"median_width": 0.201}, MEDIUM),
        ({"median_width": 0.4}, MEDIUM),
        ({"median_width": 0.401}, LOW),
        ({"largest_tie": 0.5}, HIGH),
        ({"largest_tie": 0.501}, LOW),
        ({"largest_tie": 1.0}, LOW),
        ({"beyond_chance": False}, LOW),
        ({"mail_rule": True}, LOW),
        ({"people": 8}, HIGH),
        ({"people": 7}, LOW),
        ({"people": 0}, LOW),
        *(({"readings": Readings(**{name: 0.8})}, HIGH) for name in ("counts", "direction", "kind", "types")),
        *(({"readings": Readings(**{name: 0.799})}, MEDIUM) for name in ("counts", "direction", "kind", "types")),
    ],
)
def test_each_limit(found: dict[str, Any], level: RankLevel) -> None:
    judged = judge(RankEvidence(**GOOD | found))
    assert (judged.level, len(judged.reasons)) == (level, 1)


def test_every_ground_is_told() -> None:
    part = judge(
        RankEvidence(**GOOD | {"kendall_w": 0.7, "median_width": 0.3, "readings": Readings(kind=0.1, types=0.2)})
    )
    assert (part.level, len(part.reasons)) == (MEDIUM, 4)
    doubtful = {"kendall_w": 0.1, "median_width": 0.9, "mail_rule": True, "beyond_chance": False}
    doubt = judge(RankEvidence(**GOOD | doubtful))
    assert (doubt.level, len(doubt.reasons)) == (LOW, 4)
    assert doubt.reasons[-1].en == "mail is almost always returned (> 0.8) and has no direction (F₀ > 0.9)"

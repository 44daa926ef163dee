"""The tiers that a ranking is told with: three at most with twelve names each, and how many more there are."""

from __future__ import annotations

import pytest

from graphcrm.asking.answers import key_influencers
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import THEIRS, golden_snapshot

_TWELVE = "c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, t1"


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([1, 2, 2, 2], "c2, c3 | c4, c5 | c6, c7"),
        ([2, 2, 2, 2], "c1, c2 | c3, c4 | c5, c6 | and 1 more tier"),
        ([2, 2, 2, 2, 2], "c1, c2 | c3, c4 | c5, c6 | and 2 more tiers"),
        ([12], _TWELVE),
        ([13], f"{_TWELVE} and 1 more"),
    ],
)
def test_nobody_of_a_tier_is_left_unsaid(monkeypatch: pytest.MonkeyPatch, sizes: list[int], told: str) -> None:
    people = iter(THEIRS)
    tiers = [[next(people) for _ in range(size)] for size in sizes]
    monkeypatch.setattr(key_influencers, "share_tiers", lambda *_: tiers)
    snapshot = golden_snapshot(people={one: {"name": one} for one in THEIRS})
    found = run(Ask(find_query("key-influencers"), snapshot, {"account": "HY"}))
    (said,) = (note.en for note in found.assumptions if note.en.startswith("tiers ("))
    assert said.partition("stubbornness): ")[2] == told

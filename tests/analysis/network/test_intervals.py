"""Resampling, rank intervals, tiers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.network.intervals import affordable_draws, rank_interval, resample, tiers
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.ties import NetworkTies, prepare


def drawn(kind: str, weight: list[float], draws: int = 20_000, missing: float = 0.1) -> np.ndarray:
    src, dst = [0, 1, 2], [1, 0, 0]
    network = prepare(NetworkTies(kind, "t", src, dst, weight), 3, np.arange(3))
    return np.hstack(list(resample(network, draws, 5, missing)))


def test_counts_are_poisson() -> None:
    found = drawn("communicates", [1, 4, 30])
    np.testing.assert_allclose(found.mean(axis=1), [1, 4, 30], rtol=0.02)
    np.testing.assert_allclose(found.var(axis=1), [1, 4, 30], rtol=0.05)


@pytest.mark.parametrize(
    ("kind", "weight"), [("trusts", [1, 4, 5]), ("communicates", [1, 1, 1]), ("trusts", [0.2, 1, 1])]
)
def test_other_ties_are_dropped_at_the_missing_rate(kind: str, weight: list[float]) -> None:
    found = drawn(kind, weight, missing=0.25)
    assert set(np.unique(found)) == {0.0, *weight}
    np.testing.assert_allclose((found == 0).mean(axis=1), 0.25, atol=0.015)


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_interval_contains_the_rank(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=float)
    rank = np.arange(1, len(rows) + 1)
    low, high = rank_interval(scores, rank, rank)
    assert np.all((low >= 1) & (low <= rank) & (rank <= high) & (high <= len(rows)))


def test_people_whom_nothing_tells_apart_have_the_whole_range() -> None:
    low, high = rank_interval(np.ones((5, 10)), np.ones(5, dtype=np.int64), np.full(5, 5))
    assert (low.tolist(), high.tolist()) == ([1] * 5, [5] * 5)


def test_tiers_do_not_creep() -> None:
    low = np.arange(1, 10)
    assert tiers(low, low + 3) == [1, 1, 2, 2, 3, 3, 4, 4, 5]
    assert tiers(low, low) == list(range(1, 10))
    assert tiers(np.array([1, 1]), np.array([1, 5])) == [1, 2]
    assert tiers(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)) == []


def test_draws_are_reduced_only_for_very_many_ties() -> None:
    assert affordable_draws(500, 40_000) == 500
    assert affordable_draws(500, 10_000_000) == 100
    assert affordable_draws(30, 10_000_000) == 30


def widths(missing: float) -> float:
    rng = np.random.default_rng(1)
    src, dst = rng.integers(0, 40, 300), np.minimum(rng.integers(0, 40, 300), rng.integers(0, 40, 300))
    found = rank_network(
        [f"p{i:02}" for i in range(40)], [NetworkTies("trusts", "t", src, dst)], draws=200, missing_rate=missing
    )
    assert found.together is not None
    return float(np.mean([p.rank_hi - p.rank_lo for p in found.together.people if p.rank_lo and p.rank_hi]))


def test_intervals_widen_with_the_missing_rate() -> None:
    assert widths(0.0) < widths(0.05) < widths(0.15) < widths(0.4)


def test_a_further_tie_type_leaves_the_intervals_of_another_alone() -> None:
    rng = np.random.default_rng(3)
    ids = [f"p{i:02}" for i in range(20)]
    one = NetworkTies("trusts", "advice", rng.integers(0, 20, 80), rng.integers(0, 20, 80))
    two = NetworkTies(
        "communicates", "a_mail", rng.integers(0, 20, 80), rng.integers(0, 20, 80), rng.integers(1, 9, 80)
    )
    alone, both = rank_network(ids, [one], draws=50), rank_network(ids, [two, one], draws=50)
    assert alone.types[0] == next(t for t in both.types if t.name == "advice")

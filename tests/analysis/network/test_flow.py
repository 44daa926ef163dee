"""Reciprocity and trophic incoherence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.network.rank import incoherence, reciprocity
from graphcrm.analysis.network.ties import Network, NetworkTies, prepare


def network(
    pairs: list[tuple[int, int]], size: int, kind: str = "trusts", weight: list[float] | None = None
) -> Network:
    return prepare(NetworkTies(kind, "t", [a for a, _ in pairs], [b for _, b in pairs], weight), size, np.arange(size))


def test_a_chain_has_levels_and_a_circle_has_none() -> None:
    """MacKay, Johnson & Sansom 2020: F₀ = 0 for a chain, 1 for a cycle."""
    assert incoherence(network([(0, 1), (1, 2), (2, 3)], 4)) == pytest.approx(0, abs=1e-12)
    assert incoherence(network([(0, 1), (1, 2), (2, 0)], 3)) == pytest.approx(1)
    assert incoherence(network([(0, 1), (1, 0)], 2)) == pytest.approx(1)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 5)), min_size=1, max_size=30))
def test_incoherence_is_the_least_squares_solution(rows: list[tuple[int, int, int]]) -> None:
    found = network([(a, b) for a, b, _ in rows], 9, weight=[float(w) for *_, w in rows])
    if len(found.giver) == 0:
        assert incoherence(found) is None
        return
    w = np.zeros((9, 9))
    w[found.giver, found.taker] = found.weight
    levels = np.linalg.lstsq(np.diag(w.sum(0) + w.sum(1)) - w - w.T, w.sum(0) - w.sum(1), rcond=None)[0]
    expected = (w * (levels[None, :] - levels[:, None] - 1) ** 2).sum() / w.sum()
    assert incoherence(found) == pytest.approx(expected, abs=1e-7)


def test_reciprocity() -> None:
    assert reciprocity(network([(0, 1), (1, 0), (1, 2), (0, 2)], 3)) == 0.5
    assert reciprocity(network([(0, 1)], 2, "affiliates")) is None
    assert reciprocity(network([], 2)) is None

"""Linear assignment against SciPy and against trying everything."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from graphcrm.analysis.sponsors.assignment import assign

optimize = pytest.importorskip("scipy.optimize", reason="SciPy is a dependency of graphcrm")

NUMBERS = st.one_of(st.just(-np.inf), st.floats(-2, 5), st.integers(-1, 3).map(float))
SHAPES = st.tuples(st.integers(0, 5), st.integers(0, 5))


def total(value: np.ndarray, columns: tuple[int | None, ...]) -> float:
    return sum(float(value[row, c]) for row, c in enumerate(columns) if c is not None)


def brute_force(value: np.ndarray) -> float:
    n, m = value.shape
    best = 0.0
    for columns in itertools.product([None, *range(m)], repeat=n):
        used = [c for c in columns if c is not None]
        if len(set(used)) == len(used):
            best = max(best, total(value, columns))
    return best


@settings(max_examples=150, deadline=None)
@given(SHAPES.flatmap(lambda shape: hnp.arrays(float, shape, elements=NUMBERS)))
def test_no_assignment_is_worth_more(value: np.ndarray) -> None:
    columns = assign(value)
    used = [c for c in columns if c is not None]
    assert len(columns) == value.shape[0]
    assert len(set(used)) == len(used)
    assert all(value[row, c] >= 0 for row, c in enumerate(columns) if c is not None)
    assert total(value, columns) == pytest.approx(brute_force(value), abs=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_as_good_as_scipy(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n, m = rng.integers(5, 60, size=2)
    value = rng.random((n, m))
    value[rng.random((n, m)) < 0.3] = -np.inf
    padded = np.hstack([np.where(np.isneginf(value), -1.0, value), np.zeros((n, n))])
    rows, columns = optimize.linear_sum_assignment(padded, maximize=True)
    assert total(value, assign(value)) == pytest.approx(padded[rows, columns].sum(), abs=1e-9)

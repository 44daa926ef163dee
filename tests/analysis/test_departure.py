"""Shares after one departure against solving the smaller system."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.departure import Departures
from graphcrm.analysis.share import influence_share


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.floats(0, 1), st.booleans())
def test_equals_the_smaller_system(seed: int, n: int, density: float, signed: bool) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0.01, 0.85, (n, n)) * (rng.random((n, n)) < density)
    if signed:
        weights *= rng.choice([-1, 1], (n, n))
    np.fill_diagonal(weights, 0.0)
    r = rng.random(n) * (rng.random(n) < 0.5)
    r = r / r.sum() if r.sum() > 0 else r
    kappa = rng.uniform(0.25, 4, n)
    departures = Departures(weights, r, kappa)
    for person in range(n):
        rest = np.arange(n) != person
        total = r[rest].sum()
        share = departures.share(person)
        if total == 0:
            assert share is None
        else:
            assert share is not None
            direct = influence_share(weights[np.ix_(rest, rest)], r[rest] / total, kappa[rest])
            assert share[rest] == pytest.approx(direct, abs=1e-10)
            assert share[person] == 0


def test_a_sole_decider_leaves_nothing() -> None:
    assert Departures(np.zeros((2, 2)), np.array([1.0, 0.0]), np.ones(2)).share(0) is None

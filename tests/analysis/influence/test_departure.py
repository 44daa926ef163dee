"""Shares after one departure against solving the smaller system."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.departure import Departures
from graphcrm.analysis.influence.share import influence_share


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.floats(0, 1), st.booleans())
def test_equals_the_smaller_system(seed: int, n: int, density: float, signed: bool) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.uniform(0.01, 0.85, (n, n)) * (rng.random((n, n)) < density)
    if signed:
        weights *= rng.choice([-1, 1], (n, n))
    np.fill_diagonal(weights, 0.0)
    kappa = rng.uniform(0.25, 4, n)
    departures = Departures(weights, kappa)
    for person in range(n):
        rest = np.arange(n) != person
        r = rng.random(n) * rest
        share = departures.share(person, r)
        direct = influence_share(weights[np.ix_(rest, rest)], r[rest], kappa[rest])
        assert share[rest] == pytest.approx(direct, abs=1e-10)
        assert share[person] == 0

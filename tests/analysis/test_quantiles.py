"""Medians and intervals are those of the libraries, to the last bit."""

import statistics

import numpy as np
import pytest

from graphcrm.analysis.quantiles import ENDS, interval, median


@pytest.mark.parametrize("draws", [1, 2, 3, 20, 21, 41, 500, 501])
@pytest.mark.parametrize("shape", [(), (1,), (7,), (0,)])
def test_interval_is_what_numpy_finds(draws, shape):
    values = np.random.default_rng(draws).random((draws, *shape)) ** 9
    expected = np.quantile(values, ENDS, axis=0)
    assert [end.tobytes() for end in interval(values)] == [np.ascontiguousarray(end).tobytes() for end in expected]


@pytest.mark.parametrize("values", [[3], [2, 1], [7, 7, 1], [0.1, 0.2, 0.3, 0.7], [1, 0.5, 2, 3, 9]])
def test_median_is_what_statistics_finds(values):
    assert repr(median(values)) == repr(statistics.median(values))

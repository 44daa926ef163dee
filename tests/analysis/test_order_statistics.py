"""Medians and quantiles beside those of the standard library and of NumPy."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from graphcrm.analysis.order_statistics import median, quantiles

_FINITE = st.floats(-1e6, 1e6)


@given(st.lists(_FINITE | st.integers(-100, 100), min_size=1))
def test_the_median_is_the_standard_one(values):
    assert median(iter(values)) == statistics.median(values)


def test_nothing_has_no_median():
    with pytest.raises(ValueError, match="nothing"):
        median([])


@given(
    arrays(float, array_shapes(max_dims=2, max_side=9), elements=_FINITE),
    st.lists(st.floats(0, 1), min_size=1, max_size=3),
)
def test_quantiles_are_numpys_to_the_last_bit(values, parts):
    np.testing.assert_array_equal(quantiles(values, parts), np.quantile(values, parts, axis=0))

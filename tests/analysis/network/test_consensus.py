"""Mid-ranks, normal scores, Kendall's W."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest
import scipy
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.network.consensus import consensus, methods_agreeing
from graphcrm.analysis.network.ranking import normal_scores
from graphcrm.analysis.network.settings import ScoringMethod
from graphcrm.analysis.ranks import kendall_w, rank_bounds

columns = st.lists(st.integers(0, 6), min_size=1, max_size=25)


@given(columns)
def test_rank_bounds_are_scipy_ranks(values: list[int]) -> None:
    best, worst = rank_bounds(np.array(values, dtype=float)[:, None])
    assert best[:, 0].tolist() == scipy.stats.rankdata([-v for v in values], method="min").tolist()
    assert worst[:, 0].tolist() == scipy.stats.rankdata([-v for v in values], method="max").tolist()


@given(columns)
def test_normal_scores_of_mid_ranks(values: list[int]) -> None:
    found = normal_scores(np.array(values, dtype=float)[:, None])[:, 0]
    expected = [NormalDist().inv_cdf((r - 0.5) / len(values)) for r in scipy.stats.rankdata(values)]
    assert found == pytest.approx(expected, abs=1e-12)


def test_rounding_noise_is_a_tie() -> None:
    assert normal_scores(np.array([[0.1 + 0.2], [0.3], [0.0]]))[:2, 0].tolist() == pytest.approx(
        [0.4307, 0.4307], abs=1e-4
    )


@given(st.lists(st.lists(st.integers(0, 4), min_size=5, max_size=5), min_size=3, max_size=6))
def test_kendall_w_is_friedman_over_m_n_minus_1(rankings: list[list[int]]) -> None:
    table = np.array(rankings, dtype=float)
    found = kendall_w(list(table))
    if all(np.ptp(row) == 0 for row in table):
        assert found is None
    else:
        statistic = scipy.stats.friedmanchisquare(*table.T).statistic
        assert found == pytest.approx(statistic / (len(table) * 4), abs=1e-9)


def test_kendall_w_of_too_little_is_undefined() -> None:
    assert kendall_w([]) is None
    assert kendall_w([np.array([1.0, 2.0])]) is None
    assert kendall_w([np.array([1.0]), np.array([1.0])]) is None


def test_consensus_weighs_the_methods_and_ignores_the_rest() -> None:
    up, down = np.array([[1.0], [2.0], [3.0]]), np.array([[3.0], [2.0], [1.0]])
    scores = {ScoringMethod.FJ: up, ScoringMethod.HITS: down, ScoringMethod.CONTACTS: down}
    found = consensus(scores, {ScoringMethod.FJ: 3, ScoringMethod.HITS: 1, ScoringMethod.CONTACTS: 0})
    np.testing.assert_allclose(found, 0.5 * normal_scores(up))


def test_a_method_agrees_when_it_places_the_person_near() -> None:
    rank = np.arange(1, 21)
    same = -rank.astype(float)
    swapped = same.copy()
    swapped[[0, 19]] = swapped[[19, 0]]
    silent = np.full(20, np.nan)
    agreeing = methods_agreeing([same, swapped, silent], rank, rank, rank)
    assert agreeing.tolist() == [1, *[2] * 18, 1]

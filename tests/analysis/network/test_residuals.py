"""Influence beyond rank."""

from __future__ import annotations

import numpy as np
import pytest

from graphcrm.analysis.network.chart import heights, superior_pairs
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.residuals import attribute_columns, influence_beyond_rank
from graphcrm.analysis.network.ties import NetworkTies, prepare
from graphcrm.errors import InputError

IDS = list("abcdefghij")


def test_residuals_are_what_a_line_leaves() -> None:
    rng = np.random.default_rng(0)
    status, score = np.arange(10.0), rng.normal(size=10)
    rows, problem = influence_beyond_rank(IDS, score, {"status": status})
    slope, start = np.polyfit(status, score, 1)
    expected = dict(zip(IDS, score - start - slope * status, strict=True))
    assert problem is None
    assert {row.id: row.residual for row in rows} == pytest.approx(expected)
    assert [row.id for row in rows] == sorted(IDS, key=lambda name: -expected[name])


def test_collinear_and_constant_attributes_do_no_harm() -> None:
    score = np.random.default_rng(1).normal(size=10)
    status = np.arange(10.0)
    one, _ = influence_beyond_rank(IDS, score, {"s": status})
    more, _ = influence_beyond_rank(IDS, score, {"s": status, "twice": 2 * status + 1, "same": np.ones(10)})
    assert {r.id: r.residual for r in one} == pytest.approx({r.id: r.residual for r in more}, abs=1e-9)


def test_people_without_a_score_or_an_attribute_are_left_out() -> None:
    status = np.arange(10.0)
    status[2] = np.nan
    score = np.arange(10.0) ** 2
    score[5] = np.nan
    rows, _ = influence_beyond_rank(IDS, score, {"status": status})
    assert {row.id for row in rows} == set(IDS) - {"c", "f"}


@pytest.mark.parametrize("status", [np.ones(10), np.full(10, np.nan), np.array([1, 2, 3, 4] + [np.nan] * 6)])
def test_attributes_that_explain_nothing_are_said_so(status: np.ndarray) -> None:
    rows, problem = influence_beyond_rank(IDS, np.arange(10.0), {"status": status})
    assert rows == ()
    assert problem is not None


@pytest.mark.parametrize("values", [[1.0], ["high"] + [None] * 9])
def test_attributes_that_do_not_fit_are_refused(values: list[float | None]) -> None:
    with pytest.raises(InputError, match="status"):
        attribute_columns({"status": values}, 10)


def test_given_attributes_go_before_the_chart() -> None:
    rng = np.random.default_rng(2)
    ties = [
        NetworkTies("trusts", "t", rng.integers(0, 10, 40), rng.integers(0, 10, 40)),
        NetworkTies("reports_to", "line", [1, 2, 3, 4], [0, 0, 1, 1]),
    ]
    assert {row.id for row in rank_network(IDS, ties, draws=5).residuals} <= set("abcde")
    assert len(rank_network(IDS, ties, {"status": list(range(10))}, draws=5).residuals) == 10


def test_heights_and_pairs_survive_circles_and_two_bosses() -> None:
    """0 ← 1 ← 2, 2 reports to 0 as well; 3 and 4 report to each other, 5 to 3."""
    src, dst = [1, 2, 2, 3, 4, 5], [0, 1, 0, 4, 3, 3]
    chart = prepare(NetworkTies("reports_to", "line", src, dst), 7, np.arange(7))
    np.testing.assert_equal(heights(chart), [0, -1, -1, np.nan, np.nan, np.nan, np.nan])
    above, below = superior_pairs(chart)
    assert set(zip(above.tolist(), below.tolist(), strict=True)) == {(0, 1), (0, 2), (1, 2), (3, 5), (4, 5)}

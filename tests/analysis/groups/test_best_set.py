"""The search for the best set against trying every set: the best, and the order of equal ones."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from graphcrm.analysis.groups.best_set import best_set

Matrix = NDArray[np.float64]


def every_set(reach: Matrix, b: Matrix, k: int) -> tuple[float, tuple[int, ...]]:
    rated = (
        (-round(float(reach[list(s)].max(axis=0) @ b), 12), s)
        for s in combinations(range(len(reach)), min(k, len(reach)))
    )
    return min(rated)


def drawn(random: np.random.Generator) -> tuple[Matrix, Matrix]:
    """Reach of 1 to 11 candidates on 1 to 6 people: sparse products, dense, of few values, with equal rows, or nothing."""
    shape = int(random.integers(1, 12)), int(random.integers(1, 7))
    reach = random.random(shape)
    kind = random.integers(6)
    if kind == 0:
        reach = np.where(random.random(shape) < 0.4, reach**2, 0.0)
    elif kind == 1:
        reach = random.integers(0, 3, shape) / 2
    elif kind == 2:
        reach = reach[random.integers(0, len(reach), len(reach))]
    elif kind == 3:
        reach = np.zeros(shape)
    elif kind == 4:
        reach = random.choice([0.1, 0.25, 0.45, 0.65, 0.85], shape)
    b = random.random(shape[1]) if random.random() < 0.5 else np.ones(shape[1])
    return reach, b / b.sum()


@pytest.mark.parametrize("part", range(10))
def test_the_search_equals_trying_every_set(part: int) -> None:
    random = np.random.default_rng(part)
    for case in range(100):
        reach, b = drawn(random)
        k = 1 + case % 4
        best = every_set(reach, b, k)
        found = best_set(reach, b, k)
        assert found.exhaustive
        assert (found.members, found.score) == (best[1], pytest.approx(-best[0], abs=1e-11)), (part, case)


def test_equal_sets_come_in_the_order_of_their_members() -> None:
    nothing = best_set(np.zeros((60, 2)), np.array([0.5, 0.5]), 3)
    assert (nothing.members, nothing.score) == ((0, 1, 2), 0.0)
    assert best_set(np.ones((5, 1)), np.ones(1), 2).members == (0, 1)


def test_a_difference_in_the_twelfth_digit_decides_and_less_does_not() -> None:
    reach = np.array([[0.5], [0.5 + 2e-12], [0.5 + 2.3e-12]])
    assert best_set(reach, np.ones(1), 1).members == (1,)


def test_k_of_nothing_and_of_everybody() -> None:
    reach, b = np.array([[0.2, 0.0], [0.0, 0.4]]), np.array([0.5, 0.5])
    assert best_set(reach, b, 0).members == ()
    assert best_set(np.zeros((0, 2)), b, 3).members == ()
    assert (best_set(reach, b, 5).members, best_set(reach, b, 5).score) == ((0, 1), pytest.approx(0.3))

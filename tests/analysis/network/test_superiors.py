"""Boss candidates and the coefficients behind them."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from graphcrm.analysis.network.coefficients import Coefficients, coefficients_for
from graphcrm.analysis.network.rank import rank_network
from graphcrm.analysis.network.settings import TieKind
from graphcrm.analysis.network.superiors import dyads, merge, p_above
from graphcrm.analysis.network.ties import NetworkTies, prepare

KINDS = [TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.COMMUNICATES, TieKind.AFFILIATES]


@pytest.mark.parametrize("kind", KINDS)
def test_the_coefficients_say_where_they_come_from(kind: TieKind) -> None:
    found = coefficients_for(kind)
    assert date.fromisoformat(found.fitted) >= date(2026, 1, 1)
    assert found.data
    assert found.pairs > 1000
    assert 0 < found.brier < found.brier_base < 0.25
    assert found.alpha < 0 < found.beta
    assert min(found.gamma, found.delta) >= 0


def test_the_formula() -> None:
    fitted = Coefficients(-0.5, 0.7, 0.3, 0.9, "2026-01-01", (), 0, 0, 0, "network")
    network = prepare(NetworkTies("trusts", "t", [0, 1, 2], [1, 0, 1], [5, 1, 2]), 3, np.arange(3))
    pairs = dyads(network)
    consensus, contacts = np.array([1.0, 2.5, -1.0]), np.array([0.0, 1.0, -1.0])
    found = dict(
        zip(
            zip(pairs.a.tolist(), pairs.b.tolist(), strict=True),
            p_above(pairs, consensus, contacts, fitted),
            strict=True,
        )
    )
    logit = (
        -0.5 + 0.7 * (2.5 - 1) + 0.3 * (1 - 0) + 0.9 * math.log((5 + 1) / (1 + 1))
    )  # a = 1, b = 0: n_ba = 5, n_ab = 1
    assert found[1, 0] == pytest.approx(1 / (1 + math.exp(-logit)))
    assert set(found) == {(1, 0), (0, 1), (1, 2), (2, 1)}


def test_several_types_are_averaged_over_the_types_that_tie_the_pair() -> None:
    one = dyads(prepare(NetworkTies("trusts", "a", [0, 1], [1, 2]), 3, np.arange(3)))
    two = dyads(prepare(NetworkTies("trusts", "b", [0], [1], [4]), 3, np.arange(3)))
    pairs, p = merge([(one, np.array([0.1, 0.2, 0.3, 0.4])), (two, np.array([0.5, 0.8]))], 3)
    found = {
        (int(a), int(b)): (float(q), float(t)) for a, b, q, t in zip(pairs.a, pairs.b, p, pairs.b_to_a, strict=True)
    }
    assert found[1, 0] == (pytest.approx(0.3), 5)
    assert found[2, 1] == (pytest.approx(0.3), 1)
    np.testing.assert_allclose(np.bincount(pairs.b, pairs.share), [1.0, 1.0, 0.5])


def test_at_most_five_candidates_by_probability_times_share() -> None:
    """Person 0 relies on nine others, on the ninth most."""
    src, dst, weight = [0] * 9, list(range(1, 10)), [1, 1, 1, 1, 1, 1, 1, 1, 5]
    found = rank_network("abcdefghij", [NetworkTies("trusts", "t", src, dst, weight)], draws=10)
    mine = [row for row in found.superiors if row.person == "a"]
    assert len(mine) == 5
    assert mine[0].candidate == "j"
    assert [row.score for row in mine] == sorted((row.score for row in mine), reverse=True)
    assert mine[0].score == pytest.approx(mine[0].p_superior * 5 / 13)
    assert (mine[0].ties_ab, mine[0].ties_ba) == (0, 5)


def test_influence_is_trust_read_backwards() -> None:
    rng = np.random.default_rng(0)
    src, dst = rng.integers(0, 15, 70), np.minimum(rng.integers(0, 15, 70), rng.integers(0, 15, 70))
    ids = [f"p{i:02}" for i in range(15)]
    trust = rank_network(ids, [NetworkTies("trusts", "t", src, dst)], draws=30)
    influence = rank_network(ids, [NetworkTies("influences", "t", dst, src)], draws=30)
    assert trust.together is not None
    assert influence.together is not None
    assert trust.together.people == influence.together.people
    assert [(s.person, s.candidate, s.p_superior) for s in trust.superiors] == [
        (s.person, s.candidate, s.p_superior) for s in influence.superiors
    ]
    assert [(s.ties_ab, s.ties_ba) for s in trust.superiors] == [(s.ties_ba, s.ties_ab) for s in influence.superiors]

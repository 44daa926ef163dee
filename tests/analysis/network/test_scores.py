"""The methods against NetworkX and dense linear algebra."""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.network import scores
from graphcrm.analysis.network.scores import Scorer, method_scores
from graphcrm.analysis.network.settings import ScoringMethod
from graphcrm.graph.compiled import compiling


@pytest.fixture(params=[0, 10**9], ids=["sparse", "gathered"], autouse=True, scope="module")
def both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is long enough for a sparse matrix, and what is not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scores, "_MANY", request.param)
        yield


def graph(seed: int, size: int = 30, density: float = 0.15) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    held = rng.random((size, size)) < density
    np.fill_diagonal(held, False)
    held[:3] = False  # dangling people
    giver, taker = np.nonzero(held)
    return giver, taker, rng.integers(1, 6, len(giver)).astype(float)


def score(giver: np.ndarray, taker: np.ndarray, weight: np.ndarray, size: int, method: ScoringMethod) -> np.ndarray:
    scorer = Scorer.of(size, giver, taker)
    return method_scores(scorer, weight[:, None], [method])[method][:, 0]


def digraph(giver: np.ndarray, taker: np.ndarray, weight: np.ndarray, size: int) -> nx.DiGraph:
    found = nx.DiGraph()
    found.add_nodes_from(range(size))
    found.add_weighted_edges_from(zip(giver.tolist(), taker.tolist(), weight.tolist(), strict=True))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_pagerank_is_networkx_pagerank(seed: int) -> None:
    """Of ties that are there or not, and of weights as they are or damped."""
    giver, taker, weight = graph(seed)
    present = nx.pagerank(digraph(giver, taker, weight, 30), weight=None, tol=1e-12, max_iter=1000)
    np.testing.assert_allclose(
        score(giver, taker, weight, 30, ScoringMethod.PAGERANK), list(present.values()), atol=1e-10
    )
    for method, read in ((ScoringMethod.PAGERANK_RAW, weight), (ScoringMethod.PAGERANK_DAMPED, np.log1p(weight))):
        oracle = nx.pagerank(digraph(giver, taker, read, 30), tol=1e-12, max_iter=1000)
        np.testing.assert_allclose(score(giver, taker, weight, 30, method), list(oracle.values()), atol=1e-10)


@pytest.mark.parametrize("seed", range(5))
def test_hits_is_networkx_authority(seed: int) -> None:
    giver, taker, weight = graph(seed)
    _, oracle = nx.hits(digraph(giver, taker, np.ones_like(weight), 30), tol=1e-12, max_iter=5000)
    np.testing.assert_allclose(score(giver, taker, weight, 30, ScoringMethod.HITS), list(oracle.values()), atol=1e-7)


def test_of_two_groups_the_denser_alone_has_authority_however_little_denser() -> None:
    """A triangle with a tail of two, λ² = 4.9032, and one whose tail forks, λ² = 4.9654."""
    ends = [(0, 4), (1, 2), (1, 3), (2, 3), (3, 4), (5, 9), (5, 10), (6, 7), (6, 8), (7, 8), (8, 9)]
    one, other = np.array(ends).T
    giver, taker = np.concatenate([one, other]), np.concatenate([other, one])
    adjacency = np.zeros((11, 11))
    adjacency[giver, taker] = 1
    values, vectors = np.linalg.eigh(adjacency @ adjacency)
    top = vectors[:, values > values[-1] - 1e-9]
    wanted = top @ (top.T @ np.ones(11))
    found = score(giver, taker, np.ones(22), 11, ScoringMethod.HITS)
    np.testing.assert_allclose(found, wanted / wanted.sum(), atol=1e-9)
    assert (found[:5] < 1e-9).all()


@given(st.integers(0, 10_000), st.floats(0.02, 0.9))
def test_fj_share_is_the_closed_form(seed: int, density: float) -> None:
    """share = Vᵀ r with V = (K + D − Wᵀ)⁻¹ K, uniform r, and strength .85 divided over those whom a person relies on."""
    giver, taker, weight = graph(seed, 12, density)
    relies = np.zeros((12, 12))
    relies[giver, taker] = 1
    total = relies.sum(axis=1, keepdims=True)
    w = 0.85 * np.divide(relies, total, out=np.zeros_like(relies), where=total > 0).T  # W[u,v]: u moves v
    v = np.linalg.inv(np.eye(12) + np.diag(w.sum(axis=0)) - w.T)
    share = score(giver, taker, weight, 12, ScoringMethod.FJ)
    np.testing.assert_allclose(share, v.T @ np.full(12, 1 / 12), atol=1e-10)
    assert share.sum() == pytest.approx(1)


def test_fj_share_is_the_same_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the start and from a similar network's shares."""
    pytest.importorskip("numba", exc_type=ImportError, reason="the extra [fast] is not installed")
    giver, taker, weight = graph(3, 200, 0.05)
    scorer = Scorer.of(200, giver, taker)
    share = scorer.attention(weight[:, None])
    for start in (None, np.random.default_rng(1).dirichlet(np.ones(200))[:, None]):
        found = []
        for worth in (float("inf"), 0.0):
            monkeypatch.setattr(compiling, "_WORTH_LOADING", worth)
            found.append(scorer.fj_share(share, start, 1e-12))
        np.testing.assert_allclose(found[1], found[0], rtol=0, atol=1e-11)
        assert found[1].shape == (200, 1)


def test_strength_and_contacts_count_what_arrives() -> None:
    giver, taker, weight = np.array([0, 1, 2]), np.array([2, 2, 0]), np.array([3.0, 4.0, 9.0])
    assert score(giver, taker, weight, 3, ScoringMethod.VOLUME).tolist() == [9, 0, 7]
    damped = score(giver, taker, weight, 3, ScoringMethod.STRENGTH)
    assert damped.tolist() == pytest.approx([np.log(10), 0, np.log(4) + np.log(5)])
    assert score(giver, taker, weight, 3, ScoringMethod.CONTACTS).tolist() == [1, 0, 2]


def test_a_shared_contact_counts_by_the_root_of_whom_it_is_shared_with() -> None:
    """Person 0 names one, person 1 names four: they count 1 and ½."""
    giver, taker = np.array([0, 1, 1, 1, 1]), np.array([2, 2, 3, 4, 5])
    found = score(giver, taker, np.array([7.0, 1.0, 2.0, 3.0, 4.0]), 6, ScoringMethod.SHARED)
    assert found.tolist() == [0, 0, 1.5, 0.5, 0.5, 0.5]


@pytest.mark.parametrize("method", list(ScoringMethod))
def test_many_draws_are_as_many_single_scores(method: ScoringMethod) -> None:
    giver, taker, weight = graph(1)
    rng = np.random.default_rng(2)
    drawn = np.where(rng.random((len(weight), 7)) < 0.2, 0.0, weight[:, None])
    together = method_scores(Scorer.of(30, giver, taker), drawn, [method])[method]
    for draw in range(7):
        kept = drawn[:, draw] > 0
        alone = score(giver[kept], taker[kept], weight[kept], 30, method)
        np.testing.assert_allclose(together[:, draw], alone, atol=1e-8)


@pytest.mark.parametrize("method", list(ScoringMethod))
def test_a_warm_start_changes_little(method: ScoringMethod) -> None:
    giver, taker, weight = graph(3)
    scorer = Scorer.of(30, giver, taker)
    exact = method_scores(scorer, weight[:, None], ScoringMethod)
    other = method_scores(scorer, weight[::-1, None].copy(), ScoringMethod)
    warm = method_scores(scorer, weight[:, None], [method], start=other)[method]
    assert np.abs(warm - exact[method]).sum() < 2e-3


def test_no_ties_and_nobody() -> None:
    none = np.zeros(0, dtype=np.int64)
    for size in (0, 4):
        scores = method_scores(Scorer.of(size, none, none), np.zeros((0, 2)), ScoringMethod)
        assert all(values.shape == (size, 2) and np.isfinite(values).all() for values in scores.values())

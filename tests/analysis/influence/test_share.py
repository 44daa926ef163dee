"""Decision-influence share: published numbers and the properties that make it a share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.share import BackwardPaths, control_matrix, equilibrium, influence_share
from tests.analysis.golden import golden_situation

SHARES = {
    "c2": 0.2777,
    "c4": 0.1525,
    "c3": 0.1433,
    "c6": 0.0966,
    "t1": 0.0929,
    "c8": 0.0889,
    "c1": 0.0658,
    "c7": 0.0259,
    "c5": 0.0257,
    "c11": 0.0191,
    "s1": 0.0046,
    "c9": 0.0038,
    "c10": 0.0035,
}


@st.composite
def systems(draw):
    n = draw(st.integers(1, 9))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    W = rng.random((n, n)) * 0.85 * (rng.random((n, n)) < draw(st.floats(0, 1)))
    np.fill_diagonal(W, 0)
    r = rng.random(n) + 1e-6
    return W, r / r.sum(), rng.uniform(0.25, 4, n), rng.uniform(-1, 1, n)


def test_published_shares_and_lean():
    s = golden_situation()
    assert {p: round(s.share_of(p), 4) for p in s.graph.people} == pytest.approx(SHARES, abs=1e-4)
    assert (s.share_of("u1"), s.weight_of("u1"), s.weight_of("c6"), s.weight_of("c2")) == (
        0,
        0,
        0,
        0.5,
    )  # ours, unlisted, decider
    assert s.lean == pytest.approx(-0.0118, abs=1e-4)
    assert [round(float(s.y[s.graph.index[d]]), 3) for d in ("c2", "c3", "c4")] == [-0.0, 0.355, -0.591]


@pytest.mark.parametrize(
    ("factor", "lin", "he", "wang", "lean"), [(0.5, 0.20, 0.17, 0.11, 0.020), (2, 0.35, 0.05, 0.07, -0.043)]
)
def test_published_sensitivity_to_stubbornness(factor, lin, he, wang, lean):
    s = golden_situation()
    share = influence_share(s.graph.W, s.r, s.graph.kappa * factor)
    at = s.graph.index
    assert [share[at[p]] for p in ("c2", "t1", "c6")] == pytest.approx([lin, he, wang], abs=0.005)
    assert float(share @ s.x) == pytest.approx(lean, abs=5e-4)


@given(systems())
@settings(deadline=None)
def test_it_is_a_share(system):
    W, r, kappa, x = system
    share = influence_share(W, r, kappa)
    assert (share >= -1e-12).all()
    assert share.sum() == pytest.approx(1)
    V = control_matrix(W, kappa)
    np.testing.assert_allclose(V.sum(axis=1), 1)
    np.testing.assert_allclose(V.T @ r, share, atol=1e-12)
    y = equilibrium(W, x, kappa)
    assert (y >= x.min() - 1e-9).all()
    assert (y <= x.max() + 1e-9).all()
    assert float(share @ x) == pytest.approx(float(r @ y))


@given(systems(), st.data())
@settings(deadline=None)
def test_more_influence_never_costs_share_and_the_gradient_is_exact(system, data):
    W, r, kappa, x = system
    n = len(r)
    if n < 2:
        return
    u = data.draw(st.integers(0, n - 1))
    v = data.draw(st.integers(0, n - 1).filter(lambda i: i != u))
    stronger = W.copy()
    stronger[u, v] += 0.1
    share = influence_share(W, r, kappa)
    assert influence_share(stronger, r, kappa)[u] >= share[u] - 1e-12
    step = 1e-6
    moved = W.copy()
    moved[u, v] += step
    gradient = (influence_share(moved, r, kappa) @ x - share @ x) / step
    y = equilibrium(W, x, kappa)
    assert gradient == pytest.approx(share[v] / kappa[v] * (y[u] - y[v]), abs=1e-4)


@given(systems(), st.randoms())
@settings(deadline=None)
def test_names_do_not_matter(system, random):
    W, r, kappa, _ = system
    order = list(range(len(r)))
    random.shuffle(order)
    np.testing.assert_allclose(
        influence_share(W[np.ix_(order, order)], r[order], kappa[order]), influence_share(W, r, kappa)[order]
    )


def test_without_edges_shares_are_the_formal_weights():
    r = np.array([0.7, 0.3, 0.0])
    np.testing.assert_allclose(influence_share(np.zeros((3, 3)), r, np.ones(3)), r)
    assert influence_share(np.zeros((0, 0)), np.zeros(0), np.zeros(0)).shape == (0,)


def test_backward_paths_explain_the_published_parts():
    s = golden_situation()
    at = s.graph.index
    share = s.share_of("c6")
    found = BackwardPaths(s.graph.W, s.r, s.graph.kappa).best(at["c6"])
    named = {">".join(s.graph.people[i] for i in p.nodes): round(100 * p.contribution / share) for p in found}
    assert named == {"c6>c3": 53, "c6>c3>c2": 18, "c6>c5>c3": 7, "c6>c8>c2": 5}


@given(systems(), st.data())
@settings(deadline=None, max_examples=40)
def test_backward_paths_are_the_best_simple_ones(system, data):
    W, r, kappa, _ = system
    n = min(len(r), 6)
    W, r, kappa = W[:n, :n], r[:n], kappa[:n]
    u = data.draw(st.integers(0, n - 1))
    total = kappa + W.sum(axis=0)
    every = []

    def walk(path, weight):
        every.append((weight * r[path[-1]], tuple(path)))
        for v in range(n):
            if v not in path and W[path[-1], v] > 0:
                walk([*path, v], weight * W[path[-1], v] / total[v])

    walk([u], kappa[u] / total[u])
    best = sorted((-c, p) for c, p in every if c > 0)[:4]
    found = BackwardPaths(W, r, kappa).best(u, 4)
    assert [p.contribution for p in found] == pytest.approx([-c for c, _ in best])
    assert sum(p.contribution for p in found) <= influence_share(W, r, kappa)[u] + 1e-9

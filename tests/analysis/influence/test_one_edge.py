"""The change of one weight against the system solved anew, with and without counter-influence."""

from __future__ import annotations

import numpy as np
import pytest

from graphcrm.analysis.data.likely_ties import likely_ties
from graphcrm.analysis.data.verify_next import QuestionKind, verify_next
from graphcrm.analysis.influence.one_edge import OneEdge
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import edge, golden_situation

AGAINST = [
    edge("INFLUENCES", "c11", "c2", level=4, confidence="B", polarity=-1),
    edge("INFLUENCES", "c9", "c3", level=5, confidence="C", polarity=-1),
]


def situation(signed: bool) -> Situation:
    return golden_situation(
        edges=AGAINST, people={"c2": {"kappa": 2.5}}, options=GraphOptions(derived=False, signed=signed)
    )


def anew(of: Situation, u: int, v: int, to: float) -> np.ndarray:
    weights, kappa = of.graph.W.copy(), np.array(of.graph.kappa)
    weights[u, v] = to
    spread = np.linalg.solve(np.diag(kappa + np.abs(weights).sum(axis=0)) - weights.T, np.diag(kappa))
    return spread.T @ of.r


@pytest.mark.parametrize("signed", [False, True])
@pytest.mark.parametrize("to", [-0.4, 0.0, 0.2, 0.85])
def test_lean_and_shares_are_those_of_the_system_solved_anew(signed: bool, to: float) -> None:
    of = situation(signed)
    assert bool(of.graph.W.min() < 0) is signed
    one_edge, n = OneEdge(of), len(of.graph.people)
    gains = one_edge.gains(*np.indices((n, n)), np.full((n, n), to))
    for u in range(n):
        for v in range(n):
            if u != v:
                share = anew(of, u, v, to)
                assert one_edge.shares(u, v, to) == pytest.approx(share, abs=1e-10)
                assert gains[u, v] == pytest.approx(float(share @ of.x) - of.lean, abs=1e-10)
    assert np.diag(gains).tolist() == [0.0] * n


@pytest.mark.parametrize("signed", [False, True])
def test_what_an_uncertain_or_missing_tie_is_worth(signed: bool) -> None:
    of = situation(signed)
    W, index, s = of.graph.W, of.graph.index, likely_ties(of)
    found = [q for q in verify_next(of, 1000) if q.kind in (QuestionKind.EDGE, QuestionKind.UNCERTAIN)]
    doubted = {q.about for q in found if q.kind is QuestionKind.UNCERTAIN}
    assert (("c9", "c3") in doubted) is signed
    for q in found:
        u, v = (index[p] for p in q.about)
        if q.kind is QuestionKind.UNCERTAIN:
            sure = max(part.q for part in of.graph.edges[q.about].parts)
            moved, times = anew(of, u, v, 0.0), 4 * sure * (1 - sure)
        else:
            moved, times = anew(of, u, v, W[u, v] + 0.45 * 0.5), s.of(u, v)
        assert q.impact == pytest.approx(100 * times * abs(float(moved @ of.x) - of.lean), abs=1e-9)


@pytest.mark.parametrize("signed", [False, True])
def test_the_first_questions_are_those_of_the_whole_list(signed: bool) -> None:
    of = situation(signed)
    every = verify_next(of)
    for top in (1, 3, 8, 20):
        first = verify_next(of, top)
        assert [(q.kind, q.about, q.change) for q in first] == [(q.kind, q.about, q.change) for q in every[:top]]
        assert [q.impact for q in first] == pytest.approx([q.impact for q in every[:top]], abs=1e-10)


@pytest.mark.parametrize("to", [0.0, 0.2, 0.85])
def test_gains_lie_between_their_bounds(to: float) -> None:
    of = situation(False)
    n = len(of.graph.people)
    pairs = (*np.indices((n, n)), np.full((n, n), to))
    least, most = OneEdge(of).bounds(*pairs)
    moved = np.abs(OneEdge(of).gains(*pairs))
    other = ~np.eye(n, dtype=bool)
    assert (least <= moved + 1e-12)[other].all()
    assert (moved <= most + 1e-12)[other].all()

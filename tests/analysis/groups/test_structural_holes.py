"""Burt's measures against his own example, NetworkX on undirected graphs, and the golden account."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.groups.structural_holes import constraint_and_size, structural_holes
from tests.analysis.golden import edge, golden_situation, golden_snapshot

PUBLISHED = {
    "c2": (0.2733, 4.7121), "c4": (0.6901, 2.3157), "c3": (0.4301, 3.3211), "c6": (0.6384, 3.9198),
    "t1": (0.8799, 1.1575), "c8": (0.6174, 2.0), "c1": (1.0, 1.0), "c7": (0.7529, 2.2848), "c5": (0.4976, 2.4108),
    "c11": (1.0, 1.0), "s1": (0.6174, 2.0), "c9": (0.3701, 3.0), "c10": (0.8914, 2.0),
}  # fmt: skip


def test_golden_values() -> None:
    situation = golden_situation()
    found = {h.id: h for h in structural_holes(situation)}
    assert {p: h.constraint for p, h in found.items()} == pytest.approx(
        {p: c for p, (c, _) in PUBLISHED.items()}, abs=5e-5
    )
    size = {p: h.effective_size for p, h in found.items()}
    assert size == pytest.approx({p: s for p, (_, s) in PUBLISHED.items()}, abs=5e-5)
    assert found["c2"].degree == 5
    assert "effective size 4.71 (94% of 5)" in found["c2"].sentence(golden_snapshot()).en  # 4.7121 / 5
    assert found["c6"].groups == ("HY", "ADV")


def test_published_example() -> None:
    """The network of Borgatti 1997, figure 1, with effective sizes and constraints as published there and in Burt 1992."""
    graph = nx.Graph(pair.split("-") for pair in ["A-B", "A-F", "A-G", "A-E", "E-G", "F-G", "B-G", "B-D", "D-G", "G-C"])
    names = sorted(graph)
    constraint, size = constraint_and_size(nx.to_numpy_array(graph, nodelist=names))
    published = {"G": (0.400, 4.67), "A": (0.595, 2.50), "C": (1.0, 1.0)}
    for name, (c, es) in published.items():
        at = names.index(name)
        assert (constraint[at], size[at]) == (pytest.approx(c, abs=5e-4), pytest.approx(es, abs=5e-3))


@given(st.integers(1, 9), st.integers(0, 10**6))
def test_both_are_those_of_networkx(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a = np.triu(np.where(rng.random((n, n)) < 0.5, rng.random((n, n)), 0.0), 1)
    a += a.T
    graph = nx.from_numpy_array(a)
    constraint, size = constraint_and_size(a)
    assert constraint == pytest.approx(list(nx.constraint(graph, weight="weight").values()), nan_ok=True)
    expected = nx.effective_size(graph, nodes=list(graph), weight="weight")
    assert size == pytest.approx([expected[v] for v in range(n)], nan_ok=True)


def test_somebody_without_a_contact_has_no_measure() -> None:
    situation = golden_situation(rows={"person": [{"id": "c12", "name": "新人", "org": "HY"}]})
    found = {h.id: h for h in structural_holes(situation)}["c12"]
    assert (found.degree, found.constraint, found.effective_size) == (0, None, None)
    assert found.sentence(situation.snapshot).en == "新人 has no recorded tie."


def test_a_sentence_names_the_units_of_the_contacts() -> None:
    units = [{"id": "IT", "name": "科技部", "org": "HY"}]
    situation = golden_situation(rows={"unit": units}, people={p: {"unit": "IT"} for p in ("c3", "c5")})
    found = {h.id: h for h in structural_holes(situation)}["c6"]
    assert found.groups == ("HY", "IT", "ADV")
    assert "华岳银行、科技部、明见咨询" in found.sentence(situation.snapshot).zh


def test_a_tie_more_between_contacts_shuts_in() -> None:
    before = {h.id: h for h in structural_holes(golden_situation())}["c2"]
    closing = edge("INFLUENCES", "c8", "c7", level=5)
    after = {h.id: h for h in structural_holes(golden_situation(edges=[closing]))}["c2"]
    assert (after.constraint or 0) > (before.constraint or 0)

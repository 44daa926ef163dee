"""The probability of a path is what ever more random draws come to."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.worlds import Sampler
from graphcrm.analysis.paths.path_probability import path_probability
from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import edge, golden_situation, with_edges

CHAIN = [("c6", "c3", "c2"), ("t1", "c6", "c3", "c2"), ("c8", "c2"), ("c9", "c5", "c3", "c2")]


def probability(s: Situation, path: tuple[str, ...], least: float = 0.05) -> float:
    return path_probability((s.graph.edges[hop] for hop in pairwise(path)), least, s.snapshot.settings)


def drawn(s: Situation, path: tuple[str, ...], least: float, draws: int = 20_000) -> float:
    """The same from the draws of rank confidence, without ties that nobody recorded."""
    sampler = Sampler.of(s)
    worlds = sampler.sample(np.random.default_rng(7), np.random.default_rng(8), draws, 0.0)
    names = [s.graph.people[at] for at in sampler.order]
    row = {(names[u], names[v]): i for i, (u, v) in enumerate(zip(worlds.source, worlds.target, strict=True))}
    product = np.prod([worlds.weight[row[hop]] for hop in pairwise(path)], axis=0)
    return float((product >= least - 1e-9).mean())


@pytest.mark.parametrize("path", CHAIN)
@pytest.mark.parametrize("least", [0.05, 0.15, 0.3])
def test_it_is_the_limit_of_the_draws(path: tuple[str, ...], least: float) -> None:
    s = golden_situation()
    assert probability(s, path, least) == pytest.approx(drawn(s, path, least), abs=0.012)


def test_by_hand() -> None:
    """王工→周CIO is 5A, 周CIO→林行长 4B: both exist with .95 · .80, and no misjudged level brings the product below .05."""
    assert probability(golden_situation(), CHAIN[0]) == pytest.approx(0.95 * 0.80)
    one = golden_situation(influences={("c8", "c2"): (2, "B")})
    assert probability(one, ("c8", "c2"), 0.25) == pytest.approx(0.80 * 0.9), "one level lower, .10, falls short"
    off = replace(DEFAULTS, noise={**DEFAULTS.noise, "level": 0.5})
    more = golden_situation(influences={("c8", "c2"): (2, "B")}, settings=off)
    assert probability(more, ("c8", "c2"), 0.25) == pytest.approx(0.80 * 0.75), (
        "levels are off as often as the settings say"
    )
    lowest = golden_situation(influences={("c8", "c2"): (1, "B")})
    assert probability(lowest, ("c8", "c2"), 0.10) == pytest.approx(0.80), "no level lies below 1"


@pytest.mark.parametrize("signed", [False, True])
def test_parts_of_one_tie_add_up_and_counter_influence_takes_away(signed: bool) -> None:
    more = [
        edge("INFLUENCES", "c8", "c2", level=3, domain="technical", confidence="C"),
        edge("INFLUENCES", "c8", "c2", level=2, domain="financial", confidence="B"),
        edge("INFLUENCES", "c8", "c2", level=4, polarity=-1, confidence="B"),
    ]
    s = golden_situation(edges=more, options=GraphOptions(derived=False, signed=signed))
    assert len(s.graph.edges["c8", "c2"].parts) == (4 if signed else 3)
    for least in (0.05, 0.2, 0.4, 0.6):
        assert probability(s, ("c8", "c2"), least) == pytest.approx(drawn(s, ("c8", "c2"), least), abs=0.012)


def test_no_tie_is_stronger_than_the_cap() -> None:
    more = [edge("INFLUENCES", "c8", "c2", level=5, domain="technical"), edge("INFLUENCES", "c8", "c2", level=5)]
    s = golden_situation(influences={("c8", "c2"): None}, edges=more)
    assert probability(s, ("c8", "c2"), 0.85) > 0.9
    assert probability(s, ("c8", "c2"), 0.86) == 0.0


def test_trust_has_a_table_of_its_own() -> None:
    settings = replace(DEFAULTS, trust={"1": 0.01, "2": 0.02, "3": 0.03, "4": 0.04, "5": 0.9})
    trust = [edge("TRUSTS", "c11", "s1", level=5)]
    s = golden_situation(edges=trust, settings=settings, options=GraphOptions())
    assert probability(s, ("s1", "c11"), 0.52) == pytest.approx(0.95 * 0.9), (
        ".6 · .90 for level 5, .6 · .04 for level 4"
    )


def test_derived_influence_is_as_uncertain_as_what_it_follows_from() -> None:
    s = golden_situation(
        edges=[edge("REPORTS_TO", "c11", "c1"), edge("TRUSTS", "c11", "s1", level=5, confidence="C")],
        options=GraphOptions(),
    )
    assert probability(s, ("c1", "c11")) == pytest.approx(0.80)
    for least in (0.05, 0.45):
        assert probability(s, ("s1", "c11"), least) == pytest.approx(drawn(s, ("s1", "c11"), least), abs=0.012)


def test_an_assumed_tie_is_certain() -> None:
    s = golden_situation()
    assumed = Situation(with_edges(s.graph, {("c11", "c2"): 0.45}))
    assert probability(assumed, ("c11", "c2")) == 1.0
    assert probability(assumed, ("c11", "c2"), 0.5) == 0.0


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from("ABCDE")), min_size=2, max_size=2), st.floats(0.01, 0.9))
def test_bounds(hops: list[Any], least: float) -> None:
    """Never above the probability that all hops exist, and never more for a stricter limit."""
    s = golden_situation(influences={("c11", "c8"): hops[0], ("c8", "c2"): hops[1]})
    path = ("c11", "c8", "c2")
    exists = prod(s.graph.edges[hop].strongest.q for hop in pairwise(path))
    assert 0 <= probability(s, path, least) <= exists + 1e-12
    assert probability(s, path, least) >= probability(s, path, min(0.95, least * 1.2)) - 1e-12

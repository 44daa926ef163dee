"""How many ties nobody recorded: what colleagues agree on tells it, where several of them were asked."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.missing import MissingTies, missing_ties, naming_rate
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import DAY, INFLUENCES, edge, golden_situation

#: Ties as (from, to) and the colleagues who name each.
Named = Mapping[tuple[str, str], tuple[str, ...]]
PAIRS = [(u, v) for u in ("c1", "c5", "c6", "c7") for v in ("c2", "c3", "c4")]


def told(named: Named, *asked: str, about: str = "*") -> Situation:
    """Some ties of influence and, of the colleagues given, that they were asked about everybody or somebody."""
    edges = [edge("INFLUENCES", *pair, level=3, reported_by=who) for pair, by in named.items() for who in by]
    questions = [{"reporter": who, "about": about, "kind": "INFLUENCES", "date": DAY} for who in asked]
    return golden_situation(influences=dict.fromkeys(INFLUENCES), edges=edges, rows={"asked": questions})


def test_the_silence_of_who_was_not_asked_tells_nothing() -> None:
    alone: Named = {pair: (f"u{i % 2 + 1}",) for i, pair in enumerate(PAIRS)}
    assert missing_ties(told(alone)) == MissingTies(0.10)
    assert missing_ties(told(alone)).sentence().en == "missing ties assumed to be 10% of the recorded ones"
    assert draw(told(alone), draws=20).missing == MissingTies(0.10)


def test_those_who_agree_miss_little_and_those_who_do_not_miss_much() -> None:
    agreed = missing_ties(told(dict.fromkeys(PAIRS, ("u1", "u2")), "u1", "u2"))
    apart = missing_ties(told({pair: (f"u{i % 2 + 1}",) for i, pair in enumerate(PAIRS)}, "u1", "u2"))
    assert agreed.judged == apart.judged == 12
    assert agreed.rate < 0.02 < 0.1 < apart.rate
    assert "12 ties" in agreed.sentence().en
    assert draw(told(dict.fromkeys(PAIRS, ("u1", "u2")), "u1", "u2"), draws=20).missing == agreed


def test_one_who_was_asked_cannot_be_judged() -> None:
    assert missing_ties(told(dict.fromkeys(PAIRS, ("u1",)), "u1")) == MissingTies(0.10)


def test_the_rate_is_what_is_unnamed_of_the_ties_asked_about_and_the_assumed_rate_of_the_others() -> None:
    """Both were asked about c2 alone: one tie into it both name (q = (2 + ½)/4), one only one of them ((1 + ½)/4); two others."""
    named: Named = {("c6", "c2"): ("u1", "u2"), ("c5", "c2"): ("u1",), ("c6", "c3"): ("u1",), ("c6", "c4"): ("u2",)}
    p = naming_rate([(2, 2, 0.625), (1, 2, 0.375)], 0.1)
    unnamed = (1 - p) ** 2
    found = missing_ties(told(named, "u1", "u2", about="c2"))
    assert found.judged == 2
    assert found.rate == pytest.approx((2 * 0.1 + unnamed / (1 - unnamed)) / 4)


def test_a_rumour_counts_little() -> None:
    """Four sure ties that both name: a doubtful one that one names moves p less than a sure one would."""
    sure = [(2, 2, 0.98)] * 4
    assert naming_rate([*sure, (1, 2, 0.25)], 0.1) > naming_rate([*sure, (1, 2, 0.95)], 0.1)


@given(st.floats(0.4, 0.95), st.integers(2, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_the_rate_of_many_answers_is_found(p: float, k: int, seed: int) -> None:
    named = np.random.default_rng(seed).binomial(k, p, 4000)
    found = naming_rate([(int(n), k, 1.0) for n in named if n], 0.1)
    assert found == pytest.approx(p, abs=0.05)


def test_nothing_to_judge_leaves_the_assumed_rate() -> None:
    assert naming_rate([], 0.1) == pytest.approx(1 / 1.1)

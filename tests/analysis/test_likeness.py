"""No number depends on what people are called or on the order in which they were written down."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.hidden import class_frequency
from graphcrm.analysis.influence.tiers import share_tiers
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.likeness import likeness
from graphcrm.analysis.resilience.stress import stress
from graphcrm.analysis.situation import Situation
from graphcrm.graph.algorithms.canonical import canonical, fingerprints
from tests.analysis.golden import edge, golden_situation, snapshot_of

#: Few people, few grades, few levels: many who look the same.
PEOPLE = st.integers(2, 10)
Rows = dict[str, list[dict[str, Any]]]


@st.composite
def accounts(draw_: st.DrawFn) -> Rows:
    """Account of persons p0, p1 … with ties, attitudes, units and our contacts, so alike that many cannot be told apart."""
    n = draw_(PEOPLE)
    person = st.integers(0, n - 1)
    ends = st.tuples(person, person).filter(lambda pair: pair[0] != pair[1])
    ties = draw_(st.dictionaries(ends, st.sampled_from([(2, "A"), (4, "C")]), max_size=2 * n))
    grades = draw_(st.lists(st.sampled_from([None, 3, 4]), min_size=n, max_size=n))
    units = draw_(st.lists(st.sampled_from([None, "X", "Y"]), min_size=n, max_size=n))
    stances = draw_(st.dictionaries(person, st.sampled_from([-1, 2]), max_size=n))
    known = draw_(st.dictionaries(st.tuples(st.integers(0, 2), person), st.just(0.5), max_size=n))
    made = [edge("INFLUENCES", f"p{u}", f"p{v}", level=x, confidence=q) for (u, v), (x, q) in ties.items()]
    made += [edge("STANCE", f"p{p}", "US", level=x) for p, x in stances.items()]
    made += [
        edge("KNOWS", f"u{i}", f"p{p}", external_score=x, external_date="2026-06-30") for (i, p), x in known.items()
    ]
    theirs = [{"id": f"p{i}", "name": f"p{i}", "org": "K", "grade": grades[i], "unit": units[i]} for i in range(n)]
    ours = [{"id": f"u{i}", "name": f"u{i}", "org": "US"} for i in range(3)]
    return {
        "org": [
            {"id": "K", "name": "K", "category": "customer"},
            {"id": "US", "name": "US", "category": "our_company"},
        ],
        "unit": [{"id": "X", "name": "X", "org": "K"}, {"id": "Y", "name": "Y", "org": "K", "parent": "X"}],
        "person": [{k: v for k, v in row.items() if v is not None} for row in [*theirs, *ours]],
        "edge": made,
    }


def renamed(rows: Rows, names: Mapping[str, str], seed: int) -> Rows:
    """The same rows under other ids, in another order."""
    shuffled = {kind: [{k: names.get(v, v) if isinstance(v, str) else v for k, v in row.items()} for row in found]
                for kind, found in rows.items()}  # fmt: skip
    for found in shuffled.values():
        random.Random(seed).shuffle(found)
    return shuffled


def figures(rows: Rows) -> tuple[dict[str, tuple[float, ...]], tuple[float, ...], list[frozenset[str]]]:
    """Every number of each person, those of the account, and the tiers."""
    s = Situation.of(snapshot_of(rows, as_of=date(2026, 12, 31)), "K")
    draws, half_year = draw(s, draws=60), stress(s, draws=60)
    columns = [s.share, *draws.share_interval(), *draws.rank_interval(), draws.p_top(5), draws.p_top(2)]
    often = class_frequency(s, draws.shares[:20])
    person = {
        p: (*(float(c[i]) for c in columns), *s.places[p], often.get(p, -1.0), half_year.lost.get(p, -1.0))
        for i, p in enumerate(s.graph.people)
    }
    whole = (*draws.lean_interval(), draws.p_positive, *(draws.robustness or (-1.0,)), half_year.expected_covered)
    return person, whole, [frozenset(tier) for tier in share_tiers(s, draws)]


@given(accounts(), st.randoms(use_true_random=False), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_renaming_people_and_permuting_rows_leaves_every_number(rows: Rows, rng: random.Random, seed: int) -> None:
    old = [row["id"] for row in rows["person"]] + ["X", "Y"]
    new = [f"n{i:02}" for i in range(len(old))]
    rng.shuffle(new)
    names = dict(zip(old, new, strict=True))
    person, whole, tiers = figures(rows)
    other, other_whole, other_tiers = figures(renamed(rows, names, seed))
    assert {names[p]: pytest.approx(numbers, abs=1e-9) for p, numbers in person.items()} == other
    assert other_whole == pytest.approx(whole, abs=1e-9)
    assert other_tiers == [frozenset(names[p] for p in tier) for tier in tiers]


@given(accounts())
@settings(max_examples=40, deadline=None)
def test_equal_shares_have_every_figure_and_the_tier_in_common(rows: Rows) -> None:
    person, _, tiers = figures(rows)
    ties: dict[float, set[tuple[float, ...]]] = {}
    for share, *numbers in person.values():
        ties.setdefault(round(share, 9), set()).add(tuple(numbers[:8]))
    assert all(len(found) == 1 for found in ties.values())
    tier_of = {p: i for i, tier in enumerate(tiers) for p in tier}
    assert len({(round(numbers[0], 9), tier_of[p]) for p, numbers in person.items()}) == len(ties)


@given(accounts())
@settings(max_examples=40, deadline=None)
def test_an_isolated_person_without_weight_changes_no_share_and_no_rank(rows: Rows) -> None:
    """Only those without any share have one more beside them; what is drawn at random moves by no more than it can."""
    graded = [row for row in rows["person"] if row.get("grade")]
    stranger = {"id": "zz", "name": "zz", "org": "K", **({"grade": 2} if graded else {})}
    if not graded:  # weights are uniform then: give the stranger none by an explicit role of the others
        rows["person"][0]["grade"] = 3
    person, whole, _ = figures(rows)
    other, other_whole, _ = figures({**rows, "person": [*rows["person"], stranger]})
    for p, (share, *numbers) in person.items():
        assert other[p][0] == pytest.approx(share, abs=1e-12)
        best, worst = numbers[6:8]
        assert other[p][7:9] == (best, worst if share > 1e-9 else worst + 1)
    assert other["zz"][0] == pytest.approx(0, abs=1e-12)
    assert other_whole[-1] == pytest.approx(whole[-1], abs=0.2)


def test_people_without_any_tie_share_one_tier_and_one_probability() -> None:
    """Nine who are all the same: nobody is sure to be among the first five, and nobody sure not to be."""
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": f"p{i}", "org": "K", "grade": 3} for i in range(9)],
    }
    s = Situation.of(snapshot_of(rows), "K")
    draws = draw(s)
    assert share_tiers(s, draws) == (tuple(f"p{i}" for i in range(9)),)
    assert draws.p_top(5).tolist() == pytest.approx([5 / 9] * 9)
    assert {tuple(ends.tolist()) for ends in draws.rank_interval()} == {(1,) * 9, (9,) * 9}
    assert set(s.places.values()) == {(1, 9)}


def test_the_golden_people_all_differ() -> None:
    assert len(set(likeness(golden_situation()).cell.tolist())) == 13


def test_shared_is_the_mean_over_those_who_look_the_same() -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": f"p{i}", "name": f"p{i}", "org": "K", "grade": 3 + (i == 0)} for i in range(3)],
    }
    found = likeness(Situation.of(snapshot_of(rows), "K"))
    assert found.shared(np.array([1.0, 2.0, 4.0])).tolist() == [1.0, 3.0, 3.0]


@given(st.integers(0, 2**32 - 1), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_canonical_graph_is_the_same_however_its_nodes_are_numbered(seed: int, cycles: bool) -> None:
    """Triangles and squares in one graph: every node has the same neighbourhood, yet a triangle is no square."""
    rng = np.random.default_rng(seed)
    if cycles:
        lengths = [3, 4, 3, 5][: rng.integers(1, 5)]
        starts = np.cumsum([0, *lengths])
        arcs = [(a + i, a + (i + 1) % k) for a, k in zip(starts, lengths, strict=False) for i in range(k)]
        n = int(starts[-1])
    else:
        n = int(rng.integers(1, 9))
        arcs = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (n, 2)) if a != b})
    colour = fingerprints(["same"] * n)

    def form(number: np.ndarray) -> list[tuple[int, int]]:
        source = number[[a for a, _ in arcs]] if arcs else np.zeros(0, dtype=np.intp)
        target = number[[b for _, b in arcs]] if arcs else np.zeros(0, dtype=np.intp)
        found = canonical(colour, source, target, fingerprints(["arc"] * len(arcs)))
        place = np.argsort(found.order)
        return sorted(zip(place[source].tolist(), place[target].tolist(), strict=True))

    assert form(np.arange(n)) == form(rng.permutation(n))

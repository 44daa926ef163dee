"""Rank confidence: the published intervals, exactness against dense solves, seeds, and coverage of a hidden truth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence import uncertainty
from graphcrm.analysis.influence.missing import MissingTies
from graphcrm.analysis.influence.share import influence_share
from graphcrm.analysis.influence.tiers import flips, overlapping, share_tiers
from graphcrm.analysis.influence.uncertainty import Draws, draw
from graphcrm.analysis.influence.worlds import Sampler, Worlds, jitter
from graphcrm.analysis.order_statistics import quantiles
from graphcrm.analysis.situation import Situation
from graphcrm.graph.compiled import compiling
from graphcrm.graph.influence import GraphOptions
from graphcrm.settings import DEFAULTS
from tests.analysis.golden import INFLUENCES, PLAIN, edge, golden_situation, golden_snapshot
from tests.maps.huayue import huayue


def ranked(found, person):
    low, high = found.rank_interval()
    at = found.people.index(person)
    best, worst = found.drawn_places
    return int(np.median((best + worst)[at]) / 2), int(low[at]), int(high[at])


def test_the_published_intervals():
    """Edges and levels only, no missing ties; 5 % of the draws stand at either end, so the ends may differ by one."""
    found = draw(golden_situation(), draws=20_000, missing_rate=0)
    assert ranked(found, "c2") == (1, 1, 1)
    assert ranked(found, "c4") == (2, 2, 5)
    assert ranked(found, "c3") == (3, 2, 4)
    assert ranked(found, "c6") == (5, 3, 7)
    assert ranked(found, "c8") in ((5, 3, 13), (5, 2, 13))
    assert found.p_top(5)[found.people.index("c6")] == pytest.approx(0.56, abs=0.01)


def test_every_world_equals_its_dense_solution():
    s = golden_situation()
    sampler = Sampler.of(s)
    worlds = sampler.sample(np.random.default_rng(5), np.random.default_rng(6), 40, expected=6.0)
    r, kappa = s.r[sampler.order], s.graph.kappa[sampler.order]
    found = worlds.shares(r, kappa)
    n = len(s.graph.people)
    for column in range(40):
        W = np.zeros((n, n))
        W[worlds.source, worlds.target] = worlds.weight[:, column]
        mine = worlds.more_draw == column
        W[worlds.more_source[mine], worlds.more_target[mine]] += worlds.more_weight[mine]
        assert W.max() <= 0.85 + 1e-12
        assert not np.diagonal(W).any()
        np.testing.assert_allclose(found[:, column], influence_share(W, r, kappa), atol=1e-6)
    np.testing.assert_allclose(found.sum(axis=0), 1, atol=1e-6)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_random_systems_are_solved_whatever_the_stubbornness(seed):
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(1, 12)), int(rng.integers(0, 40))
    pairs = {(int(a), int(b)) for a, b in rng.integers(0, n, (m, 2)) if a != b}
    source, target = (np.array([p[i] for p in sorted(pairs)], dtype=np.intp) for i in (0, 1))
    weight = rng.uniform(-0.5, 0.85, (len(pairs), 3))
    nothing = np.zeros(0, dtype=np.intp)
    worlds = Worlds(n, source, target, weight, nothing, nothing, nothing, np.zeros(0))
    r, kappa = rng.random(n), rng.uniform(0.02, 2, n)
    found = worlds.shares(r / r.sum(), kappa)
    for column in range(3):
        W = np.zeros((n, n))
        W[source, target] = weight[:, column]
        np.testing.assert_allclose(found[:, column], influence_share(W, r / r.sum(), kappa), atol=5e-8)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_machine_code_gives_the_same_shares(seed):
    """Signed ties, ties that nobody recorded, several of them between the same two in one draw, people whom nobody moves."""
    pytest.importorskip("numba", exc_type=ImportError, reason="the extra [fast] is not installed")
    rng = np.random.default_rng(seed)
    n, m, more, draws = (
        int(rng.integers(2, 30)),
        int(rng.integers(0, 90)),
        int(rng.integers(0, 40)),
        int(rng.integers(1, 20)),
    )
    pairs = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (m, 2)) if a != b})
    source, target = (np.array([pair[end] for pair in pairs], dtype=np.intp) for end in (0, 1))
    places = np.sort(rng.integers(0, draws, more)), *rng.integers(0, n, (2, more))
    worlds = Worlds(
        n, source, target, rng.uniform(-0.5, 0.85, (len(pairs), draws)), *places, rng.uniform(0, 0.85, more)
    )
    r, kappa = rng.random(n), rng.uniform(0.25, 4, n)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "_WORTH_LOADING", float("inf"))
        plain = worlds.shares(r / r.sum(), kappa)
        patch.setattr(compiling, "_WORTH_LOADING", 0.0)
        np.testing.assert_allclose(worlds.shares(r / r.sum(), kappa), plain, rtol=0, atol=1e-9)


def test_existence_follows_q_and_several_parts_combine():
    s = golden_situation(
        influences={("c10", "c6"): None},
        edges=[
            edge("INFLUENCES", "c10", "c6", level=5, confidence="A", domain="technical"),
            edge("INFLUENCES", "c10", "c6", level=5, confidence="C", domain="general"),
        ],
    )
    sampler = Sampler.of(s)
    worlds = sampler.sample(np.random.default_rng(0), np.random.default_rng(1), 4000, expected=0)
    keys = list(zip(sampler.order[worlds.source].tolist(), sampler.order[worlds.target].tolist(), strict=True))
    at = keys.index((s.graph.index["c10"], s.graph.index["c6"]))
    seen = worlds.weight[at]
    assert (seen == 0).mean() == pytest.approx(0.05 * 0.5, abs=0.01)
    assert seen.max() == pytest.approx(0.85)


def test_jitter_is_one_tenth_to_either_side():
    moved = jitter(np.random.default_rng(1), (100_000,), 0.2)
    assert set(np.unique(moved)) == {-1, 0, 1}
    assert (moved == 1).mean() == pytest.approx(0.1, abs=0.005)
    assert (moved == -1).mean() == pytest.approx(0.1, abs=0.005)


def test_the_seed_decides_everything_and_nothing_else_does():
    one, two, other = (draw(golden_situation(), seed=seed, draws=100) for seed in (1, 1, 2))
    assert one.shares.tobytes() == two.shares.tobytes()
    assert one.leans.tobytes() == two.leans.tobytes()
    assert one.shares.tobytes() != other.shares.tobytes()


def test_intervals_widen_with_the_missing_rate():
    width = []
    for rate in (0.0, 0.1, 0.4):
        low, high = draw(golden_situation(), missing_rate=rate).rank_interval()
        width.append(float((high - low).mean()))
    assert width[0] < width[1] < width[2]


def test_unknown_attitudes_spread_the_lean():
    known = dict.fromkeys(("c1", "c11", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "t1", "s1"), 0)
    low, high = draw(golden_situation(stances=known)).lean_interval()
    wide = draw(golden_situation(stances=dict.fromkeys(known, None))).lean_interval()
    assert wide[1] - wide[0] > high - low
    assert draw(golden_situation(stances=known), attitudes=False).lean_interval() == (0.0, 0.0)


def test_a_missing_tie_has_one_of_the_recorded_levels_and_two_without_any():
    sampler = Sampler.of(golden_situation())
    assert sorted(sampler.strengths) == pytest.approx(
        sorted(golden_situation().snapshot.settings.p_influence(level) for level, _ in INFLUENCES.values())
    )
    empty = Sampler.of(golden_situation(influences=dict.fromkeys(INFLUENCES)))
    assert empty.strengths.tolist() == [0.25]
    worlds = empty.sample(np.random.default_rng(0), np.random.default_rng(1), 2000, expected=3.0)
    assert len(worlds.more_draw) / 2000 == pytest.approx(3, abs=0.15)
    assert set(worlds.more_weight.round(6)) <= {0.25, round(1 - 0.75**2, 6), round(1 - 0.75**3, 6)}


def test_missing_ties_are_three_times_as_likely_between_near_people():
    """Every ordered pair of different people once, and twice more who are of one unit or of a unit and its parent."""
    s = huayue()
    sampler = Sampler.of(s)
    n = sampler.n
    people = [s.snapshot.people[s.graph.people[at]] for at in sampler.order]
    units = s.snapshot.units

    def near(one, other):
        pair = one.unit, other.unit
        if None in pair:
            return False
        return pair[0] == pair[1] or units[pair[0]].parent == pair[1] or units[pair[1]].parent == pair[0]

    due = np.array([[0 if a is b else 3 if near(a, b) else 1 for b in people] for a in people])
    assert {1, 3} <= set(due.ravel().tolist())
    every = (np.arange(due.sum() * 4) + 0.5) / (due.sum() * 4)
    assert np.bincount(sampler._unrecorded(every), minlength=n * n).tolist() == (4 * due).ravel().tolist()
    assert np.bincount(sampler._unrecorded(np.array([0.0, np.nextafter(1, 0)])), minlength=n * n).sum() == 2


def test_the_emptiest_map_has_not_the_narrowest_intervals():
    """13 people without any tie: 1.3 missing ties a draw, as many as 13 recorded ties would bring."""
    low, high = draw(golden_situation(influences=dict.fromkeys(INFLUENCES))).share_interval()
    assert (high - low).max() > 0.05


def test_unknown_attitudes_are_opinions_and_their_mean_is_nought():
    """A decider alone decides: Φ is that person's own opinion, −1, 0 or 1 if it is not known."""
    alone = golden_situation(
        influences=dict.fromkeys(INFLUENCES), weights={"c3": None, "c4": None}, stances={"c2": None}
    )
    leans = draw(alone, draws=3000, missing_rate=0).leans
    assert {round(v, 6) for v in leans} == {-1.0, 0.0, 1.0}
    assert np.mean(leans) == pytest.approx(0, abs=0.05)


def test_the_noise_is_a_setting():
    quiet = replace(DEFAULTS, noise={"missing": 0.0, "level": 0.0, "support": 0.0, "stale": 0.0})
    certain = {pair: (level, "A") for pair, (level, _) in INFLUENCES.items()}
    silent = Situation.of(golden_snapshot(influences=certain, settings=quiet), "HY", "HY-CORE", options=PLAIN)
    found = draw(silent)
    assert found.missing.rate == 0
    assert found.assumes_complete
    assert not draw(golden_situation(influences=certain)).assumes_complete


def test_tiers_join_people_whose_intervals_overlap():
    low, high = np.array([1, 2, 3, 9]), np.array([1, 5, 6, 10])
    assert overlapping(low, high) == [0, 1, 3]


def test_whose_order_depends_on_stubbornness_stand_in_one_tier():
    """The adviser t1 holds 17, 9 or 5 per cent, the architect c6 11, 10 or 7, as published."""
    s = golden_situation()
    found = draw(s, missing_rate=0)
    tier_of = {p: i for i, tier in enumerate(share_tiers(s, found)) for p in tier}
    assert tier_of["t1"] == tier_of["c6"]
    half, double = s.share_by_stubbornness
    for one in s.graph.people:
        for other in s.graph.people:
            a, b = s.graph.index[one], s.graph.index[other]
            if s.share[a] > s.share[b] and (half[a] < half[b] or double[a] < double[b]):
                assert tier_of[one] == tier_of[other]
    assert flips(np.array([3.0, 1.0, 2.0]), np.array([1.0, 3.0, 2.0])) == [2, 2, 2]


def test_equal_shares_have_every_figure_in_common():
    shares = np.array([[0.5, 0.3, 0.2, 0.0], [0.5, 0.2, 0.3, 0.0], [0.25, 0.25, 0.25, 0.25]])
    found = Draws(
        ("a", "b", "c", "d"), np.array([0.5, 0.25, 0.25, 0.0]), shares, np.zeros(3), 0, MissingTies(0.1), False
    )
    assert [ends.tolist() for ends in found.rank_interval()] == [[1, 1, 1, 1], [4, 4, 4, 4]]
    assert found.p_top(2).tolist() == pytest.approx([5 / 6, 1 / 2, 1 / 2, 1 / 6])
    low, high = found.share_interval()
    assert (low[1], high[1]) == (low[2], high[2])
    assert high[1] > 0.29
    assert found.p_top(2).sum() == pytest.approx(2)


def test_intervals_are_found_once_and_all_who_have_no_equal_together(monkeypatch):
    """Asked again for every person, they made the map of a thousand people take half a minute."""
    rng = np.random.default_rng(3)
    point = np.array([0.3, 0.2, 0.2, 0.1, 0.1, 0.06, 0.04])
    shares = rng.dirichlet(np.ones(7), 40)
    asked = []
    monkeypatch.setattr(uncertainty, "quantiles", lambda *a: asked.append(a) or quantiles(*a))
    found = Draws(tuple("abcdefg"), point, shares, np.zeros(40), 0, MissingTies(0.1), False)
    for _ in found.people:
        ends, ranks = found.share_interval(), found.rank_interval()
    assert len(asked) == 3
    assert found.rank_interval()[0] is ranks[0]
    for equal in ([0], [1, 2], [3, 4], [5], [6]):
        for mine, end in zip(ends, np.quantile(shares[:, equal], (0.05, 0.95)), strict=True):
            assert mine[equal].tolist() == [end] * len(equal)


def test_where_nothing_tells_people_apart_there_is_no_correlation():
    shares = np.array([[0.4, 0.4, 0.2], [1 / 3, 1 / 3, 1 / 3]])
    assert Draws(("a", "b", "c"), np.ones(3) / 3, shares, np.zeros(2), 0, MissingTies(0.1), False).robustness is None
    ranked_once = Draws(("a", "b", "c"), np.array([0.5, 0.3, 0.2]), shares[1:], np.zeros(1), 0, MissingTies(0.1), False)
    assert ranked_once.robustness == (0.0, 1.0)


def test_nobody_and_one_person():
    gone = dict.fromkeys(["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "t1", "s1"])
    nobody = draw(golden_situation(people=gone))
    assert nobody.shares.shape == (500, 0)
    one = draw(golden_situation(people={p: row for p, row in gone.items() if p != "c2"}))
    assert [np.unique(places).tolist() for places in one.drawn_places] == [[1], [1]]
    assert one.robustness is None
    assert share_tiers(golden_situation(people=gone), nobody) == ()


def test_the_interval_contains_the_hidden_truth():
    """20 people, 10 % of the ties hidden: the true rank lies in the 90 % interval for at least 88 % of the people."""
    rng = np.random.default_rng(11)
    people = [f"c{i}" for i in range(1, 21)]
    hits = []
    for _ in range(25):
        pairs = sorted({(int(a), int(b)) for a, b in rng.integers(0, 20, (70, 2)) if a != b})
        ties = {pair: int(rng.integers(1, 6)) for pair in pairs}
        grades = {p: {"grade": 1 + i // 4} for i, p in enumerate(people)}
        truth = _situation(people, grades, ties)
        seen = _situation(people, grades, {p: level for p, level in ties.items() if rng.random() > 0.1})
        low, high = draw(seen, draws=200).rank_interval()
        true_rank = {p: r for r, p in enumerate(truth.rank_order, 1)}
        hits += [low[i] <= true_rank[p] <= high[i] for i, p in enumerate(seen.graph.people)]
    assert np.mean(hits) >= 0.88


def _situation(people, grades, ties):
    gone = dict.fromkeys(INFLUENCES)
    made = {(people[a], people[b]): (level, "A") for (a, b), level in ties.items()}
    rows = {"person": [{"id": p, "name": p, "org": "HY", **grades[p]} for p in people]}
    others = {"t1": None, "s1": None}
    return golden_situation(people=others, influences={**gone, **made}, rows=rows)


def test_trust_is_drawn_from_levels_of_its_own():
    """冯风控 relies on 何顾问, level 3, drawn as 2 to 4: .6 of what the table of trust says; influence (孙采购 → 吴CFO, 3) has its own."""
    table = DEFAULTS.trust | {"2": 0.8, "3": 0.9, "4": 0.95}
    relies = [edge("TRUSTS", "c11", "t1", level=3)]
    changed = golden_snapshot(edges=relies, settings=replace(DEFAULTS, trust=table))
    s = Situation.of(changed, "HY", "HY-CORE", options=GraphOptions())
    sampler = Sampler.of(s)
    drawn = {
        (s.graph.people[sampler.order[u]], s.graph.people[sampler.order[v]]): sampler.strength[row, :3]
        for u, v, row in zip(sampler.source, sampler.target, sampler.first, strict=True)
    }
    assert drawn["t1", "c11"] == pytest.approx([0.6 * 0.8, 0.6 * 0.9, 0.6 * 0.95])
    assert drawn["c7", "c4"] == pytest.approx([0.25, 0.45, 0.65])

"""Hidden influencers, outside influencers, figureheads."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.hidden import (
    FEWEST,
    HiddenClass,
    Hint,
    class_frequency,
    classify,
    gaps,
    hanging_on_grade,
    hidden_influencers,
    hint,
    percentile,
)
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, Row, edge, golden_situation, golden_snapshot, snapshot_of


def test_golden_classes() -> None:
    found = {h.id: h for h in hidden_influencers(golden_situation())}
    assert {p: h.kind for p, h in found.items()} == {
        "c6": HiddenClass.HIDDEN,
        "c8": HiddenClass.HIDDEN,
        "t1": HiddenClass.OUTSIDE,
    }
    assert found["c6"].gap == pytest.approx(0.50, abs=5e-3)
    assert found["c8"].gap == pytest.approx(0.54, abs=5e-3)
    assert found["c8"].hint is Hint.GATEKEEPER
    assert found["t1"].hint is Hint.ADVISER
    assert found["c6"].main_path == ("c6", "c3")
    assert found["c8"].main_path == ("c8", "c2")


def test_golden_chairman_is_no_figurehead_yet() -> None:
    situation = golden_situation()
    gap = gaps(situation.share, [situation.snapshot.people[p].grade for p in situation.graph.people])
    assert gap[situation.graph.index["c1"]] == pytest.approx(-0.50, abs=5e-3)
    weaker = golden_situation(influences={("c1", "c2"): (1, "D")})
    kinds = dict(zip(weaker.graph.people, classify(weaker, weaker.share), strict=True))
    assert kinds["c1"] is HiddenClass.FIGUREHEAD
    said = next(h for h in hidden_influencers(weaker) if h.id == "c1").sentence(weaker)
    assert "名义权力" in said.zh
    assert "figurehead" in said.en


def test_whose_class_hangs_on_the_grade_is_told() -> None:
    """With c8 of grade 2 the gap is .58 − .21, of grade 3 it would be .58 − .50; a figurehead of grade 4 would be none of grade 3."""
    weak = {("c1", "c2"): (1, "D")}
    assert hanging_on_grade(golden_situation()) == ()
    assert hanging_on_grade(golden_situation(influences=weak)) == ()
    assert hanging_on_grade(golden_situation(people={"c8": {"grade": 2}})) == ("c8",)
    both = {"people": {"c8": {"grade": 2}, "c1": {"grade": 4}}, "influences": weak}
    assert hanging_on_grade(golden_situation(**both)) == ("c8", "c1")
    here = {"account": "HY", "opportunity": "HY-CORE", "no_derived": True}
    said = run(Ask(find_query("hidden-influencers"), golden_snapshot(**both), here)).assumptions
    names = [text.en.partition("in their class: ")[2] for text in said if text.en.startswith("P(hidden) takes grades")]
    assert names == ["李秘, 陈董"]


def test_counter_influence_is_no_missing_path() -> None:
    against = [edge("INFLUENCES", "c1", "c2", level=5, polarity=-1)]
    situation = golden_situation(edges=against, options=GraphOptions(derived=False, signed=True))
    chairman = next(h for h in hidden_influencers(situation) if h.id == "c1")
    assert chairman.share < 0
    assert "has counter-influence of about" in chairman.sentence(situation).en
    assert "反向影响" in chairman.sentence(situation).zh


def test_sentences() -> None:
    situation = golden_situation()
    said = {h.id: h.sentence(situation) for h in hidden_influencers(situation)}
    assert said["c8"].zh == "李秘：职级 1、不在决策名单，但影响份额约 9%（守门）；我方尚无关系。"
    assert (
        said["c8"].en
        == "李秘 (grade 1, not on the decision list) carries about 9% of the influence as a gatekeeper; we have no tie."
    )
    assert said["c6"].en.startswith(
        "王工 (grade 2, not on the decision list) carries about 10% of the influence as a hidden"
    )


def test_an_outsider_on_the_list_is_outside_all_the_same() -> None:
    situation = golden_situation(weights={"t1": 0.3})
    found = {h.id: h for h in hidden_influencers(situation)}
    assert found["t1"].kind is HiddenClass.OUTSIDE
    assert found["t1"].listed
    assert "在决策名单上" in found["t1"].sentence(situation).zh


def test_expert_moves_two_people_in_technical_matters() -> None:
    technical = [edge("INFLUENCES", "c6", v, level=3, domain="technical", reported_by="u2") for v in ("c4", "c7")]
    assert hint(golden_situation(edges=technical[:1]), "c6") is None
    assert hint(golden_situation(edges=technical), "c6") is Hint.EXPERT


def test_without_a_grade_there_is_no_gap() -> None:
    situation = golden_situation(people={"c6": {"grade": None}})
    assert "c6" not in {h.id for h in hidden_influencers(situation)}


def test_missing_grades_leave_the_others_comparable() -> None:
    share = np.array([0.4, 0.3, 0.2, 0.1])
    gap = gaps(share, [1, None, 3, 2])
    assert gap[[0, 2, 3]] == pytest.approx([1 - 0, 1 / 3 - 1, 0 - 0.5])
    assert np.isnan(gap[1])


def test_small_graphs_list_people_without_percentiles() -> None:
    people: list[Row] = [{"id": f"p{i}", "name": f"P{i}", "org": "K", "grade": 1 + i % 5} for i in range(FEWEST - 1)]
    rows: dict[str, list[Row]] = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": people,
        "opportunity": [{"id": "D", "name": "D", "customer": "K"}],
        "edge": [
            edge("ROLE_IN", "p0", "D", roles=["decider"], decision_weight=1),
            edge("INFLUENCES", "p1", "p0", level=5),
        ],
    }
    found = hidden_influencers(Situation.of(snapshot_of(rows), "K", "D"))
    assert [h.id for h in found] == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert all(h.gap is None and h.kind is None and h.hint is None for h in found)
    assert found[0].main_path == ("p1", "p0")
    assert found[1].main_path == ()


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows: dict[str, list[Row]] = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    assert hidden_influencers(Situation.of(snapshot_of(rows), "K")) == ()


def test_frequency_counts_the_draws_that_agree() -> None:
    situation = golden_situation()
    without = situation.share.copy()
    without[situation.graph.index["c6"]] = 0.0
    frequency = class_frequency(situation, np.array([situation.share, without, situation.share, situation.share]))
    assert frequency == {"c6": 0.75, "c8": 1.0, "t1": 1.0}
    shown = {h.id: h.p_hidden for h in hidden_influencers(situation, frequency)}
    assert shown == frequency
    assert class_frequency(situation, np.zeros((0, 13))) == {}


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12))
def test_percentiles_are_symmetric(values: list[int]) -> None:
    up = percentile(np.array(values, dtype=float))
    down = percentile(-np.array(values, dtype=float))
    assert up + down == pytest.approx(np.ones(len(values)))
    for a, b in pairwise(sorted(range(len(values)), key=values.__getitem__)):
        assert (up[a] == up[b]) == (values[a] == values[b])


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=12))
def test_main_path_is_the_largest_contribution(dropped: set[tuple[str, str]]) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped))
    graph = situation.graph
    net = nx.DiGraph(list(graph.edges))
    net.add_nodes_from(graph.people)
    total = dict(zip(graph.people, graph.kappa + graph.W.sum(axis=0), strict=True))
    for row in hidden_influencers(situation):
        best = mine = 0.0
        for decider in situation.weights.deciders:
            paths = [[row.id]] if row.id == decider else list(nx.all_simple_paths(net, row.id, decider))
            for path in paths:
                value = situation.weight_of(decider)
                for u, v in pairwise(path):
                    value *= graph.edges[u, v].weight / total[v]
                best = max(best, value)
                if tuple(path) == row.main_path:
                    mine = value
        assert mine == pytest.approx(best)
        assert bool(row.main_path) == (best > 0)


def classes(shares: dict[str, float]) -> dict[str, HiddenClass | None]:
    """Classes of the golden people for given shares; the others' are far above, no two alike."""
    situation = golden_situation()
    share = np.array([shares.get(p, 1 + at) for at, p in enumerate(situation.graph.people)])
    return dict(zip(situation.graph.people, classify(situation, share), strict=True))


LOW = dict.fromkeys(("c7", "c9", "c10", "c11", "s1"), 0.0)


@pytest.mark.parametrize(("share", "kind"), [(0.02, HiddenClass.HIDDEN), (0.0199, None)])
def test_hidden_begins_at_two_per_cent(share: float, kind: HiddenClass | None) -> None:
    assert classes({**LOW, "c8": share})["c8"] is kind


@pytest.mark.parametrize(("share", "kind"), [(0.02, HiddenClass.OUTSIDE), (0.0199, None)])
def test_outside_begins_at_two_per_cent(share: float, kind: HiddenClass | None) -> None:
    assert classes({**LOW, "t1": share})["t1"] is kind


@pytest.mark.parametrize(("share", "kind"), [(0.0499, HiddenClass.FIGUREHEAD), (0.05, None)])
def test_a_figurehead_has_less_than_five_per_cent(share: float, kind: HiddenClass | None) -> None:
    assert classes({**LOW, "c1": share})["c1"] is kind


def test_a_gap_of_a_quarter_is_enough() -> None:
    """c8 shares the lowest grade with one of 13: percentile .5/12; three below and one alike in share make 3.5/12."""
    three = {"c7": 0.0, "c9": 0.001, "c11": 0.002, "c8": 0.03}
    assert classes({**three, "s1": 0.03})["c8"] is HiddenClass.HIDDEN
    assert classes(three)["c8"] is None


@pytest.mark.parametrize(("grade", "found"), [(1, Hint.GATEKEEPER), (2, Hint.GATEKEEPER), (3, None)])
def test_a_gatekeeper_has_grade_two_at_most(grade: int, found: Hint | None) -> None:
    assert hint(golden_situation(people={"c8": {"grade": grade}}), "c8") is found


@pytest.mark.parametrize(("part", "found"), [(0.60, Hint.GATEKEEPER), (0.59, None)])
def test_a_gatekeeper_sends_sixty_per_cent_through_one_door(part: float, found: Hint | None) -> None:
    """Two edges of one weight to deciders whom nobody else moves: the share comes over each in the ratio of their weights."""
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES) | {("c8", "c2"): (3, "B"), ("c8", "c5"): (3, "B")},
        weights={"c2": part, "c5": 1 - part, "c3": None, "c4": None},
    )
    assert hint(situation, "c8") is found


@pytest.mark.parametrize(("grade", "found"), [(4, Hint.GATEKEEPER), (3, None)])
def test_the_door_is_that_of_grade_four(grade: int, found: Hint | None) -> None:
    assert hint(golden_situation(people={"c2": {"grade": grade}}), "c8") is found

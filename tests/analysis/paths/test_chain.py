"""Effective paths to a decider and hidden chains."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.bands import PathBand
from graphcrm.analysis.paths.chain import by_step, decision_chain
from graphcrm.analysis.paths.paths import path_strength
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, PLAIN, THEIRS, edge, golden_situation, snapshot_of

LINES = [edge("REPORTS_TO", a, b) for a, b in (("c3", "c2"), ("c4", "c2"), ("c5", "c3"), ("c6", "c5"), ("c2", "c1"))]


def test_golden_chain_of_the_architect() -> None:
    chain = decision_chain(golden_situation(), "c2", "c6", top=3)
    assert [p.people for p in chain.paths] == [("c6", "c3", "c2"), ("c6", "c5", "c3", "c2"), ("c6", "c8", "c2")]
    assert [p.strength for p in chain.paths] == pytest.approx([0.4199, 0.1373, 0.0450], abs=1e-4)
    assert [p.band for p in chain.paths] == [PathBand.STRONG, PathBand.LONG_SHOT, PathBand.NONE]
    assert chain.paths[0].unlisted == ("c6",)
    assert chain.paths[1].unlisted == ("c6", "c5")
    weakest = chain.paths[0].weakest
    assert (weakest.source, weakest.target, weakest.confidence, weakest.age) == ("c3", "c2", "B", 0)


def test_without_a_formal_graph_informality_is_not_known() -> None:
    chain = decision_chain(golden_situation(), "c2")
    assert all(p.informality is None and p.hidden is None for p in chain.paths)
    assert chain.bypass is None
    assert any("汇报关系" in n.zh for n in chain.notes)


def test_every_other_person_once_from_strong_to_weak() -> None:
    chain = decision_chain(golden_situation(), "c2", top=99)
    assert len({p.people[0] for p in chain.paths}) == len(chain.paths)
    assert all(p.strength >= 0.05 and p.people[-1] == "c2" for p in chain.paths)
    assert [p.strength for p in chain.paths] == sorted((p.strength for p in chain.paths), reverse=True)
    assert decision_chain(golden_situation(), "c2", top=2).paths == chain.paths[:2]


def test_formal_hops_count_in_either_direction() -> None:
    situation = golden_situation(edges=LINES)
    paths = {p.people: p for p in decision_chain(situation, "c2", "c6", top=9).paths}
    formal = paths["c6", "c5", "c3", "c2"]
    assert formal.informality == 0
    assert formal.hidden is False
    short = paths["c6", "c3", "c2"]
    assert short.informality == pytest.approx(0.5)
    assert short.hidden is True
    down = decision_chain(situation, "c5", "c3", top=1).paths[0]
    assert down.informality == 0


def test_a_hidden_chain_needs_strength_an_informal_hop_and_somebody_unlisted() -> None:
    situation = golden_situation(edges=LINES)
    weak = next(p for p in decision_chain(situation, "c2", "c6", top=9).paths if p.people == ("c6", "c8", "c2"))
    assert weak.strength < 0.05
    assert weak.hidden is False
    listed = golden_situation(edges=LINES, weights=dict.fromkeys(THEIRS, 0.1))
    assert not any(p.hidden for p in decision_chain(listed, "c2", top=99).paths)
    assert not any(p.hidden for p in decision_chain(situation, "c9", top=99).paths), "c9 is no decider"


def test_sentence() -> None:
    situation = golden_situation()
    said = decision_chain(situation, "c2", "c6", top=1).paths[0].sentence(situation)
    assert said.zh == (
        "到林行长的实际路径：王工 → 周CIO → 林行长（强度 42%，畅通）；其中王工不在正式决策名单。"
        "最弱一环：周CIO → 林行长（置信 B 很可能，0 天前）。"
    )
    assert said.en == (
        "Effective path to 林行长: 王工 → 周CIO → 林行长 (strength 42%, strong); 王工 is not on the formal decision list. "
        "Weakest hop 周CIO → 林行长 (confidence B likely, 0 days old)."
    )


def test_derived_hops_say_where_they_come_from() -> None:
    situation = Situation.of(
        snapshot_of(
            {
                "org": [{"id": "K", "name": "K", "category": "customer"}],
                "person": [{"id": p, "name": p, "org": "K", "grade": 3} for p in "ab"],
                "edge": [edge("REPORTS_TO", "b", "a")],
            }
        ),
        "K",
    )
    path = decision_chain(situation, "b").paths[0]
    assert path.weakest.age is None
    assert "汇报关系" in path.sentence(situation).zh


def test_a_decider_whom_nobody_moves_decides_alone() -> None:
    situation = golden_situation(influences={pair: None for pair in INFLUENCES if pair[1] == "c4"})
    chain = decision_chain(situation, "c4")
    assert chain.paths == ()
    assert (chain.moved, chain.alone(situation)) == (False, True)
    assert decision_chain(golden_situation(), "c4").moved


def test_of_whom_it_is_only_assumed_that_they_decide_nothing_is_on_record() -> None:
    """Without roles everybody of a grade was said to decide alone, each in a line of their own."""
    influences = dict.fromkeys(INFLUENCES)
    situation = golden_situation(influences=influences, opportunities={"HY-CORE": {"status": "lost"}}, opportunity=None)
    assert situation.weights.assumed
    chains = [decision_chain(situation, d) for d in situation.weights.deciders]
    assert len(chains) > 2
    assert not any(chain.moved or chain.alone(situation) for chain in chains)


def test_notes_for_unlisted_targets_and_missing_paths() -> None:
    chain = decision_chain(golden_situation(), "c9", "c1")
    assert any("not on the formal decision list" in n.en for n in chain.notes)
    none = decision_chain(golden_situation(), "c7", "s1")
    assert none.paths
    apart = decision_chain(golden_situation(), "c11", "c1")
    assert apart.paths == ()


@pytest.mark.parametrize("who", ["u1", "nobody"])
def test_only_people_of_the_graph(who: str) -> None:
    with pytest.raises(UsageError):
        decision_chain(golden_situation(), who)
    with pytest.raises(UsageError):
        decision_chain(golden_situation(), "c2", who)


def test_chains_grouped_by_step() -> None:
    steps = [
        edge("ROLE_IN", "c3", "HY-CORE", roles=["evaluator"], step=1),
        edge("ROLE_IN", "c2", "HY-CORE", roles=["approver"], step=2),
    ]
    situation = golden_situation(edges=steps)
    chains = by_step(decision_chain(situation, d) for d in situation.weights.deciders)
    assert [(c.step, c.decider) for c in chains] == [(1, "c3"), (2, "c2"), (None, "c4")]


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=12), st.sampled_from(sorted(THEIRS)))
def test_best_path_of_everybody_equals_enumeration(dropped: set[Any], to: str) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped), options=PLAIN)
    graph = nx.DiGraph(list(situation.graph.edges))
    graph.add_nodes_from(situation.graph.people)
    wanted = {}
    if to in situation.graph.index:
        at = situation.graph.index
        for person in situation.graph.people:
            if person != to:
                found = [tuple(p) for p in nx.all_simple_paths(graph, person, to)]
                rated = [(-round(path_strength(situation.graph.W, [at[v] for v in p]), 12), p) for p in found]
                if rated and min(rated)[0] <= -0.05:
                    wanted[min(rated)[1]] = -min(rated)[0]
        paths = decision_chain(situation, to, top=99).paths
        assert {p.people: round(p.strength, 12) for p in paths} == wanted
        assert [p.people for p in paths] == sorted(wanted, key=lambda p: (-wanted[p], p))

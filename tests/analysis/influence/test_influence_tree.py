"""The tree of best paths into a decider."""

from __future__ import annotations

import pytest

from graphcrm.analysis.influence.influence_tree import influence_tree
from graphcrm.analysis.paths.chain import decision_chain
from tests.analysis.golden import THEIRS, golden_situation


@pytest.mark.parametrize("to", sorted(THEIRS))
def test_it_is_a_tree_of_the_best_paths(to: str) -> None:
    situation = golden_situation()
    tree = {node.id: node for node in influence_tree(situation, to)}
    paths = {p.people[0]: p for p in decision_chain(situation, to, top=99).paths}
    assert tree.keys() == paths.keys()
    for person, path in paths.items():
        walked, strength = [person], 1.0
        while walked[-1] != to:
            strength *= tree[walked[-1]].weight
            walked.append(tree[walked[-1]].onward)
        assert tuple(walked) == path.people
        assert strength == pytest.approx(path.strength)
        assert tree[person].strength == pytest.approx(path.strength)


def test_golden_tree_to_the_president() -> None:
    tree = {n.id: n.onward for n in influence_tree(golden_situation(), "c2")}
    assert tree["c6"] == "c3"
    assert tree["c3"] == tree["c4"] == tree["c8"] == "c2"

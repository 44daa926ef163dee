"""The independent cascade against exact enumeration of all live-edge worlds."""

from __future__ import annotations

from itertools import product

import networkx as nx
import pytest

from graphcrm.analysis.groups import seeding as module
from graphcrm.analysis.groups.seeding import cascade_reach, message_seeding
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, golden_situation, snapshot_of

FEW = {
    ("c6", "c3"): (5, "A"),
    ("c3", "c2"): (4, "B"),
    ("c6", "c2"): (2, "A"),
    ("c2", "c4"): (4, "A"),
    ("c4", "c3"): (3, "A"),
}


def few() -> Situation:
    return golden_situation(influences=dict.fromkeys(INFLUENCES) | FEW)


def exact(situation: Situation, seeds: tuple[str, ...], weights: dict[str, float]) -> float:
    edges = situation.graph.edges
    total = 0.0
    for live in product([False, True], repeat=len(edges)):
        world = nx.DiGraph()
        world.add_nodes_from(situation.graph.people)
        chance = 1.0
        for (pair, edge), on in zip(edges.items(), live, strict=True):
            chance *= edge.weight if on else 1 - edge.weight
            if on:
                world.add_edge(*pair)
        reached = set(seeds).union(*(nx.descendants(world, s) for s in seeds))
        total += chance * sum(weights.get(p, 0.0) for p in reached)
    return total


def test_golden_reach() -> None:
    situation = golden_situation()
    reach, error = cascade_reach(situation, ("c6",))
    assert reach == pytest.approx(4.71, abs=0.02)
    assert error < 0.02
    assert cascade_reach(situation, ("c6", "c9"))[0] == pytest.approx(5.58, abs=0.02)


def test_equals_enumeration_of_all_worlds() -> None:
    situation = few()
    alike = dict.fromkeys(situation.graph.people, 1.0)
    for seeds in (("c6",), ("c4",), ("c6", "c4")):
        reach, error = cascade_reach(situation, seeds)
        assert abs(reach - exact(situation, seeds, alike)) < 4 * error + 1e-9
    found = message_seeding(situation, 1)
    r = dict(zip(situation.graph.people, situation.r, strict=True))
    assert abs(found.reach - exact(situation, found.seeds, r)) < 4 * found.standard_error + 1e-9
    best = max(situation.graph.people, key=lambda p: exact(situation, (p,), r))
    assert found.seeds == (best,)


def test_drawn_targets_agree_with_tracing_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    situation = golden_situation()
    full = cascade_reach(situation, ("c6",))
    monkeypatch.setattr(module, "_MANY", 0)
    drawn = cascade_reach(situation, ("c6",))
    assert abs(full[0] - drawn[0]) < 4 * (full[1] + drawn[1])


def test_budget_costs_and_exclusions() -> None:
    situation = golden_situation(people={"c2": {"flags": ["no_contact"]}})
    found = message_seeding(situation, 2, worlds=2_000)
    assert len(found.seeds) == 2
    assert "c2" not in found.seeds
    dear = message_seeding(situation, 2, dict.fromkeys(found.seeds, 3.0), worlds=2_000)
    assert not set(dear.seeds) & set(found.seeds)
    assert dear.cost <= 2
    assert message_seeding(situation, 0).seeds == ()
    with pytest.raises(UsageError):
        message_seeding(situation, 1, {"c3": 0.0})


def test_more_budget_never_reaches_less_and_the_seed_decides() -> None:
    situation = golden_situation()
    reaches = [message_seeding(situation, k, worlds=2_000).reach for k in range(5)]
    assert reaches == sorted(reaches)
    assert message_seeding(situation, 2, worlds=500, seed=1) == message_seeding(situation, 2, worlds=500, seed=1)
    assert cascade_reach(situation, ("c6",), worlds=500, seed=1) != cascade_reach(
        situation, ("c6",), worlds=500, seed=2
    )


def test_sentence_and_empty_account() -> None:
    situation = golden_situation()
    assert "种子 20240101" in message_seeding(situation, 1, worlds=500).sentence(situation.snapshot).zh
    empty = Situation.of(snapshot_of({"org": [{"id": "K", "name": "K", "category": "customer"}]}), "K")
    assert message_seeding(empty, 3).sentence(empty.snapshot).en == "There is nobody to tell first."
    assert cascade_reach(empty, ()) == (0.0, 0.0)

"""Person-disjoint routes and cuts: golden values, NetworkX, and every set of people."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.access import may_introduce
from graphcrm.analysis.paths.disjoint import RouteNet
from graphcrm.analysis.paths.routes import RouteStatus
from graphcrm.analysis.resilience.threads import Soundness, min_threads, thread_hops, thread_net, threads
from graphcrm.analysis.situation import Situation
from tests.analysis.golden import INFLUENCES, OURS, THEIRS, TIES, golden_situation, snapshot_of


def test_golden_threads() -> None:
    found = {t.decider: t for t in threads(golden_situation())}
    assert list(found) == ["c2", "c3", "c4"]
    assert {d: t.number for d, t in found.items()} == {"c2": 3, "c3": 4, "c4": 2}
    assert found["c4"].cut == ("c2", "c7")
    assert found["c2"].cut == ("c3", "c4", "u3")
    assert found["c4"].soundness is Soundness.FRAGILE
    assert found["c3"].soundness is Soundness.SOUND


def test_golden_proposal_avoids_the_cut() -> None:
    """Without the president and the buyer nobody moves the CFO but the risk officer, whom we do not reach."""
    situation = golden_situation()
    cfo = threads(situation)[2]
    assert cfo.second.status is RouteStatus.UNREACHABLE
    assert cfo.proposed == ("u2", "c6", "c4")
    assert threads(situation)[0].proposed == ("u2", "c6", "c8", "c2")


def test_sentences() -> None:
    situation = golden_situation()
    said = threads(situation)[2].sentence(situation.snapshot)
    assert said.zh == "到吴CFO 只有 2 条独立线路（脆弱），关键节点：林行长、孙采购。"
    assert said.en == "To 吴CFO there are only 2 independent threads (fragile); cut set: 林行长, 孙采购."
    cut_off = golden_situation(ties=dict.fromkeys(TIES))
    none = threads(cut_off)[0]
    assert (none.number, none.cut, none.soundness) == (0, (), Soundness.NO_ACCESS)
    assert "No live thread" in none.sentence(cut_off.snapshot).en


def test_a_direct_tie_is_one_thread_through_the_one_who_has_it() -> None:
    situation = golden_situation(
        influences=dict.fromkeys(INFLUENCES),
        ties=dict.fromkeys(TIES) | {("u3", "c2"): 0.32},
        weights={"c3": None, "c4": None},
    )
    only = threads(situation)[0]
    assert (only.number, only.cut, only.soundness) == (1, ("u3",), Soundness.SINGLE)
    assert "is only 1 independent thread " in only.sentence(situation.snapshot).en


@pytest.mark.parametrize("flag", ["independence_required", "no_contact", "objected"])
def test_protected_people_carry_no_thread_but_can_be_its_end(flag: str) -> None:
    found = {t.decider: t for t in threads(golden_situation(people={"c2": {"flags": [flag]}}))}
    assert found["c2"].number == 3
    assert found["c4"].number == 1
    assert found["c4"].cut == ("c7",)


def test_barred_deciders_get_no_proposal() -> None:
    found = {t.decider: t for t in threads(golden_situation(people={"c4": {"flags": ["no_contact"]}}))}
    assert found["c4"].number == 2
    assert found["c4"].proposed == ()


@pytest.mark.parametrize("people", [0, 1])
def test_tiny_accounts(people: int) -> None:
    rows = {
        "org": [{"id": "K", "name": "K", "category": "customer"}],
        "person": [{"id": "p", "name": "P", "org": "K"}][:people],
    }
    assert [(t.number, t.cut) for t in threads(Situation.of(snapshot_of(rows), "K"))] == [(0, ())] * people


def test_nobody_of_ours() -> None:
    situation = golden_situation(people=dict.fromkeys(OURS), ties=dict.fromkeys(TIES))
    assert {t.number for t in threads(situation)} == {0}


Hops = list[tuple[str, str]]


@st.composite
def nets(draw: st.DrawFn) -> tuple[Hops, list[str], list[str], str]:
    """Hops among three of ours and up to five of theirs, some of whom may not stand inside, and a target."""
    ours, theirs = ["u1", "u2", "u3"], [f"c{i}" for i in range(draw(st.integers(1, 5)))]
    pairs = [(a, b) for a in [*ours, *theirs] for b in theirs if a != b]
    hops = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))
    inner = [p for p in theirs if draw(st.integers(0, 4))]
    return hops, ours, inner, draw(st.sampled_from(theirs))


def reached(hops: Hops, starts: list[str], inner: list[str], target: str, gone: tuple[str, ...] = ()) -> bool:
    seen = {p for p in starts if p not in gone}
    todo = list(seen)
    while todo:
        here = todo.pop()
        for u, v in hops:
            if u == here and v not in seen and v not in gone:
                seen.add(v)
                if v in inner or v == target:
                    todo.append(v)
    return target in seen


@settings(max_examples=200, deadline=None)
@given(nets())
def test_number_and_cut_equal_brute_force(net: tuple[Hops, list[str], list[str], str]) -> None:
    hops, ours, inner, target = net
    found = RouteNet(hops, ours, inner).routes_to(target)
    candidates = sorted((set(ours) | set(inner)) - {target})
    cuts: list[tuple[str, ...]] = []
    for size in range(len(candidates) + 1):
        cuts = [c for c in combinations(candidates, size) if not reached(hops, ours, inner, target, c)]
        if cuts:
            break
    assert found.number == len(cuts[0])
    assert found.cut() in cuts
    assert all(nearer(found.cut(), other, hops, inner, target) for other in cuts)
    for person in candidates:
        rest = [hop for hop in hops if person not in hop]
        again = RouteNet(rest, [p for p in ours if p != person], inner).routes_to(target)
        assert found.number_without(person) == again.number


def nearer(cut: tuple[str, ...], other: tuple[str, ...], hops: Hops, inner: list[str], target: str) -> bool:
    """Everybody of `cut` can still reach the target when the others of `other` are gone, or belongs to both."""
    return all(p in other or reached(hops, [p], inner, target, tuple(o for o in other if o != p)) for p in cut)


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=10),
    st.dictionaries(st.sampled_from(sorted(THEIRS)), st.sampled_from(["no_contact", "public_official"]), max_size=2),
)
def test_equals_networkx_on_accounts(dropped: Any, flags: Any) -> None:
    situation = golden_situation(
        influences=dict.fromkeys(dropped), people={p: {"flags": [f]} for p, f in flags.items()}
    )
    snapshot = situation.snapshot
    split = nx.DiGraph()
    for p in [*snapshot.ours, *situation.graph.people]:
        split.add_nodes_from([("in", p), ("out", p)])
        if snapshot.is_ours(p) or may_introduce(snapshot, p):
            split.add_edge(("in", p), ("out", p), capacity=1)
    for u, v in thread_hops(situation):
        split.add_edge(("out", u), ("in", v))
    for p in snapshot.ours:
        split.add_edge("start", ("in", p))
    for found in threads(situation):
        assert found.number == nx.maximum_flow_value(split, "start", ("in", found.decider))
        assert len(found.cut) == found.number
        gone = thread_net(situation, found.cut).routes_to(found.decider)
        assert gone.number == 0
        direct = {u for u, v in thread_hops(situation) if v == found.decider}
        assert found.number <= len(direct)
        assert found.number <= len(snapshot.ours)


def test_hops_of_the_golden_account() -> None:
    hops = set(thread_hops(golden_situation()))
    assert ("u5", "c3") not in hops, "T .20 is below .30"
    assert ("c11", "c4") not in hops, "ŵ .125 is below .15"
    assert {("u3", "c2"), ("c7", "c4")} <= hops


def test_fewest_threads() -> None:
    situation = golden_situation()
    assert min_threads(situation) == 2
    assert min_threads(situation, ["c4"]) == 2, "one thread to the president runs through the CFO"
    assert min_threads(situation, ["c7", "u3"]) == 1
    assert min_threads(situation, ["c2", "c3", "c4"]) is None

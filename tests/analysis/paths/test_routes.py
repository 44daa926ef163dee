"""Access routes: golden values, exclusions, and enumeration with NetworkX."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.paths.access import access_graph, willingness
from graphcrm.analysis.paths.paths import best_strengths
from graphcrm.analysis.paths.routes import RouteStatus, access_routes, best_route, missing_link
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import INFLUENCES, OURS, STANCES, THEIRS, TIES, edge, golden_situation, meeting


def test_golden_routes_to_the_cfo() -> None:
    plan = access_routes(golden_situation(), "c4")
    assert plan.status is RouteStatus.ROUTES
    assert [r.people for r in plan.routes[:2]] == [("u3", "c2", "c4"), ("u2", "c6", "c3", "c2", "c4")]
    assert [r.strength for r in plan.routes[:2]] == pytest.approx([0.1186, 0.0996], abs=5e-5)
    first = plan.routes[0]
    assert (first.first_mover, first.intermediaries) == ("u3", ("c2",))
    assert (first.weakest.source, first.weakest.target) == ("u3", "c2")
    assert plan.routes[2].hostile == ("c7",)


def test_golden_risk_officer_is_out_of_reach() -> None:
    situation = golden_situation()
    plan = access_routes(situation, "c11")
    assert plan.status is RouteStatus.UNREACHABLE
    assert plan.missing is not None
    assert (plan.missing.ours, plan.missing.contact) == ("u2", "c6")
    assert plan.missing.strength == pytest.approx(0.80 * 0.25 * 1.0)
    assert "王工 → 冯风控" in plan.sentence(situation).zh
    assert best_route(situation, "c11") is None


def test_sentences() -> None:
    situation = golden_situation()
    plan = access_routes(situation, "c4", top=2)
    assert plan.sentence(situation).zh == (
        "建议路线：高副总 → 林行长 → 吴CFO（强度 12%，勉强）。第一步：高副总请林行长就“新一代核心系统”引荐吴CFO；"
        "薄弱环节：高副总 → 林行长。备选：刘 → 王工 → 周CIO → 林行长 → 吴CFO。"
    )
    assert [a.en for a in plan.routes[1].asks(situation)] == [
        "刘 asks 王工 to introduce us to 周CIO about “新一代核心系统”",
        "王工 introduces us to 周CIO, who is asked to introduce us to 林行长",
        "周CIO introduces us to 林行长, who is asked to introduce us to 吴CFO",
        "林行长 introduces us to 吴CFO about “新一代核心系统”",
    ]


def test_an_alternative_is_realistic_and_runs_over_others() -> None:
    """u1 asks 林行长 as u3 does: a route, and no way around him; that over 孙采购 (.037) is not realistic."""
    situation = golden_situation(ties={("u1", "c2"): 0.28})
    plan = access_routes(situation, "c4", top=4)
    kept = [r.people for r in plan.routes]
    assert kept[0] == ("u3", "c2", "c4")
    assert {("u1", "c2", "c4"), ("u1", "c7", "c4")} <= set(kept)
    assert [r.people for r in plan.alternatives] == [("u2", "c6", "c3", "c2", "c4")]
    assert plan.sentence(situation).en.endswith("Alternative: 刘 → 王工 → 周CIO → 林行长 → 吴CFO.")
    alone = access_routes(golden_situation(ties={("u1", "c2"): 0.28}), "c4", top=2)
    assert alone.alternatives == ()
    assert alone.sentence(situation).en.endswith("Alternatives: none.")


def test_another_of_ours_with_a_direct_tie_is_an_alternative() -> None:
    plan = access_routes(golden_situation(), "c5")
    assert [r.people for r in plan.alternatives] == [("u2", "c5"), ("u2", "c6", "c5")]
    assert access_routes(golden_situation(), "c11").alternatives == ()


def test_of_an_active_contact_the_note_says_so() -> None:
    situation = golden_situation()
    plan = access_routes(situation, "c2")
    assert plan.status is RouteStatus.IN_CONTACT
    assert plan.note is not None
    assert "高副总（T=32%）" in plan.note.zh
    assert plan.routes[0].people == ("u3", "c2") or plan.routes[0].strength > 0.32
    assert access_routes(situation, "c2", avoid=["u3"]).status is RouteStatus.ROUTES


def test_a_weak_direct_tie_is_a_route() -> None:
    situation = golden_situation(ties={("u6", "c4"): 0.29, ("u7", "c4"): 0.09})
    plan = access_routes(situation, "c4")
    assert plan.routes[0].people == ("u6", "c4")
    assert not any("u7" in r.people for r in plan.routes)
    assert plan.routes[0].asks(situation)[0].zh == "CFO 就“新一代核心系统”直接联系吴CFO"


def test_avoided_people_are_on_no_route() -> None:
    plan = access_routes(golden_situation(), "c4", avoid=["c2", "u1"])
    assert not {"c2", "u1"} & {p for r in plan.routes for p in r.people}
    with pytest.raises(UsageError):
        access_routes(golden_situation(), "c4", avoid=["c4"])
    with pytest.raises(UsageError):
        access_routes(golden_situation(), "c4", avoid=["nobody"])


@pytest.mark.parametrize("flag", ["independence_required", "no_contact", "objected", "left"])
def test_protected_people_introduce_nobody(flag: str) -> None:
    plan = access_routes(golden_situation(people={"c2": {"flags": [flag]}}), "c4")
    assert plan.routes
    assert not any("c2" in r.intermediaries for r in plan.routes)


@pytest.mark.parametrize("flag", ["no_contact", "objected", "left"])
def test_no_route_to_protected_people(flag: str) -> None:
    situation = golden_situation(people={"c4": {"flags": [flag]}})
    plan = access_routes(situation, "c4")
    assert (plan.status, plan.routes, plan.missing) == (RouteStatus.BARRED, (), None)
    assert plan.sentence(situation).zh.startswith("吴CFO ")


@pytest.mark.parametrize("flag", ["independence_required", "public_official"])
@pytest.mark.parametrize(("stage", "tender", "barred"), [("s2", True, True), ("s2", False, False), ("s1", True, False)])
def test_no_route_to_evaluators_while_a_tender_is_open(flag: str, stage: str, tender: bool, barred: bool) -> None:
    situation = golden_situation(
        people={"c4": {"flags": [flag]}}, opportunities={"HY-CORE": {"stage": stage, "tender_open": tender}}
    )
    plan = access_routes(situation, "c4")
    assert (plan.status is RouteStatus.BARRED) is barred
    assert (best_route(situation, "c4") is None) is barred


def test_only_people_of_the_graph_can_be_reached() -> None:
    for who in ("u1", "r1", "nobody"):
        situation = golden_situation(people={"r1": {"name": "R", "org": "RIV"}})
        with pytest.raises(UsageError):
            access_routes(situation, who)


def test_nobody_of_ours() -> None:
    situation = golden_situation(people=dict.fromkeys(OURS), ties=dict.fromkeys(TIES))
    plan = access_routes(situation, "c4")
    assert (plan.status, plan.missing) == (RouteStatus.UNREACHABLE, None)
    assert "first one" in plan.sentence(situation).en


def test_a_tie_that_has_faded_is_told_and_is_no_first_contact() -> None:
    """One meeting 229 days ago leaves less of a tie than routes begin with."""
    situation = golden_situation(ties=dict.fromkeys(TIES), interactions=[meeting("2025-11-13", "u1", "c4")])
    told = access_routes(situation, "c4").sentence(situation)
    assert re.search(r"吴CFO：张与其关系太弱（T=[1-9]%），请先恢复联系。", told.zh)
    assert re.search(r"the tie of 张 is too weak \(T=[1-9]%\); renew it first", told.en)
    assert "first one" in access_routes(situation, "c4", avoid=["u1"]).sentence(situation).en


def test_freshness_is_the_oldest_dated_step() -> None:
    situation = golden_situation(interactions=[meeting("2026-06-01", "u3", "c2")])
    route = access_routes(situation, "c4").routes[0]
    assert route.people == ("u3", "c2", "c4")
    assert [h.age for h in route.hops] == [29, 0]
    assert route.freshness == 29
    assert route.hops[1].confidence == "A"


def test_a_tie_without_contact_is_as_old_as_its_record() -> None:
    situation = golden_situation(as_of=date(2026, 7, 10))
    route = access_routes(situation, "c4").routes[0]
    assert [h.age for h in route.hops] == [10, 10]
    assert route.sentence(situation.snapshot).en.endswith("the oldest evidence on it is 10 days old.")


def test_texts_never_speak_of_benefits_or_private_life() -> None:
    situation = golden_situation()
    said = []
    for person in situation.graph.people:
        plan = access_routes(situation, person)
        said += [plan.sentence(situation), *(a for r in plan.routes for a in r.asks(situation))]
    forbidden = re.compile("礼|好处|宴|家庭|家人|私人|爱好|gift|benefit|favour|dinner|family|private|hobby", re.I)
    assert said
    assert not any(forbidden.search(t.zh + t.en) for t in said)


def literal_routes(situation: Situation, target: str, avoid: set[str], top: int = 3) -> list[tuple[str, ...]]:
    """The rule, word by word, over all simple paths."""
    snapshot, graph = situation.snapshot, nx.DiGraph()
    hops: dict[tuple[str, str], float] = {}
    for i in set(snapshot.ours) - avoid:
        for p in set(situation.graph.people) - avoid:
            if situation.ties.strength(i, p) >= 0.10:
                hops[i, p] = situation.ties.strength(i, p)
    for (u, v), influence in situation.graph.edges.items():
        if not {u, v} & avoid:
            hops[u, v] = influence.weight * willingness(situation, u)
    graph.add_nodes_from([*snapshot.ours, *situation.graph.people])
    graph.add_edges_from(hops)
    forbidden = {"independence_required", "no_contact", "objected"}
    found = []
    for i in set(snapshot.ours) - avoid:
        for path in nx.all_simple_paths(graph, i, target, cutoff=4):
            inner = path[1:-1]
            if not any(forbidden & set(snapshot.people[p].flags) or snapshot.is_ours(p) for p in inner):
                strength = 1.0
                for hop in pairwise(path):
                    strength *= hops[hop]
                found.append((-round(strength, 12), tuple(path)))
    kept: list[tuple[str, ...]] = []
    for _, people in sorted(found)[:200]:
        if len(kept) < top and all(len(set(people[1:-1]) & set(k[1:-1])) <= 1 for k in kept):
            kept.append(people)
    return kept


FLAGS = ["independence_required", "no_contact", "objected", "public_official"]


@settings(max_examples=60, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=8),
    st.dictionaries(st.sampled_from(sorted(THEIRS)), st.sampled_from(FLAGS), max_size=3),
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 0, 1, 2, 3]), max_size=4),
    st.sets(st.sampled_from(sorted([*THEIRS, *OURS])), max_size=2),
    st.sampled_from(sorted(p for p in THEIRS if p[0] == "c")),
)
def test_equals_the_rule_over_all_paths(dropped: Any, flags: Any, stances: Any, avoid: set[str], target: str) -> None:
    avoid -= {target}
    situation = golden_situation(
        influences=dict.fromkeys(dropped), people={p: {"flags": [f]} for p, f in flags.items()}, stances=stances
    )
    plan = access_routes(situation, target, avoid)
    if {"no_contact", "objected"} & {flags.get(target)}:
        assert plan.status is RouteStatus.BARRED
    else:
        assert [r.people for r in plan.routes] == literal_routes(situation, target, avoid)
        assert (plan.status is RouteStatus.UNREACHABLE) == (not plan.routes)


@settings(max_examples=30, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(INFLUENCES)), min_size=10),
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 3]), max_size=5),
)
def test_missing_link_equals_trying_every_edge(dropped: Any, stances: Any) -> None:
    situation = golden_situation(influences=dict.fromkeys(dropped), stances=stances)
    graph, at = situation.graph, situation.graph.index
    willing = [willingness(situation, p) for p in graph.people]
    for target in graph.people:
        plan = access_routes(situation, target)
        if plan.status is not RouteStatus.UNREACHABLE:
            continue
        best = 0.0
        for a in graph.people:
            for b in graph.people:
                if a != b and (a, b) not in graph.edges:
                    trial = graph.W * [[g] for g in willing]
                    trial[at[a], at[b]] = 0.25 * willing[at[a]]
                    strengths = best_strengths(trial)[:, at[target]]
                    best = max(best, *(float(situation.T[i] * s) for i, s in enumerate(strengths) if i != at[target]))
        link = missing_link(situation, target)
        assert link is not None
        assert link.strength == pytest.approx(best)


def test_access_graph_leaves_out_who_is_to_be_avoided() -> None:
    access = access_graph(golden_situation(), ["c2", "u1"])
    assert "c2" not in access.people
    assert access.ours == {"u2", "u3", "u4", "u5"}  # u6 and u7 have no tie to anybody
    assert access.direct("c9") == pytest.approx(0.60)
    assert access.strength("c6", "c3") == pytest.approx(0.8075)


def test_counter_influence_opens_no_route() -> None:
    against = [edge("INFLUENCES", "c6", "c11", level=5, polarity=-1)]
    assert access_routes(golden_situation(edges=against), "c11").status is RouteStatus.UNREACHABLE

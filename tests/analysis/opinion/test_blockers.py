"""Blockers and coalitions: answers known by hand, and all sets tried on random decisions of every rule."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.bands import LeanBand, lean_band
from graphcrm.analysis.opinion.blockers import Way, blockers
from graphcrm.analysis.opinion.coalition import Coalition, CoalitionDirection, coalition
from graphcrm.asking.catalogue import find_query
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, STANCES, edge, golden_situation

SIGNED = GraphOptions(derived=False, signed=True)
AIM = find_query("blockers").defaults["aim"]
OPINION = {None: 0.0, -1: -1.0, 0: 0.0, 1: 1 / 3, 2: 2 / 3, 3: 1.0}


def against(source, target, level=3):
    return edge("INFLUENCES", source, target, level=level, polarity=-1)


def test_a_decision_is_carried_where_it_begins_to_lean_our_way_and_sunk_where_it_begins_to_lean_the_other():
    assert (lean_band(AIM), lean_band(AIM - 1e-6)) == (LeanBand.SLIGHTLY_FAVOURABLE, LeanBand.OPEN)
    assert (lean_band(-AIM), lean_band(1e-6 - AIM)) == (LeanBand.SLIGHTLY_AGAINST, LeanBand.OPEN)


def test_the_published_account_is_held_back_by_two():
    # Published: 吴 from −1 to 0 is worth .1525, which is his whole drag.
    first, second = blockers(golden_situation(options=SIGNED))
    assert (first.id, first.way, first.veto_holder, first.veto) == ("c4", Way.OPPOSES, None, None)
    assert first.drag == pytest.approx(0.1525, abs=1e-4)
    assert second.id == "c7"


def test_the_published_decision_is_carried_by_one():
    # Published: 吴 → 0 gives .1407, and no other single step reaches .10 (林 .0926 − .0118).
    found = coalition(golden_situation(options=SIGNED), CoalitionDirection.CARRY, AIM)
    assert (found.members, found.proven) == (("c4",), True)
    assert found.value_then == pytest.approx(0.1407, abs=1e-4)


def test_without_the_first_two_are_needed():
    # Published: gains 林 .0926, 周 .0478: −.0118 + .0926 + .0478 = .1286; whoever must not be contacted does not stand for election.
    found = coalition(
        golden_situation(options=SIGNED, people={"c4": {"flags": ["no_contact"]}}), CoalitionDirection.CARRY, AIM
    )
    assert found.members == ("c2", "c3")
    assert found.value_then == pytest.approx(0.1286, abs=1e-4)


def test_a_friend_who_turns_others_away_is_a_blocker():
    # d decides alone and has no view; s is all for us and moves d against what s says: y_d = −w/(1 + w).
    s = golden_situation(
        options=SIGNED,
        influences=dict.fromkeys(INFLUENCES),
        stances=dict.fromkeys(STANCES) | {"c6": 3},
        weights={"c2": 1.0, "c3": None, "c4": None},
        edges=[against("c6", "c2")],
    )
    w = -float(s.graph.W[s.graph.index["c6"], s.graph.index["c2"]])
    (found,) = blockers(s)
    assert (found.id, found.way) == ("c6", Way.BACKFIRES)
    assert found.drag == pytest.approx(w / (1 + w))
    assert w == pytest.approx(0.45 * s.snapshot.settings.confidence["A"])


def test_what_is_there_already_needs_nobody_and_what_nobody_can_do_has_no_set():
    friends = golden_situation(options=SIGNED, stances=dict.fromkeys(STANCES, 3))
    assert coalition(friends, CoalitionDirection.CARRY, AIM).members == ()
    silent = golden_situation(
        options=SIGNED, people={c: {"flags": ["objected"]} for c in ("c2", "c3", "c4", "c6", "c5")}
    )
    assert coalition(silent, CoalitionDirection.CARRY, aim=0.9).members is None
    assert (
        coalition(
            golden_situation(options=SIGNED, stances=dict.fromkeys(STANCES, -1)), CoalitionDirection.SINK, AIM
        ).members
        == ()
    )


def test_an_open_seat_turns_against_nobody():
    s = golden_situation(options=SIGNED, people={"c2": {"flags": ["placeholder"]}})
    assert s.snapshot.is_seat("c2")
    assert "c2" not in (coalition(s, CoalitionDirection.SINK, AIM).members or ())
    assert "c2" not in (coalition(s, CoalitionDirection.CARRY, AIM).members or ())


def literal(s, rule, holders, moves):
    """The decision by its rule after some attitudes changed, from the definition: (K + D − Wᵀ) y = K x, D = Σ|W|."""
    W, kappa, x = s.graph.W, s.graph.kappa, s.x.copy()
    for person, to in moves.items():
        x[s.graph.index[person]] = to
    y = np.linalg.solve(np.diag(kappa + np.abs(W).sum(axis=0)) - W.T, kappa * x)
    if rule == "veto" and holders:
        return min(y[s.graph.index[d]] for d in holders)
    if rule == "majority":
        return 2 * sum(w for w, one in zip(s.r, y, strict=True) if one > 1e-12) - 1
    return float(s.r @ y)


@st.composite
def decisions(draw):
    """A decision of the golden people: any rule, vetoes, counter-influence and attitudes."""
    people = ["c1", "c2", "c3", "c4", "c6", "c8"]
    rule = draw(st.sampled_from(["weighted", "veto", "majority"]))
    holders = draw(st.lists(st.sampled_from(people), max_size=2, unique=True)) if rule != "weighted" else []
    pairs = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda p: p[0] != p[1])
    ties = draw(st.dictionaries(pairs, st.tuples(st.integers(1, 5), st.sampled_from([1, 1, -1])), max_size=9))
    s = golden_situation(
        options=SIGNED,
        opportunities={"HY-CORE": {"decision_rule": rule}},
        people=dict.fromkeys(["c5", "c7", "c9", "c10", "c11", "t1", "s1"])
        | {p: {"flags": ["no_contact"]} for p in draw(st.lists(st.sampled_from(people), max_size=1))},
        influences=dict.fromkeys(INFLUENCES),
        stances=dict.fromkeys(STANCES) | {p: draw(st.sampled_from([None, -1, 0, 1, 2, 3])) for p in people},
        edges=[edge("INFLUENCES", *p, level=level, polarity=sign) for p, (level, sign) in ties.items()]
        + [edge("ROLE_IN", d, "HY-CORE", roles=["evaluator"], veto=True, reported_by="u2") for d in holders],
    )  # fmt: skip
    return s, rule, holders


@settings(max_examples=120, deadline=None)
@given(decisions(), st.sampled_from([0.1, 0.35]))
def test_the_set_is_as_small_as_the_smallest_of_all(decision, aim):
    s, rule, _ = decision
    holders = sorted({e.source for e in s.snapshot.index.edges("ROLE_IN", ["HY-CORE"]) if e.get("veto", False)})
    for direction in CoalitionDirection:
        carry = direction is CoalitionDirection.CARRY
        steps = {}
        for person in s.graph.people:
            level = s.level_of(person)
            to = OPINION[min(3, (0 if level is None else level) + 1)] if carry else -1.0
            if s.snapshot.may_be_target(person) or not carry:
                steps[person] = to
        found = coalition(s, direction, aim)
        sizes = [
            size
            for size in range(len(steps) + 1)
            for chosen in combinations(steps, size)
            if (1 if carry else -1) * literal(s, rule, holders, {p: steps[p] for p in chosen}) >= aim - 1e-9
        ]
        assert found.proven
        assert found.value == pytest.approx(literal(s, rule, holders, {}), abs=1e-9)
        if found.members is None:
            assert not sizes
        else:
            assert len(found.members) == min(sizes)
            assert found.value_then == pytest.approx(
                literal(s, rule, holders, {p: steps[p] for p in found.members}), abs=1e-9
            )


@settings(max_examples=60, deadline=None)
@given(decisions())
def test_a_drag_is_what_neutrality_would_give_back(decision):
    s, _, _ = decision
    holders = {e.source for e in s.snapshot.index.edges("ROLE_IN", ["HY-CORE"]) if e.get("veto", False)}
    found = {b.id: b for b in blockers(s)}
    for person in s.graph.people:
        freed = literal(s, "weighted", [], {person: 0.0}) - literal(s, "weighted", [], {})
        assert (found[person].drag if person in found else 0.0) == pytest.approx(max(0.0, freed), abs=1e-9)
        back = [literal(s, "veto", [d], {person: 0.0}) - literal(s, "veto", [d], {}) for d in holders]
        most = max([0.0, *back])
        assert ((found[person].veto or 0.0) if person in found else 0.0) == pytest.approx(most, abs=1e-9)


@pytest.mark.parametrize(
    ("direction", "members", "said"),
    [
        ("carry", None, "One level more of everybody who may be won gives −5%: not enough to carry it."),
        ("sink", None, "Even with everybody opposed it would be −5%."),
        ("carry", (), "It is favourable already (+10%)."),
        ("sink", (), "It is unfavourable already (+10%)."),
    ],
)
def test_what_is_said_where_there_is_nobody_to_move(direction, members, said) -> None:
    found = Coalition(CoalitionDirection(direction), members, 0.10, -0.05, True)
    assert found.sentence(golden_situation().snapshot).en == said

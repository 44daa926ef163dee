"""The N−1 drill on the golden account, and structural equivalence against its definition."""

from __future__ import annotations

from math import isnan, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from graphcrm.analysis.resilience.drill import Event, drill
from graphcrm.analysis.resilience.equivalence import Positions
from graphcrm.analysis.resilience.threads import cut_off
from tests.analysis.golden import DAY, TIES, edge, golden_situation


def test_golden_turns() -> None:
    """Φ falls by share · (x + 1): 王工 share .1123, from +3 to −1."""
    situation = golden_situation()
    rows = {r.id: r for r in drill(situation) if r.event is Event.TURNS}
    assert not {"c4", "c7"} & set(rows), "whoever opposes us already cannot turn"
    for person, row in rows.items():
        turned = golden_situation(stances={person: -1})
        assert row.lean_change == pytest.approx(turned.lean - situation.lean, abs=1e-12)
    assert rows["c6"].supportive_loss == pytest.approx(situation.share_of("c6"))
    assert rows["c2"].supportive_loss == 0, "neutral is not supportive"
    hit = rows["c2"].route
    assert hit is not None
    assert hit.after is not None
    assert (hit.decider, hit.before.people, hit.after.people) == ("c4", ("u3", "c2", "c4"), ("u3", "c2", "c4"))
    assert hit.before.strength == pytest.approx(0.1186, abs=5e-5)
    assert hit.after.strength == pytest.approx(0.1186 * 0.3 / 0.6, abs=5e-5), "willingness falls from .6 to .3"


def test_golden_departures_and_their_stand_ins() -> None:
    situation = golden_situation()
    rows = {r.id: r for r in drill(situation) if r.event is Event.LEAVES}
    assert rows["u3"].covered_loss == pytest.approx(0.421, abs=5e-4)
    assert {p: r.stand_in.id for p, r in rows.items() if r.stand_in}["u1"] == "u4", "both know 赵运维 best"
    assert all(r.stand_in is None or r.stand_in.id != r.id for r in rows.values())


def test_nobody_who_may_not_be_addressed_stands_in() -> None:
    usual = next(r for r in drill(golden_situation()) if r.id == "c6" and r.event is Event.LEAVES)
    assert usual.stand_in is not None
    barred = golden_situation(people={usual.stand_in.id: {"flags": ["objected"]}})
    row = next(r for r in drill(barred) if r.id == "c6" and r.event is Event.LEAVES)
    assert row.stand_in is not None
    assert row.stand_in.id != usual.stand_in.id


def test_a_colleague_with_the_same_ties_is_the_stand_in() -> None:
    twin = [edge("KNOWS", "u6", p, external_score=t, external_date=DAY) for p, t in (("c2", 0.32), ("c3", 0.45))]
    row = next(r for r in drill(golden_situation(edges=twin)) if r.id == "u3")
    assert row.stand_in is not None
    assert (row.stand_in.id, row.stand_in.equivalence) == ("u6", pytest.approx(1.0))


def test_golden_smallest_cut() -> None:
    """Two threads lead to 吴CFO, but cutting those leaves the others; four people carry all of them."""
    assert cut_off(golden_situation()) == ("c5", "c6", "c7", "u3")
    assert cut_off(golden_situation(ties=dict.fromkeys([("u3", "c2"), ("u3", "c3")]))) == ("c5", "c6", "c7")
    assert cut_off(golden_situation(ties=dict.fromkeys(TIES))) == ()


def test_sentences_say_only_what_changes() -> None:
    situation = golden_situation()
    said = {(r.id, r.event.value): r.sentence(situation.snapshot) for r in drill(situation)}
    assert said["u3", "leaves"].zh.startswith("若高副总离开：触达降低 42 个百分点，支持触达")
    assert "位置最接近者：" in said["u3", "leaves"].zh
    assert "reach" not in said["c2", "turns"].en
    assert "the best route to 吴CFO falls from 12% to" in said["c2", "turns"].en


def test_a_single_decider_leaves_nobody() -> None:
    alone = dict.fromkeys(["c1", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "t1", "s1"])
    rows = drill(golden_situation(people=alone))
    assert rows[0].id == "c2"
    assert rows[0].covered_loss is None
    assert "nobody is left" in rows[0].sentence(golden_situation().snapshot).en


@settings(max_examples=60, deadline=None)
@given(arrays(float, (5, 5), elements=st.sampled_from([0.0, 0.25, 0.5, 0.85])))
def test_equivalence_by_its_definition(W: np.ndarray) -> None:
    found = Positions(W, both_ways=True).equivalences(1)
    assert isnan(found[1])
    for i in (0, 2, 3, 4):
        third = [k for k in range(5) if k not in (i, 1)]
        mine = [*W[i, third], *W[third, i]]
        theirs = [*W[1, third], *W[third, 1]]
        longest = sqrt(sum(a * a for a in [*mine, *theirs]))
        if longest == 0:
            assert isnan(found[i])
        else:
            apart = sqrt(sum((a - b) ** 2 for a, b in zip(mine, theirs, strict=True)))
            assert found[i] == pytest.approx(max(0.0, 1 - apart / longest), abs=1e-7)

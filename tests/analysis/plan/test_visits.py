"""Plans of visits: against trying every plan, and by hand on the golden account."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.opinion.win import who_to_win
from graphcrm.analysis.plan.best_visits import best_visits
from graphcrm.analysis.plan.visits import Pick, Visitable, by_priority, by_title, cost, ordered, visitable
from tests.analysis.golden import INFLUENCES, STANCES, golden_situation


def gain(plan: tuple[Pick, ...]) -> float:
    return sum(v.conversion.gain for v, _ in plan)


def best_by_trying(people: tuple[Visitable, ...], budget: float) -> float:
    """Greatest gain over every choice of people and ways; who is asked is counted person by person."""
    best = 0.0
    for ways in product(*[(None, *v.ways) for v in people]):
        picked = [(v, w) for v, w in zip(people, ways, strict=True) if w is not None]
        visited = {v.id for v, _ in picked}
        asked = {p for _, w in picked for p in w.people[1:-1] if p not in visited}
        if sum(w.effort for _, w in picked) + len(asked) <= budget + 1e-9:
            best = max(best, sum(v.conversion.gain for v, _ in picked))
    return best


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(STANCES)), st.sampled_from([None, -1, 0, 1, 2]), max_size=6),
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=6),
    st.floats(0, 25),
    st.integers(0, 5),
)
def test_no_plan_is_better(stances: Any, dropped: Any, budget: float, first: int) -> None:
    people, _ = visitable(golden_situation(stances=stances, influences=dict.fromkeys(dropped)))
    people = people[first : first + 6]
    found, proven = best_visits(people, budget)
    assert proven
    assert cost(found) <= budget + 1e-9
    assert gain(found) == pytest.approx(best_by_trying(people, budget), abs=1e-7)
    for by_hand in (by_title(people, budget), by_priority(people, budget)):
        assert cost(by_hand) <= budget + 1e-9
        assert gain(by_hand) <= gain(found) + 1e-9


def test_golden_plan() -> None:
    """吴CFO (gain .1525) over 林行长 takes 5 + 2 (1 − .1186) + 1 = 7.76; with less, 林行长 and 周CIO (.0926 + .0478) are seen."""
    people, _ = visitable(golden_situation())
    found, _ = best_visits(people, 7.8)
    assert [(v.id, way.people) for v, way in found] == [("c4", ("u3", "c2", "c4"))]
    assert gain(found) == pytest.approx(0.1525, abs=5e-5)
    plan = ordered(found)
    assert [(s.person, s.owner, s.opens) for s in plan.steps] == [("c2", "u3", ("c4",)), ("c4", "u3", ())]
    assert plan.effort == pytest.approx(5 + 2 * (1 - 0.11856) + 1)
    less, _ = best_visits(people, 7.7)
    assert [(v.id, way.people) for v, way in less] == [("c2", ("u3", "c2")), ("c3", ("u3", "c3"))]
    assert gain(less) == pytest.approx(0.0926 + 0.0478, abs=1e-4)
    assert by_title(people, 7.7)[0][0].id == "c1", "grade 5"


def test_effort_along_the_strongest_way_is_that_of_whom_to_win_first() -> None:
    situation = golden_situation()
    efforts = {c.id: c.effort for c in who_to_win(situation)}
    for v in visitable(situation)[0]:
        assert v.ways[0].effort == pytest.approx(efforts[v.id])


def test_a_tie_too_weak_for_a_route_does_not_shorten_the_way() -> None:
    """陈董 over an opposing 林行长: .32 · .3 · .52; a tie of .09 is no hop, and the visit takes what the way takes: 1 + 2 (1 − .0499)."""
    people, _ = visitable(golden_situation(stances={"c2": -1}, ties={("u1", "c1"): 0.09}))
    (chen,) = [v for v in people if v.id == "c1"]
    assert chen.ways[0].people == ("u3", "c2", "c1")
    assert chen.ways[0].effort == pytest.approx(1 + 2 * (1 - 0.32 * 0.3 * 0.52))
    assert chen.conversion.effort == pytest.approx(1 + 2 * (1 - 0.09))


def test_whoever_introduces_us_is_asked_right_before_and_only_once() -> None:
    people, _ = visitable(golden_situation())
    by_id = {v.id: v for v in people}
    over_lin = [(by_id[p], next(w for w in by_id[p].ways if "c2" in w.between)) for p in ("c1", "c4")]
    plan = ordered(over_lin)
    assert [s.person for s in plan.steps if not s.wins].count("c2") == 1
    (asked,) = (s for s in plan.steps if s.person == "c2")
    assert asked.opens == ("c1", "c4")
    assert plan.effort == pytest.approx(cost(over_lin))
    both = ordered([*over_lin, (by_id["c2"], by_id["c2"].ways[0])])
    assert "c2" in both.won, "visited anyway: no visit for asking alone"
    assert [s.person for s in both.steps].index("c2") < [s.person for s in both.steps].index("c4")


@pytest.mark.parametrize("flag", ["independence_required", "public_official", "no_contact", "objected", "left"])
def test_nobody_is_visited_who_may_not_be(flag: str) -> None:
    people, unreached = visitable(golden_situation(people={"c2": {"flags": [flag]}}))
    assert "c2" not in {v.id for v in people} | set(unreached)


def test_nothing_to_spend_and_nobody_to_see() -> None:
    people, _ = visitable(golden_situation())
    assert best_visits(people, 0) == ((), True)
    assert best_visits((), 10) == ((), True)
    assert ordered(()).steps == ()

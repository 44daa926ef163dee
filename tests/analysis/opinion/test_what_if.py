"""What-if: published scenarios, every kind of change, and requests that make no sense."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.analysis.opinion.forecast import DISCLAIMER
from graphcrm.analysis.opinion.introductions import exact_gains
from graphcrm.analysis.opinion.scenario import (
    AddInfluence,
    Change,
    RemoveInfluence,
    RemovePerson,
    SetKappa,
    SetSupport,
    apply,
    parse_change,
)
from graphcrm.analysis.opinion.what_if import what_if
from graphcrm.errors import UsageError
from graphcrm.graph.influence import GraphOptions
from tests.analysis.golden import INFLUENCES, THEIRS, edge, golden_situation

BASE = golden_situation()


@pytest.mark.parametrize(
    ("changes", "lean"),
    [
        ([SetSupport("c4", 0)], 0.1407),
        ([SetSupport("c4", 0), SetSupport("c2", 1)], 0.2332),
        ([SetSupport("c6", 0)], -0.1084),
        ([SetKappa("c4", 3)], -0.0720),
        ([RemovePerson("c6")], -0.0788),
        ([RemovePerson("c3")], -0.2502),
        ([RemovePerson("t1")], 0.0547),
        ([AddInfluence("c6", "c2", 3)], 0.0695 - 0.0118),
        ([AddInfluence("c6", "c4", 3)], 0.0683 - 0.0118),
        ([AddInfluence("c5", "c4", 3)], 0.0618 - 0.0118),
    ],
)
def test_published_scenarios(changes: list[Change], lean: float) -> None:
    found = what_if(BASE, changes)
    assert found.lean == pytest.approx(lean, abs=1e-4)
    assert found.delta == pytest.approx(lean + 0.0118, abs=2e-4)


def test_without_changes_nothing_changes() -> None:
    found = what_if(BASE)
    assert (found.delta, found.code) == (0, "")
    assert found.covered == pytest.approx(0.5764, abs=5e-5)
    assert list(found.y) == ["c2", "c3", "c4"]


def test_changes_of_one_scenario_are_made_together_and_commute() -> None:
    changes: list[Change] = [
        SetSupport("c4", 1),
        SetKappa("c4", 2),
        RemovePerson("t1"),
        AddInfluence("c6", "c4", 4),
        RemovePerson("u2"),
    ]
    found = {round(what_if(BASE, order).lean, 12) for order in itertools.permutations(changes)}
    assert len(found) == 1


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(THEIRS)), st.none() | st.integers(-1, 3), max_size=4),
    st.dictionaries(st.sampled_from(sorted(THEIRS)), st.sampled_from([0.25, 0.5, 2, 4]), max_size=3),
    st.sets(st.sampled_from(sorted(INFLUENCES)), max_size=3),
    st.dictionaries(
        st.tuples(st.sampled_from(sorted(THEIRS)), st.sampled_from(sorted(THEIRS))), st.integers(1, 5), max_size=3
    ),
)
def test_as_if_it_had_been_recorded(
    stances: dict[str, int | None],
    kappas: dict[str, float],
    removed: set[tuple[str, str]],
    added: dict[tuple[str, str], int],
) -> None:
    """A scenario equals the account into which the changes were imported."""
    added = {k: v for k, v in added.items() if k[0] != k[1] and k not in removed and k not in INFLUENCES}
    changes: list[Change] = [SetSupport(p, level) for p, level in stances.items()]
    changes += [SetKappa(p, kappa) for p, kappa in kappas.items()]
    changes += [RemoveInfluence(*pair) for pair in removed]
    changes += [AddInfluence(*pair, level) for pair, level in added.items()]
    recorded = golden_situation(
        stances=stances,
        people={p: {"kappa": kappa} for p, kappa in kappas.items()},
        influences=dict.fromkeys(removed) | {pair: (level, "A") for pair, level in added.items()},
    )
    scenario = apply(BASE, changes)
    assert scenario.lean == pytest.approx(recorded.lean, abs=1e-12)
    for person in recorded.graph.people:
        assert scenario.share_of(person) == pytest.approx(recorded.share_of(person), abs=1e-12)
        assert scenario.level_of(person) == recorded.level_of(person)


@pytest.mark.parametrize("person", sorted(THEIRS))
def test_removing_a_person_is_as_if_he_had_left(person: str) -> None:
    left = golden_situation(people={person: {"flags": ["left"]}})
    scenario = apply(BASE, [RemovePerson(person)])
    assert scenario.lean == pytest.approx(left.lean, abs=1e-12)
    assert sum(scenario.r) == pytest.approx(1)
    assert person not in what_if(BASE, [RemovePerson(person)]).y


def test_losing_one_of_ours_costs_coverage_only() -> None:
    found = what_if(BASE, [RemovePerson("u3")])
    assert found.delta == 0
    assert found.covered == pytest.approx(0.5764 * (1 - 0.7304), abs=1e-4)


def test_adding_a_weaker_edge_changes_nothing() -> None:
    found = what_if(BASE, [AddInfluence("c6", "c3", 2)])
    assert found.delta == 0
    assert "stronger already" in found.notes[-1].en


@pytest.mark.parametrize("pair", [("c6", "c2"), ("c6", "c3"), ("c3", "c2")])
def test_counter_influence_stays_beside_what_is_added(pair: tuple[str, str]) -> None:
    """As if it had been recorded: beside nothing else, beside stronger and beside weaker influence of the same two."""
    against = edge("INFLUENCES", *pair, level=3, polarity=-1, domain="technical")
    options = GraphOptions(derived=False, signed=True)
    before = golden_situation(options=options, edges=[against])
    recorded = golden_situation(options=options, edges=[against], influences={pair: (5, "A")})
    scenario = apply(before, [AddInfluence(*pair, 5)])
    assert pytest.approx(recorded.graph.W, abs=1e-12) == scenario.graph.W
    assert scenario.lean == pytest.approx(recorded.lean, abs=1e-12)
    u, v = (np.array([before.graph.index[p]]) for p in pair)
    assert exact_gains(before, u, v, 0.85 * 0.95)[0] == pytest.approx(recorded.lean - before.lean, abs=1e-12)


def test_an_outsider_can_be_brought_in() -> None:
    rows = {"t2": {"name": "叶知秋", "org": "ADV"}, "r1": {"name": "霍", "org": "RIV"}}
    situation = golden_situation(people=rows)
    assert "t2" not in situation.graph.index
    scenario = apply(situation, [AddInfluence("t2", "c2", 5)])
    assert scenario.share_of("t2") > 0.05
    for refused in (AddInfluence("r1", "c2", 5), AddInfluence("u1", "c2", 5), AddInfluence("t2", "r1", 3)):
        with pytest.raises(UsageError):
            apply(situation, [refused])


def test_an_attitude_can_become_unknown_again() -> None:
    found = what_if(BASE, [SetSupport("c4", None)])
    assert found.forecast.unknown == pytest.approx(0.0848 + 0.1525, abs=1e-4)
    assert found.lean == pytest.approx(0.1407, abs=5e-5)


def test_a_stance_for_the_opportunity_is_overruled_too() -> None:
    own = golden_situation(edges=[edge("STANCE", "c4", "US", level=2, opportunity="HY-CORE")])
    assert own.level_of("c4") == 2
    assert apply(own, [SetSupport("c4", -1)]).level_of("c4") == -1


def test_threads_are_counted_in_the_scenario() -> None:
    def members(situation: object) -> int:
        return len(situation.graph.people)  # type: ignore[attr-defined]

    assert what_if(BASE, [RemovePerson("c6")], members).threads == 12
    assert what_if(BASE).threads is None


@pytest.mark.parametrize(
    "changes",
    [
        [SetSupport("nobody", 1)],
        [SetSupport("u1", 1)],
        [RemovePerson("nobody")],
        [AddInfluence("c2", "c2", 3)],
        [RemoveInfluence("c2", "c6")],
        [SetSupport("c4", 1), SetSupport("c4", 2)],
        [SetKappa("c4", 1), SetKappa("c4", 2)],
        [RemovePerson("c4"), SetSupport("c4", 2)],
        [RemovePerson("c6"), AddInfluence("c6", "c2", 2)],
        [RemoveInfluence("c6", "c3"), AddInfluence("c6", "c3", 2)],
    ],
)
def test_requests_that_make_no_sense(changes: list[Change]) -> None:
    with pytest.raises(UsageError):
        what_if(BASE, changes)


@pytest.mark.parametrize(
    ("option", "text", "change"),
    [
        ("set", "c4=0", SetSupport("c4", 0)),
        ("set", " c4 = -1 ", SetSupport("c4", -1)),
        ("set", "c4=unknown", SetSupport("c4", None)),
        ("set", "c4=", SetSupport("c4", None)),
        ("kappa", "c4=3", SetKappa("c4", 3)),
        ("remove", "c6", RemovePerson("c6")),
        ("remove", "c6>c3", RemoveInfluence("c6", "c3")),
        ("add", "c6>c2:3", AddInfluence("c6", "c2", 3)),
        ("add", "a:b>c2:3", AddInfluence("a:b", "c2", 3)),
    ],
)
def test_changes_as_written(option: str, text: str, change: Change) -> None:
    assert parse_change(option, text) == change


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("set", "c4"),
        ("set", "c4=4"),
        ("set", "c4=-2"),
        ("set", "=1"),
        ("set", "c4=1.5"),
        ("kappa", "c4=0.2"),
        ("kappa", "c4=nan"),
        ("kappa", "c4=5"),
        ("remove", ""),
        ("remove", "a>b>c"),
        ("add", "c6>c2"),
        ("add", "c6>c2:0"),
        ("add", "c6:3"),
        ("add", ">c2:3"),
        ("win", "c4"),
    ],
)
def test_writing_that_is_not_understood(option: str, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_change(option, text)
    assert text in caught.value.text.zh


def test_words() -> None:
    found = what_if(BASE, [SetSupport("c4", 0), RemovePerson("t1")])
    assert found.code == "c4=0; remove t1"
    assert found.sentence.zh.startswith("若吴CFO 由反对变为中立、何顾问离开，倾向由 −1% 变为 +21%（")
    assert found.notes[0] is DISCLAIMER
    assert "the lean is up less than a point, at −1%" in what_if(BASE, [SetSupport("c10", 3)]).sentence.en


def test_raising_an_independent_evaluator_is_marked_as_a_hypothesis() -> None:
    situation = golden_situation(people={"c4": {"flags": ["independence_required"]}})
    up, down = (what_if(situation, [SetSupport(p, v)]) for p, v in (("c4", 3), ("c6", -1)))
    assert "must not be won over" in up.notes[-1].en
    assert not any("won over" in n.en for n in down.notes)


def test_less_stubborn_people_agree_more() -> None:
    """κ→0 for everybody is DeGroot's model, in which connected people reach a consensus."""
    least = [SetKappa(p, 0.25) for p in THEIRS]
    spread = np.ptp([*what_if(BASE, least).y.values()])
    assert spread < np.ptp([*what_if(BASE).y.values()])

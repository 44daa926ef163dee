"""Cooling ties: usual gaps, targets of key people and of levels, bridges, the quarter before."""

from datetime import timedelta

import pytest

from graphcrm.analysis.contest.drift import Movement, movements
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.time.cooling import CoolingStatus, bridges, cooling, gap_target, remark
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.graph.influence import GraphOptions
from graphcrm.maps.building.people import map_people
from tests.analysis.golden import AS_OF, TIES, edge, golden_situation, golden_snapshot, meeting


def back(days):
    return (AS_OF - timedelta(days=days)).isoformat()


def met(ours, theirs, *days):
    return [meeting(back(d), ours, theirs) for d in days]


def watched(**changes):
    s = golden_situation(**changes)
    past = [golden_snapshot(as_of=AS_OF - timedelta(days=d), **changes) for d in (90, 180)]
    return {(c.ours, c.person): c for c in cooling(s, key_persons(s), movements(s, s.graph.people, ["RIV"], *past))}


def test_a_tie_cools_after_three_gaps_and_lapses_after_eight():
    def status(silent):
        events = met("u1", "c9", *(silent + 10 * at for at in range(6)))
        found = watched(interactions=events).get(("u1", "c9"))
        return found and (found.status, found.usual_gap, found.days_silent)

    assert status(30) is None
    assert status(31) == (CoolingStatus.COOLING, 10, 31)
    assert status(80) == (CoolingStatus.COOLING, 10, 80)
    assert status(81) == (CoolingStatus.LAPSED, 10, 81)


def test_only_the_last_twelve_contact_days_say_how_often():
    old = met("u1", "c9", *(1000 + at for at in range(30)))
    new = met("u1", "c9", *(40 + 40 * at for at in range(12)), 40)
    assert watched(interactions=[*old, *new]) == {}
    (tie,) = [t for t in golden_situation(interactions=[*old, *new]).ties.of("c9") if t.ours == "u1"]
    assert tie.usual_gap == 40


def test_with_few_contacts_the_target_counts_and_no_gap_is_told():
    """Tier A: a key person every 45 days, others by level: management 90, operational 30."""
    found = watched(interactions=[*met("u1", "c9", 91), *met("u3", "c2", 136), *met("u1", "c7", 270)])
    assert found["u1", "c9"].status is CoolingStatus.COOLING
    assert found["u1", "c9"].usual_gap is None
    assert found["u3", "c2"].status is CoolingStatus.COOLING, "three times 45"
    assert ("u1", "c7") not in found, "three times 90"


def test_card_and_map_say_of_a_tie_what_the_list_says():
    """c2 is a key person (45 days), c7 is none (90), s1 of a supplier goes by the account's tier (30), c9 without grade by none."""
    silent = {"c2": ("u3", 136), "c7": ("u1", 271), "s1": ("u1", 200), "c9": ("u1", 900), "c6": ("u1", 100)}
    changes = {
        "people": {"c9": {"grade": None}},
        "ties": dict.fromkeys(TIES),
        "interactions": [meeting(back(days), ours, who) for who, (ours, days) in silent.items()],
    }
    listed = {person: str(found.status) for (_, person), found in watched(**changes).items()}
    s = golden_situation(**changes)
    on_map = {p.id: [c.cooling for c in p.contacts] for p in map_people(s, draw(s, draws=10))}
    for person, expected in (
        ("c2", "cooling"),
        ("c7", "cooling"),
        ("s1", "cooling"),
        ("c9", "active"),
        ("c6", "active"),
    ):
        asked = {"account": "HY", "opportunity": "HY-CORE", "person": person}
        rows = run(Ask(find_query("card"), s.snapshot, asked)).rows
        (said,) = [r["detail"].en for r in rows if r["section"] == "tie" and r["detail"] is not None]
        assert said.endswith(f"; {expected}."), said
        assert on_map[person] == [expected == "cooling"], person
        assert (listed.get(person) == "cooling") == (expected == "cooling"), person


def test_targets():
    s = golden_situation(people={"c9": {"grade": None}})
    keys = key_persons(s)
    assert [gap_target(s, p, keys) for p in ("c2", "c7", "c10", "c9", "s1")] == [45, 90, 30, None, 30]
    plan = {"cadence": [{"tier": "A", "comm_level": "operational", "max_days": 60}]}
    assert gap_target(golden_situation(rows=plan), "c10", ()) == 60
    shareholders = golden_situation(orgs={"HY": {"tier": "B"}})
    assert gap_target(shareholders, "c1", ()) is None


def test_a_bridge_is_a_tie_that_nothing_backs_up():
    """c8's neighbours are c2 and c6: with a contact among them it is none."""
    only = dict.fromkeys(TIES) | {("u6", "c8"): 0.4}
    assert bridges(golden_situation(ties=only)) == {("u6", "c8")}
    backed = {**only, ("u2", "c6"): 0.1}
    assert bridges(golden_situation(ties=backed)) == set()
    faint = {**only, ("u2", "c6"): 0.09}
    assert bridges(golden_situation(ties=faint)) == {("u6", "c8")}
    fresh = met("u6", "c8", 89)
    assert bridges(golden_situation(ties=only, interactions=fresh)) == set()
    assert bridges(golden_situation(ties=only, interactions=met("u6", "c8", 90))) == {("u6", "c8")}


def test_who_works_against_somebody_backs_no_tie_to_them():
    only = dict.fromkeys(TIES) | {("u6", "c8"): 0.4, ("u2", "c10"): 0.4}
    against = [edge("INFLUENCES", "c10", "c8", level=3, confidence="A", polarity=-1)]
    signed = GraphOptions(derived=False, signed=True)
    found = bridges(golden_situation(ties=only, edges=against, options=signed))
    assert found == bridges(golden_situation(ties=only)) == {("u6", "c8"), ("u2", "c10")}
    heeded = golden_situation(ties=only, influences={("c10", "c8"): (3, "A")}, options=signed)
    assert bridges(heeded) == set()


def test_bridges_are_listed_unless_they_have_cooled():
    only = dict.fromkeys(TIES) | {("u6", "c8"): 0.4}
    assert watched(ties=only)["u6", "c8"].status is CoolingStatus.BRIDGE
    cold = watched(ties=only, interactions=met("u6", "c8", 136))
    assert cold["u6", "c8"].status is CoolingStatus.COOLING


def test_the_tie_of_a_quarter_ago_and_the_competitor():
    events = met("u1", "c9", *(81 + 10 * at for at in range(6)))
    s = golden_situation(interactions=events, edges=[edge("STANCE", "c9", "RIV", level=2)])
    past = [
        golden_snapshot(as_of=AS_OF - timedelta(days=d), ties=t) for d, t in ((90, {("u1", "c9"): None}), (180, {}))
    ]
    (found,) = cooling(s, key_persons(s), movements(s, s.graph.people, ["RIV"], *past))
    assert (found.tie_now, found.tie_then) == (pytest.approx(0.70), 0)
    assert found.competitor is Movement.RISING
    assert "a competitor is rising" in found.sentence(s.snapshot).en
    assert remark([found]).en == "Ties to watch: presumed lapsed 1."
    assert remark([]).zh == "没有关系在变冷。"

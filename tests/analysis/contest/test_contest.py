"""Head-to-head: states, leans, drift, and how units see vendors."""

from datetime import date, timedelta

import pytest

from graphcrm.analysis.contest.contest import chosen_rivals, contest
from graphcrm.analysis.contest.drift import Movement, movements
from graphcrm.analysis.contest.rival_ties import rival_ties
from graphcrm.analysis.contest.vendor_perception import vendor_perception
from graphcrm.analysis.opinion.contest_state import ContestState
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from tests.analysis.golden import AS_OF, edge, golden_situation, golden_snapshot

RIVAL = {"r1": {"id": "r1", "name": "霍", "org": "RIV", "grade": 3}}


def toward(person, level):
    return edge("STANCE", person, "RIV", level=level)


def known(person, level, observed="2026-06-30"):
    return edge("KNOWS", "r1", person, declared_level=level, valid_from=observed, observed_at=observed)


def snapshot(days, changes):
    return golden_snapshot(as_of=AS_OF - timedelta(days=days), **{"people": RIVAL, **changes})


def facing(now, quarter=None, half_year=None):
    """The contest of the golden account with some changes; what was before is what is now unless told otherwise."""
    s = golden_situation(**{"people": RIVAL, **now})
    before = [snapshot(days, now if then is None else then) for days, then in ((90, quarter), (180, half_year))]
    return contest(s, chosen_rivals(s), *before)


def test_states_and_leans_of_the_golden_account():
    found = facing({"edges": [toward("c4", 1), toward("c3", 1)]})
    state = {c.id: c.state for c in found.people}
    assert state["c4"] is ContestState.THEIRS
    assert state["c3"] is ContestState.CONTESTED
    assert state["c6"] is ContestState.OURS_ASSUMED
    assert state["c1"] is ContestState.UNKNOWN
    assert state["c2"] is ContestState.OPEN
    assert found.lean_us == pytest.approx(-0.0118, abs=1e-3)
    assert found.lean_them == pytest.approx((0.1525 + 0.1433) / 3, abs=1e-3)
    assert found.head_to_head == found.lean_us - found.lean_them
    assert sum(found.by_state.values()) == pytest.approx(1)
    assert found.by_state[ContestState.UNKNOWN] == pytest.approx(0.0848, abs=1e-3)
    assert found.known_them
    assert not facing({}).known_them, "nobody's attitude to a competitor is on record"
    text = found.sentence(golden_snapshot())
    assert "contested 14%" in text.en
    assert "科岩软件" in text.zh


def drifting(*changes):
    return [c.id for c in facing(*changes).people if c.drift]


def test_drift_needs_both_sides_to_move():
    now = {"edges": [toward("c2", 2)]}
    assert drifting(now) == []
    assert drifting(now, None, {"edges": [toward("c2", 0)]}) == [], "only theirs rose"
    assert drifting(now, None, {"edges": [toward("c2", 2)], "stances": {"c2": 2}}) == [], "only ours fell"
    assert drifting(now, None, {"stances": {"c2": 2}}) == ["c2"], "unknown counts as 0"
    assert drifting(now, {"stances": {"c2": 2}}, now) == [], "support is compared with half a year ago"
    both = facing(now, None, {"stances": {"c2": 2}})
    assert "cools toward us" in both.people[0].sentence(golden_snapshot()).en


def test_ties_drift_by_five_points_in_a_quarter():
    def scored(value):
        row = edge("KNOWS", "u3", "c2", external_score=value, external_date="2026-01-01", observed_at="2026-01-01")
        return {"edges": [row | {"external_score": min(1.0, value * 2 ** (90 / 180))}]}

    now = {"edges": [known("c2", 4)]}
    assert drifting(now, scored(0.40)) == ["c2"]
    assert drifting(now, scored(0.36)) == [], "four points are none"
    assert drifting(now, {}, scored(0.40)) == [], "ties are compared with a quarter ago"
    (found,) = [c for c in facing(now, scored(0.40)).people if c.id == "c2"]
    assert found.tie_them == pytest.approx(0.5 * 0.65)
    assert found.tie_us == pytest.approx(0.32)
    assert {c.tie_them for c in facing(now).people if c.id != "c2"} == {0.0}


def test_the_competitor_rises_falls_or_stays():
    def trend(now, then, quarter=None):
        s = golden_situation(edges=now, people=RIVAL)
        past = snapshot(90, {"edges": now if quarter is None else quarter}), snapshot(180, {"edges": then})
        return movements(s, ["c2"], ["RIV"], *past).competitor("c2")

    assert trend([], []) is Movement.STEADY
    assert trend([toward("c2", 1)], []) is Movement.RISING
    assert trend([toward("c2", -1)], []) is Movement.FALLING
    assert trend([], [toward("c2", 2)]) is Movement.FALLING
    assert trend([known("c2", 3)], [], []) is Movement.RISING
    assert trend([], [], [known("c2", 3, "2026-03-01")]) is Movement.FALLING
    fading = [known("c2", 5, "2026-02-01")]
    assert trend(fading, [], fading) is Movement.FALLING, "what was declared fades"
    assert trend([toward("c2", -1), known("c2", 3)], [], []) is Movement.FALLING, "support goes first"


def test_a_competitors_ties_are_those_of_its_own_people_who_are_still_there():
    def ties(**rival):
        people = {"r1": {**RIVAL["r1"], **rival}}
        return rival_ties(golden_snapshot(edges=[known("c4", 5, "2026-06-30")], people=people), ["RIV"], ["c4", "c2"])

    assert ties() == {"c4": pytest.approx(0.425)}
    assert ties(flags=["left"]) == {}
    assert ties(flags=["placeholder"]) == {}
    assert ties(org="ADV") == {}
    below = golden_snapshot(
        edges=[known("c4", 5, "2026-06-30")],
        orgs={"RIV-S": {"name": "s", "category": "competitor", "parent": "RIV"}},
        people={"r1": {**RIVAL["r1"], "org": "RIV-S"}},
    )
    assert rival_ties(below, ["RIV"], ["c4"])


def test_whom_we_face():
    s = golden_situation(orgs={"RV2": {"name": "云岭", "category": "competitor"}})
    assert chosen_rivals(s) == ("RIV", "RV2")
    named = golden_situation(
        orgs={"RV2": {"name": "云岭", "category": "competitor"}}, opportunities={"HY-CORE": {"competitors": ["RIV"]}}
    )
    assert chosen_rivals(named) == ("RIV",)
    assert chosen_rivals(s, "RV2") == ("RV2",)
    with pytest.raises(UsageError, match=r"HY.*no competitor.*RIV"):
        chosen_rivals(s, "HY")
    with pytest.raises(UsageError, match="RV3"):
        chosen_rivals(s, "RV3")


def test_a_competitor_asked_about_faces_us_and_not_himself():
    more = {"orgs": {"RV2": {"name": "云岭", "category": "competitor"}}, "edges": [toward("c6", 2)], "people": RIVAL}
    theirs = Situation.of(golden_snapshot(**more), "HY", "HY-CORE", "RIV")
    assert chosen_rivals(theirs) == ("RV2", "US")
    found = {c.id: c for c in contest(theirs, chosen_rivals(theirs), theirs.snapshot, theirs.snapshot).people}
    assert (found["c6"].support_us, found["c6"].support_them, found["c6"].state) == (2, 3, ContestState.THEIRS)
    assert found["c6"].tie_them == 0
    assert chosen_rivals(theirs, "US") == ("US",)
    with pytest.raises(UsageError, match=r"RIV.*no competitor.*US"):
        chosen_rivals(theirs, "RIV")


def test_without_competitors_that_is_said():
    s = golden_situation(orgs={"RIV": None})
    found = contest(s, chosen_rivals(s), s.snapshot, s.snapshot)
    assert found.sentence(s.snapshot).en == "No competitor is recorded."
    assert found.lean_them == 0


def test_units_see_vendors():
    units = [{"id": "IT", "name": "IT", "org": "HY"}]
    people = {p: {"unit": "IT"} for p in ("c3", "c5", "c6")}
    s = golden_situation(rows={"unit": units}, people=people, edges=[edge("STANCE", "c6", "RIV", level=-1)])
    found = {(p.vendor, p.unit): p for p in vendor_perception(s)}
    it = found["US", "IT"]
    assert it.mean_support == 2
    assert it.known == pytest.approx(1)
    assert it.weighted_support == pytest.approx(0.1433 / 3 + 0.0257 * 2 / 3 + 0.0966, abs=1e-3)
    theirs = found["RIV", "IT"]
    assert theirs.mean_support == -1
    assert theirs.known == pytest.approx(0.0966 / (0.1433 + 0.0257 + 0.0966), abs=1e-3)
    assert found["RIV", "HY"].mean_support is None
    assert [p.vendor for p in vendor_perception(s)] == ["US"] * 4 + ["RIV"] * 4
    assert {p.unit for p in vendor_perception(s)} == {"IT", "HY", "ADV", "SUP"}
    old = golden_situation(as_of=date(2027, 6, 30))
    assert {p.known for p in vendor_perception(old)} == {0}

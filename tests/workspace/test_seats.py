"""Seats from hand to hand: who fills one has what belongs to the post from that day on, and the days before stay as they were."""

from datetime import UTC, date, datetime

import pytest

from graphcrm.model.edges import EdgeKind
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.changing import Refused
from graphcrm.workspace.door import Workspace
from tests.workspace.conftest import refused

#: Before the post was open, the day on which it opens, and the one on which it is filled.
BEFORE, OPENED, TODAY = "2026-07-14", "2026-07-15", "2026-07-20"


def shares(ws, day):
    return {r["id"]: r for r in ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=day).rows}


def lines(ws, day, person):
    return {(e.source, e.target) for e in ws.snapshot(day).index.edges(EdgeKind.REPORTS_TO, [person])}


def roles(ws, day, person):
    rows = ws.snapshot(day).index.edges(EdgeKind.ROLE_IN, [person])
    return {e.target: (tuple(e.get("roles")), e.get("decision_weight")) for e in rows}


def on(ws, *day):
    """The same workspace on another day."""
    return Workspace(ws.url, caller=Caller("tester", clock=lambda: datetime(*day, 12, tzinfo=UTC)))


@pytest.fixture
def opened(ws):
    """The finance director left some days ago; his post is open."""
    ws.vacate("c4")
    return on(ws, 2026, 7, 20)


def test_who_leaves_leaves_the_post_behind(ws):
    outcome = ws.vacate("c4")
    before, after = ws.snapshot(BEFORE), ws.snapshot(TODAY)
    seat, who = after.people["c4-seat"], before.people["c4"]
    assert seat.name == f"? {who.title}"
    assert (seat.org, seat.unit, seat.grade, seat.function) == (who.org, who.unit, who.grade, who.function)
    assert after.is_seat("c4-seat")
    assert after.has_left("c4")
    assert not before.has_left("c4")
    assert roles(ws, TODAY, "c4") == {}
    assert roles(ws, TODAY, "c4-seat") == roles(ws, BEFORE, "c4") != {}
    swapped = {tuple("c4-seat" if p == "c4" else p for p in pair) for pair in lines(ws, BEFORE, "c4")}
    assert lines(ws, TODAY, "c4-seat") == swapped
    assert not [pair for pair in lines(ws, TODAY, "c4") if pair[1] == "c4"]
    assert after.owners["c4-seat"] == before.owners["c4"]
    assert seat.title_en == who.title_en
    assert "? Chief Financial Officer (c4-seat)" in outcome.said[0].en


@pytest.mark.parametrize(("had", "stays"), [(("user", "coach"), ("user",)), (("coach",), None), (("user",), ("user",))])
def test_whoever_was_our_coach_leaves_no_coach_behind(ws, had, stays):
    """A coach is one for somebody; the next holder of the post need not be."""
    ws.edit("role", "h9", "HYL-CORE", roles=";".join(had), correct=True)
    ws.vacate("h9")
    assert roles(ws, TODAY, "h9-seat") == ({"HYL-CORE": (stays, None)} if stays else {})
    assert roles(ws, BEFORE, "h9") == {"HYL-CORE": (had, None)}
    assert roles(ws, TODAY, "h9") == {}


def test_what_is_personal_goes_with_who_leaves(opened):
    after = opened.snapshot(TODAY)
    for kind in (EdgeKind.STANCE, EdgeKind.KNOWS, EdgeKind.INFLUENCES, EdgeKind.TRUSTS):
        assert "c4-seat" not in {p for e in after.of(kind) for p in (e.source, e.target)}
    assert "c4-seat" not in {e.target for e in after.of(EdgeKind.SPONSORS)}


def test_the_weight_of_an_open_post_is_lost_to_nobody(ws):
    before = shares(ws, BEFORE)
    ws.vacate("c4")
    assert shares(ws, BEFORE) == before
    after = shares(ws, TODAY)
    assert after["c4-seat"]["decision_weight"] == pytest.approx(before["c4"]["decision_weight"])
    assert after["c2"]["decision_weight"] == pytest.approx(before["c2"]["decision_weight"])
    notes = " ".join(t.en for t in ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=TODAY).assumptions)
    assert "one open seat (? Chief Financial Officer)" in notes
    assert "decision weights dropped" not in notes
    (kpi,) = ws.kpi(account="HY", opportunity="HY-CORE", as_of=TODAY).rows
    assert kpi["seats_pct"] == pytest.approx(after["c4-seat"]["share_pct"])


def test_somebody_of_the_house_takes_the_post(opened):
    outcome = opened.fill("c4-seat", "c11")
    before, after = opened.snapshot(BEFORE), opened.snapshot(TODAY)
    assert after.people["c11"].title == before.people["c4"].title
    assert after.people["c11"].grade == 4
    assert after.people["c11"].name == before.people["c11"].name
    assert before.people["c11"].grade == 3
    assert after.has_left("c4-seat")
    assert "c4-seat" not in shares(opened, TODAY)
    assert roles(opened, TODAY, "c4-seat") == {}
    (held,) = roles(opened, TODAY, "c11").values()
    assert held == next(iter(roles(opened, BEFORE, "c4").values()))
    up = {pair for pair in lines(opened, TODAY, "c11") if pair[0] == "c11"}
    assert ("c11", "c2") in up
    assert ("c7", "c4") in lines(opened, BEFORE, "c4")
    assert ("c7", "c11") in lines(opened, TODAY, "c11")
    assert opened.snapshot(TODAY).owners["c11"] == before.owners.get("c11", before.owners["c4"])
    assert "holds the post of seat ? Chief Financial Officer (c4-seat)" in outcome.said[0].en
    assert "decision roles 1" in outcome.said[1].en
    notes = [t.en for t in opened.key_influencers(account="HY", opportunity="HY-CORE", as_of=TODAY).assumptions]
    assert not [n for n in notes if "seat" in n or "dropped" in n]


def test_a_name_is_enough_and_keeps_what_was_said_of_the_post(opened):
    opened.edit(
        "edge",
        "INFLUENCES",
        "c6",
        "c4-seat",
        level=3,
        observed_at=TODAY,
        source="meeting_note",
        reported_by="u2",
        confidence="B",
    )
    opened.fill("c4-seat", name="沈会", name_en="Shen Hui")
    after = opened.snapshot(TODAY)
    assert (after.people["c4-seat"].name, after.people["c4-seat"].title) == ("沈会", "首席财务官")
    assert not after.is_seat("c4-seat")
    assert roles(opened, TODAY, "c4-seat") == roles(opened, BEFORE, "c4")
    assert opened.account("HY", as_of=TODAY).graph().has_edge("c6", "c4-seat")


def test_somebody_who_is_not_recorded_yet_is_added(opened):
    opened.fill("c4-seat", "c44", name="沈会", grade="5")
    after = opened.snapshot(TODAY)
    assert (after.people["c44"].name, after.people["c44"].org, after.people["c44"].grade) == ("沈会", "HY", 5)
    assert roles(opened, TODAY, "c44") == roles(opened, BEFORE, "c4")
    assert "c44" not in opened.snapshot(BEFORE).people
    assert "c44" not in opened.snapshot(OPENED).people


def test_ties_of_the_post_are_handed_over_with_their_evidence(ws):
    ws.edit("person", "x1", name="", org="HY", title="审计总监", grade=4, flags="placeholder")
    given = {"level": 4, "source": "meeting_note", "reported_by": "u2", "confidence": "B", "observed_at": "2026-06-01"}
    ws.edit("edge", "INFLUENCES", "x1", "c2", values={**given, "evidence": "内审会纪要"})
    ws.edit("edge", "INFLUENCES", "c11", "x1", values=given)
    on(ws, 2026, 7, 20).fill("x1", "c11")
    old = [e for e in ws.snapshot(OPENED).of(EdgeKind.INFLUENCES) if "x1" in (e.source, e.target)]
    new = [e for e in ws.snapshot(TODAY).of(EdgeKind.INFLUENCES) if "x1" in (e.source, e.target)]
    assert (len(old), len(new)) == (2, 0)
    (moved,) = [e for e in ws.snapshot(TODAY).of(EdgeKind.INFLUENCES) if (e.source, e.target) == ("c11", "c2")]
    assert (moved.level, moved.confidence, moved.reported_by, moved.observed_at) == (4, "B", "u2", "2026-06-01")
    assert moved.get("evidence") == ["内审会纪要"]
    assert not [e for e in ws.snapshot(TODAY).of(EdgeKind.INFLUENCES) if e.source == e.target]


def test_who_has_a_role_already_has_both_weights(opened):
    """The sum: filling a seat takes nothing from anybody else."""
    before = shares(opened, TODAY)
    opened.fill("c4-seat", "c3")
    after = shares(opened, TODAY)
    both = before["c3"]["decision_weight"] + before["c4-seat"]["decision_weight"]
    assert after["c3"]["decision_weight"] == pytest.approx(both)
    assert after["c2"]["decision_weight"] == pytest.approx(before["c2"]["decision_weight"])
    (held,) = roles(opened, TODAY, "c3").values()
    assert set(held[0]) == {r for p in ("c3", "c4") for deal in roles(opened, BEFORE, p).values() for r in deal[0]}


def test_a_subordinate_who_takes_the_post_reports_to_its_superior(opened):
    opened.fill("c4-seat", "c7")
    assert {b for a, b in lines(opened, TODAY, "c7") if a == "c7"} >= {"c2"}
    assert not {pair for pair in lines(opened, TODAY, "c7") if pair[0] == pair[1]}
    assert "c4-seat" not in {p for pair in lines(opened, TODAY, "c7") for p in pair}


def test_one_undo_takes_it_all_back(opened):
    before, seat = shares(opened, TODAY), lines(opened, TODAY, "c4-seat")
    opened.fill("c4-seat", "c11")
    opened.undo()
    assert shares(opened, TODAY) == before
    assert lines(opened, TODAY, "c4-seat") == seat
    opened.undo()
    assert "c4-seat" not in opened.snapshot(TODAY).people


def test_a_dry_run_writes_nothing(ws):
    assert ws.vacate("c4", dry_run=True).change is None
    assert "c4-seat" not in ws.snapshot(TODAY).people


def test_what_changed_names_the_seat_and_not_a_person_who_left(opened):
    def listed(since, until):
        rows = opened.changes(account="HY", opportunity="HY-CORE", since=since, as_of=until, top=1000).rows
        return {(r["kind"], r["item"], r["before"], r["after"]) for r in rows}

    day = date(2026, 7, 20)
    found = listed(BEFORE, day)
    assert ("seat", "c4-seat", None, "present") in found
    assert ("left", "c4", "HY", None) in found
    assert not [f for f in found if f[:2] == ("left", "c4-seat")]
    assert not [f for f in found if f[:2] == ("joined", "c4-seat")]
    assert [f for f in found if f[:2] == ("kpi", "seats")]
    opened.fill("c4-seat", name="沈会")
    found = listed(BEFORE, day)
    assert ("joined", "c4-seat", None, "HY") in found
    assert not [f for f in found if f[0] == "seat"]


def test_the_id_of_a_new_seat_may_be_chosen_and_is_never_taken(ws):
    ws.vacate("c4", seat="cfo")
    assert ws.snapshot(TODAY).is_seat("cfo")
    refused(lambda: ws.vacate("c3", seat="c2"), "c2")
    ws.fill("cfo", name="沈会")
    on(ws, 2026, 7, 20).vacate("cfo")
    assert ws.snapshot(TODAY).is_seat("cfo-seat")


def test_what_makes_no_sense_is_refused(opened):
    assert "no open seat" in refused(lambda: opened.fill("c2", "c11"), "c2")
    assert "c4-seat" in refused(lambda: opened.fill("c4-seta", "c11"), "c4-seta")
    assert "name=NAME" in refused(lambda: opened.fill("c4-seat"))
    assert "name=NAME" in refused(lambda: opened.fill("c4-seat", "c99"), "c99")
    assert "one of ours" in refused(lambda: opened.fill("c4-seat", "u1"), "u1")
    assert "has left" in refused(lambda: opened.fill("c4-seat", "c4"), "c4")
    assert "open seat itself" in refused(lambda: opened.vacate("c4-seat"), "c4-seat")
    assert "one of ours" in refused(lambda: opened.vacate("u1"), "u1")
    opened.fill("c4-seat", "c11")
    assert "no open seat" in refused(lambda: opened.fill("c4-seat", "c7"), "c4-seat")


def test_a_seat_cannot_be_one_of_ours(ws):
    with pytest.raises(Refused) as caught:
        ws.edit("person", "u1", flags="placeholder")
    assert [(p.code, p.column) for p in caught.value.problems] == [("E03", "flags")]


def test_only_a_seat_may_be_nameless(ws):
    ws.edit("person", "x1", org="HY", title="审计总监", flags="placeholder")
    assert ws.snapshot(TODAY).people["x1"].name == "? 审计总监"
    assert "name=" in refused(lambda: ws.edit("person", "x2", org="HY", title="审计总监"), "x2")
    assert "name=" in refused(lambda: ws.edit("person", "x2", org="HY", flags="key_person"), "x2")


def test_a_line_without_dates_is_handed_over_too(opened):
    opened.edit("edge", "REPORTS_TO", "c9", "c4-seat", line="dotted")
    on(opened, 2026, 7, 25).fill("c4-seat", "c11")
    assert ("c9", "c4-seat") in lines(opened, TODAY, "c9")
    after = lines(opened, "2026-07-25", "c9")
    assert ("c9", "c11") in after
    assert ("c9", "c4-seat") not in after


def test_who_left_some_days_ago_left_on_that_day(ws):
    later = on(ws, 2026, 7, 20)
    later.vacate("c4", date="2026-07-16")
    before, after = later.snapshot("2026-07-15"), later.snapshot("2026-07-16")
    assert (before.has_left("c4"), after.has_left("c4")) == (False, True)
    assert roles(later, "2026-07-15", "c4") == roles(later, "2026-07-16", "c4-seat") != {}
    assert "c4-seat" not in before.people
    later.fill("c4-seat", "c9", date=date(2026, 7, 18))
    assert later.snapshot("2026-07-17").is_seat("c4-seat")
    assert roles(later, "2026-07-17", "c4-seat")
    assert not roles(later, "2026-07-18", "c4-seat")
    assert roles(later, "2026-07-18", "c9").keys() >= roles(later, "2026-07-17", "c4-seat").keys()


def test_a_day_that_is_to_come_or_before_a_later_record_is_refused(ws):
    later = on(ws, 2026, 7, 20)
    refused(lambda: later.vacate("c4", date="2026-07-21"), "2026-07-21", "2026-07-20")
    later.edit("person", "c4", title="首席财务官兼副总裁")
    assert later.vacate("c4", date="2026-07-20", dry_run=True).change is None
    refused(lambda: later.vacate("c4", date="2026-07-16"), "c4", "2026-07-20")
    later.vacate("c5", date="2026-07-18")
    refused(lambda: later.fill("c5-seat", "c9", date="2026-07-17"), "c5-seat", "2026-07-18")

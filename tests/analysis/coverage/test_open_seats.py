"""A seat has its weight and is nobody: it counts in every share, and nothing is asked of it but who it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.coverage.breadth import breadth
from graphcrm.analysis.coverage.cadence import cadence
from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.coverage.open_seats import open_seats, seats_note, seats_share, who_could_tell
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.groups.key_players import key_players
from graphcrm.analysis.influence.hidden import HiddenClass, hidden_influencers
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.opinion.introductions import introductions
from graphcrm.analysis.opinion.scenario import SetSupport, apply
from graphcrm.analysis.opinion.win import who_to_win
from graphcrm.analysis.paths.routes import RouteStatus, access_routes
from graphcrm.analysis.resilience.leave_one_out import leave_one_out
from graphcrm.analysis.resilience.threads import threads
from graphcrm.analysis.sponsors.sponsors import sponsor_demand
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.errors import UsageError
from tests.analysis.golden import STANCES, edge, golden_situation, meeting

SEAT = {"name": None, "title": "审计总监", "org": "HY", "grade": 4, "flags": ["placeholder"]}


def with_seat(**changes):
    """The golden account with an auditor whom nobody knows, who has a third of the decision and moves the president."""
    given = {
        "people": {"x1": SEAT},
        "weights": {"x1": 0.5},
        "influences": {("x1", "c2"): (4, "A"), ("c6", "x1"): (3, "A")},
    }
    return golden_situation(**{**given, **changes})


def test_a_seat_is_called_by_its_title():
    assert with_seat().snapshot.people["x1"].name == "? 审计总监"
    untitled = golden_situation(people={"x1": {**SEAT, "title": None}})
    assert untitled.snapshot.people["x1"].name == "? x1"
    named = golden_situation(people={"x1": {**SEAT, "name": "审计席位"}})
    assert named.snapshot.people["x1"].name == "审计席位"


def test_its_share_is_that_of_a_person_in_its_place():
    """With and without the flag: the weights and ties are the same, so everybody's share is."""
    person = {**SEAT, "name": "某人", "flags": []}
    known, unknown = with_seat(people={"x1": person}), with_seat()
    assert unknown.share.tolist() == known.share.tolist()
    assert unknown.weight_of("x1") == pytest.approx(0.5 / 1.5)
    assert seats_share(unknown) == unknown.share_of("x1") > 0.2
    assert seats_share(known) == 0


def test_what_nobody_we_know_holds_stands_in_the_kpi_block():
    situation = with_seat()
    block = kpi_block(situation, key_persons(situation))
    assert block.seats == seats_share(situation)
    assert block.unknown == pytest.approx(block.seats + situation.share_of("c1") + situation.share_of("c11"))
    assert "含待确认席位" in block.sentence(situation.snapshot).zh
    assert "open seats that nobody we know holds" in block.sentence(situation.snapshot).en
    plain = golden_situation()
    assert kpi_block(plain, key_persons(plain)).seats == 0
    assert "seat" not in kpi_block(plain, key_persons(plain)).sentence(plain.snapshot).en


def test_the_note_says_how_much_and_where():
    situation = with_seat()
    said = seats_note(situation)
    assert said.en.startswith("about 30% ")
    assert "one open seat (? 审计总监)" in said.en
    assert "待确认席位（? 审计总监）占决策影响的约 30%" in said.zh
    two = with_seat(people={"x1": SEAT, "x2": {**SEAT, "title": "董秘"}})
    assert "2 open seats" in seats_note(two).en
    assert seats_note(golden_situation()) is None


def test_whatever_is_recorded_of_its_attitude_and_contacts_does_not_count():
    situation = with_seat(
        stances={"x1": 3},
        ties={("u1", "x1"): 0.9},
        interactions=[meeting("2026-06-01", "u1", "x1")],
        edges=[edge("STANCE", "x1", "RIV", level=3)],
    )
    assert situation.level_of("x1") is None
    assert "x1" not in situation.competitor
    assert situation.ties.best("x1") == (0.0, None)
    assert situation.lean == with_seat().lean


def test_it_is_a_gap_in_its_place_by_severity():
    situation = with_seat(weights={"x1": 0.05})
    gaps = coverage_gaps(situation, key_persons(situation), lambda person: ("u1", person))
    (seat,) = [g for g in gaps if g.is_seat]
    assert seat.id_or_unit == "x1"
    assert seat.severity == seat.share
    assert seat.route is None
    said = seat.sentence(situation.snapshot).en
    assert "find out" in said or "close enough" in said
    assert 0 < gaps.index(seat) < len(gaps) - 1
    assert gaps == tuple(sorted(gaps, key=lambda g: (-round(g.severity, 12), g.id_or_unit)))


def test_who_could_tell_works_beside_the_post():
    assert who_could_tell(with_seat(), "x1") is None
    line = [edge("REPORTS_TO", "x1", "c2")]
    assert who_could_tell(with_seat(edges=line), "x1") == "u3"
    unit = {"rows": {"unit": [{"id": "IT", "name": "IT", "org": "HY"}]}}
    people = {"x1": {**SEAT, "unit": "IT"}, "c6": {"unit": "IT"}}
    assert who_could_tell(with_seat(people=people, edges=line, **unit), "x1") == "u2"
    owned = with_seat(edges=[*line, edge("OWNS", "u4", "x1", primary=True)])
    assert who_could_tell(owned, "x1") == "u4"
    (seat,) = open_seats(owned)
    assert (seat.id, seat.ask_whom) == ("x1", "u4")
    assert seat.question(owned.snapshot).en == "Who holds this post: ? 审计总监?"


def test_nobody_is_asked_to_win_it_over_sponsor_it_or_bring_it_together_with_anybody():
    situation = with_seat()
    keys = key_persons(situation)
    assert "x1" in keys
    assert "x1" not in {c.id for c in who_to_win(situation)}
    assert "x1" not in {p for i in introductions(situation) for p in (i.u, i.v, i.through)}
    assert "x1" not in sponsor_demand(situation, keys, every_tier=True)
    assert "x1" not in key_players(situation, 3, deciders=True).members
    assert "x1" not in {row.person for row in cadence(situation, keys)}
    named = with_seat(people={"x1": {**SEAT, "flags": []}})
    assert "x1" in {c.id for c in who_to_win(named)}
    assert "x1" in {p for i in introductions(named) for p in (i.u, i.v)}
    assert "x1" in sponsor_demand(named, key_persons(named), every_tier=True)
    assert "x1" in key_players(named, 3, deciders=True).members


def test_no_route_leads_to_it_or_through_it():
    plan = access_routes(with_seat(), "x1")
    assert plan.status is RouteStatus.BARRED
    assert "open seat" in plan.note.en
    only = {("x1", "c11"): (5, "A"), ("c6", "x1"): (5, "A")}
    assert access_routes(with_seat(influences=only), "c11").routes == ()
    known = with_seat(influences=only, people={"x1": {**SEAT, "flags": []}})
    assert [r.people for r in access_routes(known, "c11").routes] == [("u2", "c6", "x1", "c11")]


def test_a_thread_may_end_at_a_seat_but_proposes_nothing_toward_it():
    (seat,) = [t for t in threads(with_seat()) if t.decider == "x1"]
    assert (seat.number, seat.proposed) == (1, ())


def test_a_post_does_not_leave():
    situation = with_seat()
    assert "x1" not in {row.id for row in leave_one_out(situation)}
    params = {"account": "HY", "opportunity": "HY-CORE"}
    rows = run(Ask(find_query("single-threads"), situation.snapshot, params)).rows
    assert {r["decider"] for r in rows if r["p_decider_leaves"] is None} == {"x1"}


@pytest.mark.parametrize("flags", [[], SEAT["flags"]])
def test_a_post_off_the_list_is_hidden_or_a_figurehead_whoever_holds_it(flags):
    hidden = {
        "weights": {},
        "influences": {("x1", "c2"): (5, "A")},
        "people": {"x1": {**SEAT, "grade": 1, "flags": flags}},
    }
    idle = {"weights": {}, "influences": {}, "people": {"x1": {**SEAT, "grade": 5, "flags": flags}}}
    for facts, kind in ((hidden, HiddenClass.HIDDEN), (idle, HiddenClass.FIGUREHEAD)):
        assert {h.id: h.kind for h in hidden_influencers(with_seat(**facts))}["x1"] is kind


def test_it_is_not_one_of_the_people_we_know():
    assert breadth(with_seat()).known == breadth(golden_situation()).known
    assert audit(with_seat()).row("people").value == audit(golden_situation()).row("people").value


def test_a_sponsorship_of_a_seat_is_against_nobodys_wish():
    sponsored = with_seat(edges=[edge("SPONSORS", "u3", "x1")])
    assert audit(sponsored).row("ignored_objections").value == 0


def test_a_scenario_cannot_give_it_an_attitude():
    with pytest.raises(UsageError, match="open seat"):
        apply(with_seat(), [SetSupport("x1", 2)])


def test_the_sentence_says_that_it_is_a_seat():
    situation = with_seat()
    said = share_sentence(situation, draw(situation, draws=20), "x1")
    assert said.zh.startswith("待确认席位“? 审计总监”占")
    assert said.en.startswith("The open seat “? 审计总监” carries")


def test_a_seat_of_our_own_works_for_nobody():
    situation = golden_situation(people={"u9": {"name": None, "org": "US", "grade": 5, "flags": ["placeholder"]}})
    assert "u9" not in situation.snapshot.ours


LEVELS = st.tuples(st.integers(1, 5), st.sampled_from("ABCD"))
MOVED = st.dictionaries(st.sampled_from(sorted(STANCES)), LEVELS, max_size=6)


@given(weight=st.floats(0.01, 100), moved=MOVED, grade=st.integers(1, 5), kappa=st.sampled_from([0.25, 1.0, 4.0]))
def test_a_seat_that_nobody_moves_never_raises_anybody_elses_share(weight, moved, grade, kappa):
    before = golden_situation()
    after = golden_situation(
        people={"x1": {**SEAT, "grade": grade, "kappa": kappa}},
        weights={"x1": weight},
        influences={("x1", p): level for p, level in moved.items()},
    )
    assert all(after.share_of(p) <= before.share_of(p) + 1e-12 for p in before.graph.people)
    assert after.share.sum() == pytest.approx(1)
    assert after.share_of("x1") >= weight / (1 + weight) - 1e-12


def test_whoever_moves_a_seat_may_gain():
    """The limit of the property above: somebody who is listened to has more of the decision than was thought."""
    after = golden_situation(people={"x1": SEAT}, weights={"x1": 5.0}, influences={("c10", "x1"): (5, "A")})
    assert after.share_of("c10") > golden_situation().share_of("c10")

"""Tie strength: the published values, monotony, messages, declarations, people who left, cooling."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.bands import tie_band
from graphcrm.analysis.contest.rival_ties import rival_ties
from graphcrm.analysis.coverage import tie
from graphcrm.analysis.coverage.messages import pair_messages
from graphcrm.model.records import Interaction
from tests.analysis.golden import AS_OF, edge, golden_snapshot, meeting
from tests.oracle.imported import snapshots_of
from tests.oracle.writing import write_table


def back(days):
    return (AS_OF - timedelta(days)).isoformat()


def ties(snapshot):
    return tie.ties(snapshot, snapshot.people)


def strength(*events, ours="u1", person="c11", **changes):
    return ties(golden_snapshot(interactions=events, **changes)).strength(ours, person)


def every(step, kind="visit", first=0, until=1500, **rest):
    return [meeting(back(d), "u1", "c11", kind=kind, **rest) for d in range(first, until, step)]


def answered(step):
    out = [meeting(back(d + 1), "u1", "c11", kind="message", direction="ours") for d in range(0, 1500, step)]
    return out + [meeting(back(d), "u1", "c11", kind="message", direction="theirs") for d in range(0, 1500, step)]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([meeting(back(0), "u1", "c11")], 0.28),
        ([meeting(back(90), "u1", "c11")], 0.15),
        ([meeting(back(365), "u1", "c11")], 0.02),
        (every(30), 0.80),
        (every(90), 0.49),
        (answered(7), 0.39),
        (answered(7) + every(90), 0.69),
        (every(365, kind="exec_visit"), 0.45),
        ([meeting(back(0), "u1", "c11", kind="exec_visit")], 0.43),
        ([], 0.0),
    ],
)
def test_published_values(events, expected):
    assert strength(*events) == pytest.approx(expected, abs=0.006)


def test_mail_that_nobody_answers_never_makes_a_tie():
    daily = [meeting(back(d), "u1", "c11", kind="message", direction="ours") for d in range(700)]
    assert strength(*daily) < 0.10
    assert strength(*daily, *answered(7)) <= 1 - 2.718281828 ** (-4.5 / 9) + 1e-9


def test_a_message_to_several_is_no_pair_and_a_mass_mail_is_nothing():
    several = [
        meeting(back(d), "u1", "c11", "c7", kind="message", direction=w) for d, w in ((1, "ours"), (0, "theirs"))
    ]
    assert 0 < strength(*several) < strength(*answered(9999))
    crowd = [f"x{i}" for i in range(25)]
    rows = {"person": [{"id": p, "name": p, "org": "HY"} for p in crowd]}
    assert strength(meeting(back(0), "u1", "c11", *crowd, kind="message", direction="ours"), rows=rows) == 0


def message(day, way):
    return Interaction(f"{day}{way}", day, "message", ("u", "v"), direction=way)


def test_pairs_are_matched_from_the_newest_backwards():
    days = ["2026-06-01", "2026-06-03", "2026-06-08", "2026-06-20"]
    ways = ["ours", "ours", "theirs", "theirs"]
    pairs, single = pair_messages([message(d, w) for d, w in zip(days, ways, strict=True)], 6)
    assert pairs == ["2026-06-08"]
    assert [m.date for m in single] == ["2026-06-20", "2026-06-01"]
    assert pair_messages([message("2026-06-01", "mutual")], 6) == (["2026-06-01"], [])


def test_contact_is_shared_among_those_present():
    alone, four = strength(meeting(back(0), "u1", "c11")), strength(meeting(back(0), "u1", "c11", "c7", "c8", "c9"))
    assert four < alone
    found = ties(golden_snapshot(interactions=[meeting(back(0), "u1", "u4", "c11")]))
    assert found.strength("u1", "c11") == found.strength("u4", "c11") == pytest.approx(alone)


def test_complaints_are_contact_but_not_warmth():
    found = ties(golden_snapshot(interactions=[meeting(back(3), "u1", "c11", kind="complaint")])).between("u1", "c11")
    assert (found.strength, found.days_silent, found.contacts_12m) == (0, 3, 1)


def test_declarations_count_half_and_fade():
    declared = edge("KNOWS", "u1", "c11", declared_level=4)
    assert strength(edges=[declared]) == pytest.approx(0.5 * 0.65)
    later = ties(golden_snapshot(edges=[declared], as_of=AS_OF + timedelta(180)))
    assert later.strength("u1", "c11") == pytest.approx(0.25 * 0.65)
    assert ties(golden_snapshot(edges=[edge("KNOWS", "c11", "u1", declared_level=4)])).strength("u1", "c11") > 0


def test_several_scores_of_a_pair_give_the_largest():
    rows = [edge("KNOWS", "u1", "c11", external_score=s, reported_by=r) for s, r in ((0.2, "u1"), (0.5, "u2"))]
    assert strength(edges=rows) == pytest.approx(0.5)


def test_ties_to_somebody_who_left_are_frozen_and_ours_who_left_have_none():
    visit = meeting("2026-01-31", "u1", "c11")
    frozen = strength(visit, people={"c11": {"left_on": "2026-01-31"}})
    assert frozen == pytest.approx(0.2835, abs=1e-3)
    assert frozen > strength(visit)
    assert strength(visit, people={"u1": {"flags": ["left"]}}) == 0


def test_what_is_reported_of_somebody_after_they_left_does_not_move_the_frozen_tie():
    gone = {"c11": {"left_on": "2026-01-31"}}
    before, after = (
        edge("KNOWS", "u1", "c11", external_score=s, observed_at=d)
        for s, d in ((0.4, "2026-01-31"), (0.9, "2026-02-01"))
    )
    assert strength(people=gone, edges=[before, after]) == pytest.approx(0.4)
    assert strength(people=gone, edges=[after]) == 0
    assert strength(edges=[after]) > 0


def test_a_tie_that_is_reported_again_or_ends_after_somebody_left_stays_what_it_was_on_that_day(tmp_path):
    categories = {"US": "our_company", "ACC": "customer", "RIV": "competitor"}
    write_table(tmp_path, "orgs", [{"id": o, "name": o, "category": c} for o, c in categories.items()])
    people = {"u": "US", "p": "ACC", "q": "ACC", "r": "RIV", "e": "ACC", "s": "ACC", "d": "ACC"}
    left = dict.fromkeys("ped", "2026-03-31")
    write_table(
        tmp_path,
        "people",
        [{"id": p, "name": p, "org": o, "grade": 3, "left_on": left.get(p, "")} for p, o in people.items()],
    )
    said = (("2026-03-31", 0.4), ("2026-05-01", 0.9))
    pairs = (("u", "p"), ("q", "u"), ("r", "p"))
    rows = [{"from": a, "to": b, "observed_at": day, "external_score": t} for a, b in pairs for day, t in said]
    ended = {"observed_at": "2026-03-31", "valid_to": "2026-05-01", "external_score": 0.4}
    rows += [{"from": "u", "to": b, **ended} for b in ("e", "s")]
    rows += [{"from": "u", "to": "d", **ended, "observed_at": "2026-03-30", "valid_to": "2026-03-31"}]
    shared = {"kind": "KNOWS", "reported_by": "u", "source": "crm_import"}
    write_table(tmp_path, "edges", [shared | row for row in rows])
    then, before, now = snapshots_of(tmp_path, *map(date.fromisoformat, ("2026-03-31", "2026-04-30", "2026-06-30")))
    for snapshot in (then, before, now):
        assert [ties(snapshot).strength("u", person) for person in ("p", "e")] == pytest.approx([0.4, 0.4])
        assert ties(snapshot).strength("u", "d") == pytest.approx(0.4 * 2 ** (-1 / 180)), "it ended because they left"
        assert rival_ties(snapshot, ["RIV"], ["p", "q"]) == {"p": pytest.approx(0.4)}
    assert [ties(now).strength("u", person) for person in ("q", "s")] == pytest.approx([0.9 * 2 ** (-60 / 180), 0])


def test_stages():
    found = ties(golden_snapshot(edges=[edge("TRUSTS", "c6", "u2", level=3)]))
    tie = found.between("u2", "c6")
    assert (tie.stage(None), tie.stage(1), tie.stage(2)) == (3, 3, 4)
    assert found.between("u5", "c3").stage(3) == 1
    assert found.between("u1", "c5").stage(3) == 2


def test_bands():
    assert [tie_band(t) for t in (0, 0.0999, 0.1, 0.2999, 0.3, 0.6, 1)] == [
        "none", "none", "weak", "weak", "moderate", "strong", "strong",
    ]  # fmt: skip


KINDS = ["visit", "call", "message", "exec_visit", "care", "complaint"]
EVENTS = st.lists(
    st.tuples(st.integers(0, 900), st.sampled_from(KINDS), st.sampled_from(["ours", "theirs", "mutual"])), max_size=12
)


@given(EVENTS, st.integers(0, 900))
def test_another_contact_never_cools_and_time_never_warms(events, more):
    made = [meeting(back(d), "u1", "c11", kind=k, direction=w) for d, k, w in events]
    before = strength(*made)
    assert strength(*made, meeting(back(more), "u1", "c11", kind="visit")) >= before - 1e-12
    older = ties(golden_snapshot(interactions=made, as_of=AS_OF + timedelta(30))).strength("u1", "c11")
    assert older <= before + 1e-12
    assert 0 <= before < 1


def test_future_events_are_not_seen():
    snapshot = golden_snapshot(interactions=[meeting("2026-07-15", "u1", "c11")], as_of=date(2026, 7, 1))
    assert ties(snapshot).strength("u1", "c11") == 0

"""What is different between two days: nothing against itself, and the same things seen from the other end."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.time.changes import ChangeKind, diff
from graphcrm.ingest.plan import ImportOptions, plan_import
from graphcrm.snapshot import take
from graphcrm.store import open_store
from tests.analysis.golden import edge, golden_situation, meeting

HUAYUE = Path(__file__).parents[3] / "datasets" / "huayue"
DAYS = ("2025-01-01", "2025-09-30", "2026-03-31", "2026-05-20", "2026-06-30")
MIRROR = {
    ChangeKind.JOINED: ChangeKind.LEFT,
    ChangeKind.LEFT: ChangeKind.JOINED,
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
}


def mirrored(rows):
    turned = [replace(d, kind=MIRROR.get(d.kind, d.kind), before=d.after, after=d.before) for d in rows]
    return sorted(turned, key=repr)


def facts(rows, *kinds):
    return {(d.kind, d.kind_of, d.item, d.before, d.after) for d in rows if not kinds or d.kind in kinds}


@pytest.fixture(scope="module")
def account(tmp_path_factory):
    """The sample account on several days."""
    with open_store(str(tmp_path_factory.mktemp("changes") / "w.graphcrm"), create=True) as store:
        options = ImportOptions(today="2026-06-30", author="t", at="2026-06-30T00:00:00")
        store.apply(plan_import([HUAYUE], existing={}, options=options).change)
        snapshots = [take(store, date.fromisoformat(day)) for day in DAYS]
    return [Situation.of(s, "HY", "HY-CORE") for s in snapshots]


def test_nothing_differs_from_itself(account):
    for situation in account:
        assert diff(situation, situation) == ()
    assert diff(golden_situation(), golden_situation()) == ()


def test_seen_from_the_other_end(account):
    for before, after in [*pairwise(account), (account[0], account[-1])]:
        forward = diff(before, after)
        assert forward
        assert mirrored(forward) == sorted(diff(after, before), key=repr)


def test_what_the_sample_account_says_of_the_second_quarter(account):
    found = facts(diff(account[2], account[4]))
    for person, before, after in (("c3", 0, 1), ("c4", 0, -1), ("c5", 1, 2), ("c6", 2, 3), ("c8", None, 0)):
        assert (ChangeKind.SUPPORT, "", (person,), before, after) in found
    assert (ChangeKind.LEVEL, "INFLUENCES", ("c6", "c3", "technical"), 4, 5) in found
    assert (ChangeKind.LEVEL, "INFLUENCES", ("c4", "c2"), 4, 3) in found
    assert (ChangeKind.ADDED, "ROLE_IN", ("c4", "HY-CORE"), None, "approver") in found
    assert (ChangeKind.LEVEL, "ROLE_IN", ("c2", "HY-CORE"), "decider;weight=0.6", "decider;weight=0.5") in found
    assert (ChangeKind.ADDED, "INFLUENCES", ("c7", "c9"), None, 2) in found
    assert (ChangeKind.KPI, "", ("data_grade",), "D", "A") in found
    assert len(facts(diff(account[2], account[4]), ChangeKind.SUPPORT)) == 7


def test_a_figure_keeps_the_digits_that_the_block_tells(account):
    block = kpi_block(account[4], key_persons(account[4]), bow_tie=None, min_threads=None, level=None, data_grade=None)
    told = {d.item[0]: d.after for d in diff(account[2], account[4]) if d.kind is ChangeKind.KPI}
    figures = {name: value for name, value in told.items() if isinstance(value, float) and name != "bow_tie"}
    assert {"covered", "supportive", "lean"} <= figures.keys()
    assert figures == {name: getattr(block, name) for name in figures}


def test_days_and_sources_are_those_of_the_newer_report(account):
    rows = {(d.kind, d.kind_of, d.item): d for d in diff(account[2], account[4])}
    assert rows[ChangeKind.LEVEL, "INFLUENCES", ("c6", "c3", "technical")].date == "2026-06-30"
    assert rows[ChangeKind.LEVEL, "INFLUENCES", ("c6", "c3", "technical")].source == "u2"
    assert all(d.date is None or DAYS[2] < d.date <= DAYS[4] for d in rows.values() if d.kind is ChangeKind.ADDED)


def change_of(**changes):
    return facts(diff(golden_situation(), golden_situation(**changes)))


def test_people_come_and_go():
    left = change_of(people={"c9": {"left_on": "2026-06-30"}})
    assert (ChangeKind.LEFT, "", ("c9",), "HY", None) in left
    assert (ChangeKind.LEFT, "", ("c9",), "HY", None) in change_of(people={"c9": {"org": "SUP"}})
    new = change_of(people={"c99": {"name": "新人", "org": "HY", "grade": 2}})
    assert {d for d in new if d[0] is ChangeKind.JOINED} == {(ChangeKind.JOINED, "", ("c99",), None, "HY")}
    # Ours and outsiders are not the account's people.
    assert not {d for d in change_of(people={"u9": {"name": "X", "org": "US"}}) if d[0] is ChangeKind.JOINED}


def test_the_day_on_which_somebody_left():
    before = golden_situation(as_of=date(2026, 3, 31))
    after = golden_situation(people={"c9": {"left_on": "2026-05-02"}})
    assert [d.date for d in diff(before, after) if d.kind is ChangeKind.LEFT] == ["2026-05-02"]


def test_relations():
    assert (ChangeKind.REMOVED, "INFLUENCES", ("c6", "c3"), 5, None) in change_of(influences={("c6", "c3"): None})
    assert (ChangeKind.LEVEL, "INFLUENCES", ("c6", "c3"), 5, 2) in change_of(influences={("c6", "c3"): (2, "A")})
    assert (ChangeKind.ADDED, "REPORTS_TO", ("c3", "c2"), None, "dotted") in change_of(
        edges=[edge("REPORTS_TO", "c3", "c2", line="dotted")]
    )
    second = edge("INFLUENCES", "c6", "c3", level=1, reported_by="u2")
    rows = diff(golden_situation(), golden_situation(edges=[second]))
    assert [(d.before, d.after, d.source) for d in rows if d.kind_of == "INFLUENCES"] == [(None, 1, "u2")]


def test_confidence_alone_is_no_change_of_a_relation():
    rows = change_of(influences={("c6", "c3"): (5, "E")})
    assert {d[0] for d in rows} <= {ChangeKind.KPI, ChangeKind.RANK, ChangeKind.THREAD}


def test_a_reporting_line_that_only_moves_from_a_cell_to_a_row_is_no_change():
    row = edge("REPORTS_TO", "c3", "c2", line="solid", reported_by="u9")
    before = golden_situation(people={"c3": {"reports_to": "c2"}})
    after = golden_situation(edges=[row])
    assert not facts(diff(before, after), ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.LEVEL)


def test_relations_of_others_are_left_out():
    others = {"X": {"name": "X", "category": "customer"}}
    people = {f"x{i}": {"name": f"x{i}", "org": "X"} for i in (1, 2)}
    before = golden_situation(orgs=others, people=people)
    after = golden_situation(orgs=others, people=people, edges=[edge("INFLUENCES", "x1", "x2", level=3)])
    assert diff(before, after) == ()


def test_relations_among_outsiders_on_the_map_are_told():
    """They move the shares as much as any, but what an outsider has with another customer is not told."""
    people = {"x1": {"name": "x1", "org": "X"}, "t9": {"name": "t9", "org": "ADV"}}
    world = {"orgs": {"X": {"name": "X", "category": "customer"}}, "people": people}
    new = [
        edge(kind, a, b, level=3)
        for kind, a, b in (("INFLUENCES", "t1", "s1"), ("INFLUENCES", "t1", "t9"), ("TRUSTS", "t1", "x1"))
    ]
    before, after = (
        golden_situation(**world),
        golden_situation(**world, edges=[*new, edge("OWNS", "u1", "s1", primary=True)]),
    )
    assert facts(diff(before, after), ChangeKind.ADDED) == {
        (ChangeKind.ADDED, "INFLUENCES", ("t1", "s1"), None, 3),
        (ChangeKind.ADDED, "OWNS", ("u1", "s1"), None, "present"),
    }


def test_nobody_who_left_before_has_moved():
    gone = {"c9": {"left_on": "2026-01-31"}}
    before = golden_situation(people=gone, stances={"c9": 1})
    assert facts(diff(before, golden_situation(people=gone, stances={"c9": 2})), ChangeKind.SUPPORT) == set()


def test_ties_change_their_band():
    assert (ChangeKind.TIE, "", ("c9",), "strong", "none") in change_of(ties={("u1", "c9"): None, ("u4", "c9"): None})
    assert not {d for d in change_of(ties={("u1", "c9"): 0.66}) if d[0] is ChangeKind.TIE}
    met = golden_situation(interactions=[meeting("2026-06-29", "u2", "c1", kind="exec_visit") for _ in range(9)])
    assert {d.item for d in diff(golden_situation(), met) if d.kind is ChangeKind.TIE} == {("c1",)}
    rows = {d.item: d for d in diff(golden_situation(as_of=date(2026, 6, 1)), met) if d.kind is ChangeKind.TIE}
    assert (rows["c1",].date, rows["c1",].source) == ("2026-06-29", "u2")


def test_who_comes_onto_the_map_brings_along_what_was_known_of_them():
    people = {"t9": {"name": "t9", "org": "ADV", "grade": 3}}
    known = {"people": people, "stances": {"t9": 2}, "ties": {("u1", "t9"): 0.7}}
    before = golden_situation(**known)
    after = golden_situation(**known, edges=[edge("INFLUENCES", "t9", "c2", level=3)])
    assert ("t9" in before.graph.index, "t9" in after.graph.index) == (False, True)
    assert not [d for d in diff(before, after) if d.item == ("t9",) and d.kind in (ChangeKind.SUPPORT, ChangeKind.TIE)]


def test_a_tie_that_a_declaration_warms_is_dated_by_no_contact():
    long_ago = [meeting("2025-01-01", "u2", "c1")]
    before = golden_situation(as_of=date(2026, 6, 1), interactions=long_ago)
    after = golden_situation(interactions=long_ago, ties={("u2", "c1"): 0.7})
    rose = next(d for d in diff(before, after) if d.kind is ChangeKind.TIE and d.item == ("c1",))
    assert (rose.before, rose.after, rose.date, rose.source) == ("none", "strong", None, None)
    fell = next(d for d in diff(after, before) if d.kind is ChangeKind.TIE and d.item == ("c1",))
    assert (fell.before, fell.date) == ("strong", None)


def test_a_tie_that_cools_by_silence_does_so_on_no_day():
    """The last contact was before the earlier day; whose tie it is stays told."""
    met = [meeting("2026-01-20", "u2", "c1", kind="exec_visit") for _ in range(2)]
    before, after = (golden_situation(as_of=day, interactions=met) for day in (date(2026, 1, 31), date(2026, 12, 31)))
    cooled = next(d for d in diff(before, after) if d.kind is ChangeKind.TIE and d.item == ("c1",))
    assert (cooled.before, cooled.after, cooled.date, cooled.source) == ("strong", "none", None, "u2")


def test_a_decider_on_a_single_thread():
    rows = change_of(ties=dict.fromkeys([("u3", "c2"), ("u3", "c3"), ("u5", "c3"), ("u1", "c7")]))
    assert {d[2] for d in rows if d[0] is ChangeKind.THREAD} <= {("c2",), ("c3",), ("c4",)}
    single = golden_situation(weights={"c7": 1.0, "c2": None, "c3": None, "c4": None}, influences={("c2", "c7"): None})
    found = facts(diff(golden_situation(), single), ChangeKind.THREAD)
    assert (ChangeKind.THREAD, "", ("c7",), None, 1) in found


def test_ranks_move_only_beyond_their_intervals():
    """Another decision, made by one person alone: whoever moved has intervals apart, whoever has them apart moved."""
    before, after = golden_situation(), golden_situation(weights={"c10": 1.0, "c2": None, "c3": None, "c4": None})
    moved = {d.item[0]: (d.before, d.after) for d in diff(before, after) if d.kind is ChangeKind.RANK}
    old, new = draw(before), draw(after)
    (low, high), (now_low, now_high) = old.rank_interval(), new.rank_interval()
    apart = {p for i, p in enumerate(old.people) if high[i] < now_low[i] or now_high[i] < low[i]}
    assert set(moved) == apart
    assert moved["c10"][1] == after.rank_order.index("c10") + 1 < moved["c10"][0]


def test_an_account_without_anybody():
    nobody = {f"c{i}": None for i in range(1, 12)} | {"t1": None, "s1": None}
    empty = golden_situation(people=nobody)
    gone = diff(golden_situation(), empty)
    assert len(facts(gone, ChangeKind.LEFT)) == 11
    assert mirrored(gone) == sorted(diff(empty, golden_situation()), key=repr)
    assert diff(empty, empty) == ()


def test_whoever_turns_against_somebody_or_wins_a_veto_is_told():
    """The level of the one and the role of the other are what they were."""
    before = golden_situation()
    turned = edge("INFLUENCES", "c8", "c2", level=3, polarity=-1, confidence="B")
    against = golden_situation(influences={("c8", "c2"): None}, edges=[turned])
    assert (ChangeKind.LEVEL, "INFLUENCES", ("c8", "c2"), 3, -3) in facts(diff(before, against))

    def decided(veto):
        role = edge("ROLE_IN", "c4", "HY-CORE", roles=["approver"], veto=veto)
        return golden_situation(weights={"c4": None}, edges=[role])

    won = (ChangeKind.LEVEL, "ROLE_IN", ("c4", "HY-CORE"), "approver", "approver;veto")
    assert facts(diff(decided(False), decided(True))) == {won}

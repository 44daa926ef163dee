"""Changes from Python: a judgement has days, a refusal carries its problems, and nothing is half-written."""

from datetime import date

import numpy as np
import pytest

from graphcrm.errors import InputError, StoreUnavailable
from graphcrm.model.edges import EdgeKind
from graphcrm.workspace.changing import Refused
from graphcrm.workspace.door import Workspace
from tests.workspace.conftest import TODAY, refused
from tests.workspace.questions import DAY


def stance(ws, day, person="c4"):
    """Recorded support of a person toward us on a day."""
    rows = ws.key_influencers(account="HY", opportunity="HY-CORE", as_of=day).rows
    return next(r["support"] for r in rows if r["id"] == person)


def test_a_changed_judgement_starts_a_new_version_today_and_leaves_the_past(ws):
    outcome = ws.edit("edge", "STANCE", "c4", "US", level=0)
    assert outcome.change == 2
    assert any("2026-07-15" in t.en and "new version" in t.en for t in outcome.said)
    assert any("吴CFO → 衡信软件" in t.zh and "-1 → 0" in t.zh for t in outcome.said)
    assert [stance(ws, day) for day in ("2026-06-30", "2026-07-14", "2026-07-15")] == [-1, -1, 0]
    listed = ws.changes(account="HY", opportunity="HY-CORE", since=DAY, as_of=TODAY).rows
    assert ("support", "c4", -1, 0) in [(r["kind"], r["item"], r["before"], r["after"]) for r in listed]


def test_correct_rewrites_what_was_thought_before(ws):
    outcome = ws.edit("edge", "STANCE", "c4", "US", level=0, correct=True)
    assert any("it was always so" in t.en for t in outcome.said)
    assert [stance(ws, day) for day in ("2026-06-30", "2026-07-15")] == [0, 0]
    listed = ws.changes(account="HY", opportunity="HY-CORE", since=DAY, as_of=TODAY).rows
    assert ("support", "c4") not in [(r["kind"], r["item"]) for r in listed]


def test_a_judgement_may_be_dated(ws):
    outcome = ws.edit("edge", "STANCE", "c4", "US", level=0, valid_from="2026-07-10")
    assert any("2026-07-10" in t.en and "new version" in t.en for t in outcome.said)
    assert [stance(ws, day) for day in ("2026-06-30", "2026-07-09", "2026-07-10")] == [-1, -1, 0]


def test_the_same_judgement_again_is_no_new_version(ws):
    outcome = ws.edit("edge", "STANCE", "c4", "US", level=-1)
    assert outcome.receipt.unchanged == 1
    assert outcome.change is None
    assert [t.en for t in outcome.said] == [
        "CFO Wu → Hengxin Software stance (reported by Zhang): nothing changes, it is recorded so already"
    ]


def test_a_judgement_of_opposition_leaves_its_kind_behind(ws):
    """How somebody opposes belongs to −1: a new level does not inherit it, nor the evidence of the old one."""
    ws.edit("edge", "STANCE", "c4", "US", level=1)
    before, after = (
        next(e for e in ws.snapshot(day).of(EdgeKind.STANCE) if (e.source, e.target) == ("c4", "US"))
        for day in ("2026-07-14", "2026-07-15")
    )
    assert (before.level, before.get("subtype"), before.get("evidence")) == (
        -1,
        "opposes",
        ["预算评审会纪要 2026-06-09"],
    )
    assert (after.level, after.get("subtype"), after.get("evidence")) == (1, None, None)
    assert (after.confidence, after.reported_by) == (before.confidence, before.reported_by)


def test_what_others_report_otherwise_is_told_and_counted(ws):
    """Zhang's −1 outlives Liu's 0 until it is ended: the lower of two equally sure reports is what counts."""
    of_liu = {"level": 0, "reported_by": "u2", "source": "meeting_note", "confidence": "B", "evidence": "a talk"}
    outcome = ws.edit("edge", "STANCE", "c4", "US", values=of_liu, observed_at="2026-07-10")
    told = "what others report stands, too, and is combined with this: −1 by Zhang (2026-06-30);"
    assert any(t.en.startswith(told) and "张报告 −1（2026-06-30）" in t.zh for t in outcome.said)
    assert stance(ws, TODAY) == -1
    card = ws.card(account="HY", person="c4", as_of=TODAY).rows
    (detail,) = (r["detail"] for r in card if r["section"] == "support" and "reported" in r["detail"].en)
    assert detail.en == (
        "2026-07-10 B likely; reported: 0 by Liu 2026-07-10 (a talk), −1 by Zhang 2026-06-30 (预算评审会纪要 2026-06-09)"
    )
    (nothing,) = ws.edit("edge", "STANCE", "c4", "US", level=0, reported_by="u2").said
    assert nothing.en.endswith("nothing changes, it is recorded so already")
    ws.edit("edge", "STANCE", "c4", "US", reported_by="u1", end="2026-07-12")
    assert not any(
        "others report" in t.en for t in ws.edit("edge", "STANCE", "c4", "US", level=1, reported_by="u2").said
    )
    assert stance(ws, TODAY) == 1


def test_a_relation_ends_on_a_day(ws):
    ws.edit("edge", "INFLUENCES", "c6", "c3", end="2026-07-15")
    assert ws.account("HY", as_of="2026-07-14").graph().has_edge("c6", "c3")
    assert not ws.account("HY", as_of="2026-07-15").graph(derived=False).has_edge("c6", "c3")
    refused(lambda: ws.edit("edge", "INFLUENCES", "c1", "c10", end="2026-07-15"))


def test_a_refusal_carries_the_problems_and_writes_nothing(ws):
    with pytest.raises(Refused) as caught:
        ws.edit("person", "c6", grade=9, org="NOWHERE")
    assert isinstance(caught.value, InputError)
    assert {(p.code, p.column) for p in caught.value.problems} == {("E03", "grade"), ("E01", "org")}
    assert caught.value.outcome.receipt is None
    with pytest.raises(Refused) as caught:
        ws.log("visit", ["u1", "NOBODY"])
    assert [p.code for p in caught.value.problems] == ["E01"]
    assert len(ws.history()[0]) == 1


def test_the_english_form_of_what_is_replaced_goes_with_it(ws):
    outcome = ws.edit("person", "c6", title="首席架构师")
    assert "the English form went with the old one; title_en= names that of the new" in [t.en for t in outcome.said]
    architect = ws.snapshot(TODAY).people["c6"]
    assert (architect.title, architect.title_en, architect.name_en) == ("首席架构师", "", "Architect Wang")
    assert ws.edit("person", "c6", title="架构师", title_en="Architect").said[1:] == ()
    assert ws.snapshot(TODAY).people["c6"].title_en == "Architect"
    ws.edit("unit", "HY-IT", name="信息科技部")
    assert ws.snapshot(TODAY).units["HY-IT"].name_en == ""
    assert not any("English form" in t.en for t in ws.edit("unit", "HY-IT", headcount=40).said)


def test_edits_that_make_no_sense_are_refused_with_near_misses(ws):
    assert "Did you mean title, title_en?" in refused(lambda: ws.edit("person", "c6", titel="x"), "title")
    refused(lambda: ws.edit("persn", "c6", title="x"), "person")
    refused(lambda: ws.edit("person", title="x"), "id")
    refused(lambda: ws.edit("edge", "STANCE", "c4", level=1), "kind", "from", "to")
    refused(lambda: ws.edit("person", "c6"), "王工")
    refused(lambda: ws.edit("person", "c99"), "c99")
    refused(lambda: ws.log("visit", ["u1", "c99"]), "c9")
    assert len(ws.history()[0]) == 1
    assert "Did you mean acceptance?" in refused(lambda: ws.assess("c6", by="u2", acceptanc=2))
    assert "needs a dimension" in refused(lambda: ws.assess("c6", by="u2"))


def test_days_and_numbers_of_the_calendar_and_of_numpy_are_values(ws):
    ws.edit("edge", "STANCE", "c4", "US", level=np.int64(0), valid_from=date(2026, 7, 10))
    ws.edit("person", "c6", grade=np.float64(3))
    assert [stance(ws, day) for day in ("2026-07-09", "2026-07-10")] == [-1, 0]
    assert repr(ws.undo()).startswith("<change 3 (edit person) withdrawn. 0 created, 1 updated")


def test_a_record_is_edited_assessed_and_logged_from_python(ws):
    edited = ws.edit("person", "c6", title="首席架构师")
    assert edited.said[0].en == (
        "Architect Wang (c6): title 系统架构师 → 首席架构师; English title Systems Architect → —"
    )
    assert "undo 2" in repr(edited)
    assessed = ws.assess("c6", by="u2", date=date(2026, 7, 1), acceptance=2, information=2)
    assert (assessed.receipt.created, assessed.change) == (1, 3)
    logged = ws.log("visit", ["u1", "c7"], date="2026-07-14", channel="onsite")
    assert (logged.receipt.created, logged.change) == (1, 4)
    snapshot = ws.snapshot()
    assert snapshot.people["c6"].title == "首席架构师"
    assert "2026-07-01" in [a.date for a in snapshot.assessments if (a.person, a.assessor) == ("c6", "u2")]
    assert [c.author for c in ws.history()[0][1:]] == ["tester"] * 3


def test_a_second_event_of_the_day_is_another_one_by_its_time_and_takes_nothing_from_the_first(ws):
    """An interaction without an id is the same one if day, time, kind and people are; what was recorded of it stays."""
    ws.log("visit", ["u1", "c7"], date="2026-07-14", summary="first")
    again = ws.log("visit", ["c7", "u1"], date="2026-07-14", summary="first")
    assert again.receipt.unchanged == 1
    assert [t.en.partition(": nothing")[2] or t.en for t in again.said] == [
        " changes, it is recorded so already",
        "another one of that day needs its time: time=14:30",
    ]
    other = refused(lambda: ws.log("visit", ["u1", "c7"], date="2026-07-14", summary="second"), "time=14:30", "undo")
    assert other.startswith("visit of these people on 2026-07-14 is recorded already, and says something else")
    assert ws.log("visit", ["u1", "c7"], values={"date": "2026-07-14"}).receipt.unchanged == 1
    assert ws.log("visit", ["u1", "c7"], date="2026-07-14", time="14:30", summary="second").receipt.created == 1
    refused(lambda: ws.log("visit", ["u1", "c7"], date="2026-07-14", values={"date": "2026-07-13"}), "date")
    refused(lambda: ws.log("visit", ["u1", "c7"], participants="u1"), "participants")
    found = {i.time: i.summary for i in ws.snapshot().interactions if i.date == "2026-07-14"}
    assert found == {"": "first", "14:30": "second"}
    ws.log("visit", ["u1", "c7"], id="I900", date="2026-07-13", channel="onsite")
    named = ws.log("visit", ["u1", "c7"], id="I900", summary="third")
    assert named.said[0].en.endswith("visit on 2026-07-13: Zhang (u1); Sun, Procurement (c7): summary — → third")
    third = next(i for i in ws.snapshot().interactions if i.id == "I900")
    assert (third.date, third.summary, third.channel) == ("2026-07-13", "third", "onsite")


def test_dimensions_that_are_assessed_later_on_the_day_join_those_of_before(ws):
    for scores in ({"acceptance": 2, "rivals": 1}, {"rivals": 0, "values": {"information": 2}}):
        ws.assess("c6", by="u2", date="2026-07-01", **scores)
    now = next(a for a in ws.snapshot().assessments if (a.person, a.assessor, a.date) == ("c6", "u2", "2026-07-01"))
    assert (now.acceptance, now.information, now.rivals, now.guidance) == (2, 2, 0, None)
    refused(lambda: ws.assess("c6", by="u2", values={"assessor": "u1", "rivals": 1}), "assessor", "u2")


def test_a_dry_run_writes_nothing(ws):
    outcome = ws.edit("person", "c6", title="x", dry_run=True)
    assert (outcome.change, outcome.dry_run, outcome.receipt.updated) == (None, True, 1)
    assert "dry run" in outcome.text.en
    assert len(ws.history()[0]) == 1
    assert ws.snapshot().people["c6"].title == "系统架构师"


def test_tables_are_imported_and_refused_as_a_whole(ws, tmp_path):
    good = tmp_path / "people.csv"
    good.write_text("id,name,org\nn1,新人,HY\n", encoding="utf-8")
    assert ws.import_tables(good).receipt.created == 1
    bad = tmp_path / "bad" / "people.csv"
    bad.parent.mkdir()
    bad.write_text("id,name,org\nn2,新人,HY\nn3,另一人,NOWHERE\n", encoding="utf-8")
    assert not ws.validate(bad).ok
    with pytest.raises(Refused) as caught:
        ws.import_tables(bad)
    assert [(p.code, p.line) for p in caught.value.problems if p.code.startswith("E")] == [("E01", 3)]
    snapshot = ws.snapshot()
    assert "n1" in snapshot.people
    assert "n2" not in snapshot.people


def test_a_workspace_that_is_not_there_is_made_by_an_import_only(tmp_path):
    ws = Workspace(tmp_path / "new.graphcrm")
    with pytest.raises(StoreUnavailable):
        ws.kpi()
    assert ws.absent
    table = tmp_path / "orgs.csv"
    table.write_text("id,name,category\nA,甲,customer\n", encoding="utf-8")
    assert ws.import_tables(table, dry_run=True).change is None
    assert ws.absent
    assert ws.import_tables(table).change == 1
    assert not ws.absent


def test_a_step_says_which_ids_other_records_still_name(ws):
    ws.edit("org", "NEW", name="新岳", category="customer")
    ws.edit("person", "n1", name="Ada", org="NEW")
    ws.log("visit", ["u1", "n1"], date="2026-07-01")
    said = refused(lambda: ws.undo(2, dry_run=True), "3", "4", "graphcrm undo 4", "graphcrm undo 2 --force")
    assert "later changes rest on change 2: 3 (edit person), 4 (log)" in said
    assert ws.undo(2, force=True, dry_run=True).warning.en.startswith("note: records would refer to an id that is")
    step = ws.undo(2, force=True)  # the organisation of a person, which no relation names
    assert step.loose == ("NEW",)
    assert "refer to an id that is no longer recorded (NEW)" in step.warning.en
    assert "1 个已不存在的编号（NEW）" in step.warning.zh
    assert ws.undo(3, force=True).loose == ("n1",)  # who took part in a meeting
    again = ws.redo(3, dry_run=True)
    assert again.warning.zh.startswith("注意：此后将有记录引用 1 个"), "what is brought back is not withdrawn"
    assert again.loose == ws.redo(3).loose == ("NEW",)
    assert ws.redo(2).loose == ()


def test_a_change_whose_words_later_ones_carry_on_is_not_withdrawn_under_them(ws):
    """A version is a whole row: withdrawing the earlier would show nowhere, whatever the receipt said."""
    ws.edit("person", "c6", title_en="Chief architect")
    ws.edit("person", "c7", title_en="Buyer")
    ws.edit("person", "c6", grade=3)
    assert "rest on change 2: 4 (edit person)" in refused(lambda: ws.undo(2), "4")
    assert ws.undo(3).receipt.withdrawn == (3,)
    ws.edit(
        "person", "c6", title="首席技术官", title_en="CTO", grade=4
    )  # says anew what 4 said, and what 2 said as well
    assert ws.undo(4).receipt.withdrawn == (4,)
    assert ws.undo(2).receipt.withdrawn == (2,)
    assert ws.snapshot().people["c6"].title.label.en == "CTO"
    assert "rest on change 1: 6 (edit person)" in refused(lambda: ws.undo(1), "6")


def test_a_judgement_of_another_day_rests_on_no_earlier_one(ws):
    ws.edit("edge", "STANCE", "c4", "US", level=0, valid_from="2026-07-10")
    ws.edit("edge", "STANCE", "c4", "US", level=1)
    assert ws.undo(2).receipt.withdrawn == (2,)
    assert [stance(ws, day) for day in ("2026-07-10", "2026-07-15")] == [-1, 1]

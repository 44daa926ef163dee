"""Logs with a line for each month, the kind of meeting among the subjects and steps that begin with a name; lists of connections."""

import pytest

from tests.ingest.guessing.conftest import titles

HEAD = ["日期", "客户", "拜访对象", "我方人员", "主题", "内容", "后续"]
FIRM = "长河食品集团"
ROWS = [
    ["9月"],
    ["2025-09-02", FIRM, "王立群（采购经理）", "程诺", "首次拜访", "介绍公司", "程诺9月10日前报价"],
    ["10月"],
    [
        "2025-10-20",
        FIRM,
        "李敏（生产部长）、孙晖（省轻工设计院，项目负责人）",
        "程诺、方启",
        "电话沟通",
        "确认工期",
        "方启出图,11/9；程诺约见",
    ],
    ["合计", "2次"],
    ["审核:方启", "", "", "", "满意度:4.5分"],
]


def of_kind(facts, kind):
    return [value for key, value in facts.items() if key[0] == kind]


def test_a_line_for_each_month_is_no_meeting(said):
    facts, asked = said({"拜访记录": [HEAD, *ROWS]})
    assert {key[1] for key in facts if key[0] == "interaction"} == {"2025-09-02", "2025-10-20"}
    assert not {one for one in asked if one.startswith("day:")}


def test_subjects_that_are_kinds_of_meetings_say_how_it_was_besides_what_it_was_about(said):
    facts, _ = said({"拜访记录": [HEAD, *ROWS]})
    assert {(one["kind"], one["summary"]) for one in of_kind(facts, "interaction")} == {
        ("visit", "首次拜访：介绍公司"),
        ("call", "电话沟通：确认工期"),
    }


def test_a_subject_that_is_no_kind_of_meeting_is_kept_beside_the_outcome(said):
    rows = [["Date", "Account", "Customer attendees", "Our attendees", "Subject", "Outcome"]]
    rows += [["2026-03-02", "Aster", "Ana Ruiz", "Sam Reed", "Kick-off", "Agreed plan"]]
    rows += [["2026-03-09", "Aster", "Luis Gil", "Sam Reed", "Pricing", "Discount asked"]]
    facts, asked = said({"Meetings": rows})
    assert {(one["kind"], one["summary"]) for one in of_kind(facts, "interaction")} == {
        ("visit", "Kick-off: Agreed plan"),
        ("other", "Pricing: Discount asked"),
    }
    assert not {one for one in asked if one.startswith("word:kind:")}


def test_a_step_that_begins_with_one_of_ours_is_theirs_to_take(said):
    facts, _ = said({"拜访记录": [HEAD, *ROWS]}, next_due="2025-12-31")
    assert {(one["type"], one["owner"], one["due"]) for one in of_kind(facts, "action")} == {
        ("程诺9月10日前报价", "程诺", "2025-09-10"),
        ("方启出图,11/9", "方启", "2025-11-09"),
        ("程诺约见", "程诺", "2025-12-31"),
    }


def test_a_firm_before_the_post_is_where_somebody_is(said):
    facts, _ = said({"拜访记录": [HEAD, *ROWS]})
    assert facts["person", "孙晖"]["org"] == "省轻工设计院"
    assert facts["org", "省轻工设计院"]["category"] == "third_party"
    assert titles(facts)["孙晖"] == "项目负责人"


@pytest.mark.parametrize("gap", ["03 Jun 2026", "2026-06-03"])
def test_connections_go_on_below_one_without_a_name(said, gap):
    rows = [
        ["First Name", "Last Name", "Company", "Position", "Connected On"],
        ["Ana", "Ruiz 🚀", "Tessel AG", "CIO", "14 Nov 2026"],
        ["Wei", "Wang (王伟)", "Tessel AG", "Buyer", "02 Nov 2026"],
        ["", "", "", "", gap],
        ["Luis", "Gil, CEng MIMechE", "Tessel AG", "Head of Maintenance at Tessel", "12 Apr 2026"],
        ["Eva", "Sanz", "Self-employed", "Advisor", "01 Apr 2026"],
    ]
    facts, asked = said({"Connections": rows})
    assert set(titles(facts)) == {"Ana Ruiz", "王伟", "Luis Gil", "Eva Sanz"}
    assert facts["person", "王伟"]["name_en"] == "Wei Wang"
    assert facts["person", "Eva Sanz"]["org"] == "Aster"  # as was answered for those without a company
    assert {key[1] for key in facts if key[0] == "org"} == {"Tessel AG", "Aster"}
    assert "org:Connections" in asked

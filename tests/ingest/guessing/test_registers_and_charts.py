"""Registers, charts, surveys and logs as sales operations, human resources and tender offices send them: what must not be stored."""

import pytest

from graphcrm.ingest.guessing.names import written
from tests.ingest.guessing.conftest import US, met

ANA, LUIS, EVA, TOM = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Tom Beck"


def column(facts, name):
    return {key[1]: value[name] for key, value in facts.items() if key[0] == "person" and name in value}


@pytest.mark.parametrize("account", [["Aster", "Aster"], ["Aster", "Vega"]])
def test_the_opportunity_of_a_meeting_is_that_of_those_who_were_met(said, account):
    rows = [["Call date", "Internal participants", "External participants", "Account", "Opportunity"]]
    rows += [["2026-03-02", TOM, ANA, account[0], "TMS"], ["2026-03-16", TOM, f"{ANA}, {LUIS}", account[1], "TMS"]]
    facts, _ = said({"Calls": rows})
    assert met(facts) >= {("2026-03-02", ANA, TOM)}
    assert facts["opportunity", "TMS"]["customer"] == "Aster"


def test_the_opportunity_of_a_meeting_with_nobody_of_theirs_is_never_our_own(said):
    rows = [["Call date", "Internal participants", "External participants", "Account", "Opportunity"]]
    facts, _ = said(
        {
            "Calls": [*rows, ["2026-03-02", f"{TOM}, {EVA}", "", "Aster", "TMS"]],
            "People": [["Name", "Company"], [ANA, "Aster"]],
        }
    )
    assert {f["customer"] for key, f in facts.items() if key[0] == "opportunity"} <= {"Aster"}


def test_a_unit_that_is_called_with_its_manager_is_called_without(said):
    rows = [["Worker", "Business Title", "Supervisory Organization", "Manager", "Company"]]
    rows += [
        [ANA, "CPO", "Procurement (Ana Ruiz)", "", "Aster"],
        [LUIS, "Buyer", "Procurement (Ana Ruiz)", ANA, "Aster"],
    ]
    rows += [[EVA, "Planner", "Sales (North America)", ANA, "Aster"], [TOM, "Clerk", "IT (vacant)", ANA, "Aster"]]
    facts, _ = said({"Workers": rows})
    assert column(facts, "unit") == {ANA: "Procurement", LUIS: "Procurement", EVA: "Sales (North America)", TOM: "IT"}


def test_a_group_of_people_that_is_called_users_is_where_its_rows_say(said):
    rows = [["Users"], ["Name", "Title", "Email", "Company"], [ANA, "Buyer", "a@aster.example", "Aster"]]
    facts, _ = said({"Board": rows})
    assert column(facts, "org") == {ANA: "Aster"}
    facts, _ = said({"Board": [*rows[:2], [TOM, "Account Manager", "t@boreal.example", f"{US} GmbH"]]})
    assert column(facts, "org") == {TOM: US}


def test_a_line_in_matters_of_the_trade_is_dotted_and_levels_have_no_end_that_is_the_top(said):
    rows = [["Ebene", "Stelle", "Stelleninhaber", "Fachlich unterstellt", "Disziplinarisch unterstellt"]]
    rows += [[1, "Sprecherin", ANA, "", ""], [2, "Stabsstelle", LUIS, "", ANA], [3, "Referat", EVA, LUIS, ANA]]
    facts, asked = said({"Organigramm": rows})
    assert column(facts, "reports_to") == {LUIS: ANA, EVA: ANA}
    assert {key[1:3] for key in facts if key[0] == "reports_to"} == {(EVA, LUIS)}
    assert not column(facts, "grade")
    assert "scale:Organigramm:Ebene" in asked
    titled = [
        rows[0],
        *(
            [n, title, *row[2:]]
            for (n, _, *_), title, row in zip(rows[1:], ("CTO", "Leiter IT", "Teamleiter"), rows[1:], strict=True)
        ),
    ]
    facts, asked = said({"Organigramm": titled})  # the titles tell that 1 is not the lowest
    assert not column(facts, "grade")


def test_a_role_in_the_decision_in_traditional_characters_names_no_opportunity(said):
    facts, asked = said(
        {"名單": [["姓名", "職稱", "決策角色"], ["林志明", "總經理", "決策者"], ["黃淑芬", "處長", "技術評估"]]}
    )
    assert "opportunity:Opportunity" in asked
    assert not any("決策" in key for key in facts)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ana Ruiz¹", ANA),
        ("Ana Ruiz*", ANA),
        ("王伟†", "王伟"),
        ("Dr. Hein, Markus", "Dr. Markus Hein"),
        ("Drost, Anna", "Anna Drost"),
    ],
)
def test_marks_of_footnotes_are_no_part_of_a_name_and_degrees_stand_before_it(cell, name):
    assert written(cell).name == name


def test_people_beside_each_other_with_their_departments(said):
    rows = [["华岳银行核心系统项目关键人分析"], ["姓名", "陈伟", "李娜"], ["职务", "行长", "信息科技部总经理"]]
    rows += [["部门", "行领导", "信息科技部"], ["态度", "中立", "支持"], ["性格", "谨慎", "外向"]]
    facts, _ = said({"关键人": rows}, **{"org:关键人": "华岳银行"})
    assert column(facts, "unit") == {"陈伟": "行领导", "李娜": "信息科技部"}


@pytest.mark.parametrize(
    "question",
    [
        "Whom do you ask for advice when a technical decision is due? (up to three)",
        "Who would you usually turn to before you decide?",
        "遇到技术问题，您一般向谁请教？",
    ],
)
def test_a_survey_of_whom_people_ask_for_advice(said, question):
    rows = [["Timestamp", "Your name", "Department", question, "Anything else?"]]
    rows += [
        ["2026-05-11", ANA, "IT", f"{LUIS}, {EVA}", ""],
        ["2026-05-12", LUIS, "Finance", EVA, "no"],
        ["2026-05-12", EVA, "IT", "nobody", ""],
    ]
    facts, _ = said({"Answers": rows})
    assert column(facts, "unit") == {ANA: "IT", LUIS: "Finance", EVA: "IT"}
    assert {key[1:3] for key in facts if key[0] == "influences"} == {(LUIS, ANA), (EVA, ANA), (EVA, LUIS)}


def test_tables_of_an_account_plan_beside_and_below_each_other(said):
    rows = [["Account plan 2026 – Meridian Foods Ltd"], []]
    rows += [["Key people", *[""] * 4, "Competitors", "", "", "Whitespace", ""]]
    rows += [["Name", "Role", "Attitude", "Our contact", "", "Competitor", "Threat", "", "Product", "Status"]]
    rows += [[ANA, "CFO", "Supporter", TOM, "", "Siegel Systems", "High", "", "Planning", "open"]]
    rows += [[LUIS, "CIO", "Detractor", TOM, "", "Corvid", "Low", "", "", ""], [EVA, "Planner", "Neutral", TOM], []]
    rows += [["Next actions"], ["Action", "Who", "Due", "With"], ["Executive lunch", TOM, "2026-07-20", ANA]]
    facts, _ = said({"Plan": rows}, **{"org:Plan": "Meridian Foods Ltd"})
    assert column(facts, "title") == {ANA: "CFO", LUIS: "CIO", EVA: "Planner"}
    assert facts["org", "Siegel Systems"]["category"] == facts["org", "Corvid"]["category"] == "competitor"
    actions = [(f["target"], f["owner"], f["type"]) for key, f in facts.items() if key[0] == "action"]
    assert actions == [(ANA, TOM, "Executive lunch")]


def test_a_table_with_titles_over_its_columns_and_an_empty_column_stays_one(said):
    rows = [["Person", "", "", "Where we stand", ""], ["Name", "Role", "", "Attitude", "Our contact"]]
    rows += [[ANA, "CFO", "", "Supporter", TOM], [LUIS, "CIO", "", "Detractor", TOM]]
    facts, _ = said({"People": rows})
    assert {key[1]: f["level"] for key, f in facts.items() if key[0] == "stance"} == {ANA: 2, LUIS: -1}


def test_a_score_card_names_people_behind_the_scores_and_no_number_competes(said):
    rows = [
        ["Account", "Aster"],
        ["Opportunity", "TMS"],
        [],
        ["Element", "Score (0-3)", "Evidence"],
        ["Metrics", 2, "-12% inventory"],
    ]
    rows += [
        ["Economic Buyer", 1, f"{ANA} (CFO), not met yet"],
        ["Decision Criteria", 2, "written"],
        ["Decision Process", 1, "board"],
    ]
    rows += [["Champion", 3, f"{LUIS} (Head of Logistics)"], ["Competition", 2, "Siegel Systems"]]
    facts, asked = said({"Scorecard": rows}, **{"competitor:Siegel Systems": "yes"})
    assert column(facts, "title") == {ANA: "CFO", LUIS: "Head of Logistics"}
    assert {key[1]: f["roles"] for key, f in facts.items() if key[0] == "role_in"} == {
        ANA: ("decider",),
        LUIS: ("coach",),
    }
    assert {one for one in asked if one.startswith("competitor:")} == {"competitor:Siegel Systems"}

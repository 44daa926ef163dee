"""Registers, charts, surveys and logs as sales operations, human resources and tender offices send them: what must not be stored."""

import json

import pytest

from graphcrm.ingest.guessing.texts.names import written
from tests.ingest.guessing.conftest import US, book, met

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


def test_labels_beside_each_other_over_a_score_card_say_whose_it_is(said):
    rows = [["MEDDPICC Scorecard"], ["Account:", "Aster Energy", "Opportunity:", "TMS"], ["Owner:", TOM, "Amount:", 7]]
    rows += [[], ["Element", "Score", "Who"], ["Metrics", 2, "-12%"], ["Economic Buyer", 1, f"{ANA} (CFO)"]]
    rows += [["Decision Criteria", 2, "written"], ["Decision Process", 1, "board"], ["Champion", 3, f"{LUIS} (CIO)"]]
    facts, _ = said({"Scorecard": rows}, **{"org:Scorecard": ""})
    assert {key[1] for key in facts if key[0] == "org"} <= {"Aster Energy", US}
    assert {key[1:3] for key in facts if key[0] == "role_in"} == {(ANA, "TMS"), (LUIS, "TMS")}


@pytest.mark.parametrize("heading", ["Name / Funktion", "Stakeholder"])
def test_the_line_below_a_name_is_the_post_and_nobody_else(said, heading):
    cells = [f"Dr. {ANA}\nLeiterin Einkauf", f"{LUIS}\nCIO\nInformatik", "N.N.\nWerksleiter", TOM]
    facts, _ = said({"Slide": [[heading, "Haltung"], *([cell, "neutral"] for cell in cells)]})
    assert column(facts, "title") == {
        f"Dr. {ANA}": "Leiterin Einkauf",
        LUIS: "CIO",
        "? Werksleiter": "Werksleiter",
    }
    assert column(facts, "unit") == {LUIS: "Informatik"}
    assert TOM in column(facts, "org")


def test_people_below_each_other_in_a_cell_stay_several(said):
    facts, _ = said({"Map": [["Name", "Attitude"], [f"{ANA}\n{LUIS}", "neutral"], [f"{EVA}\n{TOM}", "for us"]]})
    assert {key[1] for key in facts if key[0] == "person"} == {ANA, LUIS, EVA, TOM}


@pytest.mark.parametrize(
    ("heading", "mark"), [("Deleted", "1"), ("IsDeleted", "true"), ("生命状态", "作废"), ("是否删除", "是")]
)
def test_what_a_system_has_deleted_is_told_and_nobody(look, tmp_path, heading, mark):
    rows = [["Name", "Company", heading], [ANA, "Aster", ""], [LUIS, "Aster", mark], [EVA, "Aster", "0"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    people = [b for b in found.plan.change.batches if b.kind == "person"]
    assert sum(len(b.keys) for b in people) == 2
    assert any("1 row (the first in line 3) marked as deleted" in p.text.en for p in found.plan.problems)


def test_the_company_of_a_register_extract_stands_in_its_title(said):
    share = [
        ["东岳水务有限公司-股东信息"],
        ["序号", "发起人及出资信息", "持股比例"],
        [1, "东岳市国资委", "51%"],
        [2, "王伟", "49%"],
    ]
    held = [
        ["东岳水务有限公司-对外投资"],
        ["被投资企业名称", "持股比例"],
        ["清源检测有限公司", "100%"],
        ["清泉有限公司", "60%"],
    ]
    facts, _ = said({"股东信息": share, "对外投资": held}, **{"person:王伟": "东岳水务有限公司"})
    assert {key[1:3]: f["share"] for key, f in facts.items() if key[0] == "holds_equity"} == {
        ("东岳市国资委", "东岳水务有限公司"): 0.51,
        ("王伟", "东岳水务有限公司"): 0.49,
        ("东岳水务有限公司", "清源检测有限公司"): 1.0,
        ("东岳水务有限公司", "清泉有限公司"): 0.6,
    }


def test_of_investments_whose_investor_has_a_column_it_is_the_investor_who_holds(said):
    of = [
        ["企业名称", "登记状态", "国标行业门类", "所属城市"],
        ["东岳水务有限公司", "存续", "水的生产和供应业", "泰安市"],
    ]
    held = [["企业名称", "被投资企业名称", "状态", "投资比例"], ["东岳水务有限公司", "清泉有限公司", "存续", "60%"]]
    facts, _ = said({"企业基本信息": of, "对外投资": held})
    assert facts["org", "东岳水务有限公司"]["industry"] == "水的生产和供应业"
    assert {key[1:3]: f["share"] for key, f in facts.items() if key[0] == "holds_equity"} == {
        ("东岳水务有限公司", "清泉有限公司"): 0.6
    }


def test_a_chart_in_a_text_file_is_read_and_a_text_without_a_table_is_told(look, tmp_path):
    chart = "集团组织架构 (2026.10)\n董事长 王伟\n  - 总经理 李娜\n    - 财务总监 CFO 尉迟敏\n      - 会计主管 (空缺)\n"
    (tmp_path / "a.txt").write_text(chart, encoding="gb18030")
    (tmp_path / "b.txt").write_text("Dear all,\nplease find the list attached.\n", encoding="utf-8")
    found = look(tmp_path, answers={"org:a": "Aster"})
    people = {p["name"]: p for b in found.plan.change.batches if b.kind == "person" for p in map(json.loads, b.props)}
    assert {name: p["title"] for name, p in people.items()} == {
        "王伟": "董事长",
        "李娜": "总经理",
        "尉迟敏": "财务总监 CFO",
        "? 会计主管": "会计主管",
    }
    assert any("no table was recognised in “b”" in one.en for one in found.said)
    assert any("no table was recognised in “b”" in p.text.en for p in found.plan.problems)


def test_figures_of_deals_whose_headings_look_like_names_are_no_matrix_of_people(said):
    rows = [["Deal Name", "Account Name", "Amount", "Closing Date", "Exchange Rate", "Reason For Loss"]]
    rows += [["TMS", "Aster", 7, "2026-05-01", "3.67", ""], ["WMS", "Aster", 8, "2026-06-01", "34", ""]]
    facts, asked = said({"Deals": rows})
    assert {key[1] for key in facts if key[0] == "opportunity"} == {"TMS", "WMS"}
    assert not any("matrix" in one for one in asked)


def test_a_mailbox_of_a_department_is_nobody(said):
    rows = [["First Name", "Last Name", "Email", "Company"], ["Ana", "Ruiz", "ana@aster.example", "Aster"]]
    facts, _ = said(
        {"Contacts": [*rows, ["", "", "info@aster.example", "Aster"], ["", "", "eva@aster.example", "Aster"]]}
    )
    assert {key[1] for key in facts if key[0] == "person"} == {ANA, "eva@aster.example"}


def test_a_relation_without_one_of_its_ends_is_told(look, tmp_path):
    rows = [["Shareholder", "Company", "Share"], ["Boreal AG", "Aster AG", "40%"], ["Vega AG", "", "60%"]]
    found = look(book(tmp_path / "a.xlsx", {"Shareholders": rows}))
    assert any("relations of which one end is missing" in p.text.en for p in found.plan.problems)


def test_where_somebody_gets_their_mail_is_not_where_the_organisation_is(said):
    rows = [
        ["Name", "Account Name", "Mailing City", "Other Country"],
        [ANA, "Aster", "Dubai", "UAE"],
        [LUIS, "Aster", "Oslo", ""],
    ]
    facts, _ = said({"Contacts": rows})
    assert "region" not in facts["org", "Aster"]

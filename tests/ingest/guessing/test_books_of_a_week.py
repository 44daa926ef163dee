"""What books of one week of looking at strangers' sheets had: each case is a habit of writing, with the facts that come of it."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, export, met, titles, told


def of(facts, kind):
    return {key[1:3] for key in facts if key[0] == kind}


def orgs(facts):
    return {key[1]: value.get("category") for key, value in facts.items() if key[0] == "org"}


def where(facts):
    return {key[1]: value.get("org") for key, value in facts.items() if key[0] == "person"}


def actions(facts):
    found = (value for key, value in facts.items() if key[0] == "action")
    return {(one["type"], one["owner"], one["target"], one["due"]) for one in found}


PEOPLE = [["Name", "Title", "Company"], ["Ana Ruiz", "CFO", "Aster AG"], ["Luis Gil", "CIO", "Aster AG"]]


def test_people_of_a_list_that_says_where_they_are_are_there_in_a_sheet_whose_title_may_name_anything(tmp_path):
    rows = [
        ["Buying center – North pump replacement"],
        ["Person", "Role"],
        ["Ana Ruiz", "Decider"],
        ["Luis Gil", "User"],
    ]
    path = book(tmp_path / "a.xlsx", {"People": PEOPLE, "Buying Center": rows})
    plan = guess([path], existing={}, options=options(answers={"our_company": US})).plan
    facts = {about[0]: value for kind, about, name, value in told(plan) if (kind, name) == ("person", "org")}
    assert facts == {"Ana Ruiz": "Aster AG", "Luis Gil": "Aster AG"}


def test_among_labels_of_a_person_one_says_what_the_company_is(said):
    rows = [["Name", "Title", "Company", "Categories"], ["Ana Ruiz", "CFO", "Aster", "Customer;A"]]
    rows += [["Jan Ott", "Rep", "Rival", "Competitor"], ["Kim Salter", "AE", US, "Colleague"]]
    facts, _ = said({"Contacts": rows})
    assert orgs(facts) == {"Aster": "customer", "Rival": "competitor", US: "our_company"}


def test_currencies_below_a_short_heading_are_those_of_the_amounts(said):
    rows = [["Opportunity", "Account", "Amount", "Cur.", "Stage"], ["Mill", "Polar", 1850, "NOK", "Proposal"]]
    rows += [["Dock", "Polar", 95, "EUR", "Proposal"]]
    facts, _ = said({"Pipeline": rows})
    assert {k[1]: v["currency"] for k, v in facts.items() if k[0] == "opportunity"} == {"Mill": "NOK", "Dock": "EUR"}


def test_a_report_of_contact_roles_is_no_log_of_meetings_on_the_day_on_which_deals_close(said):
    rows = [
        [
            "Account Name",
            "Opportunity Name",
            "Close Date",
            "Opportunity Owner",
            "Contact: Full Name",
            "Title",
            "Contact Role",
        ]
    ]
    rows += [["Aster", "Mill", "3/15/2026", "Kim Salter", "Ana Ruiz", "CFO", "Economic Buyer"]]
    rows += [["Aster", "Mill", "3/15/2026", "Kim Salter", "Luis Gil", "CIO", "Decision Maker"]]
    facts, _ = said({"report": rows})
    assert titles(facts) == {"Ana Ruiz": "CFO", "Luis Gil": "CIO", "Kim Salter": None}
    assert of(facts, "role_in") == {("Ana Ruiz", "Mill"), ("Luis Gil", "Mill")}


def test_an_export_with_our_own_people_who_own_themselves_and_several_deals_in_a_cell_is_read(look, tmp_path):
    rows = [["客户名称", "联系人姓名", "职务", "关联商机", "商机金额(元)", "预计成交日期", "负责人"]]
    rows += [["晋阳钢铁", "段丽", "采购经理", "平台|备件", "3600000|480000", "2027-01-31|2026-12-20", "周雨桐"]]
    rows += [["Boreal", "周雨桐", "销售", "", "", "", "周雨桐"]]
    found = look(export(tmp_path / "a", {"联系人": rows}), our_company=US)
    facts = {(k, about[0], name): value for k, about, name, value in told(found.plan) if k in ("opportunity", "person")}
    assert {k[1]: v for k, v in facts.items() if k[2] == "amount"} == {"平台": 3600000, "备件": 480000}
    assert {k[1]: v for k, v in facts.items() if k[2] == "due"} == {"平台": "2027-01-31", "备件": "2026-12-20"}
    assert facts["person", "段丽", "owner"] == "周雨桐"
    assert not facts.get(("person", "周雨桐", "owner"))


HEADS = ["Customer", "", "Our people", ""]


@pytest.mark.parametrize("post", ["KAM", "VP Sales"])
def test_groups_of_both_sides_over_names_and_posts_below_those_of_ours(tmp_path, post):
    rows = [["Heat map – Aster"], HEADS, ["Name", "Title", f"Kim Salter\n{post}", "Pia Lund\nCSM", "Attitude"]]
    rows += [["Ana Ruiz", "CFO", 3, "", "green"], ["Luis Gil", "CIO", "", 2, "red"]]
    path = book(tmp_path / "a.xlsx", {"Heat": rows}, {"Heat": ["A2:B2", "C2:D2", "A1:E1"]})
    answers = {"our_company": US, "org:Heat": "Aster", "org:Heat (matrix)": "Aster"}
    plan = guess([path], existing={}, options=options(answers=answers)).plan
    facts = {(k, *about[:2], name): value for k, about, name, value in told(plan)}
    assert facts["person", "Kim Salter", "title"] == post
    assert facts["person", "Ana Ruiz", "title"] == "CFO"
    assert facts["knows", "Kim Salter", "Ana Ruiz", "declared_level"] == 3
    assert facts["stance", "Luis Gil", US, "level"] == -1


WEEK = ["姓名：刘洋", "", "周期：2026.3.2-3.6"]


def test_the_report_of_a_week_is_a_log_of_whoever_wrote_it_on_days_of_that_week(said):
    rows = [["销售周报"], WEEK, ["日期", "客户", "客户人员/职务", "方式", "内容", "客户态度"]]
    rows += [
        ["周一", "华岳", "赵强/生产副总", "拜访", "报价", "支持"],
        ["3/5", "华岳", "钱敏(科长)", "电话", "流程", "中立"],
    ]
    facts, asked = said({"周报": rows})
    assert met(facts) == {("2026-03-02", "刘洋", "赵强"), ("2026-03-05", "刘洋", "钱敏")}
    assert titles(facts) == {"赵强": "生产副总", "钱敏": "科长", "刘洋": None}
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): 0}
    assert "date_order" not in asked


def test_who_does_it_until_when_stands_in_one_column_and_a_strategy_is_what_is_to_be_done(said):
    rows = [["日期", "客户", "客户参加人", "我方参加人", "内容", "下一步计划", "责任人/时间"]]
    rows += [
        ["2026-03-02", "华岳", "赵强", "刘洋、王海", "报价", "提供案例", "王海 3/15"],
        ["2026-03-05", "华岳", "赵强", "刘洋", "流程", "", ""],
    ]
    facts, _ = said({"拜访记录": rows})
    assert actions(facts) == {("提供案例", "王海", "赵强", "2026-03-15")}
    rows = [["关键人", "职务", "我方策略", "责任人", "完成时间"], ["赵强", "总经理", "安排拜访", "刘洋", "2026/7/10"]]
    facts, _ = said({"决策链": rows})
    assert actions(facts) == {("安排拜访", "刘洋", "赵强", "2026-07-10")}


def test_a_plan_of_actions_may_say_until_and_who_of_us(said):
    rows = [
        ["No.", "What", "Who (us)", "With whom", "Until", "Status"],
        [1, "Show a study", "Kim Salter", "Ana Ruiz", "15.12.2026", "open"],
    ]
    facts, _ = said({"Action plan": rows, "People": PEOPLE})
    assert actions(facts) == {("Show a study", "Kim Salter", "Ana Ruiz", "2026-12-15")}


def test_a_matrix_of_those_whose_column_holds_nothing_but_a_dash_is_one(said):
    rows = [["Row influences column"], ["", "Ruiz", "Gil"], ["Ruiz", "–", "H"], ["Gil", "", "–"]]
    rows = [[*row, ""] if n != 1 else [*row, "Ott"] for n, row in enumerate(rows)] + [["Ott", "M", "", "–"]]
    facts, _ = said({"Who influences whom": rows, "People": [*PEOPLE, ["Jan Ott", "Buyer", "Aster AG"]]})
    assert of(facts, "influences") == {("Ana Ruiz", "Luis Gil"), ("Jan Ott", "Ana Ruiz")}


def test_a_heading_names_the_competitor_in_brackets_behind_the_word_for_one(said):
    rows = [
        ["姓名", "职务", "对我方态度", "对竞争对手(华锐信息)态度"],
        ["赵强", "总经理", "支持", "反对"],
        ["钱敏", "科长", "中立", "支持"],
    ]
    facts, _ = said({"关键人": rows})
    assert attitudes(facts) == {("赵强", US): 2, ("钱敏", US): 0, ("赵强", "华锐信息"): -1, ("钱敏", "华锐信息"): 2}


def test_forms_of_a_method_say_what_people_are_and_name_those_of_elements_that_are_no_role(said):
    rows = [["Element", "Who / what", "Position", "Status"], ["Metrics", "-12 % downtime", "", "G"]]
    rows += [["Economic Buyer", "Ana Ruiz", "VP Operations", "Y"], ["Decision Criteria", "open API", "", "G"]]
    rows += [["Decision Process", "Luis Gil (signs)", "CFO", "R"], ["Identify Pain", "Line 2 stops", "", "G"]]
    rows += [["Champion", "Eva Sanz", "Plant manager", "G"], ["Champion (2nd)", "Jan Ott", "Engineer", "Y"]]
    facts, _ = said({"MEDDPICC": rows})
    assert titles(facts) == {
        "Ana Ruiz": "VP Operations",
        "Luis Gil": "CFO",
        "Eva Sanz": "Plant manager",
        "Jan Ott": "Engineer",
    }
    assert {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"} == {
        "Ana Ruiz": ("decider",),
        "Eva Sanz": ("coach",),
        "Jan Ott": ("coach",),
    }


def test_a_legend_on_a_sheet_of_its_own_says_each_sign_in_two_languages(said):
    key = [
        ["Code", "中文", "English"],
        ["S+", "支持", "supporter"],
        ["S0", "中立", "neutral"],
        ["S-", "反对", "opponent"],
    ]
    rows = [
        ["Name", "Title", "Attitude"],
        ["Ana Ruiz", "CFO", "S+"],
        ["Luis Gil", "CIO", "S0"],
        ["Eva Sanz", "Buyer", "S-"],
    ]
    facts, _ = said({"Legend": key, "People": rows})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("Luis Gil", US): 0, ("Eva Sanz", US): -1}


def test_whoever_looks_after_somebody_bei_uns_is_ours_and_the_sum_of_those_present_is_nobody(said):
    rows = [["Name", "Funktion", "Betreuer bei uns", "22.09.", "13.10."], ["Ana Ruiz", "Leiterin", "Lindner", "x", "x"]]
    rows = [["Teilnehmer 2026"], *rows, ["Luis Gil", "Meister", "Lindner", "", "x"], ["Anwesend", "", "", 1, 2]]
    facts, _ = said({"Liste": rows})
    assert where(facts) == {"Ana Ruiz": "Aster", "Luis Gil": "Aster", "Lindner": US}


def test_the_year_of_days_without_one_is_that_of_the_others_in_the_column(said):
    rows = [["姓名", "职务", "2025年得分", "负责人", "最近联系"], ["赵强", "总经理", 3, "刘洋", "2026-05-15"]]
    rows = [[*row[:-1], row[-1]] for row in rows] + [["钱敏", "科长", 2, "刘洋", "3月28日"]]
    facts, _ = said({"关键人": rows})
    assert ("2026-03-28", "刘洋", "钱敏") in met(facts)


def test_an_amount_that_is_no_number_is_asked_about_and_the_others_are_read(said):
    rows = [["Opportunity", "Account", "Amount", "Stage"], ["Mill", "Aster", "see offer", "Proposal"]]
    facts, asked = said({"Pipeline": [*rows, ["Dock", "Aster", 95, "Proposal"]]})
    assert {k[1]: v.get("amount") for k, v in facts.items() if k[0] == "opportunity"} == {"Mill": None, "Dock": 95}
    assert "amount:Pipeline:see offer" in asked


def test_a_chart_of_people_below_their_departments_has_open_posts_and_a_count_behind_it(said):
    rows = [["Aster – organisation"], ["Ana Ruiz – Managing Director"], ["", "Finance"], ["", "", "Luis Gil – CFO"]]
    rows += [
        ["", "Terminals"],
        ["", "", "Eva Sanz – Director"],
        ["", "", "", "(v) – Shift Manager"],
        [],
        ["4 positions, 1 vacant"],
    ]
    facts, _ = said({"Org": rows})
    people = {key[1]: (v.get("unit"), v.get("reports_to")) for key, v in facts.items() if key[0] == "person"}
    assert people == {
        "Ana Ruiz": (None, None),
        "Luis Gil": ("Finance", "Ana Ruiz"),
        "Eva Sanz": ("Terminals", "Ana Ruiz"),
        "? Shift Manager": ("Terminals", "Eva Sanz"),
    }


def test_heads_of_tasks_have_companies_over_and_posts_below_them_and_ours_have_no_role(tmp_path):
    rows = [
        ["RACI"],
        ["任务", "客户 远航船厂", "", "我方 云澜"],
        ["", "王伟", "李娜", "刘洋"],
        ["", "总经理", "采购主管", "项目经理"],
    ]
    rows += [["需求", "A", "R", "C"], ["合同", "C", "A", "R"], ["A 合计", 1, 1, 0]]
    path = book(tmp_path / "a.xlsx", {"RACI": rows}, {"RACI": ["B2:C2"]})
    answers = {
        "our_company": US,
        "opportunity": "MES",
        "word:roles:a": "decider",
        "word:roles:r": "user",
        "word:roles:c": "influencer",
    }
    plan = guess([path], existing={}, options=options(answers=answers)).plan
    facts = {(k, about[0], name): value for k, about, name, value in told(plan)}
    assert {
        k[1]: (v, facts["person", k[1], "title"]) for k, v in facts.items() if k[0] == "person" and k[2] == "org"
    } == {
        "王伟": ("远航船厂", "总经理"),
        "李娜": ("远航船厂", "采购主管"),
        "刘洋": (US, "项目经理"),
    }
    assert {k[1] for k in facts if k[0] == "role_in"} == {"王伟", "李娜"}


def test_what_stands_behind_the_last_table_is_told(said, look, tmp_path):
    rows = [
        ["5. Action plan"],
        ["What", "Who (us)", "With whom", "Until"],
        ["Show a study", "Kim Salter", "Ana Ruiz", "2026-12-15"],
    ]
    said({"Plan": [*rows, ["6. Recent contacts"], ["12.11.26 - Kim visited Ana Ruiz"]], "People": PEOPLE})
    lines = " ".join(one.en for one in look(tmp_path / "a.xlsx").said)
    assert "line 5 is of no table and was not imported: 12.11.26 - Kim visited Ana Ruiz" in lines


def test_a_target_may_name_the_company_before_the_person(said):
    rows = [["计划事项", "客户/对象", "负责人", "时间"], ["提交报价", "华岳电力 赵强", "刘洋", "2026-12-15"]]
    people = [["姓名", "单位", "职务"], ["赵强", "华岳电力", "总经理"], ["钱敏", "华岳电力", "科长"]]
    facts, _ = said({"下周计划": rows, "人员": people})
    assert actions(facts) == {("提交报价", "刘洋", "赵强", "2026-12-15")}


def test_a_title_in_two_languages_is_of_the_person_whom_another_list_gives_it_in_one(said):
    rows = [
        ["ID", "姓名 Name", "职位 Position", "部门 Dept"],
        ["P1", "Ana Ruiz", "CFO 财务总监", "Finance"],
        ["P2", "戴文博 (Wenbo Dai)", "IT Director IT总监", "IT"],
    ]
    others = [
        ["First Name", "Last Name", "Company", "Position"],
        ["Ana", "Ruiz", "Aster", "CFO"],
        ["Wenbo", "Dai", "Aster", "IT Director"],
    ]
    facts, _ = said({"People": rows, "Connections": others})
    assert {key[1] for key in facts if key[0] == "person"} == {"Ana Ruiz", "戴文博"}


def test_an_amount_in_a_title_is_told_as_unread(said, look, tmp_path):
    rows = [["Opportunity: Mill | $1.24M | Proposal"], ["Name", "Title", "Role"], ["Ana Ruiz", "CFO", "Decider"]]
    said({"People": rows})
    lines = " ".join(one.en for one in look(tmp_path / "a.xlsx").said)
    assert "the amount in a line above was not imported: Opportunity: Mill | $1.24M | Proposal" in lines

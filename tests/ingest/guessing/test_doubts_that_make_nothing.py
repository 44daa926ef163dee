"""What looks like a fact and is none, or whose meaning is open: it is asked about, or told, and makes nobody and nothing."""

import pytest

from graphcrm.ingest.guessing.sheets.table_ends import body_of
from tests.ingest.guessing.conftest import US, book, met, titles


def people(facts):
    return {key[1] for key in facts if key[0] == "person"}


def test_facts_about_a_customer_are_a_form_and_no_list_of_companies(said):
    form = [
        ["Account", "Aster"],
        ["Industry", "Retail"],
        ["HQ", "Leeds, UK"],
        ["Employees", "14,000"],
        ["Renewal", "in May"],
    ]
    facts, _ = said({"Overview": form, "Org": [["Name", "Title"], ["Ana Ruiz", "CFO"], ["Luis Gil", "CIO"]]})
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster"}
    assert facts["org", "Aster"]["region"] == "Leeds, UK"
    assert people(facts) == {"Ana Ruiz", "Luis Gil"}


@pytest.mark.parametrize("count", ["14,000", "approx. 14,000", "rund 14.000", "约 3400 人"])
def test_a_count_is_nobody_and_the_form_that_has_it_keeps_its_customer_and_its_opportunity(said, count):
    form = [
        ["Account", "Castor Rail Ltd"],
        ["Industry", "Rail"],
        ["HQ", "Leeds, UK"],
        ["Employees", count],
        ["Key opportunity", "Crew planning"],
        ["Value", 450_000],
        ["Expected close", "2026-12-18"],
        ["Account manager", "Fin Maher"],
    ]
    listed = [["Name", "Position"], ["Ana Ruiz", "CFO"], ["Luis Gil", "CIO"]]
    facts, asked = said({"Overview": form, "Stakeholders": listed}, **{"org:Stakeholders": ""})
    assert people(facts) == {"Ana Ruiz", "Luis Gil", "Fin Maher"}
    assert {one: facts["person", one]["org"] == US for one in people(facts)} == {
        "Ana Ruiz": False,
        "Luis Gil": False,
        "Fin Maher": True,
    }
    assert {facts["person", one]["org"] for one in ("Ana Ruiz", "Luis Gil")} == {"Castor Rail Ltd"}
    assert "owner:Overview" in asked  # whether the account manager looks after these contacts as well
    deal = facts["opportunity", "Crew planning"]
    assert (deal["customer"], deal["amount"], deal["due"]) == ("Castor Rail Ltd", 450_000, "2026-12-18")


def test_a_row_whose_name_is_none_keeps_its_customer_and_its_opportunity(said):
    rows = [["Contact", "Position", "Company", "Opportunity", "Amount"]]
    rows += [["Ana Ruiz", "CIO", "Aster AG", "Crew planning", 500], ["Legal team", "Counsel", "Brick AG", "Yard", 700]]
    facts, _ = said({"Contacts": rows})
    assert people(facts) == {"Ana Ruiz"}
    assert (facts["opportunity", "Yard"]["customer"], facts["opportunity", "Yard"]["amount"]) == ("Brick AG", 700)


@pytest.mark.parametrize(
    ("heads", "degrees", "posts"),
    [
        (("Titel", "Vorname", "Name", "Funktion"), ("Dr.", "Dipl.-Ing."), ("Leiter Einkauf", "IT-Leiter")),
        (("Title", "First name", "Last name", "Position"), ("Prof. Dr.", "Ph.D."), ("Head of IT", "Buyer")),
        (("Titre", "Prénom", "Nom", "Fonction"), ("M.", "Mme"), ("Directeur financier", "Acheteur")),
        (("头衔", "First name", "Last name", "职务"), ("博士", "硕士"), ("采购部经理", "总工程师")),
    ],
)
def test_beside_degrees_the_column_of_posts_is_the_title(said, heads, degrees, posts):
    names = [("Ana", "Ruiz"), ("Luis", "Gil"), ("Eva", "Lang")]
    rows = [[degree, *name, post] for degree, name, post in zip((*degrees, ""), names, (*posts, posts[0]), strict=True)]
    facts, _ = said({"Contacts": [list(heads), *rows]})
    assert titles(facts) == {" ".join(name): post for name, post in zip(names, (*posts, posts[0]), strict=True)}


def test_teams_posts_and_points_of_a_list_are_nobody(said):
    meetings = [["Date", "Customer attendees", "Our attendees", "Topic"]]
    meetings += [
        ["2026-03-04", "Ana Ruiz, Legal team", "王伟", "Kick-off"],
        ["2026-03-05", "Ana Ruiz", "Presales team", "Demo"],
        ["2026-03-06", "CFO", "王伟", "Price"],
    ]
    contacts = [
        ["Name", "Title", "Mail"],
        ["Ana Ruiz", "CIO", "a@aster.example"],
        ["1. Agree a day", "", ""],
        ["14,000", "", ""],
    ]
    facts, asked = said({"Meetings": meetings, "Contacts": contacts})
    assert people(facts) == {"Ana Ruiz", "王伟"}
    assert {"person:legal team", "person:presales team", "person:cfo"} <= asked


def test_who_owns_an_action_keeps_nobody(said):
    plan = [
        ["Action", "Owner", "Contact", "Due", "Status"],
        ["Send the model", "Tess Whit", "Ana Ruiz", "2026-12-04", "Open"],
    ]
    facts, _ = said({"Actions": plan, "People": [["Name", "Title"], ["Ana Ruiz", "CFO"], ["Luis Gil", "CIO"]]})
    assert "owner" not in facts["person", "Ana Ruiz"]
    (action,) = [value for key, value in facts.items() if key[0] == "action"]
    assert (action["owner"], action["target"], action["type"]) == ("Tess Whit", "Ana Ruiz", "Send the model")


def test_a_plan_of_actions_that_tells_of_people_is_a_list_of_them(said):
    plan = [["目标人物", "现状", "举措", "责任人", "截止日期"]]
    plan += [["赵强", "支持", "每周沟通", "王伟", "2026-12-04"], ["钱敏", "反对", "高层拜访", "李娜", "2026-12-05"]]
    facts, _ = said({"行动计划": plan})
    assert {key[1]: value["level"] for key, value in facts.items() if key[0] == "stance"} == {"赵强": 2, "钱敏": -1}


@pytest.mark.parametrize("heads", [("Aster owner", "Boreal owner"), ("Who (Aster)", "Who (Boreal)")])
def test_of_two_columns_of_owners_ours_is_the_one_that_our_company_tells(said, look, tmp_path, heads):
    plan = [["Milestone", *heads, "Target date"], ["Sign-off", "Ana Ruiz", "Fin Maher", "2026-12-04"]]
    facts, _ = said({"Close plan": plan})
    (action,) = [value for key, value in facts.items() if key[0] == "action"]
    assert (action["owner"], action["target"]) == ("Fin Maher", "Ana Ruiz")
    assert {n: facts["person", n]["org"] for n in ("Ana Ruiz", "Fin Maher")} == {"Ana Ruiz": "Aster", "Fin Maher": US}
    found = look(book(tmp_path / "b.xlsx", {"Close plan": plan}))  # without the answer, nothing is made of either
    assert found.plan.change is None
    assert {q.id: q.candidates for q in found.questions}["our_company"] == ("Aster", "Boreal")


def test_opportunities_of_a_book_about_one_customer_are_asked_whose_they_are(said):
    pipeline = [["Opportunity", "Value", "Stage", "Close date"], ["Forecasting", 450, "Proposal", "2026-12-18"]]
    facts, asked = said({"Pipeline": pipeline}, **{"customer:Pipeline": "Aster"})
    assert facts["opportunity", "Forecasting"]["customer"] == "Aster"
    assert "customer:Pipeline" in asked


def test_meetings_that_were_only_planned_did_not_take_place_but_name_people(said):
    rows = [["计划时间", "客户参与人", "我方负责人", "完成情况"], ["2026-03-02", "赵强", "王伟", "已完成"]]
    rows += [["2026-03-09", "钱敏", "李娜", "进行中"], ["2026-03-16", "孙丽", "李娜", "未开始"]]
    facts, _ = said({"推进表": rows})
    assert met(facts) == {("2026-03-02", *sorted(("王伟", "赵强")))}
    assert people(facts) == {"王伟", "赵强", "李娜", "钱敏", "孙丽"}
    rows[0][0] = "拜访日期"  # what is still going on behind a day on which somebody was seen is the follow-up
    facts, _ = said({"拜访": rows})
    assert {day for day, *_ in met(facts)} == {"2026-03-02", "2026-03-09"}


VISITS = ["日期", "客户单位", "拜访对象", "我方人员", "拜访目的", "拜访结果", "下一步"]
HELD = ["2026-03-02", "青禾乳业", "赵强", "王伟", "递交报价", "价格偏高", ""]


@pytest.mark.parametrize(
    ("sheet", "title", "row", "held"),
    [
        ("3月", "2026年3月客户拜访计划表", ["高层拜访", "", ""], False),
        ("3月（计划）", "", ["高层拜访", "", ""], False),
        ("Visit plan", "", ["高层拜访", "", ""], False),
        ("3月", "", ["高层拜访（计划）", "", ""], False),
        ("3月", "", ["Präsentation (geplant)", "", ""], False),
        ("3月", "", ["Planned: board pitch", "", ""], False),
        ("3月", "2026年3月客户拜访计划表", ["高层拜访", "对方感兴趣", ""], True),
        ("3月", "", ["Präsentation (geplant)", "Zugesagt", ""], True),
        ("3月", "拜访计划及执行记录表", ["高层拜访", "", ""], True),
        ("3月", "", ["了解年度采购计划", "", ""], True),
    ],
)
def test_what_is_planned_by_its_title_or_topic_is_to_be_done_unless_something_came_of_it(said, sheet, title, row, held):
    rows = [*([[title]] if title else []), VISITS, ["2026-03-09", "青禾乳业", "钱敏", "李娜", *row]]
    facts, _ = said({"2月": [VISITS, HELD], sheet: rows})
    assert {day for day, *_ in met(facts)} == {"2026-03-02", *(["2026-03-09"] if held else [])}
    made = {(one["type"], one["target"], one["due"]) for key, one in facts.items() if key[0] == "action"}
    assert made == (set() if held else {(row[0], "钱敏", "2026-03-09")})


def test_of_which_side_those_are_who_came_along_is_asked(said):
    rows = [
        ["日期", "拜访对象", "我方人员", "陪同人员"],
        ["2026-03-02", "赵强", "王伟", "钱敏"],
        ["2026-03-03", "赵强", "王伟", "赵强"],
    ]
    facts, asked = said({"拜访": rows})
    assert "钱敏" not in people(facts)
    assert "person:钱敏" in asked
    facts, _ = said({"拜访": [["日期", "拜访对象", "陪同人员"], ["2026-03-02", "赵强", "王伟"]]})
    assert facts["person", "王伟"]["org"] == US


def test_two_surnames_in_a_cell_are_two_people_where_one_of_them_stands_alone(said):
    rows = [["Datum", "Kunde (Personen)", "Unsere Leute"], ["2026-01-14", "Sabine Ohl", "Imhoff, Brandt"]]
    facts, _ = said({"Besuche": [*rows, ["2026-02-11", "Sabine Ohl", "Imhoff"]]})
    assert people(facts) == {"Sabine Ohl", "Imhoff", "Brandt"}
    facts, _ = said({"Besuche": rows})
    assert "Brandt Imhoff" in people(facts)


def test_the_heading_of_the_names_for_another_company_begins_a_list_of_its_own(said):
    rows = [["Attendees - customer", "Title", "Buying role", "Attitude"], ["Ana Ruiz", "CIO", "User", "Positive"]]
    rows += [["Luis Gil", "Buyer", "Gatekeeper", "Neutral"], ["Attendees - Boreal", "", "", ""]]
    rows += [
        ["Tess Whit", "Account Executive", "", ""],
        ["Fin Maher", "Sales Engineer", "", ""],
        ["Objectives", "", "", ""],
    ]
    facts, _ = said({"Call": rows}, **{"org:Call (2)": US})
    assert {name: facts["person", name]["org"] for name in people(facts)} == {
        "Ana Ruiz": "Aster", "Luis Gil": "Aster", "Tess Whit": US, "Fin Maher": US,
    }  # fmt: skip


def test_words_beside_a_table_without_a_column_of_names_head_no_other_side():
    rows = [(2, ["CIO", "high", ""]), (3, ["", "", "Client"]), (4, ["CFO", "low", ""])]
    assert body_of(rows, ["Title", "Influence"]) == (rows, [], [])


def test_a_name_between_a_department_and_a_post_is_the_name(said):
    rows = [["日期", "客户参会人员", "我方人员"], ["2026-03-02", "设备部 冯正部长、总经办欧阳瑾主任", "王伟"]]
    facts, _ = said({"拜访": rows})
    assert titles(facts) == {"冯正": "部长", "欧阳瑾": "主任", "王伟": None}
    assert facts["person", "冯正"]["unit"] == "设备部"
    rows = [
        ["姓名", "职务", "部门"],
        ["井大勇", "部长", "生产部"],
        ["井大勇（兼）", "科长", "计划科"],
        ["冯正", "主任", "计划科"],
    ]
    facts, _ = said({"人员": rows})
    assert people(facts) == {"井大勇", "冯正"}


def test_whether_somebody_is_a_coach_is_a_role_and_what_customers_are_sorted_by_is_no_grade(said):
    rows = [
        ["姓名", "职务", "是否教练", "客户级别"],
        ["赵强", "部长", "是", "战略客户"],
        ["钱敏", "主管", "否", "战略客户"],
    ]
    facts, asked = said({"干系人": rows})
    assert {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"} == {"赵强": ("coach",)}
    assert not [one for one in asked if one.startswith("word:")]


def test_a_chart_with_a_head_and_levels_below_keeps_the_areas(said):
    rows = [
        ["Area", "Head", "N-1", "N-2"],
        ["Technology", "Ana Ruiz (CIO)", "Luis Gil (Head of IT)", "Eva Sanz (Platform Lead)"],
    ]
    rows += [["Finance", "Nils Ekman (CFO)", "Siv Holm (Controller)", ""]]
    facts, _ = said({"Org": rows})
    assert {name: facts["person", name].get("reports_to") for name in people(facts)} == {
        "Ana Ruiz": None, "Luis Gil": "Ana Ruiz", "Eva Sanz": "Luis Gil", "Nils Ekman": None, "Siv Holm": "Nils Ekman",
    }  # fmt: skip
    assert facts["person", "Siv Holm"]["unit"] == "Finance"


def test_where_somebody_should_stand_is_no_post_and_how_warm_a_lead_is_no_attitude(said):
    rows = [["Stakeholder", "Group", "Current position", "Desired position", "Heat"]]
    rows += [["Ana Ruiz", "IT", "Neutral", "Supportive", "Cold"], ["Luis Gil", "Finance", "Against", "Neutral", "Hot"]]
    facts, _ = said({"Stakeholders": rows})
    assert {one[1]: value["level"] for one, value in facts.items() if one[0] == "stance"} == {
        "Ana Ruiz": 0,
        "Luis Gil": -1,
    }
    assert titles(facts) == {"Ana Ruiz": None, "Luis Gil": None}
    assert facts["person", "Luis Gil"]["unit"] == "Finance"
    facts, _ = said(
        {"Contacts": [["Name", "Title", "Heat"], ["Ana Ruiz", "CIO", "Hot"], ["Luis Gil", "Buyer", "Cold"]]}
    )
    assert not [one for one in facts if one[0] == "stance"]


def test_a_form_of_two_lines_above_a_table_names_nobody(said):
    rows = [["Customer", "Aster Foods", ""], ["AM", "Jo Brand", ""], [], ["Who", "Job title", "Where they stand"]]
    rows += [["Ana Ruiz", "CIO", "on our side"], ["Luis Gil", "CFO", "against us"]]
    facts, _ = said({"Plan": rows})
    assert people(facts) == {"Ana Ruiz", "Luis Gil"}
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster Foods", US}


def test_telephone_numbers_behind_names_are_no_part_of_them(said):
    rows = [["联系人及电话", "职务"], ["赵强 13800000000", "部长"], ["钱敏 0571-86001234", "主管"]]
    facts, _ = said({"客户": rows})
    assert titles(facts) == {"赵强": "部长", "钱敏": "主管"}


def test_two_sides_beside_each_other_are_two_companies_whatever_else_stands_below_them(said):
    rows = [
        ["项目组", "甲方（华岳银行）", "", "", "乙方（云图）", "", ""],
        ["项目组", "姓名", "职务", "电话", "姓名", "职务", "电话"],
    ]
    rows += [
        ["业务组", "赵强", "部长", "137", "王伟", "顾问", "136"],
        ["技术组", "钱敏", "架构师", "137", "李娜", "经理", "136"],
    ]
    facts, _ = said({"项目组": rows})
    assert {name: facts["person", name]["org"] for name in people(facts)} == {
        "赵强": "华岳银行", "钱敏": "华岳银行", "王伟": US, "李娜": US,
    }  # fmt: skip
    assert titles(facts)["钱敏"] == "架构师"


def test_numbers_of_our_own_scale_are_what_they_are_whatever_their_words_say(said):
    rows = [
        ["姓名", "职务", "支持度（-1反对 0中立 1支持 2积极支持 3教练）"],
        ["赵强", "部长", "1"],
        ["钱敏", "主管", "-1"],
    ]
    facts, _ = said({"支持度": rows})
    assert {key[1]: value["level"] for key, value in facts.items() if key[0] == "stance"} == {"赵强": 1, "钱敏": -1}


def test_days_of_one_year_tell_which_number_is_the_year(said):
    rows = [
        ["Visit date", "Customer attendees", "Our attendees"],
        ["14-Mar-26", "Ana Ruiz", "王伟"],
        ["9-Apr-26", "Ana Ruiz", "王伟"],
    ]
    facts, asked = said({"Visits": rows})
    assert {day for day, *_ in met(facts)} == {"2026-03-14", "2026-04-09"}
    assert "date_order" not in asked


def test_who_is_known_from_another_sheet_may_own_an_action_there(said):
    plan = [
        ["Milestone", "Aster owner", "Boreal owner", "Target date"],
        ["Sign-off", "Ana Ruiz", "Fin Maher", "2026-12-04"],
    ]
    plan += [["Review", "Ana Ruiz", "Tess Whit", "2026-12-05"], ["Signature", "Luis Gil", "Tess Whit", "2026-12-06"]]
    team = [["Name", "Company", "Title"], ["Ana Ruiz", "Aster", "CIO"], ["Luis Gil", "Aster", "CFO"]]
    team += [["Fin Maher", US, "Engineer"], ["Tess Whit", US, "Account Executive"]]
    facts, _ = said({"MAP": plan, "People": team})
    pairs = {(value["owner"], value["target"]) for key, value in facts.items() if key[0] == "action"}
    assert pairs == {("Fin Maher", "Ana Ruiz"), ("Tess Whit", "Ana Ruiz"), ("Tess Whit", "Luis Gil")}

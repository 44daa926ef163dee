"""Lists as account teams keep them beside a CRM: minutes, chats, signatures, days without a year, whom somebody supports, needs."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.layouts.unit_posts import unit_posts
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.writing import as_toml
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, met, titles, told


def test_minutes_above_a_table_of_tasks_are_one_meeting(said):
    rows = [["会议名称", "方案交流"], ["时间", "2026年3月12日 14:00-16:00"], ["我方参会", "王伟、李娜"]]
    rows += [
        ["客户参会", "赵强（副总工程师）、钱敏（采购处）"],
        [],
        ["序号", "事项", "谁做", "何时"],
        [1, "补充材料", "李娜", "下周"],
    ]
    facts, _ = said({"纪要": rows})
    assert met(facts) == {("2026-03-12", *sorted(("王伟", "李娜", "赵强", "钱敏")))}
    assert titles(facts)["赵强"] == "副总工程师"
    assert (
        facts["person", "钱敏"].get("unit") == "采购处"
    )  # a department behind a name is where somebody works, and no post
    assert "title" not in facts["person", "钱敏"]


def test_columns_for_each_opportunity_are_said_of_that_opportunity(said):
    rows = [["姓名", "职务", "生产平台", "", "数据中台", ""], ["", "", "角色", "态度", "角色", "态度"]]
    rows += [["赵强", "部长", "决策", "支持", "决策", "中立"], ["钱敏", "主管", "", "", "采购", "反对"]]
    facts, _ = said({"干系人": rows})
    roles = {key[1:3]: ";".join(value["roles"]) for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {("赵强", "生产平台"): "decider", ("赵强", "数据中台"): "decider", ("钱敏", "数据中台"): "buyer"}
    levels = {(key[1], value["opportunity"]): value["level"] for key, value in facts.items() if key[0] == "stance"}
    assert levels == {("赵强", "生产平台"): 2, ("赵强", "数据中台"): 0, ("钱敏", "数据中台"): -1}


def test_the_name_in_a_chat_is_that_of_the_remark_and_never_the_nickname(said):
    rows = [["客户名称", "备注", "添加人", "添加时间"], ["风轻云淡", "华岳-赵强-信息总监", "王伟", "2026-01-03 10:22"]]
    rows += [["小米粥", "华岳-钱敏-采购", "李娜", "2026-01-04 09:01"]]
    facts, asked = said({"客户": rows})
    assert {name: facts["person", name].get("title") for name in ("赵强", "钱敏")} == {
        "赵强": "信息总监",
        "钱敏": "采购",
    }
    assert not {"风轻云淡", "小米粥"} & {key[1] for key in facts}
    assert "org:客户" in asked  # “华岳” is short for some company; which one is asked


def test_whom_somebody_supports_is_an_attitude_to_us_or_to_the_vendor_who_is_named(said):
    rows = [
        ["姓名", "职务", "支持谁"],
        ["赵强", "部长", "我们"],
        ["钱敏", "主管", "华星信息"],
        ["孙丽", "经理", "中立"],
        ["周杰", "主任", "反对我们"],
        ["吴敏", "科长", "铁杆支持"],
    ]
    facts, _ = said({"评委": rows})
    of_us = {"赵强": 2, "孙丽": 0, "周杰": -1, "吴敏": 3}
    assert attitudes(facts) == {(who, US): level for who, level in of_us.items()} | {("钱敏", "华星信息"): 2}
    rows = [["Evaluator", "Post", "Leaning towards", "Strength of leaning"], ["Ana Ruiz", "CFO", "us", "Strong"]]
    rows += [["Luis Gil", "CIO", "Cerant", "Slight"], ["Eva Sanz", "Buyer", "undecided", ""]]
    facts, _ = said({"Panel": rows})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("Luis Gil", "Cerant"): 1, ("Eva Sanz", US): 0}


@pytest.mark.parametrize("cells", [("○", "△"), ("yes", "no"), ("钱敏", "赵强"), ("华星", "We don't know yet")])
def test_signs_answers_and_colleagues_are_no_vendors(said, cells):
    rows = [["姓名", "职务", "支持谁"], ["赵强", "部长", cells[0]], ["钱敏", "主管", cells[1]]]
    facts, _ = said({"评委": rows})
    assert not attitudes(facts)


def test_columns_that_only_say_to_whom_are_attitudes(said):
    rows = [
        ["客户关键人", "职务", "对我司", "对华星", "对云图"],
        ["赵强", "部长", "++", "-", "0"],
        ["钱敏", "主管", "0", "+", "-"],
    ]
    facts, _ = said({"竞争": rows})
    assert attitudes(facts) == {
        ("赵强", US): 2, ("赵强", "华星"): -1, ("赵强", "云图"): 0, ("钱敏", US): 0, ("钱敏", "华星"): 1, ("钱敏", "云图"): -1,
    }  # fmt: skip


def test_days_typed_as_numbers_are_days_and_a_lost_nought_is_asked(said):
    heading = ["日期", "拜访人", "拜访对象", "内容"]
    rows = [
        [3.9, "王伟", "赵强", "a"],
        [3.16, "王伟", "钱敏", "b"],
        [4.2, "王伟", "赵强", "c"],
        [4.11, "王伟", "钱敏", "d"],
    ]
    facts, asked = said({"拜访": [["2026年拜访台账"], heading, *rows]})
    assert {day for day, *_ in met(facts)} == {"2026-03-09", "2026-03-16", "2026-04-02", "2026-04-11"}
    assert "year:拜访" in asked
    facts, asked = said({"拜访": [["2026年拜访台账"], heading, rows[2], rows[0]]})
    assert {day for day, *_ in met(facts)} == {"2026-03-09"}
    assert "day:拜访:4.2" in asked  # the 2nd or the 20th
    facts, _ = said({"拜访": [["2026年拜访台账"], heading, rows[2], rows[0]]}, **{"day:拜访:4.2": "2026-04-20"})
    assert {day for day, *_ in met(facts)} == {"2026-03-09", "2026-04-20"}


def test_signatures_of_mails_are_people(said):
    cells = [
        "Dr. Ana Ruiz\nVP Engineering\nAster AG\nana@aster.example\n+49 89 555 0101",
        "Luis Gil\nBuyer\nAster AG\nluis@aster.example",
    ]
    facts, _ = said({"Mails": [["From", "Note"], *([cell, "x"] for cell in cells)]})
    found = {
        name: (facts["person", name]["title"], facts["person", name]["org"]) for name in ("Dr. Ana Ruiz", "Luis Gil")
    }
    assert found == {"Dr. Ana Ruiz": ("VP Engineering", "Aster AG"), "Luis Gil": ("Buyer", "Aster AG")}


def test_two_posts_in_brackets_are_those_of_one_person(said):
    rows = [["姓名及职务", "负责人"], ["赵强（党委书记、董事长）", "王伟"], ["钱总（钱敏，总经理）", "王伟"]]
    facts, _ = said({"决策链": rows})
    assert {name: title for name, title in titles(facts).items() if name != "王伟"} == {
        "赵强": "党委书记、董事长",
        "钱敏": "总经理",
    }


def test_departments_are_units_however_the_column_is_called(said):
    facts, _ = said({"名单": [["姓名", "单位", "职务"], ["赵强", "设备部", "部长"], ["钱敏", "总工办", "主任"]]})
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster"}
    assert facts["person", "钱敏"]["unit"] == "总工办"
    rows = [
        ["姓名", "单位", "职务"],
        ["赵强", "设备部", "部长"],
        ["钱敏", "总工办", "主任"],
        ["孙丽", "恒信监理公司", "总监"],
    ]
    facts, _ = said({"名单": rows})
    assert {name: facts["person", name]["org"] for name in ("赵强", "孙丽")} == {
        "赵强": "Aster",
        "孙丽": "恒信监理公司",
    }
    rows = [
        ["姓名", "部门", "职位"],
        ["赵强", "华岳", "总经理"],
        ["钱敏", "华岳-信息部", "总监"],
        ["孙丽", "华岳-信息部-应用组", "经理"],
    ]
    facts, _ = said({"名单": rows})
    assert {name: facts["person", name].get("unit") for name in ("赵强", "钱敏", "孙丽")} == {
        "赵强": None,
        "钱敏": "信息部",
        "孙丽": "应用组",
    }
    facts, _ = said({"人员": [["姓名", "部门及职务"], ["赵强", "制造部-部长"], ["钱敏", "财务部-经理"]]})
    assert (facts["person", "赵强"]["unit"], facts["person", "赵强"]["title"]) == ("制造部", "部长")
    lists = {name: [["姓名", "职务"], [who, "经理"]] for name, who in (("采购部", "赵强"), ("财务部", "钱敏"))}
    facts, _ = said(lists)
    assert {who: facts["person", who]["unit"] for who in ("赵强", "钱敏")} == {"赵强": "采购部", "钱敏": "财务部"}


def test_the_day_of_a_contract_is_no_meeting(said, tmp_path):
    rows = [
        ["合同编号", "签订日期", "客户签约人", "我方销售"],
        ["H1", "2026-01-20", "赵强", "王伟"],
        ["H2", "2026-02-20", "钱敏", "王伟"],
    ]
    plan = guess([book(tmp_path / "c.xlsx", {"合同": rows})], existing={}, options=options()).plan
    assert plan is None or not any(key[0] == "interaction" for key in told(plan))


def test_needs_are_those_of_whom_the_row_is_about(said):
    facts, _ = said(
        {
            "需求": [
                ["干系人", "职务", "业务痛点", "个人诉求"],
                ["赵强", "部长", "追溯慢", "按期上线"],
                ["钱敏", "经理", "库存高", ""],
            ]
        }
    )
    needs = {(v["holder"], v["kind"], v["statement"]) for key, v in facts.items() if key[0] == "need"}
    assert needs == {("赵强", "business", "追溯慢"), ("赵强", "other", "按期上线"), ("钱敏", "business", "库存高")}


def test_folks_of_both_sides_and_letters_before_the_elements_of_a_method(said):
    rows = [
        ["Date", "Type", "Our folks", "Their folks"],
        ["2026-03-03", "Demo", "Kim Salter, Jo Beck", "Ana Ruiz, Luis Gil"],
    ]
    rows += [["2026-03-17", "Call", "Kim Salter", "Ana Ruiz"]]
    facts, _ = said({"Log": rows})
    assert met(facts) == {
        ("2026-03-03", "Ana Ruiz", "Jo Beck", "Kim Salter", "Luis Gil"), ("2026-03-17", "Ana Ruiz", "Kim Salter"),
    }  # fmt: skip
    rows = [
        ["Letter", "What we know", "Who"],
        ["M – Metrics", "+18 %", "Ana Ruiz (COO)"],
        ["E – Economic buyer", "signs", "Luis Gil (CFO)"],
    ]
    rows += [
        ["D – Decision criteria", "SAP", "Luis Gil"],
        ["I – Identify pain", "overtime", "Ana Ruiz"],
        ["C – Champion", "pushes", "Ana Ruiz"],
    ]
    facts, _ = said({"Deal": rows})
    roles = {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {"Luis Gil": ("decider",), "Ana Ruiz": ("coach",)}


def test_posts_are_no_companies_and_people_below_customer_are_none_either(said):
    facts, _ = said(
        {
            "CS": [
                ["Contact", "Role at customer", "NPS"],
                ["Ana Ruiz", "VP Digital", 9],
                ["Luis Gil", "Systems Manager", 3],
            ]
        }
    )
    assert titles(facts) == {"Ana Ruiz": "VP Digital", "Luis Gil": "Systems Manager"}
    facts, _ = said({"关系": [["客户", "岗位", "主责"], ["赵强", "采购总监", "王伟"], ["钱敏", "研发经理", "王伟"]]})
    assert titles(facts)["赵强"] == "采购总监"
    assert {value["org"] for key, value in facts.items() if key[:2] == ("person", "赵强")} == {"Aster"}
    assert [written(one).title for one in ("Ana Ruiz (DSI)", "Luis Gil (DAF)")] == ["DSI", "DAF"]


def test_a_list_of_opportunities_names_terms_of_a_month_and_whom_it_needs(said):
    """Of a month or a quarter a term is the last day; “TBC” is nobody, and to build it oneself no competitor."""
    rows = [["Opp name", "Value (GBP)", "Sales stage", "Expected close", "Champion", "Economic buyer", "Competitors"]]
    rows += [["Lab platform", 850000, "Proposal stage", "Q4 2026", "Wei Zhang", "Simon Grant", "Hexa / in-house"]]
    rows += [["GxP archive", 120000, "Discovery", "Mar-27", "", "TBC", "do nothing"]]
    answers = {"customer:2-Opportunities": "Aster", "org:2-Opportunities (roles in columns)": "Aster"}
    facts, _ = said({"2-Opportunities": rows}, **answers)
    deals = {key[1]: value for key, value in facts.items() if key[0] == "opportunity"}
    assert {name: (deal["due"], deal["stage"]) for name, deal in deals.items()} == {
        "Lab platform": ("2026-12-31", "s2"),
        "GxP archive": ("2027-03-31", "s1"),
    }
    assert {key[1] for key, value in facts.items() if value.get("category") == "competitor"} == {"Hexa"}
    roles = {key[1:3]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {("Wei Zhang", "Lab platform"): ("coach",), ("Simon Grant", "Lab platform"): ("decider",)}


def test_a_plan_with_lights_is_one_of_actions(said):
    rows = [["#", "Action", "Who", "With whom", "When", "RAG"]]
    rows += [[1, "Workshop", "Tariq Aziz", "Wei Zhang", "2026-07-14", "Green"]]
    rows += [[2, "Lunch", "Laura Quinn", "Fiona McKay", "end Aug", "Red"]]
    facts, _ = said({"Actions": rows}, **{"year:Actions": "2026"})
    done = {(value["owner"], value["target"], value["due"]) for key, value in facts.items() if key[0] == "action"}
    assert done == {("Tariq Aziz", "Wei Zhang", "2026-07-14"), ("Laura Quinn", "Fiona McKay", "2026-08-31")}


def test_lights_below_a_heading_that_speaks_of_no_attitude_are_none(said):
    rows = [
        ["Name", "Job title", "Status"],
        ["Simon Grant", "CDO", "Green"],
        ["Fiona McKay", "Category Manager", "Red"],
    ]
    facts, _ = said({"Contacts": rows})
    assert not attitudes(facts)
    facts, _ = said({"Contacts": [["Name", "Job title", "RAG"], *rows[1:]]})
    assert attitudes(facts) == {("Simon Grant", US): 2, ("Fiona McKay", US): -1}


def test_third_parties_are_of_a_kind_and_one_without_a_contact_is_there(said):
    rows = [["单位名称", "单位类型", "联系人", "职务"], ["民航设计院", "设计院", "邱国平", "总师"]]
    rows += [["华鉴", "监理", "雷鸣", "总监"], ["创元集成", "集成商", "石磊", "副总"], ["局机关", "监管机构", "无", ""]]
    facts, asked = said({"合作单位": rows})
    orgs = {key[1]: (value["category"], value.get("subtype")) for key, value in facts.items() if key[0] == "org"}
    assert orgs == {
        "民航设计院": ("third_party", "design_institute"),
        "华鉴": ("third_party", "supervision"),
        "创元集成": ("partner", None),
        "局机关": ("third_party", "regulator"),
    }
    assert not [one for one in asked if one.startswith("word:")]


def test_who_signed_in_for_our_company_is_one_of_ours(said):
    rows = [["技术交流会签到表"], ["时间:2026年5月15日"], ["序号", "姓名", "单位", "职务"]]
    rows += [[1, "顾明", "临江大学", "主任"], [2, "温馨", "我司", "客户经理"], [3, "钱敏", "US", "顾问"]]
    facts, _ = said({"签到表": rows})
    assert {name: facts["person", name]["org"] for name in ("温馨", "钱敏")} == {"温馨": US, "钱敏": "US"}
    assert met(facts) == {("2026-05-15", *sorted(("温馨", "顾明", "钱敏")))}


def test_what_says_that_nobody_looks_after_somebody_is_nobody(said):
    rows = [["姓名", "职务", "我方对接人"], ["曹勇", "部长", "未覆盖"], ["杨帆", "主管", "刘洋"]]
    facts, _ = said({"干系人": rows})
    assert {key[1] for key in facts if key[0] == "person"} == {"曹勇", "杨帆", "刘洋"}


def test_a_preferred_name_beside_a_surname_is_a_first_name(said):
    rows = [["Preferred Name", "Surname", "Business Title"], ["Alice", "Newman", "Director"]]
    facts, _ = said({"HR": rows})
    assert titles(facts) == {"Alice Newman": "Director"}


def test_one_of_ours_who_is_named_for_short_above_the_whole_name_is_one_person(said):
    rows = [
        ["姓名", "职务", "我方对接人"],
        ["马国栋", "总经理", "陈总"],
        ["韩冰", "副总", "陈立"],
        ["杨帆", "部长", "刘洋"],
    ]
    facts, asked = said({"干系人": rows})
    owners = {key[1]: value["owner"] for key, value in facts.items() if key[0] == "person" and "owner" in value}
    assert owners == {"马国栋": "陈立", "韩冰": "陈立", "杨帆": "刘洋"}
    assert "person:陈总" in asked


def test_those_who_are_only_counted_are_told_and_posts_stand_behind_names(said):
    rows = [["日期", "客户参加人员", "我方参加人员", "方式"]]
    rows += [["2026-04-09", "王海涛、陈卫国副总", "张弛", "高层互访"]]
    rows += [["2026-05-21", "王海涛、李娟等5人", "张弛 +2", "公司参观"]]
    facts, asked = said({"拜访": rows})
    assert met(facts) == {
        ("2026-04-09", *sorted(("王海涛", "陈卫国", "张弛"))),
        ("2026-05-21", *sorted(("王海涛", "李娟", "张弛"))),
    }
    assert titles(facts)["陈卫国"] == "副总"
    assert not [one for one in asked if one.startswith(("person:", "word:"))]


def test_a_list_of_competitors_names_companies_and_who_backs_and_who_opposes_them(said):
    rows = [
        ["竞争分析:海川集团ERP项目"],
        ["序号", "竞争对手", "报价", "客户内部支持者", "反对者", "对方负责人", "支持我方的人"],
    ]
    rows += [[1, "用信软件", "1500", "财务部 宋杰", "田野（信息部）", "钱多多", "贺军"]]
    rows += [[2, "金蓝", "1300", "梁燕、田野（信息部）", "", "", ""], [3, "自研", "", "", "", "", ""]]
    answers = {f"org:竞争 ({what})": "海川集团" for what in ("people", "attitudes")}
    facts, _ = said({"竞争": rows}, **answers)
    rivals = {key[1] for key, value in facts.items() if key[0] == "org" and value["category"] == "competitor"}
    assert rivals == {"用信软件", "金蓝"}
    assert attitudes(facts) == {
        ("宋杰", "用信软件"): 2,
        ("田野", "用信软件"): -1,
        ("梁燕", "金蓝"): 2,
        ("田野", "金蓝"): 2,
    }
    people = {key[1]: (value["org"], value.get("unit")) for key, value in facts.items() if key[0] == "person"}
    assert people == {
        "宋杰": ("海川集团", "财务部"),
        "田野": ("海川集团", "信息部"),
        "梁燕": ("海川集团", None),
        "钱多多": ("用信软件", None),
    }


def test_a_list_of_deals_that_names_competitors_is_none_of_them(said):
    rows = [["竞争对手", "商机", "客户", "金额"], ["金蓝", "ERP", "海川集团", 100], ["用信", "MES", "海川集团", 200]]
    facts, _ = said({"商机": rows})
    assert {key[1] for key in facts if key[0] == "opportunity"} == {"ERP", "MES"}


@pytest.mark.parametrize(
    ("headings", "cells", "posts"),
    [
        (
            ["部门", "负责人", "副职", "业务骨干"],
            ["信息部", "尹志平", "贾静、邹凯", "夏雨"],
            ["负责人", "副职", "业务骨干"],
        ),
        (["处室", "处长", "副处长", "联系人"], ["生技处", "尹志平", "贾静、邹凯", "夏雨"], ["处长", "副处长", None]),
        (
            ["Department", "Head", "Deputy", "Key contacts"],
            ["IT", "Ana Ruiz", "Luis Gil, Eva Sanz", "Tim Bray"],
            ["Head", "Deputy", None],
        ),
    ],
)
def test_a_row_for_each_department_with_a_column_for_each_post_names_people(said, headings, cells, posts):
    unit, head, deputies, contact = cells
    rows = [
        ["某公司 各部门负责人"],
        [*headings, "我方对接人"],
        [*cells, "文博"],
        ["财务部", "待定", "康宁", "", "武岳"],
    ]
    facts, _ = said({"部门": rows})
    people = {key[1]: value for key, value in facts.items() if key[0] == "person"}
    first, second = deputies.replace("、", ", ").split(", ")
    titles_said = dict(zip((head, first, second, contact), (posts[0], posts[1], posts[1], posts[2]), strict=True))
    assert {name: people[name].get("title") for name in titles_said} == titles_said
    assert {people[name]["unit"] for name in titles_said} == {unit}
    assert {people[name]["owner"] for name in titles_said} == {"文博"}
    [seat] = [one for one in people.values() if one.get("flags") == ("placeholder",)]
    assert (seat["unit"], seat["title"]) == ("财务部", posts[0])


@pytest.mark.parametrize(
    "headings",
    [
        ("部门", "负责人", "电话"),
        ("部门", "我方负责人", "我方经理"),
        ("姓名", "部门", "处长"),
        ("Department", "Contact", "Contacts"),
    ],
)
def test_columns_of_ours_and_columns_that_say_no_post_make_no_posts(headings):
    assert unit_posts(headings, [(2, ["信息部", "尹志平", "康宁"]), (3, ["财务部", "尹志平", "康宁"])]) is None


def test_a_scale_written_from_plus_to_minus_has_its_best_at_plus(said):
    rows = [["姓名", "职务", "对我态度(+2~-2)"], ["赵强", "部长", "+2"], ["钱敏", "主管", "-1"], ["孙丽", "经理", "0"]]
    facts, asked = said({"关键人": rows})
    assert attitudes(facts) == {("赵强", US): 3, ("钱敏", US): -1, ("孙丽", US): 0}
    assert "scale:关键人:对我态度(+2~-2)" in asked


def test_short_forms_of_whoever_was_met_mean_those_whom_a_later_row_names(said):
    rows = [["Datum", "Kunde", "Teilnehmer Kunde", "Teilnehmer intern"]]
    rows += [["12.02.2026", "Alpenstrom AG", "Hr. Gruber (Leiter Netze), Fr. Hofer", "U. Stein"]]
    rows += [["25.05.2026", "Alpenstrom AG", "Dr. Josef Gruber, Lisa Hofer", "Ursula Stein"]]
    facts, asked = said({"Besuche": rows})
    who = ("Josef Gruber", "Lisa Hofer", "Ursula Stein")
    assert {tuple(sorted(one.replace("Dr. ", "") for one in people)) for _, *people in met(facts)} == {who}
    assert {"person:hofer", "person:gruber", "person:u stein"} <= asked


@pytest.mark.parametrize("heading", ["邀请人", "Invited by", "Host", "Eingeladen von"])
def test_whether_whoever_invites_a_guest_knows_them_is_asked(said, heading):
    rows = [
        ["客户单位", "姓名", "职务", heading],
        ["浙北电力", "夏雪", "主任", "沈悦"],
        ["苏湖银行", "殷红", "处长", "蒋涛"],
    ]
    column = f"column:邀请名单:{heading}"
    facts, asked = said({"邀请名单": rows})
    assert (column in asked, {key for key in facts if key[0] == "knows"}) == (True, set())
    facts, _ = said({"邀请名单": rows}, **{column: "known_by"})
    assert {key[1:3] for key in facts if key[0] == "knows"} == {("沈悦", "夏雪"), ("蒋涛", "殷红")}


@pytest.mark.parametrize("heading", ["Last Activity", "Last Activity Date", "最新活动时间", "Letzte Aktivität"])
def test_the_last_activity_of_a_record_is_no_meeting(said, heading):
    rows = [["Name", "Title", "Owner", heading], ["Ana Ruiz", "CEO", "Julia Keller", "2026-03-05"]]
    facts, _ = said({"Contacts": rows})
    assert met(facts) == set()


def test_terms_of_tasks_say_until_when(said):
    rows = [["2026年攻关任务分解"], ["攻关对象", "任务", "主责人", "时间要求", "完成情况"]]
    rows += [["张宏图", "汇报方案", "江山", "7月10日前", "未完成"], ["李向阳", "了解流程", "江山", "8月底", "进行中"]]
    facts, _ = said({"任务": rows})
    due = {value["target"]: value["due"] for key, value in facts.items() if key[0] == "action"}
    assert due == {"张宏图": "2026-07-10", "李向阳": "2026-08-31"}


def test_a_remark_that_somebody_has_left_counts_and_other_remarks_are_no_flags(said):
    rows = [
        ["姓名", "职务", "备注"],
        ["赵敏", "副主任", "已离职"],
        ["周建华", "董事长", "5月到任"],
        ["孙丽", "经理", "分管信息化"],
    ]
    facts, asked = said({"通讯录": rows})
    assert {key[1] for key, value in facts.items() if value.get("flags") == ("left",)} == {"赵敏"}
    assert not [one for one in asked if one.startswith("word:flags")]


def test_rows_that_are_numbered_name_one_person_in_each_row_of_the_name(said):
    rows = [["编号", "目标人物", "职务", "行动措施", "责任人", "完成时限"]]
    rows += [
        [1, "牛建国", "总工", "参加峰会", "阎峰", "2026-08-15"],
        [2, "牛建国", "总工", "提供白皮书", "阎峰", "2026-07-20"],
    ]
    facts, _ = said({"提升": [*rows, [3, "俞敏", "所长", "申报课题", "阎峰", "2026-09-30"]]})
    assert len([key for key in facts if key[0] == "person" and key[1] == "牛建国"]) == 1
    done = sorted(value["due"] for key, value in facts.items() if key[0] == "action")
    assert done == ["2026-07-20", "2026-08-15", "2026-09-30"]


def test_words_and_names_in_two_languages_are_one(said):
    rows = [["姓名 Name", "职位 Title", "决策角色 Decision Role", "我方负责人 Owner"]]
    rows += [["卢建平", "VP", "决策者 Decision Maker", "Grace Shen 沈佳"], ["叶倩", "Manager", "采购 Buyer", "沈佳"]]
    facts, asked = said({"联系人": [["华岳集团 – ERP项目 – 联系人"], *rows]})
    roles = {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {"卢建平": ("decider",), "叶倩": ("buyer",)}
    assert {value["owner"] for value in facts.values() if "owner" in value} == {"沈佳"}
    assert not [one for one in asked if one.startswith("word:")]


def test_departments_and_posts_may_stand_before_the_names_over_a_matrix(said):
    rows = [["Decision step", "Ingrid Solberg (CHRO)", "CFO – Marc Dubois", "Procurement - Leo Costa"]]
    rows += [["Requirements", "A", "C", "I"], ["Budget", "C", "A", "R"]]
    facts, asked = said({"RACI": rows}, **{"org:RACI (people)": "Halden"})
    assert titles(facts) == {"Ingrid Solberg": "CHRO", "Marc Dubois": "CFO", "Leo Costa": None}
    assert facts["person", "Leo Costa"]["unit"] == "Procurement"
    assert {"word:roles:a", "word:roles:c"} <= asked


def test_a_form_of_a_deal_above_a_table_says_what_it_is_worth_and_until_when(tmp_path, mapped, look):
    rows = [["Account", "Larkspur plc"], ["Deal", "Phoenix CRM"], ["Value", "£640k"], ["Close date", "2026-11-30"], []]
    rows += [
        ["Element", "Who / what", "Status"],
        ["Metrics", "15% churn", "G"],
        ["Economic Buyer", "Harriet Cole (CFO)", "A"],
    ]
    rows += [
        ["Decision Process", "Board", "A"],
        ["Champion", "Dave Mistry (CRM manager)", "G"],
        ["Competition", "Zentra", "A"],
    ]
    path = book(tmp_path / "a.xlsx", {"MEDDPICC": rows})
    found = look(path)
    (tmp_path / "m.toml").write_text(as_toml(found.mapping, found.sheets, "en"), encoding="utf-8")
    facts = {(kind, *about, name): value for kind, about, name, value in told(mapped(tmp_path / "m.toml", path))}
    said = {name: facts["opportunity", "Phoenix CRM", name] for name in ("customer", "amount", "currency", "due")}
    assert said == {"customer": "Larkspur plc", "amount": 640000.0, "currency": "GBP", "due": "2026-11-30"}
    assert facts["role_in", "Dave Mistry", "Phoenix CRM", "roles"] == ("coach",)


def test_support_to_me_is_support_to_us_beside_support_to_a_vendor(said):
    rows = [["姓名", "职务", "对我支持度", "对友商A支持度"], ["尚可", "副局长", "支持", "不支持"]]
    facts, _ = said({"人员": [*rows, ["路遥", "处长", "支持但不排他", "中立"]]}, **{"org:人员 (attitudes)": "Aster"})
    assert attitudes(facts) == {
        ("尚可", US): 2,
        ("尚可", "友商A"): -1,
        ("路遥", US): 2,
        ("路遥", "友商A"): 0,
    }

"""Maps of power, plans of relationships, logs of visits and tenders as Chinese teams keep them."""

import pytest

from tests.ingest.guessing.conftest import attitudes, met


@pytest.mark.parametrize("scale", ["(+2~-2)", "（★）", "【-2～2】"])
def test_a_scale_below_a_heading_is_part_of_it_and_nobody_else(said, scale):
    rows = [["基本信息", "", "立场", "备注"], ["姓名", "职务", scale, ""]]
    rows += [["赵强", "总工程师", 1, ""], ["钱敏", "部长", -1, ""], ["孙丽", "主任", 0, ""]]
    facts, _ = said({"权力地图": rows})
    assert {name for kind, name, *_ in facts if kind == "org"} <= {"我方", "Boreal", "Aster", "权力地图"}
    assert not any("2" in str(key) or "★" in str(key) for key in facts)


@pytest.mark.parametrize("heading", ["目标关系", "期望关系", "Target relationship"])
def test_the_relationship_that_is_wanted_is_none_yet(said, heading):
    rows = [["Customer", "Name", "Title", heading, "Owner"]]
    rows += [["Aster", "Ana Ruiz", "CIO", "5", "王伟"], ["Aster", "Luis Gil", "CFO", "4", "李娜"]]
    facts, _ = said({"Plan": rows})
    assert not [key for key in facts if key[0] == "knows"]


def test_days_right_behind_the_next_step_that_look_ahead_are_when_it_is_due(said):
    rows = [["拜访日期", "客户名称", "拜访对象", "我方人员", "拜访方式", "下步计划", "计划时间"]]
    rows += [["2026-03-03", "Aster", "赵强", "王伟", "上门拜访", "提交报价", "2026年3月10日"]]
    rows += [["2026-03-06", "Aster", "钱敏", "王伟", "电话", "寄资料", "2026年3月20日"]]
    facts, _ = said({"拜访记录": rows})
    assert {day for day, *_ in met(facts)} == {"2026-03-03", "2026-03-06"}
    assert sorted(value["due"] for key, value in facts.items() if key[0] == "action") == ["2026-03-10", "2026-03-20"]


def test_stars_are_counted(said):
    rows = [["姓名", "客户", "职务", "关系程度", "负责人"]]
    rows += [["赵强", "Aster", "部长", "★★★☆☆", "王伟"], ["钱敏", "Aster", "主任", "★☆☆☆☆", "王伟"]]
    facts, _ = said({"联系人": rows})
    told = {key[2]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    assert told == {"赵强": 3, "钱敏": 1}


@pytest.mark.parametrize(
    ("answers", "other", "deals"),
    [
        ({}, "决策者", {"Aster": "Opportunity (Aster)", "Cobalt": "Opportunity (Cobalt)"}),
        ({"opportunity:Opportunity:Cobalt": "MES"}, "决策者", {"Aster": "Opportunity (Aster)", "Cobalt": "MES"}),
        ({"opportunity:Opportunity:Aster": "MES", "opportunity:Opportunity:Cobalt": "-"}, "决策者", {"Aster": "MES"}),
        ({}, "使用者", {"Aster": "Opportunity"}),
    ],
)
def test_where_two_customers_decide_in_no_named_opportunity_each_is_asked_about_its_own(said, answers, other, deals):
    rows = [["客户", "姓名", "职务", "决策角色"]]
    rows += [["Aster", "赵强", "董事长", "决策者"], ["Aster", "钱敏", "部长", "使用者"]]
    rows += [["Aster", "孙丽", "主任", "使用者"], ["Cobalt", "周平", "副总经理", other]]
    facts, asked = said({"关系规划": rows}, **answers)
    assert ("opportunity:Opportunity:Cobalt" in asked) == (other == "决策者")
    home = {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}
    assert {(home[key[1]], key[2]) for key in facts if key[0] == "role_in"} == {*deals.items()}
    assert {value["customer"]: key[1] for key, value in facts.items() if key[0] == "opportunity"} == deals


def test_experts_who_score_bids_are_evaluators_of_the_tender_in_the_title(said):
    rows = [["云岭机场货运系统采购项目评标情况"], ["序号", "姓名", "工作单位", "职称/职务", "评委类别"]]
    rows += [
        [1, "滕飞", "云岭机场集团有限公司", "信息部部长", "评标专家"],
        [2, "章明", "省交通设计院", "教授级高工", "评标专家"],
    ]
    rows += [[3, "鲁勇", "省交通设计院", "高级工程师", "评标专家"]]
    facts, _ = said({"Sheet1": rows})
    assert facts["opportunity", "云岭机场货运系统采购项目"]["customer"] == "云岭机场集团有限公司"
    assert {key[1]: tuple(value["roles"]) for key, value in facts.items() if key[0] == "role_in"} == dict.fromkeys(
        ["滕飞", "章明", "鲁勇"], ("evaluator",)
    )


def test_what_somebody_thought_last_week_is_neither_a_rival_nor_the_attitude_of_today(said):
    rows = [["二、关键人态度"], ["姓名", "职务", "角色", "上周态度", "本周态度"]]
    rows += [["赵强", "副总经理", "决策者", "中立", "支持"], ["钱敏", "生产部主任", "使用者", "中立", "反对"]]
    facts, _ = said({"周报": rows})
    assert attitudes(facts) == {("赵强", "Boreal"): 2, ("钱敏", "Boreal"): -1}
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster", "Boreal"}


def test_a_form_above_a_list_of_who_was_there_heads_none_of_its_columns(said):
    rows = [["会议签到表"], ["会议名称", "需求评审会", "", "会议时间", "2026年3月22日"]]
    rows += [["会议地点", "三楼会议室", "", "主持人", "赵强"], ["序号", "姓名", "单位", "部门", "职务"]]
    rows += [
        [1, "赵强", "Aster", "生产部", "部长"],
        [2, "钱敏", "Aster", "信息部", "工程师"],
        [3, "洪涛", "我公司", "售前部", "顾问"],
    ]
    facts, _ = said({"Sheet1": rows})
    assert met(facts) == {("2026-03-22", *sorted(("赵强", "钱敏", "洪涛")))}
    assert facts["person", "洪涛"]["org"] == "Boreal"


@pytest.mark.parametrize("heading", ["状态", "人员情况"])
def test_a_column_of_words_for_who_has_left_says_so_whatever_its_heading(said, heading):
    rows = [["姓名", "公司名称", "职务", heading], ["孙丽", "Aster", "总监", "有效"], ["周平", "Aster", "科长", "有效"]]
    rows += [["赵强", "Aster", "部长", "有效"], ["钱敏", "Aster", "主任", "离职"]]
    facts, _ = said({"联系人": rows})
    assert facts["person", "钱敏"]["flags"] == ("left",)
    assert "flags" not in facts["person", "赵强"]


def test_a_label_that_nobody_knows_costs_a_card_nothing_beside_it(said):
    rows = []
    for name, title, need in (("赵强", "总经理", "出成绩"), ("钱敏", "采购总监", "话语权")):
        rows += [
            ["姓名", name, "职务", title],
            ["单位", "Aster", "部门", "采购部"],
            ["性格特点", "果断", "个人诉求", need],
            [""] * 4,
        ]
    facts, _ = said({"画像": rows})
    assert {value["statement"] for key, value in facts.items() if key[0] == "need"} == {"出成绩", "话语权"}


def test_ten_thousands_in_traditional_characters_count_and_name_no_currency(said):
    rows = [
        ["客戶", "商機名稱", "預估金額(萬)", "關鍵人", "職稱", "採購角色"],
        ["Aster", "MES導入", 900, "周美華", "資訊長", "決策者"],
    ]
    facts, _ = said({"Sheet1": rows})
    assert facts["opportunity", "MES導入"]["amount"] == 9_000_000


@pytest.mark.parametrize("by", ["By", "Bis", "Due"])
def test_a_plan_with_the_next_step_for_each_is_no_log_of_meetings_though_somebody_stands_there_twice(said, by):
    rows = [["Role", "Who", "Title", "Our contact", "Support (-2..+2)", "What they want", "Next action", by]]
    rows += [["Economic buyer", "Ana Ruiz", "CFO", "Tom Berg", "0", "Payback", "Send business case", "2026-12-10"]]
    rows += [["Evaluator", "Luis Gil", "CIO", "Lea Stone", "+2", "Open API", "Workshop on integration", "2026-12-15"]]
    rows += [["Coach", "Luis Gil", "CIO", "", "", "", "", ""]]
    facts, _ = said({"Buying centre": rows}, **{"org:Buying centre": "Aster", "scale:Buying centre:stance": "-2..2"})
    assert not met(facts)
    assert {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"} == {
        "Ana Ruiz": ("decider",),
        "Luis Gil": ("coach", "evaluator"),
    }
    assert {value["due"] for key, value in facts.items() if key[0] == "action"} == {"2026-12-10", "2026-12-15"}


def test_how_people_stand_to_us_is_an_attitude_where_its_words_are(said):
    rows = [
        ["姓名", "公司", "职务", "与我方关系"],
        ["赵强", "Aster", "部长", "盟友"],
        ["钱敏", "Aster", "主任", "中立"],
    ]
    facts, _ = said({"关键人": [*rows, ["孙丽", "Aster", "经理", "反对"]]})
    assert {who: level for (who, _), level in attitudes(facts).items()} == {"赵强": 2, "钱敏": 0, "孙丽": -1}


def test_a_register_of_stakeholders_names_people_by_a_heading_of_anything(said):
    rows = [["名称", "类型", "所属", "影响程度", "支持程度", "主要诉求", "应对措施", "责任人", "完成日期"]]
    rows += [["赵强", "决策者", "Aster集团", "高", "支持", "安全可靠", "高层拜访", "王伟", "2026-12-20"]]
    rows += [["钱敏", "影响者", "Cobalt设计院", "高", "中立", "标准规范", "技术交流", "李娜", "2026-12-28"]]
    facts, _ = said({"利益相关方": rows})
    assert {
        key[1]: value["org"] for key, value in facts.items() if key[0] == "person" and key[1] in ("赵强", "钱敏")
    } == {
        "赵强": "Aster集团",
        "钱敏": "Cobalt设计院",
    }
    assert {who: level for (who, _), level in attitudes(facts).items()} == {"赵强": 2, "钱敏": 0}
    assert {value["statement"] for key, value in facts.items() if key[0] == "need"} == {"安全可靠", "标准规范"}
    assert {value["due"] for key, value in facts.items() if key[0] == "action"} == {"2026-12-20", "2026-12-28"}


@pytest.mark.parametrize("heading", ["Service (Di)", "科室"])
def test_a_letter_in_each_cell_is_no_department(said, heading):
    rows = [
        ["Name", "Customer", "Title", heading],
        ["Ana Ruiz", "Aster", "CEO", "R"],
        ["Luis Gil", "Aster", "CIO", "C"],
    ]
    facts, _ = said({"Coverage": rows})
    assert not [key for key in facts if key[0] == "unit"]


@pytest.mark.parametrize(
    "first", [["Deal", "Depot", "Account", "Aster AG"], ["Account:", "Aster AG", "Deal:", "Depot"], ["Deal", "Depot"]]
)
def test_whose_a_form_of_a_method_is_stands_in_a_line_of_labels_above(said, first):
    rows = [first, ["Metrics", "Downtime -20%"], ["Economic buyer", "Ana Ruiz, CFO"], ["Decision process", "Board"]]
    rows += [["Identified pain", "Spare parts"], ["Champion", "Luis Gil, Depot Manager"]]
    facts, _ = said({"MEDDICC": rows}, **({} if len(first) == 2 else {"org:MEDDICC": "-"}))
    assert {(key[1], key[2]): value["roles"] for key, value in facts.items() if key[0] == "role_in"} == {
        ("Ana Ruiz", "Depot"): ("decider",),
        ("Luis Gil", "Depot"): ("coach",),
    }
    homes = {value["org"] for key, value in facts.items() if key[0] == "person" and key[1] in ("Ana Ruiz", "Luis Gil")}
    assert homes == {"Aster" if len(first) == 2 else "Aster AG"}


@pytest.mark.parametrize(
    ("decider", "post", "user", "use"),
    [
        ("决策人", "决策人职务", "使用人", "使用人职务"),
        ("Decision maker", "Decision maker title", "User", "User's position"),
    ],
)
def test_posts_beside_columns_of_roles_are_theirs(said, decider, post, user, use):
    rows = [["Customer", "Opportunity", "Amount", decider, post, user, use]]
    rows += [
        ["Aster", "Kiln", "860", "Ana Ruiz", "CEO", "Luis Gil", "Foreman"],
        ["Aster", "MES", "320", "Eva Lang", "CIO", "", ""],
    ]
    facts, _ = said({"Chain": rows})
    posts = {key[1]: value["title"] for key, value in facts.items() if key[0] == "person"}
    assert posts == {"Ana Ruiz": "CEO", "Luis Gil": "Foreman", "Eva Lang": "CIO"}


def test_a_position_on_something_is_an_opinion_and_no_post(said):
    rows = [["Member", "Company", "Position on vendor choice"], ["Ana Ruiz", "Aster", "undecided"]]
    rows += [["Luis Gil", "Aster", "prefers Norvane"], ["Eva Lang", "Aster", "prefers us"]]
    facts, _ = said({"Positions": rows})
    assert not any(value.get("title") for key, value in facts.items() if key[0] == "person")
    ours = {key[1]: value["level"] for key, value in facts.items() if key[0] == "stance" and key[2] == "Boreal"}
    assert ours["Ana Ruiz"] == 0
    assert ours["Eva Lang"] > 0

"""Books as ports, banks, steel works and hospitals keep them: sides, departments and strengths within cells; small sheets, exact facts."""

import pytest

from tests.ingest.guessing.conftest import US, book, told

PEOPLE = [["姓名", "部门", "职务"], ["高大成", "总经办", "总经理"], ["费宏", "设备部", "部长"]]


def test_heads_of_a_matrix_with_a_side_before_the_name_are_ours(said):
    matrix = [["客户\\我方", "我方-戴维", "陈曦(我方)"], ["高大成", "", "2"], ["费宏", "4", "3"]]
    facts, _ = said({"干系人": PEOPLE, "关系": matrix})
    ties = {one[1:3]: had.get("declared_level") for one, had in facts.items() if one[0] == "knows"}
    assert ties == {("陈曦", "高大成"): 2, ("戴维", "费宏"): 4, ("陈曦", "费宏"): 3}
    assert {facts["person", name]["org"] for name in ("戴维", "陈曦")} == {US}


def test_a_side_stands_behind_a_name_or_where_others_have_their_department(said):
    rows = [
        ["姓名", "单位及职务"],
        ["钟岳", "信息化司综合处处长"],
        ["陶芳", "财务司 副司长"],
        ["李想", "我方 销售总监"],
    ]
    more = [["Name", "Title"], ["Ben Carter (us)", "SE"], ["Ana Ruiz (customer)", "CIO"], ["Jo Lind (SE)", ""]]
    facts, _ = said({"座次": rows, "People": more})
    people = {
        one[1]: (had["org"], had.get("unit"), had.get("title")) for one, had in facts.items() if one[0] == "person"
    }
    assert people == {
        "钟岳": ("Aster", "信息化司综合处", "处长"),
        "陶芳": ("Aster", "财务司", "副司长"),
        "李想": (US, None, "销售总监"),
        "Ben Carter": (US, None, "SE"),
        "Ana Ruiz": ("Aster", None, "CIO"),
        "Jo Lind": ("Aster", None, "SE"),
    }


def test_two_columns_in_one_below_a_group_are_two_whatever_sign_stands_between(said):
    rows = [
        ["基本信息", "基本信息", "决策"],
        ["姓名", "部门/职务", "角色"],
        ["沙宝亮", "董事会/董事长", "决"],
        ["裴秀智", "成本部 总监", "审核"],
        ["信息部田野", "", "技"],
    ]
    facts, _ = said({"关键人": rows})
    people = {one[1]: (had.get("unit"), had.get("title")) for one, had in facts.items() if one[0] == "person"}
    assert people == {"沙宝亮": ("董事会", "董事长"), "裴秀智": ("成本部", "总监"), "田野": ("信息部", None)}
    roles = {one[1]: had["roles"] for one, had in facts.items() if one[0] == "role_in"}
    assert roles == {"沙宝亮": ("decider",), "裴秀智": ("evaluator",), "田野": ("technical_evaluator",)}


def test_arrows_tell_how_strongly_and_may_be_chains(said, look, tmp_path):
    people = [["姓名", "职务"], ["王志刚", "处长"], ["李振华", "副行长"], ["张国梁", "董事长"], ["冯洁", "主任"]]
    lines = [["谁影响谁"], ["冯洁→张国梁 (强)"], ["王志刚→李振华→张国梁"], ["冯洁→王志刚(弱)→李振华"]]
    facts, _ = said({"名单": people, "影响力": lines})
    ties = {one[1:3]: had["level"] for one, had in facts.items() if one[0] == "influences"}
    assert ties == {
        ("冯洁", "张国梁"): 4,
        ("王志刚", "李振华"): 3,
        ("李振华", "张国梁"): 3,
        ("冯洁", "王志刚"): 2,
    }
    path = book(tmp_path / "b.xlsx", {"名单": people, "决策链": [["决策链"], *lines[1:]]})
    assert "kind:决策链" in {
        q.id for q in look(path, answers={"org:名单": "Aster"}).questions
    }  # which relation, is asked


def test_a_form_of_a_method_above_a_table_is_read(said):
    form = [
        ["MEDDPICC – Northfold Mutual – Claims AI"],
        ["Metrics", "-20% handling time"],
        ["Economic Buyer", "Helen Marsh (CFO)"],
        ["Decision Criteria", "Security, price"],
        ["Identified Pain", "Backlog of claims"],
        ["Champion", "Raj Patel, VP Claims"],
        [],
        ["Actions"],
        ["What", "With whom", "Who", "By when"],
        ["Send security pack", "Raj Patel", "Joe Lum", "2026-12-04"],
    ]
    facts, _ = said({"Plan": form})
    people = {one[1]: (had["org"], had.get("title")) for one, had in facts.items() if one[0] == "person"}
    assert people["Helen Marsh"] == ("Aster", "CFO")
    assert people["Raj Patel"] == ("Aster", "VP Claims")
    assert {one[1]: had["roles"] for one, had in facts.items() if one[0] == "role_in"} == {
        "Helen Marsh": ("decider",),
        "Raj Patel": ("coach",),
    }


@pytest.mark.parametrize(
    ("heading", "open_day"), [("Expected close", "soon"), ("Close", "Q3?"), ("签约时间", "待客户通知")]
)
def test_a_term_in_free_text_is_asked_and_its_row_stays(look, tmp_path, heading, open_day):
    deals = [["Deal", "Customer", heading], ["TMS", "Aster AG", open_day], ["MES", "Aster AG", "2026-12-01"]]
    found = look(book(tmp_path / "a.xlsx", {"Deals": deals}), answers={"our_company": US})
    said = {one[1][0]: one[3] for one in told(found.plan) if one[0] == "opportunity" and one[2] == "due"}
    names = {one[1][0] for one in told(found.plan) if one[0] == "opportunity"}
    assert (said, names) == ({"MES": "2026-12-01"}, {"TMS", "MES"})
    assert f"day:Deals:{open_day}" in {q.id for q in found.questions}


def test_attitudes_beside_a_list_ask_for_its_organisation_once(look, tmp_path):
    rows = [
        ["姓名", "职务", "2026Q1", "2026Q2"],
        ["王伟", "总经理", "支持", "中立"],
        ["李娜", "财务总监", "反对", "反对"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"人员": rows}), answers={})
    assert [q.id for q in found.questions if q.id.startswith("org:")] == ["org:人员"]


def test_a_log_names_those_of_the_customer_by_family_name_and_post(said):
    people = [["姓名", "单位", "职务"], ["李部长", "华岳电力", "采购部部长"], ["王伟", "华岳电力", "科长"]]
    log = [["日期", "客户", "我方"], ["2026-06-01", "李部长", "戴维"], ["2026-06-05", "王科长", "戴维"]]
    facts, asked = said({"名单": people, "拜访": log})
    met = {one[1]: set(one[2]) for one in facts if one[0] == "interaction"}
    assert met == {"2026-06-01": {"戴维", "李部长"}, "2026-06-05": {"戴维", "王伟"}}
    assert "person:王科长" in asked


def test_what_an_export_is_called_after_is_no_customer(look, tmp_path):
    rows = [
        ["天眼查-主要人员"],
        ["企业名称:鼎盛矿业集团有限公司"],
        ["序号", "姓名", "职位"],
        [1, "邓稼", "董事"],
        [2, "鲍国安", "监事"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"主要人员": rows}), answers={})
    orgs = {one[3] for one in told(found.plan) if one[0] == "person" and one[2] == "org"}
    assert orgs == {"鼎盛矿业集团有限公司"}


def test_departments_before_or_behind_the_heads_of_tasks_are_no_titles(said):
    tasks = [
        ["Step", "IT: Omar Said", "Lucy Grant (Finance)", "CEO: Hana Kim"],
        ["Choose", "R", "C", "A"],
        ["Sign", "I", "A", "R"],
    ]
    facts, _ = said({"RACI": tasks}, **{"org:RACI (people)": "Aster"})
    people = {one[1]: (had.get("unit"), had.get("title")) for one, had in facts.items() if one[0] == "person"}
    assert people == {"Omar Said": ("IT", None), "Lucy Grant": ("Finance", None), "Hana Kim": (None, "CEO")}


def test_colleagues_called_by_the_family_name_propose_whom_they_may_mean(said):
    people = [
        ["姓名", "单位", "职务"],
        ["王建业", "云栖酒店", "CIO"],
        ["张敏", "云栖酒店", "总监"],
        ["林晓东(我方)", "", "销售"],
    ]
    log = [["日期", "客户参加", "我方"], ["2026年6月1日下午", "老王 张姐", "小林"]]
    facts, asked = said({"通讯录": people, "日程": log})
    assert {set(one[2]) == {"王建业", "张敏", "林晓东"} for one in facts if one[0] == "interaction"} == {True}
    assert {"person:老王", "person:张姐", "person:小林"} <= asked


def test_a_day_whose_year_nobody_has_said_yet_refuses_no_other_row(look, tmp_path):
    log = [["日期", "客户参加", "我方"], ["11月5日", "王伟", "戴维"], ["2026-06-02", "王伟", "戴维"]]
    found = look(book(tmp_path / "a.xlsx", {"日程": log}), answers={"org:日程": "Aster", "our_company": US})
    assert [one[1][0] for one in told(found.plan) if one[:3:2] == ("interaction", "kind")] == ["2026-06-02"]
    assert "year:日程" in {q.id for q in found.questions}

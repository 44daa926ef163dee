"""Minutes and lists of projects with people of two companies: in one cell, below each other, company and unit in one column."""

import pytest

from graphcrm.ingest.guessing.texts.titles import deal_of_titles, org_of_titles
from tests.ingest.guessing.conftest import US, book, facts_of, met, titles


def _orgs(facts):
    return {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}


@pytest.mark.parametrize(
    ("there", "customer"),
    [(f"金海集团：罗成、姚远；{US}：程诺", "金海集团"), (f"{US}: 程诺\n金海集团: 罗成、姚远", "金海集团")],
)
def test_a_cell_may_say_which_company_each_is_of(said, there, customer):
    facts, asked = said(
        {"纪要": [["会议时间", "2026年5月12日下午"], ["会议地点", "302"], ["参会人员", there], ["记录人", "程诺"]]}
    )
    assert met(facts) == {("2026-05-12", *sorted(("罗成", "姚远", "程诺")))}
    assert _orgs(facts) == {"罗成": customer, "姚远": customer, "程诺": US}
    assert not {one for one in asked if one.startswith("person:")}


def test_a_department_before_names_is_no_company(said):
    rows = [["会议时间", "2026年5月12日"], ["会议地点", "302"], ["参会人员", "财务部：罗成、姚远"], ["记录人", "程诺"]]
    facts, _ = said({"纪要": rows})
    assert "财务部" not in {key[1] for key in facts if key[0] == "org"}


def _project(second):
    head = ["项目职务", "姓名", "部门及岗位"]
    rows = [["云港码头TOS项目组成员名单"], ["甲方（云港码头公司）"], head, ["项目总负责", "蓝天", "副总经理"]]
    rows += [["项目经理", "方圆", "信息中心主任"], [], [second], head, ["项目总监", "纪元", "交付中心总经理"]]
    return [*rows, ["项目经理", "卓越", "质量部"]]


def test_below_the_name_of_the_other_side_stand_those_of_that_side(said):
    facts, _ = said({"项目组": _project(f"乙方（{US}）")}, **{"org:项目组": "云港码头公司"})
    assert _orgs(facts) == {"蓝天": "云港码头公司", "方圆": "云港码头公司", "纪元": US, "卓越": US}
    posts = {name: (facts["person", name].get("unit"), title) for name, title in titles(facts).items()}
    assert posts["蓝天"] == (None, "副总经理")  # and not what they are in the project
    assert posts["方圆"] == ("信息中心", "主任")


def test_a_company_beside_a_unit_in_one_column_is_a_company(said):
    rows = [["姓名", "公司/部门", "职位"], ["湛蓝", "远东航运/航运部", "总经理"], ["冷月", "远东航运/总裁办", "总裁"]]
    facts, asked = said({"干系人": rows})
    assert _orgs(facts) == {"湛蓝": "远东航运", "冷月": "远东航运"}
    assert facts["person", "湛蓝"]["unit"] == "航运部"
    assert "org:干系人" not in asked


def test_a_title_in_traditional_characters_says_whose_list_and_which_deal():
    title = "客戶：永盛金控　　專案：核心系統汰換"
    assert org_of_titles([title]) == ("永盛金控", True)
    assert deal_of_titles([title]) == "核心系統汰換"
    assert org_of_titles(["Account: Aster AG"]) == ("Aster AG", True)


def test_who_looks_after_somebody_in_lists_of_taiwan(said):
    rows = [["姓名", "職稱", "單位", "與我方關係", "對口業務"], ["蔡明哲", "總經理", "總經理室", "普通", "王怡婷"]]
    rows += [["葉佳玲", "資訊長", "資訊處", "良好", "郭俊宏"]]
    facts, _ = said({"名單": rows})
    ties = {key[1:3] for key in facts if key[0] == "knows"}
    assert ties == {("王怡婷", "蔡明哲"), ("郭俊宏", "葉佳玲")}
    assert _orgs(facts)["王怡婷"] == US


def test_whose_one_workbook_is_and_who_wrote_it_says_nothing_of_another(tmp_path, look):
    of_aster = [["Stakeholder map – Aster Foods AG"], ["Prepared by: Jana Keller"], [], ["Name", "Title", "Attitude"]]
    of_aster += [["Ana Ruiz", "CFO", "Supporter"], ["Bo Berg", "CIO", "Neutral"]]
    register = [["Name", "Title", "Attitude"], ["Cy Dahl", "COO", "Opponent"], ["Di Eck", "CEO", "Neutral"]]
    files = [
        book(tmp_path / "a.xlsx", {"Map": of_aster, "More": [["Name", "Position"], ["Flo Gray", "Buyer"]]}),
        book(tmp_path / "b.xlsx", {"Register": register}),
    ]
    found = look(*files)
    facts = facts_of(found.plan)
    people = {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}
    assert people.pop("Jana Keller") != "Aster Foods AG"
    assert people == dict.fromkeys(("Ana Ruiz", "Bo Berg", "Flo Gray"), "Aster Foods AG")
    assert {q.id: q.proposal for q in found.questions}["org:Register"] == ""
    answered = facts_of(look(*files, **{"org:Register": "Halden"}).plan)
    said_by = {key[1]: value["reported_by"] for key, value in answered.items() if key[0] == "stance"}
    assert said_by == {
        **dict.fromkeys(("Ana Ruiz", "Bo Berg"), "Jana Keller"),
        **dict.fromkeys(("Cy Dahl", "Di Eck"), "import:Register"),
    }

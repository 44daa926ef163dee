"""Numbers of levels, sums, words that all headings begin with, and whose log of visits it is."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.grids import Grid
from graphcrm.ingest.guessing.sheets.layouts.relations import relations
from graphcrm.ingest.guessing.sheets.tables import find_tables
from graphcrm.ingest.guessing.values import is_name, is_total
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, book, facts_of, met, titles


def test_a_level_with_its_number_is_nobodys_name(said):
    assert not any(map(is_name, ("L1 认识", "P3 高级", "S2 Warm")))
    assert is_name("J. Keller")
    assert is_name("J. Keller")
    rows = [
        ["客户关键人", "", "我方对口", "", "关系现状", "关系目标"],
        ["姓名", "职务", "姓名", "职务", "", ""],
        ["赵强", "董事长", "王伟", "总裁", "L1 认识", "L3 信任"],
        ["钱敏", "部长", "李娜", "总监", "L2 熟悉", "L3 信任"],
    ]
    facts, _ = said({"作战图": rows})
    assert {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"} == {
        "赵强": "Aster", "钱敏": "Aster", "王伟": US, "李娜": US,
    }  # fmt: skip
    assert titles(facts)["赵强"] == "董事长"  # and not “总裁”, which is a post of ours


def test_how_people_should_stand_to_each_other_one_day_is_no_relation():
    rows = [(n, [a, b, how]) for n, (a, b, how) in enumerate([("赵强", "王伟", "信任"), ("钱敏", "李娜", "信任")], 2)]
    assert relations(["谁", "和谁", "关系"], rows)
    assert relations(["谁", "和谁", "关系目标"], rows) is None
    graded = [(line, [a, b, f"L3 {how}"]) for line, (a, b, how) in rows]
    assert relations(["谁", "和谁", "关系"], graded) is None


def test_whoever_reports_to_the_board_makes_no_list_of_relations_a_list_of_people():
    tied = [("Ana Ruiz", "reports to", "Board"), ("Luis Gil", "reports to", "Ana Ruiz")]
    tied += [("Eva Lang", "is influenced by", "Luis Gil"), ("Tom Berg", "conflict with", "Eva Lang")]
    tied += [("Luis Gil", "trusts", "Lea Stone (us)")]
    found = relations(["Person A", "Relation", "Person B"], [*enumerate(map(list, tied), 2)])
    assert found is not None
    assert [row[:3] for row in found.rows] == [
        ["Luis Gil", "REPORTS_TO", "Ana Ruiz"],
        ["Luis Gil", "INFLUENCES", "Eva Lang"],
        ["Tom Berg", "CONFLICTS_WITH", "Eva Lang"],
        ["Luis Gil", "TRUSTS", "Lea Stone (us)"],
    ]
    assert [one.en for one in found.left_out] == ["line 2 was not imported: “Board” is nobody's name"]


@pytest.mark.parametrize(
    "line",
    [
        "Zwischensumme", "Gesamtsumme", "Anzahl", "小計", "總計", "Sous-total", "Total général", "Recuento",
        "3月小计：2次", "华北小计", "一季度合计", "2026年4月累计", "March subtotal: 2", "Q3 total", "Week 12 total: 2",
    ],
)  # fmt: skip
def test_sums_of_reports_in_other_languages_and_of_their_parts_are_no_rows(line):
    assert is_total(line)


@pytest.mark.parametrize("line", ["统计小组", "设计总监", "审计小组", "会计", "大区会计", "Ana Total Ruiz"])
def test_what_only_sounds_like_a_sum_is_none(line):
    assert not is_total(line)


def test_a_log_of_meetings_goes_on_below_the_sum_of_each_month(said):
    rows = [["日期", "客户单位", "拜访对象", "拜访方式", "我方人员", "沟通内容"]]
    rows += [["2026-03-03", "Aster", "王伟", "拜访", "陈晨", "看现场"], ["3月小计：1次"]]
    rows += [["2026-04-08", "Aster", "李娜、王伟", "电话", "陈晨", "谈价格"], ["4月小计：1次"], ["合计：2次"]]
    facts, asked = said({"拜访记录": rows})
    days = {key[1]: set(value["participants"]) for key, value in facts.items() if key[0] == "interaction"}
    assert days == {"2026-03-03": {"王伟", "陈晨"}, "2026-04-08": {"李娜", "王伟", "陈晨"}}
    assert not [one for one in asked if one.startswith("column:")]


def test_a_report_with_sums_holds_its_group_for_all_rows(said):
    rows = [
        ["", "Accountname", "Nachname", "Vorname", "Titel"],
        ["", "Altmark Stahl AG", "Brandt", "Jonas", "Leiter Einkauf"],
    ]
    rows += [["", "", "Kern", "Ute", "Vorstand Finanzen"], ["", "Zwischensumme"], ["", "Anzahl", 2]]
    rows += [["", "Nordsee GmbH", "Claasen", "Imke", "CIO"], ["", "Zwischensumme"], ["", "Anzahl", 1]]
    facts, asked = said({"Bericht": rows})
    orgs = {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}
    assert orgs == {"Jonas Brandt": "Altmark Stahl AG", "Ute Kern": "Altmark Stahl AG", "Imke Claasen": "Nordsee GmbH"}
    assert "org:Bericht" not in asked


def test_the_sums_of_a_matrix_are_nobody(said):
    rows = [["", "", "我方人员", "", ""], ["客户人员", "职务", "王伟", "李娜", "合计"]]
    rows += [["赵强", "行长", 2, "", 2], ["钱敏", "部长", 5, 3, 8]]
    facts, asked = said({"矩阵": rows})
    ties = {key[1:3]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    assert ties == {("王伟", "赵强"): 2, ("王伟", "钱敏"): 5, ("李娜", "钱敏"): 3}
    assert not {one for one in asked if one.startswith("person:")}


def test_roles_below_a_heading_that_may_be_of_names_are_roles(said):
    head = ["First Name", "Last Name", "Account Name", "Title", "Buying Influence"]
    rows = [head, ["Arun", "Mehta", "Kaveri Ltd", "Managing Director", "Economic Buyer"]]
    rows += [["Leela", "Nair", "Kaveri Ltd", "Head of IT", "Technical Buyer"]]
    facts, _ = said({"Contacts": rows})
    assert titles(facts) == {"Arun Mehta": "Managing Director", "Leela Nair": "Head of IT"}
    roles = {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {"Arun Mehta": ("decider",), "Leela Nair": ("technical_evaluator",)}


def test_a_department_in_place_of_a_post_is_where_somebody_works(said):
    rows = [["单位", "姓名", "职务"], ["华岳水务", "赵强", "副总经理"], ["华岳水务", "钱敏", "信息部"]]
    facts, _ = said({"名单": rows})
    assert facts["person", "钱敏"].get("unit") == "信息部"
    assert titles(facts) == {"赵强": "副总经理", "钱敏": None}


def test_the_word_that_all_headings_begin_with_says_nothing_of_one(said):
    head = ["Pessoa - Nome", "Pessoa - Organização", "Pessoa - Cargo", "Pessoa - Proprietário"]
    facts, _ = said({"p": [head, ["Rita Moura", "Atlântico SA", "Diretora Financeira", "Caio Dias"]]})
    assert facts["person", "Rita Moura"]["owner"] == "Caio Dias"
    head = [
        "Atividade - Concluída",
        "Atividade - Data da visita",
        "Atividade - Pessoa de contato",
        "Atividade - Negócio",
    ]
    rows = [[*head, "Atividade - Atribuído a"], ["Sim", "2026-05-14", "Rita Moura", "ERP Atlântico", "Caio Dias"]]
    facts, _ = said({"p": rows})
    assert not {"Sim", "ERP Atlântico"} & {key[1] for key in facts if key[0] == "person"}


def _log(heading):
    rows = [["業務拜訪記錄表", "", "", "業務：陳怡君"], ["拜訪日期", "客戶名稱", "受訪者", "職稱", heading]]
    rows += [
        ["115/03/12", "宏岳精密", "林世杰", "採購經理", "黃冠廷"],
        ["115/03/18", "宏岳精密", "許雅雯", "資訊處處長", ""],
    ]
    return rows


def test_who_keeps_a_log_stands_above_it_and_was_there(tmp_path):
    plan = guess([book(tmp_path / "a.xlsx", {"115年": _log("同行人員")})], existing={}, options=options(
        answers={"our_company": US, "date_order:roc": "roc"}
    )).plan  # fmt: skip
    facts = facts_of(plan)
    assert met(facts) == {
        ("2026-03-12", *sorted(("陳怡君", "黃冠廷", "林世杰"))), ("2026-03-18", *sorted(("陳怡君", "許雅雯"))),
    }  # fmt: skip
    assert titles(facts)["林世杰"] == "採購經理"
    proposed = {q.id: q.proposal for q in plan.questions}
    assert proposed["date_order:roc"] == "roc"  # years of three digits, written in traditional characters


def test_a_log_that_names_who_of_ours_was_there_is_of_them_alone(said):
    facts, _ = said({"115年": _log("拜訪人員")}, **{"date_order:roc": "roc"})
    assert met(facts) == {("2026-03-12", *sorted(("黃冠廷", "林世杰")))}


@pytest.mark.parametrize(
    "over",
    [
        ["日期", "2026-06-03"],
        ["会议名称：评审会", "地点：三楼"],
        ["客户名称", "华岳水务"],
        ["主持人", "王伟"],
        ["Date", "2026-06-03"],
    ],
)
@pytest.mark.parametrize(
    "heading", [["单位", "姓名", "职务"], ["职务/职称", "姓名", "签名"], ["姓名", "职务"], ["Name", "Company", "Title"]]
)
@pytest.mark.parametrize("number", [1, 3])
def test_a_short_list_below_a_line_of_labels_is_a_list_and_no_card(over, heading, number):
    cells = {
        "单位": "华岳水务",
        "姓名": "赵强",
        "职务": "处长",
        "职务/职称": "高工",
        "Company": "Aster",
        "Name": "Ana Ruiz",
        "Title": "CIO",
    }
    rows = [over, heading, *[[cells.get(h, "") for h in heading]] * number]
    (sheet,) = [
        s for s in find_tables(Grid("a.xlsx", "签到", list(enumerate(rows, 1)))) if len(s.headings) == len(heading)
    ]
    assert (sheet.headings, len(sheet.rows)) == (tuple(heading), number)

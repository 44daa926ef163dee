"""Forms above tables and reports over several objects: labels are no names, groups say how many, a cell lists several deals."""

import pytest

from graphcrm.ingest.guessing.texts.titles import deal_of_heading, org_of_titles
from tests.ingest.guessing.conftest import US, attitudes, book, export, met, told


def deals(facts):
    return {key[1]: value for key, value in facts.items() if key[0] == "opportunity"}


@pytest.mark.parametrize(
    ("heading", "deal"),
    [
        ("决策影响 / 角色", ""),
        ("评估角色", ""),
        ("核心系统项目中的角色", "核心系统"),
        ("核心系统项目决策角色", "核心系统"),
        ("Role in TMS", "TMS"),
    ],
)
def test_what_stands_before_the_word_for_a_role_need_not_be_an_opportunity(heading, deal):
    assert deal_of_heading(heading) == deal


def test_a_label_in_a_title_is_no_opportunity_and_its_value_is(said):
    head = [["Project Title:", "Warehouse Automation", None], ["Project Manager:", "Tom Hill", None], [None]]
    rows = [["Name", "Position", "Role"], ["Ana Ruiz", "CIO", "Decision maker"], ["Luis Gil", "Buyer", "End user"]]
    facts, _ = said({"Register": [*head, *rows]})
    assert deals(facts).keys() == {"Warehouse Automation"}
    facts, _ = said({"Register": [head[1], [None], *rows]})
    assert "Project Manager" not in deals(facts)


def test_a_project_between_company_and_paper_is_the_opportunity(said):
    title = [
        ["西南电力有限公司ERP升级项目干系人登记表"],
        ["姓名", "职务", "项目角色"],
        ["罗振", "副总经理", "决策者"],
        ["邱霞", "主任", "使用者"],
    ]
    facts, _ = said({"登记": title})
    assert deals(facts)["ERP升级项目"]["customer"] == "西南电力有限公司"


def test_pairs_of_labels_above_a_table_say_whose_people_they_are(look, tmp_path):
    rows = [
        ["决策链分析"],
        ["项目名称", "MES二期", None, "客户名称", "苏州恒锐股份有限公司"],
        ["预算(万元)", 560, None, "预计签约", "2026-12-20"],
        [None],
        ["关键人", "职务", "受谁影响", "影响程度", "对我方态度"],
        ["车云", "生产总监", None, None, "支持"],
        ["卢冠英", "IT经理", "车云", "高", "中立"],
    ]
    found = told(look(book(tmp_path / "a.xlsx", {"决策链": rows})).plan)
    assert ("person", ("车云",), "org", "苏州恒锐股份有限公司") in found
    assert (
        "influences",
        ("车云", "卢冠英", "", "", "import:决策链"),
        "level",
        4,
    ) in found  # how much, beside whom they listen to
    assert ("opportunity", ("MES二期",), "amount", 5_600_000.0) in found


def test_how_much_people_weigh_at_large_is_no_strength_of_a_tie(said):
    rows = [
        ["Name", "Title", "Influenced by", "Influence level"],
        ["Ana Ruiz", "CEO", None, "high"],
        ["Luis Gil", "CIO", "Ana Ruiz", "low"],
    ]
    facts, _ = said({"People": rows})
    assert [value["level"] for key, value in facts.items() if key[0] == "influences"] == [3]


def test_a_report_over_several_objects_is_about_its_people(mapped, tmp_path):
    rows = [
        [
            "Account Name  ↑",
            "Opportunity Name  ↑",
            "Contact: Full Name",
            "Title",
            "Role",
            "Amount",
            "Stage",
            "Close Date",
            "Opportunity Owner",
        ],
        [
            "Harrow (3)",
            "Imaging (2)",
            "Beth Lomax",
            "Director",
            "Decision Maker",
            "84000",
            "Prospecting",
            "2026-12-15",
            "Kim Ortega",
        ],
        ["", "", "Rory Shaw", "IT Lead", "Evaluator", "84000", "Prospecting", "2026-12-15", "Kim Ortega"],
        [
            "",
            "Chairs (1)",
            "Beth Lomax",
            "Director",
            "Economic Buyer",
            "22500",
            "Closed Won",
            "2026-03-31",
            "Kim Ortega",
        ],
        [
            "Tamar (1)",
            "LIMS (1)",
            "Ada Fenn",
            "Manager",
            "Business User",
            "40000",
            "Prospecting",
            "2026-12-30",
            "Kim Ortega",
        ],
    ]
    found = told(mapped("salesforce", book(tmp_path / "r.xlsx", {"Report": rows})))
    assert {about for kind, about, name, _ in found if kind == "role_in" and name == "roles"} == {
        ("Beth Lomax", "Imaging"),
        ("Rory Shaw", "Imaging"),
        ("Beth Lomax", "Chairs"),
        ("Ada Fenn", "LIMS"),
    }
    assert ("opportunity", ("Chairs",), "status", "won") in found


def test_a_cell_lists_several_opportunities(mapped, tmp_path):
    contacts = [
        ["Record ID", "First Name", "Last Name", "Email", "Buying Role", "Associated Company", "Associated Deal"],
        ["1", "Noor", "Haddad", "noor@b.example", "Decision maker", "Bluefin", "Cold Chain;Traceability"],
    ]
    listed = [
        ["Record ID", "Deal Name", "Amount", "Deal Stage", "Associated Company"],
        ["7", "Cold Chain", "61000", "Contract Sent", "Bluefin"],
        ["8", "Traceability", "18000", "Contract Sent", "Bluefin"],
    ]
    found = told(mapped("hubspot", export(tmp_path / "h", {"contacts": contacts, "deals": listed})))
    assert {about[1] for kind, about, name, _ in found if kind == "role_in" and name == "roles"} == {
        "Cold Chain",
        "Traceability",
    }
    assert {about[0] for kind, about, *_ in found if kind == "opportunity"} == {"Cold Chain", "Traceability"}


def test_a_form_of_a_method_with_one_role_is_read_with_the_deal_in_its_head(look, tmp_path):
    form = [
        ["MEDDICC"],
        ["Account:", "Ostrava Energie a.s."],
        ["Opportunity:", "Grid Analytics"],
        ["Deal value:", "€480k"],
        ["Close date:", "2026-12-18"],
        ["Account executive:", "Nina Brandt"],
        ["Metrics:", "-20 %"],
        ["Economic Buyer:", "tbd"],
        ["Decision Criteria:", "Accuracy"],
        ["Identify Pain:", "Outages"],
        ["Champion:", "Marek Novak (Head of Grid)"],
    ]
    found = told(look(book(tmp_path / "m.xlsx", {"Ostrava": form})).plan)
    assert {about[:2] for kind, about, name, _ in found if kind == "role_in" and name == "roles"} == {
        ("Marek Novak", "Grid Analytics")
    }
    assert ("opportunity", ("Grid Analytics",), "due", "2026-12-18") in found
    assert ("opportunity", ("Grid Analytics",), "amount", 480_000.0) in found


def test_minutes_name_posts_and_companies_and_end_with_actions(look, tmp_path):
    form = [
        ["Meeting:", "Steering committee"],
        ["Date:", "12 March 2026"],
        [
            "Attendees:",
            "Ruth Keller (CIO, Aldous Freight); Owen Marsh (Head of Transport, Aldous Freight); Dana Fisk (us)",
        ],
        [None],
        ["Action", "Owner", "Due"],
        ["Send pilot plan", "Dana Fisk", "19 Mar 2026"],
    ]
    plan = look(book(tmp_path / "m.xlsx", {"Minutes": form})).plan
    found = told(plan)
    assert {
        ("person", ("Ruth Keller",), "title", "CIO"),
        ("person", ("Ruth Keller",), "org", "Aldous Freight"),
    } <= found
    assert {about for kind, about, *_ in found if kind == "interaction"} == {
        ("2026-03-12", ("Dana Fisk", "Owen Marsh", "Ruth Keller"))
    }
    assert "target:Minutes (2)" in {q.id for q in plan.questions}


def test_a_region_behind_one_post_is_no_company(look, tmp_path):
    rows = [["Date", "Attendees"], ["2026-03-12", "Ruth Keller (Head of Sales, Leeds); Dana Fisk (us)"]]
    plan = look(book(tmp_path / "m.xlsx", {"Meetings": rows})).plan
    assert {q.id for q in plan.questions} == {"org:Meetings", "our_company"}
    assert "Leeds" not in {about[0] for kind, about, *_ in told(plan) if kind == "org"}


def test_whoever_is_met_again_on_another_day_stands_in_a_list_of_meetings(look, tmp_path):
    rows = [
        ["Date", "Interlocuteur", "Fonction", "Société", "Objet", "Suite à donner", "Échéance", "Commercial"],
        [
            "2026-03-14",
            "Claire Aubry",
            "Directrice achats",
            "Ponant",
            "Contrat",
            "Envoyer devis",
            "2026-03-21",
            "Yann Le Goff",
        ],
        ["2026-03-17", "Claire Aubry", "Directrice achats", "Ponant", "Relance", None, None, "Maud Perrin"],
        ["2026-03-23", "Hugo Blin", "Gérant", "Blin SARL", "Contact", None, None, "Maud Perrin"],
    ]
    found = told(look(book(tmp_path / "j.xlsx", {"Appels": rows})).plan)
    assert {about for kind, about, *_ in found if kind == "interaction"} == {
        ("2026-03-14", ("Claire Aubry", "Yann Le Goff")),
        ("2026-03-17", ("Claire Aubry", "Maud Perrin")),
        ("2026-03-23", ("Hugo Blin", "Maud Perrin")),
    }
    assert ("person", ("Hugo Blin",), "title", "Gérant") in found


def test_a_list_of_visits_says_in_which_unit_those_are_who_were_met(look, tmp_path):
    rows = [
        ["日期", "医院", "科室", "拜访对象", "我方参加人", "拜访目的"],
        ["2026-03-03", "宁海医院", "设备科", "张维民主任", "刘洋、陈静", "接口"],
        ["2026-03-08", "宁海医院", "影像科", "韦晓东副主任、李娜医生", "陈静", "演示"],
        ["2026-03-22", "东台医院", "院办", "吴副院长", "刘洋", "拜访"],
    ]
    found = told(look(book(tmp_path / "v.xlsx", {"拜访": rows})).plan)
    assert {(about[0], value) for kind, about, name, value in found if kind == "person" and name == "unit"} == {
        ("张维民", "设备科"),
        ("韦晓东", "影像科"),
        ("李娜", "影像科"),
    }
    assert ("person", ("李娜",), "title", "医生") in found


def test_a_list_of_suppliers_makes_no_customers(look, tmp_path):
    rows = [
        ["编号", "供应商名称", "联系人", "职务"],
        ["1", "德普有限公司", "蓝天宇", "经理"],
        ["2", "联拓有限公司", "阎峰", "总经理"],
    ]
    found = told(look(book(tmp_path / "s.xlsx", {"名录": rows})).plan)
    assert {value for kind, _, name, value in found if kind == "org" and name == "category"} == {"supplier"}


def test_a_table_above_another_is_read_although_few_of_its_headings_are_known(look, tmp_path):
    rows = [
        ["竞争对手", "对方负责人", "客户内部支持者", "支持者职务", "报价", "优势", "劣势"],
        ["神州信合", "尚武", "黎国强", "科技部总经理", 1380, "案例多", "实施慢"],
        ["东软达", "焦阳", "苗青", "运营部副总", 1210, "价格低", "产品旧"],
        [None],
        ["客户侧人员"],
        ["姓名", "职务", "部门", "上级"],
        ["黎国强", "科技部总经理", "科技部", "凌霄"],
        ["凌霄", "副行长", "行领导", None],
    ]
    found = told(look(book(tmp_path / "c.xlsx", {"竞对": rows}), **{"org:客户侧人员": "滨海银行"}).plan)
    assert {
        about[0] for kind, about, name, value in found if (kind, name, value) == ("org", "category", "competitor")
    } == {
        "神州信合",
        "东软达",
    }
    assert ("person", ("尚武",), "org", "神州信合") in found


def test_a_relationship_of_supporters_is_an_attitude(said):
    rows = [["Name", "Title", "Relationship"], ["Ana Ruiz", "CIO", "Supporter"], ["Luis Gil", "CFO", "Neutral"]]
    facts, _ = said({"People": rows})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("Luis Gil", US): 0}


def test_one_column_of_champions_beside_opportunities_is_of_people(look, tmp_path):
    rows = [
        ["Deal Name", "Account", "Deal Value", "Stage", "Champion"],
        ["Data Mesh", "Skog AB", "9000", "Proposal", "Maya Lind"],
    ]
    found = told(look(book(tmp_path / "d.xlsx", {"Deals": rows})).plan)
    assert {(about[:2], value) for kind, about, name, value in found if kind == "role_in" and name == "roles"} == {
        (("Maya Lind", "Data Mesh"), ("coach",))
    }


def test_what_is_nobodys_name_in_a_grid_of_power_is_told(look, tmp_path):
    rows = [
        ["Keep satisfied", "Keep informed"],
        ["Ana Ruiz (Produktionsplanerin)", "Luis Gil (Betriebsrat)"],
        ["?? 12 people", "Li Na"],
    ]
    found = look(book(tmp_path / "g.xlsx", {"Grid": rows}), **{"org:Grid": "Aster"})
    assert {about[0] for kind, about, *_ in told(found.plan) if kind == "person"} == {"Ana Ruiz", "Luis Gil", "Li Na"}
    assert any("?? 12 people" in problem.text.en for problem in found.plan.problems)


def test_the_key_of_a_company_is_nobodys_key(look, tmp_path):
    rows = [
        ["Account-ID", "Account", "Ansprechpartner-ID", "Vorname", "Nachname", "Funktion"],
        ["1000", "Petersen GmbH", "2001", "Silke", "Harms", "Leiterin Einkauf"],
        ["1000", "Petersen GmbH", "2002", "Uwe", "Brandt", "Inspektor"],
    ]
    found = told(look(book(tmp_path / "s.xlsx", {"Ansprechpartner": rows})).plan)
    assert {about[0] for kind, about, *_ in found if kind == "person"} == {"Silke Harms", "Uwe Brandt"}


def test_a_titled_table_below_a_gap_holds_nobody_of_the_list_above(look, tmp_path):
    rows = [
        ["Plan de cuenta – Aceros Duero S.A."],
        ["Nombre", "Cargo", "Reporta a", "Postura"],
        ["Julián Ríos", "Director General", None, "Neutral"],
        ["Elena Sanz", "Jefa de Compras", "Julián Ríos", "En contra"],
        [None],
        ["Oportunidades"],
        ["Oportunidad", "Importe (k€)", "Fase", "Fecha de cierre", "Probabilidad"],
        ["Laminador 2", 850, "Propuesta", "2027-02-28", 60],
    ]
    found = told(look(book(tmp_path / "p.xlsx", {"Plan": rows})).plan)
    assert {about[0] for kind, about, *_ in found if kind == "person"} == {"Julián Ríos", "Elena Sanz"}


def test_those_of_a_list_of_attendance_are_the_people_and_not_their_organisations(said):
    rows = [
        ["会议时间：2026年3月21日"],
        ["单位", "姓名", "职务", "部门", "联系电话"],
        ["滨江集团", "葛志远", "副总经理", "经营部", "138"],
        ["我方", "范思齐", "方案总监", None, "136"],
        ["我方", "邹敏", "客户经理", None, "135"],
    ]
    facts, asked = said({"签到表": rows})
    assert met(facts) == {("2026-03-21", "范思齐", "葛志远", "邹敏")}
    assert not {"person:我方", "person:滨江集团"} & asked


@pytest.mark.parametrize(("whose", "owner"), [("Marc Petit", "Marc Petit"), ("Paul Vallier", None)])
def test_whoever_is_responsible_beside_a_manager_and_in_no_row_looks_after_them(said, whose, owner):
    rows = [
        ["Interlocuteur", "Fonction", "Rattaché à", "Responsable"],
        ["Paul Vallier", "Président", None, "Julie Morin"],
        ["Sophie Renaud", "Directrice des achats", "Paul Vallier", whose],
    ]
    facts, _ = said({"Plan": rows})
    assert facts["person", "Sophie Renaud"].get("owner") == owner
    assert facts["person", "Sophie Renaud"]["reports_to"] == "Paul Vallier"


@pytest.mark.parametrize(
    ("title", "org"),
    [
        ("Kundenplan 2027: Molkerei Aster eG", "Molkerei Aster eG"),
        ("Kundenplan: Stadtwerke Lindau", "Stadtwerke Lindau"),
        ("Serhat Kaplan", ""),
    ],
)
def test_a_german_word_for_a_paper_stands_before_whose_it_is(title, org):
    assert org_of_titles([title])[0] == org

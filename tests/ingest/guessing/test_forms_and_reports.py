"""Forms above tables and reports over several objects: labels are no names, groups say how many, a cell lists several deals."""

import pytest

from graphcrm.ingest.guessing.titles import deal_of_heading
from tests.ingest.guessing.conftest import book, export, told


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

"""Where people work by more than a column of companies: lines over groups in the column of units, companies among units, answers."""

from tests.ingest.guessing.conftest import US, attitudes, export, met, titles, told


def _of(facts, name):
    return {key[1]: value.get(name) for key, value in facts.items() if key[0] == "person"}


def test_lines_over_groups_stand_in_the_column_of_units_itself(said):
    rows = [["部门", "姓名", "职务"], ["集团领导", "", ""], ["", "田野", "董事长"], ["", "麦穗", "总会计师"]]
    rows += [["信息中心", "", ""], ["", "谷雨", "主任"], ["", "青禾", "副主任"]]
    facts, _ = said({"通讯录": rows})
    assert _of(facts, "unit") == {"田野": "集团领导", "麦穗": "集团领导", "谷雨": "信息中心", "青禾": "信息中心"}


def test_a_university_among_the_units_of_another_is_no_unit_of_it(said):
    rows = [
        ["委員姓名", "服務單位", "職稱", "對我方態度", "由誰接觸"],
        ["江志明", "資訊中心", "主任", "友善", "林佩蓉"],
    ]
    rows += [["蘇雅惠", "總務處", "總務長", "中立", "林佩蓉"], ["馬國華", "北辰科技大學資工系", "教授", "不明", ""]]
    facts, _ = said({"評選委員": rows})
    assert _of(facts, "org") == {"江志明": "Aster", "蘇雅惠": "Aster", "馬國華": "北辰科技大學", "林佩蓉": US}
    assert _of(facts, "unit")["馬國華"] == "資工系"
    assert attitudes(facts) == {("江志明", US): 1, ("蘇雅惠", US): 0}
    assert _of(facts, "owner") == {"江志明": "林佩蓉", "蘇雅惠": "林佩蓉", "馬國華": None, "林佩蓉": None}


def test_a_column_may_name_whoever_was_met_with_the_post(said):
    rows = [
        ["日期", "客户单位", "接待人及职务", "我方人员"],
        ["2026-04-03", "粤海港务", "梁栋（设备部经理）", "庄园、洛奇"],
    ]
    rows += [["2026-04-09", "粤海港务", "梁栋、方舟（总工）", "庄园"]]
    facts, _ = said({"台账": rows})
    assert met(facts) == {
        ("2026-04-03", *sorted(("梁栋", "庄园", "洛奇"))),
        ("2026-04-09", *sorted(("梁栋", "方舟", "庄园"))),
    }
    assert {name: titles(facts)[name] for name in ("梁栋", "方舟")} == {"梁栋": "设备部经理", "方舟": "总工"}


EVENT = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20260512T060000Z
SUMMARY:Exchange
ATTENDEE;CN=Kim Lee:mailto:kim@boreal.example
ATTENDEE;CN=Ana Ruiz:mailto:ana@aster.example
END:VEVENT
END:VCALENDAR
"""


def test_an_answer_that_is_our_company_means_it_before_it_was_asked_for(tmp_path, mapped):
    (tmp_path / "c.ics").write_text(EVENT)
    answers = {"our_company": US, "domain:boreal.example": US, "domain:aster.example": "Aster AG (customer)"}
    facts = {
        f[1]: f[3]
        for f in told(mapped("icalendar", tmp_path / "c.ics", answers=answers))
        if f[:1] == ("org",) and f[2] == "category"
    }
    assert facts == {(US,): "our_company", ("Aster AG",): "customer"}


def test_a_french_export_says_who_looks_after_somebody(tmp_path, look):
    head = ["Prénom", "Nom", "Fonction", "Nom du compte", "Assigné à"]
    folder = export(
        tmp_path / "x", {"Contacts": [head, ["Luc", "Marchand", "Directeur des achats", "Verrier", "Hélène Roy"]]}
    )
    owners = {f[1][0]: f[3] for f in told(look(folder, our_company=US).plan) if f[0] == "person" and f[2] == "owner"}
    assert owners == {"Luc Marchand": "Hélène Roy"}


def test_below_departments_or_organisations_each_cell_is_what_it_is_called_or_asked_about(said):
    rows = [["Stakeholder der Stadt Ulmen"], [], ["Person", "", ""], ["Name", "Funktion", "Amt / Org."]]
    rows += [["Ana Ruiz", "Leiterin", "Hauptamt"], ["Bo Berg", "Leiter", "Nordlicht IT GmbH"]]
    rows += [["Cy Dahl", "Leiter", "Zweckverband Nord"], ["Di Eck", "Leiterin", "Einkauf"]]
    facts, asked = said({"Liste": rows}, **{"org:Liste": ""})
    assert _of(facts, "org") == {
        **dict.fromkeys(("Ana Ruiz", "Cy Dahl", "Di Eck"), "Stadt Ulmen"),
        "Bo Berg": "Nordlicht IT GmbH",
    }
    assert _of(facts, "unit") == {
        "Ana Ruiz": "Hauptamt",
        "Bo Berg": None,
        "Cy Dahl": "Zweckverband Nord",
        "Di Eck": "Einkauf",
    }
    assert "orgs_among:Liste" in asked
    answer = "Nordlicht IT GmbH; Zweckverband Nord"
    facts, _ = said({"Liste": rows}, **{"org:Liste": "", "orgs_among:Liste": answer})
    assert _of(facts, "org")["Cy Dahl"] == "Zweckverband Nord"
    rows = [["Name", "Title", "Company/Dept"], ["Ana Ruiz", "CFO", "Aster AG"], ["Bo Berg", "CIO", "Halden Ltd"]]
    facts, asked = said({"List": rows})
    assert _of(facts, "org") == {"Ana Ruiz": "Aster AG", "Bo Berg": "Halden Ltd"}
    assert "orgs_among:List" not in asked


def test_an_organisation_in_a_column_of_departments_is_none_of_them(said):
    rows = [["Name", "Title", "Dept"], ["Ana Ruiz", "CFO", "Finance"], ["Bo Berg", "Manager", "Aster Benelux BV"]]
    rows += [["Cy Dahl", "Partner", "Northlight Advisory"], ["Di Eck", "Head of Sales", "Sales SE"]]
    facts, _ = said({"List": rows}, **{"org:List": "Aster Group plc"})
    assert _of(facts, "org") == {
        **dict.fromkeys(("Ana Ruiz", "Cy Dahl", "Di Eck"), "Aster Group plc"), "Bo Berg": "Aster Benelux BV",
    }  # fmt: skip
    both = {"org:List": "Aster Group plc", "orgs_among:List": "Aster Benelux BV (partner)；northlight advisory"}
    facts, _ = said({"List": rows}, **both)
    assert _of(facts, "org")["Cy Dahl"] == "Northlight Advisory"
    assert facts["org", "Northlight Advisory"]["subtype"] == "consultant"
    assert facts["org", "Aster Benelux BV"]["category"] == "partner"
    facts, _ = said({"List": rows}, **{"org:List": "Aster Group plc", "orgs_among:List": "-"})
    assert set(_of(facts, "org").values()) == {"Aster Group plc"}

"""Marks for the cell above, given names as initials, people called by the family name alone as German and Japanese lists do."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book

ANA, LUIS, EVA = "Ana Ruiz", "Luis Gil", "Eva Sanz"


def column(facts, name, kind="person"):
    return {key[1]: value[name] for key, value in facts.items() if key[0] == kind and name in value}


@pytest.mark.parametrize("mark", ["〃", "ditto", "同上", '"'])
def test_a_mark_stands_for_the_cell_above(said, mark):
    rows = [
        ["Company", "Department", "Name"],
        ["Tessel AG", "Finance", ANA],
        [mark, mark, LUIS],
        ["Calder AG", mark, EVA],
    ]
    facts, _ = said({"Contacts": rows})
    assert column(facts, "org") == {ANA: "Tessel AG", LUIS: "Tessel AG", EVA: "Calder AG"}
    assert column(facts, "unit") == {ANA: "Finance", LUIS: "Finance", EVA: "Finance"}


def test_initials_behind_a_comma_are_the_given_names_of_one_of_ours(said):
    rows = [["Name", "Firma", "Betreuer"], [ANA, "Tessel AG", "Berg, K."], [LUIS, "Tessel AG", "Roth, J.-P."]]
    facts, _ = said({"Ansprechpartner": rows})
    assert column(facts, "owner") == {ANA: "K. Berg", LUIS: "J.-P. Roth"}
    assert {key[1] for key in facts if key[0] == "person"} == {ANA, LUIS, "K. Berg", "J.-P. Roth"}
    assert not [key for key in facts if key[0] == "knows"]


def test_a_noble_superior_is_called_for_short(said):
    rows = [
        ["Name", "Firma", "Vorgesetzter"],
        ["Ulla Freifrau von Berg", "Tessel AG", ""],
        [ANA, "Tessel AG", "v. Berg"],
    ]
    facts, _ = said({"Ansprechpartner": rows})
    assert column(facts, "reports_to") == {ANA: "Ulla Freifrau von Berg"}


def test_a_department_in_place_of_the_superior_is_nobody(said):
    rows = [
        ["Name", "Firma", "Abteilung", "Berichtet an"],
        [ANA, "Tessel AG", "Kfm. Leitung", ""],
        [LUIS, "Tessel AG", "IT", "Kfm. Leitung"],
    ]
    facts, asked = said({"Ansprechpartner": rows})
    assert {key[1] for key in facts if key[0] == "person"} == {ANA, LUIS}
    assert "person:kfm leitung" in asked


def test_japanese_lists_name_superiors_by_the_family_name(said):
    rows = [["会社", "部署", "役職", "氏名", "上司"], ["白樺製薬㈱", "経営企画本部", "専務執行役員", "高橋 健 様", ""]]
    rows += [
        ["〃", "購買部", "部長", "立花 さくら", "高橋"],
        ["〃", "〃", "監査担当", "(未定・1月着任予定)", "立花部長"],
    ]
    rows += [["〃", "〃", "担当", "森田 陸斗", "立花さん"]]
    facts, _ = said({"一覧": rows})
    assert column(facts, "reports_to") == {
        "立花 さくら": "高橋 健",
        "? 監査担当": "立花 さくら",
        "森田 陸斗": "立花 さくら",
    }
    assert column(facts, "flags") == {"? 監査担当": ("placeholder",)}
    assert set(column(facts, "org").values()) == {"白樺製薬㈱"}
    assert column(facts, "unit")["森田 陸斗"] == "購買部"


def test_of_two_with_one_name_the_number_says_to_whom_somebody_reports(said):
    rows = [
        ["Emp No.", "Employee Name", "Designation", "Manager Emp No.", "Manager Name", "Dotted-line Mgr"],
        ["101", ANA, "CFO", "", "", ""],
        ["102", LUIS, "Head of Finance", "101", ANA, ""],
        ["103", LUIS, "Head of Procurement", "101", ANA, ""],
        ["104", EVA, "Buyer", "103", LUIS, "101"],
    ]
    facts, asked = said({"Org list": rows}, **{"column:Org list:Manager Name": "-"})
    assert not {one for one in asked if one.startswith(("which:", "person:"))}
    assert column(facts, "reports_to")[EVA] == LUIS
    assert [key[1:3] for key in facts if key[0] == "reports_to"] == [(EVA, ANA)]


def test_a_plan_names_whom_its_actions_are_with_and_a_firm_from_outside_among_the_departments(said):
    people = [
        ["Name", "Firma", "Abteilung", "Funktion", "Betreuer"],
        [ANA, "Tessel AG", "Technik", "Technische Leiterin", "Berg, K."],
        [LUIS, "Tessel AG", "ext. (Roth & Partner)", "Berater", "Berg, K."],
    ]
    plan = [
        ["Maßnahme", "mit", "verantwortlich", "bis", "Status"],
        ["Angebot besprechen", "A. Ruiz", "Berg", "20.12.2026", "offen"],
    ]
    facts, _ = said({"Ansprechpartner": people, "Maßnahmen": plan})
    actions = [(v["type"], v["target"], v["owner"], v["due"]) for key, v in facts.items() if key[0] == "action"]
    assert actions == [("Angebot besprechen", ANA, "K. Berg", "2026-12-20")]
    assert column(facts, "org") == {ANA: "Tessel AG", LUIS: "Roth & Partner", "K. Berg": "Boreal"}
    assert column(facts, "category", "org")["Roth & Partner"] == "third_party"
    assert column(facts, "unit") == {ANA: "Technik"}


TEAM = "Our team: JK = Jana Keller (AE), TW = Tom Weiss (presales)"


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        (TEAM, {ANA: "Jana Keller", LUIS: "Tom Weiss"}),
        ("Betreuer: Jana Keller (JK), Tom Weiss (TW)", {ANA: "Jana Keller", LUIS: "Tom Weiss"}),
        ("我方：JK=李静康，TW=王涛", {ANA: "李静康", LUIS: "王涛"}),
        ("Sales: JK = Jana Keller; HR: Eva Lang", {ANA: "Jana Keller", LUIS: "TW"}),
    ],
)
def test_a_line_writes_out_the_initials_of_ours(said, line, owners):
    rows = [[line], [], ["Name", "Title", "Company", "Our owner"], [ANA, "CIO", "Tessel AG", "JK"]]
    facts, _ = said({"Map": [*rows, [LUIS, "CFO", "Tessel AG", "TW"]]})
    assert column(facts, "owner") == owners


@pytest.mark.parametrize(
    ("line", "reporter"),
    [
        (TEAM, ""),
        ("Overview of Rosenberg", ""),
        ("Prepared by: Jana Keller", "Jana Keller"),
        ("Stand: 23.11.2026; erstellt: J. Keller", "Jana Keller"),
        ("Prepared by: Julia Keller", "Julia Keller"),
    ],
)
def test_who_reports_is_who_a_line_says_has_written_it(said, line, reporter):
    rows = [[line], [], ["Name", "Title", "Company", "Attitude to us", "Owner"]]
    rows += [[ANA, "CIO", "Tessel AG", "neutral", "Jana Keller"], [LUIS, "CFO", "Tessel AG", "neutral", "Rosen"]]
    facts, asked = said({"Map": rows})
    said_by = {value["reported_by"] for key, value in facts.items() if key[0] == "stance"}
    assert said_by == ({reporter} if reporter else {"import:Map"})
    assert ("reported_by" in asked) == (not reporter)


def test_who_has_written_a_list_is_not_proposed_as_the_company_of_its_people(tmp_path):
    rows = [["联系人清单"], ["记录人：王伟 日期：2026-10-01"], ["姓名", "职务", "态度"], ["李梅", "经理", "支持"]]
    found = guess([book(tmp_path / "a.xlsx", {"清单": rows})], existing={}, options=options())
    assert found.mapping.sheets[0].fixed.get("reported_by") == "王伟"
    assert "org" not in found.mapping.sheets[0].fixed

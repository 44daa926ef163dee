"""Charts with fields of work for posts, groups of a jury, legends of colours and remarks beside family names."""

import pytest

from graphcrm.ingest.guessing.sheets.colours import colours_unread
from tests.ingest.guessing.conftest import titles

HEAD = ["Name", "Position"]


def test_a_field_of_work_before_a_colon_is_a_post_where_most_colons_stand_behind_posts(said):
    lines = ["CEO : Helen Croft", "    CFO : Luc Perrin", "        Contrôle de gestion : Sonia Abadie"]
    lines += ["    CIO : Karim Bell", "        Responsable sécurité : poste vacant"]
    facts, _ = said({"Organigramme": [["Groupe Valmont (mai 2026)"], *([line] for line in lines)]})
    assert titles(facts)["Sonia Abadie"] == "Contrôle de gestion"
    assert facts["person", "Sonia Abadie"]["reports_to"] == "Luc Perrin"


@pytest.mark.parametrize("heading", ["组别", "組別", "Panel"])
def test_groups_of_a_jury_are_no_departments_unless_somebody_says_so(said, heading):
    rows = [
        [heading, "姓名", "工作单位", "职称"],
        ["技术组", "费明远", "城东医院", "主任医师"],
        ["技术组", "覃岚", "东海大学", "教授"],
    ]
    rows += [["商务组", "戚文", "理工学院", "高级会计师"]]
    facts, asked = said({"评委": rows})
    assert not [key for key in facts if key[0] == "unit"]
    assert f"column:评委:{heading}" in asked
    facts, _ = said({"评委": rows}, **{f"column:评委:{heading}": "unit"})
    assert facts["person", "戚文"]["unit"] == "商务组"


@pytest.mark.parametrize(
    ("heading", "remark"),
    [
        ("Notizen", "nicht mehr im Unternehmen"),
        ("備註", "調走了"),
        ("Notas", "ya no trabaja aquí"),
        ("Commentaires", "n'est plus là"),
    ],
)
@pytest.mark.parametrize("head", [["Name"], ["Vorname", "Nachname"]])
def test_remarks_in_any_tongue_say_who_has_left_beside_family_names_as_well(said, heading, remark, head):
    people = [[" ".join(one)] if len(head) == 1 else one for one in (["Ute", "Kessel"], ["Per", "Hansen"])]
    rows = [[*head, "Position", heading], [*people[0], "CFO", "offen"], [*people[1], "CIO", remark]]
    facts, _ = said({"Kontakte": rows})
    assert {key[1]: value.get("flags") for key, value in facts.items() if key[0] == "person"} == {
        "Ute Kessel": None,
        "Per Hansen": ("left",),
    }


def test_a_contact_window_is_asked_about(said):
    rows = [["姓名", "職稱", "溝通窗口"], ["簡志豪", "總經理", "林佩君"], ["游雅婷", "處長", "郭冠宇"]]
    assert "column:名冊:溝通窗口" in said({"名冊": rows})[1]


@pytest.mark.parametrize(
    ("beside", "cell", "told"),
    [
        (["红色; 反对", "绿色; 支持"], "", True),
        (["图例：红=反对，绿=支持"], "", True),
        (["Rot = Gegner; Grün = Förderer"], "", True),
        (["红色; 反对", "绿色; 支持"], "红", False),
        (["R = red, G = green: red = no"], "G", False),
        (["Green: ask first", "Greenfield; Red Bull"], "", False),
    ],
)
def test_colours_that_a_legend_explains_are_told_as_unread_unless_cells_name_them(beside, cell, told):
    assert bool(colours_unread(beside, [["Ruth Keane", cell]])) is told


def test_a_legend_of_colours_over_a_table_is_told(look, tmp_path):
    path = tmp_path / "map.csv"
    path.write_text("绿色,支持\n红色,反对\n\n姓名,职务,公司\n段兴华,总经理,海川重工\n", encoding="utf-8")
    assert any("colours of cells are not read" in problem.text.en for problem in look(path).plan.problems)


def test_a_unit_before_a_name_with_its_post_is_no_part_of_the_name(said):
    lines = ["总裁 — 邢海涛", "　财务中心 — 戚美玲（总监）", "　　会计部 — 汪洁（经理）"]
    facts, _ = said({"组织架构": [[line] for line in lines]})
    assert titles(facts) == {"邢海涛": "总裁", "戚美玲": "总监", "汪洁": "经理"}
    assert facts["person", "汪洁"]["reports_to"] == "戚美玲"


@pytest.mark.parametrize(
    ("heading", "yes", "no"),
    [
        ("¿Sigue en la empresa?", "Sí", "No"),
        ("Toujours en poste ?", "Oui", "Non"),
        ("Noch im Unternehmen?", "ja", "nein"),
        ("是否还在职", "是", "否"),
    ],
)
def test_whether_somebody_is_still_there_is_no_company(said, heading, yes, no):
    facts, _ = said({"Mapa": [["Name", "Title", heading], ["Julia Horn", "CFO", yes], ["Nora Kost", "CIO", no]]})
    assert {key[1]: value.get("flags") for key, value in facts.items() if key[0] == "person"} == {
        "Julia Horn": None,
        "Nora Kost": ("left",),
    }
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster"}


@pytest.mark.parametrize("answers", [("Sí", "No"), ("sim", "não"), ("oui", "non")])
def test_answers_in_any_tongue_are_no_companies(said, answers):
    rows = [
        ["Name", "Title", "¿Es de la empresa?"],
        ["Julia Horn", "CFO", answers[0]],
        ["Nora Kost", "CIO", answers[1]],
    ]
    facts, _ = said({"Mapa": rows})
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster"}


def test_a_current_position_that_is_a_post_is_no_attitude(said):
    rows = [
        ["Name", "Company", "Current Position"],
        ["Amara Lind", "Norvane", "CFO"],
        ["Jon Ek", "Norvane", "Head of IT"],
    ]
    assert titles(said({"leads": rows})[0]) == {"Amara Lind": "CFO", "Jon Ek": "Head of IT"}
    rows = [["Name", "Title", "Current Position"], ["Amara Lind", "CFO", "Supporter"], ["Jon Ek", "CIO", "Neutral"]]
    assert {key[1]: value["level"] for key, value in said({"map": rows})[0].items() if key[0] == "stance"} == {
        "Amara Lind": 2,
        "Jon Ek": 0,
    }

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

"""Sheets whose legend says what signs mean, units within units, arrows in a column, and vendors as columns."""

import pytest

from tests.ingest.guessing.conftest import book, told
from tests.ingest.guessing.test_sides_and_values import ORG, meanings, people, rows_of, ties


def stances(found):
    return {about[0]: value for kind, about, name, value in told(found.plan) if (kind, name) == ("stance", "level")}


@pytest.mark.parametrize(
    ("signs", "legend"),
    [
        ("绿黄红", "图例:绿=支持,黄=中立,红=反对"),
        ("ABC", "注：D决策 U使用；A支持 B中立 C反对"),
        ("123", "1-支持 2-中立 3-反对"),
    ],
)
def test_a_legend_below_says_what_signs_stand_for(tmp_path, look, signs, legend):
    rows = [
        ["姓名", "职务", "态度"],
        *map(list, zip(["王伟", "李娜", "张军"], ["总裁", "CIO", "CFO"], signs, strict=True)),
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": [*rows, [legend]]}), answers=ORG)
    assert stances(found) == {"王伟": 2, "李娜": 0, "张军": -1}
    assert not any(q.id.startswith("word:") for q in found.questions)


def test_a_legend_says_what_the_numbers_of_a_scale_are(tmp_path, look):
    rows = [["Name", "Title", "Attitude"], ["Ana Ruiz", "CEO", "2"], ["Luis Gil", "CIO", "4"], ["Eva Sanz", "CFO", "3"]]
    legend = ["1 = opponent, 2 = against us, 3 = neutral, 4 = supporter, 5 = champion"]
    found = look(book(tmp_path / "a.xlsx", {"a": [*rows, legend]}), answers=ORG)
    assert stances(found) == {"Ana Ruiz": -1, "Luis Gil": 2, "Eva Sanz": 0}
    assert not any(q.id.startswith("scale:") for q in found.questions)


def test_a_legend_of_the_ends_alone_leaves_the_scale_to_be_asked(tmp_path, look):
    rows = [["Name", "Title", "Attitude"], ["Ana Ruiz", "CEO", "2"], ["Luis Gil", "CIO", "4"], ["Eva Sanz", "CFO", "5"]]
    found = look(book(tmp_path / "a.xlsx", {"a": [*rows, ["1 = opponent, 5 = champion"]]}), answers=ORG)
    assert [q.id for q in found.questions if q.id.startswith("scale:")] == ["scale:a:Attitude"]
    assert not stances(found)


def test_a_legend_of_the_ends_and_the_middle_beside_another_says_what_all_numbers_are(tmp_path, look):
    legend = "Power scored 1 (low) – 5 (high).  Attitude: -2 strongly against … 0 neutral … +2 strongly for"
    rows = [
        ["Name", "Title", "Attitude"],
        ["Ana Ruiz", "CEO", "-1"],
        ["Luis Gil", "CIO", "2"],
        ["Eva Sanz", "CFO", "1"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"a": [[legend], *rows]}), answers=ORG)
    assert stances(found) == {"Ana Ruiz": -1, "Luis Gil": 3, "Eva Sanz": 2}
    assert [q.proposal for q in found.questions if q.id == "scale:a:Attitude"] == ["-2..2"]


def test_a_matrix_with_a_doubt_a_legend_of_its_own_and_a_count_below(tmp_path, look):
    rows = [
        ["0 / blank = unknown   1 = met once   2 = knows, can call   3 = trusted"],
        ["Company", "Person", "Ida Lund (KAM)", "Per Holm (CTO)"],
        ["Aster AG", "Ana Ruiz", "3", ""],
        ["", "Luis Gil", "1", "2?"],
        ["", "Eva Sanz", "2", "3"],
        ["", "J. Pons", "", "0"],
        [],
        ["", "people known (2+)", "2", "1"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Who knows whom": rows}), answers=ORG)
    facts = told(found.plan)
    known = {(about[0], about[1]): value for kind, about, name, value in facts if name == "declared_level"}
    assert known == {
        ("Ida Lund", "Ana Ruiz"): 5,
        ("Ida Lund", "Luis Gil"): 1,
        ("Ida Lund", "Eva Sanz"): 3,
        ("Per Holm", "Eva Sanz"): 5,
    }
    assert "word:declared_level:2?" in [q.id for q in found.questions]
    assert people(found).keys() == {"Ana Ruiz", "Luis Gil", "Eva Sanz", "J. Pons", "Ida Lund", "Per Holm"}


def test_headings_in_two_languages_below_groups_are_known(tmp_path, look):
    rows = [
        ["基本信息 Basic", "", "立场 Position", ""],
        ["姓名 Name", "职务 Title", "态度(1-5) Attitude", "对接人 Owner"],
    ]
    rows += [["王伟", "总裁", "支持", "李娜"], ["张军", "CFO", "反对", "李娜"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}, {"a": ["A1:B1", "C1:D1"]}), answers=ORG)
    assert list(meanings(found).values()) == ["name", "title", "stance", "owner"]


def test_units_within_units_are_made_one_below_the_other(tmp_path, look):
    rows = [
        ["一级部门", "二级部门", "姓名", "职务"],
        ["生产中心", "调度部", "王伟", "主任"],
        ["", "综合部", "李娜", "主任"],
    ]
    rows += [["信息中心", "综合部", "张军", "经理"], ["信息中心", "", "赵敏", "中心主任"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    facts = told(found.plan)
    members = {about[0]: value for kind, about, name, value in facts if (kind, name) == ("person", "unit")}
    assert members == {"王伟": "调度部", "李娜": "综合部", "张军": "信息中心 综合部", "赵敏": "信息中心"}
    above = {about[0]: value for kind, about, name, value in facts if (kind, name) == ("unit", "parent")}
    assert above == {"调度部": "生产中心", "综合部": "生产中心", "信息中心 综合部": "信息中心"}


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        (["Level 1", "Level 2", "Name", "Title"], True),
        (["一级", "二级", "姓名", "职务"], True),
        (["Level 2", "Level 1", "Name", "Title"], False),
    ],
)
def test_levels_of_words_that_are_no_people_are_units(tmp_path, look, headings, read):
    rows = [headings, ["Board", "Operations", "Ana Ruiz", "Head of operations"], ["Board", "Finance", "Luis Gil", "VP"]]
    facts = told(look(book(tmp_path / "a.xlsx", {"a": [*rows, ["Board", "", "Eva Lang", "CEO"]]}), answers=ORG).plan)
    members = {about[0]: value for kind, about, name, value in facts if (kind, name) == ("person", "unit")}
    above = {about[0]: value for kind, about, name, value in facts if (kind, name) == ("unit", "parent")}
    assert (members == {"Ana Ruiz": "Operations", "Luis Gil": "Finance", "Eva Lang": "Board"}) is read
    assert (above == {"Operations": "Board", "Finance": "Board"}) is read


def test_arrows_in_a_column_of_influence_say_who_moves_whom(tmp_path, look):
    rows = [["序号", "影响关系", "强度"], ["1", "王伟 → 李娜", "强"], ["2", "张军->王伟", "中"]]
    found = look(
        book(tmp_path / "a.xlsx", {"a": rows}),
        answers={**ORG, "person:王伟": "A", "person:李娜": "A", "person:张军": "A"},
    )
    levels = {about[:2]: v for kind, about, name, v in told(found.plan) if (kind, name) == ("influences", "level")}
    assert levels == {("王伟", "李娜"): 4, ("张军", "王伟"): 3}


def test_columns_of_vendors_below_a_title_of_attitudes(tmp_path, look):
    rows = [["Attitude to each vendor"], ["Name", "Job", "Boreal", "Altrax"]]
    rows += [["Ana Ruiz", "CEO", "+", "-"], ["Luis Gil", "CIO", "0", "+"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers={"org:a": "Aster AG", "our_company": "Boreal SE"})
    assert {about[:2]: v for kind, about, name, v in told(found.plan) if (kind, name) == ("stance", "level")} == {
        ("Ana Ruiz", "Boreal SE"): 1, ("Ana Ruiz", "Altrax"): -1, ("Luis Gil", "Boreal SE"): 0, ("Luis Gil", "Altrax"): 1,
    }  # fmt: skip


def test_who_of_ours_knows_whom_beside_their_posts(tmp_path, look):
    rows = [["Relationship strength"], ["Customer contact", "Position", "Julia Keller", "Tom Hart"]]
    rows += [["Ana Ruiz", "CEO", "3", ""], ["Luis Gil", "CIO", "4", "2"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers={**ORG, "org:a": "Aster AG"})
    assert ties(found, "knows") == {
        ("Julia Keller", "Ana Ruiz"),
        ("Julia Keller", "Luis Gil"),
        ("Tom Hart", "Luis Gil"),
    }
    assert {n: r["title"] for n, r in people(found).items() if r.get("title")} == {"Ana Ruiz": "CEO", "Luis Gil": "CIO"}


def test_posts_before_names_in_columns_of_levels(tmp_path, look):
    rows = [
        ["Ebene 1", "Ebene 2"],
        ["Vorstand Dr. Ilse Rahn", ""],
        ["", "Bereichsleiter IT Falk Thoma"],
        ["", "Leiterin Einkauf Ute Lang"],
    ]
    made = people(look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG))
    assert {n: r.get("title") for n, r in made.items()} == {
        "Dr. Ilse Rahn": "Vorstand", "Falk Thoma": "Bereichsleiter IT", "Ute Lang": "Leiterin Einkauf",
    }  # fmt: skip


def test_an_open_position_and_an_average_are_nobody(tmp_path, look):
    rows = [["Name", "Title", "Company", "Attitude"], ["Ana Ruiz", "CEO", "Aster AG", "2"]]
    rows += [["Open position", "CIO", "Aster AG", ""], ["平均 Average", "", "", "3.7"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}))
    assert {r.get("name", ""): r.get("flags") for r in rows_of(found, "person")} == {
        "Ana Ruiz": None,
        "? CIO": ["placeholder"],
    }


def test_the_customer_of_a_sheet_of_labels_is_that_of_the_others(tmp_path, look):
    form = [["Account plan FY26"], ["Customer", "Aster AG"], ["Revenue", "1,000"]]
    found = look(
        book(
            tmp_path / "a.xlsx",
            {"Overview": form, "Who": [["Name", "Title"], ["Ana Ruiz", "CEO"], ["Luis Gil", "CIO"]]},
        )
    )
    assert {r["name"] for r in rows_of(found, "org")} == {"Aster AG"}


def test_what_a_paper_is_called_is_no_part_of_the_customer(tmp_path, look):
    rows = [["Stakeholderliste Aster Werke GmbH"], ["Name", "Funktion"], ["Ana Ruiz", "CEO"], ["Luis Gil", "CIO"]]
    assert {r["name"] for r in rows_of(look(book(tmp_path / "a.xlsx", {"a": rows})), "org")} == {"Aster Werke GmbH"}


def test_of_two_columns_of_participants_the_other_side_is_ours(tmp_path, look):
    rows = [["Datum", "Teilnehmer Kunde", "Teilnehmer Boreal", "Thema"]]
    rows += [
        ["12.03.2026", "Ana Ruiz", "Julia Keller", "Start"],
        ["18.03.2026", "Luis Gil", "Tom Hart; Julia Keller", "Ende"],
    ]
    found = look(
        book(tmp_path / "a.xlsx", {"Termine": rows}), answers={"org:Termine": "Aster AG", "our_company": "Boreal"}
    )
    assert sorted(meanings(found).values()) == ["date", "ours", "summary", "theirs"]
    assert len(rows_of(found, "interaction")) == 2


def test_cards_beside_each_other_may_be_numbered(tmp_path, look):
    rows = [["项目", "关键人1", "关键人2"], ["姓名", "王伟", "李娜"], ["职务", "总裁", "CIO"], ["直接上级", "", "王伟"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    assert {n: r["title"] for n, r in people(found).items()} == {"王伟": "总裁", "李娜": "CIO"}
    assert [r["name"] for r in rows_of(found, "org")] == ["Aster AG"]


def test_behind_the_commas_of_a_chart_stand_posts_also_those_that_no_list_has(tmp_path, look):
    rows = [["Claire Dumont, Directrice générale"], ["   Paul Mercier, Directeur informatique"]]
    rows += [["      Sophie Renaud, Ordonnanceuse"], ["      Ahmed Belkacem, Architecte"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    made = {name: (row["title"], row.get("reports_to")) for name, row in people(found).items()}
    assert made["Sophie Renaud"] == ("Ordonnanceuse", made["Ahmed Belkacem"][1])
    assert len(made) == 4


def test_below_an_open_seat_of_a_chart_nobody_reports_to_anybody_else(tmp_path, look):
    rows = [["L1", "L2", "L3", "Department"], ["CEO - Jane Roe", "", "", ""], ["", "CTO - Omar Said", "", "IT"]]
    rows += [["", "Vacant", "", "Data"], ["", "", "Data Lead - Ivy Stone", "Data"]]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ORG)
    made = {name: (row.get("unit"), row.get("reports_to")) for name, row in people(found).items()}
    assert made == {"Jane Roe": (None, None), "Omar Said": ("it", "jane-roe"), "Ivy Stone": ("data", None)}
    assert any("open seats" in told.en for told in found.said)


@pytest.mark.parametrize(
    ("headings", "moves"),
    [
        (["Who", "influences", "Strength"], ("Ann Lee", "Bob Ray")),
        (["Wer", "beeinflusst", "Stärke"], ("Ann Lee", "Bob Ray")),
        (["谁", "影响谁", "强度"], ("Ann Lee", "Bob Ray")),
        (["Wer", "hört auf", "Stärke"], ("Bob Ray", "Ann Lee")),
        (["Who", "listens to", "Strength"], ("Bob Ray", "Ann Lee")),
    ],
)
def test_a_verb_for_a_heading_says_who_moves_whom(tmp_path, look, headings, moves):
    sheets = {
        "People": [["Name", "Company"], ["Ann Lee", "X"], ["Bob Ray", "X"]],
        "a": [headings, ["Ann Lee", "Bob Ray", "3"]],
    }
    found = look(book(tmp_path / "a.xlsx", sheets))
    assert {f[1][:2] for f in told(found.plan) if f[0] == "influences"} == {moves}


KNOWN_BY = [["Name", "Petra Wolff", "Sam Brook"], ["Ana Ruiz", 3, 1], ["Luis Gil", 2, 3], ["Eva Sanz", 1, 2]]
ANSWERED = ORG | {"org:a": "Aster", "our_company": "Boreal", "direction:a": "column"}


@pytest.mark.parametrize(
    ("legend", "scale", "levels"),
    [
        ("3 = trusted, 2 = chats, 1 = has met", "1..3", {3: 5, 2: 3, 1: 1}),
        ("0 = never met, 1 = has met, 2 = chats, 3 = trusted", "1..3", {3: 5, 2: 3, 1: 1}),
        ("1 = met, 2 = chats, 3 = plays golf, 4 = godparent", "1..4", {1: 1, 2: 2, 3: 4}),
        ("1 = met, 2 = chats, 3 = golf, 4 = ski, 5 = godparent", "", {1: 1, 2: 2, 3: 3}),
        ("1 = met, 2 = chats", "", {1: 1, 2: 2, 3: 3}),
    ],
)
@pytest.mark.parametrize("where", ["in the title", "above", "below"])
def test_a_legend_beside_a_matrix_tells_the_scale_of_its_numbers(tmp_path, look, legend, scale, levels, where):
    rows = {
        "in the title": [[f"Who knows whom ({legend})"], *KNOWN_BY],
        "above": [["Who knows whom at Aster"], [legend], *KNOWN_BY],
        "below": [["Who knows whom at Aster"], *KNOWN_BY, [], [legend]],
    }[where]
    found = look(book(tmp_path / "a.xlsx", {"a": rows}), answers=ANSWERED)
    assert [q.proposal for q in found.questions if q.id.startswith("scale:")] == ([scale] if scale else [])
    made = {one[1][:2]: one[3] for one in told(found.plan) if one[0] == "knows" and one[2] == "declared_level"}
    names = KNOWN_BY[0][1:]
    assert made == {(us, row[0]): levels[n] for row in KNOWN_BY[1:] for us, n in zip(names, row[1:], strict=True)}

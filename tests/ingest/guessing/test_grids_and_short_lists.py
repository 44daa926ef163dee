"""Grids of power in which a cell names nobody, titles of such maps, stars, and lists of two columns."""

import pytest

from tests.ingest.guessing.conftest import book, told

ANA, LUIS, EVA, JULIA = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Julia Keller"


def people(found):
    return {one[1][0] for one in told(found.plan) if one[0] == "person"}


def left_out(found):
    """What is told of each sheet beside its table."""
    return {said.en for one in found.sheets for said in one.sheet.left_out}


@pytest.mark.parametrize(
    "nobody",
    ["Procurement department", "watch out here", "TBD", "New CFO", "Purchasing Team", "the rest"],
)
@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ([["", "Low interest", "High interest"], ["High power", ANA, EVA], ["Low power", LUIS, ""]], 3),
        ([["Power / Attitude", "For us", "Against us"], ["High", ANA, EVA], ["Low", LUIS, "-"]], 3),
        ([["Keep satisfied", "Manage closely"], [ANA, EVA], ["Monitor", "Keep informed"], [LUIS, "n/a"]], 4),
    ],
)
def test_a_cell_of_a_grid_that_names_nobody_is_told_and_the_rest_is_kept(tmp_path, look, rows, line, nobody):
    rows = [*rows[:-1], [*rows[-1][:-1], nobody]]
    found = look(book(tmp_path / "a.xlsx", {"Grid": rows}), answers={"org:Grid": "Acme"})
    assert people(found) == {ANA, LUIS, EVA}
    assert left_out(found) == {f"line {line} is nobody's name and was not imported: {nobody}"}


def test_what_stands_for_an_empty_cell_of_a_grid_is_not_told_and_a_line_below_it_is(tmp_path, look):
    rows = [["", "Low interest", "High interest"], ["High power", ANA, "n/a"], ["Low power", "-", LUIS]]
    found = look(book(tmp_path / "a.xlsx", {"Grid": [*rows, ["our view of March"]]}), answers={"org:Grid": "Acme"})
    assert people(found) == {ANA, LUIS}
    assert left_out(found) == {"line 4 is nobody's name and was not imported: our view of March"}


def test_a_table_of_which_most_cells_name_nobody_is_no_grid_of_people(tmp_path, look):
    rows = [["", "Low interest", "High interest"], ["High power", "call weekly", "invite"], ["Low power", "-", LUIS]]
    assert look(book(tmp_path / "a.xlsx", {"Grid": rows})).plan is None


@pytest.mark.parametrize(
    ("power", "support", "high", "levels"),
    [
        # on one to five, 1 is -1 of ours and 5 is 3
        (["★★★★☆", "★★★☆☆", "★☆☆☆☆"], ["★★☆☆☆", "★★★★★", "★☆☆☆☆"], {ANA}, {ANA: 0, LUIS: 3, EVA: -1}),
        (["*****", "*", "n/a"], ["**", "*****", "*"], {ANA}, {ANA: 0, LUIS: 3, EVA: -1}),
        (["●●●", "●●○", "●○○"], ["●●○", "●●●", "●○○"], {ANA}, {ANA: 1, LUIS: 3, EVA: -1}),
        (["5 stars", "3星", "4⭐"], ["2★", "5★", "1★"], {ANA, EVA}, {ANA: 0, LUIS: 3, EVA: -1}),
    ],
)
def test_stars_are_numbers_on_the_scale_that_they_show(tmp_path, look, power, support, high, levels):
    rows = [["Name", "Company", "Title", "Influence", "Attitude"]]
    rows += [[who, "Acme", "CIO", p, s] for who, p, s in zip((ANA, LUIS, EVA), power, support, strict=True)]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    facts = told(found.plan)
    assert {f[1][0] for f in facts if f[0] == "person" and f[2] == "flags" and f[3] == ("key_person",)} == high
    assert {f[1][0]: f[3] for f in facts if f[0] == "stance" and f[2] == "level"} == levels
    assert [q.proposal for q in found.questions if q.id.startswith("scale:")] == ["1..3" if "●" in power[0] else "1..5"]


def test_a_star_alone_is_a_mark_and_no_level(tmp_path, look):
    rows = [["Name", "Company", "Title", "Attitude"], [ANA, "Acme", "CIO", "★"], [LUIS, "Acme", "CFO", ""]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert not any("stars" in name for one in found.sheets for name, _ in one.sheet.layouts)
    assert not any(f[0] == "stance" for f in told(found.plan))


@pytest.mark.parametrize(("said", "high"), [("7", True), ("6", False), ("10", True), ("5", False)])
def test_influence_is_high_on_the_scale_of_its_heading(tmp_path, look, said, high):
    rows = [["Name", "Company", "Title", "Influence (1-10)"], [ANA, "Acme", "CIO", said], [LUIS, "Acme", "CFO", "2"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert (("person", (ANA,), "flags", ("key_person",)) in told(found.plan)) is high


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([["Name", "Something"], [ANA, "likes golf"], [LUIS, "was at the fair"], [EVA, ""]], {ANA, LUIS, EVA}),
        ([["姓名", "情况"], ["王伟", "喜欢钓鱼"], ["李娜", "去年见过"]], {"王伟", "李娜"}),
        ([["Contact", "Background"], [ANA, "ex consultant"], [LUIS, "long here"]], {ANA, LUIS}),
    ],
)
def test_people_beside_one_column_that_says_nothing_known_come_in_and_the_column_is_asked(tmp_path, look, rows, names):
    path = book(tmp_path / "a.xlsx", {"Sheet1": rows})
    found = look(path, answers={"org:Sheet1": "Acme"})
    assert people(found) == names
    assert [q.text.en for q in found.questions if q.id.startswith("column:")] == [
        f"What does the column “{rows[0][1]}” of “Sheet1” mean?"
    ]
    key = f"column:Sheet1:{rows[0][1]}"
    found = look(path, answers={"org:Sheet1": "Acme", key: "personal_need"})
    assert any(f[0] == "need" for f in told(found.plan))


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Price"], ["Blue Bird", "3.50"], ["Red Kite", "4.50"]],
        [["Name", "Something"], ["Blue Widget", "in stock"], ["Red Widget", "ordered"]],
        [["Name", "Product family"], ["Blue Bird", "birds"], ["Red Kite", "kites"]],
        [["Name", "Something"], ["Acme Ltd", "in stock"], ["Bolt Ltd", "ordered"]],
        [["名称", "说明"], ["王牌", "新品"], ["李宁", "旧款"]],
    ],
)
def test_names_of_things_beside_a_column_are_no_people(tmp_path, look, rows):
    assert look(book(tmp_path / "a.xlsx", {"Sheet1": rows})).plan is None


def test_a_star_alone_is_a_level_where_others_of_a_matrix_have_more(tmp_path, look):
    rows = [["", ANA, LUIS, EVA], ["Our: Tom Berg", "●", "●●●", ""], ["Our: Lea Stone", "", "●●", "●"]]
    people = [["Name", "Company", "Title"], *([who, "Acme", "CIO"] for who in (ANA, LUIS, EVA))]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": people, "Who knows whom": rows}))
    facts = told(found.plan)
    levels = {f[1][:2]: f[3] for f in facts if f[0] == "knows" and f[2] == "declared_level"}
    assert levels == {("Tom Berg", ANA): 1, ("Tom Berg", LUIS): 3, ("Lea Stone", LUIS): 2, ("Lea Stone", EVA): 1}

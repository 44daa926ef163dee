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

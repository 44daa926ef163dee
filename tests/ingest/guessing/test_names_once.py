"""What has one name in several sheets or files is told apart, and a mapping of one file is good for others of its kind."""

from graphcrm.ingest.guessing.writing import as_toml
from tests.ingest.guessing.conftest import US, book, told

PEOPLE = [["Name", "Title", "Company"], ["Ann Lee", "CFO", "Aster"], ["Bo Roe", "CTO", "Aster"]]
OTHERS = [["Contact", "Account", "Support"], ["Cy Fox", "Aster", "supporter"], ["Di May", "Aster", "blocker"]]


def read_by(look, mapped, tmp_path, first, *files):
    """The plan of some files by the mapping that is proposed for the first of them."""
    found = look(*first, our_company=US)
    path = tmp_path / "crm.toml"
    path.write_text(as_toml(found.mapping, found.sheets, "en"), encoding="utf-8")
    return found, mapped(path, *files, our_company=US)


def names(plan):
    return {about[0] for kind, about, *_ in told(plan) if kind == "person"}


def test_sheets_of_one_name_in_two_files_have_a_section_each(look, mapped, tmp_path):
    files = [book(tmp_path / "a.xlsx", {"Sheet1": PEOPLE}), book(tmp_path / "b.xlsx", {"Sheet1": OTHERS})]
    found, plan = read_by(look, mapped, tmp_path, files, *files)
    assert [section.name for section in found.mapping.sheets] == ["Sheet1", "Sheet1 (b)"]
    assert told(plan) == told(found.plan)
    assert names(plan) == {"Ann Lee", "Bo Roe", "Cy Fox", "Di May"}


def test_tables_of_one_title_in_two_sheets_have_a_section_each(look, mapped, tmp_path):
    deals = [[], ["Progress"], ["Opportunity", "Customer", "Stage"], ["Mill", "Aster", "s1"]]
    sheets = {"May": [*PEOPLE, *deals], "June": [*OTHERS, *deals[:-1], ["Kiln", "Aster", "s2"]]}
    file = book(tmp_path / "a.xlsx", sheets)
    found, plan = read_by(look, mapped, tmp_path, [file], file)
    assert [section.name for section in found.mapping.sheets] == ["May", "Progress", "June", "Progress (June)"]
    assert told(plan) == told(found.plan)


def test_a_mapping_of_one_file_is_that_of_all_of_its_kind(look, mapped, tmp_path):
    more = [PEOPLE[0], ["Eve Kay", "CPO", "Aster"]]
    files = [book(tmp_path / "a.xlsx", {"Sheet1": PEOPLE}), book(tmp_path / "b.xlsx", {"Sheet1": more})]
    _, plan = read_by(look, mapped, tmp_path, files[:1], *files)
    assert names(plan) == {"Ann Lee", "Bo Roe", "Eve Kay"}


def test_ids_of_many_who_have_one_name_and_an_address_each_do_not_run_out(look, tmp_path):
    rows = [["Name", "Email", "Company"], *(["Ann Lee", f"a{n}@aster.com", "Aster"] for n in range(9))]
    plan = look(book(tmp_path / "a.xlsx", {"P": rows}), our_company=US).plan
    [people] = [batch for batch in plan.change.batches if batch.kind == "person"]
    assert len(set(people.keys)) == 9


def test_an_organisation_whose_name_has_no_letters_is_one(said):
    rows = [["Name", "Company"], *([f"{name} Lee", "§§§"] for name in ("Ann", "Bo", "Cy", "Di", "Eve", "Flo", "Gus"))]
    facts, _ = said({"P": rows})
    assert [key[1] for key in facts if key[0] == "org"] == ["§§§"]


def test_posts_in_a_column_of_functions_are_titles_of_people_and_of_no_department(look, tmp_path):
    rows = [["Unit", "Company", "Function"], ["Finance", "Aster", "CFO"], ["Works", "Aster", "Head of Works"]]
    plan = look(book(tmp_path / "a.xlsx", {"Departments": rows}), our_company=US).plan
    assert {about[0] for kind, about, *_ in told(plan) if kind == "unit"} == {"Finance", "Works"}

"""Lists of connections with a role at either end, as Dynamics keeps them: what each line is, is told by its ends."""

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.layouts.connections import connections
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, book, told

HEADS = ["Connected From", "Role (From)", "Connected To", "Role (To)"]
PEOPLE = [
    ["Full Name", "Job Title", "Company Name", "Role", "Owner"],
    ["Ana Ruiz", "CFO", "Aster AG", "Decision Maker", "Kim Salter"],
    ["Luis Gil", "Controller", "Aster AG", "", "Kim Salter"],
]
TIES = [
    HEADS,
    ["Ana Ruiz", "Champion", "Renewal 2026", ""],
    ["Renewal 2026", "", "Ana Ruiz", "Champion"],  # the same, written from the other end
    ["Luis Gil", "Influencer", "Ana Ruiz", "Decision Maker"],
    ["Luis Gil", "Former Colleague", "Ana Ruiz", "Former Colleague"],
    ["Ana Ruiz", "Former Colleague", "Luis Gil", "Former Colleague"],
    ["Kim Salter", "Account Manager", "Aster AG", "Customer"],
    ["Luis Gil", "Decision Maker", "Aster", "Account"],
]


def test_a_line_of_two_people_is_a_tie_and_one_of_a_person_and_an_opportunity_a_role(tmp_path):
    path = book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Connections": TIES})
    plan = guess([path], existing={}, options=options(answers={"our_company": US})).plan
    facts = told(plan)
    assert {f[1][:2]: f[3] for f in facts if f[0] == "role_in" and f[2] == "roles"} == {
        ("Ana Ruiz", "Renewal 2026"): (
            "coach",
            "decider",
        )  # the list of contacts names no opportunity: it is the only one
    }
    assert {f[1][:2] for f in facts if f[0] == "influences"} == {("Luis Gil", "Ana Ruiz")}
    assert {f[1][:2] for f in facts if f[0] == "shared_history"} == {("Ana Ruiz", "Luis Gil")}
    assert {f[1][0] for f in facts if f[0] == "opportunity"} == {"Renewal 2026"}
    where = {f[1][0]: f[3] for f in facts if f[0] == "person" and f[2] == "org"}
    assert where == {"Ana Ruiz": "Aster AG", "Luis Gil": "Aster AG", "Kim Salter": US}
    left = [p.text.en for p in plan.problems if "neither a role in a decision nor a tie" in p.text.en]
    assert [text[:6] for text in left] == ["line 7", "line 8"]


def test_which_heading_is_of_which_end_is_told_in_other_languages_and_without_two_ends_it_is_no_such_list():
    body = [(2, ["Ana Ruiz", "Champion", "Renewal 2026", ""])]
    for heads in (
        ["Verbunden von", "Rolle (von)", "Verbunden mit", "Rolle (zu)"],
        ["Connecté de", "Rôle (de)", "Connecté à", "Rôle (à)"],
    ):
        ((_, laid),) = connections(heads, body)
        assert laid.rows == [["Ana Ruiz", "Renewal 2026", "Champion"]]
    assert connections(["Connected From", "Connected To", "Role (To)"], body) == ()
    assert connections(["Valid from", "Valid to", "Name", "Role"], body) == ()


def test_remarks_beside_roles_are_read_and_columns_that_are_not_are_told(tmp_path):
    rows = [
        [*HEADS, "Description", "Starting"],
        ["Renewal 2026", "", "Ana Ruiz", "Decision Maker", "listens to Luis Gil", "2025-11-03"],
    ]
    rows += [["Renewal 2026", "", "Luis Gil", "Technical Buyer", "Against outsourcing; opposes us", ""]]
    path = book(tmp_path / "a.xlsx", {"Contacts": PEOPLE, "Connections": rows})
    found = guess([path], existing={}, options=options(answers={"our_company": US}))
    facts = told(found.plan)
    assert {f[1][:2] for f in facts if f[0] == "influences"} == {("Luis Gil", "Ana Ruiz")}
    assert {(f[1][0], f[3]) for f in facts if f[0] == "stance" and f[2] == "level"} == {("Luis Gil", -1)}
    assert any("columns left out: Starting" in one.en for one in found.said)

"""Books that bid teams keep by hand: advisers behind a post, a sponsor at the customer, sums below sums, who takes the next step."""

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import book, told


def of(found, kind, name):
    return {about[0]: value for of_kind, about, column, value in told(found.plan) if (of_kind, column) == (kind, name)}


def read(tmp_path, rows, name="Sheet", **answers):
    path = book(tmp_path / "a.xlsx", {name: rows})
    return guess([path], existing={}, options=options(answers={"our_company": "Boreal", **answers}, today="2026-11-30"))


def test_whoever_is_a_partner_of_advisers_is_theirs(tmp_path):
    rows = [
        ["Customer", "Aster Foods plc"],
        [],
        ["Name", "Title", "Buying role"],
        ["Ana Ruiz", "CFO", "Approver"],
        ["Tom Dale", "Director, Risk Advisory", "User"],
        ["Ida Holt", "Partner, Calder Advisory", "Influencer"],
        ["Uwe Brandt", "顾问（正信咨询）", "Influencer"],
    ]
    found = read(tmp_path, rows)
    assert of(found, "person", "org") == {
        "Ana Ruiz": "Aster Foods plc",
        "Tom Dale": "Aster Foods plc",
        "Ida Holt": "Calder Advisory",
        "Uwe Brandt": "正信咨询",
    }
    assert of(found, "person", "title")["Ida Holt"] == "Partner"
    assert of(found, "org", "category")["Calder Advisory"] == "third_party"


def test_a_sponsor_at_the_customer_is_nobodys_company_and_a_weighted_sum_no_opportunity(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "Contacts": [
                ["Name", "Title", "Company"],
                ["Ana Ruiz", "CFO", "Aster AG"],
                ["Tom Dale", "CIO", "Aster AG"],
            ],
            "Pipeline": [
                ["Opportunity", "Sponsor at customer", "Value (£)", "Stage"],
                ["Mill", "Ana Ruiz", 200, "Proposal"],
                ["Kiln", "Tom Dale", 100, "Lead"],
                ["Total", "", 300, ""],
                ["Weighted", "", 120, ""],
            ],
        },
    )
    found = guess([path], existing={}, options=options(answers={"our_company": "Boreal"}))
    assert of(found, "opportunity", "customer") == {"Mill": "Aster AG", "Kiln": "Aster AG"}
    assert {*of(found, "org", "category")} == {"Aster AG"}


def test_a_role_in_procurement_names_no_opportunity(tmp_path):
    found = read(tmp_path, [["Name", "Company", "Role in procurement"], ["Ana Ruiz", "Aster AG", "Approver"]])
    assert "procurement" not in of(found, "opportunity", "customer")

"""Labels of associations in exports of HubSpot: a role in a deal where the label is one, and nothing otherwise."""

import pytest

from graphcrm.ingest.guessing.sheets.layouts.associations import associations
from tests.ingest.guessing.conftest import export, told

CONTACTS = [
    ["Record ID", "First Name", "Last Name", "Associated Company (Primary)", "Associated Company (Former employer)"],
    ["101", "Ana", "Ruiz", "Aster AG", "Cerant SA"],
    ["102", "Luis", "Gil", "Aster AG", ""],
]
DEALS = [
    ["Record ID", "Deal Name", "Amount", "Close Date", "Associated Company (Primary)"],
    ["701", "Renewal", "9000", "2026-09-30", "Aster AG"],
]


def _with(rows, heads, *cells):
    return [[*row, *more] for row, more in zip(rows, [heads, *cells], strict=True)]


def _roles(plan):
    return {f[1][:2]: f[3] for f in told(plan) if f[0] == "role_in" and f[2] == "roles"}


@pytest.mark.parametrize("by", ["deals", "contacts"])
def test_a_label_that_is_a_role_is_one_in_that_deal(tmp_path, mapped, look, by):
    of_deals = [
        "Associated Contact IDs (Decision maker)",
        "Associated Contact (Decision maker)",
        "Associated Contact IDs (Champion)",
    ]
    of_contacts = [
        "Associated Deal IDs (Decision maker)",
        "Associated Deal IDs (Champion)",
        "Associated Deal IDs (Golf partner)",
    ]
    contacts = _with(CONTACTS, of_contacts, ["701", "", "701"], ["", "701", ""])
    files = {"all-contacts": CONTACTS, "all-deals": _with(DEALS, of_deals, ["101", "Ana Ruiz", "102"])}
    files = files if by == "deals" else {"all-contacts": contacts, "all-deals": DEALS}
    expected = {("Ana Ruiz", "Renewal"): ("decider",), ("Luis Gil", "Renewal"): ("coach",)}
    folder = export(tmp_path / "x", files)
    plan = mapped("hubspot", folder, our_company="Boreal")
    assert _roles(plan) == expected
    assert not [p for p in plan.problems if "Decision maker" in p.text.en]
    assert by == "deals" or [p for p in plan.problems if "Golf partner" in p.text.en]  # told, and no role
    assert _roles(look(folder, our_company="Boreal").plan) == expected
    orgs = {f[1][0]: f[3] for f in told(plan) if f[0] == "person" and f[2] == "org"}
    assert orgs["Ana Ruiz"] == "Aster AG"  # and not where she was before


def test_contacts_of_a_company_have_a_role_in_no_deal_by_their_label():
    heads = ["Record ID", "Company name", "Associated Contact IDs (Decision maker)"]
    assert associations(heads, [(2, ["901", "Aster AG", "101"])]) is None
    assert associations([heads[0], "Deal Name", heads[2]], [(2, ["701", "Renewal", "101;102"])])[0].rows == [
        ["101", "701", "Decision maker"], ["102", "701", "Decision maker"],
    ]  # fmt: skip

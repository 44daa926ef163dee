"""Sheets as those who look after key accounts keep them: lines over groups, units and their heads, suppliers, tenders, call sheets."""

import pytest

from tests.ingest.guessing.conftest import US


def of(facts, column, kind="person"):
    return {key[1]: value[column] for key, value in facts.items() if key[0] == kind and value.get(column) is not None}


@pytest.mark.parametrize(
    ("bars", "owners"),
    [
        (("Account: Delfin Bank (Owner: Ivo Lang)", "Account: Porto Energia (Owner: Mia Senn)"), True),
        (
            ("Customer: Delfin Bank | Account Owner: Ivo Lang", "Customer: Porto Energia | Account Owner: Mia Senn"),
            True,
        ),
        (("Delfin Bank", "Porto Energia"), False),
    ],
)
def test_lines_over_groups_say_whose_the_people_below_are_and_who_looks_after_them(said, bars, owners):
    rows = [["Name", "Title", "Role"], [bars[0]], ["Carla Monti", "CFO", "Buyer"], ["Luca Gatti", "CTO", "User"]]
    rows += [[bars[1]], ["Ana Reis", "COO", "Buyer"], ["Total contacts: 3"]]
    facts, _ = said({"Accounts": rows})
    orgs = of(facts, "org")
    assert {name: orgs[name] for name in ("Carla Monti", "Luca Gatti", "Ana Reis")} == {
        "Carla Monti": "Delfin Bank",
        "Luca Gatti": "Delfin Bank",
        "Ana Reis": "Porto Energia",
    }
    assert set(orgs) == {"Carla Monti", "Luca Gatti", "Ana Reis"} | ({"Ivo Lang", "Mia Senn"} if owners else set())
    who = {"Carla Monti": "Ivo Lang", "Luca Gatti": "Ivo Lang", "Ana Reis": "Mia Senn"}
    assert of(facts, "owner") == (who if owners else {})
    assert not owners or orgs["Ivo Lang"] == US

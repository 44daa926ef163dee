"""Headings that nobody has heard of: shortened, of another word beside a known one, or told only by what stands below and beside."""

import pytest

from tests.ingest.guessing.conftest import attitudes, titles

ANA, LUIS, EVA, TOM, MIA = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Tom Beck", "Mia Kern"


def column(facts, kind, name):
    return {key[1]: value[name] for key, value in facts.items() if key[0] == kind and name in value}


def test_a_list_whose_every_heading_is_shortened_is_read(said):
    rows = [
        ["Nr.", "Nachn.", "Vorn.", "Fkt.", "Abt.", "Vorges.", "Einst.", "Betr.", "Tel."],
        [1, "Wagner", "Elke", "Kaufm. Direktorin", "Verwaltung", "", "+", TOM, "0711 2233440"],
        [2, "Sommer", "Dirk", "Leiter IT", "IT", "Elke Wagner", "-", MIA, "0711 2233441"],
    ]
    facts, _ = said({"AP": rows})
    assert titles(facts) == {"Elke Wagner": "Kaufm. Direktorin", "Dirk Sommer": "Leiter IT", TOM: None, MIA: None}
    assert column(facts, "person", "unit") == {"Elke Wagner": "Verwaltung", "Dirk Sommer": "IT"}
    assert column(facts, "person", "reports_to") == {"Dirk Sommer": "Elke Wagner"}
    assert column(facts, "person", "owner") == {"Elke Wagner": TOM, "Dirk Sommer": MIA}
    assert {who: level for (who, _), level in attitudes(facts).items()} == {"Elke Wagner": 1, "Dirk Sommer": -1}


def test_what_is_short_for_several_headings_is_what_its_values_are(said):
    """“Pos.” may be a post or a position towards us, “Ber.” a department or a post."""
    head = ["Name", "Pos.", "Ber."]
    facts, _ = said({"A": [head, [ANA, "supporter", "Finance"], [LUIS, "opponent", "IT"]]})
    assert attitudes(facts) == {(ANA, "Boreal"): 2, (LUIS, "Boreal"): -1}
    assert column(facts, "person", "unit") == {ANA: "Finance", LUIS: "IT"}
    facts, _ = said({"A": [head, [ANA, "CFO", "tall"], [LUIS, "Head of IT", "short"]]})
    assert titles(facts) == {ANA: "CFO", LUIS: "Head of IT"}
    assert not column(facts, "person", "unit")


def test_a_heading_that_gives_way_to_a_better_one_has_its_other_meaning(said):
    """“Department (manager)” begins like the department, and where another column is that, ends like the manager."""
    rows = [
        ["Name", "Department (manager)", "Department"],
        [ANA, EVA, "Finance"],
        [LUIS, ANA, "IT"],
        [EVA, "", "Board"],
    ]
    facts, _ = said({"A": rows})
    assert column(facts, "person", "unit") == {ANA: "Finance", LUIS: "IT", EVA: "Board"}
    assert column(facts, "person", "reports_to") == {ANA: EVA, LUIS: ANA}


@pytest.mark.parametrize("heading", ["Our link", "Unser Draht", "Notre lien", "Nuestro enlace"])
def test_people_below_a_word_for_us_look_after_those_of_the_list(said, heading):
    facts, _ = said({"A": [["Name", "Title", heading], [ANA, "CFO", TOM], [LUIS, "CIO", MIA]]})
    assert column(facts, "person", "owner") == {ANA: TOM, LUIS: MIA}
    assert column(facts, "person", "org") == {ANA: "Aster", LUIS: "Aster", TOM: "Boreal", MIA: "Boreal"}


@pytest.mark.parametrize("heading", ["Our solution", "Unser Produkt", "Our competitor", "Notre offre"])
def test_what_of_ours_has_a_name_looks_after_nobody(said, heading):
    rows = [["Name", "Title", heading], [ANA, "CFO", "Smart Vision"], [LUIS, "CIO", "Quantum Leap"]]
    facts, _ = said({"A": rows})
    assert {key[1] for key in facts if key[0] == "person"} == {ANA, LUIS}


def test_what_stands_before_the_day_of_a_next_step_is_the_step(said):
    rows = [
        ["Datum", "Gesprächspartner", "von uns", "Thema", "Vereinbart", "zuständig", "bis"],
        ["2026-03-02", ANA, TOM, "Budget", "Angebot nachreichen", MIA, "2026-04-01"],
        ["2026-03-09", LUIS, TOM, "Halle 3", "", "", ""],
    ]
    facts, _ = said({"Besuche": rows})
    steps = [value for key, value in facts.items() if key[0] == "action"]
    assert [(s["type"], s["owner"], s["due"], s["target"]) for s in steps] == [
        ("Angebot nachreichen", MIA, "2026-04-01", ANA)
    ]


def test_a_column_before_such_a_day_that_leaves_some_out_is_no_step(said):
    rows = [
        ["Name", "Title", "Hobbys", "Due date"],
        [ANA, "CFO", "plays golf", "2026-04-01"],
        [LUIS, "CIO", "", "2026-04-02"],
    ]
    facts, _ = said({"A": rows})
    assert not [key for key in facts if key[0] == "action"]


@pytest.mark.parametrize("heading", ["Expectations", "Erwartungen", "Attentes", "Expectativas", "Requirements"])
def test_what_somebody_expects_is_a_need(said, heading):
    facts, _ = said(
        {"A": [["Name", "Title", heading], [ANA, "CFO", "payback in a year"], [LUIS, "CIO", "no downtime"]]}
    )
    needs = {value["holder"]: value["statement"] for key, value in facts.items() if key[0] == "need"}
    assert needs == {ANA: "payback in a year", LUIS: "no downtime"}


def test_how_much_is_needed_is_no_need(said):
    facts, _ = said({"A": [["Name", "Title", "Bedarf"], [ANA, "CFO", "hoch"], [LUIS, "CIO", "mittel"]]})
    assert not [key for key in facts if key[0] == "need"]


@pytest.mark.parametrize(
    ("heading", "amount", "currency"),
    [("Value EUR", 850, "EUR"), ("Amount (USD)", 850, "USD"), ("Wert T€", 850_000, "EUR"), ("Amount GBP", 850, "GBP")],
)
def test_in_what_amounts_are_may_stand_behind_their_heading(said, heading, amount, currency):
    deals = [["Opportunity", "Customer", "Stage", heading], ["Press line", "Aster", "Proposal", "850"]]
    facts, _ = said({"Pipeline": deals})
    assert (facts["opportunity", "Press line"]["amount"], facts["opportunity", "Press line"]["currency"]) == (
        amount,
        currency,
    )
    people = [["Name", "Title", "Company", "Opportunity", heading], [ANA, "CFO", "Aster", "Press line", "850"]]
    facts, _ = said({"Report": people})
    if "Amount" in heading:
        assert facts["opportunity", "Press line"]["amount"] == amount


def test_nothing_is_worth_a_name(said):
    rows = [["Opportunity", "Customer", "Stage", "Value"], ["Press line", "Aster", "Proposal", "high strategic"]]
    facts, _ = said({"Pipeline": rows})
    assert "amount" not in facts["opportunity", "Press line"]

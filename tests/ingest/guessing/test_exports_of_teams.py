"""Exports as teams take them out of their systems: in other languages, with fields of their own, over several objects at once."""

from tests.ingest.guessing.conftest import export, told
from tests.ingest.guessing.test_systems import of

OURS = {"our_company": "Tidewater", "observed_at": "2026-06-12"}


def test_what_the_mapping_of_a_system_does_not_name_is_read_as_in_any_other_sheet(tmp_path, mapped):
    rows = [
        ("ID", "LASTNAME", "ACCOUNTID", "TITLE", "SUPPORT__C", "SHOE_SIZE__C"),
        ("0035g00001AAAA1AAA", "Berg", "Halvorsen", "CIO", "Supporter", "44"),
        ("0035g00001AAAA2AAA", "Nygaard", "Halvorsen", "CFO", "Enemy", "39"),
    ]
    plan = mapped("salesforce", export(tmp_path / "sf", {"Contact": rows}), **OURS)
    assert {about[0]: level for about, level in of(told(plan), "stance", "level").items()} == {"Berg": 2, "Nygaard": -1}
    assert [p.text.en for p in plan.problems if p.code == "W12"] == ["not imported, 1 column: SHOE_SIZE__C"]


def test_a_report_in_another_language_is_read_by_the_name_of_its_system(tmp_path, mapped):
    rows = [
        (
            "Accountname",
            "Vorname",
            "Nachname",
            "Position",
            "E-Mail",
            "Untersteht: Vollständiger Name",
            "Kontaktinhaber",
        ),
        ("Ziegler AG", "Käthe", "Möller", "Vorständin", "k@ziegler.example", "", "Jonas Reuter"),
        ("Ziegler AG", "Jörg", "Weiß", "Leiter IT", "j@ziegler.example", "Käthe Möller", "Jonas Reuter"),
    ]
    facts = told(mapped("salesforce", export(tmp_path / "sf", {"Bericht": rows}), **OURS))
    assert of(facts, "person", "reports_to") == {"Jörg Weiß": "Käthe Möller"}
    assert of(facts, "person", "owner") == {"Käthe Möller": "Jonas Reuter", "Jörg Weiß": "Jonas Reuter"}
    assert of(facts, "person", "title")["Jörg Weiß"] == "Leiter IT"

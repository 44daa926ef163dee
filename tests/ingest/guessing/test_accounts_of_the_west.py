"""Sheets of key-account people in European languages: what was taken for something else, lost without a word, or not read at all."""

import pytest

from graphcrm.ingest.guessing.sheets.layouts.sites import sites
from tests.ingest.guessing.conftest import book, met, titles


def people(facts):
    return {key[1]: value for key, value in facts.items() if key[0] == "person"}


def deals(facts):
    return {key[1]: value for key, value in facts.items() if key[0] == "opportunity"}


def test_telephone_numbers_are_no_unit_and_how_long_somebody_is_there_is_no_role(said):
    rows = [["Nome completo", "Qualifica", "Nome società", "Telefono ufficio", "Time in Role"]]
    rows += [["Giulia Ferrante", "Direttore Acquisti", "Monviso SpA", "+39 011 555010", "2 yrs 3 mos"]]
    rows += [["Luca Bellandi", "Responsabile IT", "Monviso SpA", "+39 011 555001", "8 mos"]]
    facts, asked = said({"Contatti": rows})
    assert titles(facts) == {"Giulia Ferrante": "Direttore Acquisti", "Luca Bellandi": "Responsabile IT"}
    assert {value.get("unit") for value in people(facts).values()} == {None}
    assert not deals(facts)
    assert not [one for one in asked if one.startswith("word:")]


def test_who_has_to_come_and_who_may_are_of_both_sides_and_a_firm_behind_a_name_is_none_of_it(said):
    rows = [["Betreff", "Beginnt am", "Besprechungsplanung", "Erforderliche Teilnehmer", "Optionale Teilnehmer"]]
    rows += [["Jour fixe", "14.4.2026", "Jana Kühn", "Jana Kühn;Petra Hollmann (Aster);Max Thal (Aster)", "Nils Adam"]]
    facts, asked = said({"Kalender": rows}, **{"person:petra hollmann (aster)": "Aster", "person:nils adam": "Boreal"})
    assert met(facts) == {("2026-04-14", "Jana Kühn", "Max Thal", "Nils Adam", "Petra Hollmann")}
    assert "person:max thal (aster)" not in asked


@pytest.mark.parametrize(
    ("word", "heads"),
    [
        ("Organization", ("ID", "Name", "Label", "Address", "People", "Open deals", "Owner")),
        ("Organisation", ("ID", "Name", "Label", "Adresse", "Personen", "Offene Deals", "Besitzer")),
        ("Organización", ("ID", "Nombre", "Etiqueta", "Dirección", "Personas", "Tratos abiertos", "Propietario")),
    ],
)
def test_companies_of_pipedrive_are_no_people_who_are_called_like_them(said, word, heads):
    rows = [[f"{word} - {head}" for head in heads], ["3", "Meridian Foods", "", "", "2", "1", "Petra Wolff"]]
    facts, _ = said({"organizations-1234-3": rows})
    assert not {key[1] for key in facts if key[0] == "person"} & {"Meridian Foods"}
    assert ("org", "Meridian Foods") in {key[:2] for key in facts}


def test_deals_of_pipedrive_in_spanish_keep_contact_day_status_and_amount_a_year(said):
    rows = [["Negocio - Título", "Negocio - Organización", "Negocio - Persona de contacto", "Negocio - Valor"]]
    rows[0] += ["Negocio - Moneda", "Negocio - Fecha de cierre prevista", "Negocio - Estado"]
    rows += [["Flota", "Iruña S.A.", "Maite Etxeberria", "420000", "EUR", "2026-09-30", "Abierto"]]
    rows += [["Piloto", "Iruña S.A.", "Nuria Salgado", "38500", "EUR", "2026-03-12", "Ganado"]]
    facts, _ = said({"deals": rows})
    told = {name: (one["amount"], one["due"], one["status"]) for name, one in deals(facts).items()}
    assert told == {"Flota": (420000, "2026-09-30", "open"), "Piloto": (38500, "2026-03-12", "won")}
    assert {"Maite Etxeberria", "Nuria Salgado"} <= {*people(facts)}
    rows = [["Opportunity", "Account", "Status"], ["A", "Aster Inc.", "Verhandlung"], ["B", "Aster Inc.", "zgubiona"]]
    facts, asked = said({"Deals": rows})
    assert {name: one.get("status") for name, one in deals(facts).items()} == {"A": "open", "B": None}
    assert "word:status:zgubiona" in asked  # it was taken for open, as every word that nobody knows
    rows = [["Opportunity", "Account", "ARR (k$)", "Close"], ["Claims", "Aster Inc.", 640, "2026-09-30"]]
    facts, _ = said({"Deals": rows})
    assert (deals(facts)["Claims"]["amount"], deals(facts)["Claims"]["currency"]) == (640000, "USD")


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Lieferanten der Aster AG", ("Lieferant", "Warengruppe", "Vertrag bis", "Zuständig (Kunde)")),
        ("Fournisseurs du Groupe Aster", ("Fournisseur", "Famille d'achat", "Échéance du contrat", "Acheteur")),
        ("Leveranciers van Aster B.V.", ("Leverancier", "Categorie", "Contract tot", "Inkoper")),
    ],
)
def test_a_list_of_suppliers_is_of_the_company_behind_of_and_keeps_every_category(said, title, heads):
    rows = [
        ["Kessler", "Transport", "2026-12-31", "Petra Hollmann"],
        ["Kessler", "Lager", "2027-06-30", "Petra Hollmann"],
    ]
    customer = title.split(" ", 2)[2]
    facts, _ = said({"Sheet1": [[title], heads, *rows]}, **{"suppliers:Sheet1": customer})
    assert {key[1:3]: one["category"] for key, one in facts.items() if key[0] == "supplies"} == {
        ("Kessler", customer): "Transport; Lager"
    }
    assert people(facts)["Petra Hollmann"]["org"] == customer


def test_the_currency_of_amounts_that_name_none_is_asked_and_that_of_others_beside_them_proposed(tmp_path, look):
    rows = [["Verkaufschance", "Kunde", "Wert", "Abschluss"], ["Lager", "Aster AG", 350000, "2026-09-30"]]
    named = [["Verkaufschance", "Kunde", "Wert", "Abschluss"], ["Linie", "Aster AG", "200000 €", "2026-09-30"]]
    for sheets, proposed in (({"Chancen": rows}, "CNY"), ({"Chancen": rows, "Pipeline": named}, "EUR")):
        found = look(book(tmp_path / "a.xlsx", sheets))
        assert {q.id: q.proposal for q in found.questions}["currency:Chancen"] == proposed
        assert "currency:Pipeline" not in {q.id for q in found.questions}
    rows = [["商机", "客户", "金额", "预计签约日期"], ["平台", "华岳", 350000, "2026-09-30"]]
    assert "currency:商机" not in {q.id for q in look(book(tmp_path / "b.xlsx", {"商机": rows})).questions}


def test_amounts_whose_currency_is_answered_have_it_and_a_dash_leaves_them_out(said):
    rows = [["Verkaufschance", "Kunde", "Wert", "Abschluss"], ["Lager", "Aster AG", 350000, "2026-09-30"]]
    facts, _ = said({"Chancen": rows}, **{"currency:Chancen": "CHF"})
    assert (deals(facts)["Lager"]["amount"], deals(facts)["Lager"]["currency"]) == (350000, "CHF")
    facts, _ = said({"Chancen": rows}, **{"currency:Chancen": "-"})
    assert not {"amount", "currency"} & deals(facts)["Lager"].keys()


def test_a_form_above_a_table_that_nobody_knows_is_told(tmp_path, look):
    rows = [["Fleet", "Corran"], ["Depot", "12"], ["", ""], ["Vehicle", "Plate", "Mileage"], ["Van", "AB 12", 20]]
    found = look(book(tmp_path / "a.xlsx", {"Fleet": rows}))
    assert "Depot" in " ".join(text.en for text in found.said)


def units(facts):
    return {name: one.get("unit") for name, one in people(facts).items() if one.get("unit")}


def test_names_where_functions_and_sites_meet_are_people_of_the_function_at_the_site(said):
    rows = [
        ["Funktion", "Werk Gera", "Werk Linz"],
        ["Einkauf", "Anke Riedel / Jens Voigt", "n.n."],
        ["IT", "–", "Eva Pichler"],
    ]
    facts, _ = said({"Ansprechpartner": [["Aster AG – Ansprechpartner je Standort"], *rows]})
    assert units(facts) == {"Anke Riedel": "Einkauf", "Jens Voigt": "Einkauf", "Eva Pichler": "IT"}
    above = {key[1]: (one.get("parent"), one.get("function")) for key, one in facts.items() if key[0] == "unit"}
    assert above == {
        "Einkauf": ("Werk Gera", "procurement"), "IT": ("Werk Linz", "it"),
        "Werk Gera": (None, None), "Werk Linz": (None, None),
    }  # fmt: skip
    reps = [(2, ["Einkauf", "Anke Riedel", ""]), (3, ["IT", "", "Eva Pichler"])]
    assert sites(("Funktion", "Jana Kühn", "Nils Adam"), reps) is None  # nothing says that the columns are sites
    assert sites(("Funktion", "Jana Kühn", "Nils Adam"), reps, ["Kontakte je Standort"]) is not None


def test_the_one_domain_of_all_mail_addresses_is_offered_where_people_are(tmp_path, look):
    def offered(*mails):
        rows = [["Nom et prénom", "Poste", "Courriel"], *(["Annelies Broeck", "DSI", mail] for mail in mails)]
        questions = look(book(tmp_path / "a.xlsx", {"Annuaire": rows})).questions
        return next((q.candidates, q.proposal) for q in questions if q.id == "org:Annuaire")

    assert offered("a.broeck@sodalys.fr", "h.font@sodalys.fr") == (("sodalys",), "")
    assert offered("a.broeck@sodalys.fr", "h.font@other.fr") == offered("a.broeck@gmail.com") == ((), "")


def test_surnames_of_several_words_that_capitals_tell_stand_behind_the_given_name(said):
    rows = [["Nom et prénom", "Poste", "N+1"], ["VAN DEN BROECK Annelies", "Directrice générale", ""]]
    rows += [
        ["DE LA FONTAINE Hugo", "Directeur des achats", "VAN DEN BROECK Annelies"],
        ["LE GOFF Yann", "Acheteur", ""],
    ]
    facts, _ = said({"Annuaire": rows})
    assert {*people(facts)} == {"Annelies VAN DEN BROECK", "Hugo DE LA FONTAINE", "Yann LE GOFF"}
    assert people(facts)["Hugo DE LA FONTAINE"]["reports_to"] == "Annelies VAN DEN BROECK"


@pytest.mark.parametrize("told", ["Vendor", "Version", "Hersteller", "Éditeur", "Go-live"])
def test_a_list_of_things_and_who_looks_after_each_is_none_of_people(tmp_path, look, told):
    rows = [["Name", "Owner", told], ["Claims Portal", "Rosa Lind", "Corvid"], ["Data Lake", "Ben Achebe", "Siegel"]]
    found = look(book(tmp_path / "a.xlsx", {"Applications": [*rows, ["Policy Admin", "Rosa Lind", "Boreal"]]}))
    assert [section.of for section in found.mapping.sheets] == [None]


def test_the_day_of_a_next_step_that_nobody_wrote_is_told(tmp_path, look):
    rows = [
        ["Name", "Title", "Reports to", "Next meeting", "Owner"],
        ["Ana Ruiz", "CFO", "", "2026-07-10", "Kim Salter"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"People": rows}), **{"org:People": "Aster", "our_company": "Boreal"})
    assert any("days of next steps" in problem.text.en for problem in found.plan.problems)
    rows = [
        ["Datum", "Gesproken met", "Bedrijf", "Door", "Onderwerp"],
        ["2026-03-12", "Joris Mol", "Aster", "Eva Kuiper", "Prijs"],
    ]
    facts = look(book(tmp_path / "b.xlsx", {"bel": rows}), our_company="Boreal").plan
    assert facts.counts["interactions"].rows == 1


@pytest.mark.parametrize(
    "heads",
    [
        ("Stufe", "Kunde", "Funktion", "Wir", "Funktion"),
        ("Stufe", "Customer contact", "Title", "Our contact", "Title"),
        ("Niveau", "Client", "Fonction", "Nous", "Fonction"),
        ("档", "客户", "职务", "我方", "职务"),
    ],
)
def test_of_two_sides_with_a_post_beside_each_nobody_has_the_post_of_the_other_and_no_customer_is_a_company(
    said, heads
):
    rows = [
        heads,
        ["1", "Bernd Roth", "Schichtleiter", "Tim Aust", "Techniker"],
        ["2", "Karin Jost", "", "Eva Lang", "Managerin"],
    ]
    facts, _ = said({"Eskalation": [*rows, ["3", "Uwe Brandt", "Geschäftsführer", "Olaf Metz", "Vertriebsleiter"]]})
    assert {name: (one["org"], one.get("title"), one.get("owner")) for name, one in people(facts).items()} == {
        "Bernd Roth": ("Aster", "Schichtleiter", "Tim Aust"), "Karin Jost": ("Aster", None, "Eva Lang"),
        "Uwe Brandt": ("Aster", "Geschäftsführer", "Olaf Metz"),
        **dict.fromkeys(("Tim Aust", "Eva Lang", "Olaf Metz"), ("Boreal", None, None)),
    }  # fmt: skip
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster", "Boreal"}


def test_whose_post_stands_below_a_heading_that_stands_twice_is_told_for_each(tmp_path, look):
    rows = [["Customer", "Title", "Us", "Title"], ["Bernd Roth", "CIO", "Tim Aust", "CEO"]]
    found = look(book(tmp_path / "a.xlsx", {"People": rows}), **{"org:People": "Aster", "our_company": "Boreal"})
    assert "  columns left out: Title" in [one.en for one in found.said]
    assert [p.text.en for p in found.plan.problems if p.code == "W12"] == ["not imported, 1 column: Title"]
    pairs = [["Customer", "Us"], ["Bernd Roth", "Tim Aust"], ["Karin Jost", "Eva Lang"]]
    assert [one.of for one in look(book(tmp_path / "b.xlsx", {"Pairs": pairs})).mapping.sheets] == [None]


@pytest.mark.parametrize(
    ("before", "now"),
    [("Old title", "New title"), ("Bisherige Position", "Neue Position"), ("原职务", "现职务"), ("原任职务", "新职务")],
)
def test_what_somebody_was_before_is_not_what_they_are(said, before, now):
    rows = [["Name", before, now], ["Ana Ruiz", "Buyer", "Head of Procurement"], ["Bo Berg", "CIO", "COO"]]
    facts, _ = said({"People": rows})
    assert titles(facts) == {"Ana Ruiz": "Head of Procurement", "Bo Berg": "COO"}


def test_the_company_behind_name_and_post_is_where_they_are_and_nobody_who_was_met(said):
    def seen(*met):
        rows = [["Date", "Customer attendees", "Our attendees"]]
        facts, _ = said({"Calls": [*rows, *(["2026-03-12", one, "Kim Salter"] for one in met)]})
        return {name: (one["org"], one.get("title")) for name, one in people(facts).items() if one["org"] != "Boreal"}

    rosa, ben = "Rosa Lind, Head of Procurement, Haldane Foods", "Ben Achebe, CFO, Calder Rail"
    told = {"Rosa Lind": ("Haldane Foods", "Head of Procurement"), "Ben Achebe": ("Calder Rail", "CFO")}
    assert seen(rosa, ben, "Ben Achebe") == told
    assert seen("Rosa Lind, CPO, Vale AG, Ben Achebe, CFO, Ana Ruiz") == {
        "Rosa Lind": ("Vale AG", "CPO"), "Ben Achebe": ("Aster", "CFO"), "Ana Ruiz": ("Aster", None),
    }  # fmt: skip
    assert {*seen("Rosa Lind, CPO, Ben Achebe", "Ben Achebe, CFO, Rosa Lind")} == {"Rosa Lind", "Ben Achebe"}


def test_an_account_of_a_german_list_of_deals_is_the_customer_and_one_of_people_may_be_at_a_bank(said):
    rows = [["Name", "Konto", "Hauptansprechpartner", "Status", "Erwarteter Wert"]]
    facts, _ = said({"Opportunities": [*rows, ["Retrofit", "Lindner Werke", "Karin Jost", "Offen", "120000 EUR"]]})
    assert {name: one["customer"] for name, one in deals(facts).items()} == {"Retrofit": "Lindner Werke"}
    assert people(facts)["Karin Jost"]["org"] == "Lindner Werke"
    rows = [
        ["Name", "Funktion", "Konto"],
        ["Karin Jost", "CIO", "DE89370400440532013000"],
        ["Ines Holm", "CFO", "4711"],
    ]
    facts, _ = said({"Kontakte": rows})
    assert {one["org"] for one in people(facts).values()} == {"Aster"}

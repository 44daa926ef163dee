"""Sheets of key-account people in European languages: what was taken for something else, lost without a word, or not read at all."""

from tests.ingest.guessing.conftest import met, titles


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

"""Lists in Dutch and Polish, public bodies among people, letters and legends of other languages."""

import pytest

from graphcrm.ingest.guessing.sheets.layouts.met import people_met
from graphcrm.ingest.guessing.sheets.legends import explained
from tests.ingest.guessing.conftest import attitudes, book, titles, told


def _of(facts, column):
    return {key[1]: value.get(column) for key, value in facts.items() if key[0] == "person" and value.get(column)}


@pytest.mark.parametrize(
    ("heads", "boss", "report", "words"),
    [
        (
            ["Naam", "Functie", "Afdeling", "Leidinggevende", "Houding", "Invloed"],
            ["Ankie de Ruiter", "Directeur Bedrijfsvoering", "Directie", "", "Voorstander", "Hoog"],
            ["Henk Wolters", "Hoofd Inkoop", "Inkoop", "Ankie de Ruiter", "Tegenstander", "Laag"],
            (2, -1),
        ),
        (
            ["Imię i nazwisko", "Stanowisko", "Dział", "Przełożony", "Nastawienie", "Wpływ"],
            ["Agnieszka Bąk", "Prezes Zarządu", "Zarząd", "", "Zwolennik", "Wysoki"],
            ["Tomasz Wrona", "Dyrektor IT", "IT", "Agnieszka Bąk", "Neutralny", "Niski"],
            (2, 0),
        ),
    ],
)
def test_lists_of_people_in_dutch_and_polish_are_read(said, heads, boss, report, words):
    facts, _ = said({"Lista": [heads, boss, report]})
    assert titles(facts) == {boss[0]: boss[1], report[0]: report[1]}
    assert _of(facts, "unit") == {boss[0]: boss[2], report[0]: report[2]}
    assert _of(facts, "reports_to") == {report[0]: boss[0]}
    assert _of(facts, "flags") == {boss[0]: ("key_person",)}
    assert attitudes(facts) == {(boss[0], "Boreal"): words[0], (report[0], "Boreal"): words[1]}


def test_a_public_body_among_people_is_nobody_and_told(said):
    rows = [["Name", "Title", "Attitude"], ["Ana Ruiz", "CFO", "Supporter"], ["Gemeente Vechtdal", "", "Neutral"]]
    facts, _ = said({"Register": [*rows, ["Ayuntamiento de Tudela", "", "Neutral"]]})
    assert titles(facts) == {"Ana Ruiz": "CFO"}


def test_letters_that_a_heading_explains_are_high_and_low_in_its_language_and_a_group_over_it_changes_nothing(said):
    assert explained("influence", ["Einfluss (H/M/N)"])["h"] == "key_person"
    rows = [["Identificación", "", "Evaluación", ""], ["Nombre", "Puesto", "Poder (A/M/B)", "Actitud"]]
    rows += [["Ana Ruiz", "Directora", "A", "A favor"], ["Luis Gil", "Técnico", "B", "En contra"]]
    facts, _ = said({"Registro": rows})
    assert _of(facts, "flags") == {"Ana Ruiz": ("key_person",)}


def test_the_posts_of_those_who_were_met_are_told_by_what_they_are_whatever_the_heading():
    heads = ["Data", "Commerciale", "Cliente", "Contatto", "Ruolo", "Tipo"]
    rows = [(2, ["04/05/2026", "Gia Serra", "Bassano", "Ugo Zanon", "Direttore tecnico", "Visita"])]
    rows += [(3, ["05/05/2026", "Gia Serra", "Bassano", "Ada Tosi", "Titolare", "Visita"])]
    laid = people_met(heads, rows)
    assert [row[:2] for row in laid.rows] == [["Ugo Zanon", "Direttore tecnico"], ["Ada Tosi", "Titolare"]]


def test_a_legend_behind_a_title_that_nothing_sets_apart_says_what_the_numbers_of_a_matrix_are(said):
    rows = [["Who influences whom (row influences column) 0 = none, 1 = weak, 2 = moderate, 3 = strong"], []]
    rows += [["", "Ana Ruiz", "Luis Gil"], ["Ana Ruiz", "-", 3], ["Luis Gil", 1, "-"]]
    people = [["Name", "Title"], ["Ana Ruiz", "CFO"], ["Luis Gil", "CIO"]]
    facts, _ = said({"People": people, "Influence": rows})
    assert {k[1:3]: v["level"] for k, v in facts.items() if k[0] == "influences"} == {
        ("Ana Ruiz", "Luis Gil"): 4,  # strong, by the table of words for levels
        ("Luis Gil", "Ana Ruiz"): 2,
    }


@pytest.mark.parametrize(
    ("heading", "cell", "name"),
    [
        ("Nazwisko i imię", "Pawlak Jan", "Jan Pawlak"),
        ("Nom et prénom", "Dupont Claire", "Claire Dupont"),
        ("Apellidos y nombre", "Ruiz Luis", "Luis Ruiz"),
        ("Name, Vorname", "Keller Julia", "Julia Keller"),
        ("Name, Vorname", "Keller, Julia", "Julia Keller"),
        ("Imię i nazwisko", "Jan Pawlak", "Jan Pawlak"),
    ],
)
def test_a_heading_that_says_the_surname_first_says_it_of_names_without_a_comma(tmp_path, look, heading, cell, name):
    rows = [[heading, "Firma", "Email"], [cell, "Acme", "x7@acme.com"]]
    path = book(tmp_path / "a.xlsx", {"Lista": rows})

    def people(found):
        return {f[1][0] for f in told(found.plan) if f[0] == "person"}

    assert people(look(path)) == {name}
    assert people(look(path, answers={"names:Lista": "-"})) == {name if "," in cell else cell}


def test_mail_addresses_tell_that_the_given_name_stands_first_whatever_the_heading_says(tmp_path, look):
    rows = [["Nom et prénom", "Société", "Email"], ["Claire Dupont", "Acme", "claire.dupont@acme.fr"]]
    found = look(book(tmp_path / "a.xlsx", {"Liste": rows}))
    assert {f[1][0] for f in told(found.plan) if f[0] == "person"} == {"Claire Dupont"}
    assert "names:Liste" not in {q.id for q in found.questions}

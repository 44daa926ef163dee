"""Headings on two lines below labels with values, sides that headings name, paths of JSON: what lost a sheet, or told a false fact."""

import json

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.sheets.layouts.attendance import attendance_list
from graphcrm.ingest.guessing.sheets.tables import Sheet
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, met, titles, told

CENTRE = [
    ["Buying Center", "", "Kunde:", "Aster AG", "", "Projekt:", "Ledger 2"],
    [],
    ["Person", "", "Rolle", "", "Einstellung", ""],
    ["Name", "Position", "BC-Rolle", "Veto?", "zu uns", "zu Wettbewerb (Sartor)"],
    ["Wessel, Hinrich", "Gesellschafter", "Entscheider", "x", "o", "+"],
    ["Brockmann, Ute", "Leitung Logistik", "Anwender", "", "++", "-"],
]


def test_a_heading_on_two_lines_below_a_line_of_labels_is_read_and_each_attitude_is_to_whom_it_names(said):
    facts, _ = said({"BC": CENTRE}, **{"org:BC": ""})
    assert titles(facts) == {"Hinrich Wessel": "Gesellschafter", "Ute Brockmann": "Leitung Logistik"}
    roles = {key[1:3]: value for key, value in facts.items() if key[0] == "role_in"}
    assert {who: (value["roles"], bool(value.get("veto"))) for who, value in roles.items()} == {
        ("Hinrich Wessel", "Ledger 2"): (("decider",), True),
        ("Ute Brockmann", "Ledger 2"): (("user",), False),
    }
    assert attitudes(facts) == {
        ("Hinrich Wessel", US): 0, ("Hinrich Wessel", "Sartor"): 1, ("Ute Brockmann", US): 2, ("Ute Brockmann", "Sartor"): -1,
    }  # fmt: skip
    assert {key[1] for key in facts if key[0] == "org"} == {"Aster AG", US, "Sartor"}


def test_our_title_beside_our_executive_is_nobody_and_the_last_contact_makes_no_log_of_a_list(said):
    rows = [["Ardent exec", "Title", "Our exec", "Our title", "Relationship (RAG)", "Last contact", "Next touchpoint"]]
    rows += [["Miriam Vance", "Group CEO", "Paul Renner", "CEO", "Amber", "2026-02-11", "Dinner 9 June"]]
    rows += [["Harold Finch", "CIO", "Dana Scott", "VP Insurance", "Green", "2026-04-30", "QBR 18 May"]]
    rows += [["Lena Osei", "Counsel", "Dana Scott", "VP Insurance", "Red", "", "tbd"]]
    rows += [["Tom Birch", "Head of Procurement", "not covered", "", "", "", ""]]
    facts, _ = said({"Coverage": rows})
    people = {key[1] for key in facts if key[0] == "person"}
    assert people == {"Miriam Vance", "Harold Finch", "Lena Osei", "Tom Birch", "Paul Renner", "Dana Scott"}
    met = {(key[1], key[2]) for key in facts if key[0] == "interaction"}
    assert met == {("2026-02-11", ("Miriam Vance", "Paul Renner")), ("2026-04-30", ("Dana Scott", "Harold Finch"))}


def test_of_keys_and_names_in_paths_of_json_the_names_count(tmp_path):
    who = {"firstName": "Ana", "lastName": "Ruiz", "account": {"id": 9, "name": "Aster AG"}}
    rows = [{"id": 1, "attributes": {**who, "owner": {"id": 3, "fullName": "Kim Salter"}}}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"data": rows}))
    plan = guess([path], existing={}, options=options(answers={"our_company": US})).plan
    facts = {(f[1][0], f[2]): f[3] for f in told(plan) if f[0] == "person"}
    assert facts["Ana Ruiz", "owner"] == "Kim Salter"
    assert facts["Kim Salter", "org"] == US


def test_whoever_a_list_of_participants_says_did_not_come_was_not_there():
    heads = ("Name", "Vorname", "Firma", "Teilgenommen")
    rows = [["Heidrich", "Sabine", "Lohe", "ja"], ["Kuhn", "Georg", "Lohe", "nein"], ["Sander", "Kim", "Boreal", "ja"]]
    laid = attendance_list(Sheet("f", "Teilnehmerliste", 3, heads, rows, [4, 5, 6], ("Teilnehmerliste 23.04.2026",)))
    assert "Kuhn" not in laid.rows[0][1]
    assert {"Heidrich", "Sander"} <= set(laid.rows[0][1].replace(";", "").split())


def test_whoever_joined_on_another_day_than_the_others_joined_a_company_and_no_meeting():
    def met_of(*joined):
        rows = [[who, "Lohe", day] for who, day in zip(("Ana Ruiz", "Bo Berg"), joined, strict=True)]
        return attendance_list(Sheet("f", "People", 1, ("Name", "Company", "Joined"), rows, [2, 3]))

    assert met_of("2026-04-23 10:01", "2026-04-23 10:04").rows[0][:2] == ["2026-04-23", "Ana Ruiz; Bo Berg"]
    assert met_of("2019-04-01", "2022-10-01") is None


def test_managers_named_by_the_keys_of_a_column_of_any_heading_are_found_and_numbers_below_no_are_no_matrix(said):
    rows = [["Employee No", "Display Name", "Job Title", "Manager Employee No"]]
    rows += [["1001", "Farah Siddiqui", "CEO", ""], ["1002", "Neil Barrow", "CIO", "1001"]]
    rows += [["1003", "Chloe Watts", "Head of Platforms", "1002"]]
    facts, asked = said({"Org": rows})
    bosses = {key[1]: v["reports_to"] for key, v in facts.items() if key[0] == "person" and v.get("reports_to")}
    assert bosses == {"Neil Barrow": "Farah Siddiqui", "Chloe Watts": "Neil Barrow"}
    assert not {one for one in asked if one.startswith(("kind:", "person:"))}


def test_mail_addresses_of_the_contacts_of_deals_are_theirs(said):
    rows = [
        [
            "Deal - Title",
            "Deal - Value",
            "Deal - Organization",
            "Deal - Contact person",
            "Deal - Stage",
            "Person - Email",
        ]
    ]
    rows += [["Solar roof", "182000", "Aster", "Ana Ruiz", "Proposal Made", "ana.ruiz@aster.es"]]
    facts, _ = said({"deals": rows})
    assert facts["person", "Ana Ruiz"]["email"] == "ana.ruiz@aster.es"


def test_how_much_somebody_moves_others_is_told_below_any_heading(said):
    people = [
        ["Contacto", "Cargo", "Empresa"],
        ["Ana Ruiz", "Directora", "Aster"],
        ["Luis Gil", "Jefe de Planta", "Aster"],
    ]
    rows = [["Persona A", "Relación", "Persona B", "Intensidad"], ["Luis Gil", "influye en", "Ana Ruiz", "alta"]]
    rows += [["Ana Ruiz", "confía en", "Luis Gil", "media"]]
    facts, _ = said({"Contactos": people, "Relaciones": rows})
    levels = {(key[0], *key[1:3]): v["level"] for key, v in facts.items() if key[0] in ("influences", "trusts")}
    assert levels == {("influences", "Luis Gil", "Ana Ruiz"): 4, ("trusts", "Ana Ruiz", "Luis Gil"): 3}


def test_what_a_paper_is_called_in_the_middle_of_a_title_is_not_cut_out_of_the_company(said):
    rows = [["Mappa degli stakeholder – Ferriere Colombo S.r.l."], [], ["Nominativo", "Qualifica"]]
    rows += [["Ugo Zanon", "Direttore tecnico"], ["Ada Tosi", "Titolare"]]
    facts, asked = said({"Foglio1": rows}, **{"org:Foglio1": ""})
    assert {key[1] for key in facts if key[0] == "org"} == {"Ferriere Colombo S.r.l."}
    assert "org:Foglio1" not in asked


def test_companies_below_a_heading_that_does_not_say_whose_are_asked_about(said):
    rows = [["Acteur", "Fonction", "Instelling"], ["Aline Rouvière", "DSI", "Métropole de Vauclair"]]
    rows += [["Karim Haddad", "Directeur", "Aster S.p.A."]]
    facts, asked = said({"Carte": rows}, **{"column:Carte:Instelling": "org", "org:Carte": ""})
    where = {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"}
    assert where == {"Aline Rouvière": "Métropole de Vauclair", "Karim Haddad": "Aster S.p.A."}
    assert "column:Carte:Instelling" in asked


def test_status_with_us_is_an_attitude_and_who_of_them_whom_an_action_is_about(said):
    people = [
        ["Name", "Job title", "Status with us"],
        ["Ana Ruiz", "CFO", "Supporter"],
        ["Luis Gil", "CIO", "Opponent"],
    ]
    actions = [["What", "Who (us)", "Who (them)", "By when"], ["Site survey", "Kim Salter", "Ana Ruiz", "2026-07-20"]]
    facts, _ = said({"People": people, "Actions": actions})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("Luis Gil", US): -1}
    assert [(v["owner"], v["target"]) for key, v in facts.items() if key[0] == "action"] == [("Kim Salter", "Ana Ruiz")]


def test_a_list_of_people_in_words_that_nobody_knows_is_asked_about_column_by_column(tmp_path, look):
    rows = [["Név", "Beosztás", "Felettes", "Hozzáállás"], ["Nagy Eszter", "Igazgató", "", "Támogató"]]
    rows += [["Kovács Béla", "Vezető", "Nagy Eszter", "Semleges"], ["Tóth Anna", "Beszerző", "Nagy Eszter", "Semleges"]]
    path = book(tmp_path / "a.xlsx", {"Lista": rows})
    before = look(path, our_company=US).plan
    assert {q.id for q in before.questions if q.id.startswith("column:")} == {f"column:Lista:{h}" for h in rows[0]}
    assert not [b for b in (before.change.batches if before.change else ()) if b.kind == "person"]
    said = {"Név": "name", "Beosztás": "title", "Felettes": "reports_to", "Hozzáállás": "stance"}
    answers = {f"column:Lista:{heading}": meant for heading, meant in said.items()}
    answers |= {"word:stance:támogató": "2", "word:stance:semleges": "0", "org:Lista": "Aster", "our_company": US}
    facts = told(look(path, answers=answers).plan)
    assert {f[1][0]: f[3] for f in facts if f[0] == "person" and f[2] == "title"} == {
        "Nagy Eszter": "Igazgató", "Kovács Béla": "Vezető", "Tóth Anna": "Beszerző",
    }  # fmt: skip
    assert {f[1][0]: f[3] for f in facts if f[0] == "stance" and f[2] == "level"}["Nagy Eszter"] == 2
    assert {f[1][0] for f in facts if f[0] == "person" and f[2] == "reports_to" and f[3]} == {
        "Kovács Béla",
        "Tóth Anna",
    }


def test_the_heading_itself_goes_before_the_group_above_it_that_names_a_deal_or_a_side(said):
    over = ["WHO", "", "DEAL (Ledger 2)", "", "OUR RELATIONSHIP", "", ""]
    under = ["Name", "Job title", "Supp.", "Infl.\n(H/M/L)", "Rel. owner", "Strength", "Last contact"]
    rows = [["Ana Ruiz", "CFO", "Supporter", "H", "Jana Keller", "good", "2026-03-05"]]
    rows += [["Bo Berg", "CIO", "Neutral", "M", "Jana Keller", "weak", "2026-04-06"]]
    rows += [["Cy Dahl", "Head of IT", "Opponent", "L", "Tom Weiss", "strong", "2026-05-07"]]
    facts, _ = said({"Map": [over, under, *rows]})
    assert attitudes(facts) == {("Ana Ruiz", US): 2, ("Bo Berg", US): 0, ("Cy Dahl", US): -1}
    known = {(key[1], key[2]): value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    assert known == {("Jana Keller", "Ana Ruiz"): 3, ("Jana Keller", "Bo Berg"): 2, ("Tom Weiss", "Cy Dahl"): 4}
    assert met(facts) >= {("2026-03-05", "Ana Ruiz", "Jana Keller"), ("2026-05-07", "Cy Dahl", "Tom Weiss")}
    assert facts["person", "Ana Ruiz"]["flags"] == ("key_person",)
    assert not [key for key in facts if key[0] in ("opportunity", "role_in")]


def test_words_for_attitudes_name_no_deals_and_no_managers(said):
    under = ["Name", "Funktion", "Unterst.", "Stärke", "Verantw."]
    rows = [["Ana Ruiz", "CFO", "positiv", "gut", "Jana Keller"], ["Bo Berg", "CIO", "negativ", "schwach", "Tom Weiss"]]
    facts, _ = said({"Map": [["Wer", "", "Vorhaben (Ledger 2)", "Beziehung", "Unser Team"], under, *rows]})
    assert attitudes(facts) == {("Ana Ruiz", US): 1, ("Bo Berg", US): -1}
    assert {key[0] for key in facts} == {"org", "person", "stance", "knows"}


@pytest.mark.parametrize(
    ("texts", "answer", "days"),
    [
        (("Oct 25", "Feb 26"), "", {}),  # the day of a month, or its year
        (("Oct 25", "Feb 26"), "day", {"Ana Ruiz": "2025-10-25", "Bo Berg": "2025-02-26"}),
        (("Oct 25", "Feb 26"), "year", {}),  # a month is no day
        (("Oct 25", "Feb 6"), "", {"Ana Ruiz": "2025-10-25", "Bo Berg": "2025-02-06"}),  # no year is 2006
    ],
)
def test_a_number_behind_a_month_is_asked_about_where_it_may_be_a_year(said, texts, answer, days):
    rows = [[who, "CFO", "Jana Keller", day] for who, day in zip(("Ana Ruiz", "Bo Berg"), texts, strict=True)]
    heads = ["Name", "Title", "Account owner", "Last contact"]
    facts, asked = said({"Map": [heads, *rows]}, **{"year:Map": "2025", "month_or_day:Map": answer})
    assert {key[2][0]: key[1] for key in facts if key[0] == "interaction"} == days
    assert ("month_or_day:Map" in asked) == (texts[1] == "Feb 26")


def test_a_month_with_a_year_of_two_digits_is_a_term_and_a_last_meeting_to_come_is_left_out(said):
    rows = [["Ana Ruiz", "CFO", "Jana Keller", "Oct 28", "call", "Jul 26"]]
    rows += [["Bo Berg", "CIO", "Jana Keller", "Oct 2", "mail", "Aug 26"]]
    heads = ["Name", "Title", "Account owner", "Last contact", "Next step", "Due"]
    facts, _ = said({"Map": [heads, *rows]}, **{"year:Map": "2026", "month_or_day:Map": "year"})
    assert {v["type"]: v["due"] for k, v in facts.items() if k[0] == "action"} == {
        "call": "2026-07-31",
        "mail": "2026-08-31",
    }
    assert not met(facts)


@pytest.mark.parametrize(
    ("over", "now", "one_day", "levels"),
    [
        ("Haltung", ("Ist", "kritisch"), ("Soll", "positiv"), (-1, 1)),
        ("Attitude", ("current", "Opponent"), ("target", "Supporter"), (-1, 2)),
        ("Attitude", ("actuelle", "négatif"), ("souhaitée", "positif"), (-1, 1)),
        ("对我方态度", ("现状", "反对"), ("目标", "支持"), (-1, 2)),
    ],
)
def test_how_somebody_stands_and_should_stand_one_day_are_no_vendors(said, over, now, one_day, levels):
    rows = [["Ana Ruiz", "CFO", now[1], one_day[1]], ["Bo Berg", "CIO", one_day[1], one_day[1]]]
    rows += [["Cy Dahl", "COO", now[1], now[1]]]
    stands = {("Ana Ruiz", US): levels[0], ("Bo Berg", US): levels[1], ("Cy Dahl", US): levels[0]}
    for groups in (["Name", "Title", over, ""], ["Person", "", over, ""]):
        under = ["" if groups[0] == "Name" else "Name", "" if groups[0] == "Name" else "Title", now[0], one_day[0]]
        facts, asked = said({"Map": [groups, under, *rows]})
        assert attitudes(facts) == stands
        assert {key[0] for key in facts} == {"org", "person", "stance"}
        assert not [one for one in asked if one.startswith("word:")]

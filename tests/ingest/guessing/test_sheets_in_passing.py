"""Habits of sheets that stand beside the facts: remarks behind names, letters for two roles, one question about each of several people."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from graphcrm.ingest.guessing.texts.names import is_person, written
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import told


def table(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def of(found, kind, name):
    return {one[1]: one[3] for one in told(found.plan) if one[0] == kind and one[2] == name}


def ties(found, kind):
    return {about[:2]: value for about, value in of(found, kind, "level").items()}


def people(found, name):
    return {about[0]: value for about, value in of(found, "person", name).items()}


@pytest.mark.parametrize(
    ("cell", "name", "title", "remark"),
    [
        ("Bob Stone (retires 2027)", "Bob Stone", "", "retires 2027"),
        ("Ying Chen (speaker)", "Ying Chen", "", "speaker"),
        ("郑爽?", "郑爽", "", "?"),
        ("总经理 刘建国", "刘建国", "总经理", ""),
        ("Vera Thoms (Einkauf)", "Vera Thoms", "Einkauf", ""),
        ("Judith Rowe, Sourcing", "Judith Rowe", "Sourcing", ""),
        ("Alan Shimizu, Food Safety & Compliance", "Alan Shimizu", "Food Safety & Compliance", ""),
        ("García López, María", "María García López", "", ""),
        ("Julie Perrin – ingénieure d’affaires", "Julie Perrin", "ingénieure d’affaires", ""),
        ("Karim Haddad – avant-vente", "Karim Haddad", "avant-vente", ""),
        ("张总(董事长)", "张总", "董事长", ""),
        ("李主任(李爱民)", "李爱民", "", ""),
        ("Anders (our CEO)", "Anders", "CEO", ""),
        ("Ana Ruiz (our coach)", "Ana Ruiz", "", "our coach"),
        ("Maria Lang (geb. Müller)", "Maria Lang (geb. Müller)", "", ""),
        ("Smith (Porto)", "Smith (Porto)", "", ""),
        ("???", "???", "", ""),
    ],
)
def test_remarks_and_posts_beside_a_name(cell, name, title, remark):
    found = written(cell)
    assert (found.name, found.title, found.remark) == (name, title, remark)


def test_a_remark_behind_a_name_is_told(tmp_path, look):
    found = look(table(tmp_path / "people.csv", "Name,Title,Company\nBob Stone (retires 2027),CFO,Northwind\n"))
    assert people(found, "title") == {"Bob Stone": "CFO"}
    assert any("remarks beside names" in problem.text.en for problem in found.plan.problems)


def test_rarer_family_names_begin_names():
    assert [is_person(said) for said in ("鲁斌", "采购部")] == [True, False]


def test_a_named_encoding_counts_when_guessing(tmp_path):
    path = table(tmp_path / "a.csv", "Nom;Fonction;Société\nAnne Girard;Directrice financière;Verrières\n", "cp1252")
    assert guess([path], existing={}, options=options()).plan is None
    found = guess([path], existing={}, options=options(encoding="cp1252"))
    assert people(found, "title") == {"Anne Girard": "Directrice financière"}


def test_mails_are_contacts_and_no_influence(tmp_path, look):
    rows = (
        'Date,From,To,Subject\n"Mon, 02 Mar 2026 09:14:00 +0100",Ulla Brink <u@kunde.de>,Rolf Maas <r@wir.de>,Offer\n'
    )
    answers = {"our_company": "Wir", "person:rolf maas": "@ours", "person:ulla brink": "Kunde (customer)"}
    found = look(table(tmp_path / "mails.csv", rows), answers=answers)
    assert set(of(found, "interaction", "kind")) == {("2026-03-02", ("Rolf Maas", "Ulla Brink"))}


def test_a_word_for_no_level_leaves_out_its_tie_and_no_more(tmp_path, look):
    rows = "Who,Listens to,How much\nAnn Ray,Bo Lind,often\nBo Lind,Cy Dahl,purple\n"
    answers = {f"person:{who}": "X (customer)" for who in ("ann ray", "bo lind", "cy dahl")}
    found = look(table(tmp_path / "a.csv", rows), answers=answers | {"word:level:purple": "-"})
    assert ties(found, "influences") == {("Bo Lind", "Ann Ray"): 3}
    assert any("without a level" in problem.text.en for problem in found.plan.problems)


def test_ties_of_which_no_column_says_how_strong_are_usual_ones(tmp_path, look):
    answers = {f"person:{who}": "X (customer)" for who in ("ann ray", "bo lind")}
    found = look(table(tmp_path / "a.csv", "Who,Listens to\nAnn Ray,Bo Lind\n"), answers=answers)
    assert ties(found, "influences") == {("Bo Lind", "Ann Ray"): 3}


@pytest.mark.parametrize(
    ("headings", "words"),
    [
        ("Who,Influences,How strong", ("Strong", "Medium", "Weak")),
        ("Who,Influences,Strength of influence", ("Strong", "Medium", "Weak")),
        ("影响者,被影响者,影响强弱", ("强", "中", "弱")),
        ("影响者,被影响者,强弱", ("强", "中", "弱")),
        ("Beeinflusser,Beeinflusst wen,Stärke des Einflusses", ("stark", "mittel", "schwach")),
        ("Who,Influences,Fuerza", ("fuerte", "medio", "débil")),
    ],
)
def test_a_heading_that_asks_how_strong_influence_is_is_its_level(tmp_path, look, headings, words):
    people = (("Ann Ray", "Bo Lind"), ("Bo Lind", "Cy Dahl"), ("Cy Dahl", "Ann Ray"))
    rows = "".join(f"{a},{b},{word}\n" for (a, b), word in zip(people, words, strict=True))
    answers = {f"person:{who}": "X (customer)" for who in ("ann ray", "bo lind", "cy dahl")}
    found = look(table(tmp_path / "influence.csv", f"{headings}\n{rows}"), answers=answers)
    assert ties(found, "influences") == dict(zip(people, (4, 3, 2), strict=True))


def test_one_question_about_each_of_several_people_is_a_matrix(tmp_path, look):
    asked = [f'"Who do you go to for advice? [{who}]"' for who in ("Ann Ray", "Bo Lind")]
    rows = f"Respondent,{','.join(asked)}\nAnn Ray,,Often\nBo Lind,Never,\nCy Dahl,Often,Never\n"
    answers = {f"person:{who}": "X (customer)" for who in ("ann ray", "bo lind", "cy dahl")}
    found = look(table(tmp_path / "s.csv", rows), answers=answers | {"direction:s": "row", "kind:s": "TRUSTS"})
    assert ties(found, "trusts") == {("Ann Ray", "Bo Lind"): 3, ("Cy Dahl", "Ann Ray"): 3}


def test_a_cell_with_two_letters_is_two_roles(tmp_path, look):
    rows = "Activity,Ann Ray,Bo Lind\nNeeds,A,C\nBudget,C,A/R\n"
    found = look(table(tmp_path / "raci.csv", rows))
    assert {q.id for q in found.questions} >= {"word:roles:a", "word:roles:r", "word:roles:c"}


def test_letters_of_engagement_say_where_somebody_stands(tmp_path, look):
    rows = "Stakeholder,Resistant,Neutral,Supportive\nAbby Cole,,C,D\nCher Ennis,,,C D\n"
    found = look(table(tmp_path / "e.csv", rows), answers={"org:e": "X"})
    assert {about[0]: value for about, value in of(found, "stance", "level").items()} == {
        "Abby Cole": 0,
        "Cher Ennis": 2,
    }
    assert any("should stand one day" in line.en for line in found.said)


def test_the_line_below_a_heading_in_markdown_is_nobody(tmp_path, look):
    found = look(
        table(
            tmp_path / "p.md",
            "| Name | Title | Company |\n|------|:----:|---|\n| Gwen Park | CEO | X |\n| Hal Rowe | CFO | X |\n",
        )
    )
    assert people(found, "title") == {"Gwen Park": "CEO", "Hal Rowe": "CFO"}


def test_the_number_of_rows_behind_a_group_is_no_part_of_its_name(tmp_path, look):
    rows = "Account Name,Name,Title\nUmbra (2),,\n,Laura Kern,CEO\n,Mike Tran,CFO\nVita (1),,\n,Oscar Prim,Buyer\n"
    assert people(look(table(tmp_path / "r.csv", rows)), "org") == {
        "Laura Kern": "Umbra", "Mike Tran": "Umbra", "Oscar Prim": "Vita",
    }  # fmt: skip


def test_roles_of_opportunities_are_no_list_of_opportunities(tmp_path, look):
    rows = (
        "Opportunity Name,Account Name,Contact Name,Title,Role,Stage,Opportunity Owner\n"
        "Renewal,Kestrel,Joel Pratt,CFO,Economic Buyer,Offer,Kim Oh\nRenewal,Kestrel,Lara Quill,CIO,Technical Buyer,Offer,Kim Oh\n"
    )
    found = look(table(tmp_path / "roles.csv", rows), answers={"opportunity:Renewal": "Renewal", "our_company": "Ours"})
    assert people(found, "title") == {"Joel Pratt": "CFO", "Lara Quill": "CIO"}


@pytest.mark.parametrize(("said", "title"), [("Purchasing Manager", "Purchasing Manager"), ("Legal", None)])
def test_a_function_is_a_title_unless_its_values_are_functions(tmp_path, look, said, title):
    found = look(table(tmp_path / "c.csv", f"Contact,Account,Function\nLukas Brandt,Ost GmbH,{said}\n"))
    assert people(found, "title").get("Lukas Brandt") == title


def test_answers_and_forms_of_address_are_no_organisation_and_no_title(tmp_path, look):
    rows = "Name,Is a Company,Related Company,Title,Job Title\nSophie Leroy,False,Agrolait,Dr.,CEO\nPaul Faure,False,Agrolait,Mag.,CFO\n"
    found = look(table(tmp_path / "o.csv", rows))
    assert people(found, "org") == {"Sophie Leroy": "Agrolait", "Paul Faure": "Agrolait"}
    assert people(found, "title") == {"Sophie Leroy": "CEO", "Paul Faure": "CFO"}


def test_nobody_is_made_of_a_guest_who_is_not_named_yet(tmp_path, look):
    found = look(table(tmp_path / "b.csv", "Badge Name,Company,Role title\nJohn Peel,Harbour,Director\nTBD,Harbour,\n"))
    assert set(people(found, "org")) == {"John Peel"}


@pytest.mark.parametrize("heading", ["被拜访人", "本次被拜访人员"])
def test_whoever_is_visited_is_none_of_ours(tmp_path, look, heading):
    rows = f"拜访日期,拜访人,{heading},内容\n2026-03-02,高明,王建国,交流\n2026-03-09,高明,李文静,方案\n"
    answers = {f"person:{who}": "甲公司 (customer)" for who in ("王建国", "李文静")}
    found = look(
        table(tmp_path / "visits.csv", rows), answers=answers | {"person:高明": "@ours", "our_company": "我方公司"}
    )
    assert people(found, "org") == {
        "高明": "我方公司", "王建国": "甲公司", "李文静": "甲公司",
    }  # fmt: skip

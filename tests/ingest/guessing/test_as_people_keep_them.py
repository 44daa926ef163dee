"""Lists as people keep them, in three languages: nobody is lost, and what is not known is asked once, with every answer."""

import pytest

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import EACH, Asked, Question
from tests.ingest.guessing.conftest import book, told


def names(found):
    return {a[0] for k, a, *_ in told(found.plan) if k == "person"}


def asked(found):
    return {q.id: q for q in found.questions}


def test_a_german_list_of_stakeholders(tmp_path, look):
    rows = [
        ["Stakeholder", "Firma", "Funktion", "Bereich", "Einfluss auf", "Haltung", "Entscheidungsrolle", "Verantwortlich"],
        ["Dr. Jürgen Müller", "X AG", "Geschäftsführer", "Geschäftsführung", "Hans Weiß", "abwartend", "Entscheider", "Schmidt"],
        ["Hans Weiß", "X AG", "IT-Leiter", "IT", "", "Befürworter", "Anwender", "Schmidt"],
        ["Käthe Größe", "X AG", "Leiterin Einkauf", "Einkauf", "", "dagegen", "Einkauf", "Meyer"],
    ]  # fmt: skip
    facts = told(look(book(tmp_path / "b.xlsx", {"Stakeholderanalyse": rows}), answers={"our_company": "Wir"}).plan)
    levels = {a[0]: v for k, a, n, v in facts if k == "stance" and n == "level"}
    assert levels == {"Dr. Jürgen Müller": 0, "Hans Weiß": 2, "Käthe Größe": -1}
    assert {a[:2] for k, a, *_ in facts if k == "influences"} == {("Dr. Jürgen Müller", "Hans Weiß")}


def test_the_influence_of_a_person_is_nobody_whom_they_influence(tmp_path, look):
    rows = [["Name", "Company", "Influence"], ["Ana Ruiz", "X", "High"], ["Bo Lind", "X", "Medium"]]
    assert not [q for q in asked(look(book(tmp_path / "b.xlsx", {"People": rows}))) if q.startswith("person:")]


def test_a_role_in_the_company_is_a_title_and_roles_with_a_stroke_are_several(tmp_path, look):
    rows = [
        ["Name", "Company", "Role", "Buying Role", "Deal"],
        ["Ana Ruiz", "X", "VP IT", "Technical Buyer / Evaluator", "D"],
        ["Bo Lind", "X", "CEO", "END_USER", "D"],
    ]
    facts = told(look(book(tmp_path / "b.xlsx", {"People": rows})).plan)
    assert {(a[0], v) for k, a, n, v in facts if n == "title"} == {("Ana Ruiz", "VP IT"), ("Bo Lind", "CEO")}
    held = {a[0]: set(v) for k, a, n, v in facts if n == "roles"}
    assert held == {"Ana Ruiz": {"technical_evaluator", "evaluator"}, "Bo Lind": {"user"}}


def test_two_names_in_a_cell_are_two_people_and_no_name_is_an_open_post(tmp_path, look):
    rows = [
        ["姓名", "公司", "职务"],
        ["黄海 / 何山", "甲", "技术总监"],
        ["待定", "甲", "财务总监"],
        ["林涛", "甲", "总经理"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"联系人": rows}))
    assert names(found) == {"黄海", "何山", "? 财务总监", "林涛"}
    assert [a[0] for k, a, n, v in told(found.plan) if n == "flags" and "placeholder" in v] == ["? 财务总监"]


def test_somebody_whose_organisation_is_asked_is_not_asked_about_again(tmp_path, look):
    sheets = {
        "Stakeholders": [["Name", "Title", "Owner"], ["Ana Ruiz", "CEO", "Kim Ode"], ["Bo Lind", "CIO", "Kim Ode"]],
        "Meetings": [["Date", "Attendees", "Topic"], ["2026-05-04", "Ana Ruiz, Kim Ode", "Price"]],
    }
    path = book(tmp_path / "b.xlsx", sheets)
    assert set(asked(look(path))) == {"grades", "org:Stakeholders", "our_company"}
    facts = told(look(path, answers={"org:Stakeholders": "X"}).plan)
    assert any(k == "interaction" for k, *_ in facts)


def test_a_unit_in_brackets_tells_two_of_one_name_apart(tmp_path, look):
    rows = [
        ["姓名", "公司", "部门", "职务", "上级"],
        ["张伟", "甲", "信息部", "信息部主任", ""],
        ["张伟", "甲", "采购部", "采购部经理", ""],
        ["刘洋", "甲", "信息部", "工程师", "张伟（信息部）"],
        ["陈静", "甲", "财务部", "会计", "张伟"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"干系人": rows}))
    (which,) = (q for q in found.questions if q.id.startswith("which:"))
    assert which.rows == 1
    assert any("采购部经理" in c for c in which.candidates)
    assert [v for k, a, n, v in told(found.plan) if n == "reports_to" and a[0] == "刘洋"]


def test_several_mail_addresses_and_a_day_that_is_none_lose_nobody(tmp_path, look):
    rows = [
        ["Name", "Company", "E-mail", "Last contact", "Owner"],
        ["Ana Ruiz", "X", "ana@x.example, ruiz@x.example", "2026-05-04", "Kim Ode"],
        ["Bo Lind", "X", "bo@x.example", "2026-05-05", "Kim Ode"],
        ["Cy Ott", "X", "cy@x.example", "last month", "Kim Ode"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"People": rows}))
    assert not [p for p in found.plan.problems if p.is_error]
    said = " ".join(p.text.en for p in found.plan.problems)
    assert "only the first is kept (1)" in said
    assert "such as “last month”, were left out (1)" in said
    assert {"Ana Ruiz", "Bo Lind", "Cy Ott"} <= names(found)


@pytest.mark.parametrize(("kind", "last"), [("INFLUENCES", "5"), ("TRUSTS", "5")])
def test_a_level_of_a_relation_is_asked_with_its_own_levels(tmp_path, look, kind, last):
    name = {"INFLUENCES": "Influence", "TRUSTS": "Trust"}[kind]
    head = {"INFLUENCES": ["influencer", "influenced", "level"], "TRUSTS": ["truster", "trusted", "level"]}[kind]
    path = book(tmp_path / "b.xlsx", {name: [head, ["Ana Ruiz", "Bo Lind", "lukewarm"]]})
    question = asked(look(path))["word:level:lukewarm"]
    assert question.candidates == ("0", "1", "2", "3", "4", "5", "-")


def many(answers):
    asking = Asked(answers)
    for n in range(100):
        asking.ask(Question(f"person:p{n:02}", look_up(n), ("X", f"Y{n}", "-"), rows=n + 1))
    return asking


def look_up(n):
    return Text(f"“p{n}”是谁?", f"Who is “p{n}”?")


def test_many_questions_of_a_kind_are_one():
    found = many({}).all()
    assert len(found) == 26
    first = found[0]
    assert (first.id, first.candidates, first.rows) == ("all:person", ("X", EACH, "-"), sum(range(1, 76)))
    assert "75 more" in first.text.en
    assert found[1].id == "person:p99"


def test_one_answer_is_for_all_of_a_kind_but_those_with_an_answer_of_their_own():
    asking = many({"all:person": "X", "person:p07": "Y7"})
    assert asking.answer("person:p08") == "X"
    assert asking.answer("person:p07") == "Y7"
    assert all(q.answer for q in asking.all())
    listed = many({"all:person": EACH})
    assert len(listed.all()) == 100
    assert listed.answer("person:p08") == ""

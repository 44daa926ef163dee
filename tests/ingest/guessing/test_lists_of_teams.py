"""Lists as teams keep them: what stands in them is seen, asked about or told, and never taken for something else."""

import json

import pytest

from tests.ingest.guessing.conftest import book, told


def people(found):
    """Each person that would come of it: name, title, organisation, manager."""
    columns = found.plan.change.batches
    rows = [json.loads(p) for b in columns if b.kind == "person" for p in b.props]
    return {r["name"]: r for r in rows}


def meaning(found, heading):
    return next(g.meaning for one in found.sheets for g in one.guesses if g.heading == heading)


def test_the_managers_name_is_not_the_name_of_the_row(tmp_path, look):
    path = tmp_path / "contacts.csv"
    path.write_text(
        "First Name,Last Name,Title,Company,Job Title,E-mail Address,Manager's Name\n"
        "Ana,Ruiz,Dr.,Iberia SA,CEO,ana@iberia.es,\nLuis,Gil,Mr.,Iberia SA,CIO,luis@iberia.es,Ana Ruiz\n"
    )
    found = look(path)
    made = people(found)
    assert {name: row["title"] for name, row in made.items()} == {"Ana Ruiz": "CEO", "Luis Gil": "CIO"}
    assert meaning(found, "Manager's Name") == "reports_to"
    assert meaning(found, "Title") == ""


def test_the_name_of_an_organisation_is_not_the_name_of_the_row(tmp_path, look):
    path = tmp_path / "google.csv"
    path.write_text(
        "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value\nAna,Ruiz,Iberia SA,CEO,ana@iberia.es\n"
    )
    assert list(people(look(path))) == ["Ana Ruiz"]
    assert meaning(look(path), "Organization Name") == "org"


@pytest.mark.parametrize("sheet", ["People", "人员"])
def test_a_sheet_named_like_a_table_of_ours_keeps_its_other_columns(tmp_path, look, sheet):
    rows = [["Name", "Title", "Company"], ["Ana Ruiz", "CEO", "Iberia SA"]]
    found = look(book(tmp_path / "a.xlsx", {sheet: rows}))
    assert meaning(found, "Company") == "org"
    assert list(people(found)) == ["Ana Ruiz"]


def test_a_second_table_below_a_title_is_a_table_of_that_name(tmp_path, look):
    rows = [
        ["Contacts"],
        ["Name", "Title", "Company"],
        ["Ana Ruiz", "CEO", "Iberia SA"],
        [],
        ["Who knows whom"],
        ["Our person", "Knows", "How well"],
        ["Julia Keller", "Ana Ruiz", "4"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Account plan": rows}))
    assert [(s.sheet.name, s.of.name, len(s.sheet.rows)) for s in found.sheets] == [
        ("Account plan", "people", 1),
        ("Who knows whom", "edges", 1),
    ]
    assert {"Ana Ruiz", "Julia Keller"} == set(people(found))


def test_headings_of_an_export_in_spanish_and_of_a_report_in_german(tmp_path, look):
    path = tmp_path / "hubspot.csv"
    path.write_text(
        "ID de registro,Nombre,Apellidos,Correo,Cargo,Empresa asociada,Propietario del contacto\n"
        "101,José,Núñez,j@banco.es,Director de TI,Banco del Sur,Julia Keller\n"
    )
    assert "José Núñez" in people(look(path))
    report = tmp_path / "report.csv"
    report.write_bytes(
        "Vollständiger Name;Position;Accountname;Berichtet an: Vollständiger Name;Kontaktinhaber\n"
        "Müller, Jürgen;Leiter IT;Stadtwerke Köln;Groß, Anneliese;Keller, Julia\n"
        "Groß, Anneliese;Geschäftsführerin;Stadtwerke Köln;;Keller, Julia\n"
        "Gesamtsumme;;;;\nStadtwerke-Report;;;;\nCopyright (c) 2026;;;;\n".encode("cp1252")
    )
    made = people(look(report))
    assert set(made) == {"Jürgen Müller", "Anneliese Groß", "Julia Keller"}


def test_names_of_units_between_the_rows_and_two_lines_of_headings(tmp_path, look):
    blocks = [
        ["姓名", "职务", "公司"],
        ["王伟", "总经理", "华岳"],
        ["采购部"],
        ["姓名", "职务", "公司"],
        ["刘洋", "总监", "华岳"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"通讯录": blocks}))
    assert set(people(found)) == {"王伟", "刘洋"}
    assert "unit" not in people(found)["王伟"]
    assert people(found)["刘洋"]["unit"] == next(
        k for b in found.plan.change.batches if b.kind == "unit" for k in b.keys
    )
    rows = [
        ["Person", "", "Firma", ""],
        ["Name", "Funktion", "Name", "Ort"],
        ["Ana Ruiz", "CEO", "Iberia SA", "Madrid"],
    ]
    found = look(book(tmp_path / "b.xlsx", {"Kontakte": rows}, {"Kontakte": ["A1:B1", "C1:D1"]}))
    assert meaning(found, "Firma / Name") == "org"


def test_several_people_at_one_end_of_a_relation(tmp_path, look):
    sheets = {
        "People": [["Name", "Company"], ["Ana Ruiz", "X"], ["Luis Gil", "X"], ["Eva Sanz", "X"]],
        "Influence": [["Person", "Listens to", "How much"], ["Ana Ruiz", "Eva Sanz and Luis Gil", "often"]],
    }
    plan = look(book(tmp_path / "a.xlsx", sheets)).plan
    assert plan.counts["edges"].rows == 2


@pytest.mark.parametrize("nobody", ["-", "n/a", "无", "—"])
def test_a_dash_names_nobody(tmp_path, look, nobody):
    sheets = {
        "Contacts": [["Name", "Company", "Boss", "Owner"], ["Ana Ruiz", "Iberia SA", nobody, nobody]],
        "Pipeline": [["Deal", "Client", "Stage", "Competition"], ["ERP", "Iberia SA", "Proposal", nobody]],
    }
    found = look(book(tmp_path / "a.xlsx", sheets))
    assert set(people(found)) == {"Ana Ruiz"}
    assert [k for b in found.plan.change.batches if b.kind == "org" for k in b.keys] == ["iberia-sa"]
    assert not found.questions


def test_logs_and_plans_as_they_are_headed(tmp_path, look):
    sheets = {
        "People": [["Employee ID", "Employee Name", "Company", "Status", "Current position", "Target position"]],
        "Call log": [
            ["Date", "Rep", "Spoke with", "Key takeaways"],
            ["2026-05-12", "Julia Keller", "Ana Ruiz", "Budget"],
        ],
    }
    sheets["People"] += [["1", "Ana Ruiz", "Iberia SA", "Active", "Neutral", "Supporter"]]
    sheets["People"] += [["2", "Luis Gil", "Iberia SA", "Terminated", "", ""]]
    found = look(book(tmp_path / "a.xlsx", sheets))
    rows = [json.loads(p) for b in found.plan.change.batches for p in b.props if b.kind in ("stance", "interaction")]
    assert [r["level"] for r in rows if "level" in r] == [0]
    assert [r["summary"] for r in rows if "summary" in r] == ["Budget"]
    assert people(found)["Luis Gil"]["flags"] == ["left"]


def rows_of(found, kind):
    return [json.loads(p) for b in found.plan.change.batches if b.kind == kind for p in b.props]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Influence (H/M/L)", "HML"),
        ("影响力(高/中/低)", "高中低"),
        ("Power / influence", "531"),
        ("重要程度", "高中低"),
    ],
)
def test_how_influential_somebody_is_marks_the_high_ones_as_key_people(tmp_path, look, heading, cells):
    people_of = [["Ana Ruiz", "CEO"], ["Luis Gil", "CIO"], ["Eva Sanz", "Buyer"]]
    rows = [["Name", "Title", "Company", heading, "Status"]]
    rows += [[*who, "Iberia SA", cell, "left"] for who, cell in zip(people_of, cells, strict=True)]
    found = look(book(tmp_path / "a.xlsx", {"Stakeholders": rows}))
    made = people(found)
    assert made["Ana Ruiz"]["flags"] == ["left", "key_person"]
    assert made["Luis Gil"]["flags"] == made["Eva Sanz"]["flags"] == ["left"]
    reason = next(g.reason.en for one in found.sheets for g in one.guesses if g.heading == heading)
    assert f"{cells[0]} → key_person, {cells[1]} → –" in reason
    assert "the rest is not kept" in reason


def test_a_long_scale_of_influence_is_left_out_and_names_under_influence_are_whom(tmp_path, look):
    rows = [["Name", "Title", "Company", "Influence"]]
    rows += [[n, "CEO", "Iberia SA", mark] for n, mark in (("Ana Ruiz", "8"), ("Luis Gil", "5"), ("Eva Sanz", "4"))]
    found = look(book(tmp_path / "a.xlsx", {"Stakeholders": rows}))
    assert meaning(found, "Influence") == ""
    assert not any(row.get("flags") for row in people(found).values())
    for row, whom in zip(rows[1:], ("Luis Gil", "Eva Sanz", "Ana Ruiz"), strict=True):
        row[3] = whom
    found = look(book(tmp_path / "b.xlsx", {"Stakeholders": rows}))
    assert meaning(found, "Influence") == "influences"


def test_next_steps_become_actions_of_whoever_is_responsible(tmp_path, look):
    rows = [
        ["姓名", "职务", "公司", "责任人", "下一步", "完成时间"],
        ["王伟", "CIO", "华岳银行", "李雷", "寄样板点材料", "2026-12-10"],
        ["赵敏", "处长", "华岳银行", "李雷", "2026-12-20 前邀请参加演示", None],
        ["钱进", "经理", "华岳银行", "李雷", "约见" * 120, None],
        ["孙立", "经理", "华岳银行", "李雷", None, "2026-12-31"],
        ["周平", "经理", "华岳银行", None, "打电话", "2026-12-31"],
    ]
    path = book(tmp_path / "a.xlsx", {"干系人": rows})
    found = look(path)
    made = {(r["target"], r["due"]): r for r in rows_of(found, "action")}
    assert set(made) == {("wangwei", "2026-12-10"), ("zhaomin", "2026-12-20")}
    assert made["wangwei", "2026-12-10"]["type"] == "寄样板点材料"
    assert {r["owner"] for r in made.values()} == {"lilei"}
    assert {q.id: q.rows for q in found.questions if q.id.startswith("next_")} == {"next_due": 1, "next_owner": 1}
    found = look(path, next_due="2027-01-15", next_owner="李雷")
    made = {r["target"]: r for r in rows_of(found, "action")}
    assert set(made) == {"wangwei", "zhaomin", "qianjin", "zhouping"}
    assert made["qianjin"]["due"] == "2027-01-15"
    assert len(made["qianjin"]["type"]) == 200
    assert made["zhouping"]["owner"] == "lilei"
    assert {r["id"] for r in made.values()} == {
        r["id"] for r in rows_of(look(path, next_due="2027-02-01", next_owner="李雷"), "action")
    }


def test_the_next_steps_of_a_meeting_are_about_whom_one_met(tmp_path, look):
    people_of = [["Name", "Title", "Company", "Owner"], ["Ana Ruiz", "CEO", "Iberia SA", "Jo Keller"]]
    met = [
        ["When", "What", "Our people", "Met with", "Next steps"],
        ["2026-06-01", "visit", "Jo Keller", "Ana Ruiz", "Send offer"],
    ]
    path = book(tmp_path / "a.xlsx", {"Contacts": people_of, "Meetings": met})
    [made] = rows_of(look(path, next_due="2026-07-01"), "action")
    assert {n: made[n] for n in ("target", "owner", "type", "due")} == {
        "target": "ana-ruiz",
        "owner": "jo-keller",
        "type": "Send offer",
        "due": "2026-07-01",
    }


def test_what_can_be_asked_is_asked_in_the_first_round(tmp_path, look):
    """Also of people whose organisation has to be asked for first; and those of ours whom only they name are offered."""
    people_of = [
        ["Name", "Title", "Reports to", "Support", "Role", "Listens to", "Known by", "Next steps"],
        ["Anna Berg", "CIO", "Zoe Kant", "Supporter", "Decision maker", "Ulf Roth", "Tom Frey", "Send offer"],
        ["Bert Kohl", "Head of IT", "Anna Berg", "Neutral", "User", "Anna Berg", "Ute Sommer", None],
        ["Cleo Marx", "Buyer", "Anna Berg", "Neutral", None, None, None, "Call her"],
    ]
    deals = [["Opportunity", "Customer", "Amount", "Stage"], ["TMS", "Aster AG", 1000, "Proposal"]]
    path = book(tmp_path / "a.xlsx", {"Contacts": people_of, "Deals": deals})
    first = {q.id: q for q in look(path).questions}
    second = {q.id: q for q in look(path, answers={"org:Contacts": "Aster AG"}).questions}
    assert second.keys() - {"org:Contacts"} == first.keys() - {"org:Contacts"}
    assert {"reported_by", "confidence", "observed_at", "our_company", "opportunity:Opportunity"} < first.keys()
    assert {"next_owner", "next_due", "person:ulf roth", "person:zoe kant"} < first.keys()
    assert first["reported_by"].candidates == second["reported_by"].candidates == ("Tom Frey", "Ute Sommer")
    assert first["org:Contacts"].candidates == ("Aster AG",)
    assert first["person:ulf roth"].candidates == ("Aster AG", "-")
    assert first["opportunity:Opportunity"].candidates == second["opportunity:Opportunity"].candidates == ("TMS",)


def test_rows_that_wait_for_an_organisation_make_nobody_even_of_ours(tmp_path, look):
    rows = [["Name", "Title", "Support", "Known by"], ["Anna Berg", "CIO", "Supporter", "Tom Frey"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert found.plan.change is None
    assert not found.plan.counts


def test_the_owner_of_a_deal_is_one_of_ours_and_its_contact_one_of_theirs_whose_owner_is_asked(tmp_path, look):
    rows = [
        ["Deal", "Account", "Amount", "Stage", "Owner", "Contact"],
        ["TMS", "Aster AG", 1000, "Proposal", "Tom Frey", "Anna Berg"],
    ]
    path = book(tmp_path / "a.xlsx", {"Deals": rows})
    facts = told(look(path, our_company="Nordwind").plan)
    assert {(one[1][0], one[3]) for one in facts if one[0] == "person" and one[2] == "org"} == {
        ("Tom Frey", "Nordwind"),
        ("Anna Berg", "Aster AG"),
    }
    assert not [one for one in facts if one[2] == "owner"]
    facts = told(look(path, answers={"our_company": "Nordwind", "owner:Deals": "是"}).plan)
    assert [(one[1][0], one[3]) for one in facts if one[2] == "owner"] == [("Anna Berg", "Tom Frey")]


def test_the_owner_of_an_organisation_is_asked_to_be_that_of_its_people_who_have_none(tmp_path, look):
    orgs = [["Account", "Industry", "Account owner"], ["Aster AG", "Steel", "Tom Frey"]]
    people = [["Name", "Company", "Owner"], ["Anna Berg", "Aster AG", ""], ["Otto Ernst", "Aster AG", "Ida Voss"]]
    path = book(tmp_path / "a.xlsx", {"Accounts": orgs, "Contacts": people})
    facts = told(look(path, answers={"our_company": "Nordwind", "owner:Accounts": "yes"}).plan)
    assert {(one[1][0], one[3]) for one in facts if one[2] == "owner"} == {
        ("Anna Berg", "Tom Frey"),
        ("Otto Ernst", "Ida Voss"),
    }


def test_roles_are_in_the_only_deal_of_the_book_unless_another_is_named(tmp_path, look):
    people = [["Name", "Title", "Support", "Role"], ["Anna Berg", "CIO", "Supporter", "Decision maker"]]
    deals = [["Opportunity", "Customer", "Amount", "Stage"], ["TMS", "Aster AG", 1000, "Proposal"]]
    answers = {"org:Contacts": "Aster AG", "our_company": "Boreal"}
    found = look(book(tmp_path / "one.xlsx", {"Contacts": people, "Deals": deals}), answers=answers)
    asked = next(q for q in found.questions if q.id == "opportunity:Opportunity")
    assert (asked.proposal, asked.text.en) == ("TMS", "In which opportunity are the decision roles? Write its name")
    assert {about for kind, about, _, _ in told(found.plan) if kind == "opportunity"} == {("TMS",)}
    two = book(tmp_path / "two.xlsx", {"Contacts": people, "Deals": [*deals, ["ERP", "Aster AG", 1000, "Proposal"]]})
    asked = next(q for q in look(two, answers=answers).questions if q.id == "opportunity:Opportunity")
    assert (asked.proposal, asked.candidates) == ("-", ("TMS", "ERP"))  # any of them: nothing is made up


@pytest.mark.parametrize(("heading", "kind"), [("客户", "现场"), ("Customer", "On site"), ("Client", "on-site")])
def test_customers_of_a_log_who_are_people_of_the_other_sheet_were_met(tmp_path, look, heading, kind):
    people = [
        ["Name", "Title", "Account"],
        *([name, "Manager", "Aster AG"] for name in ("Anna Berg", "Bert Kohl", "Cleo Marx")),
    ]
    log = [
        ["Date", "Who of us", heading, "Type", "Topic"],
        ["2026-05-04", "Tom Frey", "Anna Berg", kind, "Scope"],
        ["2026-05-05", "Tom Frey", "Bert Kohl, Cleo Marx", kind, "Tender"],
        ["2026-05-06", "Tom Frey", "Cleo Marx", kind, "Price"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": people, "Visits": log}), answers={"our_company": "Boreal"})
    met = {about: value for what, about, name, value in told(found.plan) if what == "interaction" and name == "kind"}
    assert met == {
        ("2026-05-04", ("Anna Berg", "Tom Frey")): "visit",
        ("2026-05-05", ("Bert Kohl", "Cleo Marx", "Tom Frey")): "visit",
        ("2026-05-06", ("Cleo Marx", "Tom Frey")): "visit",
    }

"""What titles name that other sheets know, lists below each other, matrices of people with posts, minutes with two tables."""

import pytest

from tests.ingest.guessing.conftest import book, titles, told

ANA, LUIS, EVA, TOM, MIA = "Ana Ruiz", "Luis Gil", "Eva Sanz", "Tom Beck", "Mia Kern"
DEALS = [["Opportunity", "Customer", "Stage"], ["Press line", "Tessel Logistics", "Proposal"]]


def column(facts, kind, name):
    return {key[1]: value[name] for key, value in facts.items() if key[0] == kind and name in value}


def raci(title):
    return [[title], ["Task", f"{ANA}\nCOO", f"{LUIS}\nBuyer"], ["Approve", "A", "C"], ["Select", "A", "R"]]


def letters(**changes):
    return {f"word:roles:{letter}": "-" for letter in "raci"} | {f"word:roles:{k}": v for k, v in changes.items()}


def test_a_title_names_the_deal_and_the_customer_that_another_sheet_lists(said):
    sheets = {"Pipeline": DEALS, "RACI": raci("RACI - Press line (Tessel Logistics)")}
    facts, asked = said(sheets, **letters(a="approver"))
    assert {key[1:] for key in facts if key[0] == "role_in"} == {(ANA, "Press line")}
    assert column(facts, "person", "org") == {ANA: "Tessel Logistics", LUIS: "Tessel Logistics"}
    assert {key[1] for key in facts if key[0] == "org"} == {"Tessel Logistics"}
    assert "opportunity" not in asked


def test_the_only_deal_of_a_book_is_proposed_for_tasks_whose_title_names_none(said):
    facts, asked = said(
        {"Pipeline": DEALS, "RACI": raci("Who does what")},
        **letters(a="approver"),
        **{"org:RACI (people)": "Aster"},
    )
    assert {key[1:] for key in facts if key[0] == "role_in"} == {(ANA, "Press line")}
    assert "opportunity" in asked


def test_of_two_deals_none_is_proposed_for_such_tasks(said):
    deals = [*DEALS, ["Paint shop", "Tessel Logistics", "Proposal"]]
    facts, asked = said(
        {"Pipeline": deals, "RACI": raci("Who does what")},
        **letters(a="approver"),
        **{"org:RACI (people)": "Aster"},
    )
    assert not [key for key in facts if key[0] == "role_in"]
    assert "opportunity" in asked


def test_a_title_that_names_nothing_but_a_deal_says_whose_people_they_are(said):
    facts, _ = said({"Pipeline": DEALS, "RASCI": raci("RASCI chart: Press line")}, **letters(a="approver"))
    assert {key[1] for key in facts if key[0] == "org"} == {"Tessel Logistics"}
    assert set(column(facts, "person", "org").values()) == {"Tessel Logistics"}


def test_whoever_supports_a_task_stands_in_a_matrix_of_tasks(said):
    rows = [*raci("RASCI chart: Press line"), ["Install", "S", "A"]]
    facts, asked = said({"Pipeline": DEALS, "RASCI": rows}, **letters(a="approver", s="-"))
    assert {key[1:] for key in facts if key[0] == "role_in"} == {(ANA, "Press line"), (LUIS, "Press line")}
    assert not {one for one in asked if one.startswith(("kind:", "direction:"))}


def test_the_when_behind_a_follow_up_is_its_day_and_not_that_of_the_call(said):
    rows = [
        ["Dt.", "Spoke w/", "Our rep", "Re:", "Follow-up", "Who", "When"],
        ["2026-03-02", ANA, MIA, "price list", "send discount scheme", TOM, "2026-03-09"],
        ["2026-03-13", LUIS, MIA, "slots", "share references", TOM, "2026-03-20"],
    ]
    facts, _ = said({"Log": rows})
    met = {key[1:] for key in facts if key[0] == "interaction"}
    assert met == {("2026-03-02", (ANA, MIA)), ("2026-03-13", (LUIS, MIA))}
    steps = {(s["type"], s["due"], s["target"]) for s in (facts[key] for key in facts if key[0] == "action")}
    assert steps == {("send discount scheme", "2026-03-09", ANA), ("share references", "2026-03-20", LUIS)}


def test_posts_may_stand_between_the_people_and_the_cells_of_a_matrix(said):
    rows = [
        ["Relationship matrix - 0 = no contact, 1 = has met, 3 = trusted"],
        ["Aster", "Function", TOM, MIA],
        [ANA, "CEO", 0, 3],
        [LUIS, "CFO", 2, 0],
        [EVA, "Buyer", 1, 1],
    ]
    facts, asked = said({"Grid": rows})
    assert {key[1:3]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"} == {
        (MIA, ANA): 3, (TOM, LUIS): 2, (TOM, EVA): 1, (MIA, EVA): 1,
    }  # fmt: skip
    assert {who: titles(facts)[who] for who in (ANA, LUIS, EVA)} == {ANA: "CEO", LUIS: "CFO", EVA: "Buyer"}
    assert not {one for one in asked if one.startswith(("kind:", "direction:"))}


def test_each_block_of_a_sheet_gives_the_unit_that_stands_over_it(said):
    head = ["Nom", "Fonction", "Courriel"]
    rows = [["Organigramme Verdane SA"], [], ["Direction Financière"], head, [ANA, "Directrice", "a@verdane.fr"], []]
    rows += [["Direction des Achats"], head, [LUIS, "Acheteur", "l@verdane.fr"], [EVA, "Acheteuse", "e@verdane.fr"]]
    facts, _ = said({"Liste": rows})
    assert column(facts, "person", "unit") == {
        ANA: "Direction Financière", LUIS: "Direction des Achats", EVA: "Direction des Achats",
    }  # fmt: skip
    assert set(column(facts, "person", "org").values()) == {"Verdane SA"}


@pytest.mark.parametrize("paper", ["Besuchsprotokolle", "Organigrama", "Ansprechpartnerliste", "Compte rendu"])
def test_what_a_paper_is_called_is_no_part_of_the_company(said, paper):
    facts, _ = said({"A": [[f"{paper} Weidner GmbH"], ["Name", "Title"], [ANA, "CFO"], [LUIS, "CIO"]]})
    assert set(column(facts, "person", "org").values()) == {"Weidner GmbH"}


def test_minutes_are_those_who_came_and_below_what_is_to_be_done(said):
    rows = [
        ["Comité de compras - Acta n.º 7"],
        ["Cliente:", "Almagro Textil S.A."],
        ["Fecha:", "15/03/2026"],
        [],
        ["Asistentes", "Cargo", "Empresa", "Presente"],
        [ANA, "Directora de compras", "Almagro Textil S.A.", "sí"],
        [LUIS, "Director financiero", "Almagro Textil S.A.", "sí"],
        [EVA, "Jefa de producción", "Almagro Textil S.A.", "no"],
        [TOM, "Key Account Manager", "Boreal", "sí"],
        [],
        ["Punto", "Acuerdo", "Responsable", "Plazo"],
        ["1", "Enviar oferta revisada", TOM, "30/03/2026"],
        ["2", "Validar presupuesto", LUIS, "10/04/2026"],
    ]
    facts, asked = said({"Acta": rows}, **{"target:Acta (2)": ANA})
    assert [key[1:] for key in facts if key[0] == "interaction"] == [("2026-03-15", (ANA, LUIS, TOM))]
    assert set(titles(facts)) == {ANA, LUIS, EVA, TOM}
    assert "target:Acta (2)" in asked
    assert {s["type"] for s in (facts[key] for key in facts if key[0] == "action")} == {
        "Enviar oferta revisada",
        "Validar presupuesto",
    }
    assert set(column(facts, "action", "target").values()) == {ANA}


def test_notes_below_a_gap_are_no_table(look, tmp_path):
    rows = [
        ["Name", "Title", "Company"],
        [ANA, "CFO", "Aster"],
        [LUIS, "CIO", "Aster"],
        [],
        [EVA, "Buyer", "Responsable"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"A": rows}))
    assert [len(one.sheet.rows) for one in found.sheets] == [3]


@pytest.mark.parametrize(
    ("ours", "day", "why"),
    [
        ("", "2026-03-02", "left out: 1 meeting without one of ours and one from outside"),
        ("Sam Brook", "2031-03-02", "meetings that are still to come were left out (1)"),
        ("Sam Brook", "", "meetings without a day were left out (1)"),
    ],
)
def test_what_is_to_be_done_after_a_meeting_that_is_left_out_is_told_to_be_left_out_too(tmp_path, look, ours, day, why):
    sheets = {
        "Contacts": [("Name", "Title", "Company"), ("Ana Ruiz", "CIO", "Aster"), ("Luis Gil", "CFO", "Aster")],
        "Meetings": [
            ("Date", "Our participants", "Customer participants", "Summary", "Next step", "Next step due"),
            (day, ours, "Ana Ruiz", "Roadmap", "Send the quote", "2026-04-01"),
            ("2026-03-03", "Sam Brook", "Luis Gil", "Budget", "Call back", "2026-04-02"),
            ("2026-03-04", "Sam Brook", "Luis Gil", "Chat", "", ""),
        ],
    }
    plan = look(book(tmp_path / "a.xlsx", sheets), answers={"our_company": "Boreal"}).plan
    said = [problem.text.en for problem in plan.problems if problem.code == "W12"]
    assert said == [why, "next steps of meetings that were left out were left out with them (1)"]
    assert {one[3] for one in told(plan) if one[0] == "action" and one[2] == "type"} == {"Call back"}


@pytest.mark.parametrize(
    ("labels", "chair", "title"),
    [
        (("Customer", "Date", "Chair", "Attendees", "Subject"), "Ana Ruiz (CFO)", "CFO"),
        (("客户", "时间", "主持人", "参会人", "会议主题"), "王伟（信息总监）", "信息总监"),
    ],
)
def test_who_chairs_a_meeting_was_there_and_has_the_post_behind_the_name(tmp_path, look, labels, chair, title):
    cells = ("Acme", "2026-03-03", chair, "Luis Gil", "Design review")
    path = book(tmp_path / "a.xlsx", {"Minutes": [["Minutes"], *map(list, zip(labels, cells, strict=True))]})
    assert [q.id for q in look(path).questions if q.id.startswith(("person:", "sides:"))] == ["sides:Minutes"]
    facts = told(look(path, answers={"sides:Minutes": "Luis Gil", "our_company": "Boreal"}).plan)
    assert {f[3] for f in facts if f[0] == "person" and f[2] == "title"} == {title}
    assert [len(f[1][1]) for f in facts if f[0] == "interaction" and f[2] == "date"] == [2]


LOG = ["Date", "Kind", "With", "Their position", "Mood", "Our rep", "Topic", "Weather"]
MET = ["2026-03-03", "visit", ANA, "Head of IT", "positive", "Sam Reed", "Demo", "rainy"]


def test_a_column_that_another_table_of_the_rows_reads_is_not_told_as_left_out(tmp_path, look):
    rows = [LOG, MET, ["2026-03-04", "call", LUIS, "CFO", "neutral", "Sam Reed", "Offer", "sunny"]]
    found = look(book(tmp_path / "a.xlsx", {"Visits": rows}))
    assert {one.of.name for one in found.sheets if one.of} == {"people", "interactions"}
    (left,) = [said.en for said in found.said if "columns left out" in said.en]
    assert left.strip() == "columns left out: Weather"


def test_the_budget_in_a_block_above_a_table_is_the_amount_of_the_deal(tmp_path, look):
    block = [
        ["客户", "长河重工"],
        ["项目", "MES升级"],
        ["项目预算", "300万"],
        ["阶段", "方案"],
        [],
        ["姓名", "职务", "角色"],
    ]
    found = look(
        book(tmp_path / "a.xlsx", {"Map": [*block, ["王伟", "财务总监", "决策者"], ["李娜", "总经理", "影响者"]]})
    )
    assert {f[3] for f in told(found.plan) if f[0] == "opportunity" and f[2] == "amount"} == {3_000_000}

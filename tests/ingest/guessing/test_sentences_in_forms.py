"""One-page forms of a sales method, whose people stand within sentences, and what stands beside the remarks and last meetings of lists."""

import pytest

from graphcrm.ingest.guessing.guess import guess
from tests.ingest.conftest import options
from tests.ingest.guessing.conftest import US, attitudes, book, columns_of, facts_of

TODAY = "2026-11-30"
FORM = [
    ["", "Deal sheet"],
    [],
    ["", "Account:", "Aster Water", "RAG"],
    ["", "Opportunity:", "Pump refresh"],
    ["", "AE:", "Tom Reed"],
    ["", "Deal value:", "GBP 2.1m"],
    ["", "Close date:", "end of Q1 FY27 (30 Jun 2027)"],
    [],
    ["", "M - Metrics", "30% fewer stops; £400k a year", "G"],
    [
        "",
        "E - Economic buyer",
        "Ana Ruiz, VP Finance. Met twice (last 6 Nov). Neutral on us, wants opex not capex.",
        "A",
    ],
    ["", "D - Decision criteria", "1) IEC 62443  2) Remote patching", "G"],
    ["", "D - Decision process", "Dr Sanz recommends -> COO Ida Holt decides -> VP Finance signs -> Board notes", "A"],
    ["", "P - Paper process", "Terms with Eva Lund (Category Manager), then legal; 6 weeks", "R"],
    ["", "I - Identify pain", "Two outages in August; old units", "G"],
    ["", "C - Champion", "Luis Sanz, Head of Assets - sells for us inside, warned us about Norvane's price", "G"],
    ["", "C - Competition", "Norvane (incumbent, Jo Beck likes their screens); do nothing", "A"],
    ["", "Coach", "Jan Ott, Maintenance Planner", "G"],
    [],
    ["", "Next steps", "Who", "By"],
    ["", "Send the report to Luis", "Mia Fox", "3 Dec 2026"],
    ["", "Opex model for Ana", "Tom Reed", "11 Dec 2026"],
    ["", "Draft T&Cs to Eva", "Legal (A. Wynn)", "18 Dec 2026"],
    ["", "Tidy the file", "Tom Reed", "19 Dec 2026"],
]


@pytest.fixture
def read(tmp_path):
    """Facts of a book by (kind, about), what is told of it in English, and the ids of its questions."""

    def run(sheets, **answers):
        path = book(tmp_path / "a.xlsx", sheets)
        found = guess([path], existing={}, options=options(answers={"our_company": US, **answers}, today=TODAY))
        facts = facts_of(found.plan)
        said = "\n".join([*(one.en for one in found.said), *(one.text.en for one in found.plan.problems)])
        return facts, said, {q.id for q in found.plan.questions}

    return run


def test_sentences_behind_elements_of_a_method_say_who_has_which_role_and_how_they_stand(read):
    facts, said, asked = read({"MEDDPICC": FORM})
    assert {key[1]: value["title"] for key, value in facts.items() if key[0] == "person" and value.get("title")} == {
        "Ana Ruiz": "VP Finance",
        "Luis Sanz": "Head of Assets",
        "Ida Holt": "COO",
        "Eva Lund": "Category Manager",
        "Jan Ott": "Maintenance Planner",
    }
    assert {key[1]: set(value["roles"]) for key, value in facts.items() if key[0] == "role_in"} == {
        "Ana Ruiz": {"decider", "approver"},
        "Luis Sanz": {"coach", "influencer"},
        "Ida Holt": {"decider"},
        "Jan Ott": {"coach"},
    }
    assert attitudes(facts) == {("Ana Ruiz", US): 0, ("Luis Sanz", US): 3}
    assert columns_of(facts, "need", "statement") == {("opex not capex",)}
    assert "of line 12 only whom it names and their decision roles were read" in said
    assert "of line 16 only the companies were read: Norvane (incumbent, Jo Beck" in said
    assert "line 9 names nobody and was not imported" in said
    assert {"competitor:Norvane"} == {one for one in asked if one.startswith("competitor:")}


def test_the_deal_of_such_a_form_closes_on_the_day_in_brackets_and_has_the_steps_below(read):
    facts, _, asked = read({"MEDDPICC": FORM})
    assert columns_of(facts, "opportunity", "customer", "amount", "due") == {("Aster Water", 2_100_000, "2027-06-30")}
    steps = columns_of(facts, "action", "type", "target", "due")
    assert steps == {
        ("Send the report to Luis", "Luis Sanz", "2026-12-03"),
        ("Opex model for Ana", "Ana Ruiz", "2026-12-11"),
        ("Draft T&Cs to Eva", "Eva Lund", "2026-12-18"),
        ("Tidy the file", "Aster Water", "2026-12-19"),
    }
    assert "target:MEDDPICC (2)" in asked


def test_what_is_said_behind_nobody_in_particular_makes_no_person(read):
    rows = [
        ["Economic buyer", "Not identified yet - ask Tom"],
        ["Champion", "Ana Ruiz, CFO. Supports us"],
        ["Decision process", "Committee decides -> the VP signs -> Smith approves"],
        ["Paper process", "Contract with the framework (see annex)"],
        ["Identify pain", "Two outages"],
    ]
    facts, _, _ = read({"MEDDPICC": rows}, **{"org:MEDDPICC": "Aster", "opportunity:Opportunity": "Pumps"})
    assert columns_of(facts, "person", "name") | {key[1:] for key in facts if key[0] == "person"} >= {("Ana Ruiz",)}
    assert {key[1] for key in facts if key[0] == "person"} == {"Ana Ruiz"}
    assert attitudes(facts) == {("Ana Ruiz", US): 2}


@pytest.mark.parametrize(
    ("heading", "left"),
    [("備考", "2026年9月末で退任"), ("備考", "退任済み"), ("备注", "2026年9月卸任"), ("コメント", "退職済み")],
)
def test_japanese_remarks_are_read_as_remarks_and_say_who_has_retired(read, heading, left):
    rows = [
        ["氏名", "役職", heading],
        ["高遠 正臣", "部長", "社内で推してくれている"],
        ["相馬 勇", "顧問", left],
        ["矢代 智", "課長", "大学同窓"],
    ]
    facts, said, _ = read({"一覧": rows}, **{"org:一覧": "Aster"})
    assert facts["person", "相馬 勇"]["flags"] == ("left",)
    assert not facts["person", "矢代 智"].get("flags")
    assert attitudes(facts) == {("高遠 正臣", US): 2}
    assert "of remarks, what they do not say in plain sentences" in said


@pytest.mark.parametrize(
    ("heads", "said", "kinds"),
    [(("letzter Kontakt", "Art"), ("Besuch", "Telefonat"), {"visit", "call"}),
     (("最近联系", "方式"), ("微信", "拜访"), {"message", "visit"}),
     (("Last contact", "Kind"), ("Call", "because of us"), {"other"})],
)  # fmt: skip
def test_the_column_beside_the_last_meeting_says_how_it_was(read, heads, said, kinds):
    rows = [["Name", "Title", "Account owner", *heads]]
    rows += [
        ["Ana Ruiz", "CFO", "Tom Reed", "2026-11-04", said[0]],
        ["Luis Gil", "CIO", "Tom Reed", "2026-11-05", said[1]],
    ]
    facts, _, _ = read({"People": rows}, **{"org:People": "Aster"})
    assert {one for (one,) in columns_of(facts, "interaction", "kind")} == kinds


@pytest.mark.parametrize(
    ("name", "other", "titles", "people"),
    [("Holger Wübbena", "Holger Wuebbena", ("Technischer Leiter", "Techn. Leiter"), 1),
     ("Holger Wuebbena", "Holger Wübbena", ("Leiter", "Leiter"), 1), ("Henrik Sørlie", "Henrik Soerlie", ("CIO", ""), 1),
     ("Holger Wübbena", "Helga Wuebbena", ("Leiter", "Leiter"), 2), ("Ana Möller", "Ana Moller", ("CIO", "CIO"), 1)],
)  # fmt: skip
def test_a_name_spelled_with_marks_and_without_is_one_person_of_a_firm(read, name, other, titles, people):
    rows = [["Name", "Title", "Department"], [name, titles[0], "Technik"], [other, titles[1], "Technik"]]
    facts, _, _ = read({"People": rows}, **{"org:People": "Aster"})
    assert sum(key[0] == "person" for key in facts) == people


def test_somebody_in_brackets_behind_a_department_is_who_takes_the_step(read):
    rows = [["Action", "With", "Who", "By"], ["Draft terms", "Ana Ruiz", "Legal (A. Wynn)", "2026-12-18"]]
    people = [["Name", "Title"], ["Ana Ruiz", "CFO"]]
    facts, _, _ = read({"People": people, "Plan": rows}, **{"org:People": "Aster", "org:Plan": "Aster"})
    assert columns_of(facts, "action", "owner") == {("A. Wynn",)}


@pytest.mark.parametrize(
    ("answer", "customers"),
    [("", {"Aster"}), ("customer", {"Aster", "Norvane Ltd", "Reed Hiring"}), ("Norvane", {"Aster", "Norvane Ltd"})],
)
def test_companies_of_connections_are_customers_only_where_that_is_known(read, answer, customers):
    rows = [
        ["First Name", "Last Name", "Company", "Position", "Connected On"],
        ["Ana", "Ruiz", "Aster", "CFO", "2026-11-14"],
        ["Luis", "Gil", "Norvane Ltd", "CIO", "2026-11-02"],
        ["Eva", "Lund", "Reed Hiring", "Talent Partner", "2026-10-05"],
    ]
    deals = [["Opportunity", "Account", "Amount", "Stage"], ["Pumps", "Aster", 5000, "Proposal"]]
    answers = {"connections:Connections": answer} if answer else {}
    facts, _, asked = read({"Connections": rows, "Deals": deals}, **answers)
    kinds = {key[1]: value["category"] for key, value in facts.items() if key[0] == "org"}
    assert {name for name, kind in kinds.items() if kind == "customer"} == customers
    assert {name for name, kind in kinds.items() if kind == "other"} == {
        "Aster",
        "Norvane Ltd",
        "Reed Hiring",
    } - customers
    assert "connections:Connections" in asked


@pytest.mark.parametrize("heads", [("简称", "全称", "行业"), ("Short name", "Full name", "Industry")])
def test_a_list_of_abbreviations_names_the_same_customers(read, heads):
    short = [
        list(heads),
        ["北山股份", "河东北山汽车零部件股份有限公司", "汽车"],
        ["Aster", "Aster Holding AG", "mining"],
    ]
    people = [["公司", "姓名", "职务"], ["北山股份", "王伟", "总经理"], ["Aster", "李娜", "科长"]]
    facts, _, _ = read({"联系人": people, "客户": short})
    assert {key[1] for key in facts if key[0] == "org"} >= {"河东北山汽车零部件股份有限公司", "Aster Holding AG"}
    assert {key[1]: value["org"] for key, value in facts.items() if key[0] == "person"} == {
        "王伟": "河东北山汽车零部件股份有限公司",
        "李娜": "Aster Holding AG",
    }
    assert sum(value["category"] == "customer" for key, value in facts.items() if key[0] == "org") == 2

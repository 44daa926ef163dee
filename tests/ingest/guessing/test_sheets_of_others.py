"""Sheets as other people keep them: nothing in them becomes a wrong fact, and nothing disappears without a word."""

import json

import pytest

from graphcrm.model.dates import day_of
from tests.ingest.guessing.conftest import book, told
from tests.ingest.guessing.test_lists_of_teams import meaning, people


def facts(found, kind):
    """What would come of it of a kind, each with names in place of ids."""
    return {fact for fact in told(found.plan) if fact[0] == kind}


@pytest.mark.parametrize(
    ("said", "day"),
    [("20-Apr-26", "2026-04-20"), ("12. März 2026", "2026-03-12"), ("3 Okt 2026", "2026-10-03"), ("1 Mar 26", None)],
)
def test_months_are_named_and_years_have_two_digits(said, day):
    assert day_of(said, "dmy") == day


def test_a_year_of_two_digits_is_asked_about_and_then_read(tmp_path, look):
    rows = [["Name", "Firma", "Haltung", "Stand"], ["Ana Ruiz", "Iberia SA", "neutral", "26.03.12"]]
    path = book(tmp_path / "a.xlsx", {"Kontakte": rows})
    assert "date_order:short" in {q.id for q in look(path).questions}
    assert look(path, answers={"date_order:short": "dmy"}).plan.ok


@pytest.mark.parametrize("name", ["Luis Gil (left)", "Luis Gil - retired", "Luis Gil [ausgeschieden]"])
def test_a_remark_behind_a_name_is_no_part_of_it(tmp_path, look, name):
    rows = [["Name", "Company", "Boss"], ["Ana Ruiz", "Iberia SA", name], [name, "Iberia SA", ""]]
    made = people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))
    assert made["Luis Gil"]["flags"] == ["left"]
    assert "flags" not in made["Ana Ruiz"]
    assert made["Ana Ruiz"]["reports_to"] == "luis-gil"


def test_a_post_behind_a_name_and_two_chinese_names_with_a_comma(tmp_path, look):
    rows = [["Name", "Company"], ["Sarah Connor, VP Operations", "Acme"], ["王伟,李娜", "Acme"], ["Diaz, Jose", "Acme"]]
    made = people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))
    assert set(made) == {"Sarah Connor", "王伟", "李娜", "Jose Diaz"}
    assert made["Sarah Connor"]["title"] == "VP Operations"


def test_names_within_quotation_marks_and_nicknames_find_whom_they_mean(tmp_path, look):
    rows = [["Name", "Company", "Influenced by"], ["Bob (Robert) Smith", "Acme", ""], ["Diaz, Jose", "Acme", ""]]
    rows += [["Ana Ruiz", "Acme", 'Robert Smith,"Diaz, Jose"']]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert {ends[:2] for _, ends, *_ in facts(found, "influences")} == {
        ("Bob (Robert) Smith", "Ana Ruiz"),
        ("Jose Diaz", "Ana Ruiz"),
    }


@pytest.mark.parametrize(
    ("boss", "whole"), [("何总", "何平"), ("Herr Weiß", "Jürgen Weiß"), ("Linda Park (CH)", "Linda Park")]
)
def test_a_short_form_of_a_name_proposes_whom_it_may_mean(tmp_path, look, boss, whole):
    rows = [["Name", "Company", "Boss"], [whole, "Acme", ""], ["Ana Ruiz", "Acme", boss]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    [question] = found.questions
    assert question.proposal.endswith(f"({whole})")
    assert len(people(found)) == 2


def test_one_of_ours_who_is_named_in_short_is_not_a_second_person(tmp_path, look):
    rows = [["Name", "Company", "Owner"], ["Ana Ruiz", "Acme", "Julia Keller"], ["Luis Gil", "Acme", "Julia"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert set(people(found)) == {"Ana Ruiz", "Luis Gil", "Julia Keller"}
    assert [q.proposal for q in found.questions if q.id == "person:julia"] == ["julia-keller (Julia Keller)"]


@pytest.mark.parametrize("nobody", ["TBD", "待定", "?"])
def test_a_manager_or_an_owner_who_is_to_be_named_is_nobody(tmp_path, look, nobody):
    rows = [["Name", "Company", "Boss", "Owner"], ["Ana Ruiz", "Acme", nobody, nobody]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert set(people(found)) == {"Ana Ruiz"}
    assert not found.questions


def test_a_dotted_line_is_one(tmp_path, look):
    rows = [["Name", "Company", "Reports to"], ["Ana Ruiz", "Acme", ""], ["Luis Gil", "Acme", "Ana Ruiz (dotted)"]]
    [fact] = {f for f in facts(look(book(tmp_path / "a.xlsx", {"Contacts": rows})), "reports_to") if f[2] == "line"}
    assert fact[1][:2] == ("Luis Gil", "Ana Ruiz")
    assert fact[3] == "dotted"


def test_a_row_without_a_name_is_an_open_post_or_told(tmp_path, look):
    rows = [["Name", "Title", "Company"], ["Ana Ruiz", "CEO", "Acme"], ["", "CFO", "Acme"], ["-", "", "Acme"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert people(found)["? CFO"]["flags"] == ["placeholder"]
    assert [p.text.en for p in found.plan.problems if p.code == "W12"] == ["rows without a name were left out (1)"]


def test_labels_with_values_above_a_heading_say_whose_table_it_is(tmp_path, look):
    rows = [["Account", "Initech", "Opportunity", "Renewal"], ["Contact", "Title", "Buying role"]]
    rows += [["Linda Park", "CFO", "Economic Buyer"], ["Raj Patel", "CIO", "Influencer"]]
    found = look(book(tmp_path / "a.xlsx", {"Map": rows}), our_company="Us")
    assert {f[1] for f in facts(found, "role_in")} == {("Linda Park", "Renewal"), ("Raj Patel", "Renewal")}
    zh = [
        ["客户名称：江城电力", "", "填表人：张磊"],
        ["姓名", "职务", "角色", "项目"],
        ["王建国", "总经理", "决策者", "ERP"],
    ]
    assert people(look(book(tmp_path / "b.xlsx", {"规划": zh})))["王建国"]["org"] == "jiangchengdianli"


def test_the_first_of_several_tables_is_read_too_whichever_has_the_most_headings(tmp_path, look):
    rows = [["ACCOUNT PLAN"], [], ["1. People"], ["Name", "Title", "Company"], ["Ana Ruiz", "CEO", "Acme"], []]
    rows += [["2. Recent meetings"], ["Date", "Type", "Our participants", "Their participants", "Notes"]]
    rows += [["2026-05-02", "Visit", "Julia Keller", "Ana Ruiz", "kick-off"]]
    found = look(book(tmp_path / "a.xlsx", {"Plan": rows}))
    assert [(s.sheet.name, s.of.name) for s in found.sheets] == [
        ("Plan", "people"),
        ("Recent meetings", "interactions"),
    ]


def test_words_for_units_alone_on_a_line_head_their_people(tmp_path, look):
    rows = [["Name", "Funktion", "E-Mail"], ["Geschäftsführung"], ["Otto Ernst", "Vorstand", "ernst@alpha.de"]]
    rows += [["Werk Süd"], ["Ines Wolf", "Leiterin", "wolf@alpha.de"]]
    found = look(book(tmp_path / "a.xlsx", {"Alpha AG": rows}))
    assert {name: row.get("unit") for name, row in people(found).items()} == {
        "Otto Ernst": "geschaftsfuhrung",
        "Ines Wolf": "werk-sud",
    }


def deals(found):
    """Each opportunity that would come of it."""
    return [json.loads(p) for b in found.plan.change.batches if b.kind == "opportunity" for p in b.props]


@pytest.mark.parametrize(
    ("heading", "cell", "amount", "currency"),
    [
        ("Amount (€k)", "350", 350_000, "EUR"),
        ("金额（万元）", "350", 3_500_000, "CNY"),
        ("Amount", "US$1.2M", 1_200_000, "USD"),
        ("Wert", "1.250.000,50 EUR", 1_250_000.5, "EUR"),
        ("Amount (all)", "350", 350, "CNY"),
    ],
)
def test_amounts_keep_their_measure_and_their_currency(tmp_path, look, heading, cell, amount, currency):
    rows = [["Opportunity", "Customer", "Stage", heading], ["ERP", "Acme", "Proposal", cell]]
    [deal] = deals(look(book(tmp_path / "a.xlsx", {"Pipeline": rows})))
    assert (deal["amount"], deal["currency"]) == (amount, currency)


@pytest.mark.parametrize(
    ("above", "heading", "amount", "currency"),
    [
        (["华东区商机清单（单位：万元）"], "金额", 3_500_000, "CNY"),
        (["商机清单", "", "单位:万元"], "金额", 3_500_000, "CNY"),
        (["Pipeline (all figures in £k)"], "Value", 350_000, "GBP"),
        (["商机清单（单位：万元）"], "金额（亿元）", 35_000_000_000, "CNY"),
        (["Region (M)"], "Value", 350, "CNY"),
    ],
)
def test_a_title_says_in_what_the_amounts_are_where_their_heading_does_not(
    tmp_path, look, above, heading, amount, currency
):
    rows = [above, ["Opportunity", "Customer", "Stage", heading], ["ERP", "Acme", "Proposal", "350"]]
    [deal] = deals(look(book(tmp_path / "a.xlsx", {"Pipeline": rows})))
    assert (deal["amount"], deal["currency"]) == (amount, currency)


def test_a_sign_before_three_digits_is_asked_about(tmp_path, look):
    rows = [["Opportunity", "Customer", "Stage", "Amount"], ["ERP", "Acme", "Proposal", "120,000"]]
    path = book(tmp_path / "a.xlsx", {"Pipeline": rows})
    assert [q.id for q in look(path).questions] == ["decimal"]
    assert [deal["amount"] for deal in deals(look(path, decimal="."))] == [120_000]


def test_rivals_in_a_cell_are_several(tmp_path, look):
    rows = [["Opportunity", "Customer", "Stage", "Competitors"]]
    rows += [["ERP", "Acme", "Proposal", "友商A、Foo, Inc."]]
    found = look(book(tmp_path / "a.xlsx", {"Pipeline": rows}))
    names = {json.loads(p)["name"] for b in found.plan.change.batches if b.kind == "org" for p in b.props}
    assert names == {"Acme", "友商A", "Foo, Inc."}


def test_what_stands_for_an_empty_cell_is_one(tmp_path, look):
    rows = [["Name", "Title", "Company", "Attitude", "Level", "As of"]]
    rows += [["Ana Ruiz", "-", "Acme", "supporter", "n/a", "2026-05-01"], ["Luis Gil", "CIO", "Acme", "-", "—", "TBD"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert {f[1][0] for f in facts(found, "stance")} == {"Ana Ruiz"}
    assert "title" not in people(found)["Ana Ruiz"]
    assert not {q.id for q in found.questions} - {"our_company", "confidence", "reported_by", "grades"}


def test_among_signs_a_dash_is_one(tmp_path, look):
    rows = [["Name", "Company", "Attitude"], ["Ana Ruiz", "Acme", "++"], ["Luis Gil", "Acme", "-"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert {f[1][0]: f[3] for f in facts(found, "stance") if f[2] == "level"} == {"Ana Ruiz": 2, "Luis Gil": -1}


@pytest.mark.parametrize("heading", ["ManagerEmail", "Manager ID", "上级邮箱"])
def test_a_manager_may_be_named_by_address_or_key(tmp_path, look, heading):
    rows = [["Id", "Full Name", "UserPrincipalName", "Company", heading], ["E1", "Ana Ruiz", "ana@x.es", "Acme", ""]]
    rows += [["E2", "Luis Gil", "luis@x.es", "Acme", "E1" if heading == "Manager ID" else "ana@x.es"]]
    made = people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))
    assert {name: row.get("reports_to") for name, row in made.items()} == {"Ana Ruiz": None, "Luis Gil": "E1"}


def test_of_two_columns_of_addresses_nobody_knows_only_the_first_is_taken(tmp_path, look):
    rows = [["Displayed", "Company", "A", "B"], ["Ana Ruiz", "Acme", "ana@x.es", "boss@x.es"]]
    rows += [["Luis Gil", "Acme", "luis@x.es", "boss@x.es"]]
    assert set(people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))) == {"Ana Ruiz", "Luis Gil"}


def test_headings_in_two_languages(tmp_path, look):
    rows = [["姓名 Name", "公司/Company", "我方负责人 Owner"], ["王伟", "华岳", "Julia Keller"]]
    found = look(book(tmp_path / "a.xlsx", {"联系人": rows}))
    assert set(people(found)) == {"王伟", "Julia Keller"}
    assert [meaning(found, h) for h in rows[0]] == ["name", "org", "owner"]


def test_whoever_was_met_is_of_the_customer_whom_the_row_names(tmp_path, look):
    rows = [
        ["Datum", "Kunde", "Gesprächspartner", "Von uns"],
        ["2026-05-02", "Kern GmbH", "Jürgen Weiß", "Anna Schulz"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Besuche": rows}))
    assert {name: row["org"] for name, row in people(found).items()}["Jürgen Weiß"] == "kern-gmbh"
    assert len(facts(found, "interaction")) > 0
    assert [q.id for q in found.questions] == ["our_company"]


def test_whoever_logged_a_visit_was_there_if_nobody_else_of_ours_is_named(tmp_path, look):
    rows = [["拜访日期", "客户", "联系人", "我方人员", "创建人"], ["2026-05-02", "云帆", "贺兰", "", "周航"]]
    rows += [["2026-05-03", "云帆", "贺兰", "陈静", "周航"]]
    found = look(book(tmp_path / "a.xlsx", {"拜访记录": rows}))
    assert {f[1] for f in facts(found, "interaction")} == {
        ("2026-05-02", ("周航", "贺兰")),
        ("2026-05-03", ("贺兰", "陈静")),
    }


def test_a_number_of_participants_is_nobody(tmp_path, look):
    rows = [["Date", "Our people", "Their people", "Participants"], ["2026-05-02", "Julia Keller", "Ana Ruiz", "3"]]
    found = look(book(tmp_path / "a.xlsx", {"Meetings": rows}))
    assert {q.id for q in found.questions} == {"org:Meetings", "our_company"}


def test_whose_opportunity_people_of_several_organisations_decide_is_asked(tmp_path, look):
    rows = [["Name", "Company", "Role", "Project"], ["Ana Ruiz", "Ministry", "Approver", "ERP"]]
    rows += [["Luis Gil", "Acme", "User", "ERP"], ["Eva Sanz", "Acme", "Decision maker", "ERP"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}))
    assert [(q.proposal, q.candidates) for q in found.questions if q.id == "customer of:ERP"] == [
        ("Acme", ("Acme", "Ministry", "-"))
    ]


def levels(found, kind="stance"):
    """The level of each relation of a kind, by who has it."""
    return {f[1][0]: f[3] for f in facts(found, kind) if f[2] in ("level", "declared_level")}


def test_numbers_of_another_scale_are_asked_about_once(tmp_path, look):
    rows = [["Name", "Company", "Support level"], ["Ana", "Acme", 5], ["Luis", "Acme", 2], ["Eva", "Acme", 1]]
    path = book(tmp_path / "a.xlsx", {"Contacts": rows})
    assert [q.proposal for q in look(path).questions if q.id.startswith("scale:")] == [""]
    answers = {"scale:Contacts:Support level": "1..5", "our_company": "Us"}
    assert levels(look(path, answers=answers)) == {"Ana": 3, "Luis": 0, "Eva": -1}


def test_a_scale_in_the_heading_is_proposed(tmp_path, look):
    rows = [["Name", "Company", "Support (1-5)"], ["Ana", "Acme", "3"], ["Luis", "Acme", "2"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert [q.proposal for q in found.questions if q.id.startswith("scale:")] == ["1..5"]
    assert levels(found) == {"Ana": 1, "Luis": 0}


@pytest.mark.parametrize("grades", [["1", "2", "3"], ["5", "3", "2"]])
def test_titles_tell_whether_the_first_level_is_the_top(tmp_path, look, grades):
    titles = ["CEO", "Director", "Manager"]
    rows = [["Name", "Company", "Title", "Level"], *([t, "Acme", t, g] for t, g in zip(titles, grades, strict=True))]
    path = book(tmp_path / "a.xlsx", {"Contacts": rows})
    asked = [q.id for q in look(path).questions]
    assert asked == ([] if grades[0] == "5" else ["scale:Contacts:Level"])
    answered = people(look(path, answers=dict.fromkeys(asked, "5..1")))
    assert [row["grade"] for row in answered.values()] == ([5, 3, 2] if grades[0] == "5" else [5, 4, 3])


@pytest.mark.parametrize("who", ["Julia, Ana", "Julia K. and Ana Ruiz (CEO)", "JK; Ana"])
def test_short_names_of_a_meeting_are_those_who_are_known(tmp_path, look, who):
    sheets = {
        "Contacts": [["Name", "Company", "Owner"], ["Ana Ruiz", "Acme", "Julia Keller"]],
        "Log": [["Date", "Type", "Attendees"], ["2026-05-02", "Visit", who]],
    }
    found = look(book(tmp_path / "a.xlsx", sheets), our_company="Us")
    assert {f[1] for f in facts(found, "interaction")} == {("2026-05-02", ("Ana Ruiz", "Julia Keller"))}
    assert len(people(found)) == 2


def test_a_manager_may_be_named_by_office(tmp_path, look):
    rows = [["Name", "Title", "Company", "Reports to"], ["Ana Ruiz", "CEO", "Acme", "Board"]]
    rows += [["Luis Gil", "CIO", "Acme", "CEO"]]
    made = people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))
    assert {name: row.get("reports_to") for name, row in made.items()} == {"Ana Ruiz": None, "Luis Gil": "ana-ruiz"}


def test_a_stage_may_have_a_number_and_a_meeting_may_be_cancelled(tmp_path, look):
    sheets = {
        "Pipeline": [
            ["Opportunity", "Customer", "Stage"],
            ["ERP", "Acme", "4 - Proposal"],
            ["CRM", "Acme", "Lead (10%)"],
        ],
        "Contacts": [["Name", "Company", "Owner"], ["Ana Ruiz", "Acme", "Julia Keller"]],
        "Log": [["Date", "Attendees", "Outcome"], ["2026-05-02", "Julia Keller; Ana Ruiz", "cancelled"]],
    }
    found = look(book(tmp_path / "a.xlsx", sheets), our_company="Us")
    assert [deal["stage"] for deal in deals(found)] == ["s2", "s1"]
    assert not facts(found, "interaction")
    assert any("cancelled" in p.text.en for p in found.plan.problems)


@pytest.mark.parametrize("stage", ["4 - Validate", "Demo Scheduled", "Demo vereinbart"])
@pytest.mark.parametrize("role", ["使用者代表", "User representative", "Anwendervertreter"])
def test_a_demonstration_a_validation_and_who_stands_for_the_users_are_known(tmp_path, look, stage, role):
    sheets = {
        "Pipeline": [["Opportunity", "Customer", "Stage"], ["ERP", "Acme", stage], ["CRM", "Acme", "Lead"]],
        "Contacts": [["Name", "Company", "Function", "Role", "Deal"], ["Ana Ruiz", "Acme", "Executive", role, "ERP"]],
    }
    found = look(book(tmp_path / "a.xlsx", sheets), our_company="Us")
    assert [deal["stage"] for deal in deals(found)] == ["s2", "s1"]
    assert {value for *_, column, value in told(found.plan) if column == "roles"} == {("user",)}
    assert people(found)["Ana Ruiz"]["function"] == "general"


def test_a_word_that_is_dropped_since_nobody_knows_it_is_told(tmp_path, look):
    rows = [["Name", "Company", "Title", "Function"], ["Ana Ruiz", "Acme", "CEO", "Falconry"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": [*rows, ["Luis Gil", "Acme", "CIO", "IT"]]}))
    assert {name: one.get("function") for name, one in people(found).items()} == {"Ana Ruiz": None, "Luis Gil": "it"}
    assert ["(such as “Falconry”) were left out (1" in p.text.en for p in found.plan.problems].count(True) == 1


def test_notes_between_the_rows_are_told_and_no_people(tmp_path, look):
    rows = [["Name", "Company", "Title"], ["Ana Ruiz", "Acme", "CEO"], ["* new since May"], ["Luis Gil", "Acme", "CIO"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": [*rows, ["Eva Sanz", "Acme", "CFO"], ["(more to come)"]]}))
    assert set(people(found)) == {"Ana Ruiz", "Luis Gil", "Eva Sanz"}
    assert sum("(a note)" in p.text.en for p in found.plan.problems) == 2


def test_a_holding_is_another_company(tmp_path, look):
    rows = [["Company", "Type", "Parent"], ["Alpha", "Customer", "Alpha Holding"]]
    found = look(book(tmp_path / "a.xlsx", {"Companies": rows}))
    assert facts(found, "org") >= {("org", ("Alpha",), "parent", "Alpha Holding")}


def test_links_behind_names_are_no_part_of_them(tmp_path, look):
    path = tmp_path / "notion.csv"
    path.write_text(
        "Name,Company,Reports to\nAna Ruiz,Acme (https://n.so/Acme-1?p=2),\nLuis Gil,[Acme](https://n.so/a),Ana Ruiz (https://n.so/x)\n"
    )
    made = people(look(path))
    assert {name: (row["org"], row.get("reports_to")) for name, row in made.items()} == {
        "Ana Ruiz": ("acme", None),
        "Luis Gil": ("acme", "ana-ruiz"),
    }


def test_what_stands_above_a_heading_is_told(tmp_path, look):
    rows = [["Workshop in May"], ["Name", "Company", "Title"], ["Ana Ruiz", "Acme", "CEO"]]
    said = [line.en for line in look(book(tmp_path / "a.xlsx", {"List": rows})).said]
    assert "  above the heading: Workshop in May" in said


@pytest.mark.parametrize(
    "headings",
    [
        ["Contact 1 Name", "Contact 1 Title", "Contact 2 Name", "Contact 2 Title"],
        ["联系人1", "联系人1职务", "联系人2", "联系人2职务"],
    ],
)
def test_several_people_in_a_row_are_a_row_each(tmp_path, look, headings):
    rows = [["Company", "City", *headings], ["Acme", "Bonn", "Ana Ruiz", "CEO", "Luis Gil", "CIO"]]
    rows += [["Beta", "Rome", "Eva Sanz", "CFO"]]
    made = people(look(book(tmp_path / "a.xlsx", {"Accounts": rows})))
    assert {name: (row["org"], row["title"]) for name, row in made.items()} == {
        "Ana Ruiz": ("acme", "CEO"),
        "Luis Gil": ("acme", "CIO"),
        "Eva Sanz": ("beta", "CFO"),
    }


def test_numbered_addresses_of_one_person_are_no_people(tmp_path, look):
    rows = [["Name", "Company", "Contact 1", "Contact 2"], ["Ana Ruiz", "Acme", "ana@x.es", "a@y.es"]]
    assert set(people(look(book(tmp_path / "a.xlsx", {"Contacts": rows})))) == {"Ana Ruiz"}


def test_a_column_of_our_side_is_not_the_name_of_the_row(tmp_path, look):
    rows = [["客户名称", "拜访对象", "职务", "我方人员"], ["远洋集团", "高峰", "副总裁", "周杰"]]
    made = people(look(book(tmp_path / "a.xlsx", {"计划": rows}), our_company="华创"))
    assert made["高峰"]["owner"] == "zhoujie"
    assert set(made) == {"高峰", "周杰"}


def test_titles_over_the_same_heading_again_are_told_and_no_people(tmp_path, look):
    head, title = ["Name", "Title", "Company"], "line 3 was not imported (a heading of a group): Technical buyers"
    rows = [head, ["Ana Ruiz", "CEO", "Acme"], ["Technical buyers"], head, ["Luis Gil", "CIO", "Acme"]]
    found = look(book(tmp_path / "a.xlsx", {"List": rows}))
    assert set(people(found)) == {"Ana Ruiz", "Luis Gil"}
    assert title in [p.text.en for p in found.plan.problems]


def test_what_a_row_says_of_the_organisation_is_kept(tmp_path, look):
    rows = [["Organisation", "Typ", "Name", "Funktion"], ["Acme", "Kunde", "Ana Ruiz", "CEO"]]
    rows += [["Nordwind", "wir", "Julia Keller", "KAM"], ["Consulta", "Berater", "Max Pol", "Partner"]]
    found = look(book(tmp_path / "a.xlsx", {"Team": rows}))
    assert {f[1][0]: f[3] for f in facts(found, "org") if f[2] == "category"} == {
        "Acme": "customer",
        "Nordwind": "our_company",
        "Consulta": "third_party",
    }


def test_a_member_of_an_object_in_json_is_named_by_its_name(tmp_path, look):
    path = tmp_path / "crm.json"
    acme, ana = {"id": 3, "name": "Acme"}, {"id": 7, "name": "Ana Ruiz"}
    deal = {"id": 9, "name": "ERP", "amount": 120000, "organization": acme}
    path.write_text(
        json.dumps({"contacts": [ana | {"company": acme, "owner": {"id": 1, "name": "Julia"}}], "deals": [deal]})
    )
    found = look(path)
    assert {name: row.get("owner") for name, row in people(found).items()} == {"Ana Ruiz": "julia", "Julia": None}
    assert [(row["name"], row["customer"]) for row in deals(found)] == [("ERP", "acme")]


def test_who_of_ours_knows_somebody(tmp_path, look):
    rows = [["Contact", "Account", "Who knows them", "Relationship strength"]]
    rows += [["Ana Ruiz", "Acme", "Julia Keller, Tom Hart", "strong"]]
    found = look(book(tmp_path / "a.xlsx", {"Contacts": rows}), our_company="Us")
    assert set(levels(found, "knows").values()) == {4}
    assert len({f[1] for f in facts(found, "knows")}) == 2


def test_short_chinese_words_below_a_heading_nobody_knows_are_no_names(tmp_path, look):
    rows = [["标签", "公司", "职务"], ["重要", "云帆科技", "CTO"], ["普通", "云帆科技", "CIO"]]
    found = look(book(tmp_path / "a.xlsx", {"导出": rows}))
    assert found.plan is None
    rows = [["客人", "公司", "职务"], ["贺兰", "云帆科技", "CTO"], ["段誉", "云帆科技", "CIO"]]
    assert set(people(look(book(tmp_path / "b.xlsx", {"导出": rows})))) == {"贺兰", "段誉"}

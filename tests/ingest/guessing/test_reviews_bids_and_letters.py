"""Reviews of deals, bids, lists of meetings and of people as teams keep them: titles that name deals, letters of buyers, who bids."""

import pytest

from tests.ingest.guessing.conftest import US, book, told


def of(facts, column, kind="person"):
    return {key[1]: value[column] for key, value in facts.items() if key[0] == kind and value.get(column) is not None}


def roles(facts):
    return {key[1]: {*value["roles"]} for key, value in facts.items() if key[0] == "role_in"}


PEOPLE = [["Ruth Keane", "MD"], ["Ines Valdor", "Engineer"], ["Brian Stope", "Planner"], ["Carol Deng", "Director"]]


@pytest.mark.parametrize(
    ("letters", "coaches"),
    [
        (("EB", "TB", "UB / C", "C"), {"Brian Stope", "Carol Deng"}),
        (("E", "T", "U", "C"), {"Carol Deng"}),
        (("EB", "A", "R", "C"), set()),  # one kind of buyer among letters for tasks
    ],
)
def test_the_other_letters_of_a_column_say_that_c_is_a_coach(said, letters, coaches):
    rows = [[*who, letter] for who, letter in zip(PEOPLE, letters, strict=True)]
    facts, asked = said({"Roles": [["Name", "Position", "Buying role"], *rows]})
    assert {who for who, some in roles(facts).items() if "coach" in some} == coaches
    assert ("word:roles:c" in asked) != bool(coaches)


REVIEW = [["Deal review: Atlas"], ["Account", "Aster plc"], ["Value", "GBP 3m"], ["Close date", "30 Sep 2026"]]
IN_CELLS = [["商机：Atlas", "", "客户：Aster plc", "", "金额：GBP 3m", "", "预计签约：2026-09-30"]]


@pytest.mark.parametrize("form", [REVIEW, IN_CELLS])
def test_a_review_is_of_the_deal_that_its_title_or_a_labelled_cell_names(said, form):
    rows = [*form, [], ["Name", "Position", "Role"], ["Ruth Keane", "MD", "Decision maker"]]
    facts, asked = said({"Deal": [*rows, ["Ines Valdor", "Engineer", "User"]]})
    deal = facts["opportunity", "Atlas"]
    assert (deal["customer"], deal["amount"], deal["due"]) == ("Aster plc", 3_000_000, "2026-09-30")
    assert {key[1:3] for key in facts if key[0] == "role_in"} == {("Ruth Keane", "Atlas"), ("Ines Valdor", "Atlas")}
    assert not [one for one in asked if one.startswith("opportunity:")]


def test_a_review_that_names_its_customer_alone_is_of_no_deal_called_so(said):
    rows = [
        ["Deal review: Aster plc"],
        ["Account", "Aster plc"],
        ["Value", "GBP 3m"],
        ["Close date", "30 Sep 2026"],
        [],
    ]
    facts, _ = said({"Deal": [*rows, ["Name", "Position"], ["Ruth Keane", "MD"], ["Ines Valdor", "Engineer"]]})
    assert ("opportunity", "Aster plc") not in facts


@pytest.mark.parametrize(
    ("sheet", "headings"),
    [
        ("Bids", ["Supplier", "Bid price", "Rank"]),
        ("Concurrents", ["Société", "Prix proposé", "Points forts"]),
        ("开标", ["供应商", "投标报价", "排名"]),
        ("Competitors", ["Company", "Strengths", "Weaknesses"]),
    ],
)
def test_companies_that_compete_by_the_title_or_by_their_bids_are_competitors(said, sheet, headings):
    above = ["Opportunity: Metro signalling", "Customer: Aster plc"]
    facts, _ = said({sheet: [above, headings, ["Vantrail", "2.9m", "2"], [US, "2.8m", "1"]]})
    assert of(facts, "category", "org") == {"Vantrail": "competitor", "Aster plc": "customer", US: "our_company"}
    assert facts["opportunity", "Metro signalling"]["competitors"] == ("Vantrail",)


def test_suppliers_without_a_bid_and_companies_with_people_are_no_competitors(said):
    facts, _ = said({"Suppliers": [["Supplier", "Category", "Annual spend (EUR)"], ["Hexal AG", "MES", "420k"]]})
    assert "competitor" not in of(facts, "category", "org").values()
    rows = [["Company", "Contact", "Job title"], ["Hexal AG", "Ana Reis", "COO"], ["Cobra AG", "Rui Pinto", "CIO"]]
    facts, _ = said({"Competition day guests": rows})
    assert "competitor" not in of(facts, "category", "org").values()


@pytest.mark.parametrize("heading", ["Fournisseur préféré", "Preferred competitor", "偏好厂商"])
def test_who_prefers_whom_is_an_attitude_to_that_vendor(said, heading):
    rows = [["Name", "Title", heading], ["Karim Benali", "CIO", "Logisoft"], ["Camille Leroux", "CEO", ""]]
    facts, _ = said({"Map": rows})
    assert {key[1:3] for key in facts if key[0] == "stance"} == {("Karim Benali", "Logisoft")}


def test_attendees_beside_a_column_of_ours_are_theirs_whose_company_is_asked_once(said):
    rows = [["Date", "Attendees", "Our people"], ["2026-03-01", "Ewan Price, Ruby Nash", "Al Dunn"]]
    rows += [["2026-03-20", "Paul Ernst (Facility)", "Al Dunn, Kim Roe"]]
    facts, asked = said({"Meetings": rows})
    assert {(key[1], *sorted(key[2])) for key in facts if key[0] == "interaction"} == {
        ("2026-03-01", "Al Dunn", "Ewan Price", "Ruby Nash"),
        ("2026-03-20", "Al Dunn", "Kim Roe", "Paul Ernst"),
    }
    assert of(facts, "org")["Paul Ernst"] == "Aster"
    assert not [one for one in asked if one.startswith("person:")]


def test_attendees_of_whom_some_are_ours_are_of_both_sides(said):
    rows = [["Date", "Attendees", "Our people"], ["2026-03-01", "Ewan Price, Al Dunn", "Al Dunn"]]
    _, asked = said({"Meetings": rows})
    assert "person:ewan price" in asked


def test_what_somebody_does_stands_in_brackets_and_is_no_part_of_the_name(said):
    rows = [["姓名", "部门", "我方：张蕾（客户经理）", "我方：何峰（售前）"]]
    rows += [
        ["罗静", "科技部", "强", "中"],
        ["叶青", "科技部", "", "强"],
        ["图例：强=可随时约见；中=认识且有往来；弱=仅见过面"],
    ]
    facts, _ = said({"关系": rows})
    known = {key[1:3]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    # a legend with words that say no level leaves the signs their own: medium stays below strong and above weak
    assert known == {("张蕾", "罗静"): 4, ("何峰", "罗静"): 3, ("何峰", "叶青"): 4}
    facts, _ = said({"People": [["Name", "Company"], ["王伟（Facility）", "Aster"], ["李娜（David）", "Aster"]]})
    assert of(facts, "name_en") == {"李娜": "David"}


def test_whoever_has_left_by_what_stands_behind_the_title_has(said):
    rows = [["Name", "Funktion"], ["Heinz Vogt", "ehem. Leiter Netze (seit 01/2026 im Ruhestand)"]]
    rows += [["Ralf Bohn", "Leiter Einkauf (kommissarisch)"], ["Ines Holm", "CFO (2025年底已退休)"]]
    facts, _ = said({"Register": rows})
    assert of(facts, "flags") == {"Heinz Vogt": ("left",), "Ines Holm": ("left",)}
    assert of(facts, "title")["Ralf Bohn"] == "Leiter Einkauf (kommissarisch)"


def test_a_list_of_those_who_bid_is_found_below_a_line_of_labels_in_traditional_characters(said):
    rows = [
        ["案名：智慧倉儲案", "", "客戶：廣勝電子", "", "預估金額：NT$12,000,000"],
        ["廠商", "報價", "優勢", "客戶內部支持者"],
    ]
    rows += [["台衡科技", "NT$11,500,000", "在地服務", "黃俊傑"], ["欣銳系統", "NT$12,800,000", "品牌", ""]]
    facts, _ = said({"競爭態勢": rows}, **{"person:黃俊傑": "廣勝電子", "org:競爭態勢 (people)": "廣勝電子"})
    deal = facts["opportunity", "智慧倉儲案"]
    assert (deal["customer"], deal["amount"], deal["competitors"]) == ("廣勝電子", 12_000_000, ("台衡科技", "欣銳系統"))
    assert {key[1:3] for key in facts if key[0] == "stance"} == {("黃俊傑", "台衡科技")}


def test_whom_somebody_leans_to_says_nothing_of_us_by_a_dash_or_where_another_column_does(said):
    above = [["Account:", "Aster plc", "Deal:", "Atlas", "Deal size:", "$2.4M"], ["Prepared by:", "Tom Reed"], []]
    rows = [["Name", "Function", "Support (1=hostile, 5=champion)", "Competitor leaning"]]
    rows += [["Per Lund", "CIO", 4, "-"], ["Marte Vik", "Buyer", 1, "Siemtec"], ["Jonas Berg", "Planner", 5, "us"]]
    facts, asked = said({"Score": [*above, *rows]})
    levels = {key[1:3]: value["level"] for key, value in facts.items() if key[0] == "stance"}
    assert levels == {("Per Lund", US): 2, ("Marte Vik", US): -1, ("Marte Vik", "Siemtec"): 1, ("Jonas Berg", US): 3}
    assert facts["opportunity", "Atlas"]["amount"] == 2_400_000
    assert "scale:Score:Support (1=hostile, 5=champion)" in asked  # the scale that the heading tells is proposed


def test_people_with_a_plus_between_them_are_several(said):
    rows = [["Date", "Our participants", "Customer participants"], ["2026-03-05", "Sam Ortiz + Lou Hart", "Ruth Keane"]]
    facts, _ = said({"Log": rows})
    assert {(key[1], *sorted(key[2])) for key in facts if key[0] == "interaction"} == {
        ("2026-03-05", "Lou Hart", "Ruth Keane", "Sam Ortiz")
    }


@pytest.mark.parametrize(
    ("heading", "remarks"),
    [
        ("Comment", ["likes golf", "Left in March 2026. Successor unknown", "left a message", "retired"]),
        ("备注", ["与我方关系好", "2025年底已调离", "离职面谈待定", "已退休，接任者待定"]),
    ],
)
def test_remarks_say_who_has_left_on_whatever_day(said, heading, remarks):
    rows = [[*who, remark] for who, remark in zip(PEOPLE, remarks, strict=True)]
    facts, asked = said({"Contacts": [["Name", "Position", heading], *rows]})
    assert of(facts, "flags") == {"Ines Valdor": ("left",), "Carol Deng": ("left",)}
    assert not [one for one in asked if one.startswith("word:flags")]


def test_the_title_of_a_head_stands_behind_the_head_of_a_unit(said):
    rows = [
        ["Division", "Department", "Head", "Title of head", "Deputy"],
        ["Operations", "", "Omar Siddiq", "COO", "Gail Trent"],
    ]
    rows += [["", "Logistics", "Ivan Petrov", "Director Logistics", ""]]
    facts, _ = said({"Organisation": rows})
    assert of(facts, "title") == {"Omar Siddiq": "COO", "Gail Trent": "Deputy", "Ivan Petrov": "Director Logistics"}


def test_a_matrix_of_relations_in_german_is_read_by_its_words(said):
    rows = [["Kunde \\ Wir", "Kai Mertens (KAM)", "Silke Anders (Presales)"], ["Ralf Bohn (Einkauf)", "stark", "keine"]]
    rows += [["Nadine Ziegler (IT)", "schwach", "mittel"]]
    facts, _ = said({"Beziehungen": rows})
    known = {key[1:3]: value["declared_level"] for key, value in facts.items() if key[0] == "knows"}
    assert known == {
        ("Kai Mertens", "Ralf Bohn"): 4,
        ("Kai Mertens", "Nadine Ziegler"): 2,
        ("Silke Anders", "Nadine Ziegler"): 3,
    }


def test_what_two_sheets_say_of_one_opportunity_adds_up_and_differences_are_told(tmp_path, look):
    deals = [["Opportunity", "Customer", "Amount", "Competitors"], ["Atlas", "Aster plc", "GBP 3m", "Itron"]]
    rivals = [
        ["Opportunity", "Customer", "Stage", "Amount", "Competitors"],
        ["Atlas", "Aster plc", "Proposal", "GBP 4m", "Vantrail"],
    ]
    plan = look(book(tmp_path / "a.xlsx", {"Deals": deals, "Pipeline": rivals}), our_company=US).plan
    deal = {column: value for kind, _, column, value in told(plan) if kind == "opportunity"}
    assert (deal["amount"], deal["competitors"]) == (3_000_000, ("Itron", "Vantrail"))
    assert any(p.code == "W12" and "the first is kept" in p.text.en for p in plan.problems)

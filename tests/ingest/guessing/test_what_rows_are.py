"""What the rows of a list are where its headings would allow several: people or opportunities, companies or their contacts."""

import pytest

from tests.ingest.guessing.conftest import titles


@pytest.mark.parametrize(
    ("heads", "words"),
    [
        (("Name", "Title", "Company", "Status"), ("Green", "Amber", "Red")),
        (("Name", "Job title", "Account", "Status"), ("Met", "Not met", "To contact")),
        (("名称", "职务", "客户", "状态"), ("已拜访", "未拜访", "待联系")),
    ],
)
def test_names_with_posts_are_people_and_no_opportunities_whatever_their_status(said, heads, words):
    people = (("Ann Lee", "CEO"), ("Bob Ray", "CFO"), ("Cy Fox", "CIO"))
    if heads[0] == "名称":
        people = (("王建国", "总经理"), ("李晓梅", "财务总监"), ("赵强", "采购部经理"))
    facts, _ = said({"Sheet": [heads, *((*who, "Acme Ltd", word) for who, word in zip(people, words, strict=True))]})
    assert titles(facts) == dict(people)
    assert not any(key[0] == "opportunity" for key in facts)


def test_deals_that_name_their_contact_with_the_post_stay_deals(said):
    rows = [["Opportunity", "Account", "Contact", "Title", "Status"]]
    rows += [["CRM", "Acme", "Ann Lee", "CEO", "Open"], ["ERP", "Bolt", "Bob Ray", "CFO", "Won"]]
    facts, _ = said({"Pipeline": rows})
    assert {key[1] for key in facts if key[0] == "opportunity"} == {"CRM", "ERP"}


COMPANIES = [["Record ID", "Company name", "City", "Industry", "Company owner", "Associated Contact"]]
COMPANIES += [
    ["881", "Aster GmbH", "Bonn", "MACHINERY", "Kim Salter", "Ana Ruiz (ana@aster.de);Luis Gil (luis@aster.de)"]
]
COMPANIES += [["882", "Umbra Ltd", "York", "RETAIL", "Kim Salter", "Eva Sanz (eva@umbra.com)"]]


def test_a_list_of_companies_that_says_who_is_tied_to_each_lists_companies(said):
    facts, _ = said({"export": COMPANIES})
    orgs = {key[1]: value["industry"] for key, value in facts.items() if key[0] == "org" and value.get("industry")}
    assert orgs == {"Aster GmbH": "MACHINERY", "Umbra Ltd": "RETAIL"}
    assert {key[1] for key in facts if key[0] == "person"} <= {"Kim Salter"}


def test_a_key_beside_several_names_is_that_of_none_of_them(said):
    rows = [["Record ID", "Contact", "Company", "Title"], ["881", "Ana Ruiz; Luis Gil", "Aster", "CFO"]]
    facts, _ = said({"P": [*rows, ["882", "Eva Sanz", "Umbra", "CEO"]]})
    assert titles(facts).keys() == {"Ana Ruiz", "Luis Gil", "Eva Sanz"}
    rows = [["ID", "Name", "Company", "Title"], ["A1", "Ana Ruiz", "Aster", "CFO"], ["A1", "Luis Gil", "Aster", "CEO"]]
    facts, _ = said({"P": [*rows, ["A2", "Eva Sanz", "Umbra", "CEO"]]})
    assert titles(facts) == {"Ana Ruiz": "CFO", "Luis Gil": "CEO", "Eva Sanz": "CEO"}


@pytest.mark.parametrize(
    ("heads", "flags"),
    [
        (("First", "Last", "Decision Maker?"), ("Y", "N")),
        (("First", "Surname", "Decision Maker (Y/N)"), ("Y", "N")),
        (("Given name", "Last", "Entscheider (ja/nein)"), ("ja", "nein")),
        (("名", "姓", "决策人（是/否）"), ("是", "否")),
    ],
)
def test_first_and_last_are_names_and_a_column_of_yes_and_no_is_none(said, heads, flags):
    rows = [(*heads, "Company", "Title"), ("Hana", "Sato", flags[0], "Aster", "CIO")]
    facts, _ = said({"Contacts": [*rows, ("Tom", "Boyd", flags[1], "Aster", "CFO")]})
    assert titles(facts) == {"Hana Sato": "CIO", "Tom Boyd": "CFO"}
    assert {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"} == {
        "Hana Sato": ("decider",)
    }


@pytest.mark.parametrize(
    ("heads", "yes", "no"),
    [
        (("Decision Maker",), "Y", "N"),
        (("Decision Maker",), True, False),
        (("Decision Maker?", "Champion?", "User?"), "Y", "N"),
        (("是否决策者", "是否教练", "使用者"), "是", "否"),
    ],
)
def test_each_column_of_yes_and_no_below_a_role_says_who_has_it(said, heads, yes, no):
    marks = [[yes, no, no][: len(heads)], [no, yes, yes][: len(heads)], [no] * len(heads)]
    people = zip(("Ana Ruiz", "Luis Gil", "Eva Sanz"), ("CIO", "CFO", "Engineer"), marks, strict=True)
    facts, _ = said({"P": [["Name", "Title", *heads], *([name, title, *row] for name, title, row in people)]})
    roles = {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {"Ana Ruiz": ("decider",)} | ({"Luis Gil": ("coach", "user")} if len(heads) > 1 else {})


@pytest.mark.parametrize("alone", ["First", "Last"])
def test_first_or_last_alone_beside_a_name_is_no_half_of_it(said, alone):
    rows = [["Name", "Company", "Title", alone], ["Ana Ruiz", "Aster", "CFO", "visited in May"]]
    facts, _ = said({"People": [*rows, ["Luis Gil", "Aster", "CIO", "called in June"]]})
    assert titles(facts) == {"Ana Ruiz": "CFO", "Luis Gil": "CIO"}


@pytest.mark.parametrize("answers", [("Y", "N"), ("N", "N"), ("x", "x")])
def test_nobody_is_called_yes_or_no(said, answers):
    rows = [("Decision Maker?", "Email", "Company", "Title"), (answers[0], "sato@aster.com", "Aster", "CIO")]
    facts, _ = said({"Contacts": [*rows, (answers[1], "boyd@aster.com", "Aster", "CFO")]})
    assert not {key[1] for key in facts if key[0] == "person"} & {*answers}


@pytest.mark.parametrize(("post", "role"), [("Project manager", "Decision maker"), ("项目经理", "决策者")])
def test_a_project_manager_among_roles_has_one_and_is_a_post_among_posts(said, post, role):
    rows = [["Name", "Company", "Role", "Project"], ["Ana Ruiz", "Aster", post, "CRM"]]
    facts, asked = said({"P": [*rows, ["Luis Gil", "Aster", role, "CRM"]]})
    roles = {key[1]: value["roles"] for key, value in facts.items() if key[0] == "role_in"}
    assert roles == {"Ana Ruiz": ("influencer",), "Luis Gil": ("decider",)}
    assert not any(one.startswith("word:roles") for one in asked)
    facts, _ = said({"P": [*rows, ["Luis Gil", "Aster", "CIO", "CRM"]]})
    assert not any(key[0] == "role_in" for key in facts)


def test_lists_that_each_count_from_one_have_no_keys(said):
    heads = ["ID", "Name", "Company", "Title"]
    aster = [heads, [1, "Ana Ruiz", "Aster", "CFO"], [2, "Luis Gil", "Aster", "CIO"]]
    umbra = [heads, [1, "Eva Sanz", "Umbra", "COO"], [2, "Tom Boyd", "Umbra", "CEO"], [3, "Ann Lee", "Umbra", "CTO"]]
    facts, _ = said({"Aster": aster, "Umbra": umbra})
    assert titles(facts) == {
        "Ana Ruiz": "CFO",
        "Luis Gil": "CIO",
        "Eva Sanz": "COO",
        "Tom Boyd": "CEO",
        "Ann Lee": "CTO",
    }


def test_opportunities_of_one_customer_that_two_lists_count_from_one_are_four(said):
    rows = [["ID", "Opportunity", "Account", "Stage"], [1, "CRM", "Aster", "s1"], [2, "ERP", "Aster", "s2"]]
    facts, _ = said({"A": rows, "B": [rows[0], [1, "MES", "Aster", "s1"], [2, "TMS", "Aster", "s2"]]})
    assert {key[1] for key in facts if key[0] == "opportunity"} == {"CRM", "ERP", "MES", "TMS"}

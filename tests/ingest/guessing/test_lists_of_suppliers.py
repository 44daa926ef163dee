"""Lists of suppliers: “our buyer” is one of whoever wrote the list, which is a customer where we stand among the suppliers."""

import pytest

from tests.ingest.guessing.conftest import book, told

CUSTOMER, US = "Nordwind Rail", "Tidewater"
BUYERS = {"Ana Ruiz": CUSTOMER, "Luis Gil": CUSTOMER}
LATER = ("Contract value", "Contract end")


@pytest.fixture
def bring(tmp_path, look):
    def run(title, heads, *rows, **answers):
        sheet = [*([(title,)] if title else []), heads, *rows]
        return look(book(tmp_path / "a.xlsx", {"Sheet1": sheet}), answers={"our_company": US} | answers)

    return run


def orgs_of_people(found):
    return {one[1][0]: one[3] for one in told(found.plan) if one[0] == "person" and one[2] == "org"}


def supplied(found):
    return {one[1][:2] for one in told(found.plan) if one[0] == "supplies"}


def asked(found):
    return {q.id: q for q in found.plan.questions}.get("suppliers:Sheet1")


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        (f"{CUSTOMER} – approved suppliers", ("Supplier", "Category", "Our buyer", *LATER)),
        (f"{CUSTOMER} – Lieferanten", ("Lieferant", "Warengruppe", "Einkäufer", "Vertragswert", "Laufzeit bis")),
        (f"{CUSTOMER} 合格供应商名录", ("供应商", "品类", "我司采购负责人", "合同金额", "合同到期")),
        (f"{CUSTOMER} – approved suppliers", ("Vendor", "Category", "Owner", *LATER)),
    ],
)
def test_who_buys_from_the_suppliers_of_a_customer_is_one_of_its_people(bring, title, heads):
    rows = [("Acme GmbH", "Servers", "Ana Ruiz", 300, ""), (US, "Software", "Luis Gil", 120, "")]
    before = bring(title, heads, *rows)
    assert asked(before).candidates == (CUSTOMER, "-")
    assert orgs_of_people(before) == {}
    found = bring(title, heads, *rows, **{"suppliers:Sheet1": CUSTOMER})
    assert orgs_of_people(found) == BUYERS
    assert supplied(found) == {("Acme GmbH", CUSTOMER), (US, CUSTOMER)}


CONTACTS = ("Supplier", "Our contact", "Supplier contact", "Title")
THEIRS = [("Acme GmbH", "Ana Ruiz", "Tom Hall", "Sales manager"), (US, "Luis Gil", "Petra Wolff", "Sales director")]


def test_beside_contacts_at_the_suppliers_our_contact_is_the_customer_s_too(bring):
    found = bring("", CONTACTS, *THEIRS, **{"suppliers:Sheet1": CUSTOMER})
    assert orgs_of_people(found) == BUYERS | {"Tom Hall": "Acme GmbH", "Petra Wolff": US}
    assert supplied(found) == {("Acme GmbH", CUSTOMER), (US, CUSTOMER)}
    assert not [one for one in told(found.plan) if one[2] == "owner"]


def test_while_nobody_has_said_whose_list_it_is_nobody_is_one_of_ours(bring):
    found = bring("", CONTACTS, *THEIRS)
    assert asked(found).proposal == ""
    assert orgs_of_people(found) == {"Tom Hall": "Acme GmbH", "Petra Wolff": US}


def test_in_our_own_list_they_are_ours(bring):
    found = bring("", CONTACTS, THEIRS[0], **{"suppliers:Sheet1": "@ours"})
    assert orgs_of_people(found) == {"Ana Ruiz": US, "Tom Hall": "Acme GmbH"}
    assert supplied(found) == set()


def test_a_title_alone_says_that_companies_are_suppliers(bring):
    found = bring(
        "Approved suppliers",
        ("Company", "Industry", "Our owner"),
        ("Acme GmbH", "IT", "Ana Ruiz"),
        (US, "IT", "Luis Gil"),
    )
    assert asked(found) is not None
    assert orgs_of_people(found) == {}


def contracts(found):
    said = {}
    for kind, about, name, value in told(found.plan):
        if kind == "contract_edge" and name in ("value", "currency", "end"):
            said.setdefault(about[:2], {})[name] = value
    return said


@pytest.mark.parametrize(
    ("heads", "amount"),
    [
        (("Supplier", "Category", "Contract value", "End date"), "€ 120,000.00"),
        (("供应商", "品类", "合同金额", "合同到期日"), "12万欧元"),
        (("Lieferant", "Warengruppe", "Vertragswert", "Laufzeit bis"), "120000 EUR"),
    ],
)
def test_a_list_without_buyers_asks_whose_suppliers_they_are_and_keeps_contracts(bring, heads, amount):
    rows = [("Acme GmbH", "Servers", amount, "2027-03-31"), ("Acme GmbH", "Paper", amount, "2027-05-31")]
    before = bring("", heads, *rows)
    assert asked(before).proposal == ""
    assert supplied(before) == set()
    assert contracts(before) == {}
    found = bring("", heads, *rows, **{"suppliers:Sheet1": CUSTOMER})
    assert supplied(found) == {("Acme GmbH", CUSTOMER)}
    assert {one[3] for one in told(found.plan) if one[0] == "supplies" and one[2] == "category"} == {"Servers; Paper"}
    assert list(contracts(found).values()) == [{"value": 120000, "currency": "EUR", "end": "2027-03-31"}]
    assert any("of several rows of a supplier" in p.text.en for p in found.plan.problems)
    ours = bring("", heads, rows[0], **{"suppliers:Sheet1": "@ours"})
    assert supplied(ours) == {("Acme GmbH", US)}

"""Lists of our own team that say whom each looks after: the row's person owns whom it names, never the other way round."""

import pytest

from tests.ingest.guessing.conftest import book, told

CUSTOMER, US = "Nordwind Rail", "Tidewater"
ANSWERS = {"org:Contacts": CUSTOMER, "our_company": US, "owner:Sheet1": "yes"}
CONTACTS = [(f"Customer: {CUSTOMER}",), ("Name", "Title"), ("Ana Ruiz", "CIO"), ("Luis Gil", "CFO")]
OWNED = {"Ana Ruiz": "Petra Wolff", "Luis Gil": "Sam Brook"}


def of(found, name):
    return {one[1][0]: one[3] for one in told(found.plan) if one[0] == "person" and one[2] == name}


@pytest.fixture
def bring(tmp_path, look):
    def run(team, contacts=CONTACTS):
        return look(book(tmp_path / "a.xlsx", {"Sheet1": team, "Contacts": contacts}), answers=ANSWERS)

    return run


def team(title, heading, *whom):
    rows = zip(("Petra Wolff", "Sam Brook"), ("Sales director", "Engineer"), whom, strict=True)
    return [(title,), ("Name", "Position", heading), *rows]


@pytest.mark.parametrize("title", ["Our team", "Tidewater account team", "People on the account", "我方项目成员"])
@pytest.mark.parametrize("heading", ["Covers", "Looks after", "负责客户"])
def test_whoever_covers_somebody_owns_them_and_is_one_of_ours(bring, title, heading):
    found = bring(team(title, heading, "Ana Ruiz", "Luis Gil (CFO)"))
    assert of(found, "owner") == OWNED
    assert of(found, "org") == {"Ana Ruiz": CUSTOMER, "Luis Gil": CUSTOMER, "Petra Wolff": US, "Sam Brook": US}


@pytest.mark.parametrize("heading", ["Covers", "Customer", "Accounts"])
def test_whoever_covers_an_account_is_none_of_it(bring, heading):
    theirs = [("Name", "Title", "Company"), ("Ana Ruiz", "CIO", CUSTOMER), ("Luis Gil", "CFO", "Borealis AG")]
    found = bring(team("Our team", heading, CUSTOMER, "Borealis AG"), theirs)
    assert of(found, "owner") == OWNED
    assert of(found, "org") == {"Ana Ruiz": CUSTOMER, "Luis Gil": "Borealis AG", "Petra Wolff": US, "Sam Brook": US}


def test_two_who_cover_one_own_and_know_her(bring):
    found = bring(team("Our team", "Covers", "Ana Ruiz; Luis Gil", "Ana Ruiz"))
    assert of(found, "owner") == {"Ana Ruiz": "Petra Wolff", "Luis Gil": "Petra Wolff"}
    assert ("Sam Brook", "Ana Ruiz") in {one[1][:2] for one in told(found.plan) if one[0] == "knows"}


def test_who_is_in_no_list_is_told(bring):
    found = bring(team("Our team", "Covers", "Ana Ruiz", "Borealis AG"))
    assert of(found, "owner") == {"Ana Ruiz": "Petra Wolff"}
    assert [p.text.en for p in found.plan.problems if "look after" in p.text.en] == [
        "whom people of ours look after was left out where no list has that person or organisation (1)"
    ]


@pytest.mark.parametrize(
    ("title", "whom"), [("Customer team", ("Ana Ruiz", "Luis Gil")), ("People", ("Signals", "Track"))]
)
def test_a_customer_who_covers_somebody_or_something_owns_nobody(bring, title, whom):
    found = bring(team(title, "Covers", *whom))
    assert of(found, "owner") == {}

"""Charts of posts beside names, letters below people of both sides, minutes whose customer a form names, reports of contacts of deals."""

import pytest

from tests.ingest.guessing.conftest import book, told


def of(found, kind, name):
    return {
        about[0] if len(about) == 1 else about: value
        for what, about, said, value in told(found.plan)
        if (what, said) == (kind, name)
    }


def test_in_a_chart_of_posts_beside_names_an_unknown_post_is_one_too(tmp_path, look):
    rows = [
        ["华晟重工组织架构（2026年9月）"],
        ["董事长", "王强"],
        ["", "总经理", "李明"],
        ["", "", "财务总监", "周敏"],
        ["", "董秘", "钱红"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"组织架构": rows}), answers={"org:组织架构": "华晟重工"})
    assert of(found, "person", "title") == {"王强": "董事长", "李明": "总经理", "周敏": "财务总监", "钱红": "董秘"}
    assert of(found, "person", "reports_to") == {"李明": "王强", "周敏": "李明", "钱红": "王强"}


def test_any_letters_below_people_are_a_matrix_and_its_legend_is_no_customer(tmp_path, look):
    rows = [
        ["Who knows whom – Aurora Insurance"],
        ["P = primary contact, S = secondary, N = no contact yet"],
        ["", "Tina Bruck (CEO)", "Max Orth (CFO)", "Lea Kuhn (CIO)"],
        ["Anders (our CEO)", "P", "", ""],
        ["Ruth (VP)", "S", "P", "N"],
    ]
    words = {f"word:declared_level:{letter}": level for letter, level in (("p", "4"), ("s", "2"))}
    found = look(book(tmp_path / "a.xlsx", {"Coverage": rows}), answers=words | {"our_company": "Boreal"})
    assert [q.proposal for q in found.questions if q.id == "org:Coverage"] == ["Aurora Insurance"]
    known, said = (
        {about[:2]: one for about, one in of(found, "knows", name).items()} for name in ("declared_level", "to")
    )
    assert known.keys() == said.keys(), "whether a letter is a relation at all says only what it stands for"
    assert known == {("Anders", "Tina Bruck"): 4, ("Ruth", "Tina Bruck"): 2, ("Ruth", "Max Orth"): 4}
    assert of(found, "person", "title") == {
        "Anders": "CEO",
        "Ruth": "VP",
        "Tina Bruck": "CEO",
        "Max Orth": "CFO",
        "Lea Kuhn": "CIO",
    }


def test_a_form_of_the_book_says_whom_minutes_are_about(tmp_path, look):
    rows = [
        ["Date", "Customer attendees", "Our attendees", "Topic", "Outcome"],
        ["2026-03-03", "Mia Frost (CFO), Dan Cole (IT)", "Kim", "budget", "very positive"],
        ["2026-04-14", "Dan Cole", "Kim", "contract", "mixed"],
    ]
    form = [["Customer", "Harbour Freight"], ["Industry", "Ports"]]
    found = look(book(tmp_path / "a.xlsx", {"Meetings": rows, "Info": form}), answers={"our_company": "Boreal"})
    assert of(found, "person", "org") == {
        "Mia Frost": "Harbour Freight",
        "Dan Cole": "Harbour Freight",
        "Kim": "Boreal",
    }
    assert sorted(of(found, "interaction", "outcome").values()) == [0, 1]


@pytest.mark.parametrize("post", ["Title", "Contact Title"])
def test_the_post_right_behind_the_contact_of_a_deal_is_theirs(tmp_path, look, post):
    rows = [
        ["Opportunity Name", "Account Name", "Contact Name", post, "Contact Role", "Amount", "Stage", "Close Date"],
        [
            "Fleet",
            "Rapid Cargo",
            "Owen Price",
            "Fleet Director",
            "Economic Decision Maker",
            "250000",
            "Negotiation",
            "2027-03-31",
        ],
        ["Depot", "Rapid Cargo", "Gwen Lloyd", "IT Manager", "Decision Maker", "40000", "Prospecting", "2027-06-30"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Report": rows}))
    assert of(found, "person", "title") == {"Owen Price": "Fleet Director", "Gwen Lloyd": "IT Manager"}


def test_a_public_body_in_a_grid_of_power_is_nobody(tmp_path, look):
    rows = [
        ["", "Low interest", "High interest"],
        ["High power", "Frank Ohm (CFO), Port Authority", "Heike Lorenz (COO)"],
        ["Low power", "Anke Voss (HR)", "Rolf Timm"],
    ]
    found = look(book(tmp_path / "a.xlsx", {"Grid": rows}), answers={"org:Grid": "Hafen Nord"})
    assert of(found, "person", "org").keys() == {"Frank Ohm", "Heike Lorenz", "Anke Voss", "Rolf Timm"}
    assert any("nobody's name" in line.en and "Port Authority" in line.en for line in found.said)

"""Meetings with those of both sides in one cell, in a book without a list of people: whose each is."""

import pytest

from tests.ingest.guessing.conftest import US, book

HEADS = ["Date", "Customer", "Participants", "Topic"]


def of_each(facts):
    return {key[1]: one["org"] for key, one in facts.items() if key[0] == "person"}


def meetings(facts):
    return sum(key[0] == "interaction" for key in facts)


def asked_who(asked):
    return {one for one in asked if one.startswith(("person:", "sides:"))}


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (HEADS, ["Ana Ruiz (CIO), Luis Gil; Sam Reed (us)", "Luis Gil, Eva Sanz, Sam Reed"]),
        (
            ["日期", "客户", "参会人员", "主题"],
            ["Ana Ruiz、Luis Gil、Sam Reed（我方）", "Luis Gil、Sam Reed、Eva Sanz"],
        ),
        (HEADS, ["Ana Ruiz (customer), Luis Gil (customer), Sam Reed", "Luis Gil, Eva Sanz (customer), Sam Reed"]),
        ([*HEADS, "Logged by"], ["Sam Reed, Ana Ruiz, Kim Lee / Luis Gil, Eva Sanz", "Kim Lee; Ana Ruiz"]),
    ],
)
def test_marks_and_groups_tell_whose_everybody_is(said, heads, cells):
    rows = [heads]
    rows += [[f"2026-03-0{n}", "Aster", cell, "A", "Luis Gil"][: len(heads)] for n, cell in enumerate(cells, 2)]
    facts, asked = said({"Log": rows})
    ours = {"Luis Gil", "Eva Sanz"} if len(heads) > len(HEADS) else {"Sam Reed"}
    people = {"Ana Ruiz", "Luis Gil", "Eva Sanz", "Sam Reed"} | ({"Kim Lee"} if len(heads) > len(HEADS) else set())
    assert of_each(facts) == {one: US if one in ours else "Aster" for one in people}
    assert not asked_who(asked)


def test_somebody_alone_beside_ours_is_of_the_customer_of_the_row(said):
    rows = [[*HEADS, "Logged by"], ["2026-03-02", "Aster", "Olaf Berg (CEO), Ed Reyes", "Intro", "Ed Reyes"]]
    facts, asked = said({"Log": rows})
    assert of_each(facts) == {"Olaf Berg": "Aster", "Ed Reyes": US}
    assert (meetings(facts), asked_who(asked)) == (1, set())


UNTOLD = [
    HEADS,
    ["2026-03-02", "Aster", "Ana Ruiz, Luis Gil, Sam Reed", "A"],
    ["2026-03-09", "Aster", "Ana Ruiz, Kim Lee", "B"],
]


@pytest.mark.parametrize(
    ("answer", "ours", "took_place"), [("Sam Reed; Kim Lee", {"Sam Reed", "Kim Lee"}, 2), ("customer", set(), 0)]
)
def test_one_question_for_the_list_where_nothing_tells(said, answer, ours, took_place):
    facts, asked = said({"Log": UNTOLD}, **{"sides:Log": answer})
    assert asked_who(asked) == {"sides:Log"}
    people = ("Ana Ruiz", "Luis Gil", "Sam Reed", "Kim Lee")
    assert of_each(facts) == {one: US if one in ours else "Aster" for one in people}
    assert meetings(facts) == took_place


@pytest.mark.parametrize(
    ("answer", "each"), [("", ()), ("-", ()), ("each", ("ana ruiz", "luis gil", "sam reed", "kim lee"))]
)
def test_nobody_is_made_without_an_answer_and_each_may_be_asked_about(tmp_path, look, answer, each):
    found = look(book(tmp_path / "a.xlsx", {"Log": UNTOLD}), answers={"our_company": US, "sides:Log": answer})
    assert asked_who({q.id for q in found.questions}) == {"sides:Log", *(f"person:{one}" for one in each)}
    assert found.plan is not None
    assert found.plan.change is None


def test_where_no_row_names_a_customer_one_question_says_where_theirs_are(said):
    rows = [["Date", "Participants", "Topic"], ["2026-03-02", "Ana Ruiz, Luis Gil, Sam Reed (us)", "A"]]
    facts, asked = said({"Log": rows}, **{"org:Log": ""})
    assert (of_each(facts), "org:Log" in asked, asked_who(asked)) == ({"Sam Reed": US}, True, set())
    facts, _ = said({"Log": rows}, **{"org:Log": "Aster"})
    assert of_each(facts) == {"Ana Ruiz": "Aster", "Luis Gil": "Aster", "Sam Reed": US}


@pytest.mark.parametrize(("heading", "takes_it"), [("Owner", True), ("Logged by", False)])
def test_whoever_owns_the_next_step_takes_it_and_did_not_write_the_log(said, heading, takes_it):
    rows = [[*HEADS, "Next step", heading, "Due"]]
    rows += [
        ["2026-03-02", "Aster", "Ana Ruiz; Sam Reed (us), Kim Lee (us)", "A", "Prototype", "Kim Lee", "2026-04-01"]
    ]
    rows += [["2026-03-09", "Aster", "Ana Ruiz; Sam Reed (us)", "B", "Offer", "Sam Reed", "2026-04-02"]]
    facts, _ = said({"Log": rows})
    owners = {one["type"]: one.get("owner") for key, one in facts.items() if key[0] == "action"}
    assert (owners == {"Prototype": "Kim Lee", "Offer": "Sam Reed"}) == takes_it
    assert len(owners) == 2

"""Where each rule begins: on its limit and one step beside it, and of whom it speaks."""

from __future__ import annotations

from io import BytesIO

import pytest

from graphcrm.ingest import files
from tests.ingest.conftest import TODAY, account
from tests.ingest.test_rules import CASES, both, edge, put, row


def hits(plan, code, *changes):
    """Rows of a code in the account with some changes: file, line and column."""
    tables = account()
    both(*changes)(tables)
    return [
        (p.file.rpartition("/")[2].removesuffix(".csv"), p.line, p.column)
        for p in plan(tables).problems
        if p.code == code
    ]


#: The line of the first row that a change appends to the table.
EDGE, PERSON, UNIT, ACTION, INTERACTION = 7, 8, 3, 3, 3
KNOWN = edge("KNOWS", "u1", "c3", declared_level=4)


def stances(levels, reporter="u1"):
    """So many stances by one reporter, each from another day on."""
    return both(
        *(
            edge(
                "STANCE",
                "c3",
                "US",
                level=level,
                reported_by=reporter,
                valid_from=f"2026-01-{n + 1:02}",
                evidence="纪要",
            )
            for n, level in enumerate(levels)
        )
    )


def levels(given, reporter="u2"):
    """So many influence edges by one reporter, each from another day on."""
    return both(
        *(
            edge(
                "INFLUENCES",
                "c1",
                "c2",
                level=n,
                reported_by=reporter,
                valid_from=f"2026-01-{at + 1:02}",
                evidence="纪要",
            )
            for at, n in enumerate(given)
        )
    )


#: name: code, change, whether the rule speaks.
LIMITS = {
    "influence 3": ("W01", edge("INFLUENCES", "c1", "c2", level=3), False),
    "influence 4": ("W01", edge("INFLUENCES", "c1", "c2", level=4), True),
    "influence 4 with evidence": ("W01", edge("INFLUENCES", "c1", "c2", level=4, evidence="纪要"), False),
    "trust 3": ("W01", edge("TRUSTS", "c1", "c2", level=3), False),
    "trust 4": ("W01", edge("TRUSTS", "c1", "c2", level=4), True),
    "support -1": ("W01", edge("STANCE", "c3", "US", level=-1), True),
    "support 0": ("W01", edge("STANCE", "c3", "US", level=0), False),
    "support 1": ("W01", edge("STANCE", "c3", "US", level=1), False),
    "support 2": ("W01", edge("STANCE", "c3", "US", level=2), True),
    "support 3": ("W01", edge("STANCE", "c3", "US", level=3), True),
    "a stance 180 days old": ("W02", edge("STANCE", "c3", "US", level=1, observed_at="2026-01-01"), False),
    "a stance 181 days old": ("W02", edge("STANCE", "c3", "US", level=1, observed_at="2025-12-31"), True),
    "an old stance toward another vendor": (
        "W02",
        both(edge("STANCE", "c3", "US", level=1, observed_at="2025-01-01"), edge("STANCE", "c3", "RV", level=1)),
        True,
    ),
    "a stance observed today": ("E04", edge("STANCE", "c3", "US", level=1, observed_at=TODAY), False),
    "a stance observed tomorrow": ("E04", edge("STANCE", "c3", "US", level=1, observed_at="2026-07-01"), True),
    "an interaction today": ("E04", put("interactions", 0, date=TODAY), False),
    "an interaction tomorrow": ("E04", put("interactions", 0, date="2026-07-01"), True),
    "a satisfaction of tomorrow": ("E04", put("orgs", 1, satisfaction=80, satisfaction_date="2026-07-01"), True),
    "an outside score of tomorrow": ("E04", put("edges", 3, external_score=0.5, external_date="2026-07-01"), True),
    "a period of a day": ("E05", put("edges", 0, valid_from="2026-05-01", valid_to="2026-05-02"), False),
    "a period of no day": ("E05", put("edges", 0, valid_from="2026-05-01", valid_to="2026-05-01"), True),
    "a contract of no day": (
        "E05",
        row("contracts", id="K1", start="2026-05-01", end="2026-05-01", **{"from": "US", "to": "HY"}),
        True,
    ),
    "one line after the other": (
        "E07",
        both(
            edge("REPORTS_TO", "u1", "u2", valid_from="2026-01-01", valid_to="2026-03-01"),
            edge("REPORTS_TO", "u1", "c1", valid_from="2026-03-01"),
        ),
        False,
    ),
    "two lines on one day": (
        "E07",
        both(
            edge("REPORTS_TO", "u1", "u2", valid_from="2026-01-01", valid_to="2026-03-02"),
            edge("REPORTS_TO", "u1", "c1", valid_from="2026-03-01"),
        ),
        True,
    ),
    "a name one letter away": ("W03", row("people", id="c9", name="林航长", org="RV", title="行长"), False),
    "a name one letter away with the title": ("W03", row("people", id="c9", name="陈懂", org="RV", title="董事长"), True),
    "a name two letters away": ("W03", row("people", id="c9", name="程懂", org="RV", title="董事长"), False),
    "the same name elsewhere": ("W03", row("people", id="c9", name="陈董", org="RV"), False),
    "the same name elsewhere with the title": ("W03", row("people", id="c9", name="陈董", org="RV", title="董事长"), True),
    "trust denied": ("W04", edge("TRUSTS", "c3", "c2", level=0), False),
    "trust the same way": ("W04", edge("TRUSTS", "c3", "c2", level=1), True),
    "trust the other way": ("W04", edge("TRUSTS", "c2", "c1", level=1), False),
    "influence of one reporter": ("W08", edge("INFLUENCES", "c1", "c2", level=2), True),
    "influence of another reporter": ("W08", edge("INFLUENCES", "c1", "c2", level=2, reported_by="u2"), False),
    "one influence told twice": ("W08", edge("INFLUENCES", "c3", "c2", level=2, valid_from="2026-06-01"), False),
    "three of five levels at 5": ("W09", levels([5, 5, 5, 1, 1]), False),
    "four of six levels at 5": ("W09", levels([5, 5, 5, 5, 1, 1]), True),
    "four of four levels at 5": ("W09", levels([5, 5, 5, 5]), False),
    "denials are no levels": ("W09", levels([5, 5, 5, 1, 1, 0]), False),
    "seven of ten stances at 2": ("W09", stances([2, 2, 2, 2, 2, 2, 2, 1, 1]), False),  # and one of 1 in the account
    "eight of eleven stances at 2": ("W09", stances([2, 2, 2, 2, 2, 3, 3, 3, 1, 1]), True),
    "three of four stances at 2": ("W09", stances([2, 2, 2]), False),
    "declared 3, never met": ("W10", edge("KNOWS", "u1", "c3", declared_level=3), False),
    "declared 4, met 365 days ago": (
        "W10",
        both(KNOWN, row("interactions", date="2025-06-30", kind="visit", participants="u1;c3")),
        False,
    ),
    "declared 4, met 366 days ago": (
        "W10",
        both(KNOWN, row("interactions", date="2025-06-29", kind="visit", participants="u1;c3")),
        True,
    ),
    "declared 4, met somebody else": (
        "W10",
        both(KNOWN, row("interactions", date="2026-06-01", kind="visit", participants="u2;c3")),
        True,
    ),
    "declared 4, met among others": (
        "W10",
        both(KNOWN, row("interactions", date="2026-06-01", kind="visit", participants="u1;u2;c2;c3")),
        False,
    ),
    "an aim by opportunity": ("W05", put("actions", 0, goal="", opportunity="OP"), False),
    "an approver is no decider": ("W06", put("roles", 0, roles="approver"), True),
    "a decider among roles": ("W06", put("roles", 0, roles="approver;decider"), False),
    "a unit of ours without people": ("W07", row("units", id="US-X", name="部", org="US"), False),
    "a unit whose people are below it": (
        "W07",
        both(row("units", id="HY-A", name="部", org="HY"), put("units", 0, parent="HY-A")),
        False,
    ),
    "a unit that somebody is a member of": (
        "W07",
        both(row("units", id="HY-A", name="部", org="HY"), edge("MEMBER_OF", "c2", "HY-A")),
        False,
    ),
    "a visit to a supervisor": (
        "W11",
        row("actions", id="A2", target="t1", type="visit", owner="u1", due="2026-07-01", goal="G1"),
        False,
    ),
    "sponsoring a customer": (
        "W11",
        row("actions", id="A2", target="c2", type="sponsor", owner="u1", due="2026-07-01", goal="G1"),
        False,
    ),
    "sponsoring somebody who must stay independent": (
        "W11",
        both(
            put("people", 3, flags="independence_required"),
            row("actions", id="A2", target="c2", type="sponsor", owner="u1", due="2026-07-01", goal="G1"),
        ),
        True,
    ),
    "a consultant need not stay independent": (
        "W11",
        both(
            put("orgs", 3, subtype="consultant"),
            row("actions", id="A2", target="t1", type="sponsor", owner="u1", due="2026-07-01", goal="G1"),
        ),
        False,
    ),
    "an interaction that is called like somebody barred": (
        "E12",
        both(
            row("people", id="c9", name="某人", org="HY", flags="do_not_process"),
            put("interactions", 0, id="c9"),
            put("people", 0, title="c9"),
        ),
        True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_a_rule_begins_at_its_limit(plan, name):
    code, change, speaks = LIMITS[name]
    assert bool(hits(plan, code, change)) is speaks


def test_only_the_row_of_somebody_barred_is_refused(plan):
    _, change, _ = LIMITS["an interaction that is called like somebody barred"]
    assert hits(plan, "E12", change) == [("people", PERSON, "id")]


def test_whatever_names_somebody_barred_is_refused(plan):
    found = hits(plan, "E12", put("people", 3, flags="do_not_process"))
    assert set(found) == {
        ("people", 5, "id"), ("people", 6, "reports_to"), ("edges", 2, "to"), ("edges", 3, "from"), ("edges", 4, "from"),
        ("edges", 5, "to"), ("roles", 2, "person"), ("interactions", 2, "participants"), ("needs", 2, "holder"),
        ("actions", 2, "target"), ("promises", 2, "to"), ("positions", 2, "person"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (edge("INFLUENCES", "c1", "c2", level=4), EDGE),
        (both(edge("TRUSTS", "c1", "c2", level=1), edge("STANCE", "c3", "US", level=2)), EDGE + 1),
    ],
)
def test_the_row_that_breaks_a_rule_is_the_one_that_is_named(plan, change, line):
    assert hits(plan, "W01", change) == [("edges", line, "evidence")]


def test_other_rows_are_left_alone(plan):
    assert hits(plan, "W02", edge("STANCE", "c3", "US", level=1, observed_at="2025-12-31")) == [
        ("edges", EDGE, "observed_at")
    ]
    assert hits(plan, "W10", KNOWN) == [("edges", EDGE, "declared_level")]
    assert hits(plan, "W03", row("people", id="c9", name="陈董", org="HY")) == [("people", PERSON, "name")]
    assert hits(plan, "W05", row("actions", id="A2", target="c2", type="visit", owner="u1", due="2026-07-01")) == [
        ("actions", ACTION, "goal")
    ]
    assert hits(plan, "W06", row("opportunities", id="OP2", name="二期", customer="HY")) == [("opportunities", 3, "id")]
    assert hits(plan, "W07", row("units", id="HY-F", name="财务部", org="HY")) == [("units", UNIT, "id")]
    assert hits(plan, "W04", edge("TRUSTS", "c3", "c2", level=2)) == [("edges", EDGE, "from")]


def test_an_id_of_another_kind_is_not_suggested(plan):
    tables = account()
    tables["people"][4]["unit"] = "HY"
    (problem,) = (p for p in plan(tables).problems if p.code == "E01")
    assert "is the id of an organisation; a unit is needed here" in problem.text.en
    assert problem.suggestion is None or "“HY”" not in problem.suggestion.en
    tables["people"][4]["unit"] = "HY-TI"
    (problem,) = (p for p in plan(tables).problems if p.code == "E01")
    assert problem.suggestion.en == "Did you mean “HY-IT”?"


def test_the_ids_of_a_name_that_several_have_are_told(plan):
    tables = account()
    tables["people"][0]["name"] = "Liu"
    tables["people"][1]["name"] = "LIU"
    tables["people"][3]["owner"] = "Liu"
    (problem,) = (p for p in plan(tables).problems if p.code == "E01")
    assert problem.suggestion.en == "2 have this name; write the id: “u1”, “u2”"


def test_every_rule_has_a_case_of_its_own():
    assert {code for _, code, _, _ in CASES.values()} >= {f"E{n:02}" for n in range(1, 14)} | {
        f"W{n:02}" for n in (*range(1, 16), 17)
    }


@pytest.mark.parametrize("long", [False, True])
def test_a_line_of_a_simple_file_is_of_moderate_length_wherever_it_stands(long: bool) -> None:
    line = b"x" * (files._LONG_LINE - 1 + long)
    for before, after in ((b"", b""), (b"a,b\n" * 9, b""), (b"", b"\na,b\n"), (b"a\n" * 9_000, b"\n" + b"b\n" * 9_000)):
        assert files.is_simple(BytesIO(before + line + after)) is not long
    assert not files.is_simple(BytesIO(b'a\n"b"\n'))

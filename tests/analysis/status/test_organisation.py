"""The four elements of the relationship between organisations, on records whose answer is plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.asking.result import Result
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace

DAY = "2026-06-30"
MEETINGS = "id,date,kind,participants,confirmed_in_writing\n"
EDGES = "kind,from,to,level,role,form,source,reported_by,observed_at\n"
REPORTED = "meeting_note,u1,2026-06-01\n"


@pytest.fixture
def asked(tmp_path: Path):
    """The answer about HYL, which lacks most, once these rows are added."""
    workspace = Workspace(tmp_path / "sample.graphcrm")
    workspace.import_tables(resource("datasets") / "huayue", today=DAY)

    def ask(account: str = "HYL", **tables: str) -> Result:
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
            workspace.import_tables(tmp_path / f"{name}.csv", today=DAY)
        return workspace.query("organisation", account=account, as_of=DAY, explain=True)

    return ask


def met(result: Result) -> set[str]:
    return {str(row["asked"]) for row in result.rows if row["met"]}


def held(result: Result) -> set[str]:
    return {str(row["element"]) for row in result.rows if row["holds"]}


def test_the_sample(asked) -> None:
    bank, leasing = asked("HY"), asked("HYL")
    assert held(bank) == {"communication", "identification"}
    assert met(bank) == {"top_mechanism", "strategy", "values", "brand"}
    assert (held(leasing), met(leasing)) == ({"communication"}, {"top_mechanism", "brand"})
    assert "Organisation: held by communication; lacking matching, joint work, identification." in leasing.remarks[0].en


@pytest.mark.parametrize(
    ("tables", "part"),
    [
        ({"interactions": MEETINGS + "X1,2026-06-01,joint_planning,u1;h1,true\n"}, "process"),
        ({"interactions": MEETINGS + "X1,2026-06-01,joint_innovation,u1;h1,\n"}, "joint_innovation"),
        ({"edges": EDGES + "PARTNERS_ON,HYL,HYL-CORE,,lead,," + REPORTED}, "joint_team"),
        ({"edges": EDGES + "ALLIED_WITH,HYL,US,,,joint_venture," + REPORTED}, "joint_team"),
        ({"goals": "id,kind,customer,statement,agreed_by_both\nX1,hill,HYL,a hill,true\n"}, "strategy"),
        ({"orgs": "id,name,category,value_alignment\nHYL,华岳租赁,customer,4\n"}, "values"),
    ],
)
def test_a_record_meets_what_it_stands_for_and_nothing_else(asked, tables: dict[str, str], part: str) -> None:
    assert met(asked(**tables)) - {"top_mechanism", "brand"} == {part}


@pytest.mark.parametrize(
    "tables",
    [
        {"interactions": MEETINGS + "X1,2026-06-01,joint_planning,u1;h1,\n"},
        {"interactions": MEETINGS + "X1,2025-06-29,joint_innovation,u1;h1,\n"},
        {"edges": EDGES + "PARTNERS_ON,PRT,HYL-CORE,,lead,," + REPORTED},
        {"edges": EDGES + "ALLIED_WITH,HYL,US,,,formal," + REPORTED},
        {"goals": "id,kind,customer,statement,agreed_by_both\nX1,hill,HYL,a hill,false\n"},
        {"goals": "id,kind,customer,statement,agreed_by_both,status\nX1,hill,HYL,a hill,true,dropped\n"},
        {"orgs": "id,name,category,value_alignment\nHYL,华岳租赁,customer,3\n"},
    ],
)
def test_what_falls_short_meets_nothing(asked, tables: dict[str, str]) -> None:
    assert met(asked(**tables)) == {"top_mechanism", "brand"}


def test_joint_work_wants_any_part_and_the_others_all(asked) -> None:
    found = asked(interactions=MEETINGS + "X1,2026-06-01,joint_innovation,u1;h1,\n")
    assert held(found) == {"communication", "joint"}


@pytest.mark.parametrize("gone", ["u3,高副总,US,4", "h1,韩启文,HYL,4"])
def test_a_routine_of_the_year_stays_one_when_somebody_of_either_side_has_left(asked, gone: str) -> None:
    """u3 and h1 were there whenever executives of both sides met."""
    found = asked(people=f"id,name,org,grade,left_on\n{gone},{DAY}\n")
    (row,) = [row for row in found.rows if row["asked"] == "top_mechanism"]
    assert (row["met"], row["evidence"]) == (True, ["I204", "I214"])

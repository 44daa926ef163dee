"""Hospitality by person and year, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.asking.result import Result
from graphcrm.errors import UsageError
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace

DAY = "2026-06-30"
# v1 is of the supervising company and must stay independent.
# H4 is more than a year old, H5 is no hospitality, H8 cost nothing; H6 is of another currency; what H3 and H9 cost is not recorded.
MEALS = """id,date,kind,participants,cost,currency,opportunity
H1,2026-05-08,meal_event,u1;c3;c7,900,CNY,
H2,2026-06-08,meal_event,u1;c7,500,CNY,
H3,2026-06-09,team_event,u1;c9,,,
H4,2025-06-29,meal_event,u1;c9,5000,CNY,
H5,2026-06-09,visit,u1;c9,5000,CNY,
H6,2026-06-10,team_event,u1;c3,60,EUR,
H8,2026-06-12,exhibition,u1;c9,,,
H7,2026-06-11,meal_event,u1;v1,,,HY-CORE
H9,2026-06-13,meal_event,u1;c3,,,
"""


def asked(folder: Path, settings: str = "", **options: object) -> Result:
    workspace = Workspace(folder / "sample.graphcrm")
    workspace.import_tables(resource("datasets") / "huayue", today=DAY)
    (folder / "interactions.csv").write_text(MEALS, encoding="utf-8")
    workspace.import_tables(folder / "interactions.csv", today=DAY)
    if settings:
        (folder / "config.toml").write_text(settings, encoding="utf-8")
    return Workspace(folder / "sample.graphcrm").query("hospitality", account="HY", as_of=DAY, **options)


def test_each_has_their_part_of_the_cost_and_nobody_a_limit_that_nobody_set(tmp_path: Path) -> None:
    found = {(r["id"], r["currency"]): r for r in asked(tmp_path).rows}
    assert {key: (r["events"], r["cost"], r["limit"], list(map(str, r["concerns"]))) for key, r in found.items()} == {
        ("c6", "CNY"): (1, 2400, None, []),  # the visit to a reference site that the sample has
        ("c7", "CNY"): (2, 300 + 250, None, []),
        ("c3", "CNY"): (2, 300, None, ["cost_unknown"]),
        ("c3", "EUR"): (1, 30, None, []),
        ("c9", None): (1, None, None, ["cost_unknown"]),
        ("v1", None): (1, None, None, ["excluded", "cost_unknown"]),
    }


def test_the_limit_is_a_setting_and_is_kept_up_to_itself(tmp_path: Path) -> None:
    rows = asked(tmp_path, "[hospitality]\nlimit = 300\n").rows
    assert {r["id"] for r in rows if "over_limit" in r["concerns"]} == {"c6", "c7"}
    assert {(r["currency"], r["limit"]) for r in rows} == {("CNY", 300), ("EUR", None), (None, None)}
    assert rows[0]["concerns"], "whatever is amiss comes first"


def test_sums_in_other_currencies_are_not_held_against_the_limit(tmp_path: Path) -> None:
    rows = {(r["id"], r["currency"]): r for r in asked(tmp_path, "[hospitality]\nlimit = 20\n").rows}
    assert "over_limit" in rows["c3", "CNY"]["concerns"]
    assert "over_limit" not in rows["c3", "EUR"]["concerns"]


def test_a_longer_period_reaches_further_back(tmp_path: Path) -> None:
    rows = {r["id"]: r for r in asked(tmp_path, "[hospitality]\ndays = 366\n").rows if r["currency"] == "CNY"}
    assert rows["c9"]["cost"] == 2500


def test_the_sentences_say_what_is_amiss(tmp_path: Path) -> None:
    told = [text.en for text in asked(tmp_path, "[hospitality]\nlimit = 300\n", explain=True).explain]
    assert (
        "Sun, Procurement: hospitality 2×, last on 2026-06-08, their part of the cost 550 CNY; over the limit." in told
    )


def test_whoever_must_stay_independent_is_told_of_even_alone_at_the_table(tmp_path: Path) -> None:
    (row,) = [r for r in asked(tmp_path).rows if r["id"] == "v1"]
    assert row["concerns"] == ["excluded", "cost_unknown"]


def test_only_the_team_reads_who_was_invited(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--edition"):
        asked(tmp_path, edition="shared")

"""Odd accounts against the second reading: of each something is missing, or says the same of everybody."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import AS_OF, write_account
from tests.oracle.test_second_reading import every_query_agrees
from tests.oracle.writing import write_table

Row = dict[str, str]
#: What becomes of a row of a table; None takes it away.
Turn = Callable[[str, Row], Row | None]


pytestmark = pytest.mark.usefixtures("few_draws")


def _no_roles_no_grades(table: str, row: Row) -> Row | None:
    return None if table == "roles" else {**row, "grade": ""} if table == "people" else row


def _is_stance(table: str, row: Row) -> bool:
    return table == "edges" and row["kind"] == "STANCE"


def _nobody_known(table: str, row: Row) -> Row | None:
    return None if _is_stance(table, row) else {**row, "veto": "true"} if table == "roles" else row


def _all_hostile(table: str, row: Row) -> Row:
    return {**row, "level": "-1" if row["to"] == "US" else "2"} if _is_stance(table, row) else row


def _deciders_left(table: str, row: Row) -> Row:
    went = table == "people" and row["id"] in {"p00", "p01", "p02"}
    return {**row, "name": row["name"] or "Gone", "flags": "left", "left_on": "2026-03-01"} if went else row


def _mostly_seats(table: str, row: Row) -> Row:
    post = table == "people" and row["id"].startswith("p") and int(row["id"][1:]) % 3
    return {**row, "flags": "placeholder", "left_on": "", "title": "A post"} if post else row


ODD: Mapping[str, Turn] = {
    "no roles, no grades": _no_roles_no_grades,
    "nobody's attitude known, everybody may veto": _nobody_known,
    "everybody hostile": _all_hostile,
    "deciders have left": _deciders_left,
    "mostly open seats": _mostly_seats,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_accounts_agree(name: str, tmp_path: Path) -> None:
    for seed, deal in ((3, None), (4, "O1")):
        folder = tmp_path / str(seed)
        folder.mkdir()
        write_account(folder, seed, size=9)
        for file in sorted(folder.glob("*.csv")):
            with file.open(encoding="utf-8", newline="") as opened:
                rows = [ODD[name](file.stem, row) for row in csv.DictReader(opened)]
            file.unlink()
            if kept := [row for row in rows if row is not None]:
                write_table(folder, file.stem, kept)
        (snapshot,) = snapshots_of(folder, AS_OF)
        every_query_agrees(folder, snapshot, deal, derived=True, place=f"{name}, seed {seed}, {deal}")

"""The rules see what the store holds as they see an import: a slip is found whichever of its rows came first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graphcrm.ingest.plan import ImportPlan, plan_import
from graphcrm.model.facts import Batch
from tests.ingest.conftest import Tables, account, options, write
from tests.ingest.test_limits import LIMITS
from tests.ingest.test_rules import CASES, VALID

#: What only one import can say twice, what is counted over its rows, and what is told of headings.
_WITHIN_ONE_IMPORT = ("E14", "W09", "W12")
#: A role that is taken away from an opportunity that is not imported again.
_OF_STORED_ROWS = "nobody decides"


def _new_rows(tables: Tables) -> Tables:
    """The rows that the valid account does not have."""
    before = account()
    new = {name: [row for row in rows if row not in before.get(name, [])] for name, rows in tables.items()}
    return {name: rows for name, rows in new.items() if rows}


def _stored(plan: ImportPlan) -> dict[str, Batch]:
    assert plan.change is not None
    return {batch.kind: batch for batch in plan.change.batches}


def _planned(folder: Path, tables: Tables, stored: Mapping[str, Any]) -> ImportPlan:
    return plan_import([write(folder, tables)], existing=stored, options=options())


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if case[1] not in _WITHIN_ONE_IMPORT and name != _OF_STORED_ROWS]
)
def test_a_slip_beside_a_stored_account_is_found(tmp_path, name):
    change, code, _, _ = CASES[name]
    tables = account()
    change(tables)
    stored = _stored(_planned(tmp_path / "first", account(), {}))
    then = _planned(tmp_path / "then", _new_rows(tables), stored)
    assert code in {problem.code for problem in then.problems}


@pytest.mark.parametrize("name", VALID)
def test_what_is_right_beside_a_stored_account_is_let_pass(tmp_path, name):
    tables = account()
    VALID[name](tables)
    stored = _stored(_planned(tmp_path / "first", account(), {}))
    then = _planned(tmp_path / "then", _new_rows(tables) or account(), stored)
    assert [problem.as_dict() for problem in then.problems] == []


#: Code, table in which it speaks, and the change, of whatever can be imported nevertheless.
_IMPORTED = {name: (code, file, change) for name, (change, code, file, _) in CASES.items() if code.startswith("W")} | {
    name: (code, next(file for _, of, file, _ in CASES.values() if of == code), change)
    for name, (code, change, speaks) in LIMITS.items()
    if code.startswith("W") or not speaks
}


@pytest.mark.parametrize("name", _IMPORTED)
def test_a_table_alone_says_beside_the_stored_others_what_it_said_with_them(tmp_path, name):
    code, table, change = _IMPORTED[name]
    tables = account()
    change(tables)
    whole = _planned(tmp_path / "whole", tables, {})
    alone = _planned(tmp_path / "alone", {table: tables[table]}, _stored(whole))
    assert _said(alone, code, table) == _said(whole, code, table)


def _said(plan: ImportPlan, code: str, table: str) -> list[tuple[int | None, str]]:
    return [(p.line, p.text.en) for p in plan.problems if p.code == code and p.file.endswith(f"{table}.csv")]

"""The rules see what the store holds as they see an import: a slip is found whichever of its rows came first."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graphcrm.ingest.plan import ImportPlan, plan_import
from tests.ingest.conftest import Tables, account, options, write
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


def _planned(folder: Path, tables: Tables, stored: Mapping[str, Any]) -> ImportPlan:
    return plan_import([write(folder, tables)], existing=stored, options=options())


@pytest.mark.parametrize(
    "name", [name for name, case in CASES.items() if case[1] not in _WITHIN_ONE_IMPORT and name != _OF_STORED_ROWS]
)
def test_a_slip_beside_a_stored_account_is_found(tmp_path, name):
    change, code, _, _ = CASES[name]
    tables = account()
    change(tables)
    first = _planned(tmp_path / "first", account(), {})
    assert first.change is not None
    stored = {batch.kind: batch for batch in first.change.batches}
    then = _planned(tmp_path / "then", _new_rows(tables), stored)
    assert code in {problem.code for problem in then.problems}


@pytest.mark.parametrize("name", VALID)
def test_what_is_right_beside_a_stored_account_is_let_pass(tmp_path, name):
    tables = account()
    VALID[name](tables)
    first = _planned(tmp_path / "first", account(), {})
    assert first.change is not None
    stored = {batch.kind: batch for batch in first.change.batches}
    then = _planned(tmp_path / "then", _new_rows(tables) or account(), stored)
    assert [problem.as_dict() for problem in then.problems] == []

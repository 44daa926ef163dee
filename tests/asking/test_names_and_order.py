"""No number of any answer hangs on what people are called or on the order in which they were written down.

Which of several equals is *named* is settled by the id (so that an answer is the same each time); what is said of them is not.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.snapshot import Snapshot
from tests.asking.renamed import canonical, figures, retold
from tests.asking.test_wording import answers
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account

DAYS = (AS_OF, date(2025, 12, 31))
#: Columns that name one of several equals.
NAMED: Mapping[str, tuple[str, ...]] = {
    "fragmentation": ("members",),
    "changes": ("source",),
    "verify-next": ("question", "ask_whom"),
}
#: Queries whose figures are about all that is recorded of the decision: somebody whom nothing ties to it changes none of them.
OF_THE_DECISION = {
    "key-influencers": ("id", "share_pct", "decision_weight", "support", "tie"),
    "forecast": ("decider", "own", "equilibrium", "weight", "contribution", "lean", "rule_value"),
    "decision-circle": ("id", "share_pct", "listed", "circle", "jaccard"),
    "influence-tree": ("id", "onward", "weight", "strength"),
    "who-to-win": ("id", "gain_pp", "effort", "priority"),
    "introductions": ("u", "v", "gain_pp", "y_u", "y_v"),
    "cut-lines": ("decider", "cost"),
}


@pytest.mark.parametrize(("seed", "size"), [(1, 9), (2, 12), (3, 6), (5, 20)])
def test_every_number_stays_when_people_are_renamed_and_rows_permuted(seed: int, size: int, tmp_path: Path) -> None:
    told, again = tmp_path / "told", tmp_path / "again"
    told.mkdir()
    again.mkdir()
    before = retold(write_account(told, seed, size), again, seed)
    new = {old: word for word, old in before.items()}
    first, then = snapshots_of(told, *DAYS, store=tmp_path / "told.graphcrm")
    other, earlier = snapshots_of(again, *DAYS, store=tmp_path / "again.graphcrm")
    inside = [p for p, who in first.people.items() if who.org in first.tree(ACCOUNT) and not first.has_left(p)][:2]
    ours = first.ours[:2]
    for deal in ({}, {"opportunity": "O1"}):
        where = {
            "account": ACCOUNT,
            "top": 500,
            **deal,
        }  # of equals at the end of a list it is the id that says which are left out
        here = answers(first, then, where, inside, ours)
        there = answers(other, earlier, where, [new[p] for p in inside], [new[p] for p in ours])
        for (query, result), (_, renamed) in zip(here, there, strict=True):
            but = NAMED.get(query, ())
            assert canonical(renamed, before, but) == canonical(result, {}, but), f"{query}, {where}"
            assert figures(renamed, before) == figures(result, new), f"{query}, {where}"


@pytest.mark.parametrize("seed", [1, 2])
def test_somebody_alone_changes_nothing_of_the_decision(seed: int, tmp_path: Path) -> None:
    folder = write_account(tmp_path, seed, 12)
    (now,) = snapshots_of(folder, AS_OF, store=tmp_path / "before.graphcrm")
    with (folder / "people.csv").open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    with (folder / "people.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, head).writerow({"id": "a-first", "name": "Aaron Alone", "org": ACCOUNT, "grade": 2})
    (more,) = snapshots_of(folder, AS_OF, store=tmp_path / "after.graphcrm")
    for query, columns in OF_THE_DECISION.items():
        assert _some(_asked(query, more), columns) == _some(_asked(query, now), columns), query


def _asked(name: str, snapshot: Snapshot) -> Result:
    query = find_query(name)
    known = {option.key for option in query.options}
    where = {"account": ACCOUNT, "opportunity": "O1", "top": 50, "to": _decider(snapshot)}
    params = read_parameters(query, {key: value for key, value in where.items() if key in known})
    return run(Ask(query, snapshot, params, snapshot, dict.fromkeys(query.days_back(), snapshot)))


def _decider(snapshot: Snapshot) -> str:
    inside = (p for p, who in snapshot.people.items() if who.org in snapshot.tree(ACCOUNT) and not snapshot.has_left(p))
    return min(p for p in inside if p != "a-first")


def _some(result: Result, columns: tuple[str, ...]) -> list[list[tuple[str, object]]]:
    """Some columns of the rows about anybody but the newcomer."""
    rows = (row for row in result.rows if row.get("id") != "a-first" and "a-first" not in row.values())
    kept = ([(c, round(v, 9) if isinstance(v, float) else v) for c, v in row.items() if c in columns] for row in rows)
    return sorted(kept, key=repr)

"""What an answer compares with is what was answered on the earlier day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.parameters import read_parameters
from graphcrm.asking.result import Result
from graphcrm.asking.run import run
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import golden_snapshot, snapshot_of
from tests.asking.folder import ACCOUNT, Folder, snapshots

OLD = {"observed_at": "2025-12-01"}


def two_deals_of_which_one_is_won(f: Folder) -> None:
    f.people("known", "stranger", grade=3).deal("O1").deal("O2", status="won", closed_on="2026-03-15")
    f.decides("known", deal="O1", **OLD).decides("stranger", deal="O2", **OLD)
    f.edge("KNOWS", "u1", "known", external_score=0.9, external_date="2025-12-01", **OLD)
    f.edge("STANCE", "known", "US", level=2, **OLD)


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Snapshot]:
    return snapshots(two_deals_of_which_one_is_won, Path(tmp_path_factory.mktemp("deals")))


def answered(
    name: str, now: Snapshot, earlier: Snapshot | None = None, *, past: Snapshot | None = None, **more: str
) -> Result:
    query = catalogue()[name]
    since = {"since": str(earlier.as_of)} if earlier else {}
    looked_back = dict.fromkeys(query.days_back(), past) if past else {}
    return run(Ask(query, now, read_parameters(query, {"account": ACCOUNT, **since, **more}), earlier, looked_back))


def rows(
    name: str, now: Snapshot, earlier: Snapshot | None = None, *, past: Snapshot | None = None
) -> Sequence[Mapping[str, Any]]:
    return answered(name, now, earlier, past=past).rows


def test_what_changed_in_an_account_is_measured_against_what_was_said_then(days: list[Snapshot]) -> None:
    now, then = days
    (before,), (after,) = rows("kpi", then), rows("kpi", now)
    assert (before["covered"], after["covered"]) == (0.5, 1.0)
    (found,) = (r for r in rows("changes", now, then) if r["item"] == "covered")
    assert (found["before"], found["after"]) == (0.5, 1.0)
    (found,) = (r for r in rows("progress", now, then) if r["measure"] == "covered")
    assert (found["before"], found["now"]) == (0.5, 1.0)


def test_a_finding_was_seen_when_the_account_was_told_of_it(days: list[Snapshot]) -> None:
    """Whoever decided about the deal that was won was a gap then, and is none now that another deal is the only one."""
    now, then = days
    gaps = {r["key"] for r in rows("findings", then, past=then) if r["kind"] == "gap"}
    assert "gap:stranger" in gaps
    resolved = [r["key"] for r in rows("findings", now, past=then) if r["state"] == "resolved"]
    assert "gap:stranger" in resolved


def test_an_answer_says_that_the_earlier_day_is_about_other_opportunities(days: list[Snapshot]) -> None:
    now, then = days
    for name, compared in (
        ("changes", {"earlier": then}),
        ("progress", {"earlier": then}),
        ("findings", {"past": then}),
    ):
        (told,) = (t for t in answered(name, now, **compared).assumptions if "other opportunities were open" in t.en)
        assert told.en.startswith(f"on {then.as_of} other opportunities were open: Deal O1 (O1), Deal O2 (O2);")
        assert f"{then.as_of} 未结的商机与今不同：Deal O1（O1）、Deal O2（O2）；" in told.zh
        same = answered(name, now, **compared, opportunity="O1").assumptions
        assert not any("opportunities were open" in t.en for t in same)


def test_an_answer_says_that_no_opportunity_was_open_on_the_earlier_day(tmp_path: Path) -> None:
    def one_lost(f: Folder) -> None:
        f.people("known", grade=3).deal("O1").decides("known", deal="O1", **OLD)

    now, then = snapshots(one_lost, tmp_path)
    closed = replace(then.opportunities["O1"], status="lost", closed_on="2025-11-01")
    then = replace(then, opportunities={"O1": closed})
    assert any("no opportunity was open" in t.en for t in answered("changes", now, then).assumptions)


@pytest.mark.parametrize(
    ("then", "state"),
    [
        (golden_snapshot(), "open"),
        (golden_snapshot(opportunities={"HY-CORE": None}), "new"),
        (golden_snapshot(orgs={"US": None}), "new"),
        (snapshot_of({"org": [{"id": "US", "name": "us", "category": "our_company"}]}), "new"),
    ],
    ids=["all of it", "no such opportunity", "no such vendor", "no such account"],
)
def test_what_was_not_recorded_yet_had_no_findings(then: Snapshot, state: str) -> None:
    found = answered("findings", golden_snapshot(), past=then, account="HY", opportunity="HY-CORE").rows
    assert {str(row["state"]) for row in found} == {state}

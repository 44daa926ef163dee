"""Looking back: which decisions, on which day, what the map said then, and how that is scored."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graphcrm.analysis.bands import LeanBand
from graphcrm.analysis.time.back_test import Case, Closed, Missing, calibration, closed_decisions, looked_back
from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from graphcrm.model.records import Opportunity
from graphcrm.snapshot import Snapshot
from tests.analysis.golden import PLAIN, golden_rows, golden_situation, snapshot_of

LATER = date(2026, 12, 31)
DEAL = {"id": "HY-CORE", "name": "新一代核心系统", "customer": "HY", "stage": "s2"}


def on(day: date, *more: dict[str, Any], **changes: Any) -> Snapshot:
    rows = golden_rows(**changes)
    rows["opportunity"] = [*rows["opportunity"], *more]
    return snapshot_of(rows, day)


def won(which: str, day: str, status: str = "won") -> dict[str, Any]:
    return {"id": which, "name": which, "customer": "HY", "status": status, "closed_on": day}


def test_which_decisions_count() -> None:
    """Not those still open, dropped, without a day, closed later than the day asked about, or of another account."""
    snapshot = on(
        LATER,
        won("B", "2026-07-30", "lost"),
        won("A", "2026-07-30"),
        won("D", "2026-08-30", "dropped"),
        won("L", "2027-01-01"),
        {**won("N", ""), "closed_on": None},
    )
    found, undated = closed_decisions(snapshot, None, 30)
    assert [(c.opportunity.id, c.day, c.won) for c in found] == [
        ("A", date(2026, 6, 30), True), ("B", date(2026, 6, 30), False),
    ]  # fmt: skip
    assert undated == 1
    assert closed_decisions(snapshot, frozenset({"ELSE"}), 30) == ((), 0)


def test_golden_lean_of_a_decision_that_was_lost() -> None:
    closed = Closed(Opportunity("HY-CORE", "x", "HY"), date(2026, 6, 30), won=False)
    case = looked_back(closed, golden_situation().snapshot, None, None, PLAIN, 1)
    assert case.lean == pytest.approx(-0.0118, abs=5e-5)
    assert case.band is LeanBand.OPEN
    assert 0.2 < (case.p_positive or 0) < 0.8


def test_what_was_not_recorded_then_is_said() -> None:
    """Every fact of the golden account was observed on 30 June."""
    case = Closed(Opportunity("X", "x", "HY"), date(2026, 6, 30), won=True)
    assert looked_back(case, golden_situation().snapshot, None, None, PLAIN, 1).missing is Missing.NOT_RECORDED


def cases(n: int, p: float, hits: int, band: LeanBand | None) -> list[Case]:
    return [
        Case(Closed(Opportunity(f"o{at}", "o", "HY"), date(2026, 1, 1), at < hits), 0.1, band, p) for at in range(n)
    ]


def test_the_score_by_hand() -> None:
    """20 of .9 with 15 won, 10 of .2 with 1 won: Brier (15·.01 + 5·.81 + .64 + 9·.04) / 30, base 16/30 · 14/30."""
    found = calibration([*cases(20, 0.9, 15, LeanBand.FAVOURABLE), *cases(10, 0.2, 1, None)])
    assert found is not None
    assert found.brier == pytest.approx((15 * 0.01 + 5 * 0.81 + 0.64 + 9 * 0.04) / 30)
    assert found.base == pytest.approx(16 * 14 / 900)
    assert [(x.band, x.cases, x.won) for x in found.lines] == [(LeanBand.FAVOURABLE, 20, 15), (None, 10, 1)]
    assert [x.mean for x in found.lines] == pytest.approx([0.9, 0.2])


def test_below_thirty_nothing_is_counted() -> None:
    missing = Case(Closed(Opportunity("o", "o", "HY"), date(2026, 1, 1), won=True), missing=Missing.NO_DECISION)
    assert calibration([*cases(29, 0.5, 10, None), missing]) is None
    assert calibration(cases(30, 0.5, 10, None)) is not None


def test_the_answer_replays_each_day_and_lists() -> None:
    asked: list[date] = []
    then = golden_situation().snapshot

    def replay(days: Any) -> list[Snapshot]:
        asked.extend(days)
        return [then for _ in days]

    closed = on(LATER, opportunities={"HY-CORE": {"status": "lost", "closed_on": "2026-07-30"}})
    result = run(Ask(find_query("back-test"), closed, {"no_derived": True, "explain": True}, replay=replay))
    (row,) = result.rows
    assert asked == [date(2026, 6, 30)]
    assert (row["looked_on"], row["band"], str(row["outcome"])) == ("2026-06-30", "open", "lost")
    assert row["lean"] == pytest.approx(-0.0118, abs=5e-5)
    assert "不足 30 个" in result.remarks[0].zh
    assert result.explain[0].en == "新一代核心系统 (2026-06-30): lean −1% (open); outcome: lost."


def test_what_a_subsidiary_buys_is_decided_where_the_account_decides() -> None:
    """Asked of the account, its headquarters' deciders count, as in `forecast` of that account; asked of nobody, only the buyer's own."""
    rows = golden_rows(opportunities={"HY-CORE": {"customer": "HYS"}})
    rows["org"] = [*rows["org"], {"id": "HYS", "name": "S", "category": "customer", "parent": "HY"}]
    then = snapshot_of(rows, date(2026, 6, 30))
    closed = Closed(Opportunity("HY-CORE", "x", "HYS"), date(2026, 6, 30), won=False)
    assert looked_back(closed, then, "HY", None, PLAIN, 1).lean == pytest.approx(-0.0118, abs=5e-5)
    assert looked_back(closed, then, None, None, PLAIN, 1).missing is Missing.NO_DECISION
    assert looked_back(closed, then, "NEW", None, PLAIN, 1).missing is Missing.NO_DECISION

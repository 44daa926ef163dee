"""What a question is about where it leaves that open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphcrm.analysis.opinion.forecast import forecast
from graphcrm.analysis.situation import Situation
from graphcrm.graph.context import resolve
from tests.analysis.golden import edge, golden_snapshot


def deals(**status: str) -> dict[str, dict[str, str]]:
    return {name: {"name": f"Deal {name}", "customer": "HY", "status": now} for name, now in status.items()}


def test_the_only_open_opportunity_is_taken_and_said() -> None:
    """With its rule, its domain and its stances, as if it had been named."""
    changes = {
        "opportunities": {"HY-CORE": {"decision_rule": "veto", "domain": "technical"}, **deals(OLD="won")},
        "edges": [
            edge("STANCE", "c4", "US", level=2, opportunity="HY-CORE"),
            edge("ROLE_IN", "c3", "HY-CORE", roles=["approver"], decision_weight=0.3, veto=True),
        ],
    }
    snapshot = golden_snapshot(**changes)
    implied, named = Situation.of(snapshot, "HY"), Situation.of(snapshot, "HY", "HY-CORE")
    assert implied.context == replace(named.context, notes=implied.context.notes)
    assert (implied.lean, implied.level_of("c4")) == (named.lean, 2)
    assert forecast(implied).veto_holder == forecast(named).veto_holder == "c3"
    assert [note.en for note in implied.weights.notes] == [
        "the account's only open opportunity is taken: 新一代核心系统 (HY-CORE)"
    ]
    assert named.weights.notes == ()


def test_several_open_opportunities_make_a_mixture_that_names_them() -> None:
    situation = Situation.of(golden_snapshot(opportunities=deals(A="open", OLD="lost")), "HY")
    assert situation.context.opportunity is None
    assert situation.weights.notes[0].zh == (
        "未指定商机：结果是该客户 2 个未结商机的合并：Deal A（A）、新一代核心系统（HY-CORE）"
    )
    assert situation.weights.notes[0].en.endswith(
        "the 2 open ones of the account: Deal A (A), 新一代核心系统 (HY-CORE)"
    )


@pytest.mark.parametrize("account", [None, "HY"])
def test_an_account_without_an_open_opportunity_says_nothing_of_one(account: str | None) -> None:
    context = resolve(golden_snapshot(opportunities={"HY-CORE": {"status": "won"}}), account)
    assert (context.opportunity, context.notes) == (None, ())


def test_an_opportunity_that_is_called_by_its_id_is_told_once() -> None:
    """As in every anonymised report, where both are the same code."""
    changes = {"A": {"name": "A", "customer": "HY", "status": "open"}, **deals(OLD="lost")}
    notes = Situation.of(golden_snapshot(opportunities=changes), "HY").context.notes
    assert [note.en.rpartition(": ")[2] for note in notes] == ["A, 新一代核心系统 (HY-CORE)"]

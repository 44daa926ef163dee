"""Columns whose numbers happen to be equal in the sample accounts stand under their own names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.asking.folder import ACCOUNT, DAY, Folder, snapshots


def rows(name: str, fill: Callable[[Folder], object], place: Path) -> Sequence[Mapping[str, Any]]:
    """The first group of an answer about a filled folder."""
    (snapshot,) = snapshots(fill, place, [DAY])
    return run(Ask(find_query(name), snapshot, {"account": ACCOUNT})).rows


def test_a_status_has_six_dimensions_a_level_and_a_target(tmp_path: Path) -> None:
    """C = .2·3 + .1·2 + .2·1 + .15·0 + .2·2 − .15·1 = 1.25, so the level is 1; the target 3 is two levels away."""

    def fill(f: Folder) -> None:
        f.people("cio", grade=4).deal().decides("cio", decision_weight=1)
        f.add(
            "assessments", person="cio", date="2026-06-01", assessor="u1", vendor="US", acceptance=3, participation=2,
            information=1, guidance=0, project_support=2, rivals=-1, target=3, evidence="Review 2026-05-28",
            source="meeting_note",
        )  # fmt: skip

    (row,) = rows("status", fill, tmp_path)
    assert [row[f"d{i}"] for i in range(1, 7)] == [3, 2, 1, 0, 2, -1]
    assert row["composite"] == pytest.approx(1.25)
    assert (row["level"], row["target"], row["gap"]) == (1, 3, 2)


def test_the_history_on_a_card_says_of_which_other_vendor_it_speaks(tmp_path: Path) -> None:
    def fill(f: Folder) -> None:
        f.people("cio", grade=4).deal().decides("cio", decision_weight=1)
        for day, vendor in (("2026-06-01", "RIV"), ("2026-05-01", "US"), ("2026-04-01", "")):
            f.add(
                "assessments", person="cio", date=day, assessor="u1", vendor=vendor, acceptance=3, source="meeting_note"
            )

    (snapshot,) = snapshots(fill, tmp_path, [DAY])
    found = run(Ask(find_query("card"), snapshot, {"account": ACCOUNT, "person": "cio"})).rows
    told = {row["item"]: repr(row["detail"]) for row in found if str(row["item"])[:4] == "2026"}
    assert {day: "Rival" in detail for day, detail in told.items()} == {
        "2026-06-01": True,
        "2026-05-01": False,
        "2026-04-01": False,
    }


def test_the_next_level_is_not_the_recommended_one(tmp_path: Path) -> None:
    """Important to both, hard to leave for both, equal in bargaining: a partnership would fit; preferred supply is next."""

    def fill(f: Folder) -> None:
        f.people("cio", grade=4).deal().decides("cio", decision_weight=1).knows("u1", cio=0.4)
        (customer,) = [row for row in f.tables["orgs"] if row["id"] == ACCOUNT]
        for side in ("our_importance_to_them", "their_importance_to_us", "switching_cost_them", "switching_cost_us"):
            customer[side] = 4
        customer |= {"bargaining_them": 3, "bargaining_us": 3}

    found = rows("relationship-level", fill, tmp_path)
    assert {(row["level"], row["next_level"], row["recommended"]) for row in found} == {(1, 2, 3)}


def test_each_criterion_of_a_supplier_has_its_own_column(tmp_path: Path) -> None:
    """.15·1 + .20·2 + .20·3 + .20·4 + .15·5 + .10·2 = 2.9, which a single 1 holds at C at the most."""

    def fill(f: Folder) -> None:
        f.add("orgs", id="SUP", name="Supplier", category="supplier").edge("SUPPLIES", "SUP", "US")
        f.add(
            "suppliers", org="SUP", date="2026-06-01", capital_qualification=1, people=2, reputation=3, service_system=4,
            scalability=5, complementarity=2, impact=3, evaluator="u1",
        )  # fmt: skip

    (row,) = rows("supplier-scorecard", fill, tmp_path)
    assert [row[f"c{i}"] for i in range(1, 7)] == [1, 2, 3, 4, 5, 2]
    assert row["total"] == pytest.approx(2.9)
    assert row["grade"] == "C"


def test_a_blocker_is_said_with_the_veto_that_is_reached(tmp_path: Path) -> None:
    """The opponent moves the one who may veto, so the points of that opinion stand beside the name."""

    def fill(f: Folder) -> None:
        f.people("cio", "cfo", grade=4).deal(decision_rule="veto").decides("cio", decision_weight=1, veto="yes")
        f.moves("cfo>cio").stands(cio=1, cfo=-1)

    row = rows("blockers", fill, tmp_path)[0]
    assert (row["id"], row["veto_holder"]) == ("cfo", "cio")
    assert row["veto_pp"] < -1
    assert row["veto_pp"] == pytest.approx(row["drag_pp"]), "the only decider decides alone"

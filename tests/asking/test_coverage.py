"""The matrix as it is asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.analysis.golden import AS_OF, golden_snapshot, meeting


@pytest.mark.parametrize("by", ["unit", "person"])
@pytest.mark.parametrize(("days", "tie"), [(0, 0.2835), (210, 0.0640), (365, 0.0198)])
def test_one_visit_long_ago_is_a_faint_tie_with_its_date(by: str, days: int, tie: float) -> None:
    """T = 1 − exp(−3 · 2^(−days/90) / 9); it covers nobody, but nobody can say that there never was a visit."""
    day = (AS_OF - timedelta(days)).isoformat()
    snapshot = golden_snapshot(
        interactions=[meeting(day, "u7", "c4")],
        people={"c4": {"unit": "FIN"}, "u6": {"role": "finance"}},
        rows={"unit": [{"id": "FIN", "name": "FIN", "org": "HY", "function": "finance"}]},
    )
    rows = run(Ask(find_query("coverage"), snapshot, {"account": "HY", "by": by})).rows
    row = next(r for r in rows if r["row"] in ("FIN", "c4"))
    assert row["exec"] == {"tie": pytest.approx(tie, abs=5e-5), "pairs": int(tie >= 0.1), "last": day}
    assert row["finance"] is None
    assert row["gap"] is True


@pytest.mark.parametrize("by", ["unit", "person"])
def test_every_role_of_ours_has_its_own_column(by: str) -> None:
    """Each of eight people of ours knows the CFO, no two equally well: the cell of a role is the tie of its holder."""
    roles = ("ar", "sr", "fr", "service", "exec", "finance", "legal", "other")
    ties = {role: 0.12 + 0.1 * at for at, role in enumerate(roles)}
    ours = [f"o{at}" for at in range(len(roles))]
    snapshot = golden_snapshot(
        people={
            who: {"name": who, "org": "US", "grade": 3, "role": role} for who, role in zip(ours, roles, strict=True)
        }
        | {"c4": {"unit": "FIN"}},
        ties={(who, "c4"): tie for who, tie in zip(ours, ties.values(), strict=True)},
        rows={"unit": [{"id": "FIN", "name": "FIN", "org": "HY", "function": "finance"}]},
    )
    rows = run(Ask(find_query("coverage"), snapshot, {"account": "HY", "by": by})).rows
    row = next(r for r in rows if r["row"] in ("FIN", "c4"))
    assert {role: row[role]["tie"] for role in roles} == pytest.approx(ties)

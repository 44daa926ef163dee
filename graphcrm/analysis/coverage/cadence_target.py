"""How often a person of a customer should be in contact: the team's cadence plan, else the targets by tier and level."""

from __future__ import annotations

from graphcrm.model.choices import CommLevel, Tier
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot

__all__ = ["planned_days", "tier_of"]


def tier_of(account: Org | None) -> str:
    """Tier of an account; C, the weakest claim, where none is recorded."""
    return account.tier or Tier.C.value if account else Tier.C.value


def planned_days(snapshot: Snapshot, tier: str, level: CommLevel | None, grade: int | None) -> int | None:
    """Days of the most specific fitting row of the cadence plan (an empty cell fits everything), the fewest of several.

    Rows of a store have no order: of a plan that puts the particular before the general, as plans do, it is the first that fits.
    """
    wanted = (tier, level.value if level else None, grade)
    fitting = []
    for rule in snapshot.cadence:
        conditions = zip((rule.tier, rule.comm_level, rule.grade), wanted, strict=True)
        stated = [(value, own) for value, own in conditions if value is not None]
        if rule.max_days is not None and all(value == own for value, own in stated):
            fitting.append((-len(stated), rule.max_days))
    return min(fitting)[1] if fitting else None

"""How often a person of a customer should be in contact: the team's cadence plan, else the targets by tier and level."""

from __future__ import annotations

from graphcrm.model.choices import CommLevel, OrgCategory, Tier
from graphcrm.model.records import Org, comm_level
from graphcrm.snapshot import Snapshot

__all__ = ["account_of", "contact_target", "planned_days", "tier_of"]


def account_of(snapshot: Snapshot, org: str) -> Org | None:
    """The topmost customer organisation above an organisation (itself included); None outside customers."""
    seen: set[str] = set()
    top: Org | None = None
    current = snapshot.orgs.get(org)
    while current is not None and current.id not in seen:
        if current.category == OrgCategory.CUSTOMER:
            top = current
        seen.add(current.id)
        current = snapshot.orgs.get(current.parent) if current.parent else None
    return top


def tier_of(account: Org | None) -> str:
    """Tier of an account; C, the weakest claim, where none is recorded."""
    return account.tier or Tier.C.value if account else Tier.C.value


def planned_days(snapshot: Snapshot, tier: str, level: CommLevel | None, grade: int | None) -> int | None:
    """Days of the most specific fitting row of the cadence plan (an empty cell fits everything), the fewest of several."""
    wanted = (tier, level.value if level else None, grade)
    fitting = []
    for rule in snapshot.cadence:
        conditions = zip((rule.tier, rule.comm_level, rule.grade), wanted, strict=True)
        stated = [(value, own) for value, own in conditions if value is not None]
        if rule.max_days is not None and all(value == own for value, own in stated):
            fitting.append((-len(stated), rule.max_days))
    return min(fitting)[1] if fitting else None


def contact_target(snapshot: Snapshot, person: str) -> int | None:
    """Most days between contacts with a person of a customer by communication level, None without a target."""
    who = snapshot.people[person]
    account = account_of(snapshot, who.org)
    if account is None:
        return None
    tier, level = tier_of(account), comm_level(who.grade)
    planned = planned_days(snapshot, tier, level, who.grade)
    if planned is not None:
        return planned
    return snapshot.settings.communication.get(tier, {}).get((level or CommLevel.OPERATIONAL).value)

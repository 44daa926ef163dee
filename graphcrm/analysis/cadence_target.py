"""How often a person of a customer should be in contact: the team's cadence plan, else the targets by tier and level."""

from __future__ import annotations

from graphcrm.model.choices import CommLevel, OrgCategory, Tier
from graphcrm.model.records import Org, comm_level
from graphcrm.snapshot import Snapshot

__all__ = ["account_of", "contact_target", "tier_of"]


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


def contact_target(snapshot: Snapshot, person: str, *, key_person: bool = False) -> float | None:
    """Most days between contacts with a person, None without a target.

    Rows of the cadence plan that fit (an empty cell fits everything) go first, the most specific one, then the smallest
    number of days; then the target for key persons or for the person's communication level in the settings.
    """
    who = snapshot.people[person]
    account = account_of(snapshot, who.org)
    if account is None:
        return None
    tier, level = tier_of(account), comm_level(who.grade)
    fitting = []
    for row in snapshot.tables.get("cadence", ()):
        wanted = {"tier": tier, "comm_level": level.value if level else None, "grade": who.grade}
        given = [name for name in wanted if row.get(name) is not None]
        if row.get("max_days") is not None and all(row[name] == wanted[name] for name in given):
            fitting.append((-len(given), float(row["max_days"])))
    if fitting:
        return min(fitting)[1]
    targets = snapshot.settings.communication.get(tier, {})
    if key_person:
        return targets.get("key_person")
    return targets.get((level or CommLevel.OPERATIONAL).value)

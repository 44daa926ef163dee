"""Satisfaction of an account: the figure of the newest survey that was known on a day, and whether it fell."""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least
from graphcrm.model.records import Org
from graphcrm.snapshot import Snapshot

__all__ = ["satisfaction", "satisfaction_fell"]


def satisfaction(snapshot: Snapshot, account: str) -> float | None:
    """0..100 as recorded on the day; None where no survey is recorded, or only one of a later day."""
    found = snapshot.orgs.get(account)
    return None if found is None or not _known(found, snapshot) else found.satisfaction


def satisfaction_fell(now: Snapshot, then: Snapshot, account: str) -> tuple[float, float] | None:
    """The figures before and now if the second is lower by what the settings call a downturn; else None.

    A figure of the same survey day as before was corrected: nobody became less satisfied. Where a day is missing, figures that
    differ are of different surveys.
    """
    before, after = satisfaction(then, account), satisfaction(now, account)
    if before is None or after is None:
        return None
    days = {then.orgs[account].satisfaction_date, now.orgs[account].satisfaction_date}
    corrected = len(days) == 1 and None not in days
    fell = at_least(before - after, now.settings.downturn["satisfaction"])
    return (before, after) if fell and not corrected else None


def _known(account: Org, snapshot: Snapshot) -> bool:
    return (account.satisfaction_date or "") <= snapshot.as_of.isoformat()

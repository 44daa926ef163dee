"""What is to be done, through the door: living with a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphcrm.workspace.base import Day
from graphcrm.workspace.changes import Changes

if TYPE_CHECKING:
    from graphcrm.workspace.changing import Outcome
    from graphcrm.workspace.editing import Row

__all__ = ["Agenda"]


class Agenda(Changes):
    """Changes of what calls for an act."""

    def accept(
        self, key: str, /, *, reason: str, by: str, date: Day = None, until: Day = None, dry_run: bool = False
    ) -> Outcome:
        """Accept a finding by its key, such as ``gap:c4``: somebody lives with it, for a reason, for good or until a day.

        Raises
        ------
        UsageError, Refused
            The key is none of a finding, or the row breaks a rule.
        """
        from graphcrm.analysis.findings.finding import FindingKind
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        last = None if until is None else self._day(until, "--until").isoformat()
        kinds = [kind.value for kind in FindingKind]

        def row(existing: Any) -> Row:
            return editing.acceptance(key, reason, by, day, last, kinds, existing)

        return self._apply("accept", editing.ACCEPTED.name, row, dry_run)

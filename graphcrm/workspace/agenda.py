"""What is to be done, through the door: living with a finding."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.steps import steps
from graphcrm.workspace.base import Day
from graphcrm.workspace.changes import Changes

if TYPE_CHECKING:
    from graphcrm.workspace.changing import Outcome
    from graphcrm.workspace.editing import Row

__all__ = ["Agenda"]

#: Where keys are found.
_KEYS = Text(
    "键见 graphcrm query findings 的第一列，例如 gap:c4。",
    "Keys stand in the first column of graphcrm query findings, such as gap:c4.",
)

_NO_REASON = Text("理由是空的：请写明为什么可以接受", "the reason is empty: say why it can be lived with")
_NO_TIME = Text(
    "截止日 {until} 不晚于接受的日期 {day}", "until {until} is not later than the day of the acceptance, {day}"
)


class Agenda(Changes):
    """Changes of what calls for an act."""

    def accept(
        self, key: str, /, *, reason: str, by: str, date: Day = None, until: Day = None, dry_run: bool = False
    ) -> Outcome:
        """Accept a finding by its key, such as ``gap:c4``: somebody lives with it, for a reason, for good or until a day.

        Raises
        ------
        UsageError, Refused
            Nothing is found under this key that day, or the row breaks a rule.
        """
        from graphcrm.analysis.findings.finding import FindingKind
        from graphcrm.workspace import editing

        day = self._day(date, "--date").isoformat()
        last = None if until is None else self._day(until, "--until").isoformat()
        if not reason.strip():
            raise UsageError(_NO_REASON)
        if last is not None and last <= day:
            raise UsageError(_NO_TIME.format(until=last, day=day))
        _check_key(key, [kind.value for kind in FindingKind])
        self._check_found(key, day)

        def row(existing: Any) -> Row:
            return editing.acceptance(key, reason, by, day, last, existing)

        return self._apply("accept", editing.ACCEPTED.name, row, dry_run)

    def _check_found(self, key: str, day: str) -> None:
        """See that some account has a finding of this key on a day; accounts without a decision have none.

        Raises
        ------
        UsageError
            None has; near misses are named.
        """
        from graphcrm.analysis.findings.life import FindingState
        from graphcrm.workspace.together import Together

        (snapshot,) = self._read([self._day(day)], "accept", key)
        asking = Together(self, snapshot, {"as_of": day})
        listed: dict[str, None] = {}
        for account in steps(snapshot.accounts):
            with suppress(UsageError):
                rows = asking.ask("findings", account=account.id).rows
                listed.update((row["key"], None) for row in rows if row["state"] is not FindingState.RESOLVED)
            if key in listed:
                return
        said = Text("{day} 没有“{key}”这一发现。", "There is no finding “{key}” on {day}. ").format(
            key=shown(key), day=day
        )
        raise UsageError(said + did_you_mean(key, listed, _KEYS))


def _check_key(key: str, kinds: Sequence[str]) -> None:
    """See that a key is that of a finding, whose kind is one of `kinds`.

    Raises
    ------
    UsageError
        It is not; near misses are named.
    """
    kind, colon, subject = key.partition(":")
    if kind not in kinds or not colon or not subject:
        said = Text("“{key}”不是发现的键。", "“{key}” is no key of a finding. ").format(key=shown(key))
        raise UsageError(said + (did_you_mean(kind, kinds, _KEYS) if kind not in kinds else _KEYS))

"""The life of findings: new, open, accepted, resolved, by replaying what was recorded on earlier days.

A finding is *new* if it was not in the list 7 days before (a setting), *open* if it was, *accepted* while somebody lives with it
for a recorded reason, and *resolved* if it was there 7 days before and is gone. An acceptance holds on the days before its last
one (`until`), or for good without one; afterwards the finding is open again. `first_seen` is the earliest of the replayed days
(today, then 7, 28 and 91 days before: once, 4 times and 13 times the setting) from which on the finding stood in every list: it
is there at least since then. Nothing of it is stored; only acceptances are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.analysis.findings.finding import Finding, FindingKind
from graphcrm.analysis.numbers import ordinal
from graphcrm.dataclass import dataclass
from graphcrm.model.choice import Choice
from graphcrm.model.plan_records import Acceptance

__all__ = ["FindingState", "Lived", "lives"]


class FindingState(Choice):
    NEW = "new", "新"
    OPEN = "open", "未处理"
    ACCEPTED = "accepted", "已接受"
    RESOLVED = "resolved", "已解决"


@dataclass(frozen=True, slots=True)
class Lived:
    """A finding with its state, the day (ISO) since when it is there at least, and the acceptance that holds for it."""

    finding: Finding
    state: FindingState
    first_seen: str
    acceptance: Acceptance | None = None


def lives(
    now: Sequence[Finding],
    earlier: Sequence[tuple[str, Sequence[Finding]]],
    accepted: Mapping[str, Acceptance],
    today: str,
) -> tuple[Lived, ...]:
    """Findings with their lives: new, open, accepted, resolved; in each state by share at risk, then by kind and key.

    Parameters
    ----------
    now : sequence of Finding
        Those of the day `today` (ISO).
    earlier : sequence of (day, findings)
        Those of earlier days, newest first; the first decides what is new.
    accepted : mapping of Acceptance
        By key.
    """
    listed = [(day, {f.key: f for f in found}) for day, found in earlier]
    here = {f.key: f for f in now}
    before = listed[0][1] if listed else {}
    found = []
    for key, finding in here.items():
        acceptance = accepted.get(key)
        if acceptance is not None and acceptance.until is not None and acceptance.until <= today:
            acceptance = None
        state = FindingState.OPEN if key in before else FindingState.NEW
        if acceptance is not None:
            state = FindingState.ACCEPTED
        found.append((key, Lived(finding, state, _first(key, listed, today), acceptance)))
    for key, finding in before.items():
        if key not in here:
            found.append((key, Lived(finding, FindingState.RESOLVED, _first(key, listed[1:], listed[0][0]))))
    return tuple(one for _, one in sorted(found, key=_order))


def _first(key: str, listed: Sequence[tuple[str, Mapping[str, Finding]]], last: str) -> str:
    """The earliest day up to which the key stood in every list."""
    for day, keys in listed:
        if key not in keys:
            break
        last = day
    return last


def _order(keyed: tuple[str, Lived]) -> tuple[int, float, int, str]:
    (key, one), states, kinds = keyed, list(FindingState), list(FindingKind)
    risk = one.finding.severity or 0.0
    return (states.index(one.state), -ordinal(risk), kinds.index(one.finding.kind), key)

"""Whose side a person is on: ours, a competitor's, contested, open, or not known."""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.opinion.support import opinion
from graphcrm.model.choice import Choice

__all__ = ["ContestState", "contest_state"]


_FAVOUR = 1 / 3


class ContestState(Choice):
    """A question mark says that the attitude toward the other side is not recorded."""

    OURS = "ours", "我方", "ours"
    OURS_ASSUMED = "ours?", "我方？", "ours?"
    THEIRS = "theirs", "对手", "theirs"
    THEIRS_ASSUMED = "theirs?", "对手？", "theirs?"
    CONTESTED = "contested", "争夺中"
    OPEN = "open", "未定"
    UNKNOWN = "unknown", "未知"


def contest_state(ours: int | None, theirs: int | None) -> ContestState:
    """State of a person with support `ours` toward us and `theirs` toward a competitor (−1..3, None: not recorded).

    A side has the person if its opinion x is at least ⅓ and ⅓ above the other's; both at ⅓ or more is contested, everything
    else open. A missing attitude toward a competitor is unknown, not neutral.

    >>> contest_state(2, None), contest_state(1, 1)
    (<ContestState.OURS_ASSUMED: 'ours?'>, <ContestState.CONTESTED: 'contested'>)
    """
    if ours is None and theirs is None:
        return ContestState.UNKNOWN
    us, them = opinion(ours), opinion(theirs)
    if ours is not None and at_least(us, _FAVOUR) and (theirs is None or at_least(us - them, _FAVOUR)):
        return ContestState.OURS_ASSUMED if theirs is None else ContestState.OURS
    if theirs is not None and at_least(them, _FAVOUR) and (ours is None or at_least(them - us, _FAVOUR)):
        return ContestState.THEIRS_ASSUMED if ours is None else ContestState.THEIRS
    if ours is not None and theirs is not None and at_least(min(us, them), _FAVOUR):
        return ContestState.CONTESTED
    return ContestState.OPEN

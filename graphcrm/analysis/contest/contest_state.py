"""Whose side a person is on: ours, a competitor's, contested, open, or not known."""

from __future__ import annotations

from graphcrm.analysis.opinion.support import opinion
from graphcrm.model.choices import Choice

__all__ = ["ContestState", "contest_state"]

_FAVOUR = 1 / 3
_ROUNDING = 1e-12


class ContestState(Choice):
    """A question mark says that the attitude toward the other side is not recorded."""

    OURS = "ours", "我方", "ours"
    OURS_ASSUMED = "ours?", "我方?", "ours?"
    THEIRS = "theirs", "对手", "theirs"
    THEIRS_ASSUMED = "theirs?", "对手?", "theirs?"
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
    least = _FAVOUR - _ROUNDING
    us, them = opinion(ours), opinion(theirs)
    if ours is not None and us >= least and (theirs is None or us - them >= least):
        return ContestState.OURS_ASSUMED if theirs is None else ContestState.OURS
    if theirs is not None and them >= least and (ours is None or them - us >= least):
        return ContestState.THEIRS_ASSUMED if ours is None else ContestState.THEIRS
    if ours is not None and theirs is not None and min(us, them) >= least:
        return ContestState.CONTESTED
    return ContestState.OPEN

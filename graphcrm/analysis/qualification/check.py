"""A point of a checklist: its state, the ids it rests on, and the question that is still open.

Green, amber and red are what the recorded facts say. Where nothing at all of the kind is recorded, a point is unknown, which is not
red: nobody knows that it is missing, only that nobody has written it down.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice

__all__ = ["MOST_EVIDENCE", "Check", "Found", "State", "check", "three_steps"]


#: So many ids are named for a point; more only say the same.
MOST_EVIDENCE = 5


class State(Choice):
    GREEN = "green", "绿"
    AMBER = "amber", "黄"
    RED = "red", "红"
    UNKNOWN = "unknown", "未知"


@dataclass(frozen=True, slots=True)
class Check:
    """A point of a view. `evidence` are at most five ids; a green point has no `question`."""

    letter: str
    name: Text
    state: State
    evidence: tuple[str, ...]
    question: Text | None


#: What a point is found to be, and the ids that it rests on.
Found = tuple[State, tuple[str, ...]]


def three_steps(good: Iterable[str], some: Iterable[str], *, recorded: bool) -> Found:
    """Green if anything is good, amber if there is anything of the kind, red if not, unknown if nothing is `recorded` at all."""
    held, there = tuple(good), tuple(some)
    if held:
        return State.GREEN, held[:MOST_EVIDENCE]
    return State.AMBER if there else State.RED if recorded else State.UNKNOWN, there[:MOST_EVIDENCE]


def check(letter: str, name: Text, question: Text, found: Found) -> Check:
    """A point as it is found, with its question unless it is green."""
    state, evidence = found
    return Check(letter, name, state, evidence, None if state is State.GREEN else question)

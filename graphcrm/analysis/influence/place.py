"""Where a person stands in the vectors of a situation."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["place_of"]


def place_of(situation: Situation, person: str) -> int:
    """Index of a person in the influence graph.

    Raises
    ------
    UsageError
        An unknown id, or somebody who is not in the graph.
    """
    who = situation.snapshot.person(person)
    if person not in situation.graph.index:
        raise UsageError(
            Text(
                f"{who.name}({person})不在本决策的影响图中(已离职、属我方或竞争对手,或没有相关记录)",
                f"{who.name} ({person}) is not in the influence graph of this decision (left, ours, a competitor's, or "
                "without recorded ties to the customer)",
            )
        )
    return situation.graph.index[person]

"""Key persons of a decision, with the reasons: decision weight, share, reach, or because somebody marked them."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.groups.key_players import best_members
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation, once
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag

__all__ = ["FLAGGED", "REACH", "SHARE", "WEIGHT", "key_persons"]

WEIGHT = Text("决策权重≥10%", "decision weight ≥ 10%")
SHARE = Text("影响份额≥5%", "influence share ≥ 5%")
REACH = Text("最佳三人组合成员", "in the best set of three")
FLAGGED = Text("人工标记", "marked by the team")

_LEAST_WEIGHT = 0.10
_LEAST_SHARE = 0.05
_SET_SIZE = 3


@once
def key_persons(situation: Situation) -> Mapping[str, tuple[Text, ...]]:
    """Everybody of the influence graph who is a key person, by descending share, with the reasons in fixed order.

    Reasons: decision weight r ≥ .10; share ≥ 5 %; member of the best set of three by reach of the decision (without
    deciders and people who are never targets; members that add nothing do not count); flag `key_person`.
    """
    chosen = best_members(situation, _SET_SIZE)
    people = situation.snapshot.people
    found = {}
    for person in situation.rank_order:
        tests = (
            (WEIGHT, at_least(situation.weight_of(person), _LEAST_WEIGHT)),
            (SHARE, at_least(situation.share_of(person), _LEAST_SHARE)),
            (REACH, person in chosen),
            (FLAGGED, people[person].has(Flag.KEY_PERSON)),
        )
        reasons = tuple(reason for reason, holds in tests if holds)
        if reasons:
            found[person] = reasons
    return found

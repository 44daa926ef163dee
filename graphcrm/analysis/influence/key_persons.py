"""Key persons of a decision, with the reasons: decision weight, share, reach, or because somebody marked them."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.analysis.groups.key_players import best_members
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation, once
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag
from graphcrm.spoken import per_cent

__all__ = ["FLAGGED", "REACH", "SHARE", "WEIGHT", "key_persons"]


#: With the least that counts, as the settings say.
WEIGHT = Text("决策权重≥{least}", "decision weight ≥ {least}")
SHARE = Text("影响份额≥{least}", "influence share ≥ {least}")
REACH = Text("最佳三人组合成员", "in the best set of three")
FLAGGED = Text("人工标记", "marked by the team")

_SET_SIZE = 3


@once
def key_persons(situation: Situation) -> Mapping[str, tuple[Text, ...]]:
    """Everybody of the influence graph who is a key person, by descending share, with the reasons in fixed order.

    Reasons: decision weight r ≥ .10; share ≥ 5 % (both settings); member of the best set of three by reach of the decision (without
    deciders and people who are never targets; members that add nothing do not count); flag `key_person`.
    """
    chosen = best_members(situation, _SET_SIZE)
    people, rules = situation.snapshot.people, situation.snapshot.settings.key_person
    weighty = WEIGHT.format(least=per_cent(rules["weight"]))
    influential = SHARE.format(least=per_cent(rules["share"]))
    found = {}
    for person in situation.rank_order:
        tests = (
            (weighty, at_least(situation.weight_of(person), rules["weight"])),
            (influential, at_least(situation.share_of(person), rules["share"])),
            (REACH, person in chosen),
            (FLAGGED, people[person].has(Flag.KEY_PERSON)),
        )
        reasons = tuple(reason for reason, holds in tests if holds)
        if reasons:
            found[person] = reasons
    return found

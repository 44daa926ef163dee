"""Influence tiers, inversions, and whether influence runs one way."""

from __future__ import annotations

from graphcrm.analysis.influence.hierarchy import FEWEST_TIES, hierarchy
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_TOO_FEW = Text(
    "影响关系少于 {n} 条：谈不上层级，不计算。",
    "Fewer than {n} ties of influence: there is no hierarchy to speak of, so none is told.",
).format(n=FEWEST_TIES)


def answer(ask: Ask) -> Answer:
    """Everybody by tier, the ties from a lower to a higher grade, and three figures of the whole."""
    s = ask.situation
    found = hierarchy(s)
    if found is None:
        return Answer(((), (), ()), remarks=[_TOO_FEW])
    places = [ask.row(p) for p in found.places]
    inversions = [ask.row(i, 1, to=i.target, **{"from": i.source}) for i in found.inversions]
    whole = ask.row(found, 2)
    notes = []
    if all(p.grade is None for p in found.places):
        notes.append(Text("未录入职级：无法与组织图比较", "no grade is recorded: nothing to compare the tiers with"))
    explain = [*(p.sentence(s.snapshot) for p in found.places), *(i.sentence(s.snapshot) for i in found.inversions)]
    return Answer(
        (places, inversions, [whole]),
        remarks=[found.sentence(s)],
        assumptions=notes,
        explain=[*explain, found.sentence(s)],
    )

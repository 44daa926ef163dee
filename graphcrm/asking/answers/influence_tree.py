"""Everybody's best way to be heard by a decider, as one tree."""

from __future__ import annotations

from graphcrm.analysis.influence.influence_tree import influence_tree
from graphcrm.asking.answers.decision_chain import only_decider
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_ALONE = Text("据现有记录,{d} 独自决定:没有通向其的影响路径。", "{d} decides alone on record: no path leads to them.")
_UNMOVED = Text("据现有记录,没有通向 {d} 的影响路径。", "On record no path of influence leads to {d}.")


def answer(ask: Ask) -> Answer:
    """A row per person with a path of strength ≥ 5 % to the decider: the next person on it, that hop and the whole way."""
    s = ask.situation
    to = ask.get("to") or only_decider(ask)
    rows = [
        {
            "id": node.id,
            "name": ask.name(node.id),
            "onward": node.onward,
            "weight": node.weight,
            "strength": node.strength,
            "listed": s.weight_of(node.id) > 0,
        }
        for node in influence_tree(s, to)
    ]
    remarks = []
    if not rows:
        remarks.append((_ALONE if s.weight_of(to) > 0 else _UNMOVED).format(d=ask.name(to)))
    notes = [
        Text(
            "强度是可信程度的乘积,不是成功概率", "strength is a product of plausibilities, not a probability of success"
        )
    ]
    return Answer.of(rows, remarks=remarks, assumptions=notes)

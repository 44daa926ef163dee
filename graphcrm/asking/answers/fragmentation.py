"""Whose leaving breaks the customer's network."""

from __future__ import annotations

from graphcrm.analysis.groups.fragmentation import FEWEST, fragmentation
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.analysis.numbers import at_least
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_TOO_FEW = Text(
    "少于 {n} 人，或其余不足两人：不计算。", "Fewer than {n} people, or fewer than two would stay: nothing is computed."
).format(n=FEWEST)
_APART = Text("网络本来就是散的。", "there is no network that could break.")
_PURPOSE = Text(
    "用于检查我方的韧性：不要让这些人成为唯一的入口",
    "for our own resilience: these people should not be our only way in",
)
_GREEDY = Text(
    "组合太多，由贪心加交换求得，未必最坏",
    "too many sets to try: greedy choice with swaps, which need not be the worst",
)


def answer(ask: Ask) -> Answer:
    """One row: the k people without whom the network is most fragmented, before and after."""
    s = ask.situation
    found = fragmentation(s, ask.get("k"))
    if found is None:
        return Answer.of([], remarks=[_TOO_FEW])
    if at_least(found.base, 1.0):
        return Answer.of([], remarks=[no_influence(s, _APART)])
    row = ask.row(found, k=ask.get("k"), before=found.base)
    notes = [_PURPOSE] if found.exhaustive else [_PURPOSE, _GREEDY]
    return Answer.of([row], remarks=[found.sentence(s.snapshot)], assumptions=notes)

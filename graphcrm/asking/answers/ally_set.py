"""The best set of k people to work with."""

from __future__ import annotations

from graphcrm.analysis.groups.key_players import FEWEST, Basis, key_players, stability
from graphcrm.analysis.influence.uncertainty import drawn_hops
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_TOO_FEW = Text(
    "少于 {n} 人：不计算组合，请直接看名单。", "Fewer than {n} people: no sets; read the list instead."
).format(n=FEWEST)
_STAND_ASIDE = Text(
    "有决策权重的人不参选（否则答案就是决策者本人；--deciders 可让其参选）",
    "people with decision weight stand aside (the answer would be the deciders themselves; --deciders lets them in)",
)
_GREEDY = Text(
    "组合太多，由贪心加交换求得，未必最优", "too many sets to try: greedy choice with swaps, which need not be the best"
)


def answer(ask: Ask) -> Answer:
    """One row: members with what the set loses without each, how far they reach, the next best set, and how often the draws agree."""
    s = ask.situation
    how = {"deciders": bool(ask.get("deciders", False)), "reachable": bool(ask.get("reachable", False))}
    found = key_players(s, ask.get("k"), Basis(ask.get("basis", Basis.DECISION)), **how)
    if found is None:
        return Answer.of([], remarks=[_TOO_FEW])
    if not found.members:
        return Answer.of([], remarks=[found.sentence(s.snapshot)])
    row = ask.row(found, stability=stability(s, found, drawn_hops(s, seed=ask.seed), **how))
    notes = [] if how["deciders"] else [_STAND_ASIDE]
    notes += [] if found.exhaustive else [_GREEDY]
    n = len(found.members)
    idle = min(found.k, len(s.graph.people)) - n
    if idle > 0:
        notes.append(
            Text(
                "要求 {k} 人，{useful}，其余不列",
                "{k} were asked for; {useful}, the others are left out",
            ).format(k=found.k, useful=Text(f"只有 {n} 人有贡献", f"only {n} {'adds' if n == 1 else 'add'} anything"))
        )
    return Answer.of([row], remarks=[found.sentence(s.snapshot)], assumptions=notes)

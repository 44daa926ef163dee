"""Circles against departments."""

from __future__ import annotations

from graphcrm.analysis.groups.factions import FEWEST_PEOPLE, FEWEST_TIES, RUNS, factions
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_TOO_FEW = Text(
    "少于 {people} 人或 {ties} 对关系：圈子无从判断，不计算。",
    "Fewer than {people} people or {ties} pairs with a tie: too few for circles, so none are told.",
).format(people=FEWEST_PEOPLE, ties=FEWEST_TIES)


def answer(ask: Ask) -> Answer:
    """Stable circles by share, and how well they agree with the departments."""
    s = ask.situation
    found = factions(s, seed=ask.seed)
    if found is None:
        return Answer(((), ()), remarks=[_TOO_FEW])
    circles = [
        ask.row(
            c,
            circle=c.number,
            departments=[ask.path(d) for d in c.departments],
            mean_support=c.support,
            our_best_tie=c.tie,
            opposed_to=[str(other) for other in c.opposed],
        )
        for c in found.circles
    ]
    whole = {
        "modularity": found.modularity,
        "unit_ami": found.ami,
        "unit_nmi": found.nmi,
        "ei_index": found.ei,
    }
    runs = Text(
        "{n} 次 Louvain 划分（种子 {seed} 起），至少一半划分归在一起的人为一圈",
        "{n} runs of Louvain (seeds from {seed}); a circle are people whom at least half of them put together",
    ).format(n=RUNS, seed=ask.seed)
    explain = [*(c.sentence(s) for c in found.circles), found.sentence(s)]
    return Answer((circles, [whole]), remarks=[found.sentence(s)], assumptions=[runs], explain=explain)

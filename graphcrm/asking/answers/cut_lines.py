"""Cheapest cuts against us."""

from __future__ import annotations

from graphcrm.analysis.contest.cheapest_cut import cut_lines
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_COSTS = Text(
    "代价 = 1 + 对我方支持度 − 对对手的支持度（不低于 0），限于 {low:g}–{high:g}；我方每人 {ours:g}；未知按 0",
    "cost = 1 + support for us − support for a competitor (at least 0), within {low:g} to {high:g}; {ours:g} for each of ours; unknown "
    "counts as 0",
)


def answer(ask: Ask) -> Answer:
    """For each decider the cheapest set of people whose loss leaves us without a route, and a route that meets none of them."""
    s = ask.situation
    found = ask.top(cut_lines(s))
    rules = s.snapshot.settings.contest
    rows = [ask.row(line, cut_set=line.cut, countermeasure_route=line.countermeasure) for line in found]
    costs = _COSTS.format(low=rules["hold_least"], high=rules["hold_most"], ours=rules["hold_ours"])
    return Answer.of(rows, assumptions=[costs], explain=[line.sentence(s.snapshot) for line in found])

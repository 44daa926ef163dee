"""Single threads and cut points."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.analysis.resilience.articulation import articulation_points
from graphcrm.analysis.resilience.stress import stress
from graphcrm.analysis.resilience.threads import threads
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import joined, per_cent

#: Most cut points that are named.
_NAMED = 12


def answer(ask: Ask) -> Answer:
    """Person-disjoint routes to each decider, what cuts them, and how likely none is left in half a year."""
    s = ask.situation
    found = ask.top(threads(s))
    half_year = stress(s, seed=ask.seed)
    rows = [
        {
            "decider": t.decider,
            "threads": t.number,
            "cut_set": list(t.cut),
            "p_lost_180d": half_year.lost.get(t.decider),
            # A post does not leave; nobody knows who would.
            "p_decider_leaves": None if s.snapshot.is_seat(t.decider) else half_year.leaves,
            "proposed_second_thread": list(t.proposed),
        }
        for t in found
    ]
    rates = s.snapshot.settings.attrition
    assumed = Text(
        "假设年流失率：客户 {theirs}，我方 {ours}（{n:,} 次抽样，种子 {seed}）",
        "assumed yearly attrition: theirs {theirs}, ours {ours} ({n:,} draws, seed {seed})",
    ).format(theirs=per_cent(rates["theirs"]), ours=per_cent(rates["ours"]), n=half_year.draws, seed=half_year.seed)
    return Answer.of(
        rows,
        remarks=[half_year.sentence(), *_cut_points(ask)],
        assumptions=[assumed],
        explain=[t.sentence(s.snapshot) for t in found],
    )


def _cut_points(ask: Ask) -> Iterator[Text]:
    """Who alone leads to somebody: whose loss would part others from us."""
    found = articulation_points(ask.situation)
    if found:
        names, more = joined(ask.name(p) for p in found[:_NAMED]), len(found) - _NAMED
        if more > 0:
            names += Text(f"及另外 {more} 人", f" and {more} more")
        yield Text(
            "断点（失去其中任何一人，就有人与我方失去联系）：{names}。",
            "Cut points (without any one of them somebody is out of our reach): {names}.",
        ).format(names=names)

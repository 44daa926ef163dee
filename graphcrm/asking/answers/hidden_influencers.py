"""Influential but not on the list."""

from __future__ import annotations

from graphcrm.analysis.influence.hidden import FEWEST, class_frequency, hanging_on_grade, hidden_influencers
from graphcrm.analysis.influence.unrecorded import no_influence
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import some_of

_NOBODY = Text(
    "按此规则，没有隐形影响者、外部影响者或名义权力。",
    "No hidden or outside influencer and no figurehead by these rules.",
)


_NO_INFLUENCE = Text(
    "无从判断谁比职级更有分量或更无分量。", "nobody can be told to matter more or less than the chart says."
)


_HANGING = Text(
    "隐形概率以录入的职级为准；职级若差一级，这些人就不在此类：{names}",
    "P(hidden) takes grades as recorded; with a grade one off these would not be in their class: {names}",
)


def answer(ask: Ask) -> Answer:
    """Hidden and outside influencers and figureheads, by share; `p_hidden` is how often the rule holds in the draws."""
    s = ask.situation
    found = ask.top(hidden_influencers(s, class_frequency(s, ask.draws.shares)))
    rows = [
        ask.row(
            h,
            org=s.snapshot.people[h.id].org,
            grade=s.snapshot.people[h.id].grade,
            **{"class": h.kind},
        )
        for h in found
    ]
    notes = []
    if len(s.graph.people) < FEWEST:
        notes.append(
            Text(
                f"少于 {FEWEST} 人：不计百分位，只列名单外人员",
                f"fewer than {FEWEST} people: no percentiles, people off the list by share only",
            )
        )
    if hanging := hanging_on_grade(s):
        notes.append(_HANGING.format(names=some_of([ask.name(p) for p in hanging])))
    return Answer.of(
        rows,
        nothing=_NOBODY if s.graph.edges else no_influence(s, _NO_INFLUENCE),
        assumptions=notes,
        explain=[h.sentence(s) for h in found],
    )

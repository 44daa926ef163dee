"""Process, result and value: against last time and against the main competitor."""

from __future__ import annotations

from graphcrm.analysis.contest.contest import chosen_rivals
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.progress import Measure, backing, measured
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Figure, Labelled
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

_MEANT = Text(
    "过程可统计、结果可衡量、价值可评估；与过去比改进，与对手比结果",
    "process is counted, result is measured, value is judged; the past shows improvement, the competitor shows results",
)


def answer(ask: Ask) -> Answer:
    """A row per measure. Without an earlier day nothing stands under “last time”, without a competitor nothing under theirs.

    Raises UsageError: the earlier day is later than that of the answer, or the competitor is none.
    """
    s, since, day = ask.situation, ask.get("since"), ask.snapshot.as_of.isoformat()
    if since is not None and since > day:
        raise UsageError(
            Text("--since {since} 晚于 {day}", "--since {since} is later than the day of the answer, {day}").format(
                since=since, day=day
            )
        )
    now, rival = measured(s), _rival(ask)
    before = measured(ask.before) if ask.earlier is not None and not ask.before.undecided else {}
    others = ask.another_decision(ask.before) if before else ()
    theirs = measured(rival) if rival is not None else {}
    rows = [
        {
            "principle": Labelled.of(m.principle.name.lower(), m.principle.value),
            "measure": Labelled.of(m.name.lower(), m.label),
            "now": Figure.of(now[m], m.form),
            "before": Figure.of(before.get(m), m.form),
            "change": Figure.of(now[m] - before[m], m.change) if m in before else None,
            "competitor": Figure.of(theirs.get(m), m.form) if m.rivals else None,
        }
        for m in Measure
        if m in now
    ]
    return Answer.of(rows, remarks=[_against(rival)] if rival is not None else [], assumptions=[*others, _MEANT])


def _against(rival: Situation) -> Text:
    name = rival.snapshot.orgs[str(rival.context.vendor)].name
    return Text("主要对手：{rival}。", "The main competitor is {rival}.").format(rival=name)


def _rival(ask: Ask) -> Situation | None:
    """The situation in the eyes of the competitor whom the most influence supports, then to whom the decision leans, then by id."""
    where = ask.situation.context
    deal = where.opportunity.id if where.opportunity else None
    found = [
        ask.known.situation(ask.snapshot, where.account.id, deal, rival, ask.options)
        for rival in chosen_rivals(ask.situation, ask.get("competitor"))
    ]
    return min(found, key=lambda s: (-ordinal(backing(s)), -ordinal(s.lean), str(s.context.vendor)), default=None)

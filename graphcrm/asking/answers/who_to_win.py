"""Whom to win first."""

from __future__ import annotations

from graphcrm.analysis.opinion.win import hold_list, who_to_win, within_budget
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.asking.whose_plan import whose_plan
from graphcrm.i18n import Text
from graphcrm.spoken import joined, whole

_NOBODY = Text("没有可争取的人。", "Nobody is left to win.")


def answer(ask: Ask) -> Answer:
    """One level of support up per person, by gain per unit of effort; ``--budget`` takes what the effort allows."""
    s = ask.situation
    found = who_to_win(s)
    if (budget := ask.get("budget")) is not None:
        found = within_budget(found, budget)
    found = tuple(ask.top(found))
    rows = [
        ask.row(
            c,
            rank=rank,
            goal=Labelled.of(";".join(c.goals), joined(map(ask.name, c.goals))) if c.goals else None,
            contest_state=Labelled.of(c.contest_state.value, s.side.state(c.contest_state)),
        )
        for rank, c in enumerate(found, 1)
    ]
    notes = [
        Text(
            "须保持独立、公职、禁止联系、已反对处理和已离职的人不在此列",
            "people who must stay independent, officials, and those not to be contacted, who objected or left are never listed",
        ),
    ]
    notes += whose_plan(s.side)
    held = hold_list(s)
    if held:
        one = Text("{p}（{cost}）", "{p} ({cost})")
        named = joined(one.format(p=ask.name(h.id), cost=whole(100 * h.cost)) for h in held)
        notes.append(
            Text("维持（倾向得失，百分点）：{held}", "hold (points of lean at stake): {held}").format(held=named)
        )
    return Answer.of(rows, nothing=_NOBODY, assumptions=notes, explain=[c.sentence(s) for c in found])

"""What each departure or change of heart would cost us."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.analysis.resilience.drill import Drilled, drill
from graphcrm.analysis.resilience.threads import cut_off
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import joined

_NOTES = (
    Text(
        "逐一演练，不是预测；图上只有已录入的关系。用于我方自查与备份，不得用于孤立或贬损任何人",
        "a drill, one at a time, not a prediction, on recorded ties only; for our own resilience, never for isolating or discrediting "
        "anybody",
    ),
    Text(
        "位置最接近者只按结构等价计算，不代表能力或意愿",
        "the stand-in is alike in position only, which says nothing about ability or will",
    ),
)


def answer(ask: Ask) -> Answer:
    """A row per person and event, the gravest first; ``--person`` and ``--event`` choose."""
    s = ask.situation
    chosen, event = ask.get("person"), ask.get("event")
    if chosen is not None and chosen not in s.team:
        s.place_of(chosen)
    found = [row for row in drill(s) if chosen in (None, row.id) and event in (None, row.event.value)]
    shown = ask.top(found)
    return Answer.of(
        [_row(ask, row) for row in shown],
        remarks=list(_cut_off(ask)),
        assumptions=_NOTES,
        explain=[row.sentence(s.snapshot) for row in shown],
    )


def _row(ask: Ask, row: Drilled) -> dict[str, object]:
    route, after = row.route, row.route.after if row.route else None
    return ask.row(
        row,
        decider=route.decider if route else None,
        route_loss=route.loss if route else None,
        route_after=list(after.people) if after else [],
        stand_in=row.stand_in.id if row.stand_in else None,
        equivalence=row.stand_in.equivalence if row.stand_in else None,
    )


_ONE = Text(
    "只要失去 {names}，我方到所有决策者的有效线路就会全部中断：请先备好另一条线路。",
    "Losing {names} alone would leave us no live thread to anybody who decides: prepare another way first.",
)
_SEVERAL = Text(
    "最少同时失去 {n} 人（{names}），我方到所有决策者的有效线路就会全部中断：请先备好另外的线路。",
    "Losing as few as {n} at once ({names}) would leave us no live thread to anybody who decides: prepare other ways first.",
)


def _cut_off(ask: Ask) -> Iterator[Text]:
    found = cut_off(ask.situation)
    if found:
        said = _SEVERAL if len(found) > 1 else _ONE
        yield said.format(n=len(found), names=joined(map(ask.name, found)))
    elif ask.situation.weights.deciders:
        yield Text("目前没有到任何决策者的有效线路。", "No live thread leads to anybody who decides as it is.")

"""Whether a deal is worth it, by a checklist of the trade."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphcrm.analysis.qualification.check import Check, State
from graphcrm.analysis.qualification.meddpicc import meddpicc
from graphcrm.analysis.qualification.views import miller_heiman, tas
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.i18n import Text
from graphcrm.spoken import joined

_VIEWS: Mapping[str, tuple[Text, Callable[[Situation], tuple[Check, ...]]]] = {
    "meddpicc": (Text("MEDDPICC", "MEDDPICC"), meddpicc),
    "miller-heiman": (Text("Miller Heiman", "Miller Heiman"), miller_heiman),
    "tas": (Text("TAS", "TAS"), tas),
}
_COMPUTED = Text(
    "各项由已录入的事实算出，不能手填", "every point is computed from what is recorded; none can be typed in"
)


def answer(ask: Ask) -> Answer:
    """The points of the view in its order, each with what it rests on or with the question that is missing."""
    view = str(ask.get("view"))
    label, points = _VIEWS[view]
    found = points(ask.situation)
    rows = [
        ask.row(
            check,
            view=Labelled.of(view, label),
            evidence=[Labelled.of(i, joined([ask.name(i)])) for i in check.evidence],
        )
        for check in found
    ]
    counted = [(state, sum(check.state is state for check in found)) for state in State]
    states = joined(Text(f"{state.zh} {n}", f"{n} {state.en}") for state, n in counted if n)
    remark = Text("{view}：{states}。", "{view}: {states}.").format(view=label, states=states)
    return Answer.of(rows, remarks=[remark], assumptions=[_COMPUTED], explain=[_sentence(ask, c) for c in found])


def _sentence(ask: Ask, check: Check) -> Text:
    head = Text("{letter} {name}：{state}", "{letter} {name}: {state}").format(
        letter=check.letter, name=check.name, state=check.state.label
    )
    if check.evidence:
        head += Text("，依据：{what}", ", resting on {what}").format(what=joined(map(ask.name, check.evidence)))
    return head + (Text("。", ". ") + check.question if check.question else Text("。", "."))

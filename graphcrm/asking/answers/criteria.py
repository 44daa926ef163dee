"""By what criteria a decision is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphcrm.analysis.plan.criteria import Criteria, decision_criteria, decisions
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled, of_column
from graphcrm.i18n import Text

_FIT = Text(
    "契合度是客户看法的加权平均，−2 明显不足 … 2 明显最好",
    "a fit is what people think, weighted: −2 clearly short … 2 clearly best",
)


def answer(ask: Ask) -> Answer:
    """The criteria of the opportunity, heaviest first; of an account with several, those of each open one in turn."""
    found = [c for c in map(decision_criteria, decisions(ask.situation)) if c is not None]
    rows = [row for criteria in found for row in _rows(ask, criteria)]
    remarks = [_remark(ask, criteria, len(found) > 1) for criteria in found]
    if not found:
        remarks = [
            Text(
                "没有未结商机：请用 graphcrm query criteria --opportunity 指明。",
                "No opportunity is open: name one with graphcrm query criteria --opportunity.",
            )
        ]
    explain = [
        row.sentence(ask.snapshot, criteria.known, ask.situation.side) for criteria in found for row in criteria.rows
    ]
    return Answer.of(rows, remarks=remarks, explain=explain, assumptions=[_FIT] if rows else [])


def _rows(ask: Ask, criteria: Criteria) -> Iterator[dict[str, Any]]:
    for one in criteria.rows:
        yield ask.row(
            one,
            criterion=Labelled.of(one.id, Text.of(one.name)),
            category=of_column("criteria", "category", one.category),
            known_pct=100 * criteria.known,
        )


def _remark(ask: Ask, criteria: Criteria, named: bool) -> Text:
    """What is known of a decision, with its name where there are several."""
    if not named:
        return criteria.sentence
    name = ask.name(criteria.opportunity)
    return Text("{name}：", "{name}: ").format(name=name) + criteria.sentence

"""Contacts that are due or overdue."""

from __future__ import annotations

from graphcrm.analysis.coverage.cadence import overdue
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text

_NOBODY = Text(
    "按现行目标，没有到期或逾期的联系。", "No contact with a key person is due or overdue by the targets in force."
)


def answer(ask: Ask) -> Answer:
    """Key persons who have been silent for longer than planned, the longest first."""
    s = ask.situation
    found = ask.top(overdue(s, key_persons(s)))
    rows = [ask.row(row, id=row.person, target_days=int(row.target_days)) for row in found]
    return Answer.of(rows, nothing=_NOBODY, explain=[row.sentence(s.snapshot) for row in found])

"""What is done, or could be, against a risk, and by when: two columns of the register beside what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from graphcrm.analysis.findings.finding import FindingKind
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column
from graphcrm.asking.result import Result
from graphcrm.i18n import Text
from graphcrm.model.choices import is_over
from graphcrm.reports.asking import Answers
from graphcrm.reports.document import Table
from graphcrm.spoken import arrows, joined

__all__ = ["with_countermeasures"]


_COUNTERMEASURE = Column("countermeasure", Text("应对措施", "countermeasure"), "text")
_DUE = Column("due", Text("期限", "due"), "date")
_RUNNING, _PROPOSED = Text("进行中：{what}", "under way: {what}"), Text("建议：{what}", "proposed: {what}")
_BOTH = Text("；", "; ")
_SPONSOR, _HEIR = Text("由{who}任赞助人", "{who} as sponsor"), Text("交接给{who}", "hand over to {who}")


def with_countermeasures(table: Table, ask: Answers) -> Table:
    """The findings of a table, each with the next open action about the same person and with what the answers propose.

    Against what nothing is under way nor proposed the cell is empty: it is decided in the meeting. When each was first seen makes room.
    """
    running = _running(ask)
    proposed = {kind: _proposed(ask, *way) for kind, way in _PROPOSALS.items()}
    promised = {str(row["id"]): row["due"] for row in ask.rows("promises")}

    def told(row: Mapping[str, Any]) -> Mapping[str, Any]:
        about = next(reversed(row["subject"]), "")
        what, due = running.get(about, (None, promised.get(about)))
        way = proposed.get(row["kind"], {}).get(about)
        said = [pattern.format(what=one) for pattern, one in ((_RUNNING, what), (_PROPOSED, way)) if one]
        return {**row, "countermeasure": _BOTH.join(said) if said else None, "due": due}

    shown = [c for c in table.columns if c.name != "first_seen"]
    at = next((n for n, c in enumerate(shown, 1) if c.name == "owner"), len(shown))
    return replace(
        table, columns=[*shown[:at], _COUNTERMEASURE, _DUE, *shown[at:]], rows=[told(row) for row in table.rows]
    )


def _running(ask: Answers) -> Mapping[str, tuple[Text, str | None]]:
    """The next open action about each person: what it is, and its day."""
    found = ask.result("list actions")
    if not isinstance(found, Result):
        return {}
    (form,) = [FORMATS[c.format] for c in found.query.groups[0] if c.name == "type"]
    open_ = [row for row in found.groups[0] if row["target"] and not is_over(row["status"])]
    return {
        str(row["target"]): (
            Text(form.cell(row["type"], found.names, "zh"), form.cell(row["type"], found.names, "en")),
            row["due"],
        )
        for row in sorted(open_, key=lambda row: str(row["due"] or "9999"), reverse=True)
    }


def _proposed(ask: Answers, query: str, whose: str, what: str, said: Callable[[list[str]], Text]) -> Mapping[str, Text]:
    """What an answer proposes, by the person that it is for."""
    found = ask.result(query, top=1000)
    if not isinstance(found, Result):
        return {}
    rows = [(str(row[whose]), row[what]) for row in found.groups[0] if row[what]]
    named = {who: [found.names.get(one, one) for one in ([ids] if isinstance(ids, str) else ids)] for who, ids in rows}
    return {who: said(names) for who, names in named.items()}


#: By kind of finding the answer, its column with whom the proposal is for, the one with what is proposed, and how that is said.
_PROPOSALS: Mapping[FindingKind, tuple[str, str, str, Callable[[list[str]], Text]]] = MappingProxyType(
    {
        FindingKind.GAP: ("coverage-gaps", "id_or_unit", "route", arrows),
        FindingKind.THREAD: ("single-threads", "decider", "proposed_second_thread", arrows),
        FindingKind.BOW_TIE: ("bus-factor", "id", "handover_to", lambda who: _HEIR.format(who=joined(who))),
        FindingKind.SPONSOR: ("sponsor-plan", "target", "sponsor", lambda who: _SPONSOR.format(who=joined(who))),
    }
)

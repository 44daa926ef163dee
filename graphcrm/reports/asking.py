"""Answers for a report: asked through the door, each once, in the edition of the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from graphcrm.asking.answered import answered
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column, Query
from graphcrm.asking.result import Result
from graphcrm.edition import Edition
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import OurRole
from graphcrm.reports.alike import alike, tells_apart
from graphcrm.reports.document import Block, Facts, Table, Words

__all__ = ["MEETING", "Answers"]


#: The columns that a meeting reads, by name of the query; answers that are not named here are short enough. A table on a wall holds seven
#: or eight columns; the whole answer stays one click away on the page.
MEETING: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        name: tuple(columns.split())
        for name, columns in {
            "bridges": "name org dominant weighted_total z",
            "brokers": "name decision_betweenness betweenness dependents support tie",
            "bus-factor": "side name covered_loss lean_change threads_change handover_to",
            "changes": "kind item before after date",
            "contest": "name share_pct state support_us support_them tie_us tie_them drift lean_us lean_them head_to_head",
            "cooling": "our_person name tie_now tie_90d_ago days_silent usual_gap status",
            "decision-chain": "names strength band hidden unlisted weakest_hop weakest_conf",
            "decision-circle": "name share_pct cumulative_pct circle support tie",
            "findings": "kind sentence severity owner first_seen state",
            "forecast": "decider weight own equilibrium contribution lean rule_value lo hi p_positive rule unknown_pct",
            "goals": "goal kind agreed due status people reached share_pct under_way",
            "hidden-influencers": "name org share_pct class hint p_hidden main_path support tie",
            "hierarchy": "name grade tier delta from to grade_from grade_to weight incoherence tau_b hierarchy",
            "key-influencers": "name title share_pct share_lo_pct share_hi_pct decision_weight support tie owner",
            "list actions": "due type target owner status goal cost currency result",
            "list opportunities": "name amount currency stage status due competitors",
            "list thirdparties": "org date trust info_share scope_clarity endorsement support next_review",
            "needs": "holder need kind horizon response owner status",
            "promises": "from to statement due status days owner",
            "rank": "name rank rank_lo rank_hi tier consensus",
            "relationship-level": "criterion value threshold met",
            "sponsor-plan": "target sponsor fit second_best second_fit note",
            "status": "name d1 d2 d3 d4 d5 d6 level caps target assessed_on",
            "supplier-scorecard": "org total grade quadrant dual_supply org_share_pct next_review",
            "third-party-map": "org subtype independence org_share_pct people_influenced endorsed tie advice_type",
            "who-to-win": "name share_pct support target gain_pp effort contest_state owner route play",
        }.items()
    }
)


_CODES = frozenset({"id", "number", "name_en"})
_PEOPLE = ("id", "id_or_unit", "person", "target", "decider", "u", "holder")
_PATHS = ("path",)
#: Columns of which a table of dashes would say no more than that nothing is recorded: then they are left out.
_OPEN: Mapping[str, Sequence[str]] = MappingProxyType(
    {"status": ("caps", "target"), "progress": ("before", "change", "competitor"), "verify-next": ("ask_whom",)}
)
_NOTHING = Text("{question}：没有。", "{question}: none.")

Row = Mapping[str, Any]


class Answers:
    """Asks an account's questions and makes blocks of the answers.

    Parameters
    ----------
    ask
        Answers a query by name and parameters.
    find
        The declaration of a query by name.
    edition
        For whose eyes; a query that may show nothing to them is left out.
    """

    def __init__(self, ask: Callable[..., Result], find: Callable[[str], Query], edition: Edition) -> None:
        self._ask, self._find, self.edition = ask, find, edition
        self._known: dict[str, Result | Text] = {}

    def result(self, name: str, **params: Any) -> Result | Text:
        """The answer, or the sentence that says why there is none."""
        key = f"{name} {sorted(params.items(), key=repr)}"
        if key not in self._known:
            self._known[key] = self._answered(name, params)
        return self._known[key]

    def rows(self, name: str, group: int = 0, **params: Any) -> Sequence[Row]:
        """Rows of a group, none where there is no answer."""
        found = self.result(name, **params)
        return [] if isinstance(found, Text) else found.groups[group]

    def tell_apart(self, name: str, columns: Sequence[str], **params: Any) -> bool:
        """Whether the rows of an answer differ in these columns: else there is nothing to draw."""
        found = self.result(name, **params)
        return isinstance(found, Result) and tells_apart(_shown(found.query.groups[0], columns), found.groups[0])

    def _answered(self, name: str, params: dict[str, Any]) -> Result | Text:
        return answered(self._find(name), partial(self._ask, name), self.edition, **params).found

    def listed(self, kind: str, heading: Text) -> Sequence[Block]:
        """What is recorded, as `graphcrm list KIND` tells it; nothing where the edition may not see it."""
        return self.table(f"list {kind}", heading, remarks=False)

    def table(
        self,
        name: str,
        heading: Text | None = None,
        group: int | None = None,
        *,
        columns: Sequence[str] | None = None,
        where: Callable[[Row], bool] | None = None,
        none: Text | None = None,
        remarks: bool = True,
        **params: Any,
    ) -> Sequence[Block]:
        """The answer as tables, a row group each (or one of them), with what it remarks.

        Parameters
        ----------
        name, params
            What is asked.
        heading
            Instead of the question's own words.
        columns
            Those that are shown, instead of those that a meeting reads (`MEETING`).
        where
            Rows that are shown; the whole answer has the others, too.
        none
            What is said where there is no row.
        remarks
            Whether its remarks are said.
        """
        found = self.result(name, **params)
        if isinstance(found, Text):
            # Of what this edition does not show no line is left, which would not say what it is about.
            return [Words(found, "note")] if any(self._find(name).admitted(self.edition)) else []
        title = heading or found.query.question
        blocks: list[Block] = [Words(text) for text in found.remarks] if remarks else []
        at = 0
        for n, (every, rows) in enumerate(zip(found.query.groups, found.groups, strict=True)):
            sentences = found.explain[at : at + len(rows)] if len(found.explain) == len(found.rows) else ()
            at += len(rows)
            if (group is not None and n != group) or not every:
                continue
            kept = [i for i, row in enumerate(rows) if where is None or where(row)]
            shown = _shown(every, MEETING.get(name) if columns is None else columns)
            if not kept:
                if none or not blocks:  # a remark says it already
                    blocks.append(Words(none or _NOTHING.format(question=title), "note"))
                continue
            # what it comes to, after the rows that it sums up; of nothing it comes to nothing
            if n > 0 and len(rows) == 1:
                if any(rows[0][c.name] is not None for c in shown):
                    blocks.append(_facts(shown, rows[0], found))
                continue
            about = next((c.name for c in every if c.name in (*_PEOPLE, *_PATHS)), None)
            called = title if n == 0 or group is not None else Text("{q}（续）", "{q}, continued").format(q=title)
            told, mine = _telling(shown, [rows[i] for i in kept], name), [rows[i] for i in kept]
            blocks.append(
                Table(
                    called,
                    told,
                    mine,
                    found,
                    [sentences[i] for i in kept] if sentences else (),
                    [_about(rows[i].get(about or "")) for i in kept],
                    n,
                    alike=alike(name, called, told, mine, found.names),
                )
            )
        return blocks


def _about(value: Any) -> str | None:
    """The person of a cell; of a path the one who begins it."""
    if isinstance(value, str) or not value:
        return value or None
    return str(value[0]) if isinstance(value, list | tuple) else str(value)


def _facts(columns: Sequence[Column], row: Row, found: Result) -> Facts:
    def cell(column: Column, lang: Lang) -> str:
        return harmless(FORMATS[column.format].cell(row[column.name], found.names, lang))

    return Facts([(c.heading, Text(cell(c, "zh"), cell(c, "en"))) for c in columns])


def _telling(columns: Sequence[Column], rows: Sequence[Row], name: str) -> Sequence[Column]:
    """Of what is recorded, of our roles in the coverage matrix that nobody requires, and of `_OPEN`, columns in which anything is.

    That another answer has nothing in a column is what it says.
    """
    if name == "coverage":
        wanted = " ".join(item for row in rows for item in row["required"])
        silent = {role.value for role in OurRole if role.value not in re.split(r"\W+", wanted)}
    elif name in _OPEN:
        silent = set(_OPEN[name])
    elif name.startswith("list "):
        silent = {c.name for c in columns}
    else:
        return columns
    return [c for c in columns if c.name not in silent or any(row[c.name] not in (None, "", [], ()) for row in rows)]


def _shown(every: Sequence[Column], wanted: Sequence[str] | None) -> Sequence[Column]:
    """Columns in the wanted order; without a choice all but those where a name, in the reader's language, says the same."""
    by_name = {c.name: c for c in every}
    if wanted is not None:
        return tuple(by_name[name] for name in wanted if name in by_name)
    named = "name" in by_name  # whoever reads a report reads names
    return tuple(c for c in every if not (named and c.name in _CODES))

"""Answers for a report: asked through the door, each once, in the edition of the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from graphcrm.asking.answered import answered
from graphcrm.asking.formats import FORMATS
from graphcrm.asking.query import Column, Query
from graphcrm.asking.result import Result
from graphcrm.edition import Edition
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import OurRole
from graphcrm.reports.document import Block, Facts, Table, Words
from graphcrm.reports.meeting import MEETING

_CODES = frozenset({"id", "number", "name_en"})
_PEOPLE = ("id", "id_or_unit", "person", "target", "decider", "u", "holder")
_PATHS = ("path",)
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
            Those that are shown, instead of those that a meeting reads (`graphcrm.reports.meeting`).
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
            if n > 0 and len(rows) == 1:  # what it comes to, after the rows that it sums up
                blocks.append(_facts(shown, rows[0], found))
                continue
            about = next((c.name for c in every if c.name in (*_PEOPLE, *_PATHS)), None)
            blocks.append(
                Table(
                    title if n == 0 or group is not None else Text("{q}（续）", "{q}, continued").format(q=title),
                    _telling(shown, [rows[i] for i in kept], name),
                    [rows[i] for i in kept],
                    found,
                    [sentences[i] for i in kept] if sentences else (),
                    [_about(rows[i].get(about or "")) for i in kept],
                    n,
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
    """Of what is recorded, and of our roles in the coverage matrix that nobody requires, columns in which anything is.

    That another answer has nothing in a column is what it says.
    """
    if name == "coverage":
        wanted = " ".join(item for row in rows for item in row["required"])
        silent = {role.value for role in OurRole if role.value not in re.split(r"\W+", wanted)}
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

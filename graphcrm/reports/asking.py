"""Answers for a report: asked through the door, each once, in the edition of the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graphcrm.asking.query import Query
from graphcrm.asking.result import Result
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.reports.document import Block, Table, Words

__all__ = ["Answers"]

_CODES = frozenset({"id", "number"})
_PEOPLE = ("id", "id_or_unit", "person", "target", "decider", "u", "holder")


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

    def _answered(self, name: str, params: dict[str, Any]) -> Result | Text:
        try:
            query = self._find(name)
        except UsageError as unknown:
            return unknown.text
        if not any(query.admitted(self.edition)):
            return Text("本版不显示这一项。", "This edition does not show it.")
        takes = {option.key for option in query.options}
        edition = {"edition": self.edition.code} if "edition" in takes else {}
        try:
            return self._ask(name, **{"explain": True} if "explain" in takes else {}, **edition, **params)
        except UsageError as refused:
            return refused.text

    def listed(self, kind: str, heading: Text) -> Sequence[Block]:
        """What is recorded, as `graphcrm list KIND` tells it; nothing where the edition may not see it."""
        return self.table(f"list {kind}", heading)

    def table(self, name: str, heading: Text | None = None, group: int | None = None, **params: Any) -> Sequence[Block]:
        """The answer as tables, a row group each (or one of them), with what it remarks and rests on."""
        found = self.result(name, **params)
        if isinstance(found, Text):
            return [Words(found, "note")]
        blocks: list[Block] = [Words(text) for text in found.remarks]
        at = 0
        for n, (columns, rows) in enumerate(zip(found.query.groups, found.groups, strict=True)):
            sentences = found.explain[at : at + len(rows)] if len(found.explain) == len(found.rows) else ()
            at += len(rows)
            if (group is not None and n != group) or not columns:
                continue
            if not rows:
                blocks.append(Words(Text("没有结果行。", "No rows."), "note"))
                continue
            about = next((c.name for c in columns if c.name in _PEOPLE), None)
            if "name" in {c.name for c in columns}:
                columns = tuple(c for c in columns if c.name not in _CODES)  # whoever reads a report reads names
            blocks.append(
                Table(
                    heading or found.query.question,
                    columns,
                    rows,
                    found,
                    sentences,
                    [str(row[about]) if about and row[about] else None for row in rows],
                )
            )
        return blocks

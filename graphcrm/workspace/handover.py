"""What is recorded of one id goes to another from a day on: edges, roles, the records of those who report to it.

A row of the old one ends on the day, one of the new one begins; when and by whom it was observed, and how sure that is, stays.
What is recorded of the new one already goes before.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphcrm.i18n import Text
from graphcrm.model.choices import ReportingLine
from graphcrm.model.edges import EdgeKind
from graphcrm.workspace.changing import Existing

if TYPE_CHECKING:
    from graphcrm.ingest.options import ImportPlan

__all__ = ["HandingOver", "Row", "facts_about", "from_its_day", "is_line_up"]


Row = dict[str, Any]


class HandingOver:
    """The rows of one handing over, from `old` to `new`."""

    def __init__(self, existing: Existing, old: str, new: str, today: str) -> None:
        self._existing, self._old, self._new, self._today = existing, old, new, today

    def edges(self) -> Iterator[tuple[EdgeKind, Row]]:
        """Edges from or to the old one that still hold."""
        yield from self._edges_of(self._old)

    def _edges_of(self, one: str) -> Iterator[tuple[EdgeKind, Row]]:
        for kind in EdgeKind:
            if kind is EdgeKind.ROLE_IN:
                continue
            for row in facts_about(self._existing, kind.kind, one):
                if one in (row["from"], row["to"]) and self._holds(row):
                    yield kind, {**row, "kind": kind.value}

    def handed_over(self, kinds: Collection[EdgeKind]) -> list[Row]:
        """The old one's edges of some kinds ended, and begun anew for the new one unless the same is recorded of him already."""
        known = {_identity(row) for _, row in self._edges_of(self._new)}
        owned = any(k is EdgeKind.OWNS and row.get("primary") for k, row in self._edges_of(self._new))
        rows: list[Row] = []
        for kind, row in self.edges():
            if kind not in kinds:
                continue
            rows += self._ended(row)
            begun = {**row, **{end: self._new for end in ("from", "to") if row[end] == self._old}}
            if begun["from"] == begun["to"] or _identity(begun) in known:
                continue
            if kind is EdgeKind.OWNS and owned and row.get("primary"):
                continue
            rows.append(self._begun(begun))
        return rows

    def own_lines(self) -> list[Row]:
        """The new one's own lines upward, and own primary place, ended: those of the post take their place."""
        single = {kind for kind, row in self.edges() if _is_single(kind, row, self._old)}
        rows = []
        for kind, row in self._edges_of(self._new):
            own = _is_single(kind, row, self._new) and self._old not in (row["from"], row["to"])
            if own and (kind is EdgeKind.REPORTS_TO or kind in single):
                rows += self._ended(row)
        return rows

    def roles(self, personal: Collection[str] = ()) -> list[Row]:
        """The old one's roles ended and begun anew, without `personal` ones, together with the new one's in the same decision."""
        held = {row["opportunity"]: row for row in self._roles_of(self._new)}
        rows: list[Row] = []
        for row in self._roles_of(self._old):
            rows += self._ended(row)
            kept = [role for role in row.get("roles", ()) if role not in personal]
            if not kept and not row.get("decision_weight"):
                continue
            begun = {**row, "person": self._new, "roles": kept or row["roles"]}
            also = held.get(row["opportunity"])
            if also is not None:
                begun |= {"roles": [*dict.fromkeys([*also.get("roles", ()), *begun["roles"]])]}
                weights = [r["decision_weight"] for r in (also, row) if r.get("decision_weight") is not None]
                begun |= {"decision_weight": sum(weights)} if weights else {}
                begun |= {"veto": True} if also.get("veto") else {}
            rows.append(self._begun(begun))
        return rows

    def _roles_of(self, one: str) -> Iterator[Row]:
        for row in facts_about(self._existing, EdgeKind.ROLE_IN.kind, one):
            if row["person"] == one and self._holds(row):
                yield row

    def subordinates(self) -> list[Row]:
        """Records of those who report to the old one, with the new one in its place."""
        return [
            {**row, "reports_to": self._new}
            for row in facts_about(self._existing, "person", self._old)
            if row.get("reports_to") == self._old and row["id"] != self._new
        ]

    def told(self, tables: Mapping[str, Sequence[Row]]) -> Text:
        """How much was handed over."""
        edges = [row for row in tables["edges"] if self._new in (row["from"], row["to"]) and not row.get("valid_to")]
        lines = sum(row["kind"] == EdgeKind.REPORTS_TO for row in edges) + len(tables["people"]) - 2
        roles = sum(row["person"] == self._new for row in tables["roles"])
        return Text(
            "移交：决策角色 {roles}、汇报关系 {lines}、其他关系 {others}",
            "handed over: decision roles {roles}, reporting lines {lines}, other relations {others}",
        ).format(roles=roles, lines=lines, others=sum(row["kind"] != EdgeKind.REPORTS_TO for row in edges))

    def _holds(self, row: Row) -> bool:
        end = row.get("valid_to", "")
        return not end or end > self._today

    def _ended(self, row: Row) -> list[Row]:
        """The row with its end; one that begins today or later has nothing to end, and is of somebody who is gone by then."""
        if row.get("valid_from", "") >= self._today:
            return []
        return [{**row, "valid_to": self._today}]

    def _begun(self, row: Row) -> Row:
        """From today on: when and by whom it was observed stays as it was."""
        return {**row, "valid_from": max(row.get("valid_from", ""), self._today)}


def _is_single(kind: EdgeKind, row: Row, one: str) -> bool:
    """Of which a person has one at a time: the solid line upward, the primary place."""
    if row["from"] != one:
        return False
    solid = kind is EdgeKind.REPORTS_TO and row.get("line", ReportingLine.SOLID.value) == ReportingLine.SOLID
    return solid or (kind is EdgeKind.MEMBER_OF and bool(row.get("primary")))


def is_line_up(row: Row, one: str) -> bool:
    """A solid reporting line from somebody to his superior."""
    return row["kind"] == EdgeKind.REPORTS_TO and _is_single(EdgeKind.REPORTS_TO, row, one)


def _identity(row: Row) -> tuple[str, ...]:
    return tuple(str(row.get(c, "")) for c in ("kind", "from", "to", "domain", "opportunity", "reported_by"))


def facts_about(existing: Existing, kind: str, mentioning: str) -> Iterator[Row]:
    """Facts of a kind that mention an id, read only where its text occurs."""
    batch = existing.get(kind)
    wanted = json.dumps(mentioning, ensure_ascii=False)
    for at, text in enumerate(batch.props if batch else ()):
        if wanted in text:
            assert batch is not None
            yield batch.row(at)


def from_its_day(plan: ImportPlan, day: str) -> ImportPlan:
    """The plan with everybody's record holding from a day on: a seat that opens, or a holder who is new, was not there before.

    An edge without dates that is ended keeps its beginning, since ever.
    """
    if plan.change is None:
        return plan
    batches = [
        replace(b, dated=True, valid_from=[day] * len(b) if b.kind == "person" else b.valid_from)
        for b in plan.change.batches
    ]
    return replace(plan, change=replace(plan.change, batches=batches))

"""The facts of a day as rows of the tables that an import takes, which is the import read backwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choices import Flag
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import DATES
from graphcrm.model.fields import Field
from graphcrm.model.plan_records import named_in
from graphcrm.model.tables import TABLES, Table, column

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch
    from graphcrm.model.records import Edge

__all__ = ["Content", "Row", "content_of", "refers", "signed"]

#: Values by column; a list column has a list.
Row = Mapping[str, Any]

_FINDING = column("accepted", "key")
_LEFT_OUT = Text(
    "{n} 人的网络属性不在表格里（csv 的 network 文件夹与 graphml、gexf 中有）",
    "attributes that {n} people have from a network are in no table (the folder network of csv, graphml and gexf have them)",
)
_TIES = Text(
    "{n} 条导入网络的关系不在表格里：csv 另存于 network 文件夹，graphml、gexf 中有",
    "{n} ties of imported networks are in no table: csv keeps them in its folder network, graphml and gexf have them",
)
_NOT_PROCESSED = Text(
    "{n} 人标记为不予处理，其个人数据不导出",
    "{n} people are not to be processed; nothing personal of them is given away",
)


@dataclass(frozen=True, slots=True)
class Content:
    """Rows by table, and the ties of imported networks, as far as an edition may have them."""

    tables: Mapping[str, Sequence[Row]]
    ties: Sequence[Row] = ()
    #: Attributes that people have from networks, by id.
    attributes: Mapping[str, Mapping[str, Any]] | None = None
    notes: tuple[Text, ...] = ()

    def rows(self, table: str) -> Sequence[Row]:
        """Rows of a table, none if it is empty."""
        return self.tables.get(table, ())

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What the user should know of an export as tables."""
        told = ((_TIES, len(self.ties)), (_LEFT_OUT, len(self.attributes or ())))
        return (*self.notes, *(text.format(n=n) for text, n in told if n))


def content_of(batches: Mapping[str, Batch], before: Iterable[Edge] = ()) -> Content:
    """The rows of what a store holds on a day, table by table, in the order of the store, and of ties from `before` somebody left.

    Rows carry the dates of their versions, so that the same import finds them unchanged. Of people who are not to be processed
    nothing is given away, nor any row that names one of them.
    """
    tables: dict[str, list[Row]] = {}
    attributes: dict[str, Mapping[str, Any]] = {}
    for of in TABLES:
        kinds = [k.kind for k in EdgeKind if k is not EdgeKind.ROLE_IN] if of.name == "edges" else [of.kind]
        rows = [row for kind in kinds if kind in batches for row in _rows(of, batches[kind])]
        if of.name == "people":
            attributes = {row["id"]: row["attributes"] for row in rows if row.get("attributes")}
        known = {f.name for f in of.columns}
        if of.name == "edges":
            rows += map(_earlier, before)
        tables[of.name] = [{name: value for name, value in row.items() if name in known} for row in rows]
    ties = batches["tie"].decoded() if "tie" in batches else []
    barred = {row["id"] for row in tables["people"] if Flag.DO_NOT_PROCESS.value in row.get("flags", ())}
    if not barred:
        return Content(tables, ties, attributes)
    kept = {of.name: [r for r in tables[of.name] if not _names(of, r, barred)] for of in TABLES}
    ties = [tie for tie in ties if not {tie["from"], tie["to"]} & barred]
    attributes = {person: of for person, of in attributes.items() if person not in barred}
    return Content(kept, ties, attributes, (_NOT_PROCESSED.format(n=len(barred)),))


def _rows(of: Table, batch: Batch) -> list[dict[str, Any]]:
    """Rows of one kind of fact. A table whose own date says when a row was observed has no dates of versions."""
    rows = batch.decoded()
    if of.name == "edges":
        kind = next(k.value for k in EdgeKind if k.kind == batch.kind)
        rows = [{"kind": kind, **row} for row in rows]
    if of.dated_by is None and of.column("valid_from") is not None:
        for name, column in zip(DATES, batch.columns[2:], strict=True):
            for row, day in zip(rows, column, strict=True):
                if day:
                    row[name] = day
    return rows


def _earlier(edge: Edge) -> dict[str, Any]:
    """The row of a version that has ended, or that another one has followed, which ends it."""
    dates = {name: day for name in DATES if (day := getattr(edge, name))}
    return {"kind": edge.kind, **edge.props, **dates}


def refers(field: Field, row: Row) -> Sequence[str]:
    """The ids that a row names in a column; none if the column holds no ids. The key of a finding is made of some."""
    value = row.get(field.name)
    if field == _FINDING:
        return tuple(named_in(row[field.name]))
    if value is None or not field.refs:
        return ()
    return value if isinstance(value, list) else [value]


def signed(tie: Row) -> Row:
    """A tie of a network as `network import` takes it: one against somebody has a negative weight."""
    return {**tie, "weight": -tie["weight"]} if tie.get("sign") == -1 else tie


def _names(of: Table, row: Row, people: set[str]) -> bool:
    own = of.name == "people" and row["id"] in people
    return own or any(one in people for field in of.columns for one in refers(field, row))

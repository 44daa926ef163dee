"""Rows of a network, from whatever file they come: people with attributes, ties with what is counted about them on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.cells import GARBLED, Cell, Unusable, clean
from graphcrm.ingest.files import Unreadable
from graphcrm.ingest.graph_json import placed
from graphcrm.ingest.headings import is_private, plain
from graphcrm.ingest.hints import hints_of
from graphcrm.ingest.log import Log
from graphcrm.ingest.network_columns import EDGES, NODES, is_directed, places
from graphcrm.ingest.options import ImportOptions
from graphcrm.ingest.readings import is_garbled
from graphcrm.ingest.weights import weights_among
from graphcrm.model.choices import TieKind
from graphcrm.model.fields import FieldError, Parser, integer, parse_date, shown, text
from graphcrm.model.ids import identifier
from graphcrm.model.rules.twins import look_alike, twins
from graphcrm.model.rules.wording import barred, taken
from graphcrm.spoken import joined

__all__ = ["Grid", "NetworkRows", "Tie"]

_NAME = text(200)
_GRADE = integer(1, 5)
_ATTRIBUTE = text(500)
_LONGEST_TYPE = 200
#: Kinds of which a tie may be negative: against somebody. A log has no messages below none, a chart no line below none.
_SIGNED = frozenset({TieKind.TRUSTS, TieKind.INFLUENCES, TieKind.AFFILIATES})
#: How programs number, draw and label ties; and columns that are told at most.
_DRAWN = frozenset({
    "id", "key", "label", "color", "colour", "width", "size", "thickness", "style", "shape", "arrow", "arrows", "viz",
    "smooth", "hidden", "timeset", "interval", "r", "g", "b", "edge id",
})  # fmt: skip
_TOLD = 20
_Key = tuple[str, str, str]
#: File and line of a row.
_At = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under headings, from one place of a file.

    lines
        Line or row of each; 0 where a format has none that a person could look up.
    loose
        The headings are attributes of a graph, of which several may stand for one column.
    more
        The rows go on under the headings of the grid before.
    called
        The list of a JSON document that the rows are, so that faults name their places in it; "" for any other file.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    lines: Sequence[int]
    loose: bool = False
    more: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two people: of what kind, how strong, from when to when; `sign` −1 where it is against somebody."""

    kind: TieKind | None
    weight: float
    first: str
    last: str
    sign: int


@dataclass
class _Rejected(Exception):
    """A row that cannot be taken: the problem's code, what is wrong, and with which column and value."""

    code: str
    text: Text
    column: str
    value: str = ""


class NetworkRows:
    """A network under construction. `ties` says what each type means, under "" what all of them mean."""

    def __init__(self, ties: Mapping[str, TieKind], options: ImportOptions, named: Mapping[str, str]) -> None:
        self.ties = ties
        self.options = options
        self.encoding = hints_of(options.encoding).encoding
        self.named = named
        self.log = Log(options.listed)
        #: Where each type was found first.
        self.found: dict[str, tuple[str, int]] = {}
        self.people: dict[str, dict[str, Any]] = {}
        #: People of whom a list was read, which says more than what stands beside the ties.
        self.listed: set[str] = set()
        self.tied: dict[_Key, Tie] = {}
        #: Where each id stands first: file, line, column.
        self.first_seen: dict[str, tuple[str, int, str]] = {}
        #: Kinds of other things by their ids, and people of whom nothing may be kept: ids that no row may name.
        self.taken: dict[str, str] = {}
        self.barred: frozenset[str] = frozenset()
        self.rows = {"edges": 0, "nodes": 0}
        self.rejected = {"edges": 0, "nodes": 0}
        self.notes = {"self_ties": 0, "merged": 0, "no_tie": 0, "undirected": 0, "negative": 0, "one_way": 0}
        self._columns: dict[str, int] = {}
        self._extra: dict[str, int] = {}
        self._weight = weights_among(())

    def fault(
        self, table: str, code: str, file: str, fault: Text, line: int, column: str = "", value: str = ""
    ) -> None:
        """Reject a row."""
        self.rejected[table] += 1
        self.log.say(code, file, fault, line or None, column, shown(value))

    def edge_columns(
        self, headings: Sequence[str], rows: Sequence[Sequence[Cell]] = (), loose: bool = False
    ) -> dict[str, int]:
        """Where the columns of ties are; raises Unreadable. A file without types has one, which then must have been said."""
        found = places(headings, EDGES, self.named, sample=rows, loose=loose)
        if "type" not in found and "" not in self.ties and len(self.ties) != 1:
            why = Text("文件没有关系类型列", "the file has no column with the type of tie")
            how = f"--tie {'|'.join(TieKind)}"
            advice = Text(f"请用 {how} 说明全部关系的种类", f"Say what all ties are: {how}")
            raise Unreadable(why, 1, "type", "E13", advice)
        return found

    def edges(self, grid: Grid) -> None:
        """Take ties; raises Unreadable if the headings are none of ties."""
        if not grid.more:
            self._columns = self.edge_columns(grid.headings, grid.rows, grid.loose)
            place = self._columns.get("weight")
            cells = () if place is None else (str(row[place]).strip() for row in grid.rows)
            self._weight = weights_among(cells)
            self._tell_unread(grid)
        self._take("edges", grid, self._edge)

    def nodes(self, grid: Grid, *, listed: bool = False) -> None:
        """Take people; raises Unreadable if the headings are none of people. `listed`: they come from a file of their own."""
        if not grid.more:
            self._columns = places(grid.headings, NODES, loose=grid.loose)
            self._extra = self._attributes(grid)
        self._take("nodes", grid, partial(self._node, listed=listed))

    def _take(self, table: str, grid: Grid, take: Callable[[_At, Sequence[Cell]], None]) -> None:
        """Take the rows one by one; one that is rejected is told with its place."""
        self.rows[table] += len(grid.rows)
        for n, (row, line) in enumerate(zip(grid.rows, grid.lines, strict=True)):
            try:
                take((grid.file, line), row)
            except _Rejected as why:
                said = placed(grid.called, n, why.text) if grid.called else why.text
                self.fault(table, why.code, grid.file, said, line, why.column, why.value)

    def _tell_unread(self, grid: Grid) -> None:
        """Say once which columns of ties nothing is taken from; those of a graph that draw it are nobody's facts."""
        taken = self._columns.values()
        named = [n for n, h in enumerate(grid.headings) if n not in taken and h.strip() and plain(h) not in _DRAWN]
        left = [shown(grid.headings[n]) for n in named if any(_says(row[n]) for row in grid.rows)]
        if left:
            why = Text("关系的这些列未导入：", "columns of ties that were not imported: ") + joined(left[:_TOLD])
            self.log.say("W12", grid.file, why)

    def _attributes(self, grid: Grid) -> dict[str, int]:
        """Columns that nobody knows are attributes, except what is private."""
        extra = {}
        for place, heading in enumerate(grid.headings):
            if place in self._columns.values() or not heading.strip():
                continue
            if not is_private(heading):
                extra[clean(heading).strip()[:200]] = place
            elif self.log.room(grid.file, "W12"):
                why = Text(
                    f"列“{shown(heading)}”属于个人隐私，从不导入",
                    f"the column “{shown(heading)}” is about private life and is never imported",
                )
                self.log.say("W12", grid.file, why, 1, shown(heading))
        return extra

    def _node(self, at: _At, row: Sequence[Cell], *, listed: bool) -> None:
        person = self._id(at, "id", row[self._columns["id"]])
        if person in self.listed and not listed:
            return
        wanted = (("name", _NAME), ("title", _NAME), ("grade", _GRADE))
        props = _values((name, parse, row[self._columns[name]]) for name, parse in wanted if name in self._columns)
        attributes = _values((name, _ATTRIBUTE, row[place]) for name, place in self._extra.items())
        if attributes:
            props["attributes"] = attributes
        if listed:
            self.listed.add(person)
        if not self.people.get(person):  # unknown, or known only as the end of a tie
            self.people[person] = props
        elif self.people[person] != props:
            why = Text(
                f"编号“{shown(person)}”重复而内容不同", f"the id “{shown(person)}” is there twice with different values"
            )
            raise _Rejected("E14", why, "id", person)

    def _id(self, at: _At, column: str, raw: Cell) -> str:
        """An id as every other import takes it, or the name of a type: without the blanks around it."""
        if isinstance(raw, Unusable):
            raise _Rejected("E03", raw.text, column, raw.value)
        value = str(raw).strip()
        if not value:
            raise _Rejected("E13", Text("缺少编号", "the id is missing"), column)
        if is_garbled(value):
            raise _Rejected("E03", GARBLED, column, value)
        try:
            value = _type(value) if column == "type" else identifier(value)
        except FieldError as error:
            raise _Rejected("E03", error.text, column, value) from error
        if column != "type" and value in self.taken:
            raise _Rejected("E03", taken(value, self.taken[value]), column, value)
        if column != "type" and value in self.barred:
            raise _Rejected("E12", barred(value), column, value)
        self.first_seen.setdefault(value, (*at, column))
        return value

    def tell_twins(self) -> None:
        """W17 for ids that look the same, where the second of them stands first."""
        for one, other in twins(self.first_seen).items():
            file, line, column = self.first_seen[one]
            self.log.say("W17", file, look_alike(one, other), line or None, column, shown(one))

    def _edge(self, at: _At, row: Sequence[Cell]) -> None:
        found = self._columns
        source, target = (self._id(at, end, row[found[end]]) for end in ("src", "dst"))
        name, kind = self._meant(at, row)
        wanted = (("weight", self._weight), ("first", parse_date), ("last", parse_date))
        given = _values((column, parse, row[found[column]]) for column, parse in wanted if column in found)
        weight, first, last = given.get("weight", 1.0), given.get("first", ""), given.get("last", "")
        self._refuse_late(first, last)
        if weight < 0 and kind is not None and kind not in _SIGNED:
            why = Text(
                f"权重 {weight:g} 小于 0：{kind.zh} 不能为负",
                f"the weight {weight:g} is below 0, which “{kind}” cannot be",
            )
            raise _Rejected("E03", why, "weight", f"{weight:g}")
        if source == target:
            self.notes["self_ties"] += 1
            self.know(source)
        elif weight == 0:
            self.notes["no_tie"] += 1
            self.know(source, target)
        else:
            tie = Tie(kind, abs(weight), first, last, -1 if weight < 0 else 1)
            self._add((name, source, target), tie)

    def _meant(self, at: _At, row: Sequence[Cell]) -> tuple[str, TieKind | None]:
        """Type of a row's tie and what it means, by its cells or as all ties of the file were said to be.

        A tie that is said to have no direction (Gephi says so in its column Type, a graph by its nature) is of no kind that
        runs from one to the other, whatever its type was said to mean.
        """
        whole = self.ties.get("")
        raw = row[self._columns["type"]] if "type" in self._columns else None
        written = raw if isinstance(raw, str) else ""
        directed = is_directed(written, of_type=True)
        only_direction = directed is not None
        if "directed" in self._columns:
            said = is_directed(str(row[self._columns["directed"]]))
            directed = said if said is not None else directed
        undirected = directed is False
        if whole is not None and (raw is None or only_direction or raw == ""):
            name: str = (TieKind.AFFILIATES if undirected else whole).value
        elif raw is None:
            (name,) = self.ties
        else:
            name = self._id(at, "type", raw)
        self.notes["undirected"] += undirected
        self.found.setdefault(name, at)
        return name, TieKind.AFFILIATES if undirected and self.knows(name) else self.ties.get(name, whole)

    def knows(self, name: str) -> bool:
        """Whether it was said what a type means."""
        return "" in self.ties or name in self.ties

    def _refuse_late(self, first: str, last: str) -> None:
        """Reject a tie of the future, or one that ends before it begins."""
        today = self.options.today
        if max(first, last) > today:
            why = Text(f"日期晚于导入日 {today}", f"the date is later than the day of import, {today}")
            raise _Rejected("E04", why, "last")
        if first and last and last < first:
            raise _Rejected("E05", Text("last 早于 first", "last is earlier than first"), "last")

    def _add(self, key: _Key, tie: Tie) -> None:
        before = self.tied.get(key)
        if before is not None and (before.sign, before.kind) != (tie.sign, tie.kind):
            why = Text(
                "同类型同两人的关系前后矛盾（一正一负，或一有向一无向）",
                "the same two people and type are there otherwise before: once for and once against, or with and without a direction",
            )
            raise _Rejected("E14", why, "weight")
        if before is not None:
            self.notes["merged"] += 1
            first = min(filter(None, (tie.first, before.first)), default="")
            tie = Tie(tie.kind, tie.weight + before.weight, first, max(tie.last, before.last), tie.sign)
        else:
            self.notes["negative"] += tie.sign < 0
        self.tied[key] = tie
        self.know(*key[1:])

    def know(self, *people: str) -> None:
        """Note people of whom nothing may be known but that they are there."""
        for person in people:
            self.people.setdefault(person, {})


def _values(cells: Iterable[tuple[str, Parser, Cell]]) -> dict[str, Any]:
    """What the cells of a row say, by column; nothing of empty ones."""
    found = {}
    for name, parse, raw in cells:
        if isinstance(raw, Unusable):
            raise _Rejected("E03", raw.text, name, raw.value)
        if value := clean(str(raw)).strip():
            try:
                found[name] = parse(value)
            except FieldError as error:
                raise _Rejected("E03", error.text, name, value) from error
    return found


def _says(cell: Cell) -> bool:
    return not isinstance(cell, Unusable) and bool(str(cell).strip())


def _type(raw: str) -> str:
    """The name of a type of ties."""
    if len(raw) > _LONGEST_TYPE or clean(raw) != raw or "\t" in raw or "\n" in raw:
        raise FieldError(
            Text(
                f"类型应为不超过 {_LONGEST_TYPE} 个字符、不含控制字符的文字",
                f"a type is text of at most {_LONGEST_TYPE} characters without control characters",
            )
        )
    return raw

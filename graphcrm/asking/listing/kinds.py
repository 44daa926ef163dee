"""What can be listed: each kind of record once, with its columns, what a search looks at, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from graphcrm.asking.labelled import Labelled
from graphcrm.asking.listing import rows
from graphcrm.asking.listing.scope import Scope, in_order
from graphcrm.asking.options import Kind, Option
from graphcrm.asking.query import About, Column, Query
from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.errors import UsageError
from graphcrm.i18n import Name, Text
from graphcrm.model.fields import Field, IntegerOf, NumberOf, boolean, parse_date, shown
from graphcrm.model.plan_records import Position, Potential
from graphcrm.model.provenance import MONEY
from graphcrm.model.records import Action, Person
from graphcrm.model.tables import BY_NAME, column
from graphcrm.near import near
from graphcrm.spoken import joined
from graphcrm.texts import read_texts

__all__ = ["LISTS", "ListKind", "find_kind", "of_table", "recorded", "value_of"]


#: Kinds of which people read the name beside the id.
_NAMED = frozenset({"person", "org", "unit", "opportunity"})
_FORMS = {boolean: "bool", parse_date: "date", MONEY: "money"}
#: Columns that records call otherwise.
_CALLED = {"from": "giver", "to": "taker", "key": "id"}


def of_table(table: str, names: str) -> tuple[Column, ...]:
    """Columns of a table by their names, blanks between.

    >>> [(c.format, c.access.value) for c in of_table("actions", "owner due cost result")]
    [('person', 'insight'), ('date', 'insight'), ('money', 'insight'), ('text', 'private')]
    """
    found = [column(table, name) for name in names.split()]
    return tuple(Column(f.name, f.heading, _format(f), f.access) for f in found)


def _format(field: Field) -> str:
    if _NAMED & set(field.refs):
        return "people" if field.many else "person"
    if field.many:
        return "list"
    if isinstance(field.parse, IntegerOf):  # a scale about zero is read with its sign
        return "support" if field.parse.low == -field.parse.high else "int"
    return _FORMS.get(field.parse) or ("number" if isinstance(field.parse, NumberOf) else "text")


def value_of(record: Any, name: str) -> Any:
    """What a record holds in a column."""
    return getattr(record, _CALLED.get(name, name))


def recorded(table: str, name: str, record: Any) -> Any:
    """The value of a column as a list has it: codes with labels, names as they were recorded, None for nothing."""
    value, field = value_of(record, name), column(table, name)
    if isinstance(value, tuple):
        return [_said(field, one) for one in value]
    return None if value is None or value == "" else _said(field, value)


def _said(field: Field, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return Labelled.of(value, field.label(value)) if field.choices or field.usual else str(value)


Sorted = Callable[[Iterable[Any]], Iterable[Any]]

SEARCH = Option(
    "search",
    Kind.TEXT,
    Text(
        "编号、名称、英文名、职务中含有这些字（不分大小写和声调，可用拼音）",
        "only what has these words in id, name, title",
    ),
)


@dataclass(frozen=True)
class ListKind:
    """A kind of record. `searched` are columns; of ids among them names, English names and titles are searched too. `aside` are
    columns that a narrow terminal leaves out, the first of them first; `also` is what people call the list, too."""

    name: str
    one: str
    label: Text
    columns: tuple[Column, ...]
    searched: tuple[str, ...]
    rows: Callable[[Scope], Iterable[Mapping[str, Any]]]
    aside: tuple[str, ...]
    also: tuple[str, ...]

    @property
    def query(self) -> Query:
        """The list as a question, so that it is checked, shown and written like every answer."""
        return Query(
            name=f"list {self.name}",
            question=self.label,
            answer=self.name,
            about=About.RECORDS,
            own=(SEARCH,),
            groups=(self.columns,),
            contract=(self.columns,),
            source=Path(self.name),
            aside=self.aside,
        )


def _by(*names: str) -> Sorted:
    """Sorts records by columns, as people count."""
    return lambda records: sorted(records, key=lambda one: [in_order(str(value_of(one, n) or "")) for n in names])


def _latest_first(records: Iterable[Any]) -> Iterable[Any]:
    return sorted(_by("id")(records), key=attrgetter("date", "time"), reverse=True)


def _without_a_day_last(records: Iterable[Any]) -> Iterable[Any]:
    return sorted(_by("due", "id")(records), key=lambda one: one.due is None)


def _manager(scope: Scope, who: Person) -> str | None:
    return min(filter(scope.shows, scope.snapshot.superiors(who.id)), key=in_order, default=None)


def _goal(scope: Scope, action: Action) -> str | None:
    goal = scope.snapshot.goals.get(action.goal or "")
    return goal.statement if goal else action.goal


def _criterion(scope: Scope, position: Position) -> str:
    known = scope.snapshot.criteria.get(position.criterion)
    name = known.name if known else position.criterion
    return Labelled.of(position.criterion, Text(name, name))


def _product(scope: Scope, potential: Potential) -> str:
    known = scope.snapshot.products.get(potential.product)
    name = known.name if known else potential.product
    return Labelled.of(potential.product, Text(name, (known and known.name_en) or name))


#: What is not as it was recorded, by list and column.
_COMPUTED: Mapping[str, Mapping[str, Callable[[Scope, Any], Any]]] = {
    "people": {"reports_to": _manager, "owner": lambda scope, who: scope.snapshot.owners.get(who.id)},
    "orgs": {"people": lambda scope, org: len(scope.snapshot.index.people([org.id]))},
    "units": {"people": lambda scope, unit: scope.known[unit.id]},
    "actions": {"goal": _goal},
    "positions": {"criterion": _criterion},
    "potential": {"product": _product},
}
_ORDERS: Mapping[str, Sorted] = {"latest first": _latest_first, "without a day last": _without_a_day_last}


def _kind(name: str, said: Mapping[str, Any]) -> ListKind:
    """A list as ``kinds.toml`` declares it."""
    table = said.get("table", name)
    starred = said["columns"].split()
    columns = tuple(_column(table, column.rstrip("*"), said) for column in starred)
    return ListKind(
        name,
        said.get("one") or BY_NAME[table].kind,
        Text(said.get("zh") or BY_NAME[table].zh, said.get("en") or name.capitalize()),
        columns,
        searched=tuple(column.rstrip("*") for column in starred if column.endswith("*")),
        rows=_DERIVED.get(name) or partial(_rows, name, table, columns, said["order"]),
        aside=tuple(said.get("aside", "").split()),
        also=tuple(said.get("also", ())),
    )


def _column(table: str, name: str, said: Mapping[str, Any]) -> Column:
    if own := said.get("own", {}).get(name):
        zh, en, form = own
        found = Column(name, Text(zh, en), form)
    else:
        [found] = of_table(table, name)
    return replace(found, access=max(found.access, Access(said.get("access", "open")), key=list(Access).index))


def _rows(name: str, table: str, columns: Sequence[Column], order: str, scope: Scope) -> Iterable[Mapping[str, Any]]:
    """The records of a table in an order; what is not as it was recorded is computed."""
    sort, computed = _ORDERS.get(order) or _by(*order.split()), _COMPUTED.get(name, {})
    names = [c.name for c in columns]
    for record in sort(getattr(scope, table)):
        yield {n: computed[n](scope, record) if n in computed else _shown(table, n, names, record) for n in names}


def _shown(table: str, name: str, beside: Container[str], record: Any) -> Any:
    """As it was recorded; in both languages where the English form has no column of its own `beside` it."""
    value = value_of(record, name)
    return value if isinstance(value, Name) and f"{name}_en" not in beside else recorded(table, name, record)


#: Lists whose rows are not the records of one table.
_DERIVED: Mapping[str, Callable[[Scope], Iterable[Mapping[str, Any]]]] = {
    "edges": rows.relations,
    "reporters": rows.reporters,
}

#: Every kind of list by name, in the order in which a reader meets the records.
LISTS: Mapping[str, ListKind] = {
    name: _kind(name, said) for name, said in read_texts(Path(__file__).with_suffix(".toml")).items()
}


def find_kind(name: str) -> ListKind:
    """The kind with this name, in the singular, by its label in either language, or by what else people call it.

    Raises
    ------
    UsageError
        There is no such kind; near misses are named.

    Examples
    --------
    >>> find_kind("person").name, find_kind("商机").name, find_kind("relations").name, find_kind("accounts").name
    ('people', 'opportunities', 'edges', 'orgs')
    """
    wanted = name.strip().casefold()
    words = {
        word: kind for kind in LISTS.values() for word in (kind.name, kind.one, kind.label.zh, kind.label.en.casefold())
    }
    words |= {word: kind for kind in LISTS.values() for word in kind.also}
    if wanted in words:
        return words[wanted]
    close = list(dict.fromkeys(words[word].name for word in near(wanted, words)))
    hint = (
        Text("是否想用：{near}？", "Did you mean {near}?").format(near=joined(close))
        if close
        else Text("可列出：{all}", "There are {all}.").format(all=joined(LISTS))
    )
    raise UsageError(
        Text("没有“{name}”的清单。{hint}", "there is no list of “{name}”. {hint}").format(name=shown(name), hint=hint)
    )

"""What can be listed: each kind of record once, with its columns, what a search looks at, and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
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
    columns that a narrow terminal leaves out, the first of them first."""

    name: str
    one: str
    label: Text
    columns: tuple[Column, ...]
    searched: tuple[str, ...]
    rows: Callable[[Scope], Iterable[Mapping[str, Any]]]
    aside: tuple[str, ...] = ()

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


def _kind(
    name: str,
    columns: str,
    order: Sorted,
    *,
    en: str = "",
    one: str = "",
    table: str = "",
    more: tuple[Column, ...] = (),
    aside: str = "",
    **computed: Callable[[Scope, Any], Any],
) -> ListKind:
    """The records of a table in an order; a star marks the columns in which a search looks.

    What is not as it was recorded is `computed`, in columns of the table or in `more`.
    """
    of = BY_NAME[table or name]
    names = columns.replace("*", "")
    searched = tuple(column.removesuffix("*") for column in columns.split() if column.endswith("*"))
    shown = (*of_table(of.name, names), *more)

    def said(column: str, record: Any) -> Any:
        """As it was recorded; in both languages where the English form has no column of its own beside it."""
        value = value_of(record, column)
        both = isinstance(value, Name) and f"{column}_en" not in names.split()
        return value if both else recorded(of.name, column, record)

    def rows(scope: Scope) -> Iterable[Mapping[str, Any]]:
        for record in order(getattr(scope, of.name)):
            yield {
                c.name: computed[c.name](scope, record) if c.name in computed else said(c.name, record) for c in shown
            }

    return ListKind(
        name, one or of.kind, Text(of.zh, en or name.capitalize()), shown, searched, rows, tuple(aside.split())
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


#: Who opposes or influences whom stands in no papers of the customer's, so of relations of all kinds nothing is open.
_EDGES = tuple(
    replace(c, access=Access.INSIGHT) if c.access is Access.OPEN else c
    for c in (
        *of_table("edges", "kind from to level domain"),
        Column("detail", Text("说明", "detail"), "list"),
        *of_table("edges", "confidence reported_by source observed_at valid_from valid_to"),
    )
)
_REPORTERS = tuple(
    Column(name, Text(zh, en), form, Access.PRIVATE)
    for name, zh, en, form in (
        ("reporter", "报告人", "reporter", "person"),
        ("org", "组织", "organisation", "person"),
        ("reports", "报告数", "reports", "int"),
        ("relations", "关系", "relations", "int"),
        ("stances", "支持态度", "stances", "int"),
        ("roles", "决策角色", "decision roles", "int"),
        ("assessments", "关系评估", "assessments", "int"),
        ("confident", "置信≥B", "confidence ≥ B", "share"),
        ("first", "最早", "first", "date"),
        ("last", "最近", "last", "date"),
    )
)

#: Every kind of list by name, in the order in which a reader meets the records.
LISTS: Mapping[str, ListKind] = {
    kind.name: kind
    for kind in (
        _kind(
            "people",
            "id* name* name_en* title* org unit grade function role reports_to owner flags left_on",
            _by("org", "id"),
            aside="left_on flags role function org grade",
            reports_to=_manager,
            owner=lambda scope, who: scope.snapshot.owners.get(who.id),
        ),
        _kind(
            "orgs",
            "id* name* name_en* category subtype parent tier segment lifecycle industry region",
            _by("id"),
            en="Organisations",
            aside="region subtype segment industry parent",
            more=(Column("people", Text("人数", "people"), "int"),),
            people=lambda scope, org: len(scope.snapshot.index.people([org.id])),
        ),
        _kind(
            "units",
            "id* name* org* parent function headcount",
            _by("org", "id"),
            more=(Column("people", Text("已知人数", "people known"), "int"),),
            aside="headcount function parent",
            people=lambda scope, unit: scope.known[unit.id],
        ),
        _kind(
            "opportunities",
            "id* name* name_en* customer* amount currency stage status decision_rule domain due competitors",
            _by("customer", "id"),
            aside="domain decision_rule competitors name_en status",
        ),
        ListKind(
            "edges", "edge", Text("关系", "Relations"), _EDGES, ("kind", "from", "to", "reported_by"), rows.relations
        ),
        _kind(
            "meetings",
            "date time kind* participants* opportunity* channel source_channel outcome severity status summary* id",
            _latest_first,
            en="Interactions",
            aside="time source_channel severity status channel id",
            one="meeting",
            table="interactions",
        ),
        _kind(
            "actions",
            "id* due type* target* owner* status goal opportunity cost currency result",
            _by("due", "id"),
            aside="currency cost result goal opportunity",
            goal=_goal,
        ),
        _kind("goals", "id* customer* kind statement* agreed_by_both due status", _by("customer", "id")),
        _kind("calendar", "date event* org* person*", _by("date", "event"), one="event"),
        _kind("needs", "id* holder* kind statement* explicit horizon our_response owner* status", _by("holder", "id")),
        _kind("criteria", "id* opportunity* name* category", _by("opportunity", "id")),
        _kind(
            "positions",
            "person* criterion* weight vendor* fit confidence reported_by observed_at",
            _by("criterion", "person", "vendor", "reported_by"),
            criterion=_criterion,
        ),
        _kind("products", "id* name* name_en* line*", _by("line", "id")),
        _kind("potential", "product* unit* status vendor* amount currency", _by("unit", "product"), product=_product),
        _kind("contracts", "id* from* to* start end value currency", _by("from", "to", "start"), one="contract"),
        _kind(
            "suppliers",
            "org* date capital_qualification people reputation service_system scalability complementarity impact "
            "evaluator next_review",
            _by("org", "date"),
            en="Supplier evaluations",
            one="evaluation",
        ),
        _kind(
            "thirdparties",
            "org* date trust info_share scope_clarity endorsement support scope* reviewer next_review",
            _by("org", "date"),
            en="Third-party reviews",
            one="review",
        ),
        _kind("promises", "id* from* to* statement* made_on due status evidence", _without_a_day_last),
        _kind("accepted", "key* reason* by* date until", _by("key"), en="Accepted findings", one="acceptance"),
        ListKind("reporters", "reporter", Text("报告人", "Reporters"), _REPORTERS, ("reporter", "org"), rows.reporters),
    )
}


#: What people call these lists, too.
_ALSO: Mapping[str, tuple[str, ...]] = {
    "people": ("contacts", "contact", "联系人"),
    "orgs": ("accounts", "account", "customers", "customer", "companies", "company", "客户", "公司"),
    "opportunities": ("deals", "deal"),
    "meetings": ("visits", "visit", "拜访", "会议"),
    "actions": ("tasks", "task", "待办"),
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
    words |= {word: LISTS[kind] for kind, also in _ALSO.items() for word in also}
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

"""What all sheets of a book together say, which a sheet alone may leave open: whose it is, who made it, whom and what it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from graphcrm.ingest.guessing.columns.date_orders import date_order_of, order_of_all
from graphcrm.ingest.guessing.columns.homes import homes
from graphcrm.ingest.guessing.columns.kinds_of_lists import kind_of_list
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.columns.reporters import reporter_in
from graphcrm.ingest.guessing.sheets.legends import legends_of
from graphcrm.ingest.guessing.texts.account_forms import account_of
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.names import written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.titles import org_of_titles
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import OrgCategory

__all__ = ["Book", "our_people"]

#: Columns that name opportunities, and those whose organisations are customers, by table.
_DEALS = {"opportunities": "name", "people": "opportunity", "roles": "opportunity", "interactions": "opportunity"}
_FIRMS = {"opportunities": "customer", "orgs": "name", "people": "org", "interactions": "org"}
#: Lists over which stands whose people they are about.
_OF_PEOPLE = frozenset({"people", "edges", "units"})


class Book(NamedTuple):
    """What all sheets together say of each.

    reporter, ours
        Who made them, and our people.
    order
        Whether the day or the month stands first in days; "" if they do not tell.
    account, titled, deals, firms, rivals
        The customer of a form, the one that titles of lists of people and their relations name, and what columns name: opportunities
        with their customers, organisations, customers as far as they say, and competitors.
    legends
        What words and signs stand for by sheets that say nothing else.
    today
        After which no day of theirs is.
    homes
        The organisation of each person of lists that say it for certain.
    lines
        What stands above all tables, in that of one workbook those of its own tables.
    customers
        Every organisation that forms, titles and columns name, without competitors.
    customer
        The one of all opportunities, where no list names another organisation.
    """

    reporter: str
    ours: Sequence[str]
    order: str
    account: str
    titled: str
    legends: Sequence[Mapping[str, str]]
    deals: Mapping[str, str]
    firms: Sequence[str]
    today: str
    rivals: Sequence[str]
    homes: Mapping[str, str]
    lines: Sequence[str]
    customers: Sequence[str]
    customer: str

    @classmethod
    def of(cls, found: Sequence[Recognised], today: str) -> Self:
        """What these sheets say; days after `today` are no days of theirs."""
        ours = our_people(found)
        orders = {order for one in found for order in (date_order_of(one), order_of_all(one.sheet)) if order != "ymd"}
        lines = [line for one in found for line in one.sheet.above]
        account = account_of([one.sheet for one in found if one.of is None])
        titled, firms, rivals = _titled(found), _names(found, _FIRMS), _rivals(found)
        bought = _customers_of_deals(found)
        named = dict.fromkeys(filter(None, (account, titled, *firms)))
        return cls(
            reporter=reporter_in(lines, ours),
            ours=ours,
            order=orders.pop() if len(orders) == 1 else "",
            account=account,
            titled=titled,
            legends=[legend for one in found if one.of is None for legend in legends_of(one.sheet)],
            deals=dict.fromkeys(_names(found, _DEALS), "") | bought,
            firms=firms,
            today=today,
            rivals=rivals,
            homes=homes(found),
            lines=lines,
            customers=[one for one in named if one not in rivals],
            customer=_only_customer(found, set(bought.values()) - {""}),
        )

    def of_workbook(self, found: Sequence[Recognised]) -> Self:
        """The book as the sheets of one workbook have it: who made another, and whose that is, says nothing of this one."""
        lines = [line for one in found for line in one.sheet.above]
        account = account_of([one.sheet for one in found if one.of is None])
        return self._replace(
            reporter=reporter_in(lines, self.ours), account=account, titled=_titled(found), lines=lines
        )


def _rivals(found: Sequence[Recognised]) -> Sequence[str]:
    """The competitors that lists of organisations, and of opportunities beside each, name."""
    kinds = vocabulary("orgs", "category")
    names: list[str] = []
    for one in found:
        if one.is_of("opportunities") and (beside := one.place("competitors")) is not None:
            names += (firm for cell in one.sheet.said(beside) for firm in companies_in(cell))
        name, category = one.place("name"), one.place("category")
        if name is None or not one.is_of("orgs"):
            continue
        usual = kind_of_list(one, "name") if category is None else ""
        for row in one.sheet.rows:
            kind = usual if category is None else kinds.get(word_key(text(row[category])))
            if kind == OrgCategory.COMPETITOR.value and text(row[name]):
                names.append(text(row[name]))
    return list(dict.fromkeys(names))


def _names(found: Sequence[Recognised], columns: Mapping[str, str]) -> Sequence[str]:
    """The different names in columns of a meaning, by the table."""
    places = [
        (one, place)
        for one in found
        if one.of is not None
        and one.of.name in columns
        and not (one.shape and one.shape.ours)
        and (place := one.place(columns[one.of.name])) is not None
    ]
    return list(dict.fromkeys(name for one, place in places for name in one.sheet.said(place)))


def _titled(found: Sequence[Recognised]) -> str:
    """The one organisation that lines above lists of people, and of who is tied to whom, name for certain; "" if none or several do."""
    lists = [one.sheet.above for one in found if one.of is not None and one.of.name in _OF_PEOPLE]
    named = {org for org, certain in map(org_of_titles, lists) if certain}
    return named.pop() if len(named) == 1 else ""


def _customers_of_deals(found: Sequence[Recognised]) -> dict[str, str]:
    """Whose each opportunity is, as lists of them say it."""
    said: dict[str, str] = {}
    for one in found:
        name, customer = one.place("name"), one.place("customer")
        if one.is_of("opportunities") and name is not None and customer is not None:
            said |= {text(row[name]): text(row[customer]) for row in one.sheet.rows if text(row[name])}
    return said


def _only_customer(found: Sequence[Recognised], customers: set[str]) -> str:
    """The one customer of all opportunities, where neither lists of people, meetings and customers nor titles name another; else ""."""
    lists = [
        one
        for one in found
        if not one.is_of("orgs") or (one.place("category") is None and not kind_of_list(one, "name"))
    ]
    named = {*customers, *_names(lists, _FIRMS), *filter(None, [_titled(found)])}
    return named.pop() if customers and len(named) == 1 else ""


def our_people(found: Sequence[Recognised]) -> list[str]:
    """Names in the columns that hold our people."""
    names: dict[str, None] = {}
    for one in found:
        own = ("name",) if one.shape and one.shape.ours else ("owner", "known_by", "our_sponsor", "ours", "reported_by")
        for guess in one.guesses:
            if one.of is not None and guess.meaning in own:
                for cell in one.sheet.said(guess.place):
                    names |= dict.fromkeys(written(p).name for p in people_in(cell))
    return list(names)

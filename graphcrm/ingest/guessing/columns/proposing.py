"""From recognised sheets to a proposed mapping: what no column says, in which order days are written, words of this file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from graphcrm.ingest.guessing.columns.column_guess import by_heading
from graphcrm.ingest.guessing.columns.covering import ours_who_cover
from graphcrm.ingest.guessing.columns.date_orders import date_order_of, order_of_all
from graphcrm.ingest.guessing.columns.homes import home_of, homes
from graphcrm.ingest.guessing.columns.keepers import keeper_of
from graphcrm.ingest.guessing.columns.neighbours import is_accompanying
from graphcrm.ingest.guessing.columns.ours_beside import ours_beside
from graphcrm.ingest.guessing.columns.ours_elsewhere import ours_elsewhere
from graphcrm.ingest.guessing.columns.recognising import Recognised, recognise
from graphcrm.ingest.guessing.columns.reporters import reporter_in
from graphcrm.ingest.guessing.columns.several_meanings import (
    KINDS_OF_THIRD_PARTIES,
    RIVALS,
    meanings_within,
    names_rivals,
)
from graphcrm.ingest.guessing.laid import ASK, MARKS, UNMARKED, UNNAMED, USUAL, Sheet
from graphcrm.ingest.guessing.meanings import meanings
from graphcrm.ingest.guessing.sheets.layouts.chart_lines import is_unit
from graphcrm.ingest.guessing.sheets.legends import legend_for, legends_of
from graphcrm.ingest.guessing.texts.both_sides import company_of
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.dated_titles import day_of_titles
from graphcrm.ingest.guessing.texts.heading_senses import is_of_remarks, role_asked
from graphcrm.ingest.guessing.texts.initials import people_written_out
from graphcrm.ingest.guessing.texts.labels import kind_among
from graphcrm.ingest.guessing.texts.leanings import leaning_in, names_vendor
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.phrases import phrases_of_rivals
from graphcrm.ingest.guessing.texts.roles_beside import roles_beside
from graphcrm.ingest.guessing.texts.short_names import deal_beside_org, names_written_out
from graphcrm.ingest.guessing.texts.titles import (
    account_of,
    deal_of_heading,
    deal_of_titles,
    full_name_of_deal,
    is_of_paper,
    named_in,
    org_of_titles,
    titles,
)
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import EVERY_OTHER, contacts_of_one, heading_key, vocabulary, word_key
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping
from graphcrm.model.choices import OrgCategory, Source
from graphcrm.model.edges import EDGE_RULES, EdgeKind

__all__ = ["our_people", "propose", "recognised"]

#: Meanings whose cells may be signs that a legend tells.
_OF_LEVELS = ("stance", "knows", "declared_level", "level", "grade", "roles")
#: Columns that name our people, whom lines may write out.
_OF_OURS = ("owner", "known_by", "ours", "reported_by", "logged_by", "next_owner")
#: Columns that name opportunities, and those whose organisations are customers, by table.
_DEALS = {"opportunities": "name", "people": "opportunity", "roles": "opportunity", "interactions": "opportunity"}
_FIRMS = {"opportunities": "customer", "orgs": "name", "people": "org", "interactions": "org"}
#: What stands around a word for a kind of organisation in a heading or a title: “合格供应商名录（2026版）”, “Supplier name”.
_OF_KIND = re.compile(
    r"^(?:合格|主要|核心|重点|现有|(?:approved|preferred|qualified|key|current)\s+)|[(\uff08].*|(?:公司|单位|厂家)?(?:名称|全称|名录|名单|清单|台账|一览表?)$|\s+(?:names?|list|register|directory)$|s$",
    re.IGNORECASE,
)
#: Lists over which stands whose people they are about.
_OF_PEOPLE = frozenset({"people", "edges", "units"})


class _Book(NamedTuple):
    """What all sheets together say of each.

    reporter, ours
        Who made them, and our people.
    order
        Whether the day or the month stands first in days; "" if they do not tell.
    account, titled, deals, firms, rivals
        The customer of a form, the one that titles of lists of people and their relations name, and what columns name: opportunities
        with their customers, organisations, customers as far as they say, and competitors.
    homes
        The organisation of each person of lists that say it for certain.
    lines
        What stands above all tables.
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


def _rivals(found: Sequence[Recognised]) -> Sequence[str]:
    """The competitors that lists of organisations, and of opportunities beside each, name."""
    kinds = vocabulary("orgs", "category")
    names: list[str] = []
    for one in found:
        if one.of is not None and one.of.name == "opportunities" and (beside := one.place("competitors")) is not None:
            names += (firm for cell in one.sheet.said(beside) for firm in companies_in(cell))
        name, category = one.place("name"), one.place("category")
        if one.of is None or one.of.name != "orgs" or name is None:
            continue
        usual = _category(one, "name") if category is None else ""
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
        and not (one.shape and one.shape.ours)
        and (place := one.place(columns.get(one.of.name, ""))) is not None
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
        if one.of is not None and one.of.name == "opportunities" and name is not None and customer is not None:
            said |= {text(row[name]): text(row[customer]) for row in one.sheet.rows if text(row[name])}
    return said


def _deal_of_titles(above: Sequence[str], deals: Mapping[str, str]) -> str:
    """The opportunity that titles name, as the book lists it in full for a customer whom the titles name, too."""
    deal = deal_of_titles(above)
    return full_name_of_deal(deal, [one for one, customer in deals.items() if named_in(above, [customer])]) or deal


def recognised(sheets: Sequence[Sheet]) -> tuple[Recognised, ...]:
    """Each sheet recognised; a second look knows the people of the others."""
    first = ours_who_cover(ours_beside([recognise(sheet) for sheet in sheets]))
    people = {
        name_key(name)
        for one in first
        if one.of is not None and one.of.name == "people" and (place := one.place("name")) is not None
        for cell in one.sheet.said(place)
        for name in people_in(cell)
    }
    ours = {name_key(name) for name in our_people(first)}
    again = [recognise(one.sheet, people, ours) if people else one for one in first]
    return tuple(ours_elsewhere(ours_who_cover(ours_beside(again)), ours))


def propose(found: Sequence[Recognised], name: str, today: str) -> ForeignMapping:
    """The mapping that was recognised; sheets that were not are passed over in it, and days after `today`."""
    ours = our_people(found)
    orders = {order for one in found for order in (date_order_of(one), order_of_all(one.sheet)) if order != "ymd"}
    book = _Book(
        reporter_in([title for one in found for title in one.sheet.above], ours),
        ours,
        orders.pop() if len(orders) == 1 else "",
        account_of([one.sheet for one in found if one.of is None]),
        _titled(found),
        [legend for one in found if one.of is None for legend in legends_of(one.sheet)],
        dict.fromkeys(_names(found, _DEALS), "") | _customers_of_deals(found),
        _names(found, _FIRMS),
        today,
        _rivals(found),
        homes(found),
        [line for one in found for line in one.sheet.above],
    )
    units = _sheets_of_units(found)
    sections = (_section(one, book) for one in found)
    told = (replace(s, fixed={**s.fixed, "unit": units[s.name]}) if s.name in units else s for s in sections)
    return ForeignMapping(name, tuple(told))


def _sheets_of_units(found: Sequence[Recognised]) -> dict[str, str]:
    """The unit of the people of lists that are called by departments, of which there are several, where no column says it.

    A list is called by its sheet, or by the title right above it.
    """
    lists = [one for one in found if one.of is not None and one.of.name == "people" and one.place("unit") is None]
    theirs = [one.sheet for one in lists if not (one.shape and one.shape.ours)]
    called = {sheet.name: next(filter(is_unit, (sheet.name, *sheet.above[-1:])), "") for sheet in theirs}
    named = {name: unit for name, unit in called.items() if unit}
    return named if len(named) > 1 else {}


def _section(one: Recognised, book: _Book) -> SheetMapping:
    sheet = one.sheet
    if one.of is None:
        return SheetMapping(sheet.name, None, {}, {}, layouts=tuple(name for name, _ in sheet.layouts))
    headings = {heading_key(g.heading): g.heading for g in one.guesses if g.heading}
    columns = {heading_key(g.heading): meanings_within(one, g.meaning, g.place) for g in by_heading(one.guesses)}
    return SheetMapping(
        sheet.name,
        one.of,
        columns,
        headings,
        fixed=_fixed(one, book),
        heading=sheet.heading_line or None,
        layouts=tuple(name for name, _ in sheet.layouts),
        values=_legends(one, book.legends, book.rivals, book.lines),
        date_order=book.order or date_order_of(one),
        ours=bool(one.shape and one.shape.ours),
    )


def _deal_beside_org(one: Recognised) -> str:
    """The deal that a title names beside an organisation of a list of people; "" for none, and for what says which paper it is."""
    place = one.place("org")
    deal, _ = ("", "") if place is None else deal_beside_org(one.sheet.above, one.sheet.said(place))
    return "" if is_of_paper(deal) else deal


def _legends(
    one: Recognised, sheets: Sequence[Mapping[str, str]], rivals: Sequence[str], lines: Sequence[str]
) -> dict[str, Mapping[str, str]]:
    """What the signs of columns of levels stand for, as far as a legend beside the table, or on a sheet of its own, says it."""
    assert one.of is not None
    found: dict[str, Mapping[str, str]] = {}
    for guess in one.guesses:
        if guess.meaning == "roles" and (role := role_asked(guess.heading)):
            said = {word_key(cell) for cell in one.sheet.said(guess.place)}
            marked = {word: role if word in MARKS else "" for word in sorted(said & (MARKS | UNMARKED))}
            found["roles"] = {**found.get("roles", {}), **marked}
        if guess.meaning in ("org", "customer") and (out := names_written_out(lines, one.sheet.said(guess.place))):
            found[guess.meaning] = {word_key(short): full for short, full in out.items()}
        if guess.meaning in _OF_OURS and (
            out := people_written_out((*lines, *one.sheet.notes), one.sheet.said(guess.place))
        ):
            found[guess.meaning] = {word_key(short): full for short, full in out.items()}
        if guess.meaning == "roles" and names_rivals(one):
            found["roles"] = {**found.get("roles", {}), **dict.fromkeys(sorted(RIVALS), "")}
            found["org_category"] = {**dict.fromkeys(sorted(RIVALS), OrgCategory.COMPETITOR.value), EVERY_OTHER: ""}
        if guess.meaning == "stance":
            beside = {word_key(cell): roles_beside(cell) for cell in one.sheet.said(guess.place)}
            if any(beside.values()):
                found["roles"] = {**found.get("roles", {}), **beside}
            if named := phrases_of_rivals(one.sheet.said(guess.place), rivals, vocabulary("people", "stance")):
                found["stance"] = named
            vendors = {word_key(cell): "" for cell in one.sheet.said(guess.place) if names_vendor(leaning_in(cell))}
            found["stance"] = {**vendors, **found.get("stance", {})}
        if guess.meaning == "org_category":  # “Customer; A” among the labels of a person
            kinds = {word_key(cell): kind_among(cell) for cell in one.sheet.said(guess.place)}
            known = vocabulary("people", "org_category")
            found["org_category"] = {word: kind for word, kind in kinds.items() if kind and word not in known}
        if guess.meaning == "flags" and is_of_remarks(guess.heading):
            found["flags"] = {EVERY_OTHER: ""}
        kind = KINDS_OF_THIRD_PARTIES.get(guess.meaning, "")
        if kind in meanings(one.of) and one.place(kind) is None:
            said = {word_key(cell) for cell in one.sheet.said(guess.place)}
            found[kind] = dict.fromkeys(sorted(said - set(vocabulary("orgs", "subtype"))), "")  # of no third party
        if guess.meaning not in _OF_LEVELS:
            continue
        name = "declared_level" if guess.meaning == "knows" else guess.meaning
        texts = (*one.sheet.notes, *one.sheet.above, guess.heading)
        codes = legend_for(texts, one.sheet.said(guess.place), vocabulary(one.of.name, name), sheets)
        if codes:
            found[guess.meaning] = {**found.get(guess.meaning, {}), **codes}
    return found


def _fixed(one: Recognised, book: _Book) -> dict[str, str]:
    """What the sheet as a whole says: the kind of relation, the opportunity, where judgements come from, who reports them, as of when."""
    assert one.of is not None
    fixed = dict(one.fixed)
    named = {g.meaning for g in one.guesses}
    if one.shape and one.shape.kind:
        fixed["kind"] = one.shape.kind
        if "level" not in named and one.shape.kind in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS):
            fixed["level"] = USUAL
    people = one.of.name == "people" and not (one.shape and one.shape.ours)
    if "opportunity" not in named and (people or "roles" in named):
        place = one.place("roles")
        if place is None and (attitudes := one.place("stance")) is not None:  # roles may stand beside attitudes
            place = attitudes if any(map(roles_beside, one.sheet.said(attitudes))) else None
        deal = "" if place is None else deal_of_heading(one.sheet.headings[place])
        usual = "" if place is None else fixed.get("opportunity", UNNAMED)
        if usual == ASK and len(book.deals) == 1:
            usual = f"{ASK} {next(iter(book.deals))}"
        deal = (
            deal
            or named_in(titles(one.sheet), book.deals)
            or _deal_of_titles(titles(one.sheet), book.deals)
            or _deal_beside_org(one)
        )
        if deal := deal or usual:
            fixed["opportunity"] = deal
    if one.of.name == "interactions" and "opportunity" not in named:
        above = one.sheet.above
        if deal := named_in(above, book.deals) or _deal_of_titles(above, book.deals):
            fixed["opportunity"] = deal
    if people and not named & {"known_by", "owner"} and any(map(contacts_of_one, one.sheet.headings)):
        fixed["known_by"] = ASK
    if (people or one.of.name == "units") and "org" not in named:
        place = one.place("name")
        names = one.sheet.said(place) if place is not None else ()
        known = {name_key(name) for name in (*names, *book.ours)}
        org, certain = org_of_titles(titles(one.sheet), known)
        if place is not None and (company := company_of(one.sheet.headings[place])):
            org, certain = company, False
        if not certain and (firm := named_in(titles(one.sheet), book.firms)):
            org, certain = firm, True
        if org in book.deals:  # a title that names a deal, and so whose it is
            org, certain = book.deals[org], True
        if not certain and (home := home_of(names, book.homes)):
            org, certain = home, True
        if org := org or book.account or book.titled:
            fixed["org"] = org if certain or org == book.account else f"{ASK} {org}"
    if one.of.name == "interactions" and "logged_by" not in named and (keeper := _keeper(one)):
        fixed["ours"] = keeper
    listed = {"people": ("org", "org_category"), "orgs": ("name", "category")}.get(one.of.name, ("", ""))
    if listed[0] in named and listed[1] not in named and (kind := _category(one, listed[0])):
        fixed[listed[1]] = kind
    judged = (
        named & {"stance", "roles", "influenced_by", "influences", "trusts", "knows", "remarks"}
        if one.of.name == "people"
        else set()
    )
    assessed = (
        one.of.name == "edges" and EDGE_RULES[EdgeKind(fixed["kind"])].assessed
        if fixed.get("kind", ASK) != ASK
        else False
    )
    if judged or assessed or one.of.name == "roles":
        if "source" not in named:
            fixed["source"] = Source.COLLEAGUE_REPORT.value
        if "reported_by" not in named and book.reporter:
            fixed["reported_by"] = book.reporter
        if not named & {"observed_at", "period"} and (day := day_of_titles(one.sheet.above, book.order, book.today)):
            fixed["observed_at"] = day
    return fixed


def _keeper(one: Recognised) -> str:
    """Who of ours keeps a log of meetings by a line above it, under what a column of our people is called: “業務：陳怡君”."""
    if any(g.meaning == "ours" and not is_accompanying(g.heading) for g in one.guesses):
        return ""
    return keeper_of(one.sheet, one.shape.meanings if one.shape else {})


def _category(one: Recognised, name: str) -> str:
    """What the organisations of a list are, by the heading over them or what the list is called: “供应商名称”; "" for customers."""
    place = one.place(name)
    called = () if place is None else (one.sheet.headings[place], one.sheet.name, *one.sheet.above)
    codes = (vocabulary("orgs", "category").get(word_key(_OF_KIND.sub("", text)), "") for text in called)
    kind = next(filter(None, codes), "")
    return "" if kind == OrgCategory.CUSTOMER.value else kind


def our_people(found: Sequence[Recognised]) -> list[str]:
    """Names in the columns that hold our people."""
    names: dict[str, None] = {}
    for one in found:
        own = ("name",) if one.shape and one.shape.ours else ("owner", "known_by", "ours", "reported_by")
        for guess in one.guesses:
            if one.of is not None and guess.meaning in own:
                for cell in one.sheet.said(guess.place):
                    names |= dict.fromkeys(written(p).name for p in people_in(cell))
    return list(names)

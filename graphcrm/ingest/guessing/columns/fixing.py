"""What a sheet as a whole says of each of its rows where no column does: whose people, which decision, who reports, as of when."""

from __future__ import annotations

from graphcrm.ingest.guessing.columns.book import Book
from graphcrm.ingest.guessing.columns.homes import home_of
from graphcrm.ingest.guessing.columns.keepers import keeper_of
from graphcrm.ingest.guessing.columns.kinds_of_lists import kind_of_list
from graphcrm.ingest.guessing.columns.neighbours import is_accompanying
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import ASK, UNNAMED, USUAL
from graphcrm.ingest.guessing.texts.both_sides import company_of
from graphcrm.ingest.guessing.texts.dated_titles import day_of_titles
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.roles_beside import roles_beside
from graphcrm.ingest.guessing.texts.short_names import deal_beside_org, full_name_of_org
from graphcrm.ingest.guessing.texts.titles import (
    deal_of_heading,
    deal_of_titles,
    full_name_of_deal,
    is_of_paper,
    named_in,
    org_of_titles,
    titles,
)
from graphcrm.ingest.guessing.words import contacts_of_one
from graphcrm.model.choices import Source
from graphcrm.model.edges import EDGE_RULES, EdgeKind

__all__ = ["fixed_of"]

#: What lists of people say that somebody judged.
_JUDGED = frozenset({"stance", "roles", "influenced_by", "influences", "trusts", "knows", "remarks"})
#: Lists of which a column names organisations, and the one that says what these are.
_KINDS = {"people": ("org", "org_category"), "orgs": ("name", "category")}


def fixed_of(one: Recognised, book: Book) -> dict[str, str]:
    """By meaning, what the sheet says of all its rows: a value, :data:`ASK` before one that is not certain, or ASK alone."""
    fixed = dict(one.fixed)
    for said in (_relation, _opportunity, _known_by, _organisation, _keeper, _kind):
        fixed |= said(one, book)
    return fixed | _provenance(one, book, fixed.get("kind", ASK))


def _relation(one: Recognised, _: Book) -> dict[str, str]:
    """The kind of relation, and its usual level where no column grades it."""
    kind = one.shape.kind if one.shape else ""
    graded = one.place("level") is not None or kind not in (EdgeKind.INFLUENCES, EdgeKind.TRUSTS)
    return ({"kind": kind} if kind else {}) | ({} if graded else {"level": USUAL})


def _opportunity(one: Recognised, book: Book) -> dict[str, str]:
    """The decision that meetings, what is to be done, or people's roles, are about."""
    if one.place("opportunity") is not None:
        return {}
    if one.is_of("interactions"):
        deal = named_in(one.sheet.above, book.deals) or _deal_of_titles(one.sheet.above, book)
    elif one.is_of("actions"):
        deal = _deal_of_plan(one, book) if one.place("id") is None else ""
    elif one.lists_theirs or one.place("roles") is not None:
        deal = _deal_of_roles(one, book)
    else:
        deal = ""
    return {"opportunity": deal} if deal else {}


def _deal_of_plan(one: Recognised, book: Book) -> str:
    """The opportunity that a list of actions serves, by its titles, or the only one that the book names in columns, else above tables."""
    above = one.sheet.above
    if deal := named_in(above, book.deals) or _deal_of_titles(above, book):
        return deal
    every = set(book.deals) or {deal_of_titles([line]) for line in book.lines} - {""}
    return every.pop() if len(every) == 1 else ""


def _deal_of_roles(one: Recognised, book: Book) -> str:
    """The decision in which the people of a list have roles, by the heading over the roles, titles, or the only one of the book."""
    place = one.place("roles")
    if place is None and (attitudes := one.place("stance")) is not None:  # roles may stand beside attitudes
        place = attitudes if any(map(roles_beside, one.sheet.said(attitudes))) else None
    above = titles(one.sheet)
    deal = "" if place is None else deal_of_heading(one.sheet.headings[place])
    if deal := deal or named_in(above, book.deals) or _deal_of_titles(above, book) or _deal_beside_org(one):
        return deal
    usual = "" if place is None else one.fixed.get("opportunity", UNNAMED)
    return f"{ASK} {next(iter(book.deals))}" if usual == ASK and len(book.deals) == 1 else usual


def _deal_of_titles(above: tuple[str, ...], book: Book) -> str:
    """The opportunity that titles name, as the book lists it in full for a customer whom the titles name, too."""
    deal = deal_of_titles(above)
    named = [one for one, customer in book.deals.items() if named_in(above, [customer])]
    return full_name_of_deal(deal, named) or deal


def _deal_beside_org(one: Recognised) -> str:
    """The deal that a title names beside an organisation of a list of people; "" for none, and for what says which paper it is."""
    place = one.place("org")
    deal, _ = ("", "") if place is None else deal_beside_org(one.sheet.above, one.sheet.said(place))
    return "" if is_of_paper(deal) else deal


def _known_by(one: Recognised, _: Book) -> dict[str, str]:
    """Who of ours is meant by a heading of contacts that names nobody: “Last contact”."""
    said = one.place("known_by") is not None or one.place("owner") is not None
    return {"known_by": ASK} if one.lists_theirs and not said and any(map(contacts_of_one, one.sheet.headings)) else {}


def _organisation(one: Recognised, book: Book) -> dict[str, str]:
    """Whose people, or units, they are; of meetings only what a form of the book says."""
    if one.is_of("interactions") and one.place("org") is None and book.account:
        return {"org": book.account}
    if one.place("org") is not None or not (one.lists_theirs or one.is_of("units")):
        return {}
    place, above = one.place("name"), titles(one.sheet)
    names = one.sheet.said(place) if place is not None else ()
    known = {name_key(name) for name in (*names, *book.ours, book.reporter)}
    org, certain = org_of_titles(above, known)
    if place is not None and (company := company_of(one.sheet.headings[place])):
        org, certain = company, False
    if not certain and (firm := named_in(above, book.firms)):
        org, certain = firm, True
    if org in book.deals:  # a title that names a deal, and so whose it is
        org, certain = book.deals[org], True
    if not certain and org:  # a title may name the customer for short
        org = full_name_of_org(org, book.customers) or org
    if not certain and (home := home_of(names, book.homes)) is not None:
        if not home and not one.is_of("units"):
            return {}  # each is where the lists of the book say it
        org, certain = (home, True) if home else (org, certain)
    org = org or book.account or book.titled or book.customer
    if not org:
        return {}
    return {"org": org if certain or org == book.account else f"{ASK} {org}"}


def _keeper(one: Recognised, _: Book) -> dict[str, str]:
    """Who of ours keeps a log of meetings by a line above it, under what a column of our people is called: “業務：陳怡君”."""
    if not one.is_of("interactions") or one.place("logged_by") is not None:
        return {}
    if any(g.meaning == "ours" and not is_accompanying(g.heading) for g in one.guesses):
        return {}
    keeper = keeper_of(one.sheet, one.shape.meanings if one.shape else {})
    return {"ours": keeper} if keeper else {}


def _kind(one: Recognised, _: Book) -> dict[str, str]:
    """What the organisations of a list are."""
    name, category = _KINDS.get(one.of.name if one.of else "", ("", ""))
    if one.place(name) is None or one.place(category) is not None:
        return {}
    kind = kind_of_list(one, name)
    return {category: kind} if kind else {}


def _provenance(one: Recognised, book: Book, kind: str) -> dict[str, str]:
    """Where judgements come from, who reports them, and as of when, for lists that hold any."""
    named = {g.meaning for g in one.guesses}
    people = one.is_of("people") and named & _JUDGED
    relations = one.is_of("edges") and kind != ASK and EDGE_RULES[EdgeKind(kind)].assessed
    if not (people or relations or one.is_of("roles")):
        return {}
    said: dict[str, str] = {}
    if "source" not in named:
        said["source"] = Source.COLLEAGUE_REPORT.value
    if "reported_by" not in named and book.reporter:
        said["reported_by"] = book.reporter
    if not named & {"observed_at", "period"} and (day := day_of_titles(one.sheet.above, book.order, book.today)):
        said["observed_at"] = day
    return said

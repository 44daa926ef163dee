"""People of the other side in lists of meetings and plans: where they are, if no row and no list says it, is one question."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.describing import Describing
from graphcrm.ingest.guessing.questions import EACH, LEAVE_OUT, Asked, Question, whose_people
from graphcrm.ingest.guessing.references.identities import org_key
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.both_sides import companies_of_sides
from graphcrm.ingest.guessing.texts.names import name_key
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.step_takers import named_in_step
from graphcrm.ingest.guessing.texts.titles import org_of_titles, titles
from graphcrm.ingest.guessing.values import text
from graphcrm.ingest.guessing.words import heading_key, vocabulary
from graphcrm.model.fields import shown

__all__ = [
    "nobody_of_customers",
    "one_of_theirs",
    "org_of_sheet",
    "org_of_unit",
    "planned",
    "theirs",
    "with_sides_told",
]

#: In each kind of list, the meanings that columns of two companies have while nobody knows whose is whose, and what they are then.
_SIDES = {"interactions": (("participants",), "ours", "theirs"), "actions": (("owner", "target"), "owner", "target")}


def org_of_sheet(asked: Asked, place: Place, proposal: str = "") -> str:
    """The answer to which organisation those people of a sheet are of whose rows name none, asked once a sheet.

    What its titles name is proposed where nothing else is: “Aster AG – influence matrix”. Where nothing is, what its mail addresses
    are of is offered.
    """
    sheet = place.source.sheet
    if not proposal and f"org:{sheet.name}" not in asked.questions:
        proposal, _ = org_of_titles(titles(sheet), {name_key(text(cell)) for row in sheet.rows for cell in row})
    return asked.ask(whose_people(sheet.name, proposal, () if proposal else _of_mail(place.source)))


def _of_mail(source: Source) -> tuple[str, ...]:
    """What the one domain of all mail addresses of a sheet is called, if no provider of mail is: “aster” of “@aster.fr”."""
    cells = [said for n, names in source.meanings().items() if "email" in names for said in source.sheet.said(n)]
    domains = {cell.casefold().rpartition("@")[2].strip() for cell in cells}
    domain = domains.pop() if len(domains) == 1 else ""
    if not domain or vocabulary("", "mail").get(domain):
        return ()
    return (max(domain.split(".")[:-1] or [domain], key=len),)


def org_of_unit(row: Row, place: Place, resolver: Resolver) -> str:
    """Whose a department is: by its row, as it is known, or else by one answer for all of its sheet; "" while it waits for that."""
    if row.get("org"):
        return resolver.org(row["org"], place, row)
    known = resolver.known
    found = {known.of["unit"].org[one] for one in known.find("unit", row.get("id") or row.get("name", ""))} - {""}
    if len(found) == 1:
        return found.pop()
    name = place.source.sheet.name
    words = Text(
        f"“{shown(name)}”里没有写组织的部门属于哪个组织？",
        f"To which organisation do the departments of “{shown(name)}” belong whose row names none?",
    )
    answer = resolver.asked.ask(Question(f"org:{name}", words, proposal=resolver.only_customer(place)))
    return "" if answer in ("", LEAVE_OUT) else resolver.org(answer, place, row)


def with_sides_told(source: Source, resolver: Resolver, alone: bool) -> Source:
    """The source with two columns of people of two companies as ours and theirs, as the name of our company tells.

    While nobody has said it, whose they are is not known, and neither is read; where our company is neither of both, each of the
    people is asked about. `alone` says that no list tells where theirs are.
    """
    name = source.section.of.name if source.section.of is not None else ""
    asked, mine, them = _SIDES.get(name, ((), "", ""))
    places = [n for n, names in source.meanings().items() if {*asked} & {*names}]
    sides = companies_of_sides(source.sheet.headings, places)
    if not sides:
        return source
    stored = resolver.known.of["org"].name.get(resolver.known.our_company, "")
    us = stored or resolver.our_name(tuple(sides.values()))
    ours = [n for n, company in sides.items() if org_key(us).startswith(org_key(company))]
    if len(ours) != 1 and (stored or resolver.asked.answer("our_company")):
        return source
    meant = {n: (mine if n in ours else them,) if ours else () for n in sides}
    if alone:
        others = [company for n, company in sides.items() if ours and n not in ours]
        org_of_sheet(resolver.asked, Place(source, source.sheet.heading_line), *others)
    columns = {heading_key(source.sheet.headings[n]): names for n, names in meant.items()}
    return replace(source, section=replace(source.section, columns={**source.section.columns, **columns}))


def nobody_of_customers(resolver: Resolver) -> bool:
    """Whether no list has anybody of any customer; those whom a meeting alone names do not count."""
    if resolver.no_customers is None:
        orgs = resolver.known.of["person"].org.values()
        resolver.no_customers = not any(org and org not in resolver.known.ours for org in orgs)
    return resolver.no_customers


def theirs(text: str, of: str, place: Place, resolver: Resolver) -> list[str]:
    """The people of the other side in a cell, of the organisation that the row names.

    Where it names none and no list has anybody of any customer, one question says where all of them are; leaving it out there
    means that they are of several, and each is asked about, as where one of them was answered before.
    """
    alone = nobody_of_customers(resolver)
    each = any(resolver.asked.answer(f"person:{name_key(one)}") for one in people_in(text, resolver.people))
    if text and not of and alone and not each and not resolver.all_wait(text):
        answer = org_of_sheet(resolver.asked, place)
        if not answer:
            return []
        of = "" if answer == LEAVE_OUT else answer
    return resolver.several(text, place, of=of)


def one_of_theirs(text: str, place: Place, resolver: Resolver) -> str:
    """The id of one who is known; of others, while no list has anybody of a customer, one question says where all of them are."""
    if resolver.known.find("person", text):
        return resolver.person(text, place)
    return next(iter(theirs(text, "", place, resolver)), "")


def _target(row: Row, place: Place, resolver: Resolver, account: str) -> str:
    """Whom of theirs an action is about that names nobody, as was answered for its sheet or, if that was asked for, its line.

    Where nothing was answered it is about the `account` of the plan.
    """
    sheet, what = place.source.sheet, row.get("type", "")
    words = Text(
        f"“{shown(sheet.name)}”里没有写对方是谁的行动（如“{shown(what, 40)}”）针对客户方的谁？填 {EACH} 逐行列出",
        f"Whom of theirs are the actions of “{shown(sheet.name)}” about whose row names nobody (such as “{shown(what, 40)}”)? "
        f"{EACH} has them listed",
    )
    answer = resolver.asked.once(
        f"target:{sheet.name}", lambda: Question(f"target:{sheet.name}", words, (EACH, LEAVE_OUT), account)
    )
    if answer == EACH:
        said = Text(f"“{shown(what)}”针对客户方的谁？", f"Whom of theirs is “{shown(what)}” about?")
        answer = resolver.asked.ask(Question(f"target:{sheet.name}:{place.line}", said, (LEAVE_OUT,)))
    return "" if answer in ("", LEAVE_OUT) else answer


def _named(row: Row, resolver: Resolver) -> str:
    """Those of theirs whom the words for what is to be done name, of the organisation that the row names, if it names one."""
    people, ours, org = resolver.known.of["person"], resolver.known.ours, row.get("org", "")
    found = named_in_step(row.get("type", ""), people.name.values())
    whose = {name: people.org.get(key, "") for key, name in people.name.items() if name in found}
    named = resolver.known.find("org", org) if org else []
    return "; ".join(n for n in found if whose[n] not in ours and (not org or whose[n] in named))


def planned(row: Row, place: Place, resolver: Resolver, describing: Describing) -> None:
    """A line of a plan: an action with each of theirs who is named, or about the account where nobody is, unless it was answered whom.

    The opportunity that a plan serves as a whole is that of its customer's people alone.
    """
    step = row | {"next_step": row.get("type", ""), "next_due": row.get("due", "")}
    known, deals = resolver.known, resolver.known.of["opportunity"]
    of_all = "" if place.source.says("opportunity") else row.get("opportunity", "")
    found = known.find("opportunity", of_all) if of_all else []
    customer = deals.org.get(found[0], "") if len(found) == 1 else ""
    account = "" if row.get("org") else known.of["org"].name.get(customer, "") or resolver.only_customer(place)
    named = row.get("target", "") or _named(row, resolver)
    said = named or _target(row, place, resolver, account)
    if not said:
        return
    ours = resolver.several(row.get("owner", ""), place, ours=True)
    whole = known.find("org", said) if said == account and not named else []
    for target in whole or theirs(said, row.get("org", ""), place, resolver):
        serves = not of_all or (customer and known.of["person"].org.get(target, target) == customer)
        describing.next_step(target, ours, step if serves else step | {"opportunity": ""}, place)

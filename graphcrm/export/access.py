"""What each edition may have of the tables: columns by their class, and of one account alone where one is named.

A table of which a required column is private is not given away at all, since its rows would be nobody's; one that is only written
by import, such as who was asked, is such a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graphcrm.edition import OF_ONE_CUSTOMER, Access, Edition
from graphcrm.errors import UsageError
from graphcrm.export.content import Content, Row, content_of, refers
from graphcrm.model.choices import DecisionRole, OrgCategory
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.tables import TABLES, Table
from graphcrm.snapshot import Snapshot, from_batches

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch
    from graphcrm.model.records import Edge

__all__ = ["admitted", "of_account"]


def admitted(
    batches: Mapping[str, Batch], edition: Edition, account: str | None, as_of: date, before: Iterable[Edge] = ()
) -> Content:
    """What a store holds on a day, and ties from `before` somebody left, as an edition may have it.

    Raises
    ------
    UsageError
        There is no such account, or a customer-safe edition is asked for without one.
    """
    if not edition.insight and account is None:
        raise UsageError(OF_ONE_CUSTOMER)
    content = content_of(batches, before)
    if account is not None:
        content = of_account(content, from_batches(batches, as_of), account, present=not edition.insight)
    if Access.PRIVATE in edition.admits:
        return content
    tables = {}
    for of in TABLES:
        allowed = {f.name for f in of.columns if f.access in edition.admits}
        if allowed and all(f.name in allowed for f in of.columns if f.required):
            rows = content.rows(of.name) if edition.insight else list(_formal(of, content.rows(of.name)))
            tables[of.name] = [{name: value for name, value in row.items() if name in allowed} for row in rows]
    insight = (content.ties, content.attributes) if edition.insight else ((), None)
    return replace(content, tables=tables, ties=insight[0], attributes=insight[1])


def _formal(of: Table, rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        if of.name == "roles":
            roles = [role for role in row["roles"] if DecisionRole(role).formal]
            if roles:
                yield {**row, "roles": roles}
        elif of.name != "edges" or EDGE_RULES[EdgeKind(row["kind"])].formal:
            yield row


def of_account(content: Content, snapshot: Snapshot, account: str, *, present: bool = False) -> Content:
    """What belongs to one account: its tree, its people, us, and those outside who are tied to any of them; nothing of other customers.

    Somebody with a second post in the account belongs to it; of the organisation of the first one only its own row comes along.

    present
        Only the customer's own people who are there, neither ours nor anybody from outside, nor an open seat.

    Raises
    ------
    UsageError
        There is no such organisation.
    """
    tree = snapshot.tree(snapshot.account(account).id)
    inside = set(snapshot.index.people(tree))
    us = set(filter(snapshot.is_ours, snapshot.people))
    if present:
        kept = set(filter(snapshot.is_present, inside))
        others = set(snapshot.orgs) - tree
    else:
        theirs = (OrgCategory.CUSTOMER, OrgCategory.OUR_COMPANY)
        outside = {p for p in _tied(content, inside) & set(snapshot.people) if snapshot.category(p) not in theirs}
        kept = inside | us | outside
        others = {o.id for o in snapshot.orgs.values() if o.category == OrgCategory.CUSTOMER} - tree
    alien = (set(snapshot.people) - kept) | others
    for name, at in (
        ("units", "org"),
        ("opportunities", "customer"),
        ("goals", "customer"),
        ("criteria", "opportunity"),
    ):
        alien |= {row["id"] for row in content.rows(name) if row[at] in alien}
    homes = {row["org"] for row in content.rows("people") if row["id"] in kept}
    allowed = {"orgs": homes, "people": homes}
    tables = {
        of.name: list(_without(of, content.rows(of.name), alien - allowed.get(of.name, set()), us)) for of in TABLES
    }
    ties = [tie for tie in content.ties if not {tie["from"], tie["to"]} & alien]
    attributes = {p: found for p, found in (content.attributes or {}).items() if p in kept}
    return replace(content, tables=tables, ties=ties, attributes=attributes)


def _tied(content: Content, inside: set[str]) -> set[str]:
    """The other ends of every relation of somebody inside."""
    pairs = [(row["from"], row["to"]) for row in (*content.rows("edges"), *content.ties)]
    return {b if a in inside else a for a, b in pairs if (a in inside) != (b in inside)}


def _without(of: Table, rows: Iterable[Row], alien: set[str], us: set[str]) -> Iterable[Row]:
    """Rows without what is not of this account: a cell or an item of a list that names it goes, and where the cell is needed the row.

    So does an event of which nobody but us is left.
    """
    for row in rows:
        if of.column("id") is not None and row.get("id") in alien:
            continue
        kept = dict(row)
        for field in of.columns:
            if not any(one in alien for one in refers(field, row)):
                continue
            items = [one for one in refers(field, row) if one not in alien]
            if field.many and items and not (field.required and set(items) <= us):
                kept[field.name] = items
            elif field.required or field.name in of.key:
                break
            else:
                del kept[field.name]
        else:
            yield kept

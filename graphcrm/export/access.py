"""What each edition may have of the tables: an allow-list of columns, and of one account alone where one is named.

A column that stands on no list is private. A table of which a required column is private is not given away at all, since its
rows would be nobody's; one that is only written by import, such as who was asked, is such a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from graphcrm.edition import Access, Edition
from graphcrm.errors import UsageError
from graphcrm.export.content import Content, Row, content_of, refers
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.tables import TABLES, Table
from graphcrm.snapshot import Snapshot, from_batches

if TYPE_CHECKING:
    from graphcrm.model.facts import Batch

__all__ = ["INSIGHT", "OPEN", "admitted", "of_account"]

#: What the customer's own papers say.
OPEN = {
    "orgs": "id name category name_en parent industry region",
    "units": "id name org parent headcount function",
    "people": "id name org name_en title unit grade function reports_to",
    "opportunities": "id name customer name_en",
    "edges": "kind from to line title primary",
    "roles": "person opportunity roles",
}
#: Our analysis and judgement.
INSIGHT = {
    "orgs": "subtype tier segment lifecycle strategic_fit our_importance_to_them their_importance_to_us switching_cost_them "
    "switching_cost_us bargaining_them bargaining_us annual_revenue cost_to_serve relationship_budget currency wallet_share bonds "
    "value_alignment satisfaction satisfaction_date",
    "people": "role early_career kappa ability willingness sponsor_capacity change_style buyer_profile flags left_on owner",
    "opportunities": "amount currency stage decision_rule domain due tender_open competitors status closed_on",
    "goals": "id kind customer statement agreed_by_both due status",
    "edges": "level polarity domain declared_level external_score external_date external_source ability benevolence integrity subtype "
    "opportunity status category spend_share alternatives switch_months share form history verified role start end value currency "
    "source observed_at valid_from valid_to confidence",
    "roles": "decision_weight veto step interest source observed_at valid_from valid_to confidence",
    "interactions": "date kind participants id time channel source_channel direction initiated_by opportunity outcome cost currency "
    "confirmed_in_writing severity status",
    "suppliers": "org date capital_qualification people reputation service_system scalability complementarity impact next_review",
    "thirdparties": "org date trust info_share scope_clarity endorsement support scope next_review",
    "needs": "id holder kind statement explicit horizon our_response owner status",
    "actions": "id target type owner due goal opportunity cost currency status",
    "criteria": "id opportunity name category",
    "positions": "person criterion weight fit vendor source observed_at valid_from valid_to confidence",
    "products": "id name name_en line",
    "potential": "product unit status vendor amount currency source observed_at valid_from valid_to confidence",
    "promises": "id from to statement made_on due status",
    "cadence": "tier comm_level grade max_days",
    "stageplan": "stage goal unit method owner",
    "contracts": "id from to start end value currency",
    "calendar": "date event org person",
}
#: Relations and roles that the customer's own papers name; the others are our judgement.
_FORMAL_EDGES = frozenset({EdgeKind.REPORTS_TO, EdgeKind.MEMBER_OF, EdgeKind.PART_OF})
_FORMAL_ROLES = frozenset({"initiator", "user", "technical_evaluator", "evaluator", "buyer", "decider", "approver"})
_NAME_ONE = Text(
    "客户可见版只含一个客户:请给出 account", "the customer-safe edition is of one customer: name it (account)"
)


def admitted(batches: Mapping[str, Batch], edition: Edition, account: str | None, as_of: date) -> Content:
    """What a store holds on a day, as an edition may have it.

    Raises
    ------
    UsageError
        There is no such account, or a customer-safe edition is asked for without one.
    """
    if not edition.insight and account is None:
        raise UsageError(_NAME_ONE)
    content = content_of(batches)
    if account is not None:
        content = of_account(content, from_batches(batches, as_of), account, present=not edition.insight)
    if Access.PRIVATE in edition.admits:
        return content
    lists = (OPEN, INSIGHT) if edition.insight else (OPEN,)
    tables = {}
    for of in TABLES:
        allowed = {name for listed in lists for name in listed.get(of.name, "").split()}
        if all(f.name in allowed for f in of.columns if f.required):
            rows = content.rows(of.name) if edition.insight else list(_formal(of, content.rows(of.name)))
            tables[of.name] = [{name: value for name, value in row.items() if name in allowed} for row in rows]
    insight = (content.ties, content.attributes) if edition.insight else ((), None)
    return replace(content, tables=tables, ties=insight[0], attributes=insight[1])


def _formal(of: Table, rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        if of.name == "roles":
            roles = [role for role in row["roles"] if role in _FORMAL_ROLES]
            if roles:
                yield {**row, "roles": roles}
        elif of.name != "edges" or row["kind"] in _FORMAL_EDGES:
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
    tree = snapshot.tree(snapshot.org(account).id)
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

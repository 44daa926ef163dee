"""Rows that say who has which role in which decision: of theirs, since of ours nobody has one in what a customer decides."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.deals import Deals
from graphcrm.ingest.guessing.facts.other_side import one_of_theirs
from graphcrm.ingest.guessing.references.resolving import Place

__all__ = ["says_a_role"]

_OF_OURS = Text("我方人员在客户决策中的角色未导入", "roles of our own people in decisions of customers were left out")


def says_a_role(values: dict[str, str], place: Place, deals: Deals) -> bool:
    """Whether a row says the role of somebody of theirs, who is found together with the opportunity; what it says of ours is told."""
    if not values.get("roles"):
        return False  # a word that stands for no role
    resolver = deals.resolver
    values["person"] = one_of_theirs(values["person"], place, resolver) if values.get("person") else ""
    org = resolver.known.of["person"].org.get(values["person"], "")
    if org and org in resolver.known.ours:
        resolver.drafts.leave_out(place.source.sheet.file, _OF_OURS, place.line)
        return False
    if values["person"] and values.get("opportunity"):
        values["opportunity"] = deals.key(values["opportunity"], org, place)
    return bool(values["person"] and values.get("opportunity"))

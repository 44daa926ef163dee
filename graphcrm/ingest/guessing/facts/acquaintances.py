"""Organisations that nobody names but a list of somebody's connections: whether they are customers, no such list says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.questions import Asked, Question
from graphcrm.ingest.guessing.references.identities import org_key
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.rows.reading import Row
from graphcrm.ingest.guessing.words import contacts_of_one
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["ask_about_acquaintances"]

#: Companies that a question names.
_NAMED = 8


def ask_about_acquaintances(
    facts: Sequence[tuple[Row, Place, list[str]]], resolver: Resolver, drafts: Drafts, asked: Asked
) -> None:
    """Ask of each list of connections which of the companies in it are customers; without an answer they are other organisations.

    Those that the workspace has, or another list names, that have an opportunity, or whose people were met are not asked about.
    """
    whose = resolver.known.of["person"].org
    named: dict[str, dict[str, None]] = {}
    others = {draft.values.get("customer", "") for draft in drafts.rows("opportunities")}
    for draft in drafts.rows("interactions"):
        others |= {whose.get(one, "") for one in draft.values.get("participants", "").split(";")}
    for source, some in groupby(facts, lambda fact: fact[1].source):
        orgs = dict.fromkeys(whose[one] for _, _, people in some for one in people)
        if any(map(contacts_of_one, source.sheet.headings)):
            named.setdefault(source.sheet.name, {}).update(orgs)
        else:
            others |= orgs.keys()
    for name, orgs in named.items():
        left = [key for key in orgs if key in resolver.assumed and key not in others]
        customers = _customers(name, left, resolver, asked) if left else frozenset()
        for key in left:
            if key not in customers:
                resolver.orgs[key]["category"] = OrgCategory.OTHER.value


def _customers(sheet: str, left: Sequence[str], resolver: Resolver, asked: Asked) -> frozenset[str]:
    """Those of some organisations of a list of connections that are customers, as was answered."""
    names = {key: resolver.known.of["org"].name[key] for key in left}
    said = joined([shown(name) for name in [*names.values()][:_NAMED]])
    more = Text("等", " …") if len(left) > _NAMED else Text("", "")
    words = Text(
        f"“{shown(sheet)}”是某人的人脉：其中哪些公司是客户（{said.zh}{more.zh}）？写出名称，用分号隔开；全部是则填 customer",
        f"“{shown(sheet)}” lists somebody's connections: which of their companies are customers ({said.en}{more.en})? "
        "Write the names with semicolons between, or customer for all of them",
    )
    usual, every = OrgCategory.OTHER.value, OrgCategory.CUSTOMER.value
    answer = asked.ask(Question(f"connections:{sheet}", words, (usual, every, *names.values()), usual, len(left)))
    if answer in (usual, every):
        return frozenset(left) if answer == every else frozenset()
    meant = {org_key(one) for one in answer.split(";")}
    return frozenset(key for key, name in names.items() if org_key(name) in meant)

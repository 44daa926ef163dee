"""Candidates for what was asked before everybody was known: they are offered once the whole import was looked through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphcrm.ingest.guessing.questions import EACH, LEAVE_OUT, Asked
from graphcrm.ingest.guessing.references.identities import Identities
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.model.choices import OrgCategory

__all__ = ["offer"]

#: Questions whose answer is one of us, and how those begin whose answer is an organisation.
_WHO_OF_US = ("reported_by", "next_owner")
_WHOSE = ("org:", "customer:", "person:")
_WHOM = "target:"
_MOST = 12


def offer(asked: Asked, known: Identities, drafts: Drafts, named: Iterable[str]) -> None:
    """Give questions without candidates people of ours (`named` are those whom only waiting rows name), or customers."""
    people = known.of["person"]
    ours = [name for key, name in people.name.items() if people.org.get(key) in known.ours]
    ours = list(dict.fromkeys((*ours, *named)))[:_MOST]
    theirs = [name for key, name in people.name.items() if people.org.get(key, "") not in known.ours][:_MOST]
    customers = list(_customers(known, drafts))[:_MOST]
    for key, question in asked.questions.items():
        some = ours if key in _WHO_OF_US else customers if key.startswith(_WHOSE) else ()
        some = theirs if key.startswith(_WHOM) else some
        if some and set(question.candidates) <= {EACH, LEAVE_OUT}:
            asked.questions[key] = replace(question, candidates=(*some, *question.candidates))


def _customers(known: Identities, drafts: Drafts) -> dict[str, None]:
    """Names of those whom opportunities and lists of organisations name as customers."""
    names = known.of["org"].name
    deals = (draft.values.get("customer", "") for draft in drafts.rows("opportunities"))
    listed = (d.values for d in drafts.rows("orgs"))
    kept = (v["name"] for v in listed if v.get("category") == OrgCategory.CUSTOMER.value)
    return dict.fromkeys((*(names.get(key, key) for key in deals if key), *kept))

"""Third parties: influence and endorsement."""

from __future__ import annotations

from graphcrm.analysis.suppliers.broker_roles import broker_roles
from graphcrm.analysis.suppliers.organisations import remark, third_parties
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import labelled
from graphcrm.i18n import Text
from graphcrm.model.choices import OrgSubtype

_INDEPENDENT = Text(
    "须保持独立的一方只配合支持，不作任何争取",
    "whoever must stay independent is cooperated with and supported, never won over",
)


def answer(ask: Ask) -> Answer:
    """Third parties, those that want attention first: share, whom they move, their broker role, endorsement and advice."""
    s = ask.situation
    everybody, roles = third_parties(s), broker_roles(s)
    found = ask.top(everybody)
    rows = [
        ask.row(
            o,
            org=o.id,
            subtype=labelled(OrgSubtype, o.subtype),
            independence=o.independent,
            org_share_pct=100 * o.share,
            people_influenced=len(o.influences),
            role=roles.get(o.id),
            advice_type=o.advice,
        )
        for o in found
    ]
    return Answer.of(
        rows,
        remarks=[remark(everybody, s.snapshot)],
        assumptions=[_INDEPENDENT],
        explain=[o.sentence(s.snapshot) for o in found],
    )

"""Supplier six-criterion scorecard."""

from __future__ import annotations

from graphcrm.analysis.suppliers.organisations import remark, suppliers
from graphcrm.analysis.suppliers.scorecard import SupplierCriterion
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """Suppliers, those that want attention first: scores, total, grade, place in our portfolio, share in the decision."""
    s = ask.situation
    everybody = suppliers(s)
    found = ask.top(everybody)
    rows = [
        {
            "org": o.id,
            **{f"c{at}": o.card.scores[criterion] for at, criterion in enumerate(SupplierCriterion, 1)},
            "total": o.card.total,
            "grade": o.card.grade,
            "quadrant": o.place.quadrant if o.place else None,
            "dual_supply": o.dual_supply,
            "org_share_pct": 100 * o.share,
            "next_review": o.card.next_review,
        }
        for o in found
    ]
    return Answer.of(rows, remarks=[remark(everybody, s.snapshot)], explain=[o.sentence(s.snapshot) for o in found])

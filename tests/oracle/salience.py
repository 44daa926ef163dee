"""Power, interest and salience of everybody."""

from datetime import date

from tests.oracle import scales
from tests.oracle.picture import Picture

Row = dict[str, object]
TYPES = {
    "": "non_stakeholder",
    "P": "dormant",
    "L": "discretionary",
    "U": "demanding",
    "PL": "dominant",
    "PU": "dangerous",
    "LU": "dependent",
    "PLU": "definitive",
}
OFFICES = ("CONTRACT", "SUPERVISES", "CERTIFIES", "CONSULTS_FOR", "TENDERS_FOR")


def grid(picture: Picture) -> list[Row]:
    """Rows of the query grid."""
    facts = picture.facts
    context = facts.context()
    roles = [row for o in context for row in facts.role_rows(o)]
    bids = [o for o in context if facts.opportunities[o].text("stage") == "s2"]
    rows: list[Row] = []
    for p in picture.people:
        grade = facts.grade(p)
        power = None if grade is None else 0.5 * (grade - 1) / 4 + 0.5 * min(1.0, picture.share[p] / 0.15)
        met = sum(
            p in e.items("participants")
            and e.text("opportunity") in context
            and 0 <= (facts.as_of - (e.day("date") or date.max)).days <= 180
            for e in facts.tables["interactions"]
        )
        own = [row for row in roles if row.text("person") == p]
        declared = [i for row in own if (i := row.whole("interest")) is not None]
        interest = 0.5 * min(1.0, met / 4) + (0.5 * (max(declared) - 1) / 4 if declared else 0.0)
        legitimate = bool(own) or _office(picture, facts.org(p))
        urgent = (
            _complains(picture, p)
            or any(
                n.text("holder") == p and n.text("horizon") == "now" and n.text("status") not in scales.SETTLED
                for n in facts.tables["needs"]
            )
            or any(row.text("opportunity") in bids for row in own)
        )
        strong = power is not None and power >= 0.5 - 1e-12
        keen = interest >= 0.5 - 1e-12
        quadrants = {
            (True, True): "manage_closely",
            (True, False): "keep_satisfied",
            (False, True): "keep_informed",
            (False, False): "monitor",
        }
        rows.append(
            {
                "id": p,
                "power": power,
                "interest": interest,
                "quadrant": None if power is None else quadrants[strong, keen],
                "legitimacy": legitimate,
                "urgency": urgent,
                "type": TYPES["P" * strong + "L" * legitimate + "U" * urgent],
            }
        )
    return rows


def _office(picture: Picture, org: str) -> bool:
    """An outside organisation with an office for the customer's tree or the opportunity."""
    facts = picture.facts
    if org in facts.tree:
        return False
    there = facts.tree | set(facts.context())
    for kind in OFFICES:
        for row in facts.active(kind):
            one, other = row.text("from"), row.text("to")
            if (one == org and other in there) or (kind == "CONTRACT" and other == org and one in there):
                return True
    return False


def _complains(picture: Picture, person: str) -> bool:
    facts = picture.facts
    return any(
        e.text("kind") == "complaint"
        and e.text("status") != "closed"
        and person in e.items("participants")
        and (e.day("date") or date.max) <= facts.as_of
        for e in facts.tables["interactions"]
    )

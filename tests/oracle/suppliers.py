"""Suppliers and third parties."""

import calendar
from datetime import date
from fractions import Fraction

from tests.oracle import scales
from tests.oracle.picture import Picture
from tests.oracle.tables import Row as Line

Row = dict[str, object]
WEIGHT = {
    "capital_qualification": Fraction("0.15"),
    "people": Fraction("0.20"),
    "reputation": Fraction("0.20"),
    "service_system": Fraction("0.20"),
    "scalability": Fraction("0.15"),
    "complementarity": Fraction("0.10"),
}
MONTHS = {"A": 12, "B": 6, "C": 3, "D": 3}


def newest(picture: Picture, org: str) -> Line | None:
    """The newest evaluation up to the day."""
    facts = picture.facts
    rows = [r for r in facts.tables["suppliers"] if r.text("org") == org and (r.day("date") or date.max) <= facts.as_of]
    return max(rows, key=lambda r: r.day("date") or date.min, default=None)


def grade_of(total: Fraction, scores: list[int]) -> str:
    """Letter of a total; a single 1 allows a C at best."""
    letter = (
        "A"
        if total >= Fraction("4.2")
        else "B"
        if total >= Fraction("3.5")
        else "C"
        if total >= Fraction("2.8")
        else "D"
    )
    return max(letter, "C") if 1 in scores else letter


def later(day: date, months: int) -> date:
    """So many months later, or that month's last day."""
    at = day.month - 1 + months
    year, month = day.year + at // 12, at % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def quadrant(picture: Picture, org: str, impact: int | None) -> str | None:
    """Kraljic's quadrant of a supplier of ours."""
    facts = picture.facts
    to_us = [
        r
        for r in facts.active("SUPPLIES")
        if facts.category(str(r.text("to"))) == "our_company" and facts.category(str(r.text("from"))) != "our_company"
    ]
    rows = [r for r in to_us if r.text("from") == org]
    if not rows:
        return None
    spend = max(r.number("spend_share") or 0.0 for r in rows)
    known = [1 + 4 * spend]
    alternatives = [a for r in rows if (a := r.whole("alternatives")) is not None]
    months = [m for r in rows if (m := r.number("switch_months")) is not None]
    known += [max(1.0, 5.0 - min(alternatives))] if alternatives else []
    known += [1 + 4 * min(1.0, max(months) / 12)] if months else []
    others = {r.text("category") for r in to_us if r.text("from") != org}
    known.append(5.0 if any(r.text("category") not in others for r in rows) else 1.0)
    risk = sum(known) / len(known) >= 3 - 1e-12
    weight = max(1 + 4 * spend, impact or 0) >= 3 - 1e-12
    return {(1, 1): "strategic", (1, 0): "bottleneck", (0, 1): "leverage", (0, 0): "non-critical"}[
        int(risk), int(weight)
    ]


def dual(picture: Picture, org: str) -> bool:
    """Supplies a competitor, or is allied with one."""
    facts = picture.facts

    def rival(other: str | None) -> bool:
        return other in facts.orgs and facts.category(str(other)) == "competitor"

    return any(r.text("from") == org and rival(r.text("to")) for r in facts.active("SUPPLIES")) or any(
        org in (r.text("from"), r.text("to")) and (rival(r.text("from")) or rival(r.text("to")))
        for r in facts.active("ALLIED_WITH")
    )


def share_of(picture: Picture, org: str) -> float:
    """Influence of an organisation."""
    return sum(picture.share[p] for p in picture.people if picture.facts.org(p) == org)


def scorecards(picture: Picture) -> list[Row]:
    """Rows of the query supplier-scorecard."""
    facts = picture.facts
    rows: list[Row] = []
    for org in sorted(facts.orgs):
        row = newest(picture, org)
        to_us = [r for r in facts.active("SUPPLIES") if facts.category(str(r.text("to"))) == "our_company"]
        supplies = facts.category(org) != "our_company" and any(r.text("from") == org for r in to_us)
        if facts.category(org) != "supplier" and row is None and not supplies:
            continue
        scores = [row.whole(name) if row else None for name in WEIGHT]
        known = [s for s in scores if s is not None]
        total = sum(w * s for w, s in zip(WEIGHT.values(), known, strict=True)) if len(known) == 6 else None
        letter = None if total is None else grade_of(Fraction(total), known)
        review = row.day("next_review") if row else None
        if review is None and row is not None and letter is not None:
            review = later(row.day("date") or date.min, MONTHS[letter])
        rows.append(
            {
                "org": org,
                **{f"c{k}": score for k, score in enumerate(scores, 1)},
                "total": None if total is None else float(total),
                "grade": letter,
                "quadrant": quadrant(picture, org, row.whole("impact") if row else None),
                "dual_supply": dual(picture, org),
                "org_share_pct": 100 * share_of(picture, org),
                "next_review": review,
            }
        )
    return rows


ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def role(picture: Picture, org: str) -> str | None:
    """Role in which most open paths run through the people of an organisation."""
    edges, facts = picture.graph.as_edges(), picture.facts
    side = {p: "" if facts.in_tree(p) else facts.org(p) for p in picture.people}
    number, weight = dict.fromkeys(ROLES, 0), dict.fromkeys(ROLES, 0.0)
    for v in picture.people:
        if facts.org(v) == org:
            for a in picture.people:
                for b in picture.people:
                    if a != b and v in edges[a] and b in edges[v] and b not in edges[a]:
                        same = (side[a] == side[v], side[v] == side[b], side[a] == side[b])
                        kinds = {(1, 1, 1): 0, (0, 0, 1): 1, (0, 1, 0): 2, (1, 0, 0): 3, (0, 0, 0): 4}
                        name = ROLES[kinds[int(same[0]), int(same[1]), int(same[2])]]
                        number[name] += 1
                        weight[name] += edges[a][v] * edges[v][b]
    best = min(ROLES, key=lambda r: (-number[r], -round(weight[r], 12), ROLES.index(r)))
    return best if number[best] else None


def third_parties(picture: Picture) -> list[Row]:
    """Rows of the query third-party-map."""
    facts = picture.facts
    rows: list[Row] = []
    for org in sorted(o for o in facts.orgs if facts.category(o) == "third_party"):
        people = [p for p in facts.people if facts.org(p) == org and not facts.left(p)]
        subtype = facts.orgs[org].text("subtype")
        independent = subtype in scales.INDEPENDENT_SUBTYPES or any(
            "independence_required" in facts.people[p].items("flags") for p in people
        )
        influenced = {
            v
            for (u, v), tie in picture.graph.ties.items()
            if facts.org(u) == org and facts.in_tree(v) and tie.weight > 0
        }
        endorsed = any(
            r.text("to") == org
            and (
                r.text("from") in facts.tree or (r.text("from") in facts.people and facts.in_tree(str(r.text("from"))))
            )
            for r in facts.active("ENDORSES")
        )
        place = quadrant(picture, org, None)
        second = place in ("strategic", "bottleneck") or (place is not None and dual(picture, org))
        rows.append(
            {
                "org": org,
                "subtype": subtype,
                "independence": independent,
                "org_share_pct": 100 * share_of(picture, org),
                "people_influenced": len(influenced),
                "role": role(picture, org),
                "endorsed": endorsed,
                "tie": max((picture.ties.best(p) for p in people), default=0.0),
                "advice_type": "cooperate-only" if independent else "second-source" if second else "partner",
            }
        )
    return rows

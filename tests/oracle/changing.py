"""What changes with time: cooling ties, silent bridges, rising stars."""

from tests.oracle import scales
from tests.oracle.contest import Then
from tests.oracle.facts import Facts
from tests.oracle.picture import Picture

Row = dict[str, object]


def neighbours(picture: Picture, person: str) -> set[str]:
    """Everybody with an influence on or from a person, positive on balance."""
    return {v for pair, tie in picture.graph.ties.items() if tie.weight > 0 and person in pair for v in pair} - {person}


def cooling(picture: Picture, then: Then) -> list[Row]:
    """Ties that cool or have lapsed, and bridges that are silent."""
    facts, ties = picture.facts, picture.ties
    rivals = facts.rivals()
    contacts = [p for p in picture.people if picture.tie[p] >= scales.LISTENING - 1e-12]
    rows: list[Row] = []
    for p in picture.people:
        for i in ties.our_people:
            last = ties.last_contact(i, p)
            silent = None if last is None else (facts.as_of - last).days
            tier = facts.tier() or ""
            target = scales.CADENCE["key"].get(tier)
            if p not in picture.keys:
                target = scales.CADENCE.get(scales.level_of_grade(facts.grade(p)) or "", {}).get(tier)
            seen = {"presumed_lapsed": "lapsed", "cooling": "cooling"}.get(ties.cooling(i, p, target) or "")
            bridge = (
                ties.strength(i, p) >= scales.LISTENING - 1e-12
                and (silent is None or silent >= 90)
                and not neighbours(picture, p) & set(contacts) - {p}
            )
            if seen or bridge:
                rows.append(
                    {
                        "our_person": i,
                        "id": p,
                        "tie_now": ties.strength(i, p),
                        "tie_90d_ago": then.ties_then.strength(i, p) if i in then.ties_then.our_people else 0.0,
                        "usual_gap": ties.usual_gap(i, p),
                        "days_silent": silent,
                        "status": seen or "bridge",
                        "competitor_trend": then.trend(p, rivals),
                    }
                )
    return rows


def partners(facts: Facts, person: str) -> set[str]:
    """Who trusts a person or is influenced by them."""
    found = {r.text("from") for r in facts.active("TRUSTS") if r.text("to") == person and r.whole("level")}
    found |= {
        r.text("to")
        for r in facts.active("INFLUENCES")
        if r.text("from") == person and r.whole("level") and r.number("polarity") != -1
    }
    return {str(p) for p in found if not facts.ours(str(p))}


def stars(picture: Picture, half_year: Picture, year: Facts) -> list[Row]:
    """Rising stars of accounts that were imported once: nobody was promoted."""
    facts = picture.facts
    rows: list[Row] = []
    for p in picture.people:
        grade = facts.grade(p)
        young = (grade is not None and grade <= 2) or facts.people[p].yes("early_career")
        if not facts.in_tree(p) or facts.seat(p) or not young:
            continue
        change = picture.share[p] - half_year.share.get(p, 0.0)
        signals = []
        if change >= 0.01 - 1e-12:
            signals.append("share")
        if len(partners(facts, p) - partners(year, p)) >= 2:
            signals.append("ties")
        if any(
            r.text("from") == p
            and (r.text("domain") or "general") != "general"
            and r.text("source") == "customer_statement"
            and r.whole("level")
            and r.number("polarity") != -1
            for r in facts.active("INFLUENCES")
        ):
            signals.append("named")
        elsewhere = [
            q for q in neighbours(picture, p) if facts.in_tree(q) and facts.unit(q) and facts.unit(q) != facts.unit(p)
        ]
        if len(elsewhere) >= 2:
            signals.append("cross_unit")
        if len(signals) >= 2:
            rows.append(
                {"id": p, "grade": grade, "signals": signals, "share_change": change, "our_tie": picture.tie[p]}
            )
    return rows

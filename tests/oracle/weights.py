"""Decision weights r: who decides, and with what weight."""

from collections.abc import Sequence

from tests.oracle import scales
from tests.oracle.facts import Facts


def normalised(raw: dict[str, float], people: Sequence[str]) -> dict[str, float] | None:
    """Drop people who are not in the graph and scale to 1; None when nothing is left."""
    kept = {p: raw.get(p, 0.0) for p in people}
    total = sum(kept.values())
    return {p: value / total for p, value in kept.items()} if total > 0 else None


def from_grades(facts: Facts, people: Sequence[str]) -> dict[str, float]:
    """Weights by grade, over the customer's own people; uniform when nobody has grade 3 or more."""
    own = [p for p in people if facts.in_tree(p)]
    raw = {p: 2.0 ** ((facts.grade(p) or 0) - 3) for p in own if (facts.grade(p) or 0) >= 3}
    found = normalised(raw or dict.fromkeys(own, 1.0), people)
    return found or dict.fromkeys(people, 0.0)


def recorded(facts: Facts, opportunity: str, people: Sequence[str]) -> dict[str, float] | None:
    """Weights from recorded roles: the explicit ones if there is any, else by the kind of role."""
    rows = facts.role_rows(opportunity)
    explicit = {str(r.text("person")): r.number("decision_weight") for r in rows}
    if any(value is not None for value in explicit.values()):
        raw = {p: value or 0.0 for p, value in explicit.items()}
    else:
        raw = {
            str(r.text("person")): sum(scales.ROLE_WEIGHT.get(role, 0.0) for role in set(r.items("roles")))
            for r in rows
        }
    return normalised(raw, people)


def of_opportunity(facts: Facts, opportunity: str, people: Sequence[str]) -> dict[str, float]:
    """Weights in one opportunity."""
    return recorded(facts, opportunity, people) or from_grades(facts, people)


def decision_weights(facts: Facts, people: Sequence[str]) -> dict[str, float]:
    """Weights in the context: one opportunity, or the amount-weighted mean over the open ones of the account."""
    if facts.opportunity:
        return of_opportunity(facts, facts.opportunity, people)
    names = facts.open_opportunities()
    if not names:
        return from_grades(facts, people)
    rows = [facts.opportunities[name] for name in names]
    amounts = [row.number("amount") for row in rows]
    currencies = {row.text("currency") for row in rows}
    if any(a is None for a in amounts) or len(currencies) > 1 or not sum(a or 0.0 for a in amounts):
        amounts = [1.0] * len(names)
    parts = [(amount or 0.0, of_opportunity(facts, name, people)) for amount, name in zip(amounts, names, strict=True)]
    total = sum(amount for amount, _ in parts)
    return {p: sum(amount * r[p] for amount, r in parts) / total for p in people}

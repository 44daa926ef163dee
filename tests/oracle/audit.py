"""How good the recorded data are, and the grade that every answer carries."""

from fractions import Fraction
from statistics import median

from tests.oracle.picture import Picture
from tests.oracle.scales import EXISTENCE

Row = dict[str, object]

KNOWN_SHARE = 0.80
GOOD_EDGES = 0.60
MEDIAN_AGE = 180
DOMAINS = ("technical", "commercial", "financial", "political", "general")
REPORTERS = 2


def metrics(picture: Picture) -> dict[str, float | None]:
    """Metrics of the account's influence edges, people and stances; a decider who left is none."""
    facts = picture.facts
    people = [p for p in picture.people if facts.in_tree(p) and not facts.seat(p)]
    members = set(picture.people)
    edges = {
        (pair, domain): evidence
        for pair, domains in picture.graph.evidence("INFLUENCES").items()
        if set(pair) <= members
        for domain, evidence in domains.items()
    }
    reports = [row.reporter for row in facts.active("INFLUENCES") if {row.text("from"), row.text("to")} <= members]
    counts = [reports.count(reporter) for reporter in sorted(set(reports))]
    decided = [
        any(
            row.text("person") in members and {"decider", "approver"} & set(row.items("roles"))
            for row in facts.role_rows(name)
        )
        for name in facts.context()
    ]
    return {
        "people": float(len(people)),
        "with_unit": _part(sum(facts.unit(p) is not None for p in people), len(people)),
        "with_grade": _part(sum(facts.grade(p) is not None for p in people), len(people)),
        "deciders_recorded": _part(sum(decided), len(decided)),
        "edges": float(len(edges)),
        "edges_good": _part(sum(e.claimed >= EXISTENCE["B"] for e in edges.values()), len(edges)),
        "median_age": float(median((facts.as_of - e.observed).days for e in edges.values())) if edges else None,
        "known_share": sum(picture.share[p] for p in picture.people if not picture.stance[p].stale),
        "reporters": float(len(counts)),
        "asked": float(len(_asked(picture))),
        "herfindahl": float(sum(Fraction(c, len(reports)) ** 2 for c in counts)) if reports else None,
    }


def _asked(picture: Picture) -> set[str]:
    """Return who of ours was asked within 730 days about anybody of the picture, whatever the question."""
    facts = picture.facts
    names = [(kind, domain) for kind in ("INFLUENCES", "TRUSTS", "STANCE") for domain in DOMAINS]
    asked = {who for p in picture.people for kind, domain in names for who in facts.asked(p, kind, domain)}
    return {who for who in asked if who in facts.people and facts.ours(who) and not facts.left(who)}


def _part(some: int, all_: int) -> float | None:
    return some / all_ if all_ else None


def checks(picture: Picture) -> dict[str, bool]:
    """The four criteria of grade A."""
    found = metrics(picture)
    good, age = found["edges_good"], found["median_age"]
    return {
        "known_share": (found["known_share"] or 0.0) >= KNOWN_SHARE - 1e-12,
        "edges_good": good is not None and good >= GOOD_EDGES - 1e-12,
        "median_age": age is not None and age <= MEDIAN_AGE,
        "reporters": (found["reporters"] or 0.0) >= REPORTERS,
    }


def grade(picture: Picture) -> str:
    """A when all four criteria hold, then one letter less for each that fails, D at worst."""
    failed = sum(not ok for ok in checks(picture).values())
    return "ABCDD"[failed]


def rows(picture: Picture) -> list[Row]:
    """Rows of the query audit."""
    limits = {"known_share": KNOWN_SHARE, "edges_good": GOOD_EDGES, "median_age": MEDIAN_AGE, "reporters": REPORTERS}
    ok = checks(picture)
    return [
        {"metric": name, "value": value, "threshold": limits.get(name), "ok": ok.get(name)}
        for name, value in metrics(picture).items()
    ]

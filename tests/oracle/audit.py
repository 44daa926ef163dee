"""How good the recorded data are, and the grade that every answer carries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
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
#: Levels of one reporter, or attitudes, below which nothing is said of a habit.
HABIT = 5
BASES = (("decider", "approver"), ("user",), ("technical_evaluator",), ("coach",))
MONTHS = {"interactions": 36, "assessments": 24, "stances": 24, "left": 12}
LIMITS = {
    "people": 1, "deciders_recorded": 1, "uncovered_bases": 0, "edges": 1, "stances_fresh": 0.80, "herfindahl": 0.999,
    "level5_share": 0.60, "stance2_share": 0.70, "assessments_without_evidence": 0, "past_retention": 0, "ignored_objections": 0,
}  # fmt: skip
AT_LEAST = ("people", "deciders_recorded", "edges", "stances_fresh")


def metrics(picture: Picture) -> dict[str, float | None]:
    """Metrics of the account's influence edges, people and stances; a decider who left is none."""
    facts = picture.facts
    people = [p for p in picture.people if facts.in_tree(p) and not facts.seat(p)]
    members = set(picture.people)
    edges = {
        (pair, domain, polarity): evidence
        for polarity in ((1, -1) if picture.graph.signed else (1,))
        for pair, domains in picture.graph.evidence("INFLUENCES", polarity).items()
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
        "stances_fresh": _part(sum(not picture.stance[p].stale for p in people), len(people)),
        "uncovered_bases": _bases(picture),
        "level5_share": _level5(picture),
        "stance2_share": _stance2(picture),
        **_records(picture),
    }


def _bases(picture: Picture) -> float | None:
    """Count the buying roles that nobody of the picture holds, in every deal."""
    facts, missing = picture.facts, 0
    for deal in facts.context():
        rows = [row for row in facts.role_rows(deal) if row.text("person") in picture.people]
        held = {role for row in rows for role in row.items("roles")}
        missing += sum(not held.intersection(base) for base in BASES)
    return float(missing) if facts.context() else None


def _level5(picture: Picture) -> float | None:
    """Return the highest part of level 5 among what one reporter says of the influence and trust of the picture's people."""
    told: defaultdict[str, list[int]] = defaultdict(list)
    for kind in ("INFLUENCES", "TRUSTS"):
        for row in picture.facts.active(kind):
            if row.text("from") in picture.people and (row.whole("level") or 0) > 0:
                told[row.reporter].append(row.whole("level") or 0)
    return max(
        (sum(x == 5 for x in levels) / len(levels) for levels in told.values() if len(levels) >= HABIT), default=None
    )


def _stance2(picture: Picture) -> float | None:
    """Return the part of the recorded attitudes of the picture's people that are 2 or more."""
    levels = [level for p in picture.people if (level := picture.level(p)) is not None]
    return sum(level >= 2 for level in levels) / len(levels) if len(levels) >= HABIT else None


def _records(picture: Picture) -> dict[str, float | None]:
    """Count assessments without evidence, what is kept too long, and what is done against somebody's wish."""
    facts = picture.facts
    near = {p for p in facts.people if facts.in_tree(p)} | set(picture.people)

    def old(what: str, days: Iterable[date | None]) -> int:
        year, month = divmod(facts.as_of.year * 12 + facts.as_of.month - 1 - MONTHS[what], 12)
        limit = (year, month + 1, facts.as_of.day)
        return sum(day is not None and (day.year, day.month, day.day) < limit for day in days)

    assessed = [
        a
        for a in facts.tables["assessments"]
        if a.text("person") in near and (a.day("date") or date.max) <= facts.as_of
    ]
    met = [e for e in facts.tables["interactions"] if near.intersection(e.items("participants"))]
    stances = [e for e in facts.active("STANCE") if e.text("from") in near]
    refusing = {p for p in near if {"objected", "no_contact"} & facts.flags(p)}
    barred = {p for p in near if facts.no_target(p) and not facts.left(p) and not facts.seat(p)}
    asked_of = [a for a in facts.tables["actions"] if a.text("target") in refusing]
    sponsored = [e for e in facts.active("SPONSORS") if e.text("to") in barred]
    return {
        "assessments_without_evidence": float(sum(not a.text("evidence") for a in assessed)),
        "past_retention": float(
            old("interactions", (e.day("date") for e in met))
            + old("assessments", (a.day("date") for a in assessed))
            + old("stances", (e.observed for e in stances))
            + old("left", (facts.left_on(p) for p in near))
        ),
        "ignored_objections": float(
            sum((a.text("status") or "open") not in ("done", "closed", "cancelled", "dropped") for a in asked_of)
            + sum(e.text("status") != "ended" for e in sponsored)
        ),
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
    graded = {"known_share": KNOWN_SHARE, "edges_good": GOOD_EDGES, "median_age": MEDIAN_AGE, "reporters": REPORTERS}
    ok: dict[str, bool] = dict(checks(picture))
    found = metrics(picture)
    for name, limit in LIMITS.items():
        value = found[name]
        if name in AT_LEAST:
            ok[name] = value is not None and value >= limit - 1e-12
        else:
            ok[name] = value is None or value <= limit + 1e-12
    return [
        {"metric": name, "value": value, "threshold": {**graded, **LIMITS}.get(name), "ok": ok.get(name)}
        for name, value in found.items()
    ]

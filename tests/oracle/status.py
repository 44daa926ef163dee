"""The six-dimension status: rubric, gates, caps, trend, target."""

import re
from datetime import date
from fractions import Fraction
from itertools import combinations
from statistics import median

from tests.oracle.facts import Facts
from tests.oracle.picture import Picture
from tests.oracle.tables import Row as Line

Row = dict[str, object]
WEIGHT = {
    "acceptance": Fraction("0.20"),
    "participation": Fraction("0.10"),
    "information": Fraction("0.20"),
    "guidance": Fraction("0.15"),
    "project_support": Fraction("0.20"),
    "rivals": Fraction("0.15"),
}


def assessments(facts: Facts, person: str) -> list[Line]:
    """Assessments of a person toward the vendor up to the day, newest first, of one day by assessor."""
    rows = [
        row
        for row in facts.tables["assessments"]
        if row.text("person") == person
        and (row.text("vendor") or facts.us) == facts.vendor
        and (row.day("date") or date.max) <= facts.as_of
    ]
    return sorted(rows, key=lambda row: (-(row.day("date") or date.min).toordinal(), row.text("assessor") or ""))


def evidenced(facts: Facts, row: Line) -> bool:
    """Some evidence of the row, an interaction or a text with a date, is at most 180 days older than the row."""
    day = row.day("date") or date.min
    events = {e.text("id"): e.day("date") for e in facts.tables["interactions"]}
    dates: list[date] = []
    for item in row.items("evidence"):
        known = events.get(item)
        if known is not None:
            dates += [known] if known <= facts.as_of else []
        elif item not in events:
            dates += [date.fromisoformat(text) for text in re.findall(r"\d{4}-\d{2}-\d{2}", item)]
    return any(0 <= (day - when).days <= 180 for when in dates)


def angry(facts: Facts, person: str) -> bool:
    """Takes part in a severe complaint that is open."""
    return any(
        row.text("kind") == "complaint"
        and row.text("severity") == "severe"
        and row.text("status") != "closed"
        and (row.day("date") or date.max) <= facts.as_of
        and person in row.items("participants")
        for row in facts.tables["interactions"]
    )


def counted(row: Line, evidence: bool, complaint: bool) -> tuple[dict[str, int], list[str]]:
    """The known scores after the caps, and which were capped."""
    scores: dict[str, int] = {}
    capped = []
    for name in WEIGHT:
        score = row.whole(name)
        if score is None:
            continue
        low = score
        if score >= 2 and not evidence:
            low = 1
        if complaint and name == "acceptance" and low > 1:
            low = 1
        if low != score:
            capped.append(name)
        scores[name] = low
    return scores, capped


def composite(scores: dict[str, int]) -> Fraction | None:
    """Weighted mean of the known dimensions."""
    return sum(WEIGHT[n] * s for n, s in scores.items()) / sum(WEIGHT[n] for n in scores) if scores else None


def gated(scores: dict[str, int]) -> int | None:
    """Level by the first gate that matches; none with fewer than four dimensions."""
    c = composite(scores)
    if c is None or len(scores) < 4:
        return None
    support, rivals, acceptance = (scores.get(n, -9) for n in ("project_support", "rivals", "acceptance"))
    if support == -1 or c < Fraction("-0.25"):
        return -1
    if c >= Fraction("2.5") and rivals == 3 and support >= 2:
        return 3
    if c >= Fraction("1.5") and support >= 2:
        return 2
    return 1 if c >= Fraction("0.6") and acceptance >= 1 else 0


def trend(facts: Facts, rows: list[Line]) -> str | None:
    """Theil-Sen slope over the last four assessments of a year."""
    recent = [r for r in rows if (facts.as_of - (r.day("date") or date.min)).days <= 365][:4]
    points = []
    for row in recent:
        level = gated(counted(row, evidenced(facts, row), complaint=False)[0])
        if level is not None:
            points.append(((row.day("date") or date.min).toordinal(), level))
    slopes = [Fraction(b[1] - a[1], b[0] - a[0]) * 365 for a, b in combinations(points, 2) if a[0] != b[0]]
    if not slopes:
        return None
    slope = median(slopes)
    return "improving" if slope >= Fraction(1, 2) else "declining" if slope <= Fraction(-1, 2) else "steady"


def disputed(rows: list[Line]) -> bool:
    """Two assessors' newest rows differ by two or more on a dimension."""
    newest: dict[str | None, Line] = {}
    for row in rows:
        newest.setdefault(row.text("assessor"), row)
    for one, other in combinations(newest.values(), 2):
        for name in WEIGHT:
            a, b = one.whole(name), other.whole(name)
            if a is not None and b is not None and abs(a - b) >= 2:
                return True
    return False


def status(picture: Picture) -> list[Row]:
    """Everybody assessed, and the key people who were not."""
    facts = picture.facts
    rows: list[Row] = []
    for p in picture.people:
        held = assessments(facts, p)
        if not held:
            if p in picture.keys:
                rows.append({"id": p, **dict.fromkeys(_COLUMNS), "caps": []})
            continue
        newest = held[0]
        scores, capped = counted(newest, evidenced(facts, newest), angry(facts, p))
        c = composite(scores)
        override = newest.whole("override")
        level = gated(scores) if override is None else override
        target = next((t for row in held if (t := row.whole("target")) is not None), None)
        rows.append(
            {
                "id": p,
                **{f"d{k}": newest.whole(name) for k, name in enumerate(WEIGHT, 1)},
                "composite": None if c is None else float(c),
                "level": level,
                "caps": [*capped, *["override"] * (override is not None), *["disputed"] * disputed(held)],
                "trend": trend(facts, held),
                "target": target,
                "gap": None if target is None or level is None else target - level,
                "assessed_on": newest.day("date"),
                "assessor": newest.text("assessor"),
            }
        )
    return rows


_COLUMNS = (
    *(f"d{k}" for k in range(1, 7)),
    *["composite", "level", "trend", "target", "gap", "assessed_on", "assessor"],
)

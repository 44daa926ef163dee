"""The contest with competitors: whose side people are on, who drifts, and how units see each vendor."""

from fractions import Fraction

from tests.oracle import scales
from tests.oracle.facts import Facts
from tests.oracle.picture import Picture
from tests.oracle.routes import joined, routes
from tests.oracle.shares import ranking
from tests.oracle.tables import Row as Line
from tests.oracle.threads import cheapest_cut
from tests.oracle.ties import Ties

Row = dict[str, object]
THIRD = Fraction(1, 3)
OPINION = {-1: Fraction(-1), 0: Fraction(0), 1: THIRD, 2: 2 * THIRD, 3: Fraction(1)}


def state(us: int | None, them: int | None) -> str:
    """The first that applies: ours, theirs (with a question mark where the other attitude is unknown), contested, open."""
    if us is None and them is None:
        return "unknown"
    x_us = None if us is None else OPINION[us]
    x_c = None if them is None else OPINION[them]
    if x_us is not None and x_us >= THIRD and (x_c is None or x_us - x_c >= THIRD):
        return "ours?" if x_c is None else "ours"
    if x_c is not None and x_c >= THIRD and (x_us is None or x_c - x_us >= THIRD):
        return "theirs?" if x_us is None else "theirs"
    if x_us is not None and x_c is not None and x_us >= THIRD and x_c >= THIRD:
        return "contested"
    return "open"


def rival_level(facts: Facts, person: str, rivals: list[str]) -> int | None:
    """Highest support for any of the rivals."""
    levels = [facts.stance(person, rival).level for rival in rivals]
    return max((level for level in levels if level is not None), default=None)


def rival_tie(facts: Facts, person: str, rivals: list[str]) -> float:
    """Strongest tie of the rivals' people by the KNOWS rows in force; 0 without any."""
    return max((_strength(facts, row) for row in _knows(facts, person, rivals)), default=0.0)


def _knows(facts: Facts, person: str, rivals: list[str]) -> list[Line]:
    found = []
    for row in facts.active("KNOWS"):
        ends = [str(row.text("from")), str(row.text("to"))]
        if person in ends:
            ends.remove(person)
            other = ends[0]
            if (
                facts.org(other) in rivals
                and not facts.ours(other)
                and not facts.left(other)
                and not facts.seat(other)
                and not facts.seat(person)
            ):
                found.append(row)
    return found


def _strength(facts: Facts, row: Line) -> float:
    seen = row.observed or facts.as_of
    found = 0.0
    score, declared = row.number("external_score"), row.whole("declared_level")
    if score is not None:
        days = max(0, (facts.as_of - (row.day("external_date") or seen)).days)
        found = max(found, score * 0.5 ** (days / 180))
    if declared is not None:
        days = max(0, (facts.as_of - seen).days)
        found = max(found, 0.5 * scales.STRENGTH[declared] * 0.5 ** (days / 180))
    return found


class Then:
    """What both sides had with people at two earlier days."""

    def __init__(self, now: Facts, quarter: Facts, half_year: Facts) -> None:
        self.now, self.quarter, self.half_year = now, quarter, half_year
        self.ties_now, self.ties_then = Ties(now), Ties(quarter)

    def ours_fell(self, person: str) -> bool:
        """Support lower than 180 days ago, or the tie lower by .05 than 90 days ago."""
        support = (self.now.support(person).level or 0) < (self.half_year.support(person).level or 0)
        return support or self.ties_then.best(person) - self.ties_now.best(person) >= 0.05 - 1e-12

    def theirs(self, person: str, rivals: list[str]) -> tuple[int, int]:
        """Whether the rivals' support and tie rose (1), fell (-1) or stayed."""
        support = (rival_level(self.now, person, rivals) or 0) - (rival_level(self.half_year, person, rivals) or 0)
        tie = rival_tie(self.now, person, rivals) - rival_tie(self.quarter, person, rivals)
        tie_sign = 1 if tie >= 0.05 - 1e-12 else -1 if tie <= -0.05 + 1e-12 else 0
        return (support > 0) - (support < 0), tie_sign

    def drift(self, person: str, rivals: list[str]) -> bool:
        """Ours fell and theirs rose."""
        return self.ours_fell(person) and 1 in self.theirs(person, rivals)

    def trend(self, person: str, rivals: list[str]) -> str:
        """Of support; where it is equal, of ties."""
        support, tie = self.theirs(person, rivals)
        return {1: "rising", -1: "falling", 0: "steady"}[support or tie]


def contest(picture: Picture, then: Then, competitor: str | None) -> tuple[list[Row], Row]:
    """Rows of everybody, and the leans."""
    facts = picture.facts
    rivals = [competitor] if competitor else facts.rivals()
    rows: list[Row] = []
    lean_them = 0.0
    for p in ranking(picture.share):
        us, them = picture.level(p), rival_level(facts, p, rivals)
        lean_them += picture.share[p] * (0 if them is None else float(OPINION[them]))
        rows.append(
            {
                "id": p,
                "share_pct": 100 * picture.share[p],
                "state": state(us, them),
                "support_us": us,
                "support_them": them,
                "tie_us": picture.tie[p],
                "tie_them": rival_tie(facts, p, rivals),
                "drift": then.drift(p, rivals),
            }
        )
    lean_us = picture.model.lean(picture.x)
    known_us, known_them = (any(row[side] is not None for row in rows) for side in ("support_us", "support_them"))
    return rows, {
        "lean_us": lean_us if known_us else None,
        "lean_them": lean_them if known_them else None,
        "head_to_head": lean_us - lean_them if known_us and known_them else None,
    }


def cut_lines(picture: Picture) -> list[Row]:
    """Cheapest cut to each decider, and the strongest route that meets nobody of it."""
    rows: list[Row] = []
    for decider in picture.deciders:
        cost, cut = cheapest_cut(picture, decider)
        around = routes(picture, decider, avoid=cut, top=1)
        facts = picture.facts
        left_alone = (
            "independence_required" in facts.flags(decider) or facts.category(facts.org(decider)) == "third_party"
        )
        rows.append(
            {
                "decider": decider,
                "cost": cost,
                "cut_set": cut,
                "countermeasure_route": joined(around[0][0]) if around and not left_alone else None,
                "left_alone": left_alone,
            }
        )
    return rows


def perception(picture: Picture) -> list[Row]:
    """Every vendor in the eyes of every unit, or organisation of people without one."""
    facts = picture.facts
    rows: list[Row] = []
    for vendor in [facts.us, *sorted(o for o in facts.orgs if facts.category(o) == "competitor")]:
        for unit in {facts.unit(p) or facts.org(p) for p in picture.people}:
            people = [p for p in picture.people if (facts.unit(p) or facts.org(p)) == unit]
            stances = {p: facts.stance(p, vendor) for p in people}
            levels = [s.level for s in stances.values() if s.level is not None]
            share = sum(picture.share[p] for p in people)
            fresh = sum(picture.share[p] for p, s in stances.items() if not s.stale)
            rows.append(
                {
                    "vendor": vendor,
                    "unit": unit,
                    "mean_support": sum(levels) / len(levels) if levels else None,
                    "weighted_support": sum(picture.share[p] * s.opinion for p, s in stances.items()),
                    "known_pct": 100 * fresh / share if share > 1e-12 else None,
                }
            )
    return rows

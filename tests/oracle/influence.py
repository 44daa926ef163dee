"""The influence graph: who is in it, and how strongly one moves another."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from tests.oracle import scales
from tests.oracle.evidence import Evidence, combine, grade_of
from tests.oracle.facts import Facts
from tests.oracle.tables import Row

Pair = tuple[str, str]


@dataclass(frozen=True)
class Tie:
    """One effective edge u -> v (u moves v)."""

    weight: float
    derived: bool
    grade: str
    domains: frozenset[str]
    observed: date | None
    q: float
    answers: tuple[tuple[int | None, int | None], ...] = ()
    against: float = 0.0


def ageing(days: int, half_life: int) -> float:
    """Return ``f + (1 - f) 2^(-days/half_life)`` with the floor f = .25."""
    return scales.AGE_FLOOR + (1 - scales.AGE_FLOOR) * 2 ** (-days / half_life)


class InfluenceGraph:
    """Persons of the customer and the outsiders who touch them, with effective weights.

    Parameters
    ----------
    facts
        What was true on the date.
    derived
        Whether trust and reporting lines stand in for influence that nobody recorded.
    min_confidence
        Reports graded below this letter (A is best, E is last) are left out.
    signed
        Whether edges of polarity -1 count, as negative weights.
    """

    def __init__(self, facts: Facts, derived: bool, min_confidence: str | None, signed: bool) -> None:
        self.facts = facts
        self.min_confidence = min_confidence
        self.signed = signed
        self._evidence: dict[tuple[str, int], dict[Pair, dict[str, Evidence]]] = {}
        row = facts.opportunities[facts.opportunity] if facts.opportunity else None
        self.domain = (row.text("domain") if row else None) or "general"
        self.people = self._members()
        self.ties: dict[Pair, Tie] = self._recorded()
        if derived:
            self._derive()

    # evidence ---------------------------------------------------------------------------------------------------

    def hears(self, grade: str) -> bool:
        return self.min_confidence is None or grade <= self.min_confidence

    def reports(self, kind: str, polarity: int = 1) -> dict[Pair, dict[str, list[Row]]]:
        """Active reports per pair and domain; a denial belongs to both polarities."""
        found: dict[Pair, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
        for row in self._said(kind, polarity):
            if self.hears(grade_of(row)):
                pair = (str(row.text("from")), str(row.text("to")))
                found[pair][row.text("domain") or "general"].append(row)
        return found

    def _said(self, kind: str, polarity: int) -> list[Row]:
        return [
            row
            for row in self.facts.active(kind)
            if row.whole("level") == 0 or (-1 if row.number("polarity") == -1 else 1) == polarity
        ]

    def _spoke(self, kind: str, polarity: int) -> dict[tuple[Pair, str], set[str]]:
        """Return who said anything per pair and domain, whether heard or not."""
        found: dict[tuple[Pair, str], set[str]] = defaultdict(set)
        for row in self._said(kind, polarity):
            pair = (str(row.text("from")), str(row.text("to")))
            found[pair, row.text("domain") or "general"].add(row.reporter)
        return found

    def evidence(self, kind: str, polarity: int = 1) -> dict[Pair, dict[str, Evidence]]:
        """Return what the reports add up to, per pair and domain; pairs with nothing but denials are absent.

        Those who spoke but are not heard do not count as asked, since they were not silent.
        """
        if (kind, polarity) not in self._evidence:
            self._evidence[kind, polarity] = self._added_up(kind, polarity)
        return self._evidence[kind, polarity]

    def _added_up(self, kind: str, polarity: int) -> dict[Pair, dict[str, Evidence]]:
        found: dict[Pair, dict[str, Evidence]] = defaultdict(dict)
        spoke = self._spoke(kind, polarity)
        for pair, domains in self.reports(kind, polarity).items():
            about = pair[0] if kind == "TRUSTS" else pair[1]
            for domain, rows in domains.items():
                unheard = spoke[pair, domain] - {row.reporter for row in rows}
                combined = combine(tuple(rows), asked=self.facts.asked(about, kind, domain) - unheard)
                if combined is not None:
                    found[pair][domain] = combined
        return dict(found)

    # members ----------------------------------------------------------------------------------------------------

    def _members(self) -> list[str]:
        facts = self.facts
        inside = {p for p in facts.people if facts.in_tree(p) and not facts.left(p)}
        members = set(inside)
        for kind in ("INFLUENCES", "TRUSTS"):
            for one, other in self.evidence(kind):
                for person, contact in ((one, other), (other, one)):
                    outside = facts.category(facts.org(person)) in scales.EXTERNAL_CATEGORIES
                    if outside and not facts.left(person) and contact in inside:
                        members.add(person)
        return sorted(members)

    # weights ----------------------------------------------------------------------------------------------------

    def _domain_weight(self, kind: str, domain: str, evidence: Evidence, factor: float) -> float:
        days = (self.facts.as_of - evidence.observed).days
        same = "general" in (domain, self.domain) or domain == self.domain
        strength = factor * scales.STRENGTH[evidence.level]
        match = 1.0 if same else scales.OTHER_DOMAIN_FACTOR
        return strength * float(evidence.q) * ageing(days, scales.HALF_LIFE[kind]) * match

    def _combined(self, kind: str, domains: dict[str, Evidence], factor: float, derived: bool) -> Tie:
        weights = {d: self._domain_weight(kind, d, e, factor) for d, e in domains.items()}
        missing = 1.0
        for domain in sorted(weights):
            missing *= 1 - weights[domain]
        weight = weights[min(weights)] if len(weights) == 1 else 1 - missing
        strongest = min(weights, key=lambda d: (-weights[d], d))
        return Tie(
            weight=min(scales.MAX_WEIGHT, weight),
            derived=derived,
            grade=domains[strongest].grade,
            domains=frozenset(domains),
            observed=max(e.observed for e in domains.values()),
            q=float(domains[strongest].q),
            answers=tuple((domains[d].k, domains[d].named) for d in sorted(domains)),
        )

    def _both_members(self, pair: Pair) -> bool:
        return pair[0] in self.people and pair[1] in self.people

    def _recorded(self) -> dict[Pair, Tie]:
        found = {
            pair: self._combined("INFLUENCES", domains, 1.0, derived=False)
            for pair, domains in self.evidence("INFLUENCES").items()
            if self._both_members(pair)
        }
        if self.signed:
            for pair, domains in self.evidence("INFLUENCES", polarity=-1).items():
                if self._both_members(pair):
                    minus = self._combined("INFLUENCES", domains, 1.0, derived=False)
                    plus = found.get(pair)
                    balance = (plus.weight if plus else 0.0) - minus.weight
                    found[pair] = replace(
                        plus if plus and balance > 0 else minus,
                        weight=balance,
                        domains=minus.domains | (plus.domains if plus else frozenset()),
                        answers=(),
                        against=minus.weight,
                    )
        return found

    def _derive(self) -> None:
        explicit = {(str(r.text("from")), str(r.text("to"))) for r in self.facts.active("INFLUENCES")}
        candidates: dict[Pair, list[Tie]] = defaultdict(list)
        for (truster, trusted), domains in self.evidence("TRUSTS").items():
            tie = self._combined("TRUSTS", domains, scales.TRUST_FACTOR, derived=True)
            candidates[(trusted, truster)].append(tie)
        for person, boss, line in self.facts.reporting():
            if self.hears(scales.REPORTING_GRADE):
                q = float(scales.REPORTING_EXISTENCE)
                weight = scales.STRENGTH[scales.REPORTING_LEVEL[line]] * q
                tie = Tie(weight, True, scales.REPORTING_GRADE, frozenset({"general"}), None, q)
                candidates[(boss, person)].append(tie)
        for pair, ties in candidates.items():
            if pair not in explicit and self._both_members(pair):
                self.ties[pair] = max(ties, key=lambda tie: tie.weight)

    def weight(self, one: str, other: str) -> float:
        """Effective weight of one -> other, 0 when there is none."""
        tie = self.ties.get((one, other))
        return tie.weight if tie else 0.0

    def at_least(self, one: str, other: str, weight: float) -> float:
        """The weight if one moves the other with no less than this; what is recorded against it stays beside it."""
        tie = self.ties.get((one, other))
        return max(tie.weight, weight - tie.against) if tie else weight

    def as_edges(self) -> dict[str, dict[str, float]]:
        """Positive weights as a dictionary of dictionaries."""
        edges: dict[str, dict[str, float]] = {p: {} for p in self.people}
        for (one, other), tie in self.ties.items():
            if tie.weight > 0:
                edges[one][other] = tie.weight
        return edges

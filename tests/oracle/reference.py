"""The public face of the oracle: one method per named query, plain rows, full precision.

Columns that come from random draws (intervals, probabilities) are left out, and so are texts whose wording the
method leaves open. Ids stand where the product may print names.
"""

from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from tests.oracle import (
    audit,
    changing,
    contest,
    coverage,
    forecast,
    levels,
    routes,
    salience,
    scales,
    sponsors,
    status,
    suppliers,
    threads,
    verify,
)
from tests.oracle.facts import Facts
from tests.oracle.forecast import Change
from tests.oracle.paths import Path as PeoplePath
from tests.oracle.picture import Picture
from tests.oracle.shares import equilibrium, explaining_paths, ranking

Row = dict[str, object]


class Reference:
    """Answers about one account, on one date, straight from the import files.

    Parameters
    ----------
    folder
        Folder with the CSV tables.
    as_of
        The date of the picture.
    account
        Id of the customer organisation.
    opportunity
        Id of the opportunity; without it the account context.
    vendor
        Whose support is asked about; our company by default.
    derived
        Whether derived edges count.
    min_confidence
        Worst letter of a report that still counts.
    signed
        Whether edges of polarity -1 count as negative weights.
    """

    def __init__(
        self,
        folder: Path | str,
        as_of: date,
        account: str,
        opportunity: str | None = None,
        vendor: str | None = None,
        derived: bool = True,
        min_confidence: str | None = None,
        signed: bool = False,
    ) -> None:
        self.folder = Path(folder)
        self.how = (derived, min_confidence, signed)
        self.facts = Facts(self.folder, as_of, account, opportunity, vendor)
        self.picture = Picture(self.facts, *self.how)

    def ago(self, days: int) -> Facts:
        """The facts of so many days before, about the same account and opportunity."""
        now = self.facts
        then = Facts(self.folder, now.as_of - timedelta(days=days), now.account, now.opportunity, now.vendor)
        then.opportunity = now.opportunity
        return then

    @cached_property
    def then(self) -> contest.Then:
        """Both sides a quarter and half a year before."""
        return contest.Then(self.facts, self.ago(90), self.ago(180))

    @cached_property
    def whole(self) -> Picture:
        """The picture of the account as a whole, toward us: contacts, contracts and goals are ours, not those of a rival."""
        now = self.facts
        vendor = now.vendor if now.category(now.vendor) == "our_company" else None
        return Picture(Facts(self.folder, now.as_of, now.account, None, vendor), *self.how)

    def Q01(self) -> list[Row]:
        """Key influencers."""
        picture, facts = self.picture, self.facts
        return [
            {
                "rank": 1 + sum(round(other - picture.share[p], 9) > 0 for other in picture.share.values()),
                "id": p,
                "name": facts.name(p),
                "title": facts.people[p].text("title"),
                "unit": facts.unit(p),
                "grade": facts.grade(p),
                "share_pct": 100 * picture.share[p],
                "band": scales.share_band(picture.share[p]),
                "decision_weight": picture.r[p],
                "support": picture.level(p),
                "tie": picture.tie[p],
                "owner": facts.owner(p),
                "reasons": picture.keys.get(p, []),
            }
            for p in ranking(picture.share)
        ]

    def Q02(self) -> list[Row]:
        """Hidden and outside influencers, figureheads."""
        return routes.hidden_influencers(self.picture)

    def Q03(self) -> list[Row]:
        """Shadow circle against the formal list."""
        return routes.circle_rows(self.picture)

    def Q04(self, to: str, from_: str | None = None, top: int = 10) -> list[Row]:
        """Effective paths to a decider."""
        return routes.decision_chain(self.picture, to, from_, top)

    def Q06(self, to: str, avoid: tuple[str, ...] = (), top: int = 3) -> list[Row]:
        """Routes to a person, also when an active direct tie makes them unnecessary."""
        found = routes.routes(self.picture, to, avoid, top)
        return [routes.route_row(self.picture, rank, path, value) for rank, (path, value) in enumerate(found, start=1)]

    def missing_link(self, to: str) -> tuple[str, float] | None:
        """Cheapest missing link to somebody whom no route reaches."""
        return routes.cheapest_missing_link(self.picture, to)

    def Q11(self) -> Row:
        """KPI block."""
        picture = self.picture
        return {
            **coverage.kpi_block(picture),
            "lean": picture.model.lean(picture.x),
            "rag": coverage.rag(picture),
            "bow_tie": threads.bow_tie(picture),
            "min_threads": threads.min_threads(picture),
            "level": levels.relationship(self.whole)[1],
            "data_grade": audit.grade(picture),
        }

    def Q12(self, by: str = "unit") -> list[Row]:
        """Coverage matrix."""
        return coverage.matrix(self.picture, by)

    def Q13(self) -> list[Row]:
        """Coverage gaps by severity."""
        return coverage.coverage_gaps(self.picture)

    def Q14(self) -> list[Row]:
        """Communication on three levels."""
        return coverage.three_levels(self.picture)

    def Q15(self) -> list[Row]:
        """Key persons due or overdue."""
        return coverage.contacts_due(self.picture)

    def Q17(self) -> list[Row]:
        """Key persons without a live sponsor."""
        return sponsors.missing(self.picture)

    def Q18(self) -> list[Row]:
        """Proposed sponsors."""
        return sponsors.plan(self.picture)

    def sponsor_objective(self) -> float:
        """Objective of the best sponsor assignment."""
        return sponsors.assignment(self.picture)[1]

    def Q19(self) -> list[Row]:
        """Threads to each decider."""
        return threads.single_threads(self.picture)

    def minimum_cuts(self, decider: str) -> list[tuple[str, ...]]:
        """All smallest cuts to a decider."""
        return threads.Network(self.picture).all_minimum_cuts(decider)

    def Q20(self) -> list[Row]:
        """What if somebody leaves."""
        return threads.bus_factor(self.picture)

    def Q16(self) -> list[Row]:
        """Cooling ties and silent bridges."""
        return changing.cooling(self.picture, self.then)

    def Q21(self, competitor: str | None = None) -> tuple[list[Row], Row]:
        """Head-to-head with a competitor."""
        return contest.contest(self.picture, self.then, competitor)

    def Q22(self) -> list[Row]:
        """Cheapest cut to each decider."""
        return contest.cut_lines(self.picture)

    def Q27(self) -> list[Row]:
        """Six-dimension status."""
        return status.status(self.picture)

    def Q28(self) -> list[Row]:
        """Lines of the relationship levels."""
        return levels.relationship(self.whole)[0]

    def Q29(self) -> list[Row]:
        """Power, interest, salience."""
        return salience.grid(self.picture)

    def Q30(self) -> list[Row]:
        """Perception per vendor and unit."""
        return contest.perception(self.picture)

    def Q31(self) -> list[Row]:
        """Supplier scorecards."""
        return suppliers.scorecards(self.picture)

    def Q32(self) -> list[Row]:
        """Third parties."""
        return suppliers.third_parties(self.picture)

    def Q33(self) -> list[Row]:
        """Rising stars."""
        return changing.stars(self.picture, Picture(self.ago(180), *self.how), self.ago(365))

    def Q34(self) -> list[Row]:
        """What to find out next."""
        return verify.questions(self.picture)

    def Q23(self) -> tuple[list[Row], Row]:
        """Lean per decider, and of the whole."""
        return forecast.forecast(self.picture)

    def Q24(self, changes: list[Change]) -> Row:
        """One scenario."""
        return forecast.what_if(self.picture, changes)

    def Q25(self) -> list[Row]:
        """Whom to win first."""
        return forecast.who_to_win(self.picture)

    def Q26(self) -> list[Row]:
        """Whom to bring together."""
        return forecast.introductions(self.picture)

    def Q36(self) -> list[Row]:
        """Data audit."""
        return audit.rows(self.picture)

    def Q66(self) -> list[Row]:
        """Checklist of the organisations."""
        return levels.organisation(self.whole)

    def edges(self) -> list[Row]:
        """Effective edges: who moves whom, how strongly, on what belief, derived or recorded."""
        return [
            {
                "u": u,
                "v": v,
                "weight": tie.weight,
                "q": tie.q,
                "confidence": tie.grade,
                "derived": tie.derived,
                "answers": tie.answers,
            }
            for (u, v), tie in sorted(self.picture.graph.ties.items())
        ]

    def opinions(self) -> dict[str, float]:
        """Equilibrium opinion of everybody."""
        return self.picture.model.opinions(self.picture.x)

    def explain(self, person: str, top: int = 4) -> list[tuple[PeoplePath, float]]:
        """Strongest paths with their part of the person's share."""
        share = self.picture.share[person]
        return [(path, value / share) for path, value in explaining_paths(self.picture.model, person, top)]

    def kappa_range(self) -> dict[str, tuple[float, float]]:
        """Lowest and highest share over stubbornness halved, as given, and doubled."""
        models = [equilibrium(self.picture.graph, self.picture.r, factor) for factor in (0.5, 1.0, 2.0)]
        return {p: (min(m.share[p] for m in models), max(m.share[p] for m in models)) for p in self.picture.people}

    def share_by(self, what: str) -> dict[str | None, float]:
        """Sums of shares by 'org', 'unit' or 'function'."""
        key = {"org": self.facts.org, "unit": self.facts.unit, "function": self.facts.function}[what]
        sums: dict[str | None, float] = {}
        for p, share in self.picture.share.items():
            sums[key(p)] = sums.get(key(p), 0.0) + share
        return sums

    def ties(self) -> list[Row]:
        """Tie, stage and warmth of every pair with a tie of at least .10 or a contact."""
        picture, facts = self.picture, self.facts
        trust = picture.graph.evidence("TRUSTS")
        rows: list[Row] = []
        for p in sorted(facts.people):
            for i in picture.ties.our_people:
                last = picture.ties.last_contact(i, p)
                value = picture.ties.strength(i, p)
                if facts.ours(p) or (last is None and value < scales.LISTENING):
                    continue
                level = max((e.level for e in trust.get((p, i), {}).values()), default=0)
                tier = facts.tier() or ""
                of_level = scales.CADENCE.get(scales.level_of_grade(facts.grade(p)) or "", {}).get(tier)
                target = scales.CADENCE["key"].get(tier) if p in picture.keys else of_level
                rows.append(
                    {
                        "our_person": i,
                        "person": p,
                        "T": value,
                        "band": scales.tie_band(value),
                        "stage": picture.ties.stage(i, p, level),
                        "last_contact": last,
                        "days_silent": None if last is None else (facts.as_of - last).days,
                        "usual_gap": picture.ties.usual_gap(i, p),
                        "status": picture.ties.cooling(i, p, target),
                    }
                )
        return rows

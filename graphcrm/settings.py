"""Settings of a workspace: the tables that a team may change, with their defaults and what is allowed.

How a team changes them: :mod:`graphcrm.configuration`.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.dataclass import dataclass
from graphcrm.model.methods import Methods
from graphcrm.model.rubrics import table

__all__ = ["DEFAULTS", "DEFAULT_SEED", "CoverageRule", "Settings", "bounds"]


_POINTS = {
    5.0: "exec_visit exec_summit hq_visit reference_site",
    3.0: "visit regular_review tech_exchange workshop training joint_planning joint_innovation support_work",
    2.0: "exhibition meal_event team_event",
    1.5: "call video daily_contact",
    1.0: "message care info_share value_added praise survey other",
    0.0: "complaint dispute",
}

#: Of everything that is drawn at random, unless another is given: the same question has the same answer.
DEFAULT_SEED = 20240101

#: How far back it is looked for since when a finding is there, in times of what is new: a week, four of them, a quarter.
_REPLAYED = (1, 4, 13)

#: A coverage rule: every item must be covered; an item "a|b" is met by either role, "2 of a|b|c" by two of them.
CoverageRule = tuple[str, ...]


@dataclass(frozen=True)
class Settings(Methods):
    """Everything that a team may change. Levels are 1..5; shares 0..1; days are whole days."""

    currency: str = "CNY"
    influence: Mapping[str, float] = table({"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85})
    trust: Mapping[str, float] = table({"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85})
    confidence: Mapping[str, float] = table({"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40})
    decay: Mapping[str, float] = table({"influence_half_life": 730, "trust_half_life": 365, "floor": 0.25})
    derived: Mapping[str, float] = table({"trust_factor": 0.6, "reporting_confidence": 0.8, "other_domain": 0.5})
    asked: Mapping[str, float] = table({"prior": 0.25, "prior_weight": 2, "sure": 0.80, "days": 730, "standing": 0})
    tie: Mapping[str, float] = table(
        {
            "half_life": 90,
            "scale": 9,
            "message_cap": 4.5,
            "unpaired_cap": 0.9,
            "unpaired_points": 0.2,
            "pair_days": 6,
            "external_half_life": 180,
            "declared_half_life": 180,
            "declared_factor": 0.5,
            "active": 0.30,
        }
    )
    tie_points: Mapping[str, float] = table(
        {kind: points for points, kinds in _POINTS.items() for kind in kinds.split()}
    )
    stale: Mapping[str, float] = table({"stance_days": 180, "sponsor_days": 180})
    communication: Mapping[str, Mapping[str, int]] = table(
        {
            "S": {"shareholder": 180, "management": 45, "operational": 14, "key_person": 30, "sponsor": 90},
            "A": {"shareholder": 365, "management": 90, "operational": 30, "key_person": 45, "sponsor": 180},
            "B": {"management": 180, "operational": 60, "key_person": 90},
            "C": {"management": 365, "operational": 120, "key_person": 180},
        }
    )
    coverage: Mapping[str, Mapping[str, CoverageRule]] = table(
        {
            "S": {
                "decider": ("exec", "ar"),
                "key_person": ("2 of ar|sr|fr|exec",),
                "technical": ("ar", "sr", "fr"),
                "operations": ("fr|service", "sr"),
                "commercial": ("ar", "finance|legal"),
                "top": ("exec",),
            },
            "A": {
                "decider": ("exec|director", "ar"),
                "key_person": ("ar", "1 of sr|fr|service|exec|finance|legal|other"),
                "technical": ("ar", "sr"),
                "operations": ("fr|service",),
                "commercial": ("ar",),
                "top": ("exec",),
            },
            "B": {
                "decider": ("ar",),
                "key_person": ("ar",),
                "technical": ("sr|ar",),
                "operations": ("service",),
                "commercial": ("ar",),
                "top": (),
            },
            "C": {
                "decider": ("ar",),
                "key_person": (),
                "technical": ("ar",),
                "operations": (),
                "commercial": ("ar",),
                "top": (),
            },
        }
    )
    sponsor_tier: Mapping[str, float] = table({"S": 1.5, "A": 1.0, "B": 0.5, "C": 0.25})
    attrition: Mapping[str, float] = table({"theirs": 0.28, "ours": 0.20, "days": 180})
    noise: Mapping[str, float] = table({"missing": 0.10, "level": 0.20, "support": 0.20, "stale": 0.50})
    retention: Mapping[str, float] = table({"interactions": 36, "assessments": 24, "stances": 24, "left": 12})

    @property
    def drift_days(self) -> tuple[int, int]:
        """So many days back ties, and support, are compared.

        >>> DEFAULTS.drift_days
        (90, 180)
        """
        return int(self.contest["tie_days"]), int(self.contest["support_days"])

    @property
    def finding_days(self) -> tuple[int, ...]:
        """So many days back findings are looked for again: the first decides what is new, the others since when one is there.

        >>> DEFAULTS.finding_days
        (7, 28, 91)
        """
        return tuple(int(self.findings["new_days"]) * times for times in _REPLAYED)

    @property
    def star_days(self) -> tuple[int, int, int]:
        """So many days back the shares, ties and grades of rising stars are compared.

        >>> DEFAULTS.star_days
        (180, 365, 730)
        """
        return int(self.stars["share_days"]), int(self.stars["ties_days"]), int(self.stars["promoted_days"])

    def p_influence(self, level: int) -> float:
        return self.influence[str(level)]

    def p_trust(self, level: int) -> float:
        return self.trust[str(level)]


DEFAULTS = Settings()

#: Closed ranges of a table or of one value; an open lower end of 0 is written as the smallest step that makes sense.
#: What is divided by is never 0, and a factor never makes a weight or a tie larger than it is.
_RANGES: dict[str, tuple[float, float]] = {
    "influence": (0.01, 0.99),
    "trust": (0.01, 0.99),
    "confidence": (0.01, 0.99),
    "sponsor_tier": (0, 100),
    "attrition": (0, 1),
    "attrition.days": (1, 36_500),
    "roles": (0, 100),
    "key_person": (0, 1),
    "circle": (0.01, 1),
    "hidden": (0, 1),
    "hidden.top_grade": (1, 5),
    "hidden.gatekeeper_grade": (1, 5),
    "carry": (0.01, 1),
    "circles": (0, 1),
    "circles.apart": (0.01, 4),
    "cadence.overdue": (1, 100),
    "cadence.pairs": (1, 100),
    "cooling.contacts": (2, 1_000),
    "cooling.last": (2, 1_000),
    "cooling.cooling": (1, 1_000),
    "cooling.lapsed": (1, 1_000),
    "gaps.share": (0, 1),
    "sponsor": (0, 1),
    "sponsor.grade": (1, 5),
    "sponsor.many": (1, 1_000),
    "threads": (0.01, 0.99),
    "forecast": (0, 1),
    "effort": (0.1, 1_000),
    "effort.access": (0, 1_000),
    "effort.rival": (0, 1_000),
    "effort.rival_support": (-1, 3),
    "effort.hold_share": (0, 1),
    "introductions": (0, 2),
    "introductions.support": (-1, 3),
    "audit": (0, 1),
    "audit.age_days": (1, 36_500),
    "audit.reporters": (1, 1_000),
    "criteria": (0, 1),
    "white_space.grade": (1, 5),
    "white_space.deciders": (1, 10),
    "white_space.competitor": (0, 1),
    "qualification": (0, 1),
    "findings": (1, 36_500),
    "findings.new_days": (1, 2_800),
    "findings.questions": (0, 100),
    "contest.tie_days": (1, 36_500),
    "contest.support_days": (1, 36_500),
    "stars.share_days": (1, 36_500),
    "stars.ties_days": (1, 36_500),
    "stars.promoted_days": (1, 36_500),
    "noise": (0, 1),
    "retention": (1, 1200),
    "tie_points": (0, 100),
    "status_weights": (0.01, 1),
    "supplier_weights": (0.01, 1),
    "gates": (-1, 3),
    "champion.support": (-1, 3),
    "champion.information": (-1, 3),
    "champion.share": (0, 1),
    "asked.prior": (0, 1),
    "asked.sure": (0.01, 1),
    "asked.standing": (0, 1),
    "asked.days": (1, 36_500),
    "decay.influence_half_life": (1, 100_000),
    "decay.trust_half_life": (1, 100_000),
    "decay.floor": (0, 1),
    "derived": (0, 1),
    "tie.half_life": (1, 100_000),
    "tie.scale": (0.01, 100_000),
    "tie.external_half_life": (1, 100_000),
    "tie.declared_half_life": (1, 100_000),
    "tie.declared_factor": (0, 1),
    "tie.active": (0.01, 1),
    "salience.share": (0.01, 1),
    "salience.contacts": (1, 100_000),
}


def bounds(name: str, key: str = "") -> tuple[float, float]:
    """Smallest and largest number that a table of numbers takes, or one value of it.

    >>> bounds("confidence"), bounds("decay"), bounds("asked", "prior")
    ((0.01, 0.99), (0, 100000), (0, 1))
    """
    return _RANGES.get(f"{name}.{key}") or _RANGES.get(name, (0, 100_000))

"""Settings of a workspace: the tables that a team may change, with their defaults and what is allowed.

The defaults are in ``settings.toml``, in the form of a team's ``config.toml``. How a team changes them: :mod:`graphcrm.configuration`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["DEFAULTS", "DEFAULT_SEED", "CoverageRule", "Settings", "bounds"]


#: Of everything that is drawn at random, unless another is given: the same question has the same answer.
DEFAULT_SEED = 20240101

#: How far back it is looked for since when a finding is there, in times of what is new: a week, four of them, a quarter.
_REPLAYED = (1, 4, 13)

#: A coverage rule: every item must be covered; an item "a|b" is met by either role, "2 of a|b|c" by two of them.
CoverageRule = tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """Everything that a team may change. Levels are 1..5; shares, ties and opinions 0..1; days are whole days."""

    # Tables by which somebody or something is rated.
    status_weights: Mapping[str, float]
    anchors: Mapping[str, Mapping[str, Text]]
    status: Mapping[str, float]
    gates: Mapping[str, float]
    champion: Mapping[str, float]
    plays: Mapping[str, Text]
    contest: Mapping[str, float]
    relationship: Mapping[str, float]
    hospitality: Mapping[str, float]
    downturn: Mapping[str, float]
    salience: Mapping[str, float]
    supplier_weights: Mapping[str, float]
    supplier: Mapping[str, float]
    attention: Mapping[str, float]
    verify: Mapping[str, float]
    stars: Mapping[str, float]

    # Tables by which analyses count, compare and propose.
    roles: Mapping[str, float]
    key_person: Mapping[str, float]
    circle: Mapping[str, float]
    hidden: Mapping[str, float]
    carry: Mapping[str, float]
    circles: Mapping[str, float]
    cadence: Mapping[str, float]
    cooling: Mapping[str, float]
    gaps: Mapping[str, float]
    sponsor: Mapping[str, float]
    threads: Mapping[str, float]
    forecast: Mapping[str, float]
    effort: Mapping[str, float]
    introductions: Mapping[str, float]
    audit: Mapping[str, float]
    criteria: Mapping[str, float]
    white_space: Mapping[str, float]
    qualification: Mapping[str, float]
    findings: Mapping[str, float]

    # What a record counts for.
    currency: str
    influence: Mapping[str, float]
    trust: Mapping[str, float]
    confidence: Mapping[str, float]
    decay: Mapping[str, float]
    derived: Mapping[str, float]
    asked: Mapping[str, float]
    tie: Mapping[str, float]
    tie_points: Mapping[str, float]
    stale: Mapping[str, float]
    communication: Mapping[str, Mapping[str, int]]
    coverage: Mapping[str, Mapping[str, CoverageRule]]
    sponsor_tier: Mapping[str, float]
    attrition: Mapping[str, float]
    noise: Mapping[str, float]
    retention: Mapping[str, float]

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


def _defaults() -> Settings:
    shipped = read_texts(Path(__file__).with_suffix(".toml"))
    rules = {tier: {row: tuple(rule) for row, rule in rows.items()} for tier, rows in shipped["coverage"].items()}
    return Settings(**shipped | {"coverage": rules})


DEFAULTS = _defaults()


def bounds(name: str, key: str = "") -> tuple[float, float]:
    """Smallest and largest number that a table of numbers takes, or one value of it.

    >>> bounds("confidence"), bounds("decay"), bounds("asked", "prior")
    ((0.01, 0.99), (0, 100000), (0, 1))
    """
    low, high = _ranges().get(f"{name}.{key}") or _ranges().get(name, (0, 100_000))
    return low, high


@cache
def _ranges() -> Mapping[str, tuple[float, float]]:
    return read_texts(Path(__file__).with_name("bounds.toml"))

"""Bands of path and route strength, and the sentence that goes with every strength."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.model.choices import Choice

__all__ = ["MINIMUM", "PLAUSIBILITY", "PathBand", "path_band"]

#: Strength from which on a path counts at all.
MINIMUM = 0.05

#: To be printed wherever a path strength is.
PLAUSIBILITY = Text(
    "路径强度是各环强度之积,只表示可信程度,不是成功概率。",
    "Path strength is the product of its hops: a plausibility, not a probability of success.",
)


class PathBand(Choice):
    """How far a path can be relied on: ≥ .40 strong, .15–.40 feasible, .05–.15 long shot, below none."""

    STRONG = "strong", "畅通"
    FEASIBLE = "feasible", "可行"
    LONG_SHOT = "long_shot", "勉强"
    NONE = "none", "不现实", "not realistic"


_LOWER = ((0.40, PathBand.STRONG), (0.15, PathBand.FEASIBLE), (MINIMUM, PathBand.LONG_SHOT))
_ROUNDING = 1e-12


def path_band(strength: float) -> PathBand:
    """Band of a strength in [0, 1].

    >>> path_band(0.4), path_band(0.049)
    (<PathBand.STRONG: 'strong'>, <PathBand.NONE: 'none'>)
    """
    return next((band for low, band in _LOWER if strength >= low - _ROUNDING), PathBand.NONE)

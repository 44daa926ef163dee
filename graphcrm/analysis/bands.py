"""The bands in which numbers are shown: ties, influence shares, path strengths, the lean of a decision."""

from __future__ import annotations

from graphcrm.analysis.numbers import at_least, at_most
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice

__all__ = [
    "LEAST_PATH",
    "LEAST_TIE",
    "LEAST_UPWARDS",
    "SHARE_BANDS",
    "TIE_BANDS",
    "LeanBand",
    "PathBand",
    "lean_band",
    "path_band",
    "share_band",
    "tie_band",
    "tie_band_label",
]


#: Weakest tie that counts as one: two people know each other, and one can ask the other for something.
LEAST_TIE = 0.10
#: Weakest influence upwards that turns the organisation chart upside down.
LEAST_UPWARDS = 0.30
#: Weakest path that counts as one.
LEAST_PATH = 0.05

#: Lower bound, code, label.
TIE_BANDS = (
    (0.60, "strong", Text("强", "strong")),
    (0.30, "moderate", Text("中", "moderate")),
    (LEAST_TIE, "weak", Text("弱", "weak")),
    (0.0, "none", Text("无", "none")),
)
#: Lower bound, code, label.
SHARE_BANDS = (
    (0.15, "A", Text("关键", "key")),
    (0.05, "B", Text("重要", "important")),
    (0.01, "C", Text("一般", "minor")),
    (0.0, "D", Text("微弱", "marginal")),
)


class PathBand(Choice):
    """How far a path can be relied on: ≥ .40 strong, .15–.40 feasible, .05–.15 long shot, below none."""

    STRONG = "strong", "畅通"
    FEASIBLE = "feasible", "可行"
    LONG_SHOT = "long_shot", "勉强"
    NONE = "none", "不现实", "not realistic"


_PATHS = ((0.40, PathBand.STRONG), (0.15, PathBand.FEASIBLE), (LEAST_PATH, PathBand.LONG_SHOT))


class LeanBand(Choice):
    """Where a decision leans: ≥ .30, .10–.30, −.10–.10, −.30–−.10, ≤ −.30."""

    FAVOURABLE = "favourable", "倾向我方"
    SLIGHTLY_FAVOURABLE = "slightly_favourable", "略倾向我方"
    OPEN = "open", "未定"
    SLIGHTLY_AGAINST = "slightly_against", "略倾向反对"
    AGAINST = "against", "倾向对手/反对"


def tie_band(strength: float) -> str:
    """none < .10 ≤ weak < .30 ≤ moderate < .60 ≤ strong."""
    return next(code for low, code, _ in TIE_BANDS if at_least(strength, low))


def tie_band_label(strength: float) -> Text:
    """The band of a tie in words."""
    return next(label for low, _, label in TIE_BANDS if at_least(strength, low))


def share_band(share: float) -> str:
    """A ≥ 15 %, B 5–15 %, C 1–5 %, D < 1 %; a share below 0, which counter-influence may cause, is D."""
    return next((code for low, code, _ in SHARE_BANDS if at_least(share, low)), "D")


def path_band(strength: float) -> PathBand:
    """Band of a strength in [0, 1].

    >>> path_band(0.4), path_band(0.049)
    (<PathBand.STRONG: 'strong'>, <PathBand.NONE: 'none'>)
    """
    return next((band for low, band in _PATHS if at_least(strength, low)), PathBand.NONE)


def lean_band(value: float) -> LeanBand:
    """Band of a decision value in [−1, 1].

    >>> lean_band(0.1).value, lean_band(-0.1).value, lean_band(-0.0118).value
    ('slightly_favourable', 'slightly_against', 'open')
    """
    if at_least(value, 0.30):
        return LeanBand.FAVOURABLE
    if at_least(value, 0.10):
        return LeanBand.SLIGHTLY_FAVOURABLE
    if not at_most(value, -0.10):
        return LeanBand.OPEN
    return LeanBand.AGAINST if at_most(value, -0.30) else LeanBand.SLIGHTLY_AGAINST

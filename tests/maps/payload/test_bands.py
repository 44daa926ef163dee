"""Fractions in words, at the bounds that the method gives them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphcrm.analysis.bands import share_band
from graphcrm.analysis.bands import tie_band as band
from graphcrm.maps.payload.values import percent, power, tie_band


@pytest.mark.parametrize(
    ("share", "dots"),
    [(0.0, 1), (0.00999, 1), (0.01, 2), (0.0499, 2), (0.05, 3), (0.0999, 3), (0.10, 4), (0.1499, 4), (0.15, 5), (1, 5)],
)
def test_power_has_the_bounds_that_the_legend_tells(share: float, dots: int) -> None:
    """“<1% / 1–5% / 5–10% / 10–15% / ≥15%”."""
    assert power(share) == dots


@pytest.mark.parametrize(
    ("strength", "bars"), [(0.0, 0), (0.0999, 0), (0.10, 1), (0.2999, 1), (0.30, 2), (0.5999, 2), (0.60, 3), (0.99, 3)]
)
def test_ties_have_the_bands_of_the_method(strength: float, bars: int) -> None:
    """Bands of ties: none < .10 ≤ weak < .30 ≤ moderate < .60 ≤ strong."""
    assert tie_band(strength) == bars


def test_what_is_not_known_has_no_band() -> None:
    assert power(None) is None
    assert tie_band(None) is None


@given(st.floats(0, 1))
@example(0.15 - 2e-16)
@example(0.60 - 2e-16)
def test_bands_of_a_page_are_those_of_the_analyses(value: float) -> None:
    assert ("none", "weak", "moderate", "strong")[tie_band(value) or 0] == band(value)
    assert {1: "D", 2: "C", 3: "B", 4: "B", 5: "A"}[power(value) or 0] == share_band(value)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (0, "0%"),
        (0.0001, "<1%"),
        (0.00999, "<1%"),
        (0.01, "1%"),
        (0.015, "2%"),
        (0.2777, "28%"),
        (0.995, "100%"),
        (1, "100%"),
    ],
)
def test_per_cents_are_whole_and_nothing_is_lost(part: float, words: str) -> None:
    assert percent(part) == words

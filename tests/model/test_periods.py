"""A quarter or a month is the same days however it is written."""

import pytest

from graphcrm.model.periods import span_of

#: The ways to write each quarter and each month, and the first and the last day of it in 2026.
PERIODS = {
    "Q1, Q1/26, 2026 Q1, 2026-Q1, 2026年一季度, 第一季度, 1季度": ("01-01", "03-31"),
    "Q2, Q2/26, q2 '26, 2026年二季度, 第二季度, 2季度": ("04-01", "06-30"),
    "Q3, Q3-2026, 2026年三季度, 第三季度, 3季": ("07-01", "09-30"),
    "Q4, Q4 2026, 2026年四季度, 第四季度, 4季度": ("10-01", "12-31"),
    "January, Jan 2026, 2026-01, 1月, 2026年1月份, 1/2026": ("01-01", "01-31"),
    "Februar, Feb-26, 2026/2, 2月, 02.2026": ("02-01", "02-28"),
    "December, Dez. 2026, Dec/26, 2026.12, 12月": ("12-01", "12-31"),
}


@pytest.mark.parametrize("ways", PERIODS)
def test_a_period_is_the_days_from_its_first_to_its_last(ways):
    first, last = PERIODS[ways]
    assert {way: span_of(way, "2026") for way in ways.split(", ")} == dict.fromkeys(
        ways.split(", "), (f"2026-{first}", f"2026-{last}")
    )


@pytest.mark.parametrize("said", ["13月", "0月", "2026-13", "2026-00", "Q5", "五季度"])
def test_what_no_year_has_is_no_period(said):
    assert span_of(said, "2026") is None


def test_a_period_without_a_year_is_none():
    assert [span_of(said) for said in ("Q1", "一季度", "May", "5月")] == [None] * 4

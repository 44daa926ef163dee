"""Counting in months ends on the month's last day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graphcrm.model.dates import months_later


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-200, 200))
def test_months_later(day, months):
    later = date.fromisoformat(months_later(day.isoformat(), months))
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert day.day - 3 <= later.day <= day.day

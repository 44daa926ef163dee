"""Days with months and weekdays by name; counting in months ends on the month's last day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.model.dates import day_of, months_later

#: Each month as it is written in English and German, in full and short.
MONTHS = """
    January Januar Jan, February Februar Feb, March März Mar Mär Mrz, April Apr, May Mai, June Juni Jun, July Juli Jul, August Aug,
    September Sep Sept, October Oktober Oct Okt, November Nov, December Dezember Dec Dez
"""
#: Each day of the week that began on 2 March 2026, a Monday.
WEEKDAYS = """
    Monday Mon Montag Mo, Tuesday Tue Dienstag Di, Wednesday Wed Mittwoch Mi, Thursday Thu Donnerstag Do, Friday Fri Freitag Fr,
    Saturday Sat Samstag Sa, Sunday Sun Sonntag So
"""


def named(text):
    """Every name with the number of its turn, from 1 on."""
    return [(name, turn) for turn, names in enumerate(text.split(","), start=1) for name in names.split()]


@pytest.mark.parametrize(("name", "month"), named(MONTHS))
def test_a_month_by_name(name, month):
    assert [day_of(f"5 {name} 2026"), day_of(f"{name.upper()} 5, 2026")] == [f"2026-{month:02}-05"] * 2


@pytest.mark.parametrize(("name", "turn"), named(WEEKDAYS))
def test_a_weekday_before_the_day_is_passed_over(name, turn):
    assert day_of(f"{name}, {turn + 1} Mar 2026") == f"2026-03-{turn + 1:02}"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-200, 200))
def test_months_later(day, months):
    later = date.fromisoformat(months_later(day.isoformat(), months))
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert day.day - 3 <= later.day <= day.day

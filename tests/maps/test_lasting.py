"""Which ties decide where people stand: a few new ones do not, so that everybody is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphcrm.maps.pins import lasting
from graphcrm.snapshot.ever import EverTied

PEOPLE = {f"p{k:02d}" for k in range(40)}
DAYS = st.lists(st.integers(1, 9), min_size=1, max_size=6)


def recorded(counts: list[int]) -> list[EverTied]:
    """So many ties on each of some days."""
    pairs = iter([(a, b) for a in sorted(PEOPLE) for b in sorted(PEOPLE) if a < b])
    return [EverTied(f"2026-01-{day + 1:02d}", *next(pairs)) for day, n in enumerate(counts) for _ in range(n)]


@given(DAYS)
def test_the_ties_of_a_day_count_once_there_are_half_as_many_again(counts: list[int]) -> None:
    counted = 0
    for day in range(len(counts)):
        if 2 * sum(counts[: day + 1]) >= 3 * counted:
            counted = sum(counts[: day + 1])
    assert len(lasting(recorded(counts), PEOPLE)) == counted


@given(DAYS, st.integers(1, 3))
def test_a_few_more_ties_change_nothing(counts: list[int], more: int) -> None:
    before = lasting(recorded(counts), PEOPLE)
    after = lasting(recorded([*counts, more]), PEOPLE)
    if 2 * (sum(counts) + more) < 3 * len(before):
        assert after == before
    assert set(before) <= set(after)


def test_only_ties_between_people_of_the_map_count() -> None:
    ties = [EverTied("2026-01-01", "a", "b"), EverTied("2026-01-02", "b", "c"), EverTied("2026-01-03", "c", "d")]
    assert lasting(ties, {"b", "c", "d"}) == (("b", "c", False), ("c", "d", False))
    assert lasting(ties, {"a", "d"}) == ()


def test_reporting_lines_of_all_days_count_as_such() -> None:
    ties = [*recorded([4]), EverTied("2026-02-01", "p00", "p09", reports=True)]
    assert lasting(ties, PEOPLE)[0] == ("p00", "p09", True)
    assert lasting(ties, PEOPLE)[1:] == lasting(recorded([4]), PEOPLE)

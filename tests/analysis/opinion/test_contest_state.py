"""Contest states: the whole table, and symmetry."""

from __future__ import annotations

from itertools import product

import pytest

from graphcrm.analysis.opinion.contest_state import ContestState, contest_state

LEVELS = (None, -1, 0, 1, 2, 3)
MIRROR = {"ours": "theirs", "ours?": "theirs?", "theirs": "ours", "theirs?": "ours?"}


@pytest.mark.parametrize(
    ("ours", "theirs", "state"),
    [
        (None, None, "unknown"),
        (1, None, "ours?"),
        (0, None, "open"),
        (None, 2, "theirs?"),
        (None, -1, "open"),
        (1, 0, "ours"),
        (3, 2, "ours"),
        (2, 3, "theirs"),
        (1, 1, "contested"),
        (0, 0, "open"),
        (-1, 0, "open"),
        (-1, 1, "theirs"),
    ],
)
def test_table(ours: int | None, theirs: int | None, state: str) -> None:
    assert contest_state(ours, theirs) == state


def test_the_other_side_sees_the_mirror_image() -> None:
    for ours, theirs in product(LEVELS, LEVELS):
        state = contest_state(ours, theirs)
        assert contest_state(theirs, ours) == ContestState(MIRROR.get(state.value, state.value))

"""Blocks are shared out over slides as well as they can be: against every division of small sections there is."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.reports.slide_plan import Item, Part, height, plan

FIRST, ROOM = 5.0, 5.8
TABLES = st.builds(
    lambda lead, rows: Item(lead, 0.8, rows),
    st.sampled_from([0.0, 0.4]),
    st.lists(st.sampled_from([0.3, 0.6]), min_size=1, max_size=9),
)
PICTURES = st.builds(lambda tall: Item(0.0, 0.3, (min(tall, 4.0),), max(0.0, tall - 4.0)), st.sampled_from([2.9, 5.2]))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(TABLES, PICTURES), min_size=1, max_size=3), st.booleans())
def test_every_row_stands_once_in_order_and_no_slide_is_overfull(items: list[Item], decided: bool) -> None:
    items = [*items, *([Item(0.0, 0.8, (0.62,), 0.31, follows=True)] if decided else [])]
    slides = plan(items, FIRST, ROOM)
    rows = [(part.item, row) for slide in slides for part in slide for row in range(part.first, part.past)]
    assert rows == [(i, row) for i, item in enumerate(items) for row in range(len(item.rows))]
    for n, slide in enumerate(slides):
        assert height(items, slide) <= (ROOM if n else FIRST) + 1e-9
    cuts = [part for slide in slides for part in slide[:1] if part.first]
    for part in cuts:
        assert min(part.first, len(items[part.item].rows) - part.first) >= 4
    whole = [Item(i.lead, i.fixed + sum(i.rows), (0.0,), i.more, i.follows) for i in items]
    assert len(slides) <= fewest_of_whole(whole)


def fewest_of_whole(items: list[Item]) -> int:
    """Slides if nothing is cut and nothing that belongs to something else begins one, by trying every division."""
    many = len(items)
    for count in range(many):
        for ends in combinations(range(1, many), count):
            parts = [[Part(i, 0, 1) for i in range(a, b)] for a, b in pairwise((0, *ends, many))]
            fits = all(height(items, one) <= (ROOM if n else FIRST) for n, one in enumerate(parts))
            if fits and not any(items[one[0].item].follows for one in parts[1:]):
                return count + 1
    return 2 * many


def test_a_short_table_stands_below_a_wide_picture_and_halves_are_of_one_size() -> None:
    """A chart that is wide and low had a slide to itself, and the table after it, too; eleven rows were cut into nine and two."""
    assert [len(slide) for slide in plan([Item(0, 0.3, (2.9,)), Item(0, 0.8, (0.3,) * 3)], FIRST, ROOM)] == [2]
    cut = plan([Item(0, 0.8, (0.6,) * 11)], ROOM, ROOM)
    assert [part.past - part.first for slide in cut for part in slide] == [5, 6]


def test_what_has_room_nowhere_stands_alone() -> None:
    assert plan([Item(0, 0.8, (9.0,)), Item(0, 0.8, (0.3,))], FIRST, ROOM) == [[Part(0, 0, 1)], [Part(1, 0, 1)]]
    assert plan([], FIRST, ROOM) == []


def test_lines_to_write_on_stay_with_what_is_decided() -> None:
    items = [Item(0, 0.8, (0.3,) * 15), Item(0, 0.8, (0.62,), follows=True)]
    made = plan(items, ROOM, ROOM)
    assert [part.item for part in made[-1]] == [0, 1]
    assert [height(items, slide) for slide in made] == pytest.approx([3.75, 3.75], abs=0.1)


def test_lines_to_write_on_are_no_reason_to_leave_a_slide_empty() -> None:
    """Three tables filled a slide, and the fourth, of one row, had one with nothing but empty lines."""
    tables = [*[Item(0, 1.0, (0.3,) * 3)] * 3, Item(0, 1.0, (0.6,))]
    made = plan([*tables, Item(0, 0.8, (0.62,), 1.86, follows=True)], ROOM, ROOM)
    assert [[part.item for part in slide] for slide in made] == [[0, 1], [2, 3, 4]]

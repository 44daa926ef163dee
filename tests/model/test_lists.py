"""Several values in one cell: what separates them, and how one of them holds a separator."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphcrm.model.lists import join_items, split_items

AWKWARD = st.text(st.sampled_from(";\uff1b\\ \n\tab周"), max_size=8)

WRITTEN = [
    (r"a;b；c", ["a", "b", "c"]),
    (r" a ; ;; b ", ["a", "b"]),
    ("", []),
    (r"a\;b;c", ["a;b", "c"]),
    (r"a\；b；c", ["a；b", "c"]),
    (r"a\\;b", ["a\\", "b"]),
    (r"a\\\;b", ["a\\;b"]),
    (r"C:\temp\x;\\server\share", [r"C:\temp\x", r"\\server\share"]),
    (r"a\ ;b", ["a\\", "b"]),
    ("a\\", ["a\\"]),
    (r"\;", [";"]),
]


@pytest.mark.parametrize(("cell", "items"), WRITTEN)
def test_what_a_cell_says(cell, items):
    assert split_items(cell) == items


@given(st.lists(AWKWARD | st.text(max_size=5), max_size=5))
@example(["\\", "\\;", "；"])
@example(["a\\", " ", "b"])
def test_what_was_joined_is_split_into_the_same(items):
    assert split_items(join_items(items)) == [item for item in map(str.strip, items) if item]


@given(st.text(st.sampled_from(";\uff1b ab周"), max_size=12))
def test_cells_without_a_backslash_are_read_as_ever(cell):
    assert split_items(cell) == [p.strip() for p in cell.replace("\uff1b", ";").split(";") if p.strip()]


def test_a_long_run_of_backslashes_costs_its_length():
    assert split_items("\\" * 100_000 + "x") == ["\\" * 100_000 + "x"]
    assert split_items("\\" * 100_001 + ";x") == ["\\" * 50_000 + ";x"]
    assert split_items("\\;" * 50_000) == [";" * 50_000]

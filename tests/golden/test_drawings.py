"""Maps and charts of the sample account stay as they were looked at, unless somebody decides otherwise."""

from __future__ import annotations

from tests.golden.drawings import PLACE, differs, drawings


def test_maps_and_charts_are_drawn_as_they_were_kept() -> None:
    found = dict(drawings())
    assert sorted(found) == sorted(path.name for path in PLACE.iterdir())
    for name, text in found.items():
        told = differs((PLACE / name).read_text(encoding="utf-8"), text)
        assert told is None, f"{name}: if that is meant: python -m tests.golden.drawings\n{told}"


def test_a_tenth_of_a_point_is_no_difference_and_a_word_is() -> None:
    assert differs('x="1.24"\n', 'x="1.26"\n') is None
    assert differs('x="1.2"\n', 'x="2.2"\n') == 'x="1.2"\nx="2.2"'
    assert differs('bold="a"\n', 'bold="b"\n') is not None
    assert differs("a\n", "a\nb\n") == "1 lines, now 2"

"""Texts fit for a page."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from graphcrm.pages.text import clean, shorten
from graphcrm.rendering.width import width


@given(st.text(), st.integers(1, 40))
@settings(max_examples=300)
def test_shortened_text_fits_and_is_clean(text: str, columns: int) -> None:
    out = shorten(text, columns)
    assert width(out) <= columns
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in out)
    assert not out or not (unicodedata.combining(out[0]) and not unicodedata.combining(clean(text)[0]))


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


def test_every_character_is_kept_made_a_space_or_dropped_by_its_kind() -> None:
    bidi = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    for c in map(chr, range(sys.maxunicode + 1)):
        unfit = c in bidi or unicodedata.category(c) in ("Cc", "Cs")
        kept = " " if c in "\t\n\r" else "" if unfit else c
        assert clean(f"a{c}b") == f"a{kept}b", hex(ord(c))


def test_shortening_never_splits_a_family() -> None:
    family = "👩‍👩‍👧‍👦"
    out = shorten(family * 9, 17)
    assert out.endswith("…")
    assert set(out[:-1].split(family)) == {""}


def test_no_comma_is_left_before_the_ellipsis() -> None:
    assert shorten("首席架构师\uff0c数据平台部", 13) == shorten("首席架构师, 数据平台部", 13) == "首席架构师…"

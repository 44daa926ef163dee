"""Names that look like something else, or like nothing."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["NAMES", "hostile_names"]

#: Each once broke something, or is the smallest of its sort.
NAMES = [
    "陳\u0301",  # an accent on a Chinese character
    "陳\u0301\u0302 王",
    "\u0301",  # a mark without a letter
    "\u0345\u0f71",
    "\u200b",  # nothing at all
    "\u2060\ufeff\u00ad",
    "\u202e",
    "\U000e0041\U000e007f",  # tags
    "\u3164",  # a filler that counts as a letter
    "\u115f\u1160",
    "\u2800",
    "",
    " \t ",
    " \u0301 x",
    "👩‍👩‍👧‍👦",
    "𠀀\u0301",
    "İ",
    "ẞ",
    "ﬀ",
    "…",
    "O'Brien",
    "-",
    "\ud800",
    "\x00",
]

_PIECES = "王陳周𠀀ab ÉßİΣς-'·1ª…👩\u0301\u0302\u0345\u0f71\u093f\u200b\u200d\u2060\ufeff\u00ad\u202e\u3164\u1160\u2800\ue000\x00\t\ud800"


def hostile_names() -> st.SearchStrategy[str]:
    """Names from the list, from its pieces, and from all of Unicode."""
    return st.one_of(st.sampled_from(NAMES), st.text(st.sampled_from(_PIECES), max_size=12), st.text(max_size=30))

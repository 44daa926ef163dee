"""Texts made fit for a page: cleaned, shortened, and never invisible."""

from __future__ import annotations

import re
import unicodedata

from graphcrm.rendering.width import clusters, width

__all__ = ["NAMELESS", "clean", "named", "shorten", "visible"]


#: Controls, bidi controls, lone surrogates.
_UNFIT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = str.maketrans("\t\n\r", "   ")
#: Letters and signs by category that are drawn as nothing: Hangul fillers, the empty Braille pattern.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: Stands for a name that nobody could see.
NAMELESS = "?"


def clean(text: str, most: int = 2000) -> str:
    """Text without control characters, bidi controls and lone surrogates, at most `most` characters long."""
    if len(text) <= most and text.isprintable():  # as almost all are: nothing to take out but blanks at the ends
        return text.strip()
    out = _UNFIT.sub("", text[: most * 2]).translate(_BREAKS).strip()
    return out if len(out) <= most else out[: most - 1] + "…"


def shorten(text: str, columns: int) -> str:
    """At most `columns` wide, cut between characters that belong together, with an ellipsis if anything was cut.

    >>> shorten("Director, Security Architecture", 20)
    'Director, Security…'
    """
    text = clean(text[: columns * 8 + 8], columns * 8)
    if 2 * len(text) <= columns or width(text) <= columns:  # no character takes more than two
        return text
    kept = ""
    for cluster in clusters(text):
        if width(kept + cluster) > columns - 1:
            break
        kept += cluster
    return kept.rstrip(" ,\uff0c、-") + "…"


def visible(text: str) -> bool:
    """Whether anything of a text is seen: marks without a letter, blanks and format characters are not.

    >>> visible("王"), visible("\\u0301"), visible("\\u200b \\u3164")
    (True, False, False)
    """
    return any(c not in _BLANKS and (unicodedata.category(c)[0] not in "MZC" or _private(c)) for c in text)


def _private(c: str) -> bool:
    """A character of the private use areas: fonts of old Chinese systems keep rare surnames there."""
    return unicodedata.category(c) == "Co"


def named(text: str, columns: int = 0) -> str:
    """A name that can be seen, cut to a width if one is given: `NAMELESS` in the place of one that cannot.

    >>> named("王志远"), named("\\u200b")
    ('王志远', '?')
    """
    short = shorten(text, columns) if columns else text
    return short if visible(short) else NAMELESS

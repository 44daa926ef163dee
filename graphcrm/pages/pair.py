"""Texts as a page carries them: both languages, once if they are equal."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.pages.text import shorten

__all__ = ["Pair", "both", "pair"]

Pair = list[str] | str


def pair(text: Text) -> Pair:
    """[zh, en], or the one string.

    >>> pair(Text("是", "yes")), pair(Text("PNG", "PNG"))
    (['是', 'yes'], 'PNG')
    """
    return text.zh if text.zh == text.en else [text.zh, text.en]


def both(zh: str, en: str, columns: int = 0) -> Pair:
    """A pair from two texts of which either may be missing, cut to a width if one is given."""
    zh, en = zh or en, en or zh
    return pair(Text(shorten(zh, columns), shorten(en, columns)) if columns else Text(zh, en))

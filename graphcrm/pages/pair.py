"""Texts as a page carries them: both languages, once if they are equal."""

from __future__ import annotations

from graphcrm.i18n import Text
from graphcrm.pages.text import named, shorten, visible

__all__ = ["Pair", "both", "both_names", "pair"]


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


def both_names(name: str, name_en: str, columns: int = 0) -> Text:
    """Both names of somebody, that in the reader's language first; the one alone where no other can be seen.

    The same as `namesOf` in visual/map/data.js.

    >>> both_names("华岳银行", "Huayue Bank")
    Text(zh='华岳银行 Huayue Bank', en='Huayue Bank 华岳银行')
    """
    first, other = named(name, columns), shorten(name_en, columns) if columns else name_en
    if other == first or not visible(other):
        return Text(first, first)
    return Text(f"{first} {other}", f"{other} {first}" if visible(name) else other)

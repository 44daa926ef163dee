"""Sentences that are data: TOML beside the code that says them, read when somebody wants to read them.

A sentence is written ``{ zh = "…", en = "…" }``; everything else stays what TOML makes of it.
"""

from __future__ import annotations

import tomllib
from os import PathLike
from typing import Any

from graphcrm.i18n import Text

__all__ = ["read_texts", "with_texts"]


def read_texts(path: str | PathLike[str]) -> dict[str, Any]:
    """What one of our own data files says, each sentence as a `Text`."""
    with open(path, "rb") as stream:
        return {key: with_texts(value) for key, value in tomllib.load(stream).items()}


def with_texts(value: Any) -> Any:
    """A value of TOML with a `Text` in the place of each sentence.

    >>> with_texts({"title": {"zh": "份额", "en": "share"}, "rows": 2})
    {'title': Text(zh='份额', en='share'), 'rows': 2}
    """
    if isinstance(value, list):
        return [with_texts(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"zh", "en"}:
        return Text(**value)
    return {key: with_texts(inner) for key, inner in value.items()}

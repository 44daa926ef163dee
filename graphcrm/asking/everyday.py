"""How people ask, beside what the catalogue says: everyday words by the answer that is meant, and words that say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graphcrm.texts import read_texts

__all__ = ["SAID", "SILENT"]

_WORDS = read_texts(Path(__file__).with_suffix(".toml"))
#: By answer: words with which people ask for it.
SAID: Mapping[str, str] = _WORDS["said"]
#: Words that every question has.
SILENT = frozenset(_WORDS["silent"].split())

"""What each code of a problem means, rows that cause it, and how to mend them: what ``graphcrm explain W04`` says.

The sentences and rows stand in ``explained.toml``. The rows go with the sample account (``graphcrm demo``): imported into it on
2026-06-30 they cause exactly this problem.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["Explanation", "explained"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in sentences. `example` is the text of one or more CSV files by name; its last row is the one to look at."""

    meaning: Text
    example: Mapping[str, str]
    remedy: Text


@cache
def explained() -> Mapping[str, Explanation]:
    """Every code in the order of :func:`graphcrm.model.codes.codes`."""
    return {code: Explanation(**said) for code, said in read_texts(Path(__file__).with_name("explained.toml")).items()}

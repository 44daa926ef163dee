"""A code of a problem in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphcrm.i18n import Text

__all__ = ["Explanation"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in sentences. `example` is the text of one or more CSV files by name; its last row is the one to look at."""

    meaning: Text
    example: Mapping[str, str]
    remedy: Text

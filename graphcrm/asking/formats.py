"""How values are printed (stand-in)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True)
class Format:
    name: str

    def accepts(self, value: Any) -> bool:
        return True


_NAMES = (
    "text int number pct pp share strength lean bool date support person people list roles path ids cell leans counts"
)
FORMATS = {name: Format(name) for name in _NAMES.split()}

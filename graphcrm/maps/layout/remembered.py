"""What was laid out lately: a session's pages and slides show the same people and lines in both languages and editions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

__all__ = ["forget", "remembered"]

F = TypeVar("F", bound=Callable[..., Any])

_LATELY = 32
_forgetting: list[Callable[[], None]] = []


def remembered(found: F) -> F:
    """A function of values that can be looked up, with what it gave lately."""
    known = lru_cache(_LATELY)(found)
    _forgetting.append(known.cache_clear)
    return cast(F, known)


def forget() -> None:
    """Lay out anew whatever is asked for next, as a benchmark must."""
    for clear in _forgetting:
        clear()

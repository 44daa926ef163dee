"""Entries without what says nothing."""

from __future__ import annotations

from typing import Any

__all__ = ["bare"]


def bare(**values: Any) -> dict[str, Any]:
    """Without what is empty or false: zero counts as a value.

    >>> bare(support=0, title="", stale=False, tie=None)
    {'support': 0}
    """
    return {k: v for k, v in values.items() if v or (v == 0 and v is not False)}

"""When machine code pays, and how it is made and kept.

Loading numba with a loop that was compiled before takes one or two seconds, compiling one some seconds more, once for an installation: the
code is kept beside the module, or in the user's cache where that may not be written. So a short command never does either: compiled
loops take over from a call on with which their twins would have taken three seconds in this process, be it one large graph or thousands of
small ones.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any, TypeVar, cast

__all__ = ["compiled", "loops"]


F = TypeVar("F", bound=Callable[..., Any])

#: Seconds of a twin, of all its calls so far, from which it pays to load its compiled loops.
_WORTH_LOADING = 3.0
_SPENT: dict[str, float] = {}


def loops(name: str, seconds: float) -> ModuleType | None:
    """The compiled loops of a module of this package for work that takes its twin so many seconds; None if the twin should do it."""
    _SPENT[name] = _SPENT.get(name, 0.0) + seconds
    return _loaded(name) if _SPENT[name] >= _WORTH_LOADING else None


@cache
def _loaded(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"{__package__}.{name}")
    except ImportError:  # not installed, or of another time than NumPy
        return None


def compiled(function: F) -> F:
    """Compile a loop when it is called first, and keep it for other processes if there is a place for it."""
    from numba import njit

    try:
        made = njit(cache=True, error_model="numpy")(function)
    except RuntimeError:  # neither beside the module nor in the user's cache may be written
        made = njit(error_model="numpy")(function)
    return cast(F, made)

"""When machine code pays, and how it is made and kept.

Loading numba with a loop that was compiled before takes half a second, compiling one some seconds, once for an installation: the
code is kept beside the module, or in the user's cache where that may not be written. So compiled loops take over where their twins would
take a second or more; once they are loaded, where these would take a hundredth of one.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any, TypeVar, cast

__all__ = ["compiled", "loops"]

F = TypeVar("F", bound=Callable[..., Any])

#: Seconds of the twin from which it pays to load numba, and from which it pays if it is loaded.
_WORTH_LOADING, _WORTH_CALLING = 3.0, 0.01


def loops(name: str, seconds: float) -> ModuleType | None:
    """The compiled loops of a module of this package for work that takes its twin so many seconds; None if the twin should do it."""
    known = sys.modules.get(f"{__package__}.{name}")
    return _loaded(name) if seconds >= (_WORTH_CALLING if known else _WORTH_LOADING) else None


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
        made = njit(cache=True)(function)
    except RuntimeError:  # neither beside the module nor in the user's cache may be written
        made = njit(function)
    return cast(F, made)

"""How numbers are compared with limits, and with one another.

A computed number differs from what it stands for by rounding: a share of 5 % may come out as .04999999999999999, and must not
fall into the band below. So whatever is less than :data:`TOLERANCE` short of a limit has reached it, everywhere alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from graphcrm.settings import Settings

__all__ = ["TOLERANCE", "at_least", "at_most", "is_active", "ordinal"]


#: What rounding may amount to; nothing that is measured is as fine.
TOLERANCE = 1e-12


@overload
def at_least(value: float, limit: float) -> bool: ...
@overload
def at_least(value: NDArray[np.float64], limit: float) -> NDArray[np.bool_]: ...
def at_least(value: float | NDArray[np.float64], limit: float) -> bool | NDArray[np.bool_]:
    """Whether a value, or each of an array, reaches a limit.

    >>> at_least(0.1 + 0.2 - 0.1, 0.2), at_least(0.1999, 0.2)
    (True, False)
    """
    return value >= limit - TOLERANCE


@overload
def at_most(value: float, limit: float) -> bool: ...
@overload
def at_most(value: NDArray[np.float64], limit: float) -> NDArray[np.bool_]: ...
def at_most(value: float | NDArray[np.float64], limit: float) -> bool | NDArray[np.bool_]:
    """Whether a value, or each of an array, does not exceed a limit.

    >>> at_most(0.1 + 0.2, 0.3), at_most(0.3001, 0.3)
    (True, False)
    """
    return value <= limit + TOLERANCE


@overload
def ordinal(value: float) -> float: ...
@overload
def ordinal(value: NDArray[np.float64]) -> NDArray[np.float64]: ...
def ordinal(value: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """A value, or each of an array, as it counts where things are put in order: what rounding alone tells apart is equal, and what
    else is given decides.

    >>> 0.1 + 0.2 > 0.3, ordinal(0.1 + 0.2) > ordinal(0.3)
    (True, False)
    >>> 1e-13 > 0, ordinal(1e-13) > 0, ordinal(2e-12) > ordinal(1e-12)
    (True, False, True)
    """
    return value.round(12) if isinstance(value, np.ndarray) else round(value, 12)


@overload
def is_active(strength: float, settings: Settings) -> bool: ...
@overload
def is_active(strength: NDArray[np.float64], settings: Settings) -> NDArray[np.bool_]: ...
def is_active(strength: float | NDArray[np.float64], settings: Settings) -> bool | NDArray[np.bool_]:
    """Whether a tie of strength T, or each of an array, is active: T ≥ θ_active, .30 unless the settings say otherwise."""
    return at_least(strength, settings.tie["active"])

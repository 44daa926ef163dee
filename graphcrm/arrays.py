"""What arrays of numbers are called in signatures; a docstring gives the shape where the name does not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "Mask", "Matrix", "Vector"]


Floats = NDArray[np.float64]
#: A number a node, an edge or a column.
Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
#: Places in other arrays.
Ints = NDArray[np.intp]
Mask = NDArray[np.bool_]

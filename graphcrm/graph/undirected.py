"""G_U, the undirected projection of an influence graph: who has to do with whom, whichever way influence runs.

    a_uv = ŵ_uv + ŵ_vu

Counter-influence, which is negative in a signed graph, is no tie here: of each direction what is positive is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["undirected"]


def undirected(W: NDArray[np.float64]) -> NDArray[np.float64]:
    """Symmetric weights ≥ 0 with a zero diagonal, shape (n, n).

    >>> import numpy as np
    >>> undirected(np.array([[0.0, 0.5, -0.4], [0.25, 0.0, 0.0], [0.0, 0.0, 0.0]]))[0].tolist()
    [0.0, 0.75, 0.0]
    """
    import numpy as np

    positive = np.maximum(W, 0.0)
    return np.asarray(positive + positive.T)

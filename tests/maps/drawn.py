"""Pages of maps that several tests look at."""

from __future__ import annotations

from functools import lru_cache

from graphcrm.maps.page import render
from graphcrm.maps.records.model import MapModel

__all__ = ["drawn"]

_once = lru_cache(maxsize=40)(render)


def drawn(model: MapModel) -> str:
    """A page, drawn once for all the tests that look at it; anew where cards are pinned, since such a model has no hash."""
    return render(model) if model.pins is not None else _once(model)

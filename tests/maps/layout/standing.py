"""Where cards stand, before lines are laid around them: these cost by far the most, and no card gives way to one."""

from __future__ import annotations

import pytest

from graphcrm.maps.layout import cards
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.records.model import MapModel

__all__ = ["standing"]


def standing(model: MapModel) -> Layout:
    """The layout of a map without its lines (`test_positions` compares it with the whole one)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "_lines", lambda *_: ({}, {}))
        return people_layout(model)

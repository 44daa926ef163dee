"""Everybody of a decision in the power–interest grid."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.salience import salience
from graphcrm.charts.grid import power_interest, power_interest_slim
from graphcrm.charts.grid_list import GridPoint
from graphcrm.drawing.shapes import Drawing
from graphcrm.maps.building.charted import Key, name_of

__all__ = ["grid_drawing", "slim_grid_drawing"]


def grid_drawing(s: Situation, key: Key) -> Drawing:
    """The picture, those with the largest shares first; `key` gives by what a page finds somebody."""
    return power_interest(_points(s, key))


def slim_grid_drawing(s: Situation, key: Key) -> Drawing:
    """The same as wide as a phone."""
    return power_interest_slim(_points(s, key))


def _points(s: Situation, key: Key) -> list[GridPoint]:
    return [
        GridPoint(name_of(s, row.id), row.power, row.interest, s.level_of(row.id), key(row.id)) for row in salience(s)
    ]

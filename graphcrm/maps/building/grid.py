"""Everybody of a decision in the power–interest grid."""

from __future__ import annotations

from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.salience import salience
from graphcrm.charts.grid import power_interest, power_interest_slim
from graphcrm.charts.grid_list import GridPoint
from graphcrm.drawing.shapes import Drawing
from graphcrm.maps.building.charted import Key, name_of

__all__ = ["grid_drawing"]


def grid_drawing(s: Situation, key: Key, slim: bool = False) -> Drawing:
    """The picture, or the one as wide as a phone, those with the largest shares first; `key` gives by what a page finds somebody."""
    points = [
        GridPoint(name_of(s, row.id), row.power, row.interest, s.level_of(row.id), key(row.id)) for row in salience(s)
    ]
    return power_interest_slim(points) if slim else power_interest(points)

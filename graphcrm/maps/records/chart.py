"""A chart with what stands around it: the whole input of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.asking.query import Column
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Drawing
from graphcrm.i18n import Text
from graphcrm.maps.records.model import MapModel

__all__ = ["ChartModel", "ChartTable", "Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """By what somebody is found: the line that is searched in, and what the page calls them."""

    name: Text
    terms: str


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The figures of the chart; `about` says of whom each row is, as the shapes of the drawing do."""

    heading: Text
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    names: Mapping[str, str]
    about: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChartModel:
    """A chart of a situation.

    head
        A map without people: account, decision, numbers, notices and notes.
    slim
        The drawing that a phone shows.
    remarks
        Sentences over the chart: what it says.
    found
        Who can be searched for, by what the shapes say that they are about.
    """

    head: MapModel
    drawing: Drawing
    slim: Drawing
    tables: Sequence[ChartTable]
    remarks: Sequence[Text]
    found: Mapping[str, Found]

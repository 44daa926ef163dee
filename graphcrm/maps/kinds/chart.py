"""What a kind of map declares that is a chart: figures in a plane of their own, not people at places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.analysis.situation import Situation
    from graphcrm.asking.result import Result
    from graphcrm.drawing.shapes import Drawing
    from graphcrm.maps.building.charted import Key
    from graphcrm.maps.records.chart import ChartTable

__all__ = ["Asking", "ChartKind", "Draw", "Tabulate"]


Asking = Callable[..., "Result"]
"""Answers a query about the same situation, by name and parameters."""
Draw = Callable[["Situation", "Key", bool], "Drawing"]
"""The picture of a situation, or the one that is as wide as a phone."""
Tabulate = Callable[["Situation", Asking, "Key"], tuple[Sequence["ChartTable"], Sequence[Text]]]


@dataclass(frozen=True, slots=True)
class ChartKind:
    """One kind of chart; all of them are of colleagues, since each shows nothing but analysis.

    name, code, label
        ``M3``, ``coverage``, the heading of its page.
    draw
        The picture of a situation, on a phone another one: a part of the wide one says something else than the whole.
    tabulate
        The same figures as tables, and the sentences over the chart.
    caption
        How it is to be read, below it.
    called
        What people call it beside its names, for those who ask for it by another.
    about_decision
        Whether it shows shares in a decision.
    """

    name: str
    code: str
    label: Text
    draw: Draw
    tabulate: Tabulate
    caption: Text
    about_decision: bool = True
    called: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = (Edition.INTERNAL, Edition.SHARED)

"""What a kind of map declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graphcrm.dataclass import dataclass
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Layout
from graphcrm.maps.legend import Group
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.table import Column
from graphcrm.maps.tools import Tool

if TYPE_CHECKING:
    from graphcrm.analysis.influence.uncertainty import Draws
    from graphcrm.analysis.situation import Situation
    from graphcrm.asking.options import Option
    from graphcrm.settings import Settings

__all__ = ["CHART", "Build", "Drawn", "Facts", "MapKind", "Pack", "Place", "Tell"]


#: What every kind is called where an edition shows no analysis.
CHART = Text("组织结构图", "Organisation chart")

Facts = Mapping[str, Sequence[tuple[str, Text]]]
"""(class, fact) by person, for the list without scripts."""
Drawn = Callable[[], "Draws"]
"""The draws of a situation, made only for a kind that asks."""
Build = Callable[["Situation", Drawn, str, Edition, MapAsked], MapModel]
Place = Callable[[MapModel], Layout]
Pack = Callable[[MapModel, Layout, Mapping[str, int]], dict[str, Any]]
Tell = Callable[[MapModel, Mapping[str, Text]], Facts]


@dataclass(frozen=True, slots=True)
class MapKind:
    """One kind of map.

    name, code, label
        ``M1``, ``influence`` (also the name of its script, ``visual/map/kinds/CODE.js``), the heading of its page.
    editions
        For whom it may be drawn.
    build
        What it draws: the records of a situation, from analyses; the code and the edition go into them.
    layout
        Where everything stands, by the redacted records.
    more
        What the page gets beside what it gets of all people: plain JSON values by the redacted records, their layout and the
        opaque numbers of people.
    facts
        What the list that stands in for the map where no script runs says of people beside what it says on all maps.
    legend, table, tools
        Groups of the legend and columns of the table, in order; what the tool bar offers.
    sort
        The column by which the table is sorted at first.
    captions
        Keys of the sentences below the map that say how it is to be read.
    question
        The query whose options the kind takes and whose numbers it draws, if it is the picture of one.
    own
        Options of its own that no query has.
    about_decision
        Whether it shows shares in a decision: without one it is not drawn for those who see more than the chart.
    called
        What people call it beside its names, for those who ask for it by another.
    lanes
        Whether people stand as cards in the lanes of their ranks, where their places can be chosen and kept.
    """

    name: str
    code: str
    label: Text
    editions: tuple[Edition, ...]
    build: Build
    legend: tuple[Group, ...]
    table: tuple[Column, ...]
    tools: tuple[Tool, ...]
    layout: Place = people_layout
    more: Pack = lambda _model, _plan, _number: {}
    facts: Tell = lambda _model, _labels: {}
    sort: str = "grade"
    captions: tuple[str, ...] = ("caption", "caption.power")
    question: str = ""
    own: tuple[Option, ...] = ()
    about_decision: bool = True
    lanes: bool = False
    called: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """Its own options, then those of its question, and how many rows if the question has a number of its own."""
        if not self.question:
            return self.own
        from graphcrm.asking.catalogue import find_query
        from graphcrm.asking.options import TOP

        query = find_query(self.question)
        return (*self.own, *query.own, *((TOP,) if "top" in query.defaults else ()))

    def days_back(self, settings: Settings) -> tuple[int, ...]:
        """So many days before its own it compares with."""
        if not self.question:
            return ()
        from graphcrm.asking.catalogue import find_query

        return find_query(self.question).days_back(settings)

    def heading(self, edition: Edition) -> Text:
        """What the page is called."""
        return self.label if edition.insight else CHART

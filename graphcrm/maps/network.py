"""The map as a pyvis network: pyvis keeps the graph, our page draws it on a canvas of its own.

Of pyvis 0.3.2 only the data model is used (`add_node`, `Edge`, `options`, `get_network_data`). Its own pages load
files from the internet and run text as script, so none of its writers is ever called.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from graphcrm.maps.layout.views import Mode, View
from graphcrm.maps.records.edges import LineKind
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped, unused-ignore]

__all__ = ["build_network", "network_data"]


class _Later(ModuleType):
    """A module that is imported when anything of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system asks of every module
            raise AttributeError(name)
        _take_away(self)  # another thread may ask while pyvis is being imported
        return getattr(import_module(self.__name__), name)


def empty_network() -> Network:
    """A directed graph of pyvis, without what its graph does not need.

    pyvis imports IPython to show a page in a notebook, NetworkX to take over its graphs and jsonpickle to write itself: a second of
    loading for three things that are never done here. While it is imported, stand-ins take their places; each imports what it stands
    for when something of it is used.
    """
    notebook = ModuleType("IPython.display")
    notebook.IFrame = _frame  # type: ignore[attr-defined]  # pyvis takes nothing else of it
    stand_ins = notebook, _Later("jsonpickle"), _Later("networkx")
    if "pyvis" not in sys.modules:
        sys.modules.update({one.__name__: one for one in stand_ins if one.__name__ not in sys.modules})
    try:
        from pyvis.network import Network
    finally:
        for one in stand_ins:
            _take_away(one)
    return Network(directed=True)


def _take_away(stand_in: ModuleType) -> None:
    if sys.modules.get(stand_in.__name__) is stand_in:
        del sys.modules[stand_in.__name__]


def _frame(*args: Any, **more: Any) -> Any:
    from IPython.display import IFrame

    return IFrame(*args, **more)


def build_network(model: MapModel, view: View, mode: Mode, number: Mapping[str, int]) -> Network:
    """Fill a pyvis network with the people of the first view's map.

    Parameters
    ----------
    model
        Redacted already.
    view
        Positions; people who are not on it get none (another view shows them).
    mode
        Cards or dots; dots have an area proportional to the share.
    number
        Opaque integer id of each person: no name, key or markup of the customer ever becomes an id in the page.
    """
    net = empty_network()
    # Only now: what is above loads pyvis without what it does not need.
    from pyvis.edge import Edge  # type: ignore[import-untyped, unused-ignore]

    for person in model.people:
        x, y = view.at.get(person.id, (0.0, 0.0))
        extra: dict[str, Any] = {"level": 5 - person.grade, "hidden": person.id not in view.at}
        if mode is Mode.DOTS:
            extra["size"] = _size(person, len(model.people))
        net.add_node(number[person.id], label=" ", shape="custom", x=round(x, 1), y=round(y, 1), **extra)
    for edge in model.edges:
        arrows = "" if edge.kind is LineKind.CONFLICTS or edge.mutual else "to"
        value = round(edge.weight * 100)
        # Not by `add_edge`, which looks through the ids of everybody for both ends; the model knows them.
        net.edges.append(Edge(number[edge.source], number[edge.target], True, value=value, arrows=arrows).options)
    return net


def _size(person: MapPerson, people: int) -> float:
    """By share; in a network of ties by rank, the first twice as wide as the last."""
    if person.rank is None:
        return dot_size(person.share)
    return round(16.0 - 8.0 * (person.rank - 1) / max(people - 1, 1), 1)


def dot_size(share: float | None) -> float:
    """Radius of a dot in map units: area proportional to the share, never too small to hit."""
    return round(min(17.0, max(6.0, 60.0 * math.sqrt(share or 0.0))), 1)


def network_data(net: Network) -> dict[str, Any]:
    """What the page draws from it: the radius of each dot, by number."""
    return {"sizes": {n["id"]: n["size"] for n in net.nodes if "size" in n}}

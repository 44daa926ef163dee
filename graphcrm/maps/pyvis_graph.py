"""pyvis without what its graph does not need.

pyvis imports IPython to show a page in a notebook, NetworkX to take over its graphs and jsonpickle to write itself: a second of
loading for three things that are never done here. While pyvis is imported, stand-ins take their places; each imports what it stands for
when something of it is used, so that pyvis can do all that it could.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyvis.network import Network  # type: ignore[import-untyped, unused-ignore]


class _Later(ModuleType):
    """A module that is imported when anything of it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import system asks of every module
            raise AttributeError(name)
        _take_away(self)  # another thread may ask while pyvis is being imported
        return getattr(import_module(self.__name__), name)


def empty_network() -> Network:
    """A directed graph of pyvis."""
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

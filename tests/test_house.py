"""Rules of the house that no linter knows."""

import dataclasses
import importlib
import inspect
import pkgutil

import graphcrm

#: What is built up piece by piece while something is read or drawn, and given away when it is done.
UNDER_WORK = {
    "Asked", "Built", "Columns", "Drawing", "Known", "Section", "Stored", "Styles", "Undecided", "Unreadable", "Written", "_Use",
}  # fmt: skip


def test_values_are_frozen():
    thawed = set()
    for found in pkgutil.walk_packages(graphcrm.__path__, "graphcrm."):
        if not found.name.endswith("__main__"):
            for name, kind in vars(importlib.import_module(found.name)).items():
                if inspect.isclass(kind) and kind.__module__ == found.name and dataclasses.is_dataclass(kind):
                    thawed |= set() if kind.__dataclass_params__.frozen else {name}
    assert thawed == UNDER_WORK

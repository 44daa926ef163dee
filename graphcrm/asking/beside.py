"""Two figures side by side: what differs by less than is printed must not look the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graphcrm.asking.formats import FORMATS
from graphcrm.asking.labelled import Figure
from graphcrm.i18n import Text

#: What the mark stands for where a value stands beside a threshold that it misses.
NOT_MET = Text("≈：未达到门槛，相差小于所显示的精度", "≈: the threshold is missed by less than is shown")


def beside(value: Any, other: Any) -> Any:
    """`value`, marked as nearly `other` where both would be printed alike; for two that differ.

    >>> beside(Figure.of(0.197, "share"), Figure.of(0.2, "share")).near, beside(Figure.of(0.18, "share"), None).near
    (True, False)
    """
    if isinstance(value, Figure) and isinstance(other, Figure):
        form = FORMATS[value.form]
        if form.cell(value, {}, "en") == form.cell(other, {}, "en"):
            return Figure.of(value, value.form, near=True)
    return value


def any_near(values: Iterable[Any]) -> bool:
    """Whether any of them is marked."""
    return any(isinstance(value, Figure) and value.near for value in values)

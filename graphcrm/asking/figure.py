"""A number that says how it is read: for columns whose rows mix shares, counts and days."""

from __future__ import annotations

from typing import Self

__all__ = ["Figure"]


class Figure(float):
    """A number with the name of its format, as :class:`~graphcrm.asking.labelled.Labelled` is a code with its label.

    >>> Figure.of(0.79, "share").form
    'share'
    """

    __slots__ = ("form", "near")
    form: str
    #: Whether it differs from the one that it stands beside, but by less than is printed.
    near: bool

    @classmethod
    def of(cls, value: float | None, form: str, *, near: bool = False) -> Self | None:
        """The figure; None where there is nothing to measure."""
        if value is None:
            return None
        made = cls(value)
        made.form, made.near = form, near
        return made

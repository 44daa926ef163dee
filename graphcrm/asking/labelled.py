"""A code with its label: programs read the code, people the label."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.tables import column

__all__ = ["Figure", "Labelled", "any_near", "labelled", "of_column"]


C = TypeVar("C", bound=Choice)


class Labelled(str):
    """Text that is a stable code, as members of enumerations are, and carries its label.

    >>> Labelled.of("both", Text("两者", "both")).label.zh
    '两者'
    """

    __slots__ = ("label",)
    label: Text

    @classmethod
    def of(cls, code: str, label: Text) -> Self:
        made = cls(code)
        made.label = label
        return made


def labelled(kind: type[C], code: str | None) -> C | str | None:
    """The member of an enumeration, so that a table can say its label; another word as it is, None for nothing.

    >>> from graphcrm.model.choices import NeedKind
    >>> labelled(NeedKind, "business").label.en, labelled(NeedKind, "mine"), labelled(NeedKind, "")
    ('business', 'mine', None)
    """
    return kind(code) if code in {member.value for member in kind} else code or None


def of_column(table: str, name: str, code: str | None) -> Labelled | None:
    """A value of a column of the data model with its label; None for nothing.

    >>> of_column("actions", "type", "visit").label.zh, of_column("actions", "type", "cost_review").label.en
    ('拜访', 'cost review')
    """
    return Labelled.of(code, column(table, name).label(code)) if code else None


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


def any_near(values: Iterable[Any]) -> bool:
    """Whether any of them is a figure that is marked as near."""
    return any(isinstance(value, Figure) and value.near for value in values)

"""A code with its label: programs read the code, people the label."""

from __future__ import annotations

from typing import Self

from graphcrm.i18n import Text

__all__ = ["Labelled"]


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

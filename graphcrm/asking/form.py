"""What every way to write a column has in common: which values it takes, and their form for people, programs and spreadsheets."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphcrm.asking.values import jsonable
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Lang, Text

__all__ = ["UNKNOWN", "Format", "Names", "SheetCell"]


#: Names of people, organisations, units and opportunities by id.
Names = Mapping[str, str]

#: What stands for a value that is not known.
UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell of a spreadsheet: its value and its number format."""

    value: str | int | float | bool | date | None
    number_format: str


@dataclass(frozen=True)
class Format(ABC):
    """One way to write a column.

    Attributes
    ----------
    name
        As the declarations of the queries call it.
    right
        Whether it is a number: tables align it on the right and never break it over lines.
    dtype
        What pandas calls the column.
    number_format
        What a spreadsheet calls it; ``@`` is text.
    """

    name: str
    right: bool = False
    dtype: str = "object"
    number_format: str = "@"

    def accepts(self, value: Any) -> bool:
        """Whether the column may hold this value. What is not known, None, may stand in every column."""
        return value is None or self.takes(value)

    def like(self, other: Format) -> bool:
        """Whether values of the other format may be written in this one: the same type, in the same unit."""
        return type(self) is type(other)

    def aligned(self, values: Iterable[Any]) -> bool:
        """Whether a column with these values stands on the right."""
        return self.right

    def among(self, values: Iterable[Any]) -> Format:
        """The format in which the cells of a column with these values are written: numbers below each other have the same digits."""
        return self

    @abstractmethod
    def takes(self, value: Any) -> bool:
        """Whether this, not None, is a value of the format."""

    def cell(self, value: Any, names: Names, lang: Lang) -> str:
        """The value as people read it, in a table or on a page."""
        known = value is not None and not (isinstance(value, (str, Sequence, Mapping)) and len(value) == 0)
        return self.show(value, names, lang) if known else UNKNOWN

    @abstractmethod
    def show(self, value: Any, names: Names, lang: Lang) -> str:
        """The cell of a value that is known and not empty."""

    def csv(self, value: Any, lang: Lang) -> str | int | float:
        """The value as a CSV file holds it: codes and plain numbers, nothing for what is not known."""
        return "" if value is None else self.write(value, lang)

    @abstractmethod
    def write(self, value: Any, lang: Lang) -> str | int | float:
        """The CSV of a value that is known."""

    def json(self, value: Any) -> Any:
        """The value as JSON holds it, the same in every language."""
        return jsonable(value)

    def schema(self) -> dict[str, Any]:
        """JSON schema of what :meth:`json` gives."""
        return {"anyOf": [self.described(), {"type": "null"}]}

    @abstractmethod
    def described(self) -> dict[str, Any]:
        """JSON schema of a value that is known."""

    def frame(self, value: Any, lang: Lang) -> Any:
        """The value as a data frame holds it: texts in one language, everything else as it is."""
        if isinstance(value, Text):
            return value.say(lang)
        return [self.frame(v, lang) for v in value] if isinstance(value, (list, tuple)) else value

    def sheet(self, value: Any, names: Names, lang: Lang) -> SheetCell:
        """The value as a spreadsheet holds it: numbers stay numbers, the rest is what people read."""
        return SheetCell(None if value is None else self.show(value, names, lang) if value else "", self.number_format)

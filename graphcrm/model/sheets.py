"""The workbook: its sheets in the order of the work, each with the few columns of its table that people fill in by hand.

The five things that people enter have narrow sheets of their own: people, who reports to whom, who listens to whom, attitudes,
meetings. Three of them are rows of the table of edges, whose kind the sheet fixes and whose ends it calls by what they are.
Every other column of the table may stand on the sheet too, so that nothing recorded is lost for lack of a column.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.fields import Field
from graphcrm.model.tables import BY_NAME, TABLES, Table
from graphcrm.texts import read_texts

__all__ = ["SHEETS", "Sheet", "sheet"]


_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook.

    columns
        Those of the table that the sheet has when it is empty, in order.
    fixed
        Columns with one value for all rows, which have no place on the sheet.
    aliases
        Code and Chinese label of columns that are called otherwise here.
    """

    name: str
    zh: str
    of: Table
    columns: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    about: Text = _NOTHING

    @property
    def title(self) -> str:
        """What the sheet is called, in both languages."""
        return f"{self.name}|{self.zh}"

    def labels(self, column: Field) -> tuple[str, str]:
        """Code and Chinese label of a column on this sheet."""
        return self.aliases.get(column.name, (column.name, column.zh))

    def code(self, heading: str) -> str | None:
        """The column of the table that an alias on this sheet stands for; None for any other heading."""
        for words in (heading, *heading.split("|")):
            plain = unicodedata.normalize("NFKC", words).strip(" *\t\r\n").casefold().replace(" ", "_")
            for name, called in self.aliases.items():
                if plain in (called[0], called[1]):
                    return name
        return None

    def takes(self, row: Mapping[str, object]) -> bool:
        """Whether a row of the table belongs on this sheet rather than on that of the table."""
        return all(row.get(name) == value for name, value in self.fixed.items())


def _narrow(name: str, said: Mapping[str, Any]) -> Sheet:
    aliases = {column: (code, zh) for column, (code, zh) in said.get("aliases", {}).items()}
    columns = tuple(said["columns"].split())
    return Sheet(
        name,
        said["zh"],
        BY_NAME[said.get("of", name)],
        columns,
        said.get("fixed", {}),
        aliases,
        said.get("about", _NOTHING),
    )


_NARROW = tuple(_narrow(name, said) for name, said in read_texts(Path(__file__).with_suffix(".toml")).items())

#: The narrow sheets, then a sheet for every other table, the relations of other kinds among them.
SHEETS: tuple[Sheet, ...] = (
    *_NARROW,
    *(
        Sheet(of.name, of.zh, of, tuple(f.name for f in of.columns))
        for of in TABLES
        if of.name not in {s.name for s in _NARROW} and of.name != "interactions"
    ),
)


def sheet(name: str) -> Sheet | None:
    """The narrow sheet of this name (``listens``, ``听谁的`` or both with a bar) that is no table's own; None otherwise."""
    words: Sequence[str] = [w.strip() for w in unicodedata.normalize("NFKC", name).casefold().split("|")]
    for one in SHEETS:
        if one.of.name != one.name and all(word in (one.name, one.zh) for word in words):
            return one
    return None

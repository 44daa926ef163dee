"""A table that was laid out otherwise than one heading above one row a record, turned into such; every layout is told with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from typing import Literal, get_args

from graphcrm.dataclass import dataclass
from graphcrm.folding import HAN
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.values import filled, is_number, text
from graphcrm.ingest.guessing.words import Vocabulary, heading_key, known_headings, shapes, word_key
from graphcrm.model.figures import whole_number

__all__ = [
    "ASK", "DOUBT", "LAYOUTS", "MARKS", "MOSTLY", "OURS", "SCALE", "UNMARKED", "UNNAMED", "USUAL",
    "Allowed", "Body", "Laid", "LayoutName", "Sheet", "anything", "known_label", "level_code",
    "meanings_of", "own_column", "texts", "tongues", "whole",
]  # fmt: skip

#: How strong influence is of which nothing says it: “often”, the middle of five.
USUAL = "3"
#: The meaning of a column that has to be asked about.
ASK = "?"
#: Stands in a mapping and in answers for our own company.
OURS = "@ours"
#: What stands for an opportunity of which a sheet only says that people have roles in it.
UNNAMED = "Opportunity"
#: What stands in a column of yes and nothing, as a word's key.
MARKS = frozenset({
    "x", "×", "✓", "✔", "√", "●", "•", "■", "◆", "★", "☑", "☒", "○", "v", "y", "yes", "true", "ja", "oui", "si", "sí", "是", "有", "1", "*",
})  # fmt: skip
#: What stands for no in such a column.
UNMARKED = frozenset({"", "-", "–", "—", "0", "no", "false", "nein", "non", "n", "否", "无", "☐", "□", "/"})
#: What stands behind a sign or a level that is not certain: “2?”.
DOUBT = "?\uff1f "
#: The name that a layout has in a mapping.
LayoutName = Literal[
    "levels", "names under levels", "roles and names", "matrix", "cards", "columns", "no heading", "arrows", "indented", "carried down",
    "groups", "side by side", "repeated", "attitudes", "attendance", "level columns", "roles in columns", "sides", "labelled",
    "unit levels", "arrows in a column", "addresses", "quadrants", "labels within", "two in one", "lines of one", "boxes",
    "names below posts", "people of tasks", "people met", "reporting lines", "relations", "people of relations", "signatures",
    "remarked names",
    "columns of opportunities", "competitors", "competition", "posts of units", "holdings of one company", "leanings", "associations",
    "contacts of opportunities", "contacts of suppliers", "connections", "stars", "numbered",
    "parallel", "takers", "deal in lines", "functions by sites",
]  # fmt: skip
#: Every layout.
LAYOUTS: tuple[LayoutName, ...] = get_args(LayoutName)
#: Share of the cells from which on a layout holds for all of them.
MOSTLY = 0.9
_HIGHEST = 5
#: Characters of a heading at most.
_LONGEST = 200

#: A scale in brackets, “(1-5)”, “(H/M/L)”, says nothing of what a heading means.
SCALE = re.compile(r"\s*[(\uff08]\s*(?:[+-]?\d[^()\uff08\uff09]*|[^\W\d_](?:\s?/\s?[^\W\d_]){1,4})\s*[)\uff09]\s*")
#: Whether a sheet of a name may be taken for a layout of a name.
Allowed = Callable[[str, str], bool]
#: Rows below a heading, each with its line.
Body = Sequence[tuple[int, Sequence[Cell]]]


def anything(sheet: str, layout: str) -> bool:
    """Every layout is looked for."""
    return bool(sheet or layout)


@dataclass(frozen=True, slots=True)
class Laid:
    """Headings and rows that a layout was turned into.

    name, why
        The layout, as it stands in a mapping, and how it was told.
    meant
        What headings mean that nobody wrote, by heading; `ASK` for those that have to be asked about.
    left_out
        What is no part of it, told.
    """

    name: LayoutName
    why: Text
    headings: tuple[str, ...]
    rows: list[list[Cell]]
    lines: list[int]
    meant: Mapping[str, str] = field(default_factory=dict)
    above: tuple[str, ...] = ()
    left_out: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table as it was found: headings, rows of the same width, the line of each.

    above
        Texts over the heading: titles, days of an export.
    left_out
        Lines that are no rows, with the reason.
    notes
        The same lines as they were written: totals, remarks, legends.
    layouts
        How the table was laid out where that is not a heading above a row for each record, and how that was told.
    meant
        What headings mean that nobody wrote, by heading.
    beside
        The name of the table in whose rows this one was found; "" for a table that stands by itself.
    """

    file: str
    name: str
    heading_line: int
    headings: tuple[str, ...]
    rows: list[list[Cell]]
    lines: list[int]
    above: tuple[str, ...] = ()
    left_out: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()
    from_1904: bool = False
    layouts: tuple[tuple[str, Text], ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict)
    beside: str = ""

    @property
    def workbook(self) -> str:
        """The workbook in which it stands; "" for files of one table each, which belong together as an export does."""
        file, sign, _ = self.file.partition("#")
        return file if sign else ""

    @cached_property
    def in_letters(self) -> bool:
        """Whether it is a matrix without marks and numbers: only what its letters stand for says that there is a relation at all."""
        said = self.said(len(self.headings) - 1) if "matrix" in dict(self.layouts) else ()
        return bool(said) and not any(word_key(one) in MARKS or is_number(one) for one in said)

    def column(self, place: int) -> list[Cell]:
        """The cells of a column."""
        return [row[place] for row in self.rows]

    def said(self, place: int) -> tuple[str, ...]:
        """The texts of the first cells of a column that hold any; a dash is none."""
        if (known := self._said.get(place)) is None:
            known = self._said[place] = tuple(filled(row[place] for row in self.rows))
        return known

    @cached_property
    def _said(self) -> dict[int, tuple[str, ...]]:
        """What was said already: every kind of table asks the same of a column."""
        return {}


def texts(cells: Sequence[Cell]) -> list[str]:
    """The cells as text, with single spaces."""
    return [" ".join(text(c).split()) for c in cells]


@cache
def meanings_of(key: str) -> frozenset[str]:
    """What a heading means in any kind of table, by its key."""
    return frozenset(shape.meanings[key] for shape in shapes() if key in shape.meanings)


def whole(said: str) -> str:
    """A text that can be written: names of files and keys of JSON may hold half characters, which no file can."""
    return said.encode("utf-8", "replace").decode()


def known_label(label: str) -> bool:
    """Whether a text is a heading that is known to mean something; one in two languages is, if each of them is."""
    if len(label) > _LONGEST:
        return False  # no heading, and searched for brackets it would take the square of its length
    label = SCALE.sub(" ", label)
    parts = tongues(label)
    return heading_key(label) in known_headings() or (
        bool(parts) and all(heading_key(part) in known_headings() for part in parts)
    )


def tongues(heading: str) -> tuple[str, ...]:
    """The parts of a heading in two languages; empty for one in one language.

    >>> tongues("姓名 Name"), tongues("Name")
    (('姓名', 'Name'), ())
    """
    heading = SCALE.sub(" ", heading)
    han, other = " ".join(HAN.findall(heading)), HAN.sub(" ", heading).strip(" \t/|()\uff08\uff09-")
    return (han, other) if han and other else ()


def own_column(heading: str, headings: Sequence[str]) -> str:
    """A heading that none of the others is yet."""
    while heading in headings:
        heading += " *"
    return heading


def level_code(said: str, words: Vocabulary) -> str | None:
    """The code of a level: a digit up to five, a word of `words`, or H, M, L; None for anything else, "" for no level."""
    key = word_key(said)
    if is_number(said):
        number = whole_number(key)
        return key if number is not None and number <= _HIGHEST else None
    return words.get(key)

"""What a report consists of, before it is written in any form: every figure is computed once, whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.asking.query import Column
from graphcrm.asking.result import Result
from graphcrm.dataclass import dataclass
from graphcrm.drawing.shapes import Drawing
from graphcrm.edition import Edition
from graphcrm.i18n import Text, default_lang

__all__ = ["Block", "Document", "Evidence", "Facts", "Picture", "Section", "Table", "ToDecide", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `tone` is ``plain``, ``note`` (small, for what it rests on) or ``warn``."""

    text: Text
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values side by side, as in the head of a page."""

    pairs: Sequence[tuple[Text, Text]]


@dataclass(frozen=True, slots=True)
class Table:
    """A row group of an answer. Whoever writes it asks the format of each column (`graphcrm.asking.formats`).

    explain
        A sentence for each row, or none at all: what stands behind its numbers.
    about
        Id of the person that a row is about, or None: the row leads to the evidence on that person.
    group
        Which row group of the result: it has every row and column.
    whole
        Whether the whole answer is to be had beside it.
    alike
        What is read instead of rows that all say the same; a workbook has the rows all the same.
    """

    heading: Text
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, object]]
    result: Result
    explain: Sequence[Text] = ()
    about: Sequence[str | None] = ()
    group: int = 0
    whole: bool = True
    alike: Text | None = None

    @property
    def shortened(self) -> bool:
        """Whether the whole answer has rows, or columns besides codes, that are not shown here."""
        shown = {c.name for c in self.columns} | {"id"}
        every, rows = self.result.query.groups[self.group], self.result.groups[self.group]
        return self.whole and (any(c.name not in shown for c in every) or len(self.rows) < len(rows))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with a line below it, and the same as wide as a phone; `slide`: as it fills a slide, where that is arranged otherwise."""

    drawing: Drawing
    caption: Text
    slim: Drawing
    slide: Drawing | None = None

    @property
    def on_slide(self) -> Drawing:
        """What a slide shows."""
        return self.slide or self.drawing


@dataclass(frozen=True, slots=True)
class ToDecide:
    """What is to be decided and written down at this point, with so many empty lines for it; `cost` where money is decided on, too."""

    decision: Text
    lines: int = 3
    cost: bool = False


Block = Words | Facts | Table | Picture | ToDecide


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; on slides one or two slides, in a workbook a sheet for each table."""

    code: str
    heading: Text
    blocks: Sequence[Block]
    minutes: int | None = None

    def titles(self, table: Table) -> bool:
        """Whether a table wants a title of its own: not where the heading above it says the same."""
        return table.heading != self.heading

    @property
    def spoken(self) -> Sequence[Block]:
        """The blocks as they stand on a wall: a sentence instead of a table whose rows all say the same."""
        return [Words(b.alike) if isinstance(b, Table) and b.alike else b for b in self.blocks]

    @property
    def rests(self) -> Sequence[Text]:
        """What its numbers rest on, each sentence once."""
        tables = (block for block in self.blocks if isinstance(block, Table))
        return tuple(dict.fromkeys(note for table in tables for note in table.result.assumptions))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the numbers about one person; behind those at the top, where `person` is empty: that one comes first."""

    person: str
    name: Text
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    code
        ``session`` (R01) and so on.
    heading, subject
        What it is, and of whom: account, decision.
    head
        The numbers that stand at the top of every form.
    evidence
        An appendix: the sections lead to it.
    sheet
        One upright sheet of paper, with neither agenda nor an item a sheet.
    """

    code: str
    heading: Text
    subject: Text
    as_of: str
    edition: Edition
    head: Sequence[tuple[Text, Text]]
    sections: Sequence[Section]
    evidence: Sequence[Evidence] = ()
    notes: Sequence[Text] = ()
    sheet: bool = False

    @property
    def rests(self) -> Sequence[Text]:
        """What the numbers of all sections rest on, each sentence once."""
        return tuple(dict.fromkeys(note for section in self.sections for note in section.rests))

    def __repr__(self) -> str:
        return f"<Document {self.code} {self.subject.say(default_lang())} {self.as_of}: {len(self.sections)} sections>"

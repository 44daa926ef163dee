"""What an import is told besides its files, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.log import LISTED, Report
from graphcrm.model.facts import ChangeSet
from graphcrm.model.problems import Problem
from graphcrm.model.rules.rows import STALE_DAYS

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.questions import Question
    from graphcrm.ingest.mapping import ForeignMapping

__all__ = ["ImportOptions", "ImportPlan", "Progress", "TableCount"]

#: Told (done, total) bytes while files are read.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The day of import, who imports, and what fills gaps.

    today
        Business day of the import, ISO; nothing may have been observed later.
    author, at
        Who asked for the change, and the moment of it (ISO date and time).
    source, reported_by, observed_at
        Fill these provenance columns of assessed rows where the files leave them empty.
    accept_valid
        Take the rows that are right, instead of all or nothing.
    currency
        Currency of amounts in rows that name none.
    stale_days
        After how many days an attitude counts as unknown.
    mapping
        For what was not made for graphcrm: what its sheets and their columns stand for.
    answers
        Answers to the questions of such an import, by question.
    encoding, date_order, decimal
        What files leave open (:class:`graphcrm.ingest.hints.Hints`): the name of an encoding, ``dmy`` or ``mdy``, ``.`` or ``,``.
    listed
        How many problems of a file are listed; all are counted.
    """

    today: str
    author: str = ""
    at: str = ""
    source: str | None = None
    reported_by: str | None = None
    observed_at: str | None = None
    accept_valid: bool = False
    currency: str = "CNY"
    stale_days: int = STALE_DAYS
    encoding: str | None = None
    date_order: str | None = None
    decimal: str | None = None
    mapping: ForeignMapping | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    listed: int = LISTED


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table that were read, and how many of them were rejected."""

    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would change, and everything that is wrong with it.

    change
        None if something is wrong (and the valid rows were not asked for), or if nothing is left to write.
    problems
        At most `listed` (50) for each file, its errors first; `totals` has the number for each file, `by_code` for each code.
    counts
        Rows read and rejected, by table.
    notes
        Counts of what was done on the way (such as self-ties left out of a network), by name.
    remarks
        What the user should know of that, in words.
    questions
        What a mapped import could not decide by itself, answered or not; unanswered ones first.
    """

    change: ChangeSet | None
    problems: Sequence[Problem]
    totals: Mapping[str, int]
    by_code: Mapping[str, int]
    errors: int
    warnings: int
    counts: Mapping[str, TableCount]
    notes: Mapping[str, int]
    remarks: Sequence[Text] = ()
    questions: Sequence[Question] = ()

    @classmethod
    def of(
        cls,
        change: ChangeSet | None,
        found: Report,
        counts: Mapping[str, TableCount],
        notes: Mapping[str, int],
        remarks: Sequence[Text],
    ) -> ImportPlan:
        """What would be changed, with all that was found on the way."""
        listed = (found.problems, found.totals, found.by_code, found.errors, found.warnings)
        return cls(change, *listed, counts, notes, remarks)

    def __repr__(self) -> str:
        rows = sum(count.rows for count in self.counts.values())
        found = f"{self.errors} errors, {self.warnings} warnings, {len(self.questions)} questions"
        return f"<ImportPlan {rows} rows: {found}>"

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return self.errors == 0

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of which rows were read."""
        return tuple(name for name, n in self.counts.items() if n.rows)

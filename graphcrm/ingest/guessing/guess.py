"""Guessing what files hold: recognised sheets, a proposed mapping, and what an import with it would do; nothing is written."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from graphcrm.collector import collector_paused
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.proposing import propose, recognised
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.foreign import grids_of
from graphcrm.ingest.guessing.questions import Question
from graphcrm.ingest.guessing.sheets.naming import Naming
from graphcrm.ingest.guessing.sheets.tables import find_tables, nothing_found
from graphcrm.ingest.guessing.telling import sheets_told, yield_told
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.mapping import ForeignMapping, named_mappings, read_mapping
from graphcrm.ingest.options import ImportOptions, ImportPlan
from graphcrm.ingest.plan import checked, gathering_of, plan_grids
from graphcrm.model.facts import Batch
from graphcrm.model.problems import Problem

__all__ = ["Guessed", "guess"]

#: Headings that a system has to know for its export to be told by them.
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Guessed:
    """What was recognised in files.

    mapping
        What is proposed, or the mapping that was given.
    plan
        What an import with that mapping would do now, with its questions.
    problems
        Files and sheets that could not be read.
    unread
        Sheets in which no table was found, each in a sentence.
    """

    sheets: tuple[Recognised, ...]
    mapping: ForeignMapping
    plan: ImportPlan | None
    problems: Sequence[Problem] = ()
    unread: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        return f"<Guessed {len(self.sheets)} tables: {self.plan!r}>"

    @property
    def said(self) -> tuple[Text, ...]:
        """What was recognised and what would come of it, line by line."""
        made = () if self.plan is None else (yield_told(self.plan), *self.plan.remarks)
        return (*sheets_told(self.sheets, self.mapping), *self.unread, *made, *self._system())

    def _system(self) -> tuple[Text, ...]:
        """The known system whose export it seems to be; its own mapping knows more than headings tell."""
        known = {name: _knows(read_mapping(name), self.sheets) for name in named_mappings()}
        best = max(known, key=lambda name: (known[name], name))
        headings = sum(bool(h) for one in self.sheets for h in one.sheet.headings)
        alike = sum(n == known[best] for n in known.values())
        if self.mapping.system or alike > 1 or known[best] < _FEWEST or 2 * known[best] < headings:
            return ()
        return (
            Text(
                f"看上去是 {best} 的导出：可直接用 --mapping {best}",
                f"this looks like an export of {best}: --mapping {best} knows more of it",
            ),
        )

    @property
    def questions(self) -> Sequence[Question]:
        """What could not be decided, unanswered questions first."""
        return () if self.plan is None else self.plan.questions


def guess(paths: Sequence[str | os.PathLike[str]], *, existing: Mapping[str, Batch], options: ImportOptions) -> Guessed:
    """Recognise what files hold and plan their import; `options.mapping`, if there is one, is used instead of a proposal."""
    gathering = gathering_of(options)
    with collector_paused():
        grids = list(grids_of(gathering, paths))
        problems = tuple(gathering.log.report().problems)
        naming = Naming([section.name for section in options.mapping.sheets] if options.mapping else None)
        named = [naming.grid(grid) for grid in grids]
        tables = [(grid, [naming.sheet(one, grid) for one in find_tables(grid)]) for grid in named]
        found = recognised([sheet for _, sheets in tables for sheet in sheets])
        unread = tuple(nothing_found(grid) for grid, sheets in tables if grid.rows and not sheets)
        mapping = options.mapping or propose(found, Path(paths[0]).stem if paths else "", options.today)
        if all(s.of is None for s in mapping.sheets):
            return Guessed(found, mapping, None, problems, unread)
        plan = plan_grids(gathering, grids, existing, checked(replace(options, mapping=mapping)))
    return Guessed(found, mapping, plan, problems, unread)


def _knows(mapping: ForeignMapping, sheets: Sequence[Recognised]) -> int:
    """How many of the headings a mapping has a meaning for."""
    found = 0
    for one in sheets:
        section = mapping.of(one.sheet.name, one.sheet.headings)
        found += sum(bool(section.columns.get(heading_key(h))) for h in one.sheet.headings) if section else 0
    return found

"""Sections as a team meets them: nothing is said twice under one heading, and what the readers may not see leaves no frame behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphcrm.edition import Edition
from graphcrm.reports.cells import for_readers
from graphcrm.reports.document import Block, Facts, Picture, Section, Table, ToDecide, Words

__all__ = ["once", "readable"]


def once(blocks: Iterable[Block]) -> Sequence[Block]:
    """The blocks without sentences that were said before."""
    said: set[object] = set()
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Words):
            if block.text in said:
                continue
            said.add(block.text)
            block = Words(for_readers(block.text), block.tone)
        kept.append(block)
    return kept


def readable(sections: Iterable[Section], edition: Edition) -> Sequence[Section]:
    """The sections of a report in its edition.

    Readers outside the team see neither what is to be decided about them nor a heading with nothing under it: a section stays if it
    has a table, a picture or facts to show, and goes without lines to decide on.
    """
    made = [Section(s.code, s.heading, once(s.blocks), s.minutes) for s in sections]
    if edition.insight:
        return made
    shown = [
        Section(s.code, s.heading, [b for b in s.blocks if not isinstance(b, (ToDecide, Words))], None) for s in made
    ]
    return [s for s in shown if any(isinstance(b, (Table, Picture, Facts)) for b in s.blocks)]

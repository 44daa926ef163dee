"""Validation rules: pure functions from the rows of an import, and what is stored, to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graphcrm.model.rules import (
    duplicates,
    ends,
    gaps,
    patterns,
    provenance,
    references,
    reporting,
    seats,
    spans,
    stances,
    structure,
    twins,
)
from graphcrm.model.rules.rows import NODE_TABLES, Breach, Stored, TableColumns, World

__all__ = ["NODE_TABLES", "RULES", "Breach", "Stored", "TableColumns", "World", "check"]

#: Every rule, errors first.
RULES: tuple[Callable[[World], Iterator[Breach]], ...] = (
    references.one_id_one_thing,
    references.references,
    references.barred_people,
    ends.edge_ends,
    ends.self_loops,
    ends.edge_levels,
    ends.owners_are_ours,
    ends.sellers_fit,
    seats.seats_are_theirs,
    provenance.observed,
    spans.dates,
    structure.one_own_root,
    structure.parent_circles,
    structure.units_at_home,
    structure.both_sides_took_part,
    reporting.one_line_manager,
    reporting.reporting_cycles,
    reporting.one_primary_owner,
    stances.exclusive_support,
    provenance.evidence,
    stances.stale_stances,
    duplicates.likely_duplicates,
    twins.same_looking_ids,
    patterns.same_direction,
    gaps.aimless_actions,
    gaps.undecided,
    gaps.empty_units,
    patterns.one_reporter,
    patterns.suspicious_levels,
    gaps.declared_without_contact,
    gaps.actions_on_independents,
    seats.said_of_seats,
)


def check(world: World) -> Iterator[Breach]:
    """Everything that is wrong or worth a warning in an import."""
    for rule in RULES:
        yield from rule(world)

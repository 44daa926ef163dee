"""The department of a person: the unit, or for somebody without one the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from graphcrm.snapshot import Snapshot

__all__ = ["department_name", "department_of", "departments"]


def department_of(snapshot: Snapshot, person: str) -> str:
    """Id of the unit of a person, else of the organisation."""
    who = snapshot.people[person]
    return who.unit if who.unit and who.unit in snapshot.units else who.org


def department_name(snapshot: Snapshot, department: str) -> str:
    """The name of a unit or an organisation; the id if neither is recorded."""
    known = snapshot.units.get(department) or snapshot.orgs.get(department)
    return known.name if known else department


def departments(snapshot: Snapshot, people: Iterable[str]) -> tuple[str, ...]:
    """Departments of some people, those of most of them first, equal ones by id."""
    counts = Counter(department_of(snapshot, p) for p in people)
    return tuple(sorted(counts, key=lambda d: (-counts[d], d)))

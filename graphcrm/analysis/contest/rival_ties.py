"""A competitor's ties to people, as far as we have heard of them: the tie strength of the KNOWS rows of the competitor's own people.

Contacts of others are not logged here, so that only declarations and scores of other systems tell anything.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from graphcrm.analysis.coverage.tie import declared_strength
from graphcrm.model.records import Edge
from graphcrm.snapshot import Snapshot

__all__ = ["rival_ties"]


def rival_ties(snapshot: Snapshot, rivals: Collection[str], people: Collection[str]) -> Mapping[str, float]:
    """Strongest T, in [0, 1), of anybody of some competitors to each of some people; people without any are absent.

    A competitor's people are those of its organisation and of those below it; our own, where we are the rival of the vendor asked
    about, are told beside them and not here. Whoever has left holds no tie, and nobody is
    tied to an open seat; the ties to a person who has left are frozen on that day.
    """
    theirs = frozenset().union(*(snapshot.tree(rival) for rival in rivals))
    wanted = frozenset(people)
    rows: dict[tuple[str, str], list[Edge]] = {}
    for rival, person, edge in snapshot.acquaintances(wanted):
        if _works_for(snapshot, rival, theirs) and not snapshot.is_seat(person):
            rows.setdefault((rival, person), []).append(edge)
    found: dict[str, float] = {}
    for (_, person), edges in rows.items():
        left = snapshot.people[person].left_on
        now = min(snapshot.as_of, date.fromisoformat(left)) if left else snapshot.as_of
        external, declared, _ = declared_strength(snapshot, edges, now)
        found[person] = max(found.get(person, 0.0), external, declared)
    return found


def _works_for(snapshot: Snapshot, person: str, orgs: Collection[str]) -> bool:
    who = snapshot.people.get(person)
    if who is None or who.org not in orgs or snapshot.is_ours(person):
        return False
    return not snapshot.has_left(person) and not snapshot.is_seat(person)

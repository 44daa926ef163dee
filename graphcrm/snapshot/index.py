"""Indexes of a snapshot: what belongs to some people or organisations, found without a look at everybody else.

A workspace may hold thousands of accounts, and an answer is about one. So whatever is computed for an account asks here, and
costs what the account costs. Each index is built once, when it is first asked. All of them answer alike: given some ids, the
records that name any of them, each once, in the order in which the snapshot has them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.plan_records import Criterion, Position, Potential, Promise
from graphcrm.model.records import (
    Action,
    Asked,
    Assessment,
    Edge,
    Interaction,
    Need,
    NetworkTie,
    Opportunity,
    Org,
    Person,
    Unit,
)

if TYPE_CHECKING:
    from graphcrm.snapshot.snapshot import Snapshot

__all__ = ["Index"]

#: Those of us, or of a rival, who have a post at a customer would else be part of the decision that they work for.
_ONE_HOME = frozenset({OrgCategory.OUR_COMPANY.value, OrgCategory.COMPETITOR.value})
T = TypeVar("T")
Ids = Collection[str]


class _Places(Generic[T]):
    """The places of records in a sequence, by each id that `keys` finds in them."""

    def __init__(self, records: Iterable[T], keys: Callable[[T], Iterable[str | None]]) -> None:
        self._records: Sequence[T] = tuple(records)
        self._places: dict[str | None, list[int]] = {}
        for place, record in enumerate(self._records):
            for key in keys(record):
                known = self._places.get(key)
                if known is None:
                    self._places[key] = [place]
                else:
                    known.append(place)

    def of(self, ids: Ids) -> tuple[T, ...]:
        """Records that name any of the ids, each once, in order."""
        return tuple(self._records[place] for place in sorted({p for i in ids for p in self._places.get(i, ())}))


class Index:
    """Finds the records of a snapshot by the people and organisations that they name."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._edges: dict[EdgeKind, _Places[Edge]] = {}

    def without(self, kind: EdgeKind, snapshot: Snapshot) -> Index:
        """The index of a snapshot in which only the edges of a kind, and what is said of people, differ."""
        other = Index(snapshot)
        vars(other).update({**vars(self), "_snapshot": snapshot})
        other._edges = {k: places for k, places in self._edges.items() if k is not kind}
        return other

    def edges(self, kind: EdgeKind, ends: Ids) -> tuple[Edge, ...]:
        """Edges of a kind that begin or end at any of the ids."""
        if kind not in self._edges:
            self._edges[kind] = _Places(self._snapshot.of(kind), lambda e: (e.source, e.target))
        return self._edges[kind].of(ends)

    def people(self, orgs: Ids) -> tuple[str, ...]:
        """Ids of the people of the organisations, those who left included; of several posts each counts."""
        return tuple(p.id for p in self._people.of(orgs))

    def belongs(self, person: str, orgs: Ids) -> bool:
        """Whether somebody has a post in any of the organisations, the primary one or another."""
        return any(org in orgs for org in self._homes(self._snapshot.people[person]))

    def _homes(self, who: Person) -> tuple[str, ...]:
        """Organisations in which somebody has a post; our own and a competitor's people have their primary one only."""
        if who.id not in self._posts or self._snapshot.category(who.id) in _ONE_HOME:
            return (who.org,)
        return tuple(dict.fromkeys((who.org, *self._posts[who.id])))

    @cached_property
    def _posts(self) -> dict[str, list[str]]:
        """Organisations by person, of everybody with a MEMBER_OF."""
        units, found = self._snapshot.units, dict[str, list[str]]()
        for edge in self._snapshot.of(EdgeKind.MEMBER_OF):
            unit = units.get(edge.target)
            found.setdefault(edge.source, []).append(unit.org if unit else edge.target)
        return found

    def units(self, orgs: Ids) -> tuple[Unit, ...]:
        """Units of the organisations."""
        return self._units.of(orgs)

    @cached_property
    def unit_names(self) -> frozenset[str]:
        """Names of all units."""
        return frozenset(u.name for u in self._snapshot.units.values())

    @cached_property
    def unit_functions(self) -> frozenset[str]:
        """Functions of all units."""
        return frozenset(u.function for u in self._snapshot.units.values() if u.function)

    @cached_property
    def interaction_days(self) -> dict[str, str]:
        """Day of every interaction, by its id."""
        return {i.id: i.date for i in self._snapshot.interactions}

    def children(self, orgs: Ids) -> tuple[Org, ...]:
        """Organisations directly below the organisations."""
        return self._children.of(orgs)

    def opportunities(self, customers: Ids) -> tuple[Opportunity, ...]:
        """Opportunities of the customers, closed ones included."""
        return self._opportunities.of(customers)

    def interactions(self, people: Ids) -> tuple[Interaction, ...]:
        """Interactions in which any of the people took part."""
        return self._interactions.of(people)

    def assessments(self, people: Ids) -> tuple[Assessment, ...]:
        """Assessments of the people."""
        return self._assessments.of(people)

    def asked(self, about: Ids) -> tuple[Asked, ...]:
        """Questions about people, units or everybody (``*``)."""
        return self._asked.of(about)

    def needs(self, holders: Ids) -> tuple[Need, ...]:
        """Needs of people or organisations."""
        return self._needs.of(holders)

    def actions(self, targets: Ids) -> tuple[Action, ...]:
        """Actions toward people or organisations."""
        return self._actions.of(targets)

    def criteria(self, opportunities: Ids) -> tuple[Criterion, ...]:
        """Criteria of the opportunities."""
        return self._criteria.of(opportunities)

    def positions(self, criteria: Ids) -> tuple[Position, ...]:
        """What people think of the criteria."""
        return self._positions.of(criteria)

    def potential(self, units: Ids) -> tuple[Potential, ...]:
        """How products stand in units or organisations."""
        return self._potential.of(units)

    def promises(self, sides: Ids) -> tuple[Promise, ...]:
        """Promises that any of the people or organisations gave or took."""
        return self._promises.of(sides)

    def ties(self, people: Ids) -> tuple[NetworkTie, ...]:
        """Ties of imported networks from or to any of the people."""
        return self._ties.of(people)

    @cached_property
    def _people(self) -> _Places[Person]:
        return _Places(self._snapshot.people.values(), self._homes)

    @cached_property
    def _units(self) -> _Places[Unit]:
        return _Places(self._snapshot.units.values(), lambda u: (u.org,))

    @cached_property
    def _children(self) -> _Places[Org]:
        return _Places(self._snapshot.orgs.values(), lambda o: (o.parent,))

    @cached_property
    def _opportunities(self) -> _Places[Opportunity]:
        return _Places(self._snapshot.opportunities.values(), lambda o: (o.customer,))

    @cached_property
    def _interactions(self) -> _Places[Interaction]:
        return _Places(self._snapshot.interactions, lambda i: i.participants)

    @cached_property
    def _assessments(self) -> _Places[Assessment]:
        return _Places(self._snapshot.assessments, lambda a: (a.person,))

    @cached_property
    def _asked(self) -> _Places[Asked]:
        return _Places(self._snapshot.asked, lambda a: (a.about,))

    @cached_property
    def _needs(self) -> _Places[Need]:
        return _Places(self._snapshot.needs.values(), lambda n: (n.holder,))

    @cached_property
    def _actions(self) -> _Places[Action]:
        return _Places(self._snapshot.actions.values(), lambda a: (a.target,))

    @cached_property
    def _criteria(self) -> _Places[Criterion]:
        return _Places(self._snapshot.criteria.values(), lambda c: (c.opportunity,))

    @cached_property
    def _positions(self) -> _Places[Position]:
        return _Places(self._snapshot.positions, lambda p: (p.criterion,))

    @cached_property
    def _potential(self) -> _Places[Potential]:
        return _Places(self._snapshot.potential, lambda p: (p.unit,))

    @cached_property
    def _promises(self) -> _Places[Promise]:
        return _Places(self._snapshot.promises.values(), lambda p: (p.giver, p.taker))

    @cached_property
    def _ties(self) -> _Places[NetworkTie]:
        return _Places(self._snapshot.ties, lambda t: (t.source, t.target))

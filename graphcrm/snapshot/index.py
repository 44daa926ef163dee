"""Indexes of a snapshot: what belongs to some people or organisations, found without a look at everybody else.

A workspace may hold thousands of accounts, and an answer is about one. So whatever is computed for an account asks here, and
costs what the account costs. Each index is built once, when it is first asked. All of them answer alike: given some ids, the
records that name any of them, each once, in the order in which the snapshot has them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import repeat
from typing import Generic, NamedTuple, TypeVar

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
from graphcrm.model.review_records import Contract, SupplierEvaluation
from graphcrm.snapshot.facts import DayFacts

__all__ = ["Index", "Post"]


#: Those of us, or of a rival, who have a post at a customer would else be part of the decision that they work for.
_ONE_HOME = frozenset({OrgCategory.OUR_COMPANY.value, OrgCategory.COMPETITOR.value})
T = TypeVar("T")
Ids = Collection[str]


class Post(NamedTuple):
    """Where somebody works: an organisation, perhaps one of its units, and as what."""

    org: str
    unit: str | None
    title: str


class _Places(Generic[T]):
    """The places of records in a sequence, by each id that `keys` finds in them."""

    def __init__(self, records: Iterable[T], keys: Callable[[T], Iterable[str | None]]) -> None:
        self._records = tuple(records)
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
        places = set().union(*map(self._places.get, ids, repeat(())))
        if len(places) == len(self._records):  # as of one account alone
            return self._records
        return tuple(map(self._records.__getitem__, sorted(places)))


class _Of(Generic[T]):
    """Finds records by the ids that they name; what it looks up in is made when an index is first asked."""

    def __init__(self, records: Callable[[DayFacts], Iterable[T]], keys: Callable[[T], Iterable[str | None]]) -> None:
        self._records = records
        self._keys = keys

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, index: Index, owner: type) -> Callable[[Ids], tuple[T, ...]]:
        found = vars(index)[self._name] = _Places(self._records(index._facts), self._keys).of
        return found


class Index:
    """Finds the records of a snapshot by the people and organisations that they name."""

    #: Units of organisations, organisations directly below others, and opportunities of customers, closed ones included.
    units = _Of[Unit](lambda s: s.units.values(), lambda u: (u.org,))
    children = _Of[Org](lambda s: s.orgs.values(), lambda o: (o.parent,))
    opportunities = _Of[Opportunity](lambda s: s.opportunities.values(), lambda o: (o.customer,))
    #: Interactions in which people took part, or about opportunities; assessments of people, and ties of imported networks from or to them.
    interactions = _Of[Interaction](lambda s: s.interactions, lambda i: i.participants)
    interactions_about = _Of[Interaction](lambda s: s.interactions, lambda i: (i.opportunity,))
    assessments = _Of[Assessment](lambda s: s.assessments, lambda a: (a.person,))
    ties = _Of[NetworkTie](lambda s: s.ties, lambda t: (t.source, t.target))
    #: Questions about people, units or everybody (``*``).
    asked = _Of[Asked](lambda s: s.asked, lambda a: (a.about,))
    #: Needs of people or organisations, actions toward them and for goals and opportunities, promises that they gave or took.
    needs = _Of[Need](lambda s: s.needs.values(), lambda n: (n.holder,))
    actions = _Of[Action](lambda s: s.actions.values(), lambda a: (a.target,))
    actions_for = _Of[Action](lambda s: s.actions.values(), lambda a: (a.goal, a.opportunity))
    promises = _Of[Promise](lambda s: s.promises.values(), lambda p: (p.giver, p.taker))
    #: Criteria of opportunities, what people think of criteria, how products stand in units or organisations.
    criteria = _Of[Criterion](lambda s: s.criteria.values(), lambda c: (c.opportunity,))
    positions = _Of[Position](lambda s: s.positions, lambda p: (p.criterion,))
    potential = _Of[Potential](lambda s: s.potential, lambda p: (p.unit,))
    #: Contracts of organisations, ours included; evaluations of suppliers.
    contracts = _Of[Contract](lambda s: s.contracts, lambda c: c.parties)
    evaluations = _Of[SupplierEvaluation](lambda s: s.evaluations, lambda e: (e.org,))

    def __init__(self, facts: DayFacts) -> None:
        self._facts = facts
        self._edges: dict[EdgeKind, _Places[Edge]] = {}

    def without(self, kind: EdgeKind, facts: DayFacts) -> Index:
        """The index of a snapshot in which only the edges of a kind, and what is said of people, differ."""
        other = Index(facts)
        vars(other).update({**vars(self), "_facts": facts})
        other._edges = {k: places for k, places in self._edges.items() if k is not kind}
        return other

    def edges(self, kind: EdgeKind, ends: Ids) -> tuple[Edge, ...]:
        """Edges of a kind that begin or end at any of the ids."""
        if kind not in self._edges:
            self._edges[kind] = _Places(self._facts.of(kind), lambda e: (e.source, e.target))
        return self._edges[kind].of(ends)

    def people(self, orgs: Ids) -> tuple[str, ...]:
        """Ids of the people of the organisations, those who left included; of several posts each counts."""
        return tuple(p.id for p in self._people.of(orgs))

    def belongs(self, person: str, orgs: Ids) -> bool:
        """Whether somebody has a post in any of the organisations, the primary one or another."""
        return any(org in orgs for org in self._homes(self._facts.people[person]))

    def _homes(self, who: Person) -> tuple[str, ...]:
        """Organisations in which somebody has a post; our own and a competitor's people have their primary one only."""
        if who.id not in self._posts or self._facts.category(who.id) in _ONE_HOME:
            return (who.org,)
        return tuple(dict.fromkeys(post.org for post in self._posts[who.id]))

    def other_posts(self, orgs: Ids) -> Mapping[str, Post]:
        """The post of whoever belongs to the organisations by another than the primary one; of several one in a unit."""
        found = {}
        for person in self.people(orgs) if self._posts else ():
            posts = self._posts.get(person)
            if posts and posts[0].org not in orgs:
                here = [post for post in posts if post.org in orgs]
                found[person] = min(here, key=lambda post: (post.unit is None, post.unit or ""))
        return found

    def units_of(self, person: str) -> tuple[str, ...]:
        """The units of all posts of a person, the primary one first."""
        posts = self._posts.get(person) or [Post("", self._facts.people[person].unit, "")]
        return tuple(dict.fromkeys(post.unit for post in posts if post.unit))

    @cached_property
    def _posts(self) -> dict[str, list[Post]]:
        """The posts, the primary one first, of everybody with a MEMBER_OF."""
        units, people, found = self._facts.units, self._facts.people, dict[str, list[Post]]()
        for edge in self._facts.of(EdgeKind.MEMBER_OF):
            unit, who = units.get(edge.target), people.get(edge.source)
            if who is not None:
                posts = found.setdefault(who.id, [Post(who.org, who.unit, who.title)])
                org = unit.org if unit else edge.target
                posts.append(Post(org, unit.id if unit else None, edge.get("title") or who.title))
        return found

    @cached_property
    def unit_names(self) -> frozenset[str]:
        """Names of all units."""
        return frozenset(u.name for u in self._facts.units.values())

    @cached_property
    def unit_functions(self) -> frozenset[str]:
        """Functions of all units."""
        return frozenset(u.function for u in self._facts.units.values() if u.function)

    @cached_property
    def interaction_days(self) -> dict[str, str]:
        """Day of every interaction, by its id."""
        return {i.id: i.date for i in self._facts.interactions}

    @cached_property
    def interaction_by_id(self) -> dict[str, Interaction]:
        """Every interaction, by its id."""
        return {i.id: i for i in self._facts.interactions}

    @cached_property
    def _people(self) -> _Places[Person]:
        return _Places(self._facts.people.values(), self._homes)

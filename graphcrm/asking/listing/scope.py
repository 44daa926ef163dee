"""What a list is about: everything of a day, or what belongs to one account."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from graphcrm.model.edges import EdgeKind
from graphcrm.model.plan_records import Acceptance, Criterion, Position, Potential, Product, Promise, named_in
from graphcrm.model.records import Action, Edge, Goal, Interaction, Need, Opportunity, Org, Person, Unit
from graphcrm.model.review_records import CalendarEvent, Contract, SupplierEvaluation, ThirdPartyReview
from graphcrm.snapshot import Snapshot

__all__ = ["Scope", "in_order"]


def in_order(key: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts ids as people count.

    >>> sorted(["c10", "c2", "HY"], key=in_order)
    ['HY', 'c2', 'c10']
    """
    parts = re.findall(r"\d+|\D+", key)
    return tuple((part.isdecimal(), int(part), "") if part.isdecimal() else (False, 0, part) for part in parts)


class Scope:
    """The records of a snapshot, or of one account of it: its tree of organisations, their people and opportunities.

    present
        Only people who are there, without an objection: what the customer may read.

    Raises UsageError: there is no such account; near misses are named.
    """

    def __init__(self, snapshot: Snapshot, account: str | None = None, *, present: bool = False) -> None:
        self._present = present
        self._tree = None if account is None else snapshot.tree(snapshot.account(account).id)
        self.snapshot = snapshot if self._tree is None else snapshot.within(self._tree)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the account's organisations, units, people and opportunities."""
        return frozenset(one.id for part in (self.orgs, self.units, self.people, self.opportunities) for one in part)

    @cached_property
    def orgs(self) -> list[Org]:
        return [o for o in self.snapshot.orgs.values() if self._tree is None or o.id in self._tree]

    @cached_property
    def units(self) -> list[Unit]:
        units = self.snapshot.units.values() if self._tree is None else self.snapshot.index.units(self._tree)
        return list(units)

    @cached_property
    def people(self) -> list[Person]:
        people = self.snapshot.people
        found = people if self._tree is None else self.snapshot.index.people(self._tree)
        return [people[p] for p in found if not self._present or self.snapshot.is_present(p)]

    @cached_property
    def known(self) -> Counter[str | None]:
        """How many people of each unit are known."""
        return Counter(who.unit for who in self.people)

    def shows(self, person: str) -> bool:
        """Whether somebody may stand in the row of somebody else."""
        return not self._present or person in self.ids

    @cached_property
    def opportunities(self) -> list[Opportunity]:
        index, every = self.snapshot.index, self.snapshot.opportunities.values()
        return list(every if self._tree is None else index.opportunities(self._tree))

    @property
    def goals(self) -> list[Goal]:
        return [g for g in self.snapshot.goals.values() if self._tree is None or g.customer in self._tree]

    @property
    def calendar(self) -> list[CalendarEvent]:
        """Key events; of an account those that concern it, or somebody of it."""
        return [e for e in self.snapshot.calendar if self.names(e.org, e.person)]

    @property
    def needs(self) -> list[Need]:
        return [n for n in self.snapshot.needs.values() if self.names(n.holder)]

    @property
    def interactions(self) -> list[Interaction]:
        return [i for i in self.snapshot.interactions if self.names(*i.participants, i.opportunity)]

    @property
    def actions(self) -> list[Action]:
        """Of an account those toward somebody of it, and those for its opportunities and goals."""
        goals = {goal.id for goal in self.goals}
        return [a for a in self.snapshot.actions.values() if a.goal in goals or self.names(a.target, a.opportunity)]

    @property
    def criteria(self) -> list[Criterion]:
        return [c for c in self.snapshot.criteria.values() if self.names(c.opportunity)]

    @property
    def positions(self) -> list[Position]:
        within = {c.id for c in self.criteria}
        return [p for p in self.snapshot.positions if self._tree is None or p.criterion in within]

    @property
    def suppliers(self) -> list[SupplierEvaluation]:
        """All evaluations: suppliers belong to us, not to an account."""
        return list(self.snapshot.evaluations)

    @property
    def thirdparties(self) -> list[ThirdPartyReview]:
        """All reviews, as `third-party-map` tells of every third party."""
        return list(self.snapshot.reviews)

    @property
    def contracts(self) -> list[Contract]:
        return [c for c in self.snapshot.contracts if self.names(*c.parties)]

    @property
    def products(self) -> list[Product]:
        """All products: they belong to us, not to an account."""
        return list(self.snapshot.products.values())

    @property
    def potential(self) -> list[Potential]:
        return [p for p in self.snapshot.potential if self.names(p.unit)]

    @property
    def promises(self) -> list[Promise]:
        return [p for p in self.snapshot.promises.values() if self.names(p.giver, p.taker)]

    @property
    def accepted(self) -> list[Acceptance]:
        """Accepted findings; of an account those whose key names something of it."""
        found = self.snapshot.accepted.values()
        return [a for a in found if self.names(*named_in(a.id))]

    def edges(self) -> Iterable[tuple[EdgeKind, Edge]]:
        """Active relations that begin or end within the scope, kind by kind."""
        for kind in EdgeKind:
            found = self.snapshot.of(kind) if self._tree is None else self.snapshot.index.edges(kind, self.ids)
            yield from ((kind, edge) for edge in found)

    def names(self, *ids: str | None) -> bool:
        """Whether any of the ids lies within the scope."""
        return self._tree is None or any(i in self.ids for i in ids)

"""What was true on one day, with what can be said of its people and organisations without any analysis."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import INDEPENDENT_SUBTYPES, Flag, OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.ids import into_which
from graphcrm.model.records import Edge, Opportunity, Org, Person
from graphcrm.model.review_records import Contract
from graphcrm.near import ids_with_names, near_id
from graphcrm.snapshot.facts import DayFacts
from graphcrm.snapshot.index import Index

__all__ = ["Snapshot", "days_between"]


Named = TypeVar("Named", Person, Org, Opportunity)
#: Records that are named to somebody who named one that is like none of them.
_SOME = 5


def days_between(earlier: str, later: date) -> int:
    """Whole days from an ISO date to a date."""
    return (later - date.fromisoformat(earlier)).days


@dataclass(frozen=True)
class Snapshot(DayFacts):
    """The facts of a day, and where to find what belongs to whom.

    >>> import graphcrm
    >>> snapshot = graphcrm.Workspace("demo-out/demo.graphcrm").snapshot("2026-06-30")
    >>> snapshot.people["c4"].name, snapshot.is_ours("c4"), snapshot.may_be_target("c4")
    ('吴CFO', False, True)
    >>> len(snapshot.of(EdgeKind.INFLUENCES)), snapshot.owners["c4"]
    (47, 'u1')
    """

    def __repr__(self) -> str:
        counts = (
            f"{len(self.people)} people, {len(self.orgs)} organisations, {sum(map(len, self.edges.values()))} edges"
        )
        return f"<Snapshot {self.as_of.isoformat()}: {counts}>"

    @cached_property
    def index(self) -> Index:
        """Where to find what belongs to some people or organisations."""
        return Index(self)

    @cached_property
    def our_company(self) -> Org | None:
        """The root of our own organisations."""
        return next((o for o in self.orgs.values() if o.category == OrgCategory.OUR_COMPANY and not o.parent), None)

    @cached_property
    def accounts(self) -> tuple[Org, ...]:
        """Customers without a customer above them, by id."""
        customers = {o.id: o for o in self.orgs.values() if o.category == OrgCategory.CUSTOMER}
        return tuple(o for o in customers.values() if o.parent not in customers)

    def is_ours(self, person: str) -> bool:
        return person in self.people and self.category(person) == OrgCategory.OUR_COMPANY

    @cached_property
    def ours(self) -> tuple[str, ...]:
        """Our people who have not left, by id."""
        return tuple(p for p in self.people if self.is_ours(p) and not self.has_left(p) and not self.is_seat(p))

    @cached_property
    def _staff(self) -> frozenset[str]:
        return frozenset(self.ours)

    def works_for_us(self, person: str) -> bool:
        """One of ours who has not left; a post of ours that is open works for nobody."""
        return person in self._staff

    def acquaintances(self, people: Set[str]) -> Iterator[tuple[str, str, Edge]]:
        """Who is said to know some people: the other end, the person and the KNOWS row.

        Of somebody who has left, the rows that held on that day: what is reported afterwards does not move a tie that is frozen.
        """
        for edge in (*self.index.edges(EdgeKind.KNOWS, people), *self.known_before):
            for other, person in ((edge.source, edge.target), (edge.target, edge.source)):
                if person in people and edge.held_by(self.people[person].left_on):
                    yield other, person, edge

    def contracts_with_us(self, tree: frozenset[str]) -> tuple[Contract, ...]:
        """Contracts between organisations of a customer and ours."""
        ours = {o.id for o in self.orgs.values() if o.category == OrgCategory.OUR_COMPANY}
        return tuple(c for c in self.index.contracts(tree) if not ours.isdisjoint(c.parties))

    def has_left(self, person: str) -> bool:
        """Flagged as left, or with a leaving date up to the day of the snapshot."""
        who = self.people[person]
        return who.has(Flag.LEFT) or bool(who.left_on and who.left_on <= self.as_of.isoformat())

    def is_seat(self, person: str) -> bool:
        """An open seat: a post whose holder is not known."""
        return self.people[person].has(Flag.PLACEHOLDER)

    def is_present(self, person: str) -> bool:
        """Known, still there and without an objection: who may stand in what a customer reads."""
        return not (self.has_left(person) or self.is_seat(person) or self.people[person].has(Flag.OBJECTED))

    def is_independent(self, person: str) -> bool:
        """Must stay independent: by flag, or as member of a certifier, supervisor, regulator or tender agent."""
        who = self.people[person]
        org = self.orgs.get(who.org)
        implied = org is not None and org.category == OrgCategory.THIRD_PARTY and org.subtype in INDEPENDENT_SUBTYPES
        return who.has(Flag.INDEPENDENCE_REQUIRED) or implied

    def may_be_target(self, person: str) -> bool:
        """False for those nobody may be asked to win over, sponsor, seed or introduce, and for seats, where nobody is known."""
        who = self.people[person]
        barred = who.has(Flag.PUBLIC_OFFICIAL) or who.has(Flag.NO_CONTACT) or who.has(Flag.OBJECTED)
        return not (barred or self.is_independent(person) or self.has_left(person) or self.is_seat(person))

    def tree(self, account: str) -> frozenset[str]:
        """The organisation and every organisation below it."""
        found, new = {account}, {account}
        while new:
            new = {org.id for org in self.index.children(new)} - found
            found |= new
        return frozenset(found)

    @cached_property
    def owners(self) -> Mapping[str, str]:
        """Owner of each external person: the primary one, else the first by id; people who have left own nobody."""
        best: dict[str, tuple[bool, str]] = {}
        for edge in self.of(EdgeKind.OWNS):
            if edge.source in self.people and not self.has_left(edge.source):
                rank = (not edge.get("primary", False), edge.source)
                best[edge.target] = min(best.get(edge.target, (True, "\U0010ffff")), rank)
        return {person: owner for person, (_, owner) in best.items()}

    def supposing(self, people: Mapping[str, Person], stances: tuple[Edge, ...]) -> Snapshot:
        """The same day with some people changed, though none of them moved to another organisation, and with other stances."""
        edges = {**self.edges, EdgeKind.STANCE: stances}
        # Laid over, not copied: a scenario of one account must not cost a copy of all people.
        laid_over = ChainMap(dict(people), self.people)  # type: ignore[arg-type]  # nobody writes to it
        after = replace(self, people=laid_over, edges=edges)
        vars(after)["index"] = self.index.without(EdgeKind.STANCE, after)
        return after

    def within(self, orgs: frozenset[str]) -> Snapshot:
        """The same day as one account sees it: whoever has another post there stands in its unit, under its title."""
        posts = self.index.other_posts(orgs)
        if not posts:
            return self
        seen = {p: replace(self.people[p], unit=post.unit, title=post.title) for p, post in posts.items()}
        view = replace(self, people=ChainMap(seen, self.people))  # type: ignore[arg-type]  # nobody writes to it
        # What says nothing of units and titles is made once, not for each account.
        vars(view).update({known: getattr(self, known) for known in ("index", "our_company", "ours", "owners")})
        return view

    def person(self, who: str) -> Person:
        """The person with this id, or a UsageError that names near misses."""
        return _find(self.people, who, Text("人员", "person"))

    def our_person(self, who: str) -> Person:
        """The person of ours with this id, or a UsageError that says whose it is or names near misses."""
        found = _find(self.people, who, Text("人员", "person"), self.is_ours)
        if not self.is_ours(who):
            said = Text("{who}（{id}）不是我方人员", "{who} ({id}) is not one of ours")
            raise UsageError(said.format(who=found.name, id=who))
        return found

    def org(self, which: str) -> Org:
        """The organisation with this id."""
        return _find(self.orgs, which, Text("组织", "organisation"))

    def account(self, which: str) -> Org:
        """The organisation with this id, or a UsageError that names near misses among the customers."""
        return _find(
            self.orgs, which, Text("组织", "organisation"), lambda org: self.orgs[org].category == OrgCategory.CUSTOMER
        )

    def opportunity(self, which: str) -> Opportunity:
        """The opportunity with this id."""
        return _find(self.opportunities, which, Text("商机", "opportunity"))

    def superiors(self, person: str | None) -> frozenset[str]:
        """Whom somebody reports to by a solid line."""
        lines = self.index.edges(EdgeKind.REPORTS_TO, [person] if person else [])
        return frozenset(e.target for e in lines if e.source == person and e.get("line", "solid") == "solid")


def _find(known: Mapping[str, Named], wanted: str, what: Text, meant: Callable[[str], bool] = lambda _: True) -> Named:
    """The record with this id; in its place those of the ones that can be meant are proposed, as long as there are any."""
    if wanted in known:
        return known[wanted]
    known = {key: one for key, one in known.items() if meant(key)} or known
    said = Text("没有编号为“{id}”的{what}", "there is no {what} with id “{id}”").format(id=shown(wanted), what=what)
    names = {key: (one.name, one.name_en) for key, one in known.items()}
    hint = near_id(wanted, names, into_which({key: getattr(one, "keys", ()) for key, one in known.items()}))
    if hint is None and known:
        some = ids_with_names(list(known)[:_SOME], names)
        there = Text("有：{ids}", "There are {ids}") if len(known) > 1 else Text("只有：{ids}", "The only one is {ids}")
        if len(known) > _SOME:
            there = Text("例如有：{ids}", "There are, for example, {ids}")
        hint = there.format(ids=some)
    if not known:
        hint = Text(
            "工作区里还没有任何{what}：请先用 graphcrm import 导入",
            "The workspace has no {what} yet: graphcrm import brings them in",
        )
    raise UsageError(said + Text("。", ". ") + hint.format(what=what) if hint else said)

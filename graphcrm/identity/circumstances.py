"""What else than the name speaks for or against two records being one person, each as a Fellegi–Sunter weight ``log₂(m/u)``.

======================  ==========================  ==============================================================
agreement               m, and u                    what it rests on
======================  ==========================  ==============================================================
same mail address       .60, .0001                  a shared mailbox (info@, sales@) says nothing
other mail address      .10 or .20, .95             in the same domain, in another: people change firms, seldom boxes
same key of a system    .50, .00002                 the other system takes them for one person
same organisation       .80, its share of people    one account has one organisation: then it says next to nothing
other organisation      .05, .95                    people move; in the same tree of organisations .20
ours and theirs         .02, .50                    one of ours is seldom also one of theirs
same unit               .75, its share of people    at most 4 bits
other unit              .25, .80
same title              .50, its share of people    titles recur: 200 people of whom 2% have it stand beside those counted
other title             .35, .95
grades 2 or more apart  .03, .30
related to each other   .002, .20                   an edge between the two, a meeting of both: they were told apart
======================  ==========================  ==============================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from math import log2

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.identity.likeness import Evidence
from graphcrm.model.choices import OrgCategory
from graphcrm.model.normal import normal
from graphcrm.model.records import Person
from graphcrm.snapshot import Snapshot

__all__ = ["Circumstances"]

_SHARED = frozenset({
    "info", "office", "sales", "contact", "service", "support", "admin", "mail", "post", "kontakt", "hr",
    "team", "hello", "marketing", "purchasing",
})  # fmt: skip
_TITLES = (200, 0.02)


@dataclass(frozen=True)
class Circumstances:
    """The records of a day, counted once for all pairs."""

    snapshot: Snapshot

    def between(self, a: Person, b: Person) -> Iterator[Evidence]:
        """Everything but the names, strongest kinds first; nothing for what one of the two does not have."""
        for one in (self._mail, self._keys, self._org, self._unit, self._title, self._grade, self._related):
            said = one(a, b)
            if said is not None:
                yield said

    def _mail(self, a: Person, b: Person) -> Evidence | None:
        if not (a.email and b.email):
            return None
        (box, _, home), (other_box, _, other) = a.email.casefold().partition("@"), b.email.casefold().partition("@")
        if (box, home) == (other_box, other):
            if box in _SHARED:
                return None
            return _weighed(0.6, 0.0001, Text("同一邮箱", "the same mail address"))
        if home == other:
            return _weighed(0.1, 0.95, Text("同一域名下的另一邮箱", "another mail address in the same domain"))
        return _weighed(0.2, 0.95, Text("邮箱不同", "another mail address"))

    def _keys(self, a: Person, b: Person) -> Evidence | None:
        if set(a.keys) & set(b.keys):
            return _weighed(0.5, 0.00002, Text("外部编号相同", "the same key in another system"))
        return None

    def _org(self, a: Person, b: Person) -> Evidence | None:
        if a.org == b.org:
            return _weighed(0.8, self._share(self._orgs, a.org), Text("同一组织", "the same organisation"))
        ours = [self.snapshot.category(p.id) == OrgCategory.OUR_COMPANY for p in (a, b)]
        if any(ours) and not all(ours):
            return _weighed(0.02, 0.5, Text("一方为我方", "one of them is ours"))
        if self._top(a.org) == self._top(b.org):
            return _weighed(0.2, 0.95, Text("同一集团的另一组织", "another organisation of the same group"))
        return _weighed(0.05, 0.95, Text("组织不同", "another organisation"))

    def _unit(self, a: Person, b: Person) -> Evidence | None:
        if not (a.unit and b.unit) or a.org != b.org:
            return None
        if a.unit == b.unit:
            share = max(self._share(self._units, a.unit), 0.75 / 16)
            return _weighed(0.75, share, Text("同一部门", "the same unit"))
        return _weighed(0.25, 0.8, Text("部门不同", "another unit"))

    def _title(self, a: Person, b: Person) -> Evidence | None:
        ours, theirs = normal(a.title), normal(b.title)
        if not (ours and theirs):
            return None
        if ours == theirs:
            beside, usual = _TITLES
            others = max(self._titles[ours] - 2, 0)
            share = (others + beside * usual) / (max(len(self.snapshot.people) - 2, 0) + beside)
            return _weighed(0.5, share, Text("职务相同", "the same title"))
        return _weighed(0.35, 0.95, Text("职务不同", "another title"))

    def _grade(self, a: Person, b: Person) -> Evidence | None:
        if a.grade is None or b.grade is None or abs(a.grade - b.grade) < 2:
            return None
        return _weighed(0.03, 0.3, Text("职级相差较大", "grades far apart"))

    def _related(self, a: Person, b: Person) -> Evidence | None:
        if frozenset((a.id, b.id)) in self._pairs:
            return _weighed(
                0.002, 0.2, Text("两人之间有关系或一同出席", "they are related to each other, or met together")
            )
        return None

    def _share(self, counts: Counter[str], value: str) -> float:
        """The share of people of a value, the two left out as far as that leaves anybody."""
        people = len(self.snapshot.people)
        return min(1.0, max(counts[value] - 2, 1) / max(people - 2, 1))

    @cached_property
    def _orgs(self) -> Counter[str]:
        return Counter(p.org for p in self.snapshot.people.values())

    @cached_property
    def _units(self) -> Counter[str]:
        return Counter(p.unit for p in self.snapshot.people.values() if p.unit)

    @cached_property
    def _titles(self) -> Counter[str]:
        return Counter(normal(p.title) for p in self.snapshot.people.values() if p.title)

    @cached_property
    def _pairs(self) -> frozenset[frozenset[str]]:
        """Pairs of people who are related to each other; who owns or sponsors whom says it too."""
        people = self.snapshot.people
        found = {
            frozenset((e.source, e.target))
            for edges in self.snapshot.edges.values()
            for e in edges
            if e.source in people and e.target in people
        }
        for event in self.snapshot.interactions:
            if len(event.participants) <= _MEETING:
                found |= {frozenset((p, q)) for p in event.participants for q in event.participants if p < q}
        return frozenset(found)

    @cached_property
    def _top(self) -> Callable[[str], str]:
        tops: dict[str, str] = {}

        def top(org: str) -> str:
            seen = {org}
            at = org
            while (found := self.snapshot.orgs.get(at)) is not None and found.parent and found.parent not in seen:
                at = found.parent
                seen.add(at)
            return tops.setdefault(org, at)

        return top


#: Of larger meetings everybody is in somebody's list twice sooner or later.
_MEETING = 20


def _weighed(m: float, u: float, text: Text) -> Evidence:
    return Evidence(log2(m / u), text)

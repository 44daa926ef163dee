"""An account's facts, cut out of those of a day: what is computed of them is what the whole workspace would say of the account.

An account owns its tree of customers, their units, opportunities and people, and the people of third parties, suppliers and
partners who are tied to one of its people. Its part holds

* every fact that names any of these,
* of everybody and everything else that such a fact names, who or what it is: the record itself, where it belongs,
* our own organisations, competitors and the team's rules (cadence, stage plan, calendar, products), which concern every account,
* the ties of a network as a whole, because the level of one depends on the weights of all.

So somebody who is tied to two accounts stands in both parts, and a part is as large as its account, however many others there are.
It may hold more than is needed, never less: what counts is decided by the analysis, on the part as on the whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphcrm.model.choices import OrgCategory
from graphcrm.model.facts import Batch
from graphcrm.model.fields import EVERYBODY

__all__ = ["Part", "Parts"]

#: Kinds whose facts say who or what somebody or something is, by its id.
_RECORDS = ("org", "unit", "person", "opportunity")
#: Kinds that are the team's own rules.
_RULES = ("cadence", "stage_plan", "calendar", "product")
_MEMBERSHIP = "member_of"
#: Kinds by which somebody outside is tied to the people of an account.
_NEAR = frozenset({"influences", "trusts", "tie"})
_OUTSIDE = frozenset({OrgCategory.THIRD_PARTY.value, OrgCategory.SUPPLIER.value, OrgCategory.PARTNER.value})
_EVERYWHERE = frozenset({OrgCategory.OUR_COMPANY.value, OrgCategory.COMPETITOR.value})

#: A fact by its kind and its row in the batch of the kind.
_Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """The facts of one account; the same facts have the same digest, whatever else the workspace holds."""

    account: str
    batches: Mapping[str, Batch]

    @property
    def digest(self) -> str:
        """SHA-256 over every fact, in the order of the store."""
        found = hashlib.sha256()
        for kind in sorted(self.batches):
            batch = self.batches[kind]
            rows = zip(batch.keys, batch.props, batch.valid_from, batch.valid_to, batch.observed_at, strict=True)
            found.update(json.dumps([kind, list(rows)], ensure_ascii=False).encode("utf-8", "surrogatepass"))
        return found.hexdigest()


class Parts:
    """Cuts out accounts. Every fact is read once, when this is made; a part then costs what its account costs."""

    def __init__(self, batches: Mapping[str, Batch]) -> None:
        self._batches = batches
        self._records: dict[str, list[_Place]] = {}
        for kind in _RECORDS:
            for row, key in enumerate(batches[kind].keys if kind in batches else ()):
                self._records.setdefault(key, []).append((kind, row))
        self._named: dict[str, list[tuple[str, ...]]] = {}
        self._naming: dict[str, list[_Place]] = {}
        self._categories: dict[str, str] = {}
        self._below: dict[str, list[str]] = {}
        self._homes: dict[str, list[str]] = {}
        self._units: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._networks: dict[str, list[int]] = {}
        self._type: list[str] = []
        self._for_all: list[_Place] = [
            (kind, row) for kind in _RULES if kind in batches for row in range(len(batches[kind]))
        ]
        for kind, batch in batches.items():
            self._named[kind] = [self._read(kind, row, key, text) for row, (key, text) in enumerate(_texts(batch))]
        for key, orgs in self._homes.items():
            for org in orgs:
                self._members.setdefault(self._units.get(org, org), []).append(key)

    def part(self, account: str) -> Part:
        """The facts of an account."""
        owned = self._owned(account)
        places = {place for one in owned for place in self._naming.get(one, ())}
        places |= {place for one in owned for place in self._records.get(one, ())}
        places |= {("tie", row) for name in self._types(places) for row in self._networks[name]}
        places |= set(self._for_all)
        known = set(owned)
        todo = self._others(places, known)
        while todo:
            known |= todo
            added = {place for one in todo for place in self._records.get(one, ())}
            added |= {p for one in todo if one in self._homes for p in self._naming.get(one, ()) if p[0] == _MEMBERSHIP}
            places |= added
            # Of those who are only named, the people they report to do not matter, but where they belong does.
            todo = {one for one in self._others(added, known) if one not in self._homes}
        return Part(account, _cut(self._batches, places))

    def _read(self, kind: str, row: int, key: str, text: str) -> tuple[str, ...]:
        """Notes where a fact belongs; gives the ids of the records that it names."""
        props = json.loads(text)
        if kind == "org":
            self._categories[key] = props.get("category", "")
            self._below.setdefault(props.get("parent", ""), []).append(key)
            if self._categories[key] in _EVERYWHERE:
                self._for_all.append((kind, row))
        elif kind == "unit":
            self._units[key] = props.get("org", "")
        elif kind == "person":
            self._homes.setdefault(key, []).append(props.get("org", ""))
        elif kind == _MEMBERSHIP:
            self._homes.setdefault(props["from"], []).append(props["to"])
        elif kind == "asked" and props.get("about") == EVERYBODY:
            self._for_all.append((kind, row))
        elif kind == "tie":
            self._type.append(props["type"])
            self._networks.setdefault(props["type"], []).append(row)
        named = tuple(dict.fromkeys(w for w in _words(props) if w in self._records))
        for one in named:
            self._naming.setdefault(one, []).append((kind, row))
        return named

    def _owned(self, account: str) -> dict[str, None]:
        """What belongs to an account: its tree, with units, opportunities and people, and who is tied to these from outside."""
        tree, new = {account}, [account]
        while new:
            new = [o for one in new for o in self._below.get(one, ()) if o not in tree]
            tree.update(new)
        inside = dict.fromkeys(p for org in sorted(tree) for p in self._members.get(org, ()))
        owned = dict.fromkeys([*sorted(tree), *inside])
        for org in sorted(tree):
            for kind, row in self._naming.get(org, ()):
                if kind in ("unit", "opportunity"):
                    owned[self._batches[kind].keys[row]] = None
        near = {
            one
            for p in inside
            for kind, row in self._naming.get(p, ())
            if kind in _NEAR
            for one in self._named[kind][row]
        }
        owned.update(dict.fromkeys(p for p in sorted(near) if self._is_outside(p)))
        return owned

    def _is_outside(self, person: str) -> bool:
        return any(
            self._categories.get(self._units.get(home, home)) in _OUTSIDE for home in self._homes.get(person, ())
        )

    def _types(self, places: Iterable[_Place]) -> set[str]:
        return {self._type[row] for kind, row in places if kind == "tie"}

    def _others(self, places: Iterable[_Place], known: set[str]) -> set[str]:
        return {one for kind, row in places for one in self._named[kind][row] if one not in known}


def _texts(batch: Batch) -> Iterator[tuple[str, str]]:
    return zip(batch.keys, batch.props, strict=True)


def _words(value: object) -> Iterator[str]:
    """Every text within a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, Sequence):
        for one in value:
            yield from _words(one)


def _cut(batches: Mapping[str, Batch], places: Iterable[_Place]) -> dict[str, Batch]:
    """Some rows of some batches, in their order."""
    rows: dict[str, list[int]] = {}
    for kind, row in places:
        rows.setdefault(kind, []).append(row)
    found = {}
    for kind in batches:
        if kind in rows:
            batch, chosen = batches[kind], sorted(rows[kind])

            def some(column: Sequence[str], chosen: Sequence[int] = chosen) -> list[str]:
                return [column[row] for row in chosen]

            found[kind] = Batch(
                kind,
                some(batch.keys),
                some(batch.props),
                some(batch.valid_from),
                some(batch.valid_to),
                some(batch.observed_at),
                batch.dated,
            )
    return found

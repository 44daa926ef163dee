"""Who belongs to whom: all that has to be known of a workspace before its facts can be sorted by account.

Every organisation, unit, person and opportunity has a number. An account's tree owns its organisations with their units,
opportunities and people. People of third parties, suppliers and partners belong to nobody's tree but may be tied to several: each is
a place of its own.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphcrm.model.choices import OrgCategory
from graphcrm.model.facts import Batch, canonical, malformed
from graphcrm.store.checksums import Chunk

__all__ = ["EVERYWHERE", "MEMBERSHIP", "READ", "RECORDS", "Outline", "props_of", "trimmed"]


#: Kinds whose facts say who or what somebody or something is, by its id.
RECORDS = frozenset({"org", "unit", "person", "opportunity"})
MEMBERSHIP = "member_of"
#: Kinds of which an outline is made.
READ = (*sorted(RECORDS), MEMBERSHIP)
#: Categories whose organisations concern every account.
EVERYWHERE = frozenset({OrgCategory.OUR_COMPANY.value, OrgCategory.COMPETITOR.value})
_OUTSIDE = frozenset({OrgCategory.THIRD_PARTY.value, OrgCategory.SUPPLIER.value, OrgCategory.PARTNER.value})
#: In which column a record says to which organisation, or unit of one, it belongs.
_BELONGS = {"unit": "org", "person": "org", "opportunity": "customer"}


class Outline:
    """Made of the batches of `READ`, for some accounts; nothing is noted of who belongs to others."""

    def __init__(self, batches: Mapping[str, Batch], accounts: Iterable[str]) -> None:
        self.numbers: dict[str, int] = {}
        for kind in sorted(RECORDS):
            for key in batches[kind].keys if kind in batches else ():
                self.numbers.setdefault(key, len(self.numbers))
        #: By number, whether it is a person's.
        self.is_person = bytearray(len(self.numbers))
        for key in batches["person"].keys if "person" in batches else ():
            self.is_person[self.numbers[key]] = True
        self._below: dict[str, list[str]] = {}
        categories = {}
        for key, props in _facts(batches, "org"):
            categories[key] = props.get("category", "")
            self._below.setdefault(props.get("parent", ""), []).append(key)
        wanted = {org for account in accounts for org in self.tree(account)}
        #: By organisation of the accounts' trees, the numbers of all that belongs to it.
        self.members = {org: array("I", [self.numbers[org]]) for org in wanted if org in self.numbers}
        #: By number, the places to which a fact goes that names it: organisations of the trees by id, people outside by number.
        self.places: list[tuple[str | int, ...]] = [()] * len(self.numbers)
        #: Numbers of the people outside.
        self.outside: set[int] = set()
        for org in self.members:
            self.places[self.numbers[org]] = (org,)
        # Most records belong to one organisation of many, so those of one share their tuple.
        shared: dict[tuple[str | int, ...], tuple[str | int, ...]] = {}
        for key, org, is_person in self._belonging(batches):
            number = self.numbers[key]
            places = self.places[number]
            if org in self.members:
                self.members[org].append(number)
                places = (*places, org)
            if is_person and categories.get(org) in _OUTSIDE:
                self.outside.add(number)
                places = (*places, number)
            self.places[number] = shared.setdefault(places, places)

    def tree(self, account: str) -> list[str]:
        """The organisation and every organisation below it."""
        found, new = {account}, [account]
        while new:
            new = [o for one in new for o in self._below.get(one, ()) if o not in found]
            found.update(new)
        return sorted(found)

    def _belonging(self, batches: Mapping[str, Batch]) -> Iterator[tuple[str, str, bool]]:
        """Each record with an organisation to which it belongs, each pair once, and whether it is a person."""
        units = {key: props.get("org", "") for key, props in _facts(batches, "unit")}
        posts: dict[str, set[str]] = {}
        for key, props in _facts(batches, MEMBERSHIP):
            if not {"from", "to"} <= props.keys():
                raise malformed(MEMBERSHIP, key, "from, to")
            posts.setdefault(props["from"], set()).add(props["to"])
        for kind, column in _BELONGS.items():
            for key, props in _facts(batches, kind):
                is_person = kind == "person"
                found = {props.get(column, "")} | (posts.get(key, set()) if is_person else set())
                for org in sorted({units.get(one, one) for one in found}):
                    yield key, org, is_person


def props_of(text: str) -> Mapping[str, Any]:
    """The properties of a row; of one that is none of its kind nothing: it fails with the account to which it belongs."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if type(found) is dict else {}


def trimmed(chunk: Chunk) -> Chunk:
    """A chunk without anything of people but where they belong: most of what an outline is made of is people."""
    if "person" not in chunk.kinds:
        return chunk
    places: dict[str, str] = {}

    def place(props: str) -> str:
        found = props_of(props)
        if not found:
            return props  # which is told of whoever counts on the day
        org = found.get("org", "")
        return places.setdefault(org, canonical({"org": org}))

    texts = zip(chunk.kinds, chunk.props, strict=True)
    return chunk._replace(props=tuple(place(props) if kind == "person" else props for kind, props in texts))


def _facts(batches: Mapping[str, Batch], kind: str) -> Iterator[tuple[str, Any]]:
    if kind in batches:
        yield from batches[kind].rows()

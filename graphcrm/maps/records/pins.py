"""Places on a map that people have chosen: who stands where in the lane of a rank, whatever the layout would say.

A file of pins is handed round and a page travels, so neither names anybody: a person stands in them as a digest of the account
and the id. The same id in another account has another digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass

__all__ = ["MapPins", "MapPlace"]


@dataclass(frozen=True, slots=True, order=True)
class MapPlace:
    """A place in the lane of a rank (1..5, 0 without one), within the area of the own organisation: line of cards from the top,
    place from the left, both from 1."""

    lane: int
    line: int
    order: int


@dataclass(frozen=True, slots=True)
class MapPins:
    """The places that are pinned on the maps of one kind of an account.

    account
        Id of the account, with which all digests are salted.
    places
        By picture ("" for the whole, else the digest of the department) and digest of the person.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"account"})

    account: str
    places: Mapping[tuple[str, str], MapPlace]

    def person(self, key: str) -> str:
        """How a person is called in a page and in a file of pins."""
        return self._digest("person", key)

    def picture(self, unit: str) -> str:
        """How the picture of a department is called there; the whole is ""."""
        return self._digest("picture", unit) if unit else ""

    def on(self, unit: str, people: Iterable[str]) -> dict[str, MapPlace]:
        """Places of the people of one picture, by id."""
        here = self.picture(unit)
        found = {key: self.places.get((here, self.person(key))) for key in people} if self.places else {}
        return {key: place for key, place in found.items() if place is not None}

    def gone(self, people: Iterable[str]) -> int:
        """How many have a place and are none of these people."""
        return len({person for _, person in self.places} - {self.person(key) for key in people})

    def _digest(self, *what: str) -> str:
        return hashlib.sha256(
            "\0".join(("graphcrm pins", self.account, *what)).encode("utf-8", "surrogatepass")
        ).hexdigest()[:16]

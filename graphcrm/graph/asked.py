"""Who was asked: the colleagues whose silence about a tie tells something.

A row of the table `asked` says that a colleague was asked on a day whom somebody listens to (INFLUENCES into v), whom somebody
relies on (TRUSTS from v) or where somebody stands (STANCE of v). It covers that person, the people of a unit and of the units
below it, or everybody; its domain only, or every domain if the question was not limited to one; and it counts for 730 days
(`days` in the settings), since people come and go and nobody's answer of years ago says who matters now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from graphcrm.model.choices import AskedAbout
from graphcrm.model.fields import EVERYBODY

if TYPE_CHECKING:
    from graphcrm.model.records import Asked
    from graphcrm.snapshot import Snapshot

__all__ = ["SurveyQuestions"]


_NOBODY: frozenset[str] = frozenset()


class SurveyQuestions:
    """The questions that count on the day of a snapshot, by the person whom they are about."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._since = (snapshot.as_of - timedelta(days=snapshot.settings.asked["days"])).isoformat()
        self._known: dict[str, tuple[Asked, ...]] = {}
        #: Whether anybody was asked anything.
        self.any = bool(snapshot.asked)

    def about(self, person: str) -> tuple[Asked, ...]:
        """Every question that covers a person."""
        if not self.any:
            return ()
        if person not in self._known:
            rows = self._snapshot.index.asked({person, *self._units(person), EVERYBODY})
            self._known[person] = tuple(row for row in rows if row.date >= self._since)
        return self._known[person]

    def reporters(self, person: str, kind: AskedAbout, domain: str | None = None) -> frozenset[str]:
        """Who was asked this about a person, in a domain; without one, in any."""
        if not self.any:
            return _NOBODY
        return frozenset(
            row.reporter
            for row in self.about(person)
            if row.kind == kind and (domain is None or row.domain in (None, domain))
        )

    def _units(self, person: str) -> Iterator[str]:
        """The units of the person's posts and those above them, each once."""
        seen: set[str] = set()
        for own in self._snapshot.index.units_of(person):
            unit = self._snapshot.units.get(own)
            while unit is not None and unit.id not in seen:
                seen.add(unit.id)
                yield unit.id
                unit = self._snapshot.units.get(unit.parent or "")

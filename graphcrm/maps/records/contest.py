"""What a map shows of the contest with competitors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow

__all__ = ["MapContest", "MapCut", "MapStanding"]


@dataclass(frozen=True, slots=True)
class MapStanding:
    """Whose side a person is on.

    state
        ours, ours_assumed, contested, theirs_assumed, theirs, open or unknown; assumed: the other side is not recorded.
    support_them, tie_them
        Support toward competitors, −1..3 (None: not recorded), and their best tie, 0..1.
    drift
        Cools toward us while a competitor warms.
    """

    KEYS: ClassVar[frozenset[str]] = frozenset({"person"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="person state support_them tie_them drift sentence")

    person: str
    state: str
    support_them: int | None = None
    tie_them: float = 0.0
    drift: bool = False
    sentence: Text | None = None


@dataclass(frozen=True, slots=True)
class MapCut:
    """The cheapest set of people without whom no route of ours leads to a decider; `sentence` says what would mend it."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"decider", "people"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="decider people sentence")

    decider: str
    people: tuple[str, ...]
    sentence: Text


@dataclass(frozen=True, slots=True)
class MapContest:
    """Everybody of the influence graph by share, and the cuts by weight of the decider. People of ours may be in a cut."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="standings cuts")

    standings: tuple[MapStanding, ...] = ()
    cuts: tuple[MapCut, ...] = ()

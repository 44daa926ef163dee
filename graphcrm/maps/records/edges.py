"""A line of a map."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.pages.redaction import allow

__all__ = ["LineKind", "MapEdge", "MapEvidence"]


@dataclass(frozen=True, slots=True)
class MapEvidence:
    """One report. What it says, and who gave it, stays with the account team."""

    ACCESS: ClassVar[Mapping[str, Access]] = allow(insight="source observed_at")

    text: str | Text = ""
    source: Text | None = None
    reported_by: Text | None = None
    observed_at: str = ""


class LineKind(StrEnum):
    """What a line means. Influence runs from who moves to who is moved; reporting from subordinate to boss."""

    INFLUENCES = "influences"
    TRUSTS = "trusts"
    """Influence derived from trust: already turned round, `source` is the trusted person who moves `target`."""
    REPORTS_TO = "reports_to"
    CONFLICTS = "conflicts"
    ROUTE = "route"
    """A hop of a route by which we reach somebody: a tie of ours, or influence that carries our concern."""
    CONTACTS = "contacts"
    """Ties of a network between two people, `source` before `target`; what they mean is a matter of their types."""
    KNOWS = "knows"
    """A tie of ours, or of a competitor, to somebody outside."""
    RELATES = "relates"
    """What two organisations are to each other."""


@dataclass(frozen=True, slots=True)
class MapEdge:
    """A line of the map."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"source", "target"})
    ACCESS: ClassVar[Mapping[str, Access]] = allow(
        open_="kind source target dotted",
        insight="weight count back mutual level confidence derived stale inversion evidence observed_at domain relation hostile "
        "gone",
    )

    kind: LineKind
    source: str
    target: str
    weight: float = (
        0.0  # effective weight 0...85 of influence; level / 3 of a conflict; of contacts, relative to the most
    )
    level: int | None = None  # as assessed: 1..5 for influence, 1..3 for conflict
    confidence: str | None = None
    derived: bool = False  # not recorded as influence but concluded from trust or reporting
    stale: bool = False
    inversion: bool = False  # a lower grade moves a higher one with weight .30 or more
    dotted: bool = False  # reporting only: a dotted line
    evidence: tuple[MapEvidence, ...] = ()
    observed_at: str = ""
    domain: Text | None = None
    count: float = 0.0  # contacts only: what runs from source to target …
    back: float = 0.0  # … and what comes back
    mutual: bool = False  # contacts and relations only: they have no direction, or run both ways
    relation: Text | None = None  # relations only: what they are, in a few words
    hostile: bool = False  # relations only: they compete or are in conflict
    gone: bool = False  # changes only: an earlier day had it

    @property
    def uncertain(self) -> bool:
        """Confidence C, D or E: drawn dotted."""
        return self.confidence in ("C", "D", "E")

    @property
    def access(self) -> Access:
        return Access.OPEN if self.kind is LineKind.REPORTS_TO else Access.INSIGHT

"""What a map says of the whole decision: its numbers, the hidden paths, the gaps."""

from __future__ import annotations

from typing import ClassVar, Literal

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text

__all__ = ["MapGap", "MapKpi", "MapPath", "Tone"]


Tone = Literal["plain", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class MapKpi:
    """One number of the header block, already in words (whole per cents)."""

    label: Text
    value: Text
    tone: Tone = "plain"
    of: Text | None = None  # the small print behind the value, e.g. "/ 10"


@dataclass(frozen=True, slots=True)
class MapPath:
    """A hidden decision chain, from who starts it to the decider."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"people", "formal_alternative"})

    people: tuple[str, ...]  # ids in the order of influence, two or more
    strength: float  # product of weights 0..1: plausibility, not a chance of success
    band: Text  # strong / feasible / long shot, in words
    informality: float | None = None  # part of the hops outside the reporting line, 0..1
    explanation: Text | None = None
    formal_alternative: tuple[str, ...] = ()  # ids of the best fully formal path, if any
    formal_text: Text | None = None


@dataclass(frozen=True, slots=True)
class MapGap:
    """A person without adequate coverage."""

    KEYS: ClassVar[frozenset[str]] = frozenset({"person"})

    person: str
    severity: float  # 0..1, share x (1 - best tie)
    reason: Text

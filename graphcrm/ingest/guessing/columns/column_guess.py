"""What a column was taken for, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["Guess", "by_heading"]


@dataclass(frozen=True, slots=True)
class Guess:
    """A meaning, ``""`` for none, `ASK` if it has to be asked; and why."""

    place: int
    heading: str
    meaning: str
    reason: Text
    sure: float = 0.0

    def as_sure(self, sure: float) -> Guess:
        """The same, so sure; with 0 it is refused."""
        return replace(self, sure=sure)

    def as_meaning(self, meaning: str, more: Text | None = None) -> Guess:
        """Another meaning, as sure, with something added to the reason."""
        return replace(self, meaning=meaning, reason=self.reason + more if more else self.reason)


def by_heading(guesses: Iterable[Guess]) -> list[Guess]:
    """A guess for each heading, in the order of the columns: of one that stands twice, the first that means something."""
    kept: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda g: not g.meaning):
        if guess.heading:
            kept.setdefault(heading_key(guess.heading), guess)
    return sorted(kept.values(), key=lambda g: g.place)

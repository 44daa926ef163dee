"""What a column was taken for, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["Guess", "by_heading", "is_of_papers"]

#: The day of a paper, when a contract was signed, ends or is paid, is none of a meeting.
_OF_PAPERS = re.compile(
    r"contract|signed|signature|invoice|payment|renewal|expir|合同|签订|签署|签约|开票|付款|回款|到期|续约|验收|vertrag|rechnung|unterzeichn",
    re.IGNORECASE,
)


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


def is_of_papers(heading: str) -> bool:
    """Whether a heading speaks of days of papers."""
    return bool(_OF_PAPERS.search(heading))

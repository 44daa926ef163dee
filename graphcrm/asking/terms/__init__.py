"""The words of the field as they stand in answers and tables, in a sentence or two: what ``graphcrm explain TERM`` says.

The terms stand in the TOML files of this folder: ``name``, ``meaning``, and ``also``, the other words under which people look for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from graphcrm.analysis.status.six_dimensions import Dimension
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.settings import DEFAULTS
from graphcrm.spoken import signed
from graphcrm.texts import read_texts

__all__ = ["TERMS", "Term", "find_terms", "plain"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its name as a heading shows it, what it means, and the other words under which people look for it."""

    name: Text
    meaning: Text
    also: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that it answers to."""
        return (self.name.zh, self.name.en, *self.also)


def plain(word: str) -> str:
    """A word without case, accents, width and punctuation; Greek letters and Chinese stay.

    >>> plain("Bow-Tie"), plain("ŵ"), plain("Ｐ(top 5)")
    ('bow tie', 'w', 'p top 5')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", bare.casefold()).strip()


_DIMENSION = Text(
    "六维之一：{steps}。团队可另定措辞（graphcrm settings anchors）。",
    "One of the six dimensions: {steps}. A team may have other words (graphcrm settings anchors).",
)


def _terms(*files: str) -> list[Term]:
    folder = Path(__file__).parent
    found = (one for name in files for one in read_texts(folder / f"{name}.toml")["term"])
    return [Term(one["name"], one["meaning"], tuple(one.get("also", ()))) for one in found]


def _dimension(one: Dimension) -> Term:
    """A dimension of the status with what each of its scores stands for, unless a team has other words."""
    steps = [(signed(int(step)), text) for step, text in DEFAULTS.anchors[one.value].items()]
    zh = "，".join(f"{step} {text.zh}" for step, text in steps)
    en = ", ".join(f"{step} {text.en}" for step, text in steps)
    return Term(Text(one.zh, one.label.en), _DIMENSION.format(steps=Text(zh, en)))


#: Every term, in the order in which a newcomer meets them.
TERMS: tuple[Term, ...] = (
    *_terms("influence", "structure", "spread", "coverage", "opinion", "contest"),
    *map(_dimension, Dimension),
    *_terms("standing", "plan", "ahead", "weights", "readers"),
)


def find_terms(word: str) -> tuple[Term, ...]:
    """The terms that a word, in either language, may mean: “weight” is that of a decider and that of a relation.

    >>> [t.name.en for t in find_terms("KAPPA")], [t.name.en for t in find_terms("权重")]
    (['stubbornness (κ)'], ['decision weight (r)', 'effective weight (ŵ)'])
    """
    wanted = plain(word)
    return tuple(_by_word().get(wanted, ())) if wanted else ()


@cache
def _by_word() -> Mapping[str, Sequence[Term]]:
    """The terms by every word that they answer to, in the order of `TERMS`."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in TERMS:
        for word in dict.fromkeys(map(plain, term.words)):
            found[word].append(term)
    return found

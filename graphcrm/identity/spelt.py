"""A person's names in the forms in which they are compared: as written, without differences that mean nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from graphcrm.dataclass import dataclass
from graphcrm.folding import simplified
from graphcrm.identity.hanzi import family_and_given, has_hanzi, pinyin
from graphcrm.ingest.guessing.texts.names import name_key, written
from graphcrm.model.normal import normal_name

__all__ = ["Spelt", "spelt"]


@dataclass(frozen=True, slots=True)
class Spelt:
    """One name.

    key
        The name as compared: normal form, no honorific, simplified.
    exact
        The normal form before that, in which 王偉 is not 王伟.
    family, given
        Of a Chinese name; of a Latin one the last word and the others.
    readings
        (family, given) in Latin letters: pinyin of a Chinese name, either order of a Latin one.
    """

    key: str
    exact: str
    chinese: bool
    family: str
    given: str
    readings: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of a Latin name."""
        return () if self.chinese else tuple(self.key.split())

    def counted(self) -> Iterator[tuple[str, str]]:
        """What is counted of it: kind of name, name."""
        if self.chinese:
            yield "han_family", self.family
            yield "han_given", self.given
        elif self.family:
            yield "latin_family", self.family
            yield "latin_given", self.given.split(" ")[0]
        for family, given in self.readings:
            yield "pinyin_family", family
            yield "pinyin_given", given


@lru_cache(maxsize=400_000)
def spelt(name: str) -> tuple[Spelt, ...]:
    """The names that a text holds: one, or two where a second one stands in brackets; none for an empty text.

    >>> [s.key for s in spelt("Wang Wei (王偉)")], spelt("Diaz, José")[0].key, spelt("王 伟")[0].readings
    (['王伟', 'wang wei'], 'jose diaz', (('wang', 'wei'),))
    """
    told = written(name)
    return tuple(_one(text) for text in (told.name, told.other_name) if text.strip())


def _one(text: str) -> Spelt:
    exact, key = normal_name(text), simplified(name_key(text))
    if has_hanzi(key):
        family, given = family_and_given(key.replace(" ", ""))
        return Spelt(key.replace(" ", ""), exact, True, family, given, (pinyin(family, given),) if given else ())
    words = key.split()
    if len(words) < 2:
        return Spelt(key, exact, False, "", key, ())
    either = {(words[-1], "".join(words[:-1])), (words[0], "".join(words[1:]))}
    return Spelt(key, exact, False, words[-1], " ".join(words[:-1]), tuple(sorted(either)))

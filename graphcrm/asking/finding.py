"""Finding a question by what somebody wants to know: “who blocks”, “谁反对”.

Words are looked for in a question's name and text, the headings of its columns, and the help of its own options; case, accents and
English endings do not count. A word also stands for those that mean the same (:mod:`graphcrm.asking.everyday`), and one that no
question has for those that look like it. A hit in the name weighs six, in the question four, in a heading two, in the help one; where
only the meaning agrees, two fifths of that, and the name counts as the question does. A word counts the more the fewer of the N
questions have it, log(1 + N / n), and a question weighs the sum over the words; those that weigh less than an eighth of the best are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from graphcrm.asking.everyday import ALIKE, SILENT
from graphcrm.asking.query import Query
from graphcrm.errors import UsageError
from graphcrm.folding import HAN, fold
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import near

__all__ = ["Found", "find_questions"]

_MOST = 8
#: What a word of the same meaning counts beside the word itself.
_MEANT = 0.4
_LATIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: What a Chinese question begins, ends or is held together with.
_PARTICLES = re.compile(
    "谁|什么|怎么|怎样|哪些|哪个|哪里|有没有|是否|我们|他们|的|了|吗|呢|在|会|能|可以|跟|和|把|被|最|要"
)
_ALIKE = tuple(tuple(fold(word) for word in group) for group in ALIKE)

#: Chinese words that stand in a group, the longest first.
_EVERYDAY = re.compile(
    "|".join(sorted((w for group in _ALIKE for w in group if HAN.match(w)), key=lambda w: (-len(w), w)))
)


@dataclass(frozen=True, slots=True)
class Found:
    """Questions, the fitting ones first, and what was read for a word that no question has."""

    queries: Sequence[Query]
    instead: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a question says, folded: in its name, its text, its headings, its help."""

    query: Query
    name: str
    asked: str
    headings: str
    help: str

    def weight(self, word: str) -> float:
        """Six, four, two, one or nothing."""
        for text, weight in ((self.name, 6.0), (self.asked, 4.0), (self.headings, 2.0), (self.help, 1.0)):
            if _says(text, word):
                return weight
        return 0.0


def find_questions(catalogue: Iterable[Query], wanted: str) -> Found:
    """The questions that fit what somebody wants to know, at most eight.

    Raises
    ------
    UsageError
        There is no word to look for, or no question has any of them.

    Examples
    --------
    >>> from graphcrm.asking.catalogue import catalogue
    >>> [q.name for q in find_questions(catalogue().values(), "who are the brokers").queries][:1]
    ['brokers']
    >>> find_questions(catalogue().values(), "brokrs").instead
    {'brokrs': ['brokers']}
    """
    heard = [_heard(query) for query in catalogue]
    words = _words(wanted)
    if not words:
        raise UsageError(Text("请写出要问的事,如 “谁反对”", "say what you want to know, such as “who blocks”"))
    known = {
        word for one in heard for text in (one.name, one.asked, one.headings, one.help) for word in _LATIN.findall(text)
    }
    instead: dict[str, Sequence[str]] = {}
    scores = [0.0] * len(heard)
    for word in words:
        found = [_best(one, word) for one in heard]
        if not any(found) and len(word) > 3 and (close := near(word, known)):
            instead[word] = close[:1]
            found = [_best(one, close[0]) / 2 for one in heard]
        rarity = log(1 + len(heard) / max(1, sum(map(bool, found))))
        scores = [score + rarity * weight for score, weight in zip(scores, found, strict=True)]
    order = sorted((at for at, score in enumerate(scores) if score), key=lambda at: (-scores[at], at))
    if not order:
        text = Text(
            "没有问题提到“{word}”。运行 graphcrm query 查看全部",
            "no question speaks of “{word}”. Run graphcrm query to see them all.",
        )
        raise UsageError(text.format(word=shown(wanted)))
    best = [at for at in order if scores[at] >= scores[order[0]] / 8]
    return Found([heard[at].query for at in best[:_MOST]], instead)


def _heard(query: Query) -> _Heard:
    text = query.question
    headings = [word for group in query.groups for c in group for word in (c.name, c.heading.zh, c.heading.en)]
    helps = [word for o in query.own for word in (o.name, o.help.zh, o.help.en)]
    name = _joined([query.number, query.name])
    return _Heard(query, name, _joined([text.zh, text.en]), _joined(headings), _joined(helps))


def _joined(texts: Iterable[str]) -> str:
    return fold(" | ".join(texts)).replace("_", " ")


def _words(wanted: str) -> list[str]:
    """The words that carry the meaning: Latin ones; in Chinese everyday words, else what stands between particles."""
    text = fold(wanted)
    latin = [word for word in _LATIN.findall(text) if word not in SILENT]
    chinese: list[str] = []
    for run in HAN.findall(text):
        everyday = _EVERYDAY.findall(run)
        chinese += everyday or [part for part in _PARTICLES.split(run) if part]
    return list(dict.fromkeys([*latin, *chinese]))


def _best(one: _Heard, word: str) -> float:
    """What the word weighs in a question, by itself or by what means the same; a long Chinese run also by its pairs."""
    own = one.weight(word)
    if own:
        return own
    alike = {other for group in _ALIKE if any(_same(word, w) for w in group) for other in group}
    if not alike and HAN.fullmatch(word) and len(word) > 2:
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return sum(_best(one, pair) for pair in pairs) / len(pairs)
    return _MEANT * max((min(one.weight(other), 4.0) for other in alike), default=0.0)


def _says(text: str, word: str) -> bool:
    """Whether a text has the word: Chinese anywhere, Latin letters from the beginning of a word on."""
    if HAN.match(word):
        return word in text
    return re.search(rf"(?<![a-z0-9]){re.escape(_stem(word))}", text) is not None


def _same(word: str, other: str) -> bool:
    if HAN.match(word):
        return word == other
    return _stem(word) == _stem(other)


def _stem(word: str) -> str:
    """Without the ending of a plural, a verb or a doer, as long as something is left.

    >>> [_stem(word) for word in ("blocks", "blocked", "blocker", "ties", "boss")]
    ['block', 'block', 'block', 'tie', 'boss']
    """
    for ending in ("ing", "ed", "er", "ers", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word

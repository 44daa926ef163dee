"""Finding a question by what somebody wants to know: “who blocks”, “谁反对”.

Words are looked for in a question's name, in how people ask for its answer (``everyday.toml``), in its text, the
headings of its columns, and the help of its own options; case, accents and English endings do not count. A hit in the name or in what
people say weighs six, in the question four, in a heading two, in the help one; in text, heading or help a word also stands, with two fifths
of that, for those that people say with it. A word counts the more the fewer of the N questions have it, log(1 + N / n), and a question
weighs the sum over the words; those that weigh less than an eighth of the best are left out. Words that no question has are left out,
too; if there are no others, each is read as what it looks like, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path

from graphcrm.asking.query import Query
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.folding import HAN, fold
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.near import near
from graphcrm.texts import read_texts

__all__ = ["SAID", "SILENT", "Matches", "find_questions"]


_WORDS = read_texts(Path(__file__).with_name("everyday.toml"))
#: By answer: words with which people ask for it.
SAID: Mapping[str, str] = _WORDS["said"]
#: Words that every question has.
SILENT = frozenset(_WORDS["silent"].split())


_MOST = 8
#: What a word that people say with another one counts beside that itself.
_BESIDE = 0.4
_LATIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: What a Chinese question begins, ends or is held together with.
_PARTICLES = re.compile(
    "谁|什么|怎么|怎样|哪些|哪个|哪里|有没有|是否|我们|他们|的|了|吗|呢|在|会|能|可以|跟|和|把|被|最|要|情况|现在|目前|一下|这个|那个"
)

_SAID = {answer: tuple(fold(said).split()) for answer, said in SAID.items()}
#: Chinese words that people say, the longest first.
_EVERYDAY = re.compile(
    "|".join(sorted({w for words in _SAID.values() for w in words if HAN.match(w)}, key=lambda w: (-len(w), w)))
)
#: Words that mean something only together, such as “no one”: among what people say they are held together by hyphens.
_TOGETHER = {
    word: re.compile(rf"(?<![a-z0-9]){word.replace('-', '[ -]')}(?![a-z0-9])")
    for words in _SAID.values()
    for word in words
    if "-" in word
}


@dataclass(frozen=True, slots=True)
class Matches:
    """Questions, the fitting ones first, and what was read for a word that no question has."""

    queries: Sequence[Query]
    instead: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a question says, folded: its name, how people ask for it, its text, its headings, its help."""

    query: Query
    name: str
    said: Sequence[str]
    spoken: str
    asked: str
    headings: str
    help: str

    @property
    def everything(self) -> str:
        return " | ".join((self.name, *self.said, self.asked, self.headings, self.help))

    def weight(self, word: str) -> float:
        """Six, or what is said in text, headings and help."""
        stands_in = _finder((word,))
        # Of what people say Chinese and words held together are the word as a whole, Latin letters from the beginning on.
        spoken = word in self.said if HAN.match(word) or "-" in word else stands_in(self.spoken)
        return 6.0 if spoken or stands_in(self.name) else self.told((word,))

    def told(self, words: tuple[str, ...]) -> float:
        """Four, two, one or nothing, for the one of some words that is told most."""
        stands_in = _finder(words)
        for text, weight in ((self.asked, 4.0), (self.headings, 2.0), (self.help, 1.0)):
            if stands_in(text):
                return weight
        return 0.0


def find_questions(catalogue: Iterable[Query], wanted: str) -> Matches:
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
        raise UsageError(Text("请写出要问的事，如 “谁反对”", "say what you want to know, such as “who blocks”"))
    found = {word: [_best(one, word) for one in heard] for word in words}
    instead: dict[str, Sequence[str]] = {}
    if not any(map(any, found.values())):
        known = {word for one in heard for word in _LATIN.findall(one.everything)}
        instead = {word: close[:1] for word in words if len(word) > 3 and (close := near(word, known))}
        found = {word: [_best(one, close[0]) for one in heard] for word, close in instead.items()}
    scores = [0.0] * len(heard)
    for weights in found.values():
        rarity = log(1 + len(heard) / max(1, sum(weight >= 2 for weight in weights)))
        scores = [score + rarity * weight for score, weight in zip(scores, weights, strict=True)]
    order = sorted((at for at, score in enumerate(scores) if score), key=lambda at: (-scores[at], at))
    if not order:
        text = Text(
            "没有问题提到“{word}”。运行 graphcrm query 查看全部",
            "no question speaks of “{word}”. Run graphcrm query to see them all.",
        )
        raise UsageError(text.format(word=shown(wanted)))
    best = [at for at in order if scores[at] >= scores[order[0]] / 8]
    return Matches([heard[at].query for at in best[:_MOST]], instead)


def _heard(query: Query) -> _Heard:
    text = query.question
    headings = [word for group in query.groups for c in group for word in (c.name, c.heading.zh, c.heading.en)]
    helps = [word for o in query.own for word in (o.name, o.help.zh, o.help.en)]
    name = _joined([query.number, query.name])
    said = _SAID.get(query.answer.replace("_", "-"), ())
    spoken = " ".join(word for word in said if "-" not in word)
    return _Heard(query, name, said, spoken, _joined([text.zh, text.en]), _joined(headings), _joined(helps))


def _joined(texts: Iterable[str]) -> str:
    return fold(" | ".join(texts)).replace("_", " ")


def _words(wanted: str) -> list[str]:
    """The words that carry the meaning: Latin ones; in Chinese what people say, and what stands between that and particles."""
    text = fold(wanted)
    for word, apart in _TOGETHER.items():
        text = apart.sub(word, text)
    latin = [word for word in _LATIN.findall(text) if word not in SILENT]
    chinese: list[str] = []
    for run in HAN.findall(text):
        said = _EVERYDAY.findall(run)
        rest = [part for left in _EVERYDAY.split(run) for part in _PARTICLES.split(left) if part]
        chinese += said + [part for part in rest if len(part) > 1 or not said]
    return list(dict.fromkeys([*latin, *chinese]))


def _best(one: _Heard, word: str) -> float:
    """What the word weighs in a question, by itself or by what people say with it; a long Chinese run also by its pairs."""
    own = one.weight(word)
    if own:
        return own
    beside = _said_with(word)
    if not beside and HAN.fullmatch(word) and len(word) > 2:
        pairs = [word[i : i + 2] for i in range(len(word) - 1)]
        return sum(_best(one, pair) for pair in pairs) / len(pairs)
    return _BESIDE * one.told(beside) if beside else 0.0


@cache
def _said_with(word: str) -> tuple[str, ...]:
    """The words that stand in one line with a word."""
    return tuple(sorted({other for words in _lines().get(_bare(word), ()) for other in words}))


@cache
def _lines() -> Mapping[str, Sequence[Sequence[str]]]:
    """The lines of what people say, by each of their words without its ending."""
    found: dict[str, list[Sequence[str]]] = {}
    for words in _SAID.values():
        for bare in set(map(_bare, words)):
            found.setdefault(bare, []).append(words)
    return found


@cache
def _finder(words: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether any of the words stands in a text: Chinese anywhere, Latin letters from the beginning of a word on."""
    chinese = [word for word in words if HAN.match(word)]
    latin = [word for word in words if not HAN.match(word)]
    stems = [_stem(word) for word in latin]
    begins = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_beginning, latin))})").search

    def stands_in(text: str) -> bool:
        if any(word in text for word in chinese):
            return True
        # most texts have none: that is told without a pattern
        return any(stem in text for stem in stems) and begins(text) is not None

    return stands_in


def _beginning(word: str) -> str:
    stem = _stem(word)
    end = "" if len(stem) > 4 else r"(?:e?s|e|ing|ed|ers?)?(?![a-z0-9])"  # “find” is no part of “findings”
    return re.escape(stem) + end


def _bare(word: str) -> str:
    return word if HAN.match(word) else _stem(word)


@cache
def _stem(word: str) -> str:
    """Without the ending of a plural, a verb or a doer, as long as something is left.

    >>> [_stem(word) for word in ("blocks", "blocked", "blocker", "ties", "boss", "bosses", "leaving", "leave")]
    ['block', 'block', 'block', 'tie', 'boss', 'boss', 'leav', 'leav']
    """
    if word.endswith("sses"):
        return word.removesuffix("es")
    for ending in ("ing", "ed", "er", "ers", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word

"""Two languages, one mechanism.

Everything that a user sees is a :class:`Text`: the same sentence in Chinese and in English, kept beside the thing it speaks
of (an enum member, a problem code, an error, a query heading). The language is chosen once, where output is printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter
from typing import Literal

from graphcrm.dataclass import dataclass

__all__ = ["LANGUAGES", "Lang", "Name", "Text", "default_lang", "page_lang"]


Lang = Literal["zh", "en", "both"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en", "both")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages, with ``{named}`` placeholders; immutable, and added like text.

    >>> Text("{n} 人", "{n} people").format(n=3).say("en")
    '3 people'
    """

    zh: str
    en: str

    def format(self, **values: object) -> Text:
        """Fill the placeholders; a value that is itself a `Text`, or a `Name`, is filled in its own language.

        In Chinese a blank stands between what is filled in and the words beside it where one of the two is Latin, none where both are
        Chinese: who writes a text cannot know in which script a name will come.

        >>> said = Text("若 {p} 离开", "If {p} leaves")
        >>> said.format(p="林行长").zh, said.format(p="Lin").zh
        ('若林行长离开', '若 Lin 离开')
        """
        said = {k: v.label if isinstance(v, Name) else v for k, v in values.items()}
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in said.items()}
        en = {k: v.en if isinstance(v, Text) else v for k, v in said.items()}
        return Text(_filled(self.zh, zh), self.en.format(**en))

    def say(self, lang: Lang) -> str:
        """The sentence in one language; ``both`` joins them with a slash unless they are equal."""
        if lang == "both":
            return self.zh if self.zh == self.en else f"{self.zh} / {self.en}"
        return self.zh if lang == "zh" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(self.zh + other.zh, self.en + other.en)

    @classmethod
    def of(cls, word: str | Text) -> Text:
        """What is the same in both languages; a `Name` in the form of each.

        >>> Text.of("27%"), Text.of(Name.of("林行长", "President Lin")).en
        (Text(zh='27%', en='27%'), 'President Lin')
        """
        said = word.label if isinstance(word, Name) else word
        return said if isinstance(said, Text) else cls(said, said)

    def join(self, parts: Iterable[str | Text]) -> Text:
        """Texts with this one between them.

        >>> Text("；", "; ").join([Text("红", "red"), "A4"]).en
        'red; A4'
        """
        said = [part.label if isinstance(part, Name) else part for part in parts]
        zh, en = [p if isinstance(p, str) else p.zh for p in said], [p if isinstance(p, str) else p.en for p in said]
        return Text(self.zh.join(zh), self.en.join(en))


class Name(str):
    """A name as it was recorded, which programs, JSON and CSV carry; people who read English read the English one.

    >>> Text("若 {p} 离开", "If {p} leaves").format(p=Name.of("林行长", "President Lin"))
    Text(zh='若林行长离开', en='If President Lin leaves')
    """

    __slots__ = ("label",)
    label: Text

    @classmethod
    def of(cls, name: str, english: str) -> str:
        """The name with its English form, or the name alone where there is no other."""
        if not english or english == name:
            return name
        made = cls(name)
        made.label = Text(name, english)
        return made

    def __reduce__(self) -> tuple[object, ...]:
        return Name.of, (str(self), self.label.en)


_CHINESE_MARKS = "，。；：？！（）、《》"


def _is_word(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff"


def _is_chinese(letter: str) -> bool:
    return _is_word(letter) or letter in _CHINESE_MARKS


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


def _blank(before: str, after: str, written: str) -> str:
    """What stands between two letters of a Chinese sentence, of which one was filled in; `written` is what the text has there."""
    if _is_chinese(before) and _is_chinese(after):
        return ""
    if (_is_word(before) and _is_latin(after)) or (_is_latin(before) and _is_word(after)):
        return " "
    return written


@lru_cache(maxsize=4096)
def _pieces(template: str) -> tuple[tuple[str, str], ...]:
    """A text as pairs of words and the placeholder behind them; the last has none."""
    found = []
    for words, name, form, conversion in Formatter().parse(template):
        hole = "" if name is None else f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
        found.append((words, hole))
    return tuple(found)


def _filled(template: str, values: Mapping[str, object]) -> str:
    said = last = ""
    for words, hole in _pieces(template):
        value = hole.format(**values) if hole else ""
        bare = words.strip(" ")
        if bare:
            left, right = words[: len(words) - len(words.lstrip(" "))], words[len(words.rstrip(" ")) :]
            left = _blank(last[-1], bare[0], left) if last else left
            right = _blank(bare[-1], value[0], right) if value else right
            words = left + bare + right
        elif not words and last and value:
            words = _blank(last[-1], value[0], "")
        said, last = said + words + value, value
    return said


def default_lang(environ: Mapping[str, str] = os.environ) -> Lang:
    """Language of the session: ``GRAPHCRM_LANG`` if set, else Chinese on a Chinese locale, else English."""
    chosen = environ.get("GRAPHCRM_LANG", "").lower()
    for lang in LANGUAGES:
        if lang == chosen:
            return lang
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


def page_lang(lang: Lang | None = None) -> Literal["zh", "en"]:
    """The one language in which a page opens: that which is asked for, else that of the session; of both, English."""
    return "zh" if (lang or default_lang()) == "zh" else "en"

"""Two languages, one mechanism.

Everything that a user sees is a :class:`Text`: the same sentence in Chinese and in English, kept beside the thing it speaks
of (an enum member, a problem code, an error, a query heading). The language is chosen once, where output is printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Literal

from graphcrm.dataclass import dataclass

Lang = Literal["zh", "en", "both"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en", "both")

__all__ = ["LANGUAGES", "Lang", "Name", "Text", "default_lang", "page_lang"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages, with ``{named}`` placeholders; immutable, and added like text.

    >>> Text("{n} 人", "{n} people").format(n=3).say("en")
    '3 people'
    """

    zh: str
    en: str

    def format(self, **values: object) -> Text:
        """Fill the placeholders; a value that is itself a `Text`, or a `Name`, is filled in its own language."""
        said = {k: v.label if isinstance(v, Name) else v for k, v in values.items()}
        zh = {k: v.zh if isinstance(v, Text) else v for k, v in said.items()}
        en = {k: v.en if isinstance(v, Text) else v for k, v in said.items()}
        return Text(self.zh.format(**zh), self.en.format(**en))

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
    Text(zh='若 林行长 离开', en='If President Lin leaves')
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

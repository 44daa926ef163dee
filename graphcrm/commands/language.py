"""Which language a run speaks, and what click and the commands say in it."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import zip_longest
from os.path import dirname, join  # a help text loads nothing else of files and their places

from graphcrm.i18n import LANGUAGES, Lang, Text, default_lang
from graphcrm.texts import read_texts

__all__ = ["CLICK", "described", "help_language", "language", "messages", "remember_language"]


_chosen: Lang | None = None


def language() -> Lang:
    """Language of this run."""
    return _chosen or default_lang()


def help_language() -> Lang:
    """The one language of a help text; of both, English."""
    return "en" if language() == "both" else language()


def remember_language(words: Sequence[str]) -> None:
    """Take the language from the command line before click looks at it, since help is printed while it parses."""
    global _chosen  # noqa: PLW0603 - one process is one run
    _chosen = None
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        value = following if word == "--lang" else word.partition("=")[2] if word.startswith("--lang=") else ""
        _chosen = next((lang for lang in LANGUAGES if lang == value), _chosen)


@cache
def messages() -> Mapping[str, str]:
    """What click says, in Chinese, by the English that its calls of ``gettext`` give."""
    return read_texts(join(dirname(__file__), "chinese.toml"))


@cache
def described() -> Mapping[str, Mapping[str, Text]]:
    """What every command says of itself, by its words: ``line`` in a list of commands, ``help``."""
    return read_texts(join(dirname(__file__), "help.toml"))


class _Catalogue(gettext.NullTranslations):
    """Chinese where the run is Chinese, else English as click has it; asked anew for each message."""

    def gettext(self, message: str) -> str:
        return messages().get(message, message) if help_language() == "zh" else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def _install(catalogue: gettext.NullTranslations) -> None:
    """Give click this catalogue. Its modules took the two functions by name, so each has them replaced.

    The process's own text domain stays as it is: the catalogue is click's alone, needs no compiled file, and follows ``--lang`` rather
    than the environment.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            names = vars(module)
            if names.get("_") is gettext.gettext:
                names["_"] = catalogue.gettext
            if names.get("ngettext") is gettext.ngettext:
                names["ngettext"] = catalogue.ngettext


#: click's own messages and headings.
CLICK = _Catalogue()
_install(CLICK)

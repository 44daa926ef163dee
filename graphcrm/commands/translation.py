"""click speaks the language of the run: its calls of ``gettext`` and ``ngettext`` are answered from :mod:`graphcrm.commands.chinese`."""

from __future__ import annotations

import gettext
import sys
from collections.abc import Callable

from graphcrm.commands.chinese import MESSAGES

__all__ = ["Catalogue", "install"]


class Catalogue(gettext.NullTranslations):
    """Chinese where the run is Chinese, else English as click has it; asked anew for each message."""

    def __init__(self, chinese: Callable[[], bool]) -> None:
        super().__init__()
        self._chinese = chinese

    def gettext(self, message: str) -> str:
        return MESSAGES.get(message, message) if self._chinese() else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def install(catalogue: Catalogue) -> None:
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

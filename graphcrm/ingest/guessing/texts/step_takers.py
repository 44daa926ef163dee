"""Next steps that begin with who takes them: “王伟9月10日前报价；李娜约见”, “Ana Ruiz: send the FAQ”."""

from __future__ import annotations

import re
from collections.abc import Collection

from graphcrm.folding import HAN

__all__ = ["steps_by_taker"]

_BETWEEN = re.compile(r"\s*[;\uff1b\n]\s*")
#: Behind one of several names, and behind a Latin name that goes on.
_AND, _WORD = re.compile(r"\s*(?:[、,，/&+]|和|与|及|and\b|und\b)"), re.compile(r"[\w’'-]")


def steps_by_taker(said: str, names: Collection[str]) -> list[tuple[str, str]]:
    """The steps of a text with the one of some names with which each begins; [] unless all begin so.

    >>> steps_by_taker("王伟9月10日前报价；李娜约见", ["王伟", "李娜"]), steps_by_taker("Ana Ruiz to call", ["Ana Ruiz"])
    ([('王伟9月10日前报价', '王伟'), ('李娜约见', '李娜')], [('Ana Ruiz to call', 'Ana Ruiz')])
    >>> steps_by_taker("王伟报价；约见", ["王伟"]), steps_by_taker("王伟、李娜约见", ["王伟"]), steps_by_taker("王伟", ["王伟"])
    ([], [], [])
    """
    parts = [part for part in _BETWEEN.split(said.strip()) if part]
    found = [(part, max((n for n in names if _begins(part, n)), key=len, default="")) for part in parts]
    return found if all(name for _, name in found) else []


def _begins(part: str, name: str) -> bool:
    rest = part.removeprefix(name)
    return 0 < len(rest) < len(part) and not _AND.match(rest) and bool(HAN.search(name) or not _WORD.match(rest))

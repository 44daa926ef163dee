"""Near misses: what somebody may have meant by a word that nobody knows."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from graphcrm.i18n import Text
from graphcrm.spoken import joined

__all__ = ["did_you_mean", "near"]

#: Longer words are compared by their beginning, since comparing takes the square of the length.
_LONGEST = 60


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known words that look like this one, the most alike first; case does not count.

    >>> near("Decision-Chian", ["decision-chain", "kpi"])
    ['decision-chain']
    """
    folded: dict[str, str] = {}
    for one in known:
        folded.setdefault(one.casefold(), one)
    return [folded[found] for found in difflib.get_close_matches(word[:_LONGEST].casefold(), list(folded), most)]


def did_you_mean(word: str, known: Iterable[str], otherwise: Text | None = None) -> Text:
    """“Did you mean …?”, or without a near miss what `otherwise` says, by default all that there is.

    >>> did_you_mean("tops", ["top", "seed"]).en, did_you_mean("x", ["top", "seed"]).en
    ('Did you mean top?', 'There are top, seed.')
    """
    names = list(known)
    found = near(word, names)
    if found:
        return Text("是否想用:{names}?", "Did you mean {names}?").format(names=joined(found))
    return otherwise or Text("可用:{names}。", "There are {names}.").format(names=joined(names))

"""How an opportunity stands, where a column says it: a word that nobody knows is asked about, unless the column is that of stages."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.ingest.guessing.words import EVERY_OTHER, OF_DEAL, Vocabulary, vocabulary

__all__ = ["of_statuses"]

#: The stages of an opportunity that is certainly open; what comes behind a contract may be called many things.
_OPEN = frozenset({"s0", "s1", "s2"})


def of_statuses(words: Vocabulary, meaning: str, columns: Iterable[tuple[str, ...]]) -> Vocabulary:
    """The words of a column; those of statuses without “every other is open”, unless one of `columns` is read as stage, too.

    Stages that stand in a column of statuses are known as far as they are open.

    >>> words = of_statuses({"won": "won", "*": "open"}, "status", [("status",)])
    >>> "*" in words, words["proposal"], "delivery" in words, "*" in of_statuses({"*": "open"}, "status", [("stage", "status")])
    (False, 'open', False, True)
    """
    stage = meaning.replace("status", "stage")
    if meaning not in ("status", f"{OF_DEAL}status") or any({meaning, stage} <= {*names} for names in columns):
        return words
    stages = vocabulary("opportunities", "stage")
    open_ = {word: "open" for word, code in stages.items() if code in _OPEN}
    return {word: code for word, code in {**open_, **words}.items() if word != EVERY_OTHER}

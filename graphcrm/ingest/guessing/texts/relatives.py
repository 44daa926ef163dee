"""Two of one family name whose given names have nothing in common are two people, and no slip of a pen."""

from __future__ import annotations

from difflib import SequenceMatcher

from graphcrm.ingest.guessing.texts.names import name_key

__all__ = ["are_relatives"]

#: Letters of a given name that is no short form, and how alike two may be that are no two spellings of one.
_WHOLE, _UNLIKE = 4, 0.4


def are_relatives(one: str, other: str) -> bool:
    """Whether two names in Latin letters share the family name, and their whole given names are plainly two.

    >>> are_relatives("Peter Holt", "Megan Holt"), are_relatives("Peter Holt", "Petra Holt"), are_relatives("Meg Holt", "Peter Holt")
    (True, False, False)
    >>> are_relatives("Robert Stone", "Roberto Stone"), are_relatives("Peter Holt", "Megan Hold")
    (False, False)
    """
    given, family = name_key(one).rpartition(" ")[::2]
    other_given, other_family = name_key(other).rpartition(" ")[::2]
    if family != other_family or min(len(given), len(other_given)) < _WHOLE:
        return False
    return SequenceMatcher(None, given, other_given).ratio() < _UNLIKE

"""Which columns of a sheet hold keys beside names: “Account ID” beside “Account Name”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

__all__ = ["KEY", "is_key", "keys_beside"]

#: Behind the name of a meaning: the key that stands beside the name.
KEY = " key"
_HEADING = re.compile(r".*(?:[a-z]I[dD]s?|I_?D|[ ./_-][iI][dD]s?|编号|ID)(?: \(Primary\))?|_\w+_value", re.DOTALL)


def is_key(heading: str) -> bool:
    """Whether a heading is that of keys: “Account ID”, “Sales account : Id”."""
    return bool(_HEADING.fullmatch(heading.strip()))


def keys_beside(
    columns: Iterable[tuple[int, str]], headings: Sequence[str], lists: Collection[str]
) -> frozenset[tuple[int, str]]:
    """Of columns as (place, meaning) those of keys beside which another column of the meaning has names.

    >>> sorted(keys_beside([(0, "org"), (1, "org"), (2, "id")], ["Account ID", "Account Name", "Contact ID"], ()))
    [(0, 'org')]
    """
    every = list(columns)
    keys = {(p, n) for p, n in every if n not in lists and n != "id" and is_key(headings[p])}
    named = {n for p, n in every if (p, n) not in keys}
    return frozenset((p, n) for p, n in keys if n in named)

"""Which version of a fact counts on a day. The rule itself stands in :mod:`graphcrm.model.facts`."""

from __future__ import annotations

from collections.abc import Iterable

from graphcrm.model.facts import NEVER, OPEN
from graphcrm.store.columns import Columns

__all__ = ["counting"]


def counting(columns: Columns, as_of: str | None) -> list[int]:
    """Positions of the versions that count on `as_of`, sorted by key; `columns` holds live versions only.

    `as_of` None: the latest version of every key, ended ones included, but not one that takes back what was said.
    """
    starts, ends = columns.valid_from, columns.valid_to
    seen: Iterable[int] = range(len(columns))
    if as_of is not None:
        pairs = zip(starts, columns.observed_at, strict=True)
        seen = [i for i, (start, observed) in enumerate(pairs) if start <= as_of and observed <= as_of]
    keys = columns.keys
    if len(set(keys)) == len(keys):  # one version each, as after a first import
        chosen = sorted(seen, key=keys.__getitem__)
    else:
        # A stable sort keeps the order of writing among equal starts, and a later entry of a dict replaces an earlier
        # one: what stays for a key is its greatest (valid_from, sequence).
        ordered = sorted(seen, key=starts.__getitem__)
        latest = dict(zip(map(keys.__getitem__, ordered), ordered, strict=True))
        chosen = [latest[key] for key in sorted(latest)]
    if as_of is None:
        return [i for i in chosen if ends[i] != NEVER]
    return [i for i in chosen if ends[i] == OPEN or as_of < ends[i]]

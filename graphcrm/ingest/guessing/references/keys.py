"""Keys beside names: columns such as “Account ID” and “Account Name” that both say of what or whom a row speaks.

A key is exact where the record that it belongs to is there; elsewhere it is no name, and the name beside it counts, also for rows
of other sheets that have the key alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graphcrm.ingest.guessing.columns.key_columns import KEY
from graphcrm.ingest.guessing.references.identities import Identities, key_of
from graphcrm.ingest.guessing.rows.reading import Row, Source

__all__ = ["keys_settled"]

#: Of which kind of record a column names one.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("org", "customer", "parent"), "org"),
    **dict.fromkeys(("reports_to", "owner", "contact", "person", "dotted_to"), "person"),
    "opportunity": "opportunity",
}
_OWN = {"orgs": "org", "people": "person", "opportunities": "opportunity"}
_SPLIT = re.compile(r"[;,]")


def keys_settled(read: Sequence[tuple[Source, Sequence[tuple[Row, int]]]], known: Identities) -> None:
    """Of a key and a name in one row, and of a key alone, leave the one by which the record can be found."""
    ids: dict[str, set[str]] = {kind: set(known.of[kind].keys) | set(known.of[kind].name) for kind in _OWN.values()}
    for source, rows in read:
        kind = _OWN.get(source.section.of.name) if source.section.of is not None else None
        if kind:
            ids[kind] |= {key_of(row["id"]) for row, _ in rows if row.get("id")}
    names: dict[tuple[str, str], str] = {}
    every = [row for _, rows in read for row, _ in rows]
    filled = set().union(*every)
    beside = [(name, name + KEY, kind) for name, kind in _KINDS.items() if name + KEY in filled]
    for row in every if beside else ():
        for name, column, kind in beside:
            if (key := row.pop(column, "")) and not _SPLIT.search(key):
                names.setdefault((kind, key_of(key)), row[name])
                if key_of(key) in ids[kind]:
                    row[name] = key
    naming = [(name, kind) for name, kind in _KINDS.items() if name in filled]
    for row in every if names else ():
        for name, kind in naming:
            if raw := row.get(name):
                said = key_of(raw)
                if said not in ids[kind] and (kind, said) in names:
                    row[name] = names[kind, said]

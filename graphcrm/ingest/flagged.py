"""Flags outlive a list that has no column for them.

A row says all that is known of its id, so what it leaves away ends (:mod:`graphcrm.ingest.cleared`). A flag is no description: it
says what may not be done with somebody who objected, must stay independent or is not to be contacted, and a list without the
column cannot have meant to take it back. Where the column is there, an empty cell does.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathering
from graphcrm.model.choices import Flag
from graphcrm.model.facts import Batch
from graphcrm.spoken import counted, joined

__all__ = ["keep_flags"]


def keep_flags(gathering: Gathering, existing: Mapping[str, Batch]) -> None:
    """Give the people of files without a column of flags those that are recorded, and tell it."""
    rows, batch = gathering.tables.get("people"), existing.get("person")
    if rows is None or batch is None or "flags" in rows.columns:
        return
    recorded = {
        key: tuple(json.loads(text)["flags"])
        for key, text in zip(batch.keys, batch.props, strict=True)
        if '"flags"' in text
    }
    if recorded.keys().isdisjoint(rows["id"]):
        return
    rows.columns["flags"] = [recorded.get(one) for one in rows["id"]]
    who = {one: recorded[one] for one in rows["id"] if one in recorded}
    counts = Counter(flag for flags in who.values() for flag in flags)
    told = joined(
        Text(f"{Flag(flag).zh} {n} 人", f"{flag} ({counted(n, 'person', 'people')})")
        for flag, n in sorted(counts.items())
    )
    gathering.remarks.append(
        Text(
            "人员：文件没有“标记”一列，已记录的标记保留：{told}",
            "people: the files have no column flags, and what is recorded stays: {told}",
        ).format(told=told)
    )

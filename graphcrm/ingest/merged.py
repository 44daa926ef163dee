"""Imports after a merger of two records: the list that still has both of them does not tear them apart again.

Which ids went into a person stands among the keys of that person, as ``merged:ID``. A row of the table of people under such an
id is left out, and told; whatever names the id means the person, as any key does (:mod:`graphcrm.ingest.resolving`). The row of
the person keeps what the merger has filled in and the list leaves empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from graphcrm.i18n import Text
from graphcrm.ingest.gathering import Gathered, Gathering
from graphcrm.model.facts import Batch
from graphcrm.model.fields import shown
from graphcrm.model.ids import MERGED, into_which
from graphcrm.spoken import counted, joined

__all__ = ["keep_merged"]

_EXAMPLES = 5


def keep_merged(gathering: Gathering, existing: Mapping[str, Batch]) -> None:
    """Leave out the rows of records that were merged, and let those that they went into keep what they have."""
    rows, batch = gathering.tables.get("people"), existing.get("person")
    if rows is None or batch is None:
        return
    mark = f'"{MERGED}:'
    kept: dict[str, dict[str, Any]] = {
        key: json.loads(text) for key, text in zip(batch.keys, batch.props, strict=True) if mark in text
    }
    into = into_which({key: props.get("keys", ()) for key, props in kept.items()})
    alive = set(batch.keys)
    gone = [row for row, one in enumerate(rows["id"]) if one in into and one not in alive]
    if gone:
        ids = dict.fromkeys(rows["id"][row] for row in gone)
        names = [Text.of(f"{shown(one)} → {into[one]}") for one in ids]
        told = joined(names[:_EXAMPLES]) + (Text("等", " …") if len(names) > _EXAMPLES else Text("", ""))
        gathering.remarks.append(
            Text(
                "人员：{n} 行的记录已并入他人，未再导入（{told}）",
                f"people: {counted(len(gone), 'row')} of records that were merged into others are not imported again ({{told}})",
            ).format(n=len(gone), told=told)
        )
        rows.drop(gone)
    for row, one in enumerate(rows["id"]):
        if one in kept:
            _keep(rows, row, kept[one])


def _keep(rows: Gathered, row: int, props: Mapping[str, Any]) -> None:
    for of in rows.table.columns:
        value = props.get(of.name)
        if value is None:
            continue
        column = rows.columns.setdefault(of.name, [None] * rows.count)
        if of.name in ("keys", "flags"):
            column[row] = tuple(sorted({*(column[row] or ()), *value}))
        elif column[row] is None:
            column[row] = tuple(value) if of.many else value

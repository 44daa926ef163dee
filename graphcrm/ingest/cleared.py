"""What an import takes away: values that are recorded, and that the rows of the same ids no longer give.

A row says all that is known of its id (:mod:`graphcrm.ingest.building`), so a list of fewer columns than the last one would
empty the others without a word.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.model.rules import NODE_TABLES
from graphcrm.model.tables import TABLES, Table
from graphcrm.spoken import counted, joined

__all__ = ["cleared"]


def cleared(change: ChangeSet | None, existing: Mapping[str, Batch]) -> list[Text]:
    """One sentence for each table of things with ids in which recorded values end, with the columns and their rows."""
    said = []
    for of in TABLES:
        now = next((b for b in change.batches if b.kind == of.kind), None) if change else None
        before = existing.get(of.kind)
        if of.name in NODE_TABLES and now and before and (counts := _counts(now, before)):
            said.append(_sentence(of, counts))
    return said


def _counts(now: Batch, before: Batch) -> Counter[str]:
    known = dict(zip(before.keys, before.props, strict=True))
    counts: Counter[str] = Counter()
    for key, props in zip(now.keys, now.props, strict=True):
        was = known.get(key, props)
        if was != props:
            counts.update(json.loads(was).keys() - json.loads(props).keys())
    return counts


def _sentence(of: Table, counts: Counter[str]) -> Text:
    columns = [
        Text(f"{column.zh}({n} 行)", f"{column.name} ({counted(n, 'row')})")
        for column in of.columns
        if (n := counts[column.name])
    ]
    return Text(
        f"{of.zh}:已记录而本次没有给出的值将不再有效:{{columns}};要保留,请补上这些列(现有内容:graphcrm export xlsx)",
        f"{of.name}: values that are recorded and not given here end: {{columns}}; to keep them, add the columns "
        "(what is recorded: graphcrm export xlsx)",
    ).format(columns=joined(columns))

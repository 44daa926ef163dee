"""What an import takes away: names and values that are recorded, and that the rows of the same ids no longer give.

A row says all that is known of its id (:mod:`graphcrm.ingest.building`), so a list of fewer columns than the last one would
empty the others without a word; and who gives an id that somebody else has would make one of the two.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from graphcrm.folding import fold
from graphcrm.i18n import Text
from graphcrm.model.facts import Batch, ChangeSet
from graphcrm.model.rules import NODE_TABLES
from graphcrm.model.tables import TABLES, Table
from graphcrm.spoken import counted, joined
from graphcrm.typed import typed

__all__ = ["cleared", "renamed"]

#: Names that are told one by one.
_EXAMPLES = 5


def cleared(change: ChangeSet | None, existing: Mapping[str, Batch]) -> list[Text]:
    """One sentence for each table of things with ids in which recorded values end, with the columns and their rows."""
    return [_sentence(of, counts) for of, now, before in _met(change, existing) if (counts := _counts(now, before))]


def renamed(change: ChangeSet | None, existing: Mapping[str, Batch]) -> list[Text]:
    """One sentence for each table of things with ids of which some get another name."""
    return [_renaming(of, names) for of, now, before in _met(change, existing) if (names := _names(now, before))]


def _met(change: ChangeSet | None, existing: Mapping[str, Batch]) -> Iterator[tuple[Table, Batch, Batch]]:
    """Each table of things with ids of which rows come and are there, with both."""
    for of in TABLES:
        now = next((b for b in change.batches if b.kind == of.kind), None) if change else None
        before = existing.get(of.kind)
        if of.name in NODE_TABLES and now and before:
            yield of, now, before


def _renaming(of: Table, names: list[Text]) -> Text:
    told = joined(names[:_EXAMPLES]) + (Text("等", " …") if len(names) > _EXAMPLES else Text("", ""))
    return Text(
        f"{of.zh}：{len(names)} 个编号的名称变了：{{told}}；若是另一个对象，请换一个编号（{{undo}} 可撤回）",
        f"{of.name}: {counted(len(names), 'id gets', 'ids get')} another name: {{told}}; if it is something else, give it "
        "another id ({undo} withdraws the import)",
    ).format(told=told, undo=typed("undo"))


def _names(now: Batch, before: Batch) -> list[Text]:
    known = dict(zip(before.keys, before.props, strict=True))
    found = []
    for key, props in zip(now.keys, now.props, strict=True):
        was = known.get(key, props)
        if was != props:
            old, new = (json.loads(text).get("name") for text in (was, props))
            if old and new and fold(old) != fold(new):
                found.append(Text(f"{key} {old} → {new}", f"{key} {old} → {new}"))
    return found


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
        Text(f"{column.zh}（{n} 行）", f"{column.name} ({counted(n, 'row')})")
        for column in of.columns
        if (n := counts[column.name])
    ]
    return Text(
        f"{of.zh}：已记录而本次没有给出的值将不再有效：{{columns}}；要保留，请补上这些列（现有内容：graphcrm export xlsx）",
        f"{of.name}: values that are recorded and not given here end: {{columns}}; to keep them, add the columns "
        "(what is recorded: graphcrm export xlsx)",
    ).format(columns=joined(columns))

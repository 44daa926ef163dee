"""What is recorded of a person, as they may read it: every fact that names them, with its days and where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graphcrm.masking.facts import COLUMNS
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import NEVER, Version
from graphcrm.model.tables import TABLES

__all__ = ["LABELS", "recorded"]


#: What each kind of fact is called.
LABELS = {t.kind: t.label for t in TABLES} | {k.kind: k.label for k in EdgeKind}


def recorded(person: str, versions: Sequence[Version], day: date) -> Mapping[str, Any]:
    """A document: ``{person, day, facts: [{table, from, until, observed, withdrawn, values}]}``, oldest first.

    `values` are by column, each heading in both languages; `until` is null where a fact still holds. A fact that a later one of the
    same key has followed is listed as it was.
    """
    facts = []
    for v in sorted(versions, key=lambda v: v.sequence):
        label, columns = LABELS.get(v.kind), COLUMNS.get(v.kind, {})
        facts.append(
            {
                "table": {"zh": label.zh, "en": label.en} if label else {"zh": v.kind, "en": v.kind},
                "from": v.valid_from or None,
                "until": v.valid_to or None,
                "observed": v.observed_at or None,
                "withdrawn": v.undone or v.valid_to == NEVER,
                "values": {
                    n: {"zh": columns[n].zh if n in columns else n, "en": n, "value": value}
                    for n, value in v.props.items()
                },
            }
        )
    return {"person": person, "day": day.isoformat(), "facts": facts}

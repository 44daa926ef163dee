"""What a workspace knows already: a list that says less takes nothing away, a judgement without a day keeps the day that it has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.model.choices import Confidence
from graphcrm.model.edges import EdgeKind
from graphcrm.model.english import outdated_english
from graphcrm.model.facts import Batch
from graphcrm.model.lists import join_items

__all__ = ["keep_days", "keep_what_is_known"]

#: Tables of records, with the kind of fact that their rows become.
_RECORDS = {"orgs": "org", "units": "unit", "people": "person", "opportunities": "opportunity", "goals": "goal"}
#: What tells edges of a kind apart, and what of a judgement has to be the same for it to be the same judgement.
_EDGE_KEY = ("from", "to", "domain", "opportunity", "reported_by")
_UNGRADED = {"confidence": Confidence.E.value}
_SAID = ("level", "declared_level", "roles", "subtype", "polarity", "confidence")


def keep_what_is_known(drafts: Drafts, existing: Mapping[str, Batch]) -> None:
    """Fill the empty cells of records with what is recorded of them."""
    for name, kind in _RECORDS.items():
        batch, rows = existing.get(kind), drafts.rows(name)
        if batch is None or not rows:
            continue
        stored = dict(zip(batch.keys, batch.props, strict=True))
        for draft in rows:
            known = json.loads(stored.get(draft.values["id"], "{}"))
            outdated = outdated_english(known, {column: said for column, said in draft.values.items() if said})
            for column, value in known.items():
                if not draft.values.get(column) and column not in outdated:
                    draft.values[column] = _as_text(value)


def keep_days(undated: Iterable[tuple[str, dict[str, str]]], existing: Mapping[str, Batch]) -> None:
    """A judgement without a day that is recorded in the same words keeps its day, so that importing it again changes nothing."""
    recorded: dict[str, Mapping[str, tuple[str, str]]] = {}
    for table, values in undated:
        named = ("person", "opportunity") if table == "roles" else _EDGE_KEY
        kind = "role_in" if table == "roles" else EdgeKind(values["kind"]).kind
        if kind not in recorded:
            batch = existing.get(kind)
            rows = zip(batch.keys, batch.props, batch.observed_at, strict=True) if batch else ()
            recorded[kind] = {key: (props, day) for key, props, day in rows}
        props, day = recorded[kind].get("\t".join(values.get(name, "") for name in named), ("{}", ""))
        told = {name: _as_text(value) for name, value in json.loads(props).items() if name in _SAID}
        said = {name: values[name] for name in _SAID if values.get(name)}
        if day and _UNGRADED | told == _UNGRADED | said:
            values["observed_at"] = day


def _as_text(value: object) -> str:
    """A stored value as the text that stands for it in a table."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return join_items(map(str, value))
    return f"{value:.17g}" if isinstance(value, float) else str(value)

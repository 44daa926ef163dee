"""Cypher statements that make the recorded graph in any Neo4j.

Nodes and relations are merged by id, so that running them twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from graphcrm.export.content import Content
from graphcrm.model.edges import EdgeKind

__all__ = ["as_cypher", "literal"]

_LABELS = {"orgs": "Org", "units": "Unit", "people": "Person", "opportunities": "Opportunity", "goals": "Goal"}
#: Columns that name another node, as relations: (table, column, type, whether it runs from that node).
_REFERENCES = (
    ("orgs", "parent", "CHILD_OF", False),
    ("units", "org", "PART_OF", False),
    ("units", "parent", "PART_OF", False),
    ("people", "org", "WORKS_FOR", False),
    ("people", "unit", "MEMBER_OF", False),
    ("people", "reports_to", "REPORTS_TO", False),
    ("people", "owner", "OWNS", True),
    ("opportunities", "customer", "CONCERNS", False),
)
_BATCH = 500
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r"[\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def as_cypher(content: Content) -> str:
    """The statements, each ended by a semicolon, as ``cypher-shell`` takes them."""
    return "\n".join(_statements(content)) + "\n"


def _statements(content: Content) -> Iterator[str]:
    for label in _LABELS.values():
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    kinds: dict[str, str] = {}
    for table, label in _LABELS.items():
        rows = content.rows(table)
        kinds.update((row["id"], label) for row in rows)
        for some in _batches([{"id": row["id"], "props": row} for row in rows]):
            yield f"UNWIND {some} AS row MERGE (n:{label} {{id: row.id}}) SET n += row.props;"
    relations = sorted(_relations(content, kinds), key=lambda r: (r[0], r[1], r[3], r[2], r[4]))
    for (type_, a, b), group in groupby(relations, key=lambda r: (r[0], r[1], r[3])):
        made = [{"a": source, "b": target, "key": key, "props": props} for _, _, source, _, target, key, props in group]
        for some in _batches(made):
            yield (
                f"UNWIND {some} AS row MATCH (a:{a} {{id: row.a}}) MATCH (b:{b} {{id: row.b}}) "
                f"MERGE (a)-[r:{type_} {{key: row.key}}]->(b) SET r += row.props;"
            )


_Relation = tuple[str, str, str, str, str, str, Mapping[str, Any]]


def _relations(content: Content, kinds: Mapping[str, str]) -> Iterator[_Relation]:
    """(type, label, from, label, to, key, properties) of every relation whose ends are both there."""
    for row in content.rows("edges"):
        key = "|".join(str(row.get(name, "")) for name in ("domain", "opportunity", "reported_by", "valid_from"))
        yield from _one(kinds, str(row["kind"]), row["from"], row["to"], key, _without(row, "kind", "from", "to"))
    for row in content.rows("roles"):
        ends = (row["person"], row["opportunity"])
        yield from _one(kinds, EdgeKind.ROLE_IN.value, *ends, "", _without(row, "person", "opportunity"))
    for table, column, type_, backwards in _REFERENCES:
        for row in content.rows(table):
            if row.get(column):
                ends = (row[column], row["id"]) if backwards else (row["id"], row[column])
                yield from _one(kinds, type_, *ends, "column", {})
    for tie in content.ties:
        yield from _one(kinds, "TIE", tie["from"], tie["to"], str(tie["type"]), _without(tie, "from", "to"))


def _one(
    kinds: Mapping[str, str], type_: str, source: str, target: str, key: str, props: Mapping[str, Any]
) -> Iterator[_Relation]:
    if source in kinds and target in kinds:
        yield type_, kinds[source], source, kinds[target], target, key, props


def _without(row: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _batches(rows: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    for start in range(0, len(rows), _BATCH):
        yield literal(list(rows[start : start + _BATCH]))


def literal(value: Any) -> str:
    r"""A value as Cypher writes it; no text can end its own quotes.

    >>> print(literal({"name": "O'Neil\\", "grade": 4, "flags": ["left"], "x y": None}))
    {name: 'O\'Neil\\', grade: 4, flags: ['left'], `x y`: null}
    """
    if isinstance(value, str):
        return f"'{_SPECIAL.sub(_escaped, value)}'"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(name)}: {literal(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\u{ord(match[0]):04x}")


def _name(name: str) -> str:
    return name if re.fullmatch(r"[a-z_]+", name) else "`" + name.replace("`", "``") + "`"

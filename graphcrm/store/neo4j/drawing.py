"""Keeping the browsable graph in step with the versions: whatever a change touches is drawn anew.

A fact's relationships are known by the sequences of its versions, so drawing a fact anew is taking away what any of its
versions stood for, then drawing what counts now. Nodes are shared: a thing that is only named keeps its node.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from graphcrm.store.columns import Stored
from graphcrm.store.neo4j.connection import Run
from graphcrm.store.neo4j.picture import LABELS, Drawing, Node, Relationship, columns_of, draw, labels_of, named
from graphcrm.store.neo4j.slicing import Step, Task, task_of, through
from graphcrm.store.neo4j.wire import pack

__all__ = ["SLICE", "clear", "drawing_tasks"]


#: Nodes or relationships written by one statement.
SLICE = 5_000

_NEW_NODES = "UNWIND $rows AS row CREATE (n:Graphcrm:$($labels) {workspace: $workspace}) SET n += row"
#: The same for many rows at once; what stands for %s names columns of our tables, see :mod:`graphcrm.store.neo4j.wire`.
_NEW_NODES_PACKED = """
WITH split($text, $nul) AS cells
UNWIND range(0, $last, $width) AS i
CREATE (n:Graphcrm:$($labels) {workspace: $workspace, id: cells[i]})
SET n += %s
"""
_NEW_RELATIONSHIPS_PACKED = """
WITH split($text, $nul) AS cells
UNWIND range(0, $last, $width) AS i
MATCH (a:Graphcrm {workspace: $workspace, id: cells[i]})
MATCH (b:Graphcrm {workspace: $workspace, id: cells[i + 1]})
CREATE (a)-[r:$($type)]->(b)
SET r = %s
"""
_NODES = """
UNWIND $rows AS row
MERGE (n:Graphcrm {workspace: $workspace, id: row.id})
REMOVE n:$($possible)
SET n:$($labels)
SET n += row
"""
_NO_NODES = """
UNWIND $ids AS id
MATCH (n:Graphcrm {workspace: $workspace, id: id})
REMOVE n:$($possible)
SET n += $nothing
"""
_NAMED = "UNWIND $ids AS id MERGE (:Graphcrm {workspace: $workspace, id: id})"
_NEW_RELATIONSHIPS = """
UNWIND $rows AS row
MATCH (a:Graphcrm {workspace: $workspace, id: row[0]})
MATCH (b:Graphcrm {workspace: $workspace, id: row[1]})
CREATE (a)-[r:$($type)]->(b)
SET r = row[2]
"""
_NO_RELATIONSHIPS = """
UNWIND $rows AS row
MATCH (:Graphcrm {workspace: $workspace, id: row[0]})-[r]-()
WHERE r.version IN row[1]
WITH DISTINCT r
DELETE r
"""
_LEFT_OVER = """
UNWIND $ids AS id
MATCH (n:Graphcrm {workspace: $workspace, id: id})
WHERE size(labels(n)) = 1 AND size(keys(n)) = 2 AND NOT EXISTS { (n)--() }
DELETE n
"""
_CLEAR_RELATIONSHIPS = """
MATCH (n:Graphcrm {workspace: $workspace}) WHERE n.id >= $beyond
MATCH (n)-[r]->(:Graphcrm) WHERE r.version IS NOT NULL
WITH n, n.id AS id, r ORDER BY n.workspace, n.id LIMIT $limit
DELETE r
RETURN count(*), max(id)
"""
#: Nodes of the history are told by their keys, so that nothing that somebody did to them makes them part of the graph.
_CLEAR_NODES = """
MATCH (n:Graphcrm {workspace: $workspace}) WHERE n.id > $beyond
  AND n.sequence IS NULL AND n.number IS NULL AND n.entry IS NULL AND n.of_kind IS NULL
  AND (any(label IN labels(n) WHERE label IN $labels) OR any(key IN keys(n) WHERE key IN $columns))
WITH n ORDER BY n.workspace, n.id LIMIT $limit
REMOVE n:$($labels)
SET n += $nothing
RETURN count(*), max(n.id)
"""
_CLEAR_REST = """
MATCH (n:Graphcrm {workspace: $workspace}) WHERE n.id > $beyond
  AND size(labels(n)) = 1 AND size(keys(n)) = 2 AND NOT EXISTS { (n)--() }
WITH n, n.id AS id ORDER BY n.workspace, n.id LIMIT $limit
DELETE n
RETURN count(*), max(id)
"""
#: A node of the graph that has lost its id, or got one that is no text.
_CLEAR_NAMELESS = """
MATCH (n:Graphcrm)
WHERE n.workspace = $workspace AND NOT coalesce(n.id >= $beyond, false)
  AND n.sequence IS NULL AND n.number IS NULL AND n.entry IS NULL AND n.of_kind IS NULL
  AND any(label IN labels(n) WHERE label IN $labels)
WITH n LIMIT $limit
REMOVE n:$($labels)
SET n += $nothing
SET n.id = NULL
WITH n
CALL (n) { MATCH (n)-[r]-(:Graphcrm) WHERE r.version IS NOT NULL DELETE r }
FOREACH (_ IN CASE WHEN size(labels(n)) = 1 AND size(keys(n)) = 1 AND NOT EXISTS { (n)--() } THEN [1] ELSE [] END | DELETE n)
RETURN count(*), max($beyond)
"""
#: A node of the history that somebody gave a label of the graph.
_CLEAR_HISTORY = """
MATCH (n:Graphcrm)
WHERE n.workspace = $workspace AND any(label IN labels(n) WHERE label IN $labels)
  AND (n.sequence IS NOT NULL OR n.number IS NOT NULL OR n.entry IS NOT NULL OR n.of_kind IS NOT NULL)
WITH n LIMIT $limit
REMOVE n:$($labels)
RETURN count(*), max($beyond)
"""


def drawing_tasks(
    workspace: str,
    facts: Mapping[str, Stored],
    undone: frozenset[int],
    touched: Mapping[str, set[str]],
    fresh: Collection[str],
    *,
    first: bool = False,
    before: Mapping[str, Stored] | None = None,
) -> Iterator[Task]:
    """The work of drawing the touched facts anew, in pieces that each fit a transaction and may be repeated in order.

    Parameters
    ----------
    facts
        All versions of the kinds touched, the new ones included.
    touched
        Keys by kind.
    fresh
        Kinds of which nothing has been drawn before.
    first
        Nothing at all has been drawn before.
    before
        The versions that what is drawn stands for, if an erasure took some of them away.
    """
    kinds = [kind for kind in sorted(touched, key=_order) if touched[kind]]
    drawings = {}
    known: set[str] = set()
    for kind in kinds:
        loaded = facts[kind]
        keys = None if touched[kind].issuperset(loaded.columns.keys) else touched[kind]
        drawings[kind] = draw(kind, loaded, undone, keys)
        known.update(node.id for node in drawings[kind].nodes)
    gone: set[str] = set()
    for kind in kinds:
        if kind not in fresh:
            yield from _removals(workspace, kind, (before or facts)[kind], touched[kind], drawings[kind], gone)
    alone = first and len(known) == sum(len(drawing.nodes) for drawing in drawings.values())
    for kind in kinds:
        yield from _nodes(workspace, kind, drawings[kind].nodes, alone=alone)
    for kind in kinds:
        yield from _relationships(workspace, drawings[kind], known)
    for ids in _slices(sorted(gone)):
        yield task_of(_LEFT_OVER, workspace=workspace, ids=ids)


def clear(step: Step, workspace: str) -> Iterator[int]:
    """Take away what is drawn, slice by slice; what others added to our nodes stays, and a node that carries any of it.

    Yields how many nodes or relationships a slice was about.
    """
    labels = sorted({label for kind in LABELS for label in labels_of(kind)})
    columns = sorted({column for kind in LABELS for column in columns_of(kind)})
    parameters: dict[str, Any] = {
        "workspace": workspace,
        "labels": labels,
        "columns": columns,
        "nothing": dict.fromkeys(columns),
    }
    for statement in (_CLEAR_RELATIONSHIPS, _CLEAR_NODES, _CLEAR_REST, _CLEAR_NAMELESS, _CLEAR_HISTORY):
        yield from through(step, statement, "", limit=SLICE, **parameters)


def _order(kind: str) -> tuple[int, str]:
    names = list(LABELS)
    return (names.index(kind) if kind in LABELS else len(names), kind)


def _removals(
    workspace: str, kind: str, loaded: Stored, keys: set[str], drawing: Drawing, gone: set[str]
) -> Iterator[Task]:
    """Take away what the facts stood for; `gone` gathers the ids that nothing may name any more."""
    rows: dict[str, list[int]] = {}
    for sequence, ends in named(kind, loaded, keys):
        rows.setdefault(ends[0], []).append(sequence)
        gone.update(ends)
    for part in _slices([[name, numbers] for name, numbers in rows.items()]):
        yield task_of(_NO_RELATIONSHIPS, workspace=workspace, rows=part)
    if kind in LABELS:
        kept = {node.id for node in drawing.nodes}
        ids = [name for name in rows if name not in kept]
        nothing = dict.fromkeys(columns_of(kind))
        for part in _slices(ids):
            yield task_of(_NO_NODES, workspace=workspace, ids=part, possible=list(labels_of(kind)), nothing=nothing)


def _nodes(workspace: str, kind: str, nodes: Sequence[Node], *, alone: bool) -> Iterator[Task]:
    nothing = dict.fromkeys(columns_of(kind))
    possible = list(labels_of(kind))
    by_labels = sorted(nodes, key=lambda node: node.labels)
    for labels, group in groupby(by_labels, key=lambda node: node.labels):
        for part in _slices(list(group)):
            if alone:
                yield _new_nodes_task(workspace, list(labels), part)
            else:
                rows = [{**nothing, **node.props, "id": node.id} for node in part]
                yield task_of(_NODES, workspace=workspace, rows=rows, labels=list(labels), possible=possible)


def _new_nodes_task(workspace: str, labels: list[str], part: Sequence[Node]) -> Task:
    packed = pack([(node.id,) for node in part], [node.props for node in part])
    if packed is None:
        rows = [{**node.props, "id": node.id} for node in part]
        return task_of(_NEW_NODES, workspace=workspace, rows=rows, labels=labels)
    return task_of(_NEW_NODES_PACKED % packed.literal, workspace=workspace, labels=labels, **packed.parameters)


def _relationships(workspace: str, drawing: Drawing, known: set[str]) -> Iterator[Task]:
    """Draw relationships; `known` are the ids whose nodes are surely there, and grows."""
    for type_, relationships in sorted(drawing.relationships.items()):
        for part in _slices(relationships):
            named = {end for one in part for end in (one.source, one.target)} - known
            known |= named
            yield _relationship_task(workspace, type_, part, sorted(named))


def _relationship_task(workspace: str, type_: str, part: Sequence[Relationship], named: list[str]) -> Task:
    packed = pack([(one.source, one.target) for one in part], [one.props for one in part])
    if packed is None:
        rows = [[one.source, one.target, one.props] for one in part]
        draw_them = task_of(_NEW_RELATIONSHIPS, workspace=workspace, rows=rows, type=type_)
    else:
        statement = _NEW_RELATIONSHIPS_PACKED % packed.literal
        draw_them = task_of(statement, workspace=workspace, type=type_, **packed.parameters)

    def work(run: Run) -> None:
        if named:
            run(_NAMED, workspace=workspace, ids=named)
        draw_them(run)

    return work


def _slices(rows: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]

"""Keeping the browsable graph in step with the versions: whatever a change touches is drawn anew.

A fact's relationships are known by the sequences of its versions, so drawing a fact anew is taking away what any of its
versions stood for, then drawing what counts now. Nodes are shared: a thing that is only named keeps its node.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from graphcrm.store.neo4j.connection import Run
from graphcrm.store.neo4j.picture import LABELS, Drawing, Node, Relationship, columns_of, draw, labels_of, named
from graphcrm.store.neo4j.state import Loaded
from graphcrm.store.neo4j.wire import pack

__all__ = ["SLICE", "Task", "clear_some", "drawing_tasks"]

#: Nodes or relationships written by one statement.
SLICE = 5_000
#: A piece of work inside a transaction of the caller's.
Task = Callable[[Run], None]

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
WHERE size(labels(n)) = 1 AND NOT EXISTS { (n)--() }
DELETE n
"""
_CLEAR_RELATIONSHIPS = """
MATCH (n:Graphcrm {workspace: $workspace}) WHERE n.id IS NOT NULL
MATCH (n)-[r]->(:Graphcrm) WHERE r.version IS NOT NULL
WITH r LIMIT $limit DELETE r
RETURN count(*)
"""
_CLEAR_NODES = """
MATCH (n:Graphcrm {workspace: $workspace})
WHERE n.id IS NOT NULL AND any(label IN labels(n) WHERE label IN $labels)
WITH n LIMIT $limit
REMOVE n:$($labels)
SET n += $nothing
RETURN count(*)
"""
_CLEAR_REST = """
MATCH (n:Graphcrm {workspace: $workspace})
WHERE n.id IS NOT NULL AND size(labels(n)) = 1 AND NOT EXISTS { (n)--() }
WITH n LIMIT $limit DELETE n
RETURN count(*)
"""


def drawing_tasks(
    workspace: str,
    facts: Mapping[str, Loaded],
    undone: frozenset[int],
    touched: Mapping[str, set[str]],
    fresh: Collection[str],
    *,
    first: bool = False,
    before: Mapping[str, Loaded] | None = None,
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
        yield _task(_LEFT_OVER, workspace=workspace, ids=ids)


def clear_some(run: Run, workspace: str) -> int:
    """Take away some of what is drawn, and say how much; what others added to our nodes stays."""
    count: int = run(_CLEAR_RELATIONSHIPS, workspace=workspace, limit=SLICE)[0][0]
    if not count:
        names = sorted({label for kind in LABELS for label in labels_of(kind)})
        nothing = dict.fromkeys(sorted({column for kind in LABELS for column in columns_of(kind)}))
        count = run(_CLEAR_NODES, workspace=workspace, limit=SLICE, labels=names, nothing=nothing)[0][0]
    if not count:
        count = run(_CLEAR_REST, workspace=workspace, limit=SLICE)[0][0]
    return count


def _order(kind: str) -> tuple[int, str]:
    names = list(LABELS)
    return (names.index(kind) if kind in LABELS else len(names), kind)


def _removals(
    workspace: str, kind: str, loaded: Loaded, keys: set[str], drawing: Drawing, gone: set[str]
) -> Iterator[Task]:
    """Take away what the facts stood for; `gone` gathers the ids that nothing may name any more."""
    rows: dict[str, list[int]] = {}
    for sequence, ends in named(kind, loaded, keys):
        rows.setdefault(ends[0], []).append(sequence)
        gone.update(ends)
    for part in _slices([[name, numbers] for name, numbers in rows.items()]):
        yield _task(_NO_RELATIONSHIPS, workspace=workspace, rows=part)
    if kind in LABELS:
        kept = {node.id for node in drawing.nodes}
        ids = [name for name in rows if name not in kept]
        nothing = dict.fromkeys(columns_of(kind))
        for part in _slices(ids):
            yield _task(_NO_NODES, workspace=workspace, ids=part, possible=list(labels_of(kind)), nothing=nothing)


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
                yield _task(_NODES, workspace=workspace, rows=rows, labels=list(labels), possible=possible)


def _new_nodes_task(workspace: str, labels: list[str], part: Sequence[Node]) -> Task:
    packed = pack([(node.id,) for node in part], [node.props for node in part])
    if packed is None:
        rows = [{**node.props, "id": node.id} for node in part]
        return _task(_NEW_NODES, workspace=workspace, rows=rows, labels=labels)
    return _task(_NEW_NODES_PACKED % packed.literal, workspace=workspace, labels=labels, **packed.parameters)


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
        draw_them = _task(_NEW_RELATIONSHIPS, workspace=workspace, rows=rows, type=type_)
    else:
        statement = _NEW_RELATIONSHIPS_PACKED % packed.literal
        draw_them = _task(statement, workspace=workspace, type=type_, **packed.parameters)

    def work(run: Run) -> None:
        if named:
            run(_NAMED, workspace=workspace, ids=named)
        draw_them(run)

    return work


def _task(statement: str, **parameters: Any) -> Task:
    def work(run: Run) -> None:
        run(statement, **parameters)

    return work


def _slices(rows: Sequence[Any]) -> Iterator[Any]:
    for start in range(0, len(rows), SLICE):
        yield rows[start : start + SLICE]

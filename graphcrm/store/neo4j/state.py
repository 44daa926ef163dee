"""What is known about a workspace before facts are read or changed, and bulk reading against it.

Neo4j shows a reader whatever has been committed at each moment (read committed). So that a reader sees one state and not a
mixture, a state is known by its number of changes: versions of later changes are left out, and those of earlier ones never
change, but by an erasure, of which the state says whether it counts. What still does not fit together is read again, and is
damage only if meanwhile nobody wrote.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from graphcrm.collector import collector_paused
from graphcrm.dataclass import dataclass
from graphcrm.errors import IntegrityError, StoreUnavailable
from graphcrm.i18n import Text
from graphcrm.store.checksums import Chunk
from graphcrm.store.columns import Stored, sort_in
from graphcrm.store.damage import damaged, newer, placed
from graphcrm.store.neo4j.chain_nodes import links_of
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.rows import scan
from graphcrm.store.neo4j.schema import Schema
from graphcrm.store.neo4j.totals_node import drawn_of, scopes_of, totals_of
from graphcrm.store.state import State
from graphcrm.store.totals import Tally

__all__ = ["GraphState", "load", "missing", "read_state", "refuse_newer", "steadily", "verified_chunks"]


T = TypeVar("T")

_STATE = """
MATCH (w:Graphcrm {root: $workspace})
RETURN
  properties(w),
  COLLECT { MATCH (s:Graphcrm {workspace: $workspace}) WHERE s.of_kind IS NOT NULL RETURN properties(s) },
  COLLECT { MATCH (c:Graphcrm {workspace: $workspace}) WHERE c.number > 0 RETURN properties(c) ORDER BY c.workspace, c.number }
"""
_MARK = "MATCH (w:Graphcrm {root: $workspace}) RETURN w.mark"
#: How often what does not fit together is read again while others write, and how long to wait before.
_ATTEMPTS = 50
_PAUSE = 0.05

_MISSING = Text(
    "{where} 没有工作区；请先运行 graphcrm init 建立工作区，或检查地址",
    "there is no workspace at {where}; run `graphcrm init` to make one, or check the address",
)
_TWICE = Text("数据库里有两个同名的工作区节点", "the database has two nodes of this workspace")


@dataclass(frozen=True, slots=True)
class GraphState(State):
    """Totals and chain of changes, and how far the writers have come.

    drawn
        The last change that the browsable graph shows.
    settling
        Token of an erasure that counts and has not been completed (see :mod:`graphcrm.store.neo4j.altering`).
    """

    drawn: int
    settling: str | None


def missing(graph: Graph) -> StoreUnavailable:
    """The error for a workspace that is not there."""
    return StoreUnavailable(_MISSING.format(where=graph.address.shown))


def refuse_newer(graph: Graph, schema: Schema, properties: Mapping[str, Any]) -> None:
    """Raise NotAStore if the properties of a workspace's node name a later schema than this one, IntegrityError if damaged."""
    found = totals_of(properties).schema
    if found > schema.version:
        raise newer(graph.address.shown, found, schema.version)


def read_state(graph: Graph, schema: Schema) -> GraphState:
    """Read and verify the state.

    Raises
    ------
    IntegrityError
        Something is not what was written, or is being written at this moment.
    StoreUnavailable
        The workspace is gone.
    NotAStore
        A newer graphcrm has brought the workspace up to its own schema since it was opened.
    """
    rows = graph.read(_STATE, workspace=graph.address.workspace)
    if not rows:
        raise missing(graph)
    if len(rows) > 1:
        raise damaged(_TWICE)
    properties, scopes, links = rows[0]
    refuse_newer(graph, schema, properties)
    totals = totals_of(properties)
    settling = properties.get("settling")
    return GraphState(
        totals, scopes_of(scopes, totals), links_of(links, totals, settling), drawn_of(properties), settling
    )


def steadily(graph: Graph, schema: Schema, use: Callable[[GraphState], T]) -> T:
    """What `use` makes of the state; it is called again if another writer got in between."""
    before: Any = None
    for _ in range(_ATTEMPTS):
        try:
            return use(read_state(graph, schema))
        except IntegrityError as error:
            last = placed(error, graph.address.shown)
            marks = graph.read(_MARK, workspace=graph.address.workspace)
            if before == marks:
                raise last from error.__cause__
            before = marks
            time.sleep(_PAUSE)
    raise last


def verified_chunks(
    graph: Graph,
    state: GraphState,
    use: Callable[[Chunk], None],
    kinds: Iterable[str] | None = None,
) -> None:
    """Hand every version of `kinds` (all if None) to `use`, kind by kind, then compare with the totals.

    What `use` gathers may be relied on only when this returns.
    """
    tally = Tally()
    wanted = sorted(state.scopes if kinds is None else state.scopes.keys() & set(kinds))
    with collector_paused():
        for kind in wanted:
            for chunk in scan(graph, kind, state.totals.changes, state.settling):
                tally.add(chunk)
                use(chunk)
    tally.compare(state.scopes, wanted)


def load(graph: Graph, state: GraphState, kinds: Sequence[str] | None = None) -> dict[str, Stored]:
    """The versions of `kinds` (all if None), verified; a kind that nothing was written of is absent."""
    found: dict[str, Stored] = {}
    verified_chunks(graph, state, lambda chunk: sort_in(chunk, found), kinds)
    return found

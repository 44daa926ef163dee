"""From an address to a workspace that is known to be ours and of this schema, made if need be.

Unlike a file, a workspace of an older schema is not brought up by whoever opens it first with a newer graphcrm: colleagues whose
graphcrm is older would be shut out by somebody's question, the database's owner alone may change its constraints, and the backup,
a customer's whole data, would land on that somebody's disk. So it is refused, and :mod:`graphcrm.store.neo4j.migration` is asked for.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from graphcrm.errors import NotAStore
from graphcrm.i18n import Text
from graphcrm.store.damage import too_old
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.credentials import find_credentials
from graphcrm.store.neo4j.schema import Schema, define
from graphcrm.store.neo4j.state import missing, refuse_newer, steadily
from graphcrm.store.neo4j.totals_node import totals_of, write_totals
from graphcrm.store.totals import EMPTY

__all__ = ["connect", "open_graph", "schema_of"]


_PROPERTIES = "MATCH (w:Graphcrm {root: $workspace}) RETURN properties(w)"
_MAKE = """
MERGE (w:Graphcrm {root: $workspace})
ON CREATE SET w:Workspace, w.made = $token, w.drawn = 0
RETURN w.made = $token AND w.checksum IS NULL
"""

_OLDER = Text(
    "{where} 是较早的格式 {found}，本版本使用格式 {known}；未作任何改动。请在全组升级 graphcrm 之后，由数据库管理员运行"
    " graphcrm store migrate（会先做备份；之后旧版 graphcrm 不能再打开它）",
    "{where} has the older format {found}, and this graphcrm uses format {known}; it was left untouched. When the whole team has"
    " upgraded graphcrm, the database's owner runs `graphcrm store migrate` (it makes a backup first; an older graphcrm cannot open"
    " the workspace afterwards)",
)


def connect(url: str) -> Graph:
    """Connect to the server that an address names."""
    address = Address.parse(url)
    return Graph.connect(address, find_credentials(address))


def open_graph(url: str, schema: Schema, *, create: bool) -> Graph:
    """Connect, and make the workspace if asked to; nothing is written for a workspace that is simply opened."""
    graph = connect(url)
    try:
        if create and not graph.read(_PROPERTIES, workspace=graph.address.workspace):
            _make(graph, schema)
        found = schema_of(graph, schema)
        if found < schema.version:
            raise NotAStore(_OLDER.format(where=graph.address.shown, found=found, known=schema.version))
        steadily(graph, schema, lambda state: state)
    except BaseException:
        graph.close()
        raise
    return graph


def schema_of(graph: Graph, schema: Schema) -> int:
    """Version of the schema that a workspace has, this one or one from which it can be brought up to this one.

    Raises
    ------
    StoreUnavailable
        There is no such workspace.
    NotAStore
        It is newer, or too old.
    IntegrityError
        Its totals are damaged.
    """
    rows = graph.read(_PROPERTIES, workspace=graph.address.workspace)
    if not rows:
        raise missing(graph)
    refuse_newer(graph, schema, rows[0][0])
    found = totals_of(rows[0][0]).schema
    if schema.steps_from(found) is None:
        raise too_old(graph.address.shown, found)
    return found


def _make(graph: Graph, schema: Schema) -> None:
    """Make an empty workspace. If somebody else makes it at the same time, theirs stays."""
    define(graph, schema)
    workspace, token = graph.address.workspace, secrets.token_hex(16)

    def make(run: Run) -> None:
        if run(_MAKE, workspace=workspace, token=token)[0][0]:
            write_totals(run, workspace, replace(EMPTY, schema=schema.version), token)

    graph.write(make)

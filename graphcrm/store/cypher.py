"""Read-only Cypher on a team's store: somebody else's statement, with a time limit, a row limit and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import GraphcrmError, StoreBusy, UsageError
from graphcrm.i18n import Text
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.opening import connect
from graphcrm.store.neo4j.state import missing

__all__ = ["CypherReader", "Found"]


_STATEMENT = Text("服务器不接受这条 Cypher：{what}", "the server does not accept this Cypher: {what}")
_WRITES = Text(
    "这条 Cypher 会写入；graphcrm cypher 只读。没有任何改动",
    "this Cypher writes, and graphcrm cypher only reads; nothing was changed",
)
_PARAMETER = Text(
    "{what}；请用 --param 名称=值 给出参数",
    "{what}; give parameters with --param NAME=VALUE",
)
_SLOW = Text(
    "查询在 {seconds:g} 秒内没有完成，已中止；可用 --timeout 放宽",
    "the query did not finish within {seconds:g} seconds and was stopped; --timeout allows more",
)
_BEHIND = Text(
    "浏览用的图只画到第 {drawn} 次改动，共 {changes} 次，结果可能不全；若没有人正在写入，请运行 graphcrm store redraw",
    "the browsable graph shows {drawn} of {changes} changes, so that something may be missing; if nobody is writing now, run"
    " `graphcrm store redraw`",
)
_WRITE_CODES = frozenset(
    {
        "Neo.ClientError.Statement.AccessMode",
        "Neo.ClientError.General.AccessMode",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    }
)

_WORKSPACE = "MATCH (w:Graphcrm {root: $workspace}) RETURN w.drawn, w.changes"
_ACCOUNT_OF = """
MATCH (o:Graphcrm {workspace: $workspace, id: $opportunity})
WHERE o:Opportunity
RETURN o.customer
"""
_CUSTOMERS = """
MATCH (o:Customer {workspace: $workspace})
WHERE NOT EXISTS { (o)-[:PART_OF]->(:Customer) }
RETURN o.id ORDER BY o.id
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Columns and rows of plain values; `more`: there are further rows beyond the limit."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    more: bool


class CypherReader:
    """Runs statements in READ mode on the database of a workspace, and nothing else. Make it with :meth:`at`."""

    def __init__(self, graph: Graph, drawn: object, changes: object) -> None:
        self._graph = graph
        #: A sentence if the browsable graph does not show every change yet.
        self.behind = None if drawn == changes else _BEHIND.format(drawn=drawn or 0, changes=changes)

    @classmethod
    def at(cls, url: str) -> CypherReader:
        """Connect to the workspace at an address.

        Raises StoreUnavailable: nobody answers there, we are not let in, or there is no such workspace.
        """
        graph = connect(url)
        try:
            found = graph.read(_WORKSPACE, workspace=graph.address.workspace)
            if not found:
                raise missing(graph)
        except BaseException:
            graph.close()
            raise
        return cls(graph, *found[0])

    @property
    def workspace(self) -> str:
        """Name of the workspace: the parameter by which statements tell it from others in the database."""
        return self._graph.address.workspace

    def close(self) -> None:
        """Release the connections."""
        self._graph.close()

    def accounts(self, opportunity: str | None) -> list[str]:
        """The customer of an opportunity, or all customers that belong to no other."""
        if opportunity is not None:
            rows = self._graph.read(_ACCOUNT_OF, workspace=self.workspace, opportunity=opportunity)
        else:
            rows = self._graph.read(_CUSTOMERS, workspace=self.workspace)
        return [row[0] for row in rows if isinstance(row[0], str)]

    def ask(self, statement: str, parameters: Mapping[str, Any], *, timeout: float, limit: int) -> Found:
        """Run a statement, for `timeout` seconds at most, and return `limit` rows at most.

        Raises
        ------
        UsageError
            The statement is not valid, lacks a parameter, or writes.
        StoreBusy
            It did not finish in time.
        """
        try:
            answer = self._graph.ask(statement, parameters, timeout=timeout, limit=limit)
        except GraphcrmError as error:
            raise self._explained(error, timeout) from error
        return Found(answer.columns, [[plain(value) for value in row] for row in answer.rows], answer.more)

    def _explained(self, error: GraphcrmError, timeout: float) -> GraphcrmError:
        """What the server says of somebody's own statement is for that person to read."""
        from neo4j.exceptions import Neo4jError

        cause = error.__cause__
        if not isinstance(cause, Neo4jError) or not cause.code:
            return error
        said = " ".join((cause.message or cause.code).split())[:500]
        if cause.code in _WRITE_CODES:
            return UsageError(_WRITES)
        if "TimedOut" in cause.code:
            return StoreBusy(_SLOW.format(seconds=timeout))
        if cause.code.endswith("ParameterMissing"):
            return UsageError(_PARAMETER.format(what=said))
        if cause.code.startswith(("Neo.ClientError.Statement", "Neo.ClientError.Procedure")):
            return UsageError(_STATEMENT.format(what=said))
        return error


def plain(value: Any) -> Any:
    """A value of the driver as JSON can say it: nodes, relationships and paths as what they hold, dates as ISO text."""
    from neo4j.graph import Node, Path, Relationship

    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), **{k: plain(v) for k, v in sorted(value.items())}}
    if isinstance(value, Relationship):
        ends = [None if node is None else node.get("id") for node in (value.start_node, value.end_node)]
        return {"type": value.type, "from": ends[0], "to": ends[1], **{k: plain(v) for k, v in sorted(value.items())}}
    if isinstance(value, Path):
        return {"nodes": [plain(n) for n in value.nodes], "relationships": [plain(r) for r in value.relationships]}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return str(value)

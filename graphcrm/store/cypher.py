"""Read-only Cypher on a team's store: somebody else's statement, with a time limit, a row limit and parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from graphcrm.errors import GraphcrmError, StoreBusy, UsageError
from graphcrm.i18n import Text
from graphcrm.store.neo4j.address import Address
from graphcrm.store.neo4j.connection import Graph
from graphcrm.store.neo4j.credentials import find_credentials
from graphcrm.store.neo4j.state import missing

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = ["CypherReader", "Found"]

_STATEMENT = Text("服务器不接受这条 Cypher:{what}", "the server does not accept this Cypher: {what}")
_WRITES = Text(
    "这条 Cypher 会写入;graphcrm cypher 只读。没有任何改动",
    "this Cypher writes, and graphcrm cypher only reads; nothing was changed",
)
_PARAMETER = Text(
    "{what};请用 --param 名称=值 给出参数",
    "{what}; give parameters with --param NAME=VALUE",
)
_SLOW = Text(
    "查询在 {seconds:g} 秒内没有完成,已中止;可用 --timeout 放宽",
    "the query did not finish within {seconds:g} seconds and was stopped; --timeout allows more",
)
_WRITE_CODES = frozenset(
    {
        "Neo.ClientError.Statement.AccessMode",
        "Neo.ClientError.General.AccessMode",
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
    }
)

_WORKSPACE = "MATCH (w:Graphcrm {root: $workspace}) RETURN w.schema"
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


class CypherReader(Graph):
    """A connection that runs statements in READ mode and nothing else. Make it with :meth:`at`."""

    @classmethod
    def at(cls, url: str) -> CypherReader:
        """Connect to the workspace at an address.

        Raises
        ------
        StoreUnavailable
            Nobody answers there, we are not let in, or there is no such workspace.
        """
        address = Address.parse(url)
        reader = cls.connect(address, find_credentials(address))
        assert isinstance(reader, CypherReader)
        if not reader.read(_WORKSPACE, workspace=address.workspace):
            reader.close()
            raise missing(reader)
        return reader

    @property
    def workspace(self) -> str:
        return self.address.workspace

    def accounts(self, opportunity: str | None) -> list[str]:
        """The customer of an opportunity, or all customers that belong to no other."""
        if opportunity is not None:
            rows = self.read(_ACCOUNT_OF, workspace=self.workspace, opportunity=opportunity)
        else:
            rows = self.read(_CUSTOMERS, workspace=self.workspace)
        return [row[0] for row in rows]

    def ask(self, statement: str, parameters: Mapping[str, Any], *, timeout: float, limit: int) -> Found:
        """Run a statement.

        Parameters
        ----------
        timeout
            Seconds after which the server stops it.
        limit
            Most rows; the rest is not even fetched.

        Raises
        ------
        UsageError
            The statement is not valid, lacks a parameter, or writes.
        StoreBusy
            It did not finish in time.
        """
        import neo4j

        def work(tx: ManagedTransaction) -> Found:
            # Whoever asks brings the statement; what varies in it are parameters.
            result = tx.run(statement, dict(parameters))
            rows = [[plain(value) for value in record.values()] for record in islice(result, limit)]
            more = result.peek() is not None
            columns = result.keys()
            result.consume()
            return Found(list(columns), rows, more)

        try:
            with self._session("READ") as session:
                found: Found = session.execute_read(neo4j.unit_of_work(timeout=timeout)(work))
                return found
        except GraphcrmError as error:
            raise self._explained(error, timeout) from error

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

"""What the database is asked to guarantee, and which version of our layout a workspace has.

Every node of ours carries the label ``Graphcrm`` and the property `workspace`; no statement touches a node without both, so
other people's data in the same database stays as it is. Constraints are on that label alone. Their key properties differ
from each other and from every column of the tables (a test sees to that), so each constraint speaks of one role of node:

=============  ==============================  =======================================================
role           key                             label beside ``Graphcrm``
=============  ==============================  =======================================================
workspace      `root`                          ``Workspace``
change         `workspace, number`             ``Change``
audit entry    `workspace, entry`              ``Audit``
totals         `workspace, of_kind`            ``Scope``
version        `workspace, kind, sequence`     ``Version``
thing          `workspace, id`                 ``Person``, ``Org`` … (see :mod:`graphcrm.store.neo4j.picture`)
=============  ==============================  =======================================================
"""

from __future__ import annotations

from collections.abc import Callable
from typing import LiteralString

from graphcrm.dataclass import dataclass
from graphcrm.errors import StoreReadOnly
from graphcrm.store.neo4j.connection import Graph, Run

__all__ = ["CURRENT", "Schema", "define", "missing_constraints"]


_CONSTRAINTS: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT graphcrm_workspace IF NOT EXISTS FOR (n:Graphcrm) REQUIRE n.root IS UNIQUE",
    "CREATE CONSTRAINT graphcrm_change IF NOT EXISTS FOR (n:Graphcrm) REQUIRE (n.workspace, n.number) IS UNIQUE",
    "CREATE CONSTRAINT graphcrm_audit IF NOT EXISTS FOR (n:Graphcrm) REQUIRE (n.workspace, n.entry) IS UNIQUE",
    "CREATE CONSTRAINT graphcrm_scope IF NOT EXISTS FOR (n:Graphcrm) REQUIRE (n.workspace, n.of_kind) IS UNIQUE",
    "CREATE CONSTRAINT graphcrm_version IF NOT EXISTS FOR (n:Graphcrm) REQUIRE (n.workspace, n.kind, n.sequence) IS UNIQUE",
    "CREATE CONSTRAINT graphcrm_thing IF NOT EXISTS FOR (n:Graphcrm) REQUIRE (n.workspace, n.id) IS UNIQUE",
)


@dataclass(frozen=True, slots=True)
class Schema:
    """One version of the layout, and the step that leads to it from the version before.

    The ``Workspace`` node keeps its properties in every version, so that any graphcrm can tell a newer one from damage.

    upgrade
        Turns a workspace of `previous` into one of this version; is given the transaction and the workspace's name.
    """

    version: int
    constraints: tuple[LiteralString, ...]
    previous: Schema | None = None
    upgrade: Callable[[Run, str], None] | None = None

    def steps_from(self, version: int) -> list[Schema] | None:
        """The steps that lead here from an earlier version, oldest first; None if there is no way."""
        steps: list[Schema] = []
        step: Schema | None = self
        while step is not None and step.version != version:
            steps.append(step)
            step = step.previous
        return None if step is None else steps[::-1]


CURRENT = Schema(1, _CONSTRAINTS)


def define(graph: Graph, schema: Schema) -> None:
    """Create the constraints that are missing, and wait until they serve."""
    for statement in schema.constraints:
        graph.define(statement)
    graph.read("CALL db.awaitIndexes(60)")


def missing_constraints(graph: Graph, schema: Schema) -> list[str]:
    """Names of the constraints that the database does not have; none where this user may not ask."""
    try:
        there = {name for (name,) in graph.read("SHOW CONSTRAINTS YIELD name")}
    except StoreReadOnly:
        return []
    return [name for statement in schema.constraints if (name := statement.split()[2]) not in there]

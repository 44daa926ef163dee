"""A workspace of one's own on the shared server, and the bare driver beside it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import neo4j
import pytest

from graphcrm.store.neo4j.connection import Graph
from tests.neo4j.shared import lines, shared_address, wipe


@dataclass(frozen=True)
class Place:
    """Where a test may put a workspace, and the driver of somebody who looks at it from outside."""

    server: str
    workspace: str
    driver: neo4j.Driver

    @property
    def url(self) -> str:
        return f"{self.server}?workspace={self.workspace}"

    def run(self, statement: str, **parameters: object) -> list[list[object]]:
        """Rows of any statement; ``$w`` is the workspace."""
        records = self.driver.execute_query(statement, {"w": self.workspace, **parameters}).records  # type: ignore[arg-type]
        return [record.values() for record in records]


@pytest.fixture(params=lines())
def place(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A workspace that does not exist yet, on a server of each line."""
    server = shared_address(request.param, monkeypatch)
    workspace = f"test-{uuid.uuid4().hex}"
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(server, auth=auth, notifications_min_severity="OFF") as driver:
        yield Place(server, workspace, driver)
    wipe(server, workspace)


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every transaction is run once more after its commit, as the driver does when it did not learn the outcome."""
    write = Graph.write

    def again(graph: Graph, work: Any, **how: Any) -> Any:
        first = write(graph, work, **how)
        write(graph, work, **how)
        return first

    monkeypatch.setattr(Graph, "write", again)

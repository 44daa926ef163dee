"""Every store that has to keep the contract. A further store joins by one more parameter and its address."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphcrm.store import Store, open_store
from tests.neo4j.shared import lines, shared_address, wipe


@pytest.fixture(params=["sqlite", *lines("neo4j-")])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a store that does not exist yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "workspace.graphcrm")
        return
    server = shared_address(request.param, monkeypatch)
    workspace = f"test-{uuid.uuid4().hex}"
    yield f"{server}?workspace={workspace}"
    wipe(server, workspace)


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """A new, empty store."""
    with open_store(address, create=True) as made:
        yield made


@pytest.fixture
def again(address: str, store: Store) -> Iterator[Callable[[], Store]]:
    """Opens the same store once more, as another process would."""
    opened: list[Store] = []

    def reopen() -> Store:
        opened.append(open_store(address))
        return opened[-1]

    yield reopen
    for one in opened:
        one.close()

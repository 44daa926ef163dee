"""Every store that has to keep the contract. A further store joins by one more parameter and its address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graphcrm.store import Store, open_store


@pytest.fixture(params=["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Address of a store that does not exist yet."""
    return {"sqlite": str(tmp_path / "workspace.graphcrm")}[request.param]


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

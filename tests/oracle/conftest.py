"""Random accounts that several files of tests read: each is written and imported once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from graphcrm.snapshot import Snapshot
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import AS_OF, write_account

SEEDS = range(12)


@pytest.fixture(scope="session")
def account_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], tuple[Path, Snapshot]]:
    """The folder of a random account, and the snapshot that the product makes of it."""

    @cache
    def made(seed: int) -> tuple[Path, Snapshot]:
        folder = write_account(tmp_path_factory.mktemp(f"account{seed}"), seed, size=10 + seed)
        (snapshot,) = snapshots_of(folder, AS_OF)
        return folder, snapshot

    return made


@pytest.fixture(scope="module", params=SEEDS)
def account(
    request: pytest.FixtureRequest, account_of: Callable[[int], tuple[Path, Snapshot]]
) -> tuple[int, Path, Snapshot]:
    """One of the random accounts by its number."""
    return request.param, *account_of(request.param)

"""Workspaces with several accounts: the sample beside generated ones, and random accounts in all the states of the method."""

import runpy
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import shell  # noqa: F401 - a fixture

ROOT = Path(__file__).parent.parent.parent
DAY = "2026-06-30"


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """The file of a workspace with ten generated accounts and the sample."""
    folder = tmp_path_factory.mktemp("many")
    main = runpy.run_path(str(ROOT / "datasets" / "generate.py"))["main"]
    main([str(folder / "files"), "--people", "420", "--ties", "2100", "--accounts", "10", "--interactions", "300"])
    workspace = Workspace(folder / "many.graphcrm")
    for tables in (folder / "files", ROOT / "datasets" / "huayue"):
        workspace.import_tables(tables, today=DAY)
    return folder / "many.graphcrm"


@pytest.fixture(scope="session")
def computed(many):
    """Its portfolio of the day, and what was kept of it, which is taken away from there."""
    portfolio, kept = Workspace(many).portfolio(as_of=DAY, explain=True), Path(f"{many}.portfolio.jsonl")
    lines = kept.read_bytes()
    kept.unlink()
    return portfolio, lines


@pytest.fixture(scope="session")
def found(computed):
    """The portfolio of the day, for whoever only looks at it."""
    return computed[0]


@pytest.fixture
def ws(many, tmp_path):
    """A workspace of its own for each test, of which nothing is computed yet."""
    copy = tmp_path / "w.graphcrm"
    copy.write_bytes(many.read_bytes())
    return Workspace(copy, caller=Caller("tester", clock=lambda: datetime(2026, 6, 30, 12, tzinfo=UTC)))


@pytest.fixture
def known(ws, computed):
    """The same, with all accounts of the day computed and kept."""
    Path(f"{ws.url}.portfolio.jsonl").write_bytes(computed[1])
    return ws

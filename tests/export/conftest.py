"""Workspaces to give away from, with a caller who lives on a day of their own."""

from datetime import UTC, datetime

import pytest

from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample, shell, workspace  # noqa: F401 - fixtures

DAY = "2026-06-30"


def at(path, day="2026-06-30"):
    """A workspace whose clock stands on a day."""
    moment = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
    return Workspace(path, caller=Caller("tester", tell=lambda _text: None, clock=lambda: moment))


@pytest.fixture
def ws(workspace):  # noqa: F811
    """The sample account, which a test may change."""
    return at(workspace)

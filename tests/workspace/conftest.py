"""The sample account as a workspace that tests ask and change, with a caller who lives on a day of their own."""

from datetime import UTC, date, datetime

import pytest

from graphcrm.errors import UsageError
from graphcrm.workspace.caller import Caller
from graphcrm.workspace.door import Workspace
from tests.commands.conftest import sample, shell, workspace  # noqa: F401 - fixtures

#: The caller's day, after everything in the sample.
TODAY = date(2026, 7, 15)


@pytest.fixture
def ws(workspace):  # noqa: F811
    """A workspace of its own for each test."""
    return Workspace(workspace, caller=Caller("tester", clock=lambda: datetime(2026, 7, 15, 12, tzinfo=UTC)))


def refused(ask, *words):
    """The English sentence of a refusal that has these words in both languages."""
    with pytest.raises(UsageError) as caught:
        ask()
    for word in words:
        assert word in caught.value.text.zh
        assert word in caught.value.text.en
    return caught.value.text.en

"""The sample account as a workspace that tests ask, and a copy for those that change it."""

from tests.commands.conftest import sample, shell, workspace  # noqa: F401 - fixtures

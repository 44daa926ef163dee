"""The sample account as a workspace that a test may change."""

from tests.workspace.conftest import sample, shell, workspace, ws  # noqa: F401 - fixtures

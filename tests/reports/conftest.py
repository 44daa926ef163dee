"""The sample account, read once for all reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.workspace.door import Workspace

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-06-30"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace(tmp_path_factory.mktemp("reports") / "sample.graphcrm")
    found.import_tables(ROOT / "datasets" / "huayue", today=TODAY)
    return found

"""The sample account, read once for all reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graphcrm.reports.document import Document
from graphcrm.workspace.door import Workspace

ROOT = Path(__file__).parent.parent.parent
TODAY = "2026-06-30"
#: What some reports cannot be made without.
ASKED: dict[str, dict[str, str]] = {"card": {"person": "c4", "edition": "internal"}, "handover": {"ours": "u2"}}


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace(tmp_path_factory.mktemp("reports") / "sample.graphcrm")
    found.import_tables(ROOT / "datasets" / "huayue", today=TODAY)
    return found


@cache
def report(workspace: Workspace, code: str, **more: str) -> Document:
    """A report on the sample: a document is frozen, so whoever asks for the same looks at the same."""
    return workspace.document(code, "HY", "HY-CORE", as_of=TODAY, **{**ASKED.get(code, {}), **more})

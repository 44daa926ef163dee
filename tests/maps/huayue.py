"""The sample account with all that it carries, as a situation."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from graphcrm.analysis.situation import Situation
from graphcrm.graph.influence import GraphOptions
from graphcrm.resources import resource
from graphcrm.snapshot import Snapshot
from graphcrm.workspace.door import Workspace

AS_OF = "2026-06-30"
_FOLDER = tempfile.TemporaryDirectory(prefix="huayue-", ignore_cleanup_errors=True)


@cache
def workspace() -> Workspace:
    """A workspace with nothing but the sample in it; not to be changed."""
    ws = Workspace(Path(_FOLDER.name) / "w.graphcrm")
    ws.import_tables(resource("datasets", "huayue"), today=AS_OF)
    return ws


@cache
def snapshot(day: str = AS_OF) -> Snapshot:
    return workspace().snapshot(date.fromisoformat(day))


@cache
def huayue() -> Situation:
    return Situation.of(snapshot(), "HY", options=GraphOptions(derived=False))

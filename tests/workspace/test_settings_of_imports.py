"""An import goes by the settings of its workspace."""

from __future__ import annotations

from pathlib import Path

from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace


def told(folder: Path, days: int) -> list[str]:
    """What an import of the sample says of attitudes, with this limit in the settings."""
    (folder / "config.toml").write_text(f"[stale]\nstance_days = {days}\n", encoding="utf-8")
    plan = Workspace(folder / "w.graphcrm").validate(resource("datasets") / "huayue", today="2026-06-30")
    return [p.text.en for p in plan.problems if p.code == "W02"]


def test_an_attitude_is_too_old_when_the_settings_say_so(tmp_path: Path) -> None:
    (one,) = told(tmp_path, 180)
    assert one == "the stance was observed on 2025-10-30, more than 180 days ago; it counts as unknown"
    assert told(tmp_path, 1000) == []
    shorter = told(tmp_path, 90)
    assert len(shorter) > 1
    assert all("more than 90 days ago" in text for text in shorter)

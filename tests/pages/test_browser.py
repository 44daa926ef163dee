"""The browser that prints a page."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from graphcrm.errors import UsageError
from graphcrm.pages.beside import write_beside
from graphcrm.pages.browser import find_chromium


def test_no_browser_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphcrm.pages.browser._PLACES", {})
    with pytest.raises(UsageError, match="needs Chromium"):
        find_chromium({"PATH": ""})
    with pytest.raises(UsageError, match="no-such-browser"):
        find_chromium({"PATH": "/usr/bin", "GRAPHCRM_CHROMIUM": "no-such-browser"})


@pytest.mark.parametrize(
    ("script", "says", "patience"),
    [
        ("exit 3", "exit 3", 60.0),
        ("echo boom >&2; exit 1", "boom", 60.0),
        ("exit 0", "exit 0", 60.0),
        ("sleep 9", "timed out", 0.5),
    ],
)
def test_a_failing_browser_leaves_no_file(tmp_path: Path, script: str, says: str, patience: float) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "map.html").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        write_beside(tmp_path / "map.html", ["pdf"], timeout=patience, chromium=str(browser))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["browser", "map.html"]

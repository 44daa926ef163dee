"""An account and a map display themselves in a notebook, offline, and what is in the frame reaches nothing outside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphcrm.workspace.door import Workspace
from tests.reports.conftest import TODAY, sample  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser


def test_a_map_works_in_the_frame_of_a_notebook(sample: Workspace, browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    hy = sample.account("HY", as_of=TODAY)
    assert "<table>" in hy._repr_html_()
    shown = hy.map_page("influence", lang="en")
    assert repr(shown).startswith("<map 华岳银行 · influence · 2026-06-30: ")
    (tmp_path / "n.html").write_text(
        f"<!doctype html><meta charset=utf-8><b id=secret>x</b>{shown._repr_html_()}", "utf-8"
    )
    context = browser.new_context(viewport={"width": 1100, "height": 720}, offline=True)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "n.html").as_uri())
    frame = page.frames[1]
    frame.wait_for_selector("html.ready", state="attached", timeout=20000)
    frame.click("#gaps")
    assert frame.get_attribute("#gaps", "aria-pressed") == "true"
    assert frame.is_disabled("#undo")
    assert (
        frame.evaluate("(() => { try { return String(parent.document.body); } catch (e) { return e.name; } })()")
        == "SecurityError"
    )
    assert complaints == []
    context.close()

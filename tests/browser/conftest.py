"""One real Chromium for all browser tests; every page is watched for requests, errors and policy violations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graphcrm.files import write_whole
from graphcrm.maps.records.model import MapModel
from tests.maps.drawn import drawn

SWITCHES = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=SWITCHES)
        yield running
        running.close()


@dataclass
class Watched:
    """A page and what it did."""

    page: Page
    file: Path
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def ready(self) -> Watched:
        self.page.wait_for_selector("html.ready", state="attached", timeout=20000)
        return self

    def go(self, hash_: str) -> Watched:
        """Open the same file afresh in a given state."""
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + hash_)
        return self.ready()


Opener = Callable[..., Watched]


@pytest.fixture
def open_map(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a model as a page; at the end of the test the page must have asked for nothing and complained of nothing."""
    opened: list[Watched] = []
    contexts = []

    def opener(
        model: MapModel | str,
        hash_: str = "",
        size: tuple[int, int] = (1366, 768),
        tolerate: bool = False,
        **context: Any,
    ) -> Watched:
        html = model if isinstance(model, str) else drawn(model)
        file = tmp_path / f"map{len(opened)}.html"
        write_whole(file, html)
        where = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **context)
        contexts.append(where)
        page = where.new_page()
        seen = Watched(page, file)
        page.on(
            "request",
            lambda r: seen.requests.append(r.url) if r.url != file.as_uri() and r.url != "about:blank" else None,
        )
        page.on("requestfailed", lambda r: seen.requests.remove(r.url) if "csp" in (r.failure or "").lower() else None)
        if not tolerate:
            page.on("console", lambda m: seen.errors.append(m.text) if m.type in ("error", "warning") else None)
            page.on("pageerror", lambda e: seen.errors.append(str(e)))
        page.goto(file.as_uri() + hash_)
        opened.append(seen)
        return seen if context.get("java_script_enabled") is False or tolerate else seen.ready()

    yield opener
    for where in contexts:
        where.close()
    for seen in opened:
        assert [u for u in seen.requests if not u.startswith(("file:", "blob:"))] == []
        assert seen.errors == []

"""Waiting until something is so on a page that allows no text to be run as a script.

Playwright's own `wait_for_function` asks the second time from within the page, which the page's policy forbids: a test that waits with
it passes only where the first look finds it so.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from playwright.sync_api import Page

_PATIENCE = 20.0


def until(page: Page, condition: str, arg: Any = None) -> None:
    """Return as soon as an expression, or a function of `arg`, is true on the page."""
    late = monotonic() + _PATIENCE
    while not page.evaluate(condition, arg):
        assert monotonic() < late, condition
        page.wait_for_timeout(20)


def drawn(page: Page, after: int = 0) -> None:
    """Return once the page has answered and drawn what was done before, however long the machine takes; `after`: ms of movement."""
    page.wait_for_timeout(after)
    page.evaluate(
        "async () => { for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); }"
    )

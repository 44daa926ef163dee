"""axe-core, which looks for what shuts people out, on a page as it stands."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

__all__ = ["violations"]

_SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
#: Of what is wrong its HTML is told, and not a selector: for everything that is right one would be looked for, too.
#: What depends on colours, and takes most of the time.
_OF_COLOURS = {rule: {"enabled": False} for rule in ("color-contrast", "link-in-text-block")}
_RUN = "async (rules) => (await axe.run(document, {resultTypes: ['violations'], selectors: false, rules})).violations"


def violations(page: Page, *, contrast: bool = True) -> list[str]:
    """What it finds.

    A page of which nothing but the size has changed has the colours that it had.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_SCRIPT.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate(_RUN, {} if contrast else _OF_COLOURS)
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"]]

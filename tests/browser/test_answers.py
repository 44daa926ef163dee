"""The page of an answer in a real browser: nothing is cut on a laptop or on paper, nothing runs, everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graphcrm.rendering.page import as_html
from tests.browser.axe import violations
from tests.rendering.conftest import Answered, answered

__all__ = ["answered"]

pytestmark = pytest.mark.browser

#: Width of A4 across less two margins of 12 mm, at 96 dots an inch.
SHEET = 1032
WIDE = ("key-influencers", "coverage", "who-to-win", "edges", "forecast")
CUT = """[...document.querySelectorAll("table, td, th, p, li")].filter(e => e.scrollWidth > e.clientWidth + 1
    || e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.slice(0, 40))"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", WIDE)
def test_nothing_is_cut_on_a_laptop_or_on_paper(
    browser: Browser, answered: Answered, tmp_path: Path, name: str, lang: str
) -> None:
    file = tmp_path / "answer.html"
    file.write_text(as_html(answered(name), lang, explain=True), encoding="utf-8")
    asked: list[str] = []
    said: list[str] = []
    where = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    page = where.new_page()
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: said.append(m.text))
    page.goto(file.as_uri())
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.querySelector('.wide').scrollWidth <= document.querySelector('.wide').clientWidth")
    page.set_viewport_size({"width": 390, "height": 844})
    assert (
        page.evaluate("Math.max(...[...document.querySelectorAll('tbody tr')].map(row => row.clientHeight))") <= 21 * 8
    ), "on a phone no row is higher than eight lines"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": SHEET, "height": 703})
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == SHEET
    assert (asked, said) == ([file.as_uri()], [])
    where.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, answered: Answered, tmp_path: Path, scheme: str) -> None:
    file = tmp_path / "answer.html"
    file.write_text(as_html(answered("forecast"), "zh"), encoding="utf-8")
    where = browser.new_context(viewport={"width": 800, "height": 600}, color_scheme=scheme, bypass_csp=True)
    page = where.new_page()
    page.goto(file.as_uri())
    assert violations(page) == []
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert (
        colours
        == {
            "light": ["rgb(244, 246, 250)", "rgb(21, 32, 51)"],
            "dark": ["rgb(13, 20, 32)", "rgb(240, 244, 250)"],
        }[scheme]
    )
    where.close()

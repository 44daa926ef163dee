"""A report in Chromium: its script runs, both languages are whole, it is accessible, nothing is cut, paper carries its class."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from graphcrm.files import write_whole
from graphcrm.reports.kinds.registry import REPORTS
from graphcrm.reports.page import as_page
from graphcrm.workspace.door import Workspace
from tests.browser.axe import violations
from tests.browser.test_language import UNMARKED
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent.parent
#: All words of a page and what is read aloud instead of signs.
SAID = """() => [document.title, ...[...document.body.querySelectorAll("*")].filter((n) => n.tagName !== "SCRIPT").flatMap((n) =>
    [n.getAttribute("aria-label"), ...[...n.childNodes].filter((c) => c.nodeType === 3).map((c) => c.data.trim())]).filter(Boolean)]"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    found = Workspace(tmp_path_factory.mktemp("report") / "sample.graphcrm")
    found.import_tables(ROOT / "datasets" / "huayue", today="2026-06-30")
    return found


@pytest.fixture(scope="module")
def file(workspace: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("page") / "session.html"
    write_whole(target, as_page(workspace.document("session", "HY", "HY-CORE", as_of="2026-06-30"), "en"))
    return target


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened = context.new_page()
    opened.goto(file.as_uri())
    opened.wait_for_selector("html.ready", state="attached", timeout=20000)
    yield opened
    context.close()


def test_the_page_is_as_it_was_written_and_its_script_runs(page: Page) -> None:
    assert page.locator("#altered").is_hidden()
    page.click("#present")
    assert page.locator("section.item.shown").count() == 1
    page.keyboard.press("ArrowRight")
    assert page.locator("section.item.shown").get_attribute("id") == "goals"
    page.keyboard.press("Escape")
    assert page.locator("html.presenting").count() == 0


def test_from_the_evidence_one_comes_back_to_the_number_also_when_it_was_presented(page: Page) -> None:
    shadow = page.locator("#decision a[href='#evidence-1'], #decision a[href^='#evidence-']").first
    page.click("#present")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("section.item.shown#decision")
    shadow.click()
    assert page.locator("html.presenting").count() == 0
    evidence = page.locator(page.url[page.url.index("#") :])
    assert evidence.is_visible()
    evidence.locator("a.back").click()
    assert page.locator("html.presenting section.item.shown").get_attribute("id") == "decision"
    assert shadow.evaluate("(link) => link === document.activeElement")
    until(page, "document.activeElement.getBoundingClientRect().top < innerHeight")


def test_the_language_is_changed_as_a_whole(page: Page, workspace: Workspace, tmp_path: Path) -> None:
    """A page that is turned into Chinese says what a page says that was made in Chinese."""
    page.click("#language")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    turned = page.evaluate(SAID)
    write_whole(
        made := tmp_path / "zh.html", as_page(workspace.document("session", "HY", "HY-CORE", as_of="2026-06-30"), "zh")
    )
    page.goto(made.as_uri())
    page.wait_for_selector("html.ready", state="attached", timeout=20000)
    assert turned == page.evaluate(SAID)
    assert len(turned) > 2000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    if theme == "light":
        assert violations(page, contrast=False) == [], "closed: but for colours the same in both themes"
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert violations(page) == []


def test_what_has_no_english_form_says_that_it_is_chinese_and_is_no_name_of_a_column(page: Page) -> None:
    assert re.search("[\u4e00-\u9fff]", page.inner_text("body"))
    assert page.evaluate(UNMARKED) == []
    assert [
        text for text in page.locator("th[scope=col]").all_inner_texts() if re.search("[\u4e00-\u9fff]", text)
    ] == []


def test_on_a_phone_few_columns_are_seen_side_by_side(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    tables = page.evaluate(
        "() => [...document.querySelectorAll('.wide')].filter((box) => box.offsetParent).map((box) =>"
        " [Math.max(...[...box.querySelectorAll('tr')].map((row) => row.children.length)), box.scrollWidth - box.clientWidth])"
    )
    few = [beyond for columns, beyond in tables if columns <= 4]
    assert sum(beyond > 0 for beyond in few) <= 1, "at most where words are longer than columns"
    assert len(few) > 2


def test_on_a_phone_every_picture_is_seen_whole(browser: Browser, workspace: Workspace, tmp_path: Path) -> None:
    """A picture 310 wide was stretched to 760, and maps of people were moved sideways to be read."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    seen = {}
    for kind, person in (("card", "c5"), ("session", None)):
        written = tmp_path / f"{kind}.html"
        document = workspace.document(kind, "HY", "HY-CORE", as_of="2026-06-30", edition="internal", person=person)
        write_whole(written, as_page(document, "en"))
        page.goto(written.as_uri())
        page.wait_for_selector("html.ready", state="attached", timeout=20000)
        seen[kind] = page.evaluate(
            "() => [...document.querySelectorAll('figure')].map((box) => ["
            "Math.min(...[...box.querySelectorAll('svg')].filter((svg) => svg.clientWidth).map((svg) => svg.viewBox.baseVal.width)),"
            " box.scrollWidth - box.clientWidth])"
        )
        page.emulate_media(media="print")
        on_paper = "() => [...document.querySelectorAll('figure svg')].filter((svg) => svg.clientWidth).length"
        assert page.evaluate(on_paper) == len(seen[kind]), "one of two on paper, too"
        page.emulate_media(media="screen")
    context.close()
    assert seen["card"] == [[310, 0]]
    assert len(seen["session"]) > 8
    assert all((wide <= 366, beyond) == (True, 0) for wide, beyond in seen["session"])


def test_no_sign_of_more_stands_alone_on_a_line(browser: Browser, workspace: Workspace, tmp_path: Path) -> None:
    """Chinese words break nowhere in a first column: on a phone 14 triangles stood on a line of their own over their words."""
    written = tmp_path / "session.html"
    write_whole(written, as_page(workspace.document("session", "HY", "HY-CORE", as_of="2026-06-30"), "zh"))
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(written.as_uri())
    page.wait_for_selector("html.ready", state="attached", timeout=20000)
    below = page.evaluate(
        "() => [...document.querySelectorAll('summary')].filter((s) => s.offsetParent).map((s) => {"
        " const words = document.createRange(); words.selectNodeContents(s);"
        " return words.getClientRects()[0].top - s.getBoundingClientRect().top; })"
    )
    context.close()
    assert len(below) > 40
    assert max(below) < 10


def test_on_a_phone_a_path_takes_few_lines(page: Page) -> None:
    """A path stood in a strip of a quarter of the width, a name a line."""
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate(
        "() => [...document.querySelectorAll('tbody th.way')].filter((cell) => cell.closest('tr').children.length > 4)"
        ".map((cell) => cell.offsetWidth)"
    )
    assert min(wide) >= 150
    assert max(wide) <= 240, "beside it something else is seen"


def test_letters_of_charts_are_about_as_large_as_each_other(page: Page) -> None:
    """Two panels beside each other were as wide as three, and their letters half as large again."""
    shown = page.evaluate(
        "() => [...document.querySelectorAll('.drawing.chart, svg[aria-label=\"Support over time\"]')].filter((svg) => svg.clientWidth)"
        ".map((svg) => [svg.getScreenCTM().a, svg.getBoundingClientRect().left - svg.parentElement.getBoundingClientRect().left])"
    )
    assert len(shown) > 4
    assert max(scale for scale, _ in shown) <= 1.15 * min(scale for scale, _ in shown)
    assert {left for _, left in shown} == {0}, "below each other, as the words and tables between them"


def test_what_is_presented_fills_a_projector(page: Page) -> None:
    """Bars took the left half of the screen, in letters for a desk."""
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.click("#present")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_selector("section.item.shown#people")
    seen = page.evaluate(
        """() => {
            const item = document.querySelector("section.item.shown"), chart = item.querySelector(".drawing.chart");
            const box = chart.getBoundingClientRect(), whole = chart.viewBox.baseVal;
            const drawn = whole.width * Math.min(box.width / whole.width, box.height / whole.height);
            const size = (what) => parseFloat(getComputedStyle(item.querySelector(what)).fontSize);
            return [drawn / item.clientWidth, size("td"), size("figcaption")];
        }"""
    )
    assert seen[0] > 0.6
    assert seen[1] >= 20
    assert seen[2] >= 18


@pytest.mark.parametrize("width", [390, 1366, 1920])
def test_no_page_is_wider_than_its_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    if width >= 1366:
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.wide')]
                .filter((w) => !w.closest('details:not([open])') && w.scrollWidth > w.clientWidth + 1)
                .map((w) => w.querySelector('caption').textContent)"""
        )
        assert cut == [], "the columns of a meeting fit"


def test_every_sheet_of_paper_carries_its_class(page: Page) -> None:
    sides = "() => getComputedStyle(document.documentElement).getPropertyValue('--sheet-right')"
    assert page.evaluate(sides) == '"CONFIDENTIAL · shared edition"'
    marked, sheets = _texts(page.pdf(prefer_css_page_size=True))
    assert sheets >= 10, "an item of the agenda a sheet"
    page.evaluate("() => document.documentElement.style.removeProperty('--sheet-right')")
    bare, _ = _texts(page.pdf(prefer_css_page_size=True))
    assert marked - bare >= sheets
    page.click("#language")
    assert page.evaluate(sides) == '"机密 · 共享版"'


def test_paper_is_filled(page: Page) -> None:
    """Four trends stand in a row from edge to edge; a long list of few columns, as of all people, stands in columns."""
    page.set_viewport_size({"width": 1039, "height": 700})
    page.emulate_media(media="print")
    wide = page.evaluate(
        """() => {
            const trend = document.querySelector('svg[aria-label="Support over time"]');
            return trend.clientWidth / trend.closest("section").clientWidth;
        }"""
    )
    assert wide > 0.95
    others = "main > :not(#evidence), article:not(#evidence-0)"
    page.evaluate("(others) => document.querySelectorAll(others).forEach((one) => one.remove())", others)
    assert _texts(page.pdf(prefer_css_page_size=True))[1] == 1
    page.evaluate(
        """() => {
            const body = [...document.querySelectorAll("#evidence-0 > .wide tbody")].pop();
            for (let n = 0; n < 180; n += 1) body.append(body.rows[2].cloneNode(true));
        }"""
    )
    assert _texts(page.pdf(prefer_css_page_size=True))[1] <= 3, "of 192 people, 70 on a sheet and more"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_fills_one_sheet_and_nothing_lies_over_the_next_column(
    browser: Browser, workspace: Workspace, tmp_path: Path, lang: str
) -> None:
    """A sheet of A4 upright is as narrow as some windows, but no phone: 190 mm are 718 pixels."""
    for person in ("c3", "c4"):
        card = workspace.document("card", "HY", "HY-CORE", as_of="2026-06-30", edition="internal", person=person)
        write_whole(tmp_path / "card.html", as_page(card, lang))  # type: ignore[arg-type]
        with browser.new_context(viewport={"width": 718, "height": 1000}) as context:
            page = context.new_page()
            page.goto((tmp_path / "card.html").as_uri())
            page.wait_for_selector("html.ready", state="attached")
            assert _texts(page.pdf(prefer_css_page_size=True))[1] == 1
            page.emulate_media(media="print")
            over = page.evaluate(
                """() => [...document.querySelectorAll('.sheet .item')].flatMap((item) => {
                  const right = item.getBoundingClientRect().right + 1;
                  return [...item.querySelectorAll('td, th')].filter((cell) => cell.getBoundingClientRect().right > right)
                    .map((cell) => cell.textContent);
                })"""
            )
            assert over == []


def test_every_report_runs_its_script_and_axe_finds_nothing(
    browser: Browser, workspace: Workspace, tmp_path: Path
) -> None:
    asked = {"card": {"person": "c4"}, "handover": {"ours": "u1"}}
    with browser.new_context() as context:
        for code in REPORTS:
            document = workspace.document(
                code, "HY", "HY-CORE", as_of="2026-06-30", edition="internal", **asked.get(code, {})
            )
            write_whole(tmp_path / "r.html", as_page(document, "en"))
            page = context.new_page()
            page.goto((tmp_path / "r.html").as_uri())
            page.wait_for_selector("html.ready", state="attached", timeout=10000)
            assert page.locator("#altered").is_hidden(), code
            page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            # On a phone only what fits it is shown, of which the session's pages and the card have every sort.
            for width in (1366, 390) if code in ("session", "card") else (1366,):
                page.set_viewport_size({"width": width, "height": 800})
                # The colours of the session's pages are looked at by themselves, in both themes.
                assert violations(page, contrast=width == 1366 and code != "session") == [], (code, width)
            page.close()


def _texts(data: bytes) -> tuple[int, int]:
    """How many pieces of text a PDF draws, and on how many sheets."""
    streams = [part.split(b"endstream")[0] for part in data.split(b"stream\n")[1:] if part[:1] == b"x"]
    drawn = [zlib.decompressobj().decompress(part) for part in streams]
    return sum(part.count(b"Tj") + part.count(b"TJ") for part in drawn), data.count(b"/Type /Page\n")

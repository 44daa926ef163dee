"""Pages of charts in a real browser: nothing is cut, everything is reachable, files leave the page whole."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from graphcrm.maps.draw import draw_map
from graphcrm.maps.kinds.registry import CHARTS
from graphcrm.pages.beside import write_beside
from tests.analysis.golden import golden_snapshot
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.browser.test_states import switch

pytestmark = pytest.mark.browser

#: The drawing that is seen.
SEEN = """const seen = [...document.querySelectorAll("#chart svg")].find((svg) => svg.getBoundingClientRect().width);"""
#: Words of the chart that reach over its edge, by what the browser measures.
CUT = """() => { SEEN const svg = seen.getBoundingClientRect();
  return [...seen.querySelectorAll("text")].filter((t) => { const b = t.getBoundingClientRect();
    return b.left < svg.left - 1 || b.right > svg.right + 1 || b.top < svg.top - 1 || b.bottom > svg.bottom + 1; })
    .map((t) => t.textContent); }""".replace("SEEN", SEEN)
#: Size of the smallest words of the chart on the screen; signs of one or two characters are pictures.
SMALLEST = """() => { SEEN const svg = seen;
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const words = [...svg.querySelectorAll("text")].filter((t) => t.textContent.length > 2);
  return Math.min(...words.map((t) => Number(t.getAttribute("font-size")) * scale)); }""".replace("SEEN", SEEN)
#: How many drawings are seen, and by how much what is seen of the chart is less than its width.
BESIDE = """() => [[...document.querySelectorAll("#chart svg")].filter((svg) => svg.getBoundingClientRect().width).length,
  document.querySelector("#chart").scrollWidth - document.querySelector("#chart").clientWidth]"""
FADED = """() => [...document.querySelectorAll("#chart text")].filter((t) => getComputedStyle(t).opacity < 1).map((t) => t.textContent)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def chart(tmp_path: Path) -> Callable[[str], str]:
    def drawn(kind: str) -> str:
        return draw_map(golden_snapshot(), tmp_path / f"{kind}.html", kind=kind, account="HY")[0].read_text("utf-8")

    return drawn


@pytest.mark.parametrize("kind", CHARTS)
def test_nothing_is_cut_and_axe_finds_nothing(open_map: Opener, chart: Callable[[str], str], kind: str) -> None:
    seen = open_map(chart(kind))
    for state in ("", "#c=dark", "#l=zh", "#t=1", "#t=1&c=dark", "#s=0", "#f=1"):
        switch(seen, state)
        assert seen.page.evaluate(CUT) == [], state
        assert violations(seen.page) == [], state
    for width, height in ((1366, 768), (1920, 1080), (390, 844)):
        seen.page.set_viewport_size({"width": width, "height": height})
        switch(seen, "")
        assert seen.page.evaluate(SIDEWAYS) <= 0, width
        assert seen.page.evaluate(CUT) == [], width
        drawings, beyond = seen.page.evaluate(BESIDE)
        assert drawings == 1, width
        assert beyond <= 0, "a part of the wide picture says something else than the whole"
        assert seen.page.evaluate(SMALLEST) >= 8.3, "letters can be read"
        assert violations(seen.page, contrast=False) == [], width


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_takes_what_a_large_screen_has(open_map: Opener, chart: Callable[[str], str], kind: str) -> None:
    page = open_map(chart(kind), size=(1920, 1080)).page
    wide, high, proportion, room, floor = page.evaluate(
        """() => { const [svg, box] = [document.querySelector("#chart svg"), document.querySelector("#chart")];
        const [r, whole] = [svg.getBoundingClientRect(), svg.viewBox.baseVal];
        return [r.width, r.height, whole.width / whole.height, box.clientWidth - 40, box.clientHeight - 24]; }"""
    )
    assert wide / high == pytest.approx(proportion, rel=0.01), "nothing is left empty above and below"
    assert max(wide / room, high / floor) > 0.95


def test_somebody_is_found_by_keyboard_and_let_go(open_map: Opener, chart: Callable[[str], str]) -> None:
    page = open_map(chart("zipper")).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "chart"
    page.keyboard.press("/")
    page.keyboard.type("zhoucio")
    page.keyboard.press("Enter")
    assert page.inner_text("#chosen b") == "周CIO"
    assert page.evaluate("document.activeElement.id") == "chart"
    faded = page.evaluate(FADED)
    assert "吴CFO" in faded
    assert {"周CIO", "高副总"}.isdisjoint(faded), "and whoever they are joined to"
    page.keyboard.press("t")
    rows = page.locator("#table-box tbody tr:visible th").all_inner_texts()
    assert set(rows) == {"周CIO"}
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.locator("#chosen").is_hidden()


def test_a_table_sorts_both_ways(open_map: Opener, chart: Callable[[str], str]) -> None:
    page = open_map(chart("grid"), "#t=1&l=en").page
    power = lambda: [int(t.rstrip("%")) for t in page.locator("tbody td:nth-child(2)").all_inner_texts()]  # noqa: E731
    page.click("#sort-0-1")
    assert power() == sorted(power(), reverse=True)
    assert page.get_attribute("th:has(#sort-0-1)", "aria-sort") == "ascending"
    page.click("#sort-0-1")
    assert power() == sorted(power())
    assert page.evaluate("document.activeElement.id") == "sort-0-1"


def test_without_scripts_chart_and_tables_are_there(open_map: Opener, chart: Callable[[str], str]) -> None:
    seen = open_map(chart("coverage"), java_script_enabled=False)
    assert [svg.is_visible() for svg in seen.page.locator("#chart svg").all()] == [True, False]
    assert seen.page.locator("#table-box table").count() == 2
    assert seen.page.locator("#table-box tbody tr").last.is_visible()
    assert not seen.page.locator(".tools").is_visible()


def test_an_altered_page_shows_its_tables_and_says_so(open_map: Opener, chart: Callable[[str], str]) -> None:
    html = chart("grid").replace('"found":{"0":', '"found":{"9":', 1)
    page = open_map(html, tolerate=True).page
    assert page.locator("#altered").is_visible()
    assert page.locator("#table-box table").is_visible()
    assert page.locator("#chart").is_hidden()


def test_files_beside_the_page_are_the_whole_chart(tmp_path: Path, chromium: str) -> None:
    (target,) = draw_map(golden_snapshot(), tmp_path / "z.html", kind="zipper", account="HY")
    svg, png, pdf = write_beside(target, ("svg", "png", "pdf"), chromium=chromium)
    root = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
    words = " ".join(text for node in root.iter() for text in [node.text] if text)
    for wanted in ("周CIO", "高副总", "−73%", "CONFIDENTIAL"):
        assert wanted in words
    assert "var(" not in svg.read_text(encoding="utf-8")
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    assert width == 3840
    assert height > 1500
    assert pdf.read_bytes().startswith(b"%PDF")

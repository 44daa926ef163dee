"""Every state of the page: reachable, undoable, accessible, quiet."""

from __future__ import annotations

import dataclasses
import itertools
import json
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from graphcrm.edition import Edition
from graphcrm.files import write_whole
from graphcrm.i18n import Text
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.page import render
from graphcrm.maps.records.findings import MapKpi
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapContact, MapName
from graphcrm.pages.beside import write_beside
from graphcrm.pages.names import fold
from graphcrm.pages.text import visible
from graphcrm.resources import resource
from tests.browser.axe import violations
from tests.browser.conftest import Opener, Watched
from tests.browser.waiting import drawn
from tests.maps.crowd import crowd
from tests.maps.huayue import AS_OF, workspace
from tests.maps.sample import sample
from tests.pages.hostile import NAMES

pytestmark = pytest.mark.browser

STATES = {
    "default": "",
    "dark": "#c=dark",
    "panel": "#s=8",
    "panel-dark": "#s=40&c=dark",
    "path": "#p=0",
    "path-dark": "#p=1&c=dark",
    "gaps": "#g=1",
    "table": "#t=1",
    "table-dark": "#t=1&c=dark",
    "present": "#f=1&p=2",
    "filtered": "#u=3%2C-1&o=derived&m=30",
    "chinese": "#l=zh&s=8",
    "search": "#q=zhou",
    "department": "#d=%E8%B4%A2%E5%8A%A1",
}


def switch(seen: Watched, state: str) -> None:
    """Go to a state in the open page, as a link in it would."""
    theme = "" if "c=" in state else "&c=light"
    language = "" if "l=" in state else "&l=en"
    seen.page.evaluate("s => { location.hash = s; }", state.lstrip("#") + theme + language)
    drawn(seen.page)


@pytest.mark.parametrize("kind", list(KINDS))
def test_axe_finds_nothing_in_any_state(open_map: Opener, kind: str) -> None:
    seen = open_map(sample(kind))
    for name, state in STATES.items():
        if kind == "formal" and name not in ("default", "dark"):
            continue  # the same elements as on the influence map
        switch(seen, state)
        assert violations(seen.page) == [], name
    switch(seen, "")
    seen.page.fill("#search", "zhou")
    seen.page.wait_for_selector("#found li")
    assert violations(seen.page) == [], "open search"
    seen.page.keyboard.press("Escape")
    seen.page.click("#help")
    assert violations(seen.page) == [], "help"


@pytest.mark.parametrize("size", [(390, 844), (2700, 1500)])
def test_axe_finds_nothing_on_small_and_wide_screens(open_map: Opener, size: tuple[int, int]) -> None:
    seen = open_map(sample(), size=size)
    for state in ("", "#s=8", "#t=1", "#g=1"):
        switch(seen, state)
        assert violations(seen.page) == [], state


def test_axe_finds_nothing_in_the_customer_safe_edition(open_map: Opener) -> None:
    assert violations(open_map(sample(edition=Edition.CUSTOMER_SAFE)).page) == []


def test_axe_finds_nothing_without_scripts(open_map: Opener) -> None:
    seen = open_map(sample(), java_script_enabled=False)
    assert seen.page.locator("#static li").count() == len(sample().people)
    assert seen.page.locator("#static").is_visible()
    assert not seen.page.locator("#stage").is_visible()
    assert seen.page.locator("#classification").is_visible()
    seen.page.set_viewport_size({"width": 390, "height": 844})
    assert not seen.page.locator("#stage").is_visible(), "an empty map filled the screen of a phone before the list"


def test_in_forced_colours_room_is_no_frame(open_map: Opener) -> None:
    """A border that only keeps room was a black bar round the notes, and frames of the legend lay on one another."""
    page = open_map(sample(), forced_colors="active").page
    for side in ("Left", "Bottom"):
        colour = f"getComputedStyle(document.querySelector('.foot')).border{side}Color"
        assert page.evaluate(colour) == "rgb(255, 255, 255)"
    frames = page.evaluate(
        "[...document.querySelectorAll('.legend .filter')].map((e) => e.getBoundingClientRect()).map((r) => [r.top, r.left, r.right])"
    )
    beside = [(one, other) for one, other in itertools.pairwise(frames) if one[0] == other[0]]
    assert beside
    assert all(one[2] < other[1] for one, other in beside)


@pytest.mark.parametrize("size", [(390, 844), (1366, 768), (1920, 1080)])
def test_the_way_out_of_a_presentation_stands_beside_the_other_buttons(open_map: Opener, size: tuple[int, int]) -> None:
    """On a phone, where they stand at the top, it lay alone in the middle of the cards."""
    page = open_map(sample(), "#f=1", size=size).page
    way, others = page.locator("#present-exit").bounding_box(), page.locator(".zoom").bounding_box()
    assert way is not None
    assert others is not None
    beside = way["x"] - others["x"] - others["width"]
    gap = max(beside, way["y"] - others["y"] - others["height"], others["y"] - way["y"] - way["height"])
    assert 0 <= gap <= 16
    line = ("y", "height") if beside > 0 else ("x", "width")
    assert sum(way[one] for one in line) == pytest.approx(sum(others[one] for one in line), abs=1)  # type: ignore[literal-required]


@pytest.mark.parametrize("width", [390, 800])
def test_every_row_of_numbers_begins_below_the_heading(open_map: Opener, width: int) -> None:
    """The rows after the first began further to the right, behind a line that set them apart from nothing."""
    kpis = tuple(MapKpi(Text(f"指标{i}", f"Figure {i} of some"), Text.of(f"{i}0%")) for i in range(14))
    page = open_map(dataclasses.replace(sample(), kpis=kpis), size=(width, 844)).page
    boxes = page.evaluate(
        "[...document.querySelectorAll('.kpi dt')].map((e) => e.getBoundingClientRect()).map((r) => [r.bottom, r.left])"
    )
    rows: dict[int, float] = {}
    for bottom, left in boxes:
        rows[round(bottom / 20)] = min(left, rows.get(round(bottom / 20), 9999.0))
    heading = page.evaluate("document.querySelector('.who h1').getBoundingClientRect().left")
    assert len(rows) > 1
    assert all(left == pytest.approx(heading, abs=1) for left in rows.values()), rows


def test_a_phone_never_scrolls_sideways(open_map: Opener) -> None:
    seen = open_map(sample(), size=(390, 844))
    for state in ("", "#s=8", "#t=1", "#p=0", "#g=1", "#l=zh", "#f=1"):
        switch(seen, state)
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= 390, state
        assert seen.page.evaluate("document.body.scrollWidth") <= 390, state
    switch(seen, "#l=en")
    words, number = (seen.page.locator(f".kpi {part}").first.bounding_box() for part in ("dt", "b"))
    assert words is not None
    assert number is not None
    assert words["x"] + words["width"] <= number["x"], "one above the other they took a seventh of the screen"
    assert abs(words["y"] - number["y"]) < words["height"]
    assert " · " in seen.page.locator("#classification").inner_text(), "on one line its two parts are set apart"


def test_a_notice_takes_one_line_of_a_phone_until_it_is_asked_for(open_map: Opener) -> None:
    """Two notices of the network of contacts took a fifth of the screen before the map."""
    long = Text("慎用：" + "没有可靠的次序" * 9, "Caution: " + "no reliable order follows from all types of tie " * 4)
    model = dataclasses.replace(sample(), notices=(long, Text("须知", "To be known")))
    page = open_map(model, "#l=en", size=(390, 844)).page
    words, whole = page.locator(".banner.long span"), page.locator(".banner .whole")
    high = page.evaluate("() => document.querySelector('.banner').clientHeight")
    assert high < 40
    assert violations(page) == []
    whole.focus()
    page.keyboard.press("Enter")
    assert whole.get_attribute("aria-expanded") == "true"
    assert page.evaluate("() => document.querySelector('.banner').clientHeight") > 2 * high
    assert words.evaluate("e => e.scrollWidth <= e.clientWidth"), "all of it is read"
    page.set_viewport_size({"width": 1366, "height": 768})
    assert whole.is_hidden()
    assert words.evaluate("e => e.scrollWidth <= e.parentNode.clientWidth")


def test_a_network_without_ties_offers_nothing_for_lines(open_map: Opener) -> None:
    """A sign of lines and a slider for their strength stood by people without a line."""
    page = open_map(dataclasses.replace(sample("network"), edges=()), "#l=en").page
    assert page.locator("#legend").get_by_text("No ties").count() == 1
    assert page.locator("#legend").get_by_text("Tie", exact=True).count() == page.locator("#strength").count() == 0


#: Where on the screen the canvas has which letters.
WATCH = """() => { const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const m = this.getTransform();
    (window.written ||= {})[text] = [m.a * x + m.e, m.d * y + m.f];
    return write.apply(this, arguments); }; }"""


def test_a_path_that_is_presented_on_a_phone_is_seen_above_its_explanation(open_map: Opener) -> None:
    """The explanation covered half of a phone, letters for a wall a quarter, and of the path there was one person."""
    seen = open_map(sample(), size=(390, 844), reduced_motion="reduce")
    seen.page.evaluate(WATCH)
    for k, path in enumerate(sample().paths):
        switch(seen, f"#f=1&p={k}")
        stage, card, way = (
            seen.page.locator(part).last.bounding_box() for part in ("#map-box", "#callout", "#callout button")
        )
        assert stage is not None
        assert card is not None
        assert way is not None
        assert card["height"] <= 0.3 * 844
        assert stage["y"] <= 0.27 * 844
        assert way["y"] + way["height"] <= card["y"] + card["height"], "the way out needs no scrolling"
        written = seen.page.evaluate("window.written")
        for x, y in (written[str(step + 1)] for step in range(len(path.people))):
            assert 0 < x < 390
            assert 0 < y < card["y"] - stage["y"]


@pytest.mark.parametrize("size", [(1366, 768), (3840, 2160)])
def test_the_map_gets_most_of_the_screen(open_map: Opener, size: tuple[int, int]) -> None:
    box = open_map(sample(), size=size).page.locator("#map-box").bounding_box()
    assert box is not None
    assert box["width"] == size[0]
    assert box["height"] >= size[1] * 0.6


def test_back_and_undo_lead_through_the_states(open_map: Opener) -> None:
    page = open_map(sample()).page
    assert page.locator("#undo").is_disabled()
    page.click("#gaps")
    page.click("#table-toggle")
    assert page.locator("#table-box").is_visible()
    page.go_back()
    assert page.locator("#table-box").is_hidden()
    assert page.get_attribute("#gaps", "aria-pressed") == "true"
    page.click("#undo")
    page.wait_for_selector("#gaps[aria-pressed=false]")
    assert page.locator("#callout").is_hidden()


def test_an_address_opens_the_same_view_elsewhere(open_map: Opener) -> None:
    first = open_map(sample())
    first.page.click("#filter-3")
    first.page.select_option("#department", index=2)
    hash_ = first.page.evaluate("location.hash")
    again = open_map(sample(), hash_)
    assert again.page.get_attribute("#filter-3", "aria-pressed") == "true"
    assert again.page.input_value("#department") == first.page.input_value("#department")


def test_a_nonsense_address_opens_the_map(open_map: Opener) -> None:
    page = open_map(sample(), "#s=999&p=77&v=5&l=xx&c=pink").page
    for bad in (
        "#s=__proto__",
        "#m=1e9&k=constructor",
        "#d=%3Cscript%3E",
        "#%E0%A4%A",
        "#u=x,y&o=z",
        "#t=1&k=__proto__",
    ):
        page.evaluate("s => { location.hash = s; }", bad)
        drawn(page)
        assert page.locator("#map canvas").is_visible() or page.locator("tbody tr").count()


def test_numbers_of_the_table_stand_at_the_right_under_their_heading(open_map: Opener) -> None:
    page = open_map(sample(), "#t=1").page
    edges = page.evaluate(
        """() => ["share", "rank"].map((key) => {
            const cells = [...document.querySelectorAll(`#table-box td.${key}`)].filter((cell) => cell.textContent);
            const range = document.createRange();
            const right = (node) => { range.selectNodeContents(node); return Math.round(range.getBoundingClientRect().right); };
            const head = right(document.getElementById(`sort-${key}`));
            return [cells.length, new Set(cells.map(right)).size, Math.abs(right(cells[0]) - head)];
        })"""
    )
    assert all(count > 10 and ends == 1 and aside <= 12 for count, ends, aside in edges), edges


def test_table_sorts_both_ways_and_keeps_the_focus(open_map: Opener) -> None:
    page = open_map(sample(), "#t=1").page
    names = lambda: page.locator("tbody th").all_inner_texts()  # noqa: E731
    assert names()[0] == "Lin Huimin 林慧敏"
    page.click("#sort-name")
    up = names()
    assert page.get_attribute("th:has(#sort-name)", "aria-sort") == "ascending"
    page.click("#sort-name")
    assert page.get_attribute("th:has(#sort-name)", "aria-sort") == "descending"
    assert names() == up[::-1]
    assert page.evaluate("document.activeElement.id") == "sort-name"
    against = sum(p.support == -1 for p in sample().people)
    page.click("#filter--1")
    assert set(page.locator("td.support").all_inner_texts()) == {"Opposing"}, (
        "the table is of whoever is chosen on the map"
    )
    assert len(names()) == against
    assert f"{against} of {len(up)} people" in page.inner_text("#table-caption")
    page.click("#filter--1")
    assert len(names()) == len(up)
    page.keyboard.press("Escape")
    assert page.locator("#table-box").is_hidden()
    assert page.evaluate("document.activeElement.id") == "table-toggle"


def test_keyboard_alone_opens_and_closes_a_person(open_map: Opener) -> None:
    page = open_map(sample()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    first = page.evaluate("document.activeElement.textContent")
    assert "陈国栋" in first
    page.keyboard.press("ArrowDown")
    assert "林慧敏" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-name") == "Lin Huimin 林慧敏"
    assert page.evaluate("document.activeElement.id") == "panel-name"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert "林慧敏" in page.evaluate("document.activeElement.textContent")


def test_arrow_keys_reach_everybody(open_map: Opener) -> None:
    page = open_map(sample()).page
    ids = set(page.locator("[role=treeitem]").evaluate_all("all => all.map((n) => n.id)"))
    assert len(ids) == len(sample().people)
    reached = page.evaluate(
        """() => {
        const first = document.querySelector("[role=treeitem]");
        const reached = new Set([first.id]);
        const todo = [first.id];
        while (todo.length) {
            const here = todo.pop();
            for (const key of ["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "End"]) {
                document.getElementById(here).focus();
                document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
                const there = document.activeElement.id;
                if (!reached.has(there)) { reached.add(there); todo.push(there); }
            }
        }
        return [...reached]; }"""
    )
    assert set(reached) == ids


def test_nothing_nameless_in_the_tab_order(open_map: Opener) -> None:
    page = open_map(sample()).page
    names = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => { const n = document.activeElement;
            if (n === document.body) return null;
            return n.getAttribute('aria-label') || n.textContent.trim() || n.id && n.tagName; }"""
        )
        if name is None:
            break
        names.append(name)
    assert len(names) > 20
    assert all(names)
    assert not page.evaluate("document.querySelector('#map [tabindex]') !== null")


def test_search_finds_by_pinyin_accent_title_and_our_people(open_map: Opener) -> None:
    page = open_map(sample()).page
    for query, expected in (
        ("zxw", "周晓雯"),
        ("zhouxiao", "周晓雯"),
        ("garcia", "Tomás García"),
        ("sorensen", "Michael Sørensen"),
        ("首席运营", "赵倩"),
        ("architecture", "高翔"),
    ):
        page.fill("#search", query)
        assert expected in page.inner_text("#found"), query
    page.fill("#search", "mark chen")
    assert page.locator("#found li").count() >= 5
    page.fill("#search", "zzzz")
    assert page.inner_text("#found") == "Nobody matches"
    page.keyboard.press("Enter")
    assert page.locator("#nobody").is_visible(), "a faded map alone does not say why"
    assert page.locator("#panel").is_hidden()
    page.fill("#search", "zxw")
    assert page.locator("#nobody").is_hidden()
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-name") == "Zhou Xiaowen 周晓雯"
    assert page.input_value("#search") == ""


def test_hidden_paths_cycle_and_explain(open_map: Opener) -> None:
    page = open_map(sample()).page
    for i, path in enumerate(sample().paths):
        page.click("#hidden-path")
        text = page.inner_text("#callout")
        assert f"({i + 1}/3)" in text
        assert path.band.en in text
        assert path.explanation is not None
        assert path.explanation.en in text
    page.click("#hidden-path")
    assert page.locator("#callout").is_hidden()


def test_a_word_that_title_and_department_have_in_common_is_said_once(open_map: Opener) -> None:
    """Both are called by the function where no English form is recorded: “Finance · 财务总监 · Finance · 财务部”."""
    named = {"title": "财务总监", "title_en": "Finance · 财务总监", "unit": "财务部", "unit_en": "Finance · 财务部"}
    model = sample()
    people = tuple(dataclasses.replace(p, **named) if p.id == "p08" else p for p in model.people)
    number = [p.id for p in model.people].index("p08")
    mine = dataclasses.replace(model, people=people)
    said = open_map(mine, f"#s={number}&l=en").page.inner_text("#panel .where").split(" · ")
    assert said[:3] == ["Finance", "财务总监", "财务部"]
    assert len(said) == len(set(said)), said
    rows = open_map(mine, java_script_enabled=False).page.locator("#static li", has_text="Laurent").inner_text()
    assert rows.count("Finance") == 1, rows


def test_panel_says_who_covers_why_and_by_which_paths(open_map: Opener) -> None:
    text = open_map(sample(), "#s=8").page.inner_text("#panel")
    for part in (
        "Arun Rao",
        "Lisa Wang",
        "2026-11-18",
        "Zhou Xiaowen > Lin Huimin",
        "53%",
        "Presented our pilot",
        "Build versus buy",
        "keep to ourselves",
        "reported by",
    ):
        assert part in text, part


def test_hovering_an_arc_tells_evidence_and_date(open_map: Opener) -> None:
    page = open_map(sample(), size=(1920, 1080)).page
    box = page.locator("#map").bounding_box()
    assert box is not None
    told = set()
    for y in (0.28, 0.5):
        for x in range(120, 1900, 14):
            page.mouse.move(x, box["y"] + box["height"] * y)
            if page.evaluate("!document.getElementById('tip').hidden"):
                told.add(page.inner_text("#tip"))
    assert any("→" in t and "observed 2026" in t and "strength" in t for t in told)
    assert any("meeting note" in t for t in told)


def test_clicking_a_card_opens_its_panel_and_the_background_closes_it(open_map: Opener) -> None:
    page = open_map(sample(), size=(1920, 1080)).page
    box = page.locator("#map").bounding_box()
    assert box is not None
    for x in range(300, 1500, 12):
        page.mouse.move(x, box["y"] + 80)
        page.wait_for_timeout(4)
        if page.evaluate("document.getElementById('map').classList.contains('pointing')"):
            page.mouse.click(x, box["y"] + 80)
            break
    page.wait_for_selector("#panel:not([hidden])")
    assert page.inner_text("#panel-name")
    page.mouse.click(40, box["y"] + box["height"] - 20)
    page.wait_for_selector("#panel", state="hidden")


def test_png_is_large_and_named(open_map: Opener, tmp_path: Path) -> None:
    page = open_map(sample(), "#p=0").page
    with page.expect_download() as waiting:
        page.click("#png")
    waiting.value.save_as(tmp_path / "map.png")
    data = (tmp_path / "map.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 3840
    assert height >= 1500
    assert "Huaxin" in waiting.value.suggested_filename


def test_svg_holds_the_whole_picture_as_text_and_lines(open_map: Opener, tmp_path: Path) -> None:
    page = open_map(sample()).page
    with page.expect_download() as waiting:
        page.click("#svg")
    waiting.value.save_as(tmp_path / "map.svg")
    drawn = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    texts = ["".join(t.itertext()) for t in drawn.iter("{http://www.w3.org/2000/svg}text")]
    for p in sample().people:
        assert any((p.name_en or p.name).split()[0] in t for t in texts), p.name
    for kpi in sample().kpis:
        assert kpi.label.en in texts, "no number is left out"
        assert any(kpi.value.en in t for t in texts)
    assert any("CONFIDENTIAL" in t for t in texts)
    assert not any(
        word in (tmp_path / "map.svg").read_text(encoding="utf-8") for word in ("<script", "NaN", "undefined")
    )


def test_pictures_beside_a_page_are_those_that_the_page_saves(chromium: str, tmp_path: Path) -> None:
    page = tmp_path / "map.html"
    write_whole(page, render(sample()))
    svg, png = write_beside(page, ["svg", "png"], chromium=chromium)
    assert "Chen Guodong" in svg.read_text(encoding="utf-8")
    assert struct.unpack(">I", png.read_bytes()[16:20])[0] == 3840


def test_choosing_a_person_never_shrinks_the_map(open_map: Opener) -> None:
    page = open_map(sample(), size=(1366, 768)).page
    shrink = "() => document.querySelector('#map canvas').getContext('2d').getTransform().a / devicePixelRatio"
    drawn(page, 80)
    before = page.evaluate(shrink)
    page.evaluate(
        """() => {
            const draw = CanvasRenderingContext2D.prototype.fillText;
            CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
                const m = this.getTransform();
                if (this.textAlign === "right") window.lanes = { ...window.lanes, [text]: m.a * (x - this.measureText(text).width) + m.e };
                return draw.apply(this, arguments);
            };
            location.hash = "s=8&l=en";
        }"""
    )
    page.wait_for_selector("#panel:not([hidden])")
    drawn(page, 400)
    assert page.evaluate(shrink) >= before - 1e-6
    lanes = page.evaluate("window.lanes")
    assert {"Board", "C-suite"} <= lanes.keys(), (
        "the map moved to the left: the names of its ranks do not leave with it"
    )
    assert all(left >= 0 for left in lanes.values()), lanes


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900), (1920, 1080)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_in_head_and_tools_is_cut(open_map: Opener, size: tuple[int, int], lang: str) -> None:
    page = open_map(sample(), f"#l={lang}", size=size).page
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.kpi dt, .kpi dd, .who h1, .who p, .classification, .tools button, .legend .item')]
        .filter((n) => n.offsetParent && (n.scrollWidth > n.clientWidth + 1 || n.getBoundingClientRect().right > innerWidth))
        .map((n) => n.textContent)"""
    )
    assert cut == []


def test_escape_closes_the_gaps_and_gives_the_focus_back(open_map: Opener) -> None:
    page = open_map(sample()).page
    page.click("#gaps")
    assert page.evaluate("document.activeElement.id") == "panel-name"
    assert page.locator("#panel li").count() == len(sample().gaps)
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "gaps"


def test_the_theme_follows_the_system_until_it_is_chosen(open_map: Opener) -> None:
    page = open_map(sample(), color_scheme="dark").page
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_selector("html[data-theme=light]", state="attached")
    page.click("#theme")
    page.emulate_media(color_scheme="light")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_print_is_the_map_then_the_table_with_the_classification(open_map: Opener) -> None:
    caution = Text("数据太少", "the map is too thin")
    page = open_map(dataclasses.replace(sample(), notices=(caution,)), "#c=dark").page
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper svg").is_visible()
    assert page.locator("#paper tbody tr").count() == len(sample().people)
    assert "CONFIDENTIAL" in page.inner_text("#paper")
    assert "The map is too thin" in (page.locator("#paper svg").text_content() or ""), (
        "what is to be known first goes with it"
    )
    assert page.locator("#stage").is_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#paper svg").count() == 0
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_banner_stays_in_every_state(open_map: Opener) -> None:
    seen = open_map(sample(edition=Edition.SHARED))
    for name in ("default", "panel", "table", "present"):
        switch(seen, STATES[name])
        assert seen.page.locator("#classification").is_visible()
    assert "needs in confidence left out: 1" in seen.page.inner_text("#classification")


@pytest.mark.parametrize("size", [60, 120, 1000])
def test_every_size_opens_as_its_table_says(open_map: Opener, size: int) -> None:
    seen = open_map(crowd(size))
    data = json.loads(seen.page.inner_text("#data"))
    assert data["map"]["mode"] == {60: "cards", 120: "pages", 1000: "dots"}[size]
    assert seen.page.locator("#map canvas").is_visible()
    if size == 120:
        seen.page.select_option("#department", index=2)
        assert seen.page.locator("[role=treeitem]").count() < 61
        assert "v=" in seen.page.evaluate("location.hash")


def test_the_pdf_holds_map_and_table(chromium: str, tmp_path: Path) -> None:
    page, pdf = tmp_path / "map.html", tmp_path / "map.pdf"
    write_whole(page, render(sample()))
    assert write_beside(page, ["pdf"], chromium=chromium) == [pdf]
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["map.html", "map.pdf"]


def test_the_page_folds_text_as_the_search_line_was_folded(browser: Browser) -> None:
    """What is typed is compared with what Python wrote: both must fold alike, whatever the name."""
    script = resource("visual", "page", "fold.js").read_text(encoding="utf-8")
    names = [n for n in NAMES if n != "\ud800"] + ["Søren Łukasz Ñandú", "STRAẞE", "ΣΊΣΥΦΟΣ", "Ｓö", "Æsir œuf ıi þð"]
    page = browser.new_page()
    found = page.evaluate(f"names => {{ {script}; return names.map(fold); }}", names)
    page.close()
    assert found == [fold(n) for n in names]


@pytest.mark.parametrize("name", ["陳\u0301", "\u0301", "\u200b", "\u3164", ""])
def test_somebody_without_a_visible_name_can_be_found_and_opened(open_map: Opener, name: str) -> None:
    model = sample()
    nameless = dataclasses.replace(model.people[8], name=name, name_en="", contacts=(MapContact(name, 0.7),))
    page = open_map(dataclasses.replace(model, people=(*model.people[:8], nameless, *model.people[9:])), "#s=8").page
    assert visible(page.inner_text("#panel-name"))
    assert visible(page.inner_text("#panel .mark >> nth=0"))
    page.fill("#search", "VP Data")
    assert visible(page.inner_text("#found li b"))


def test_a_map_of_nobody_opens(open_map: Opener) -> None:
    page = open_map(MapModel("influence", MapName("甲"), "2026-01-01", ())).page
    assert page.locator("#map canvas").is_visible()
    page.click("#table-toggle")
    assert page.locator("#table-box tbody tr").count() == 0


#: Draw once more and note whether circles of the radius of a mark are filled and rimmed.
RIMS = """
async () => {
  const on = CanvasRenderingContext2D.prototype, own = { arc: on.arc, fill: on.fill, stroke: on.stroke, beginPath: on.beginPath };
  const found = [];
  let radius = 0;
  on.beginPath = function () { radius = 0; return own.beginPath.call(this); };
  on.arc = function (x, y, r) { radius = r; return own.arc.apply(this, arguments); };
  for (const how of ["fill", "stroke"]) on[how] = function () {
    if (radius === 7) found.push(how);
    return own[how].apply(this, arguments);
  };
  document.getElementById("zoom-fit").click();
  await new Promise((done) => setTimeout(done, 400)); // it moves until then
  Object.assign(on, own);
  return [...new Set(found)].sort();
}
"""


def test_a_mark_on_a_card_of_its_own_colour_has_a_rim(open_map: Opener, tmp_path: Path) -> None:
    """Who cools toward us is mostly for the rival, whose cards have the colour of the mark: half of it was not seen."""
    (path,) = workspace().map("contest", tmp_path / "m.html", account="HY", as_of=AS_OF, lang="en", theme="light")
    seen = open_map(path.read_text(encoding="utf-8"), size=(1366, 768), reduced_motion="reduce")
    assert seen.page.evaluate(RIMS) == ["fill", "stroke"]

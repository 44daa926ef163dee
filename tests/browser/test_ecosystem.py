"""The ecosystem map in Chromium: organisations are walked, told, listed and explained; nothing breaks in any edition."""

from __future__ import annotations

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.maps.building.ecosystem import ecosystem_model
from graphcrm.maps.records.model import MapModel
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.maps.huayue import huayue

pytestmark = pytest.mark.browser


def model(edition: Edition = Edition.SHARED) -> MapModel:
    return ecosystem_model(huayue(), draw(huayue(), draws=20), "ecosystem", edition)


@pytest.mark.parametrize("look", ["l=en&c=light", "l=zh&c=dark", "l=en&t=1", "l=en&s=0"])
def test_axe_finds_nothing(open_map: Opener, look: str) -> None:
    assert violations(open_map(model(), f"#{look}").page) == []


def test_words_over_numbers_keep_to_one_line_in_chinese(open_map: Opener) -> None:
    page = open_map(model(), "#l=zh", size=(1366, 768)).page
    heights = page.evaluate("[...document.querySelectorAll('.kpi dt')].map((n) => n.getBoundingClientRect().height)")
    assert len(heights) > 3
    assert max(heights) == min(heights)


def test_an_organisation_is_told_with_its_people_below_it(open_map: Opener) -> None:
    page = open_map(model(), "#l=en").page
    items = page.get_by_role("treeitem")
    told = [items.nth(i).text_content() or "" for i in range(items.count())]
    supplier = next(i for i, t in enumerate(told) if t.startswith("Tuowei Data Equipment 拓维数据设备"))
    assert "Supplier" in told[supplier]
    assert items.nth(supplier).get_attribute("aria-level") == "1"
    assert items.nth(supplier + 1).get_attribute("aria-level") == "2"
    assert "丁海峰" in told[supplier + 1]
    certifier = next(t for t in told if t.startswith("Xinping Certification Centre"))
    assert "Independence required" in certifier


def test_panel_of_an_organisation_names_relations_and_people(open_map: Opener) -> None:
    page = open_map(model(), "#l=en").page
    page.get_by_role("treeitem", name="拓维数据设备").press("Enter")
    panel = page.locator("#panel").inner_text()
    assert "supplies 38%" in panel
    assert "许经理" in panel


def test_panel_of_a_gatekeeper_and_the_table_say_the_role(open_map: Opener) -> None:
    page = open_map(model(), "#l=en").page
    page.get_by_role("treeitem", name="周CIO").press("Enter")
    assert "Gatekeeper 2" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    page.locator("#table-toggle").click()
    row = page.locator("#table-box tr", has_text="周CIO").inner_text()
    assert "Gatekeeper 2" in row
    assert "Relation" in page.locator("#table-box thead").inner_text()


def test_relations_can_be_switched_off(open_map: Opener) -> None:
    page = open_map(model(), "#l=en").page
    canvas = page.locator("#map-box canvas").first
    before = canvas.screenshot()
    page.locator("[data-line=relates]").click()
    assert canvas.screenshot() != before
    page.locator("[data-line=relates]").click()
    assert canvas.screenshot() == before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_customers_edition_is_the_chart(open_map: Opener, lang: str) -> None:
    seen = open_map(model(Edition.CUSTOMER_SAFE), f"#l={lang}")
    text = seen.page.locator("body").inner_text()
    assert "拓维" not in text
    assert {"en": "Organisation chart", "zh": "组织结构图"}[lang] in text
    assert violations(seen.page) == []

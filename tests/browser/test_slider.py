"""The slider of the change map: by keyboard, told in the live region, everybody where they were, other changes."""

from __future__ import annotations

import pytest

from graphcrm.spoken import sentence
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn
from tests.maps.kinds.test_change import DAYS, several

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("lang", "said"), [("en", "Changes since 2025-12-01"), ("zh", "自 2025-12-01 的变化")])
def test_the_slider_moves_by_keyboard_and_is_told(open_map: Opener, lang: str, said: str) -> None:
    seen = open_map(several(), f"#l={lang}")
    page = seen.page
    slider = page.locator("#since")
    assert page.locator("#since-value").inner_text() == DAYS[0]
    before = page.locator(".kpis").inner_text()
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#since-value").inner_text() == DAYS[1]
    assert slider.get_attribute("aria-valuetext") == DAYS[1]
    assert said in (page.locator("#live").text_content() or "")
    assert page.locator(".kpis").inner_text() != before
    assert DAYS[1] in page.locator(".kpis").inner_text()
    assert page.locator(".slider .wide").is_visible(), "of two sliders each is named"
    assert violations(seen.page) == []


def test_nobody_moves_and_the_map_does_not_either(open_map: Opener) -> None:
    page = open_map(several(), "#l=en").page
    box = page.locator("#map-box").bounding_box()
    items = "() => [...document.querySelectorAll('[role=treeitem]')].map((i) => i.id)"
    order = page.evaluate(items)
    canvas = page.locator("#map-box canvas").first
    pictures = [canvas.screenshot()]
    for _ in DAYS[1:]:
        page.locator("#since").press("ArrowRight")
        drawn(page, 100)
        assert page.locator("#map-box").bounding_box() == box
        assert page.evaluate(items) == order
        pictures.append(canvas.screenshot())
    assert pictures[0] != pictures[-1]
    page.locator("#since").press("Home")
    drawn(page, 100)
    assert canvas.screenshot() == pictures[0]


def test_the_day_is_in_the_address_and_a_bad_one_is_ignored(open_map: Opener) -> None:
    seen = open_map(several(), "#l=en&y=2")
    assert seen.page.locator("#since-value").inner_text() == DAYS[2]
    assert seen.go("#l=en&y=9").page.locator("#since-value").inner_text() == DAYS[0]


def test_one_day_has_no_slider(open_map: Opener) -> None:
    assert open_map(several(DAYS[:1]), "#l=en").page.locator("#since").count() == 0


def test_many_sentences_leave_the_map_its_room_and_are_all_there(open_map: Opener) -> None:
    """Two sentences of a day with more than three stand below the map, the others open on demand; none is lost."""
    model = several()
    assert model.changes is not None
    page = open_map(model, "#l=en").page
    for day in (model.changes, *model.changes.nearer):
        notes = [sentence(c.sentence).en for c in day.changes if not c.people]
        told = 2 if len(notes) > 3 else 3
        assert page.locator("#since-value").inner_text() == day.since
        assert page.locator(".foot > p.told").all_text_contents() == notes[:told]
        assert page.locator(".foot > details").last.is_visible() == (len(notes) > told)
        assert page.locator(".foot > details > p.told").all_text_contents() == notes[told:]
        page.locator("#since").press("ArrowRight")

"""A story in the page: forward and back by keyboard, said in the live region, at home in the address."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphcrm.workspace.door import Workspace
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn, until
from tests.maps.crowd import crowd
from tests.reports.conftest import TODAY, sample  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

STORY = """
[[step]]
caption = ["谁在做决定", "Who decides"]
decide = ["商定决策链", "Agree on the chain"]
select = "c2"
[[step]]
caption = ["没人写下的路", "A path that nobody wrote down"]
path = 1
[[step]]
caption = ["缺口", "Gaps"]
gaps = true
off = ["derived"]
"""

FIRST = "Step 1 of 3: Who decides To decide: Agree on the chain"


def test_keys_step_through_a_story_which_is_announced(sample: Workspace, tmp_path: Path, open_map: Opener) -> None:  # noqa: F811
    (tmp_path / "s.toml").write_text(STORY, "utf-8")
    sample.map("influence", tmp_path / "m.html", account="HY", as_of=TODAY, story=tmp_path / "s.toml", lang="en")
    page = open_map((tmp_path / "m.html").read_text("utf-8")).page
    assert page.locator("#story").is_hidden()
    page.click("#present")
    assert page.locator("#story-caption").text_content() == "Who decides"
    until(page, f"document.querySelector('[aria-live]').textContent === '{FIRST}'")
    assert "s=" in page.evaluate("location.hash")
    for key, step in (("ArrowRight", "2"), ("PageDown", "3"), ("ArrowRight", "3"), ("ArrowLeft", "2"), ("PageUp", "1")):
        page.keyboard.press(key)
        until(page, f"document.getElementById('story-step').textContent === '{step}/3'")
    page.click("#story-next")
    page.click("#story-next")
    assert page.locator("[data-line=derived]").get_attribute("aria-pressed") == "false"
    assert page.evaluate("location.hash").count("n=2") == 1
    page.reload()
    assert page.locator("#story-caption").text_content() == "Gaps"


def test_without_a_story_the_questions_of_a_session_are_told_below_the_map(
    sample: Workspace,  # noqa: F811
    tmp_path: Path,
    open_map: Opener,
) -> None:
    sample.map("influence", tmp_path / "m.html", account="HY", as_of=TODAY, lang="en")
    page = open_map((tmp_path / "m.html").read_text("utf-8")).page
    page.click("#present")
    assert page.locator("#story-caption").text_content().startswith("How is the decision made?")
    map_, strip = page.locator("#map-box").bounding_box(), page.locator("#story").bounding_box()
    assert map_["y"] + map_["height"] <= strip["y"] + 0.5, "the strip hides no card"
    page.keyboard.press("Escape")
    page.click("#gaps")
    page.click("#present")
    assert page.locator("#story").is_hidden(), "what somebody chose to look at stays"


@pytest.mark.parametrize(("people", "size", "larger"), [(36, (1366, 660), 1), (210, (1600, 1200), 1.03)])
def test_a_presentation_shows_the_map_larger(
    open_map: Opener, people: int, size: tuple[int, int], larger: float
) -> None:
    """The line of the story took more height than the tools had, and the buttons took width, whichever there is least of."""
    page = open_map(crowd(people), "#l=en", size=size, reduced_motion="reduce").page
    scale = "() => document.querySelector('#map canvas').getContext('2d').getTransform().a"
    drawn(page, 100)
    before = page.evaluate(scale)
    page.click("#present")
    page.wait_for_selector("#story:not([hidden])")
    drawn(page, 100)
    assert page.evaluate(scale) > larger * before

"""The network round one of ours, in Chromium."""

from __future__ import annotations

import math

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.maps.building.ego import around
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.layout.ego_ways import ego_ways
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.edges import LineKind
from graphcrm.maps.records.model import MapModel
from graphcrm.rendering.visual import palette
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.browser.test_crowds import HEADS, NAMES, drawn
from tests.maps.crowd import crowd
from tests.maps.huayue import huayue
from tests.maps.sample import sample

pytestmark = pytest.mark.browser


#: Draw once more and note every ring of a colour: [x, y, radius] on the screen.
RINGS = """
async (colour) => {
  const found = [], { arc } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.arc = function (x, y, r, ...given) {
    const m = this.getTransform();
    if (this.strokeStyle === colour) found.push([m.a * x + m.e, m.d * y + m.f, m.a * r]);
    return arc.call(this, x, y, r, ...given);
  };
  document.getElementById("zoom-fit").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  CanvasRenderingContext2D.prototype.arc = arc;
  return found;
}
"""


def model() -> MapModel:
    asked = MapAsked({"from": "u1"})
    situation = huayue()
    return KINDS["influence"].build(situation, lambda: draw(situation, draws=20), "influence", Edition.SHARED, asked)


@pytest.mark.parametrize(
    ("lang", "title", "said"),
    [("en", "Key Account Manager", ("Our people", "Our tie")), ("zh", "大客户经理", ("我方", "我方关系"))],
)
def test_ours_is_told_explained_and_has_ties_in_the_panel(
    open_map: Opener, lang: str, title: str, said: tuple[str, str]
) -> None:
    seen = open_map(model(), f"#l={lang}")
    legend = seen.page.locator("#legend").inner_text()
    assert all(word in legend for word in said)
    item = seen.page.get_by_role("treeitem", name=title)
    assert said[0] in (item.text_content() or "")
    item.press("Enter")
    panel = seen.page.locator("#panel").inner_text()
    assert "70%" in panel
    assert "赵运维" in panel
    assert violations(seen.page) == []


def test_a_network_round_somebody_opens(open_map: Opener) -> None:
    base = sample("network")
    seen = open_map(around(base, base.people[3].id, 200), "#l=en")
    assert "The network round" in seen.page.locator("body").inner_text()
    assert violations(seen.page) == []


def test_the_name_of_whom_it_is_about_hides_nothing_of_their_ring(open_map: Opener) -> None:
    base = sample("network")
    middle = base.people[3]
    page = open_map(around(base, middle.id, 200), "#l=en", reduced_motion="reduce").page
    purple = palette()["light"]["circle"].lower()
    rings = page.evaluate(RINGS, purple)
    assert rings
    for _, left, top, right, bottom in page.evaluate(NAMES):
        for x, y, radius in rings:
            aside, above = max(left - x, 0, x - right), max(top - y, 0, y - bottom)
            assert math.hypot(aside, above) > radius + 2


def test_what_leads_to_the_middle_is_drawn_and_of_whoever_is_chosen_the_rest(open_map: Opener) -> None:
    base = crowd(60)
    made = in_order(around(base, base.people[7].id, 60))
    ways = ego_ways(made)
    assert ways is not None
    page = open_map(made, "#l=en", size=(1920, 1080), reduced_motion="reduce").page
    drawn(page, 100)
    assert "Other influence" in page.locator("#legend").inner_text()
    heads = page.evaluate(HEADS)
    assert len(heads) % len(ways) == 0, "in every frame those, and no others"
    moving = [(k, e) for k, e in enumerate(made.edges) if e.kind is LineKind.INFLUENCES]
    number = {p: n for n, p in enumerate(sorted(p.id for p in made.people))}
    hidden = {p: sum(k not in ways and p in (e.source, e.target) for k, e in moving) for p in number}
    chosen = max(hidden, key=lambda p: hidden[p])
    assert hidden[chosen] > 2
    page.evaluate(f"location.hash = '#s={number[chosen]}&l=en'")
    page.wait_for_selector(f"#person-{number[chosen]}[aria-selected=true]", state="attached")
    own = sum(chosen in (e.source, e.target) for _, e in moving)
    assert sum(alpha > 0.4 for alpha in page.evaluate(HEADS)) >= own

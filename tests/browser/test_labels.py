"""What is written on a map, in Chromium: labels lie on nothing that is read, and whoever is chosen stands with the chain."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Page

from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn
from tests.maps.crowd import crowd
from tests.maps.sample import sample

pytestmark = pytest.mark.browser

#: Note from now on every text that is drawn: [text, how it is set, how strong, its font, left, top, right, bottom on the screen], and every
#: frame of an organisation: how strong.
NOTE = """() => {
  window.noted = new Map();
  window.frames = [];
  const proto = CanvasRenderingContext2D.prototype, fill = proto.fillText, stroke = proto.stroke;
  proto.fillText = function (text, x, y) {
    const m = this.getTransform(), box = this.measureText(text), at = (u, v) => [m.a * u + m.e, m.d * v + m.f];
    const written = [text, `${this.textAlign} ${this.textBaseline}`, this.globalAlpha, this.font, ...at(x - box.actualBoundingBoxLeft, y - box.actualBoundingBoxAscent), ...at(x + box.actualBoundingBoxRight, y + box.actualBoundingBoxDescent)];
    window.noted.set(String(written), written);
    return fill.apply(this, arguments);
  };
  proto.stroke = function () {
    if (String(this.getLineDash()) === "7,4") window.frames.push(this.globalAlpha);
    return stroke.apply(this, arguments);
  };
}"""


@dataclass(frozen=True)
class Written:
    text: str
    how: str
    strength: float
    font: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def label(self) -> bool:
        """Is it the label of a line?"""
        return self.how == "center middle" and self.text[1:] == "/5"

    @property
    def rank(self) -> bool:
        return self.how == "right top"

    def within(self, page: Page) -> bool:
        box = page.locator("#map").bounding_box()
        assert box
        return self.left >= 0 and self.top >= 0 and self.right <= box["width"] and self.bottom <= box["height"]

    def meets(self, other: Written, room: float = 0) -> bool:
        return (
            self.left - room < other.right
            and other.left < self.right + room
            and self.top - room < other.bottom
            and other.top < self.bottom + room
        )


def written(page: Page, state: str) -> list[Written]:
    """All that is written once the page has come to a state."""
    page.evaluate("s => { location.hash = s + '&l=en&c=light'; }", state)
    drawn(page, 300)
    page.evaluate("() => { window.noted.clear(); window.frames.length = 0; }")
    page.mouse.move(3, 3)
    page.click("#theme")
    drawn(page)
    found = page.evaluate("() => [...window.noted.values()]")
    return [Written(*one) for one in found]


def both_ways(model: MapModel) -> MapModel:
    """Everybody moves the manager, who moves them."""
    chart = [e for e in model.edges if e.kind is LineKind.REPORTS_TO]
    moved = [
        MapEdge(LineKind.INFLUENCES, *ends, level=level, weight=level / 6)
        for e in chart
        for ends, level in (((e.source, e.target), 5), ((e.target, e.source), 3))
    ]
    return replace(model, edges=(*chart, *moved))


def test_no_label_of_a_line_lies_on_what_a_card_says(open_map: Opener) -> None:
    """Between two cards, where a relation runs each way and others beside them, labels lay on shares and initials."""
    page = open_map(both_ways(sample()), "#l=en", reduced_motion="reduce").page
    page.evaluate(NOTE)
    labels = 0
    for number in range(0, 40, 3):
        told = written(page, f"s={number}")
        marks = [one for one in told if one.label]
        labels += len(marks)
        said = [one for one in told if one.how.endswith("alphabetic") and one.strength == 1]
        assert [(a.text, b.text) for a in marks for b in said if a.meets(b, 2)] == [], number
    assert labels > 40


def test_whoever_is_chosen_is_seen_with_the_chain_that_has_room(open_map: Opener) -> None:
    """The panel takes a quarter of the map: whoever stood at its edge was cut although there was room at the other."""
    page = open_map(sample(), "#l=en", reduced_motion="reduce").page
    page.evaluate(NOTE)
    together = 0
    for number in range(len(sample().people)):
        told = written(page, f"s={number}")
        lit = [
            one
            for one in told
            if one.font.startswith(("700", "bold")) and one.how == "left alphabetic" and one.strength == 1
        ]
        box = page.locator("#map").bounding_box()
        assert box
        if max(o.right for o in lit) - min(o.left for o in lit) + 200 <= box["width"]:
            together += 1
            assert [one.text for one in lit if not one.within(page)] == [], number
    assert together > 10


def test_names_of_dots_of_ranks_and_of_lines_lie_on_no_other(open_map: Opener) -> None:
    """Where the map reaches beyond the screen the names of two ranks stood on one another, and labels on the names of dots."""
    model = crowd(900)
    page = open_map(model, "#l=en", reduced_motion="reduce").page
    page.evaluate(NOTE)
    for state in ("", "s=1", "s=2", "s=6", "s=40"):
        for _ in range(2):
            told = written(page, state)
            ranks, marks = [o for o in told if o.rank], [o for o in told if o.label]
            names = [o for o in told if o.how == "center top" and o.strength == 1]
            assert [(a.text, b.text) for a, b in itertools.combinations(ranks, 2) if a.meets(b)] == [], state
            assert [(a.text, b.text) for a in marks for b in (*ranks, *names) if a.meets(b)] == [], state
            page.click("#zoom-in")


def test_the_frame_of_an_organisation_fades_with_its_people(open_map: Opener) -> None:
    page = open_map(sample(), "#l=en", reduced_motion="reduce").page
    page.evaluate(NOTE)
    strong = []
    for state in ("", "q=zhou"):
        written(page, state)
        strong.append(page.evaluate("() => [Math.min(...window.frames), Math.max(...window.frames)]"))
    assert strong[0] == [1, 1]
    assert strong[1][0] < 0.5

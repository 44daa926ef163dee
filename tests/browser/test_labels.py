"""What is written on a map, in Chromium: labels lie on nothing that is read, and whoever is chosen stands with the chain."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn
from tests.maps.crowd import crowd
from tests.maps.huayue import AS_OF, workspace
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
    const from = at(x - box.actualBoundingBoxLeft, y - box.actualBoundingBoxAscent);
    const to = at(x + box.actualBoundingBoxRight, y + box.actualBoundingBoxDescent);
    const written = [text, `${this.textAlign} ${this.textBaseline}`, this.globalAlpha, this.font, ...from, ...to];
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


#: Draw once more and note dots, [x, y, radius], and lines, the points of each, in units of the map.
DRAWN = """async () => {
  const proto = CanvasRenderingContext2D.prototype, own = {}, dots = [], lines = [];
  let path = [], dot = null;
  const instead = (name, act) => {
    own[name] = proto[name];
    proto[name] = function (...given) { act(...given); return own[name].apply(this, given); };
  };
  instead("beginPath", () => { path = []; dot = null; });
  instead("moveTo", (x, y) => path.push([x, y]));
  instead("lineTo", (x, y) => path.push([x, y]));
  instead("quadraticCurveTo", (u, v, x, y) => path.push([(path.at(-1)[0] + 2 * u + x) / 4, (path.at(-1)[1] + 2 * v + y) / 4], [x, y]));
  instead("arc", (x, y, r) => { dot = [x, y, r]; });
  instead("fill", () => { if (dot && dot[2] > 5) dots.push(dot); });
  instead("stroke", () => { if (!dot && path.length > 1) lines.push(path); });
  document.getElementById("zoom-fit").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  Object.assign(proto, own);
  return [dots, lines];
}"""


def away(dot: list[float], one: list[float], other: list[float]) -> float:
    """How far a dot is from a piece of a line."""
    (x, y), (dx, dy) = (dot[0] - one[0], dot[1] - one[1]), (other[0] - one[0], other[1] - one[1])
    part = max(0.0, min(1.0, (x * dx + y * dy) / (dx * dx + dy * dy or 1)))
    return math.hypot(x - part * dx, y - part * dy)


def test_of_few_dots_no_line_runs_through_another(open_map: Opener) -> None:
    """Through a dot a line reads as two, to somebody and from them, that are not there."""
    page = open_map(sample("network"), "#l=en", reduced_motion="reduce").page
    dots, lines = page.evaluate(DRAWN)
    assert len(dots) == len(sample("network").people)
    assert len(lines) > 30
    bent = 0
    for points in lines:
        bent += len(points) > 2
        start, end = (min(dots, key=lambda dot, p=p: math.dist(dot[:2], p)) for p in (points[0], points[-1]))
        others = [dot for dot in dots if dot not in (start, end)]
        assert all(away(dot, *piece) > dot[2] for dot in others for piece in itertools.pairwise(points))
    assert bent


def test_a_relation_of_organisations_is_written_within_the_picture(open_map: Opener, tmp_path: Path) -> None:
    """On a line at its edge half of the words were cut."""
    workspace().map("ecosystem", tmp_path / "m6.html", account="HYL", as_of=AS_OF, edition="internal")
    page = open_map((tmp_path / "m6.html").read_text(encoding="utf-8"), "#l=en", reduced_motion="reduce").page
    page.evaluate(NOTE)
    box = page.locator("#map").bounding_box()
    assert box
    told = [one for one in written(page, "l=zh") if one.how == "center middle" and not one.text.startswith("+")]
    assert len(told) > 5
    assert [one.text for one in told if one.left < 6 or one.right > box["width"] - 6] == [], "with the rim round it"

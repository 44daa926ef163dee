"""Maps of many people in Chromium: names can be read, tools keep to one line."""

from __future__ import annotations

import itertools
import json
import math
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.route import route_model
from graphcrm.maps.foremost import foremost
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import CARD, FOREGROUND_OF_DOTS
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.changes import MapChange, MapChanges
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapGap, MapKpi
from graphcrm.maps.records.model import MapModel, MapOpportunity
from graphcrm.rendering.visual import palette
from tests.analysis.golden import golden_situation
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.browser.waiting import drawn, until
from tests.maps.crowd import crowd
from tests.maps.huayue import AS_OF, workspace
from tests.maps.sample import sample

pytestmark = pytest.mark.browser

GIVEN = ("Alexander", "Bernadette", "Eva", "Dominique", "Ben")
FAMILY = ("Papadopoulos", "Schmidt-Hohenstein", "Costa", "van der Berg", "Müller", "Okafor", "O'Brien")

#: Draw once more and note every name: [text, left, top, right, bottom] on the screen, once however often it is drawn.
#: Enlarged, each lies on a plate of its own, which keeps lines away from its letters.
_NAMES = """
async () => {
  const found = [];
  const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (this.textAlign === "center" && this.textBaseline === "top") {
      const m = this.getTransform();
      const half = this.measureText(text).width / 2;
      const size = Number.parseFloat(/([0-9.]+)px/.exec(this.font)[1]);
      const at = (u, v) => [m.a * u + m.e, m.d * v + m.f];
      found.push([text, ...at(x - half, y), ...at(x + half, y + size)]);
    }
    return draw.apply(this, arguments);
  };
  const plates = [];
  const round = CanvasRenderingContext2D.prototype.roundRect;
  CanvasRenderingContext2D.prototype.roundRect = function (x, y, w, h, r) {
    const m = this.getTransform();
    plates.push([m.a * x + m.e, m.d * y + m.f, m.a * (x + w) + m.e, m.d * (y + h) + m.f]);
    return round.call(this, x, y, w, h, r);
  };
  document.getElementById(BUTTON).click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  CanvasRenderingContext2D.prototype.fillText = draw;
  CanvasRenderingContext2D.prototype.roundRect = round;
  const on = ([, left, top, right, bottom]) => plates.some(([a, b, c, d]) => a <= left && b <= top && c >= right && d >= bottom - 1);
  if (BUTTON === "zoom-in" && !found.every(on)) throw new Error("a name without a plate: " + found.find((name) => !on(name)));
  return [...new Map(found.map((name) => [String(name), name])).values()];
}
"""
NAMES, ENLARGED = (_NAMES.replace("BUTTON", f'"{button}"') for button in ("zoom-fit", "zoom-in"))


#: A page whose timers are held believes that it moves, however long the machine takes for the pictures in between.
TIMERS = """
  const own = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout }, due = new Map();
  let timers = 0;
  window.setTimeout = (act) => { due.set(--timers, act); return timers; };
  window.clearTimeout = (timer) => { if (!due.delete(timer)) own.clearTimeout.call(window, timer); };
  const release = () => { Object.assign(window, own); for (const act of due.values()) act(); };
  const pictures = async () => { for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done)); };
"""
#: Lines and rims of the last picture after each of the steps (the id of a button, or "wheel"), and once the map stands still.
STROKES = """
async (steps) => {TIMERS
  const pen = CanvasRenderingContext2D.prototype, kept = { stroke: pen.stroke, fillRect: pen.fillRect };
  const map = document.getElementById("map"), box = map.getBoundingClientRect(), wide = document.querySelector("canvas").width / 2;
  const middle = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
  let strokes = 0; // since the ground was painted last: how often it is drawn meanwhile depends on the machine
  pen.stroke = function () { strokes++; return kept.stroke.apply(this, arguments); };
  pen.fillRect = function (x, y, w, h) {
    const { a } = this.getTransform();
    if (w * a > wide && h * a > wide / 4) strokes = 0;
    return kept.fillRect.apply(this, arguments);
  };
  const seen = [];
  for (const step of steps) {
    if (step === "wheel") map.dispatchEvent(new WheelEvent("wheel", { deltaY: -120, cancelable: true, ...middle }));
    else document.getElementById(step).click();
    await pictures();
    seen.push(strokes);
  }
  release();
  await pictures();
  Object.assign(pen, kept);
  return [...seen, strokes];
}
""".replace("TIMERS", TIMERS)


def europeans(size: int) -> MapModel:
    """Names that are longer than dots stand apart."""
    model = crowd(size)
    named = (replace(p, name=f"{GIVEN[i % len(GIVEN)]} {FAMILY[i % len(FAMILY)]}") for i, p in enumerate(model.people))
    return replace(model, people=tuple(named))


@pytest.mark.parametrize(("size", "least", "most"), [(210, 8, 400), (900, 2, 12)])
def test_no_name_of_a_dot_lies_on_another(open_map: Opener, size: int, least: int, most: int) -> None:
    """Of 900 seen from afar those who stand out are named, not dots like all others because they come first."""
    page = open_map(europeans(size), size=(1920, 1080), reduced_motion="reduce").page
    names = page.evaluate(NAMES)
    assert least <= len(names) <= most
    assert min(bottom - top for _, _, top, _, bottom in names) > 10, "however small the map is shown"
    for _ in range(5):
        enlarged = page.evaluate(ENLARGED)
    assert min(bottom - top for _, _, top, _, bottom in enlarged) > 14, "where it is enlarged as all that is read"
    for i, (one, left, top, right, bottom) in enumerate(names):
        for other, left2, top2, right2, bottom2 in names[i + 1 :]:
            apart = right <= left2 or right2 <= left or bottom <= top2 + 0.5 or bottom2 <= top + 0.5
            assert apart, (one, other)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_no_name_of_the_foremost_hides_the_number_of_a_lesser_dot(open_map: Opener, size: tuple[int, int]) -> None:
    model = europeans(210)
    people = tuple(replace(p, community=i % 7, rank=i + 1) for i, p in enumerate(model.people))
    ids = [p.id for p in people]
    edges = tuple(
        MapEdge(LineKind.CONTACTS, a, ids[(i + step) % 210], weight=0.5, count=1.0)
        for i, a in enumerate(ids)
        for step in (7, 14)
    )
    page = open_map(replace(model, kind="network", people=people, edges=edges), size=size, reduced_motion="reduce").page
    names = page.evaluate(NAMES)
    numbers = page.evaluate(
        NAMES.replace('=== "top"', '=== "middle" && Number(text)').replace("x - half, y", "x - half, y - size / 2")
        .replace("y + size)", "y + size / 2)")
    )  # fmt: skip
    assert len(names) >= 8
    assert len(numbers) > 50
    for name, left, top, right, bottom in names:
        for number, left2, top2, right2, bottom2 in numbers:
            assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top, (name, number)


def test_of_a_thousand_the_foremost_are_named_on_the_largest_screen_on_paper_and_in_a_file(open_map: Opener) -> None:
    """Nearly everybody was, wherever the letters were no larger than dots; who comes nearer sees more names."""
    model = crowd(900)
    known = {"c0000", "c0001", "c0500"}
    people = tuple(
        replace(p, name=f"某{p.id}", flags=frozenset({"key_person"} if p.id in known else ())) for p in model.people
    )
    page = open_map(replace(model, people=people), size=(3840, 2160), reduced_motion="reduce").page
    assert {text for text, *_ in page.evaluate(NAMES)} == {f"某{key}" for key in known}
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    for drawn_as in (page.evaluate(SAVED), page.inner_html("#paper svg")):
        assert set(re.findall(r"某c\d{4}", drawn_as)) == {f"某{key}" for key in known}
    for _ in range(6):
        near = page.evaluate(ENLARGED)
    assert len(near) > 20


def test_on_a_phone_no_name_of_a_dot_lies_on_the_name_of_a_rank(open_map: Opener) -> None:
    model = crowd(900)
    view = people_layout(model).views[0]
    (first, _), *_ = sorted(view.at.items(), key=lambda at: (at[1][0], at[1][1]))
    people = tuple(replace(p, flags=frozenset({"key_person"} if p.id == first else ())) for p in model.people)
    page = open_map(replace(model, people=people), "#l=zh", size=(390, 844), reduced_motion="reduce").page
    names = page.evaluate(NAMES)
    ranks = page.evaluate(
        NAMES.replace('=== "center"', '=== "right"').replace("x - half", "x - 2 * half").replace("x + half", "x")
    )
    assert next(p.name for p in people if p.id == first) in {text for text, *_ in names}
    assert len(ranks) > 2
    for one, left, top, right, bottom in names:
        for other, left2, top2, right2, bottom2 in ranks:
            assert right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top, (one, other)


@pytest.mark.parametrize("ties", [2, 60])
def test_whoever_is_chosen_is_named_whatever_stands_around(open_map: Opener, ties: int) -> None:
    """Whoever had more than forty people round them was not."""
    model = europeans(210)
    more = (
        MapEdge(LineKind.INFLUENCES, model.people[who].id, model.people[(who + step) % 210].id, 0.2, 3, "A")
        for who in range(40, 200, 16)
        for step in range(3, ties + 1)
    )
    model = replace(model, edges=(*model.edges, *more))
    page = open_map(model, "#l=en", size=(1366, 768), reduced_motion="reduce").page
    for who in range(40, 200, 16):
        page.evaluate("s => { location.hash = s; }", f"s={who}&l=en")
        page.wait_for_selector(f"#person-{who}[aria-selected=true]", state="attached")
        drawn = " ".join(text for text, *_ in page.evaluate(NAMES))
        assert page.locator("#panel-name").inner_text() in drawn


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tools_keep_to_one_line(open_map: Opener, language: str) -> None:
    page = open_map(sample(), f"#l={language}").page
    for width in (1280, 1366, 1440, 1536, 1680, 1920, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        tops = page.evaluate(
            "[...document.querySelectorAll('.tools button, .tools select, #search')].map((e) => e.getBoundingClientRect())"
            ".filter((r) => r.width).map((r) => r.top + r.height / 2)"
        )
        assert max(tops) - min(tops) < 10, width


def test_on_a_laptop_the_heading_takes_two_lines(open_map: Opener) -> None:
    """A third line is taken from the map; words among the figures take two lines rather than the room of the heading."""
    figures = ("Stakeholders", "Influence covered", "Supportive reach", "Hostile", "Unknown", "Key people uncovered")
    kpis = [MapKpi(Text("数", name), Text.of("100%")) for name in figures]
    kpis.append(MapKpi(Text("倾向", "Decision lean"), Text("所知不足", "insufficient knowledge")))
    deal = MapOpportunity("新系统", "New transport management system", 2_400_000, "EUR", "2027-02-28")
    page = open_map(replace(sample(), opportunity=deal, removed_needs=0, kpis=tuple(kpis)), "#l=en").page
    rows = "() => new Set([...document.querySelectorAll('.who .parts span')].map((e) => e.offsetTop)).size"
    assert page.evaluate(rows) == 1
    assert page.locator("#classification").inner_text() == "CONFIDENTIAL\ninternal edition"
    assert violations(page) == []


#: Draw once more and note every text in bold letters on a card, with their size.
BOLD = NAMES.replace(
    'this.textAlign === "center" && this.textBaseline === "top"',
    'this.font.startsWith("bold") || this.font.startsWith("700")',
)


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize(
    "name",
    ["Maximilian Schwarzenburg", "Anne-Sophie Llewellyn-Wu", "Konstantinopolitanskaja", "欧阳诸葛司马上官东方西门"],
)
def test_names_of_24_characters_are_whole_and_of_one_size(open_map: Opener, name: str, size: tuple[int, int]) -> None:
    model = crowd(60)
    model = replace(model, people=tuple(replace(p, name=name) for p in model.people))
    page = open_map(model, "#l=en", size=size, reduced_motion="reduce").page
    drawn = page.evaluate(BOLD)
    whole = "".join(name.split())
    names = ["".join(text.split()) for text, *_ in drawn]
    assert not [text for text in names if "…" in text]
    assert "".join(names).count(whole) >= 60
    letters = {
        round(bottom - top, 1) for text, _, top, _, bottom in drawn if "".join(text.split()) in whole and len(text) > 2
    }
    assert len(letters) == 1
    assert min(letters) >= 8


#: The same of everything that is written beside a name, and of names.
WRITTEN = NAMES.replace(
    'this.textAlign === "center" && this.textBaseline === "top"', 'this.textBaseline === "alphabetic" && text'
)


@pytest.mark.parametrize("people", [13, 36])
def test_whatever_a_card_says_can_be_read_on_a_laptop(open_map: Opener, people: int) -> None:
    model = crowd(people)
    long = "Head of enterprise architecture and master data"
    named = tuple(replace(p, title_en=long) if k % 2 else p for k, p in enumerate(model.people))
    drawn = open_map(replace(model, people=named), "#l=en", reduced_motion="reduce").page.evaluate(WRITTEN)
    assert min(bottom - top for _, _, top, _, bottom in drawn) > 9.99
    assert {f"Post {k}" for k in range(0, people, 2)} <= {text for text, *_ in drawn}
    if people == 36:
        said = [text for text, *_ in drawn]
        assert not [text for text in said if "…" in text], "a title is whole, or in the panel"
        units = [p.unit_en for p in named[1::2]]
        assert {unit: said.count(unit) >= units.count(unit) for unit in units} == dict.fromkeys(units, True)


def test_many_notes_open_on_demand_and_leave_the_map_its_room(open_map: Opener) -> None:
    notes = tuple(Text(f"说明{k}:" + "很长" * 40, f"note {k}: " + "very long " * 20) for k in range(9))
    seen = open_map(replace(crowd(13), texts=notes), "#l=en")
    page = seen.page
    before = page.locator("#map").bounding_box()
    assert before
    assert before["height"] > 500
    assert page.get_by_text("note 1:").is_visible()
    assert not page.get_by_text("note 8:").is_visible()
    page.locator(".foot summary").click()
    assert page.get_by_text("note 8:").is_visible()
    assert violations(seen.page) == []


DASHES = """
async () => {TIMERS
  const drawn = [];
  const set = CanvasRenderingContext2D.prototype.setLineDash;
  CanvasRenderingContext2D.prototype.setLineDash = function (parts) {
    if (parts.length) drawn.push(parts[0] * this.getTransform().a);
    return set.call(this, parts);
  };
  document.getElementById("zoom-fit").click();
  await pictures();
  const moving = drawn.splice(0).length;
  release();
  await pictures();
  CanvasRenderingContext2D.prototype.setLineDash = set;
  return [moving, drawn.length, Math.max(...drawn)];
}
""".replace("TIMERS", TIMERS)


def test_derived_lines_are_dashed_however_small_the_map_is_shown_once_it_stands_still(open_map: Opener) -> None:
    model = crowd(600)
    edges = (replace(e, derived=e.kind is LineKind.INFLUENCES) for e in model.edges)
    people = (replace(p, flags=frozenset({"key_person"})) for p in model.people)
    page = open_map(
        replace(model, people=tuple(people), edges=tuple(edges)), size=(1366, 768), reduced_motion="reduce"
    ).page
    drawn(page, 400)
    moving, still, longest = page.evaluate(DASHES)
    assert moving < 50 < still, "while it moves, lines are drawn through"
    assert longest >= 5


#: Draw once more and note how strong every arrow head of influence is.
HEADS = """
async () => {
  const drawn = [];
  const fill = CanvasRenderingContext2D.prototype.fill;
  CanvasRenderingContext2D.prototype.fill = function (...given) {
    if (this.fillStyle === "#14776d" && this.fillStyle === this.strokeStyle) drawn.push(this.globalAlpha);
    return fill.apply(this, given);
  };
  document.getElementById("zoom-fit").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  CanvasRenderingContext2D.prototype.fill = fill;
  return drawn;
}
"""


@pytest.mark.parametrize(("people", "crowded"), [(36, False), (60, True)])
def test_in_a_crowd_the_strongest_lines_stand_out_and_whoever_is_chosen_has_all_of_theirs(
    open_map: Opener, people: int, crowded: bool
) -> None:
    model = crowd(people)
    page = open_map(model, "#l=en", size=(1920, 1080), reduced_motion="reduce").page
    drawn(page, 100)
    heads = page.evaluate(HEADS)
    ties = sum(e.kind is LineKind.INFLUENCES for e in model.edges)
    frames = round(len(heads) / ties)
    assert len(heads) == frames * ties, "every line is drawn"
    clear = sum(alpha > 0.4 for alpha in heads) / frames
    assert clear == (40 if crowded else ties)
    assert ("Weaker" in page.locator("#legend").inner_text()) == crowded
    page.evaluate("location.hash = '#s=5&l=en'")
    page.wait_for_selector("#person-5[aria-selected=true]", state="attached")
    own = sum(e.kind is LineKind.INFLUENCES and "c0005" in (e.source, e.target) for e in model.edges)
    heads = page.evaluate(HEADS)
    assert sum(alpha > 0.4 for alpha in heads) / len(heads) * ties >= own


#: Draw once more and note where every line of influence ends, in units of the map.
ENDS = """
async () => {
  const on = CanvasRenderingContext2D.prototype, own = { lineTo: on.lineTo, stroke: on.stroke, fillRect: on.fillRect };
  const sheet = document.querySelector("#map canvas");
  let [ends, to] = [[], null];
  on.fillRect = function (x, y, w, h) {
    if (h * this.getTransform().d > sheet.height * 0.9) ends = []; // the ground: a picture begins
    return own.fillRect.apply(this, arguments);
  };
  on.lineTo = function (x, y) { to = [x, y]; return own.lineTo.call(this, x, y); };
  on.stroke = function () {
    if (to && this.canvas === sheet && this.strokeStyle === "#14776d") ends.push(to);
    to = null;
    return own.stroke.apply(this, arguments);
  };
  document.getElementById("BUTTON").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => setTimeout(done, 400)); // it moves until then
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  Object.assign(on, own);
  return ends;
}
"""


def test_of_thousands_of_lines_those_to_whoever_is_named_stand_out_and_others_come_as_one_enlarges(
    open_map: Opener,
) -> None:
    """The strongest of all joined people who move nothing, across the dots and over a mesh of the others."""
    model = crowd(900)
    spots = people_layout(model).views[0].at
    page = open_map(model, "#l=en", size=(1366, 768), reduced_motion="reduce").page
    ends = page.evaluate(ENDS.replace("BUTTON", "zoom-fit"))
    moving = [(e.source, e.target) for e in model.edges if e.kind is LineKind.INFLUENCES]
    named = set(foremost(model))
    before = {source for source, target in moving if target in named}
    assert len(ends) == sum(target in before | named for _, target in moving) < FOREGROUND_OF_DOTS
    reached = [min(spots, key=lambda who: math.dist(spots[who], end)) for end in ends]
    for decider in named:
        assert reached.count(decider) == sum(target == decider for _, target in moving), "all of theirs"
    assert "Others (enlarge" in page.locator("#legend").inner_text()
    for _ in range(3):
        ends = page.evaluate(ENDS.replace("BUTTON", "zoom-in"))
    assert len(ends) > FOREGROUND_OF_DOTS
    page.evaluate("location.hash = '#s=7&l=en'")
    page.wait_for_selector("#person-7[aria-selected=true]", state="attached")
    ends = page.evaluate(ENDS.replace("BUTTON", "zoom-fit"))
    own = sum(e.kind is LineKind.INFLUENCES and "c0007" in (e.source, e.target) for e in model.edges)
    assert len(ends) == own, "of whoever is chosen nothing but what is theirs"


#: Draw once more and note every text on the map with the size of its letters on the screen.
LETTERS = NAMES.replace('if (this.textAlign === "center" && this.textBaseline === "top")', 'if (text !== "?")')


@pytest.mark.parametrize("kind", ["influence", "ecosystem", "change"])
def test_marks_on_lines_and_cards_can_be_read_on_a_laptop(open_map: Opener, kind: str) -> None:
    """Signs of support are pictures; all else is letters: numbers of steps, strengths, what organisations are to each other."""
    drawn = open_map(sample(kind), "#l=en&p=0", reduced_motion="reduce").page.evaluate(
        LETTERS.replace("at(x + half, y + size)", "at(x + half, y + size), size * m.a")
    )
    assert len(drawn) > 20
    least, text = min((size, text) for text, *_, size in drawn)
    assert least > 9.9, text


@pytest.mark.parametrize("beside", [False, True])
def test_on_a_phone_one_begins_with_whoever_stands_at_the_top(open_map: Opener, beside: bool) -> None:
    """The map is larger than the screen: its middle need not have anybody in it who matters, nor need whoever is outside the customer."""
    model = crowd(30)
    top = replace(model.people[0], name="Topmost")
    below = tuple(e for e in model.edges if e.kind is LineKind.REPORTS_TO and e.source == "c0001")
    people = (top, *model.people[1:])
    if beside:
        people = (replace(top, id="a", name="x", org="Adviser", org_category="third_party", outside=True), *people)
    corner = replace(model, people=people, edges=below)
    page = open_map(corner, "#l=en", size=(390, 844), reduced_motion="reduce").page
    begins = [(left + right) / 2 for text, left, _, right, _ in page.evaluate(LETTERS) if text == "Topmost"]
    assert begins
    assert all(0 < x < 390 - CARD[0] / 2 for x in begins)
    assert not beside or max(abs(x - 195) for x in begins) < 40, "in the middle"
    assert page.evaluate(ABOVE_CARDS) < 50, "buttons that zoom lie above the cards"
    assert page.evaluate(WHOLE_CHOICE), "the choice of departments is not cut"


#: How far below the upper edge of the stage the buttons that zoom end, and whether the choice of departments is as wide as it asks for.
ABOVE_CARDS = """() => {
  const [below, above] = [".zoom", "#stage"].map((one) => document.querySelector(one).getBoundingClientRect());
  return below.bottom - above.top;
}"""
WHOLE_CHOICE = """() => {
  const choice = document.getElementById("department"), wide = choice.offsetWidth;
  choice.style.maxWidth = "none";
  return wide === choice.offsetWidth;
}"""


#: Keep the scale in which the map is drawn last.
KEEP = """
  const set = CanvasRenderingContext2D.prototype.setTransform;
  CanvasRenderingContext2D.prototype.setTransform = function (a) { window.drawn = a || window.drawn; return set.apply(this, arguments); };
"""
#: The same of a page that is open already.
SCALE = f"() => {{ {KEEP} document.getElementById('zoom-fit').click(); }}"


@pytest.mark.parametrize(("people", "many"), [(36, 5), (55, 55)])
def test_people_in_the_list_of_gaps_stay_as_large_as_they_were(open_map: Opener, people: int, many: int) -> None:
    """The list takes a fifth of the stage; were the whole map fitted into the rest, cards would be 27 % smaller.

    Where gaps are everywhere, names of ranks give way before cards are too small to be read.
    """
    model = crowd(people)
    grades = sorted(model.people, key=lambda p: -p.grade)
    gaps = tuple(MapGap(p.id, 0.1, Text("空白", "gap")) for p in grades[:many])
    seen = open_map(replace(model, gaps=gaps), "#l=en", size=(1366, 768), reduced_motion="reduce")
    page = seen.page
    page.evaluate(SCALE)
    drawn(page, 200)
    before = page.evaluate("window.drawn")
    page.click("#gaps")
    page.wait_for_selector("#panel ol.gaps")
    drawn(page, 300)
    assert page.locator("#panel").bounding_box()["width"] <= 270  # type: ignore[index]
    least = 0.85 if many < people else 0.78
    beside = page.evaluate("window.drawn")
    assert beside >= least * before
    assert beside * CARD[0] >= 90
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    drawn(page, 300)
    assert page.evaluate("window.drawn") == pytest.approx(before)
    page.add_init_script(KEEP)
    for link, scale in (("#g=1&l=en", beside), ("#s=3&l=en", before)):
        seen.go(link)
        drawn(page, 300)
        assert page.evaluate("window.drawn") == pytest.approx(scale), "a link shows what the click did"


def test_the_button_that_leaves_a_presentation_lies_on_no_card(open_map: Opener) -> None:
    """Where a story is told it stands in its line, below the map; else with the buttons that zoom, whose column is kept free of cards."""
    page = open_map(crowd(36), "#l=en", size=(1366, 768), reduced_motion="reduce").page
    edges = (
        "(name) => [document.querySelector(name).getBoundingClientRect()].flatMap((r) => [r.x, r.y, r.right, r.bottom])"
    )
    page.click("#present")
    (_, top, _, bottom), (_, above, _, below) = (page.evaluate(edges, name) for name in ("#present-exit", "#story"))
    assert above <= top < bottom <= below
    page.keyboard.press("Enter")
    assert page.locator("#present-exit").is_hidden()
    assert page.evaluate("document.activeElement.id") == "present"
    page.click("#gaps")
    page.click("#present")
    assert page.locator("#story").is_hidden()
    (left, _, right, bottom), zoom = (page.evaluate(edges, name) for name in ("#present-exit", ".zoom"))
    assert (left, right) == pytest.approx((zoom[0], zoom[2]), abs=1)
    assert bottom < zoom[1]


@pytest.mark.parametrize("people", [13, 36, 210])
def test_on_paper_a_map_fills_the_sheet_and_the_screen_stays_as_it_was(open_map: Opener, people: int) -> None:
    """A sheet of paper across is 1.41 times as wide as high; a map is made for screens, of which it has the proportions."""
    page = open_map(crowd(people), "#l=en", size=(1366, 768), reduced_motion="reduce").page
    page.evaluate(SCALE)
    drawn(page, 200)
    before = page.evaluate("[window.drawn, document.querySelector('#map canvas').toDataURL()]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    wide, high = page.evaluate(
        "document.querySelector('#paper svg').getAttribute('viewBox').split(' ').slice(2).map(Number)"
    )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    drawn(page, 300)
    assert 0.64 <= high / wide <= 0.7
    assert page.evaluate("[window.drawn, document.querySelector('#map canvas').toDataURL()]") == before


#: Draw once more and note the height of every sign of an unknown attitude on the screen.
UNKNOWN = NAMES.replace('this.textAlign === "center" && this.textBaseline === "top"', 'text === "?"')


@pytest.mark.parametrize("people", [13, 36])
def test_the_sign_of_an_unknown_attitude_can_be_read(open_map: Opener, people: int) -> None:
    model = crowd(people)
    model = replace(model, people=tuple(replace(p, support=None) for p in model.people))
    page = open_map(model, "#l=en", size=(1366, 768), reduced_motion="reduce").page
    heights = {round(bottom - top, 1) for _, _, top, _, bottom in page.evaluate(UNKNOWN)}
    assert min(heights) >= 9.5


#: Count how often what is seen is drawn.
COUNTED = """
window.drawn = 0;
const set = CanvasRenderingContext2D.prototype.setTransform;
CanvasRenderingContext2D.prototype.setTransform = function (...m) { window.drawn += this.canvas.isConnected; return set.apply(this, m); };
"""
SETTLED = "async () => { for (let i = 0; i < 5; i++) await new Promise((done) => requestAnimationFrame(done)); return window.drawn; }"


def test_a_map_is_drawn_once_until_somebody_does_something_and_not_behind_its_table(open_map: Opener) -> None:
    """Every drawing more is a tenth of a second before a large map answers."""
    seen = open_map(crowd(210), size=(1366, 768))
    seen.page.add_init_script(COUNTED)
    for address, times in (("", 1), ("#t=1", 0)):
        assert seen.go(address).page.evaluate(SETTLED) == times, address


def test_a_panel_that_takes_room_from_the_map_does_not_have_it_drawn_twice(open_map: Opener) -> None:
    """The picture that the panel comes with fits into the room beside it; no other has to follow."""
    seen = open_map(crowd(36), size=(1366, 768))
    seen.page.add_init_script(COUNTED)
    page = seen.go("").page
    wide = page.locator("#map").bounding_box()
    before = page.evaluate(SETTLED)
    page.locator("#gaps").click()
    assert page.evaluate(SETTLED) - before == 1
    assert wide != page.locator("#map").bounding_box()


#: Draw once more and note what says how many stand below somebody: [text, x, y on the screen, y on the map, height on the map].
MORE = """
async () => {
  const found = [];
  const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const m = this.getTransform();
    if (/^[+][0-9]+$/.test(text)) found.push([text, m.a * x + m.e, m.d * y + m.f, y, Number.parseFloat(/([0-9.]+)px/.exec(this.font)[1])]);
    return draw.apply(this, arguments);
  };
  document.getElementById("zoom-fit").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  CanvasRenderingContext2D.prototype.fillText = draw;
  return found;
}
"""


def test_how_many_stand_below_somebody_hides_nothing_of_a_card_and_opens_them(open_map: Opener) -> None:
    model = crowd(62)
    view = people_layout(model).views[0]
    page = open_map(model, size=(1366, 768), reduced_motion="reduce").page
    below = page.evaluate(MORE)
    assert sorted(text for text, *_ in below) == sorted(f"+{n}" for n in view.more.values())
    ends = [view.at[who][1] + CARD[1] / 2 for who in view.more]
    for text, _, _, y, letters in below:
        assert min(abs(y - letters / 2 - 1 - end) for end in ends if y > end) < letters, text
        assert not any(y - letters / 2 < end <= y for end in ends), text
    _, x, y, *_ = below[0]
    page.locator("#map").click(position={"x": x, "y": y})
    until(page, "location.hash.includes('v=')")


#: Draw once more and note the names below the dots.
COLUMNS = _NAMES.replace("BUTTON", '"theme"').replace(
    'this.textBaseline === "top"', 'this.textBaseline === "alphabetic"'
)


def test_the_name_of_a_department_leads_to_its_people(open_map: Opener) -> None:
    """It stands below its dots, or at the lower edge where they reach beyond it; pressed again, all are shown."""
    page = open_map(crowd(900), "#l=zh", size=(1366, 768), reduced_motion="reduce").page
    units = set(page.locator("#department option").all_inner_texts()[1:])
    box = page.locator("#map").bounding_box()
    assert box
    for step in (0, 3):
        for _ in range(step):
            page.click("#zoom-in")
        names = page.evaluate(COLUMNS)
        assert names
        assert {name for name, *_ in names} <= units
        assert all(a[3] <= b[1] for a, b in itertools.pairwise(names)), "they stand side by side"
        seen = [one for one in names if one[1] > 0 and one[3] < box["width"] - 70 and one[4] < box["height"] + 8]
        name, left, top, right, _ = seen[0]
        for unit in (name, ""):
            page.mouse.click(box["x"] + (left + right) / 2, box["y"] + top - 3)
            assert page.locator("#department").input_value() == unit
    assert violations(page) == []


def test_of_a_crowd_of_changes_the_weightiest_stand_out_and_each_department_is_counted(open_map: Opener) -> None:
    """Two thousand green lines over as many grey ones told nothing; nor does a legend of what did not happen."""
    model = crowd(300, "change")
    moving = [e for e in model.edges if e.kind is LineKind.INFLUENCES][:200]
    told = Text("新", "new")
    added = [MapChange((e.source, e.target), "added", told, line=(e.source, e.target)) for e in moving]
    # What was denied by its only report is a new line, though the report has another level.
    added[0] = replace(added[0], kind="level", became="came")
    person = MapChange((model.people[9].id,), "support", told)
    # Between two whose influence is drawn: no reporting line of theirs is, so that none is drawn, counted or explained as gone.
    ends = (moving[0].source, moving[0].target)
    undrawn = MapChange(ends, "removed", told, line=ends, sort=LineKind.REPORTS_TO)
    page = open_map(
        replace(model, changes=MapChanges("2026-01-01", (*added, person, undrawn), ())),
        "#l=en",
        reduced_motion="reduce",
    ).page
    legend = page.locator("#legend").inner_text()
    assert all(word in legend for word in ("+ New", "Weaker", "Changed person"))
    assert not any(word in legend for word in ("Gone", "Other level", "As before"))
    buttons = {b.get_attribute("data-line") for b in page.locator("[data-line]").all()}
    assert buttons == {str(e.kind) for e in model.edges} & {"reports_to", "influences", "conflicts"}, (
        "each switches something off"
    )
    drawn = [
        text for text, *_ in page.evaluate(COLUMNS.replace('this.textAlign === "center"', 'this.textAlign === "left"'))
    ]
    unit = {p.id: p.unit for p in model.people}
    for name in set(unit.values()):
        lines = {(e.source, e.target) for e in moving if name in (unit[e.source], unit[e.target])}
        assert f"+{len(lines)}" in drawn, name
    assert not [text for text in drawn if text.startswith(("−", "±"))]
    assert [text for text in drawn if text.startswith("○")] == ["○1"]
    page.locator("#mirror [role=treeitem]").first.focus()
    assert violations(page) == []


def test_of_thousands_of_changes_those_to_whoever_is_named_stand_out(open_map: Opener) -> None:
    model = crowd(900, "change")
    moving = [(e.source, e.target) for e in model.edges if e.kind is LineKind.INFLUENCES]
    added = tuple(MapChange(ends, "added", Text("新", "new"), line=ends) for ends in moving)
    page = open_map(
        replace(model, changes=MapChanges("2026-01-01", added, ())), "#c=light", reduced_motion="reduce"
    ).page
    ends = page.evaluate(ENDS.replace("BUTTON", "zoom-fit").replace("#14776d", palette()["light"]["good"].lower()))
    named = set(foremost(model))
    before = {source for source, target in moving if target in named}
    assert len(ends) == sum(target in before | named for _, target in set(moving))


def test_of_many_changes_of_one_person_the_table_shows_the_first_a_line_each(open_map: Opener) -> None:
    """A row with a dozen of them was half as high as the screen."""
    model = crowd(13, "change")
    first = model.people[0].id
    added = [MapChange((first,), "support", Text(f"变化{n}。", f"change {n}.")) for n in range(12)]
    page = open_map(replace(model, changes=MapChanges("2026-01-01", tuple(added), ())), "#l=en&t=1").page
    cell = page.locator("#table-box td.changes").filter(has_text="change 0")
    assert cell.inner_text().split("\n") == [*(f"change {n}." for n in range(4)), "8 more changes"]
    assert violations(page) == []
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    across = [
        page.locator(f"#paper {part}").first.evaluate("(node) => node.offsetWidth") for part in ("td.changes", "table")
    ]
    assert across[0] > 0.3 * across[1], "on paper all stand there: in a narrow column a dozen people took six pages"


#: So many of the arrow heads that are drawn, triangles, all or those of a colour, have their middle under the plate of a name or label.
ARROWS_UNDER_NAMES = """
async (colour) => {
  const [points, plates] = [[], []];
  const on = CanvasRenderingContext2D.prototype;
  const own = Object.fromEntries(["beginPath", "moveTo", "lineTo", "roundRect", "fill"].map((name) => [name, on[name]]));
  const at = (ctx, x, y) => { const m = ctx.getTransform(); return [m.a * x + m.e, m.d * y + m.f]; };
  let path = [];
  on.beginPath = function () { path = []; return own.beginPath.call(this); };
  on.moveTo = function (x, y) { path.push(at(this, x, y)); return own.moveTo.call(this, x, y); };
  on.lineTo = function (x, y) { path.push(at(this, x, y)); return own.lineTo.call(this, x, y); };
  const middle = () => [0, 1].map((i) => path.reduce((sum, corner) => sum + corner[i] / 3, 0));
  const meant = (ctx) => path.length === 3 && (!colour || ctx.fillStyle === colour);
  on.fill = function () { if (meant(this)) points.push(middle()); return own.fill.call(this); };
  on.roundRect = function (x, y, w, h, r) {
    plates.push([...at(this, x, y), ...at(this, x + w, y + h)]);
    return own.roundRect.call(this, x, y, w, h, r);
  };
  document.getElementById("zoom-fit").click();
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  Object.assign(on, own);
  if (points.length < (colour ? 1 : 4) || !plates.length) throw new Error("not all is drawn");
  return points.filter(([x, y]) => plates.some(([a, b, c, d]) => a < x && x < c && b < y && y < d)).length;
}
"""


def test_a_name_hides_no_arrow_where_there_is_a_place_without_one(open_map: Opener) -> None:
    rng = random.Random(6)
    model = crowd(11, kind="network")
    people = tuple(replace(p, community=i % 2, rank=i + 1) for i, p in enumerate(model.people))
    pairs = sorted({tuple(rng.sample([p.id for p in people], 2)) for _ in range(24)})
    edges = tuple(MapEdge(LineKind.CONTACTS, a, b, weight=0.5, count=1.0) for a, b in pairs)
    page = open_map(replace(model, people=people, edges=edges), reduced_motion="reduce").page
    assert page.evaluate(ARROWS_UNDER_NAMES) == 0


def test_a_label_of_a_hidden_path_hides_none_of_its_arrows(open_map: Opener, tmp_path: Path) -> None:
    """Of a step between neighbours the strength stood on the head of the arrow of another."""
    (file,) = workspace().map(
        "influence", tmp_path / "m.html", account="HY", as_of=AS_OF, edition="internal", lang="en"
    )
    page = open_map(file.read_text(encoding="utf-8"), "#l=en&c=light", reduced_motion="reduce").page
    paths = len(json.loads(page.inner_text("#data"))["map"]["paths"])
    hidden = []
    for path in range(paths):
        page.evaluate("hash => { location.hash = hash; }", f"p={path}&l=en&c=light")
        page.wait_for_timeout(60)
        hidden.append(page.evaluate(ARROWS_UNDER_NAMES, palette()["light"]["path"].lower()))
    assert hidden == [0] * paths
    assert paths > 1


#: The SVG that the page saves.
SAVED = """
async () => {
  const { createObjectURL } = URL, found = [];
  URL.createObjectURL = (blob) => { found.push(blob); return createObjectURL.call(URL, blob); };
  document.getElementById("svg").click();
  URL.createObjectURL = createObjectURL;
  return await found[0].text();
}
"""


def test_no_name_is_cut_at_the_edge_and_a_network_lies_along_the_longer_side(open_map: Opener) -> None:
    """Of 36 people on a phone every eighth name was cut: what was fitted into the screen were dots."""
    model = crowd(36, kind="network")
    people = tuple(
        replace(p, community=i % 5, rank=i + 1, name=f"{GIVEN[i % 5]} {FAMILY[i % 7]}")
        for i, p in enumerate(model.people)
    )
    edges = tuple(
        MapEdge(LineKind.CONTACTS, a.id, people[(i + step) % 36].id, weight=0.5, count=1.0)
        for i, a in enumerate(people)
        for step in (5, 1, 15)
    )
    page = open_map(
        replace(model, people=people, edges=edges), size=(390, 844), reduced_motion="reduce", color_scheme="dark"
    ).page
    files = set()
    for width, height in ((390, 844), (1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        until(page, f"document.querySelector('canvas.sheet').width === {width}")
        names = page.evaluate(NAMES)
        map_width, map_height = page.evaluate(
            "(() => { const { clientWidth: w, clientHeight: h } = document.querySelector('canvas.sheet'); return [w, h]; })()"
        )
        assert len(names) > 40
        assert min(name[1] for name in names) >= 0
        assert max(name[3] for name in names) <= map_width
        assert min(name[2] for name in names) >= 0
        assert max(name[4] for name in names) <= map_height
        assert max(name[4] for name in names) - min(name[2] for name in names) > 0.8 * map_height
        files.add(page.evaluate(SAVED))
        page.evaluate("['beforeprint', 'afterprint'].forEach((what) => window.dispatchEvent(new Event(what)))")
    assert len(files) == 1, "a file is the map of a wide screen, also when it is saved from a phone"


def test_ties_between_communities_are_one_until_somebody_enlarges_or_points(open_map: Opener) -> None:
    """Thousands of lines between communities are a grey mesh in which nothing is seen."""
    model = crowd(400, kind="network")
    people = tuple(replace(p, community=i % 5, rank=i + 1) for i, p in enumerate(model.people))
    ids = [p.id for p in people]
    edges = tuple(
        MapEdge(LineKind.CONTACTS, a, ids[(i + step) % 400], weight=0.5, count=1.0, mutual=True)
        for i, a in enumerate(ids)
        for step in (1, 2, 3, 5)
    )
    page = open_map(replace(model, people=people, edges=edges), size=(1920, 1080), reduced_motion="reduce").page
    assert page.locator("#legend").get_by_text("All ties between two communities").count()
    saved = page.evaluate(SAVED)
    whole, *moving, still = page.evaluate(
        STROKES, ["zoom-fit", "zoom-in", "zoom-in", "zoom-in", "zoom-fit", "wheel", "wheel", "wheel"]
    )
    assert 800 < whole < 900, "those within a community are drawn, and dots"
    assert moving[3] == whole
    assert max(moving) <= whole, "while it moves, thousands of lines are not drawn at every step"
    assert still > 1600
    assert page.evaluate(SAVED) == saved, "what is enlarged on the screen is whole in a file"


def test_a_table_of_many_people_shows_a_screen_first_and_then_everybody(open_map: Opener) -> None:
    model = crowd(90)
    page = open_map(model, "#t=1").page
    rows = page.locator("#table-box tbody tr")
    until(page, "document.querySelectorAll('#table-box tbody tr').length > 60")
    assert sorted(rows.locator("th").all_inner_texts()) == sorted(p.name_en or p.name for p in model.people)


#: Draw once more and note every label of a line: [left, top, right, bottom] in units of the map.
LABELS = """
async () => {
  const found = [], draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (/^[1-5][/]5$/.test(text)) {
      const size = Number.parseFloat(/([0-9.]+)px/.exec(this.font)[1]), w = this.measureText(text).width + size * 1.15, h = size * 1.55;
      found.push([x - w / 2, y - h / 2, x + w / 2, y + h / 2].map(Math.round).join());
    }
    return draw.apply(this, arguments);
  };
  document.getElementById("zoom-fit").click();
  await new Promise((done) => setTimeout(done, 400)); // it moves until then
  for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
  CanvasRenderingContext2D.prototype.fillText = draw;
  return [...new Set(found)].map((box) => box.split(",").map(Number));
}
"""


@pytest.mark.parametrize(("many", "labels"), [(8, 8), (50, 12), (900, 12)])
def test_of_many_lines_of_one_person_the_strongest_have_a_label_where_it_hides_nothing(
    open_map: Opener, many: int, labels: int
) -> None:
    """A decider whom sixty people move had sixty labels, on lines, cards and one another."""
    model = crowd(many + 1)
    kept = [e for e in model.edges if e.kind is LineKind.REPORTS_TO]
    moved = [
        MapEdge(LineKind.INFLUENCES, p.id, "c0000", level=1 + i % 5, weight=(1 + i % 5) / 10)
        for i, p in enumerate(model.people[1:])
    ]
    page = open_map(replace(model, edges=(*kept, *moved)), "#s=0&l=en", reduced_motion="reduce").page
    boxes = page.evaluate(LABELS)
    assert len(boxes) == labels
    for one, other in itertools.combinations(boxes, 2):
        assert not (one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1)


#: How far each strength of a hop is from the nearest line, on paper.
OFF_THE_LINE = """() => {
  window.dispatchEvent(new Event("beforeprint"));
  const svg = document.querySelector("#paper svg");
  const lines = [...svg.querySelectorAll("path")].filter((p) => p.getAttribute("fill") === "none" && !/Z$/.test(p.getAttribute("d")));
  const along = (p) => [...Array(201).keys()].map((k) => p.getPointAtLength((k / 200) * p.getTotalLength()));
  const points = lines.flatMap((p) => along(p).map((point) => point.matrixTransform(p.getScreenCTM())));
  const size = (t) => Number(t.getAttribute("font-size"));
  const said = [...svg.querySelectorAll("g[clip-path] text")].filter((t) => /^\\d+%$/.test(t.textContent));
  return said.filter((t) => size(t) === Math.max(...said.map(size))).map((t) => t.getBoundingClientRect())
    .map((r) => Math.min(...points.map((p) => Math.hypot(p.x - (r.left + r.right) / 2, p.y - (r.top + r.bottom) / 2))));
}"""


def test_on_paper_strengths_stand_on_their_lines(open_map: Opener) -> None:
    """Rows stand further apart on a sheet than on a screen: the strengths of a second route stayed behind, alone on the ground."""
    situation = golden_situation()
    model = route_model(situation, draw(situation, draws=20), "route", Edition.INTERNAL, MapAsked({"to": "c1"}))
    page = open_map(model, "#l=en").page
    page.emulate_media(media="print")
    off = page.evaluate(OFF_THE_LINE)
    assert len(off) == len(model.edges)
    assert max(off) < 20


def test_one_after_the_other_the_keyboard_comes_to_everybody(open_map: Opener) -> None:
    """Of dots some are nearest to nobody in any direction, and arrow keys never came to them."""
    page = open_map(sample("network"), "#l=en").page
    page.locator("#mirror [role=treeitem]").first.focus()
    everybody = page.locator("#mirror [role=treeitem]").count()
    seen = [page.evaluate("document.activeElement.id")]
    for _ in range(everybody):
        page.keyboard.press("PageDown")
        seen.append(page.evaluate("document.activeElement.id"))
    assert len({*seen}) == everybody
    assert seen[-1] == seen[-2], "at the end it stays"
    page.keyboard.press("PageUp")
    assert page.evaluate("document.activeElement.id") == seen[-3]

"""Cards moved by hand, in Chromium: by pointer and by keyboard, told, undone, saved, and drawn again where they were put."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphcrm.edition import Edition
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Slots, View
from graphcrm.maps.page import render
from graphcrm.maps.pins import Pinned, with_pins
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.pins import MapPins
from tests.browser.axe import violations
from tests.browser.conftest import Opener, Watched
from tests.browser.waiting import drawn, until
from tests.maps.crowd import crowd
from tests.maps.sample import sample

pytestmark = pytest.mark.browser


def free(model: MapModel) -> MapModel:
    return replace(model, pins=MapPins("HY", {}))


def saved(seen: Watched, folder: Path) -> Path:
    with seen.page.expect_download() as download:
        seen.page.locator("#pin-save").click()
    assert download.value.suggested_filename.endswith(".pins.json")
    download.value.save_as(file := folder / "some.pins.json")
    return file


def numbers(model: MapModel) -> dict[str, int]:
    return {p: n for n, p in enumerate(sorted(p.id for p in model.people))}


def cells(view: View) -> Mapping[str, tuple[int, int]]:
    slots = view.slots
    assert isinstance(slots, Slots)
    heights = [y for _, y in slots.lines]
    return {i: (heights.index(y), slots.columns.index(x)) for i, (x, y) in view.at.items()}


def neighbours(view: View, grade: int) -> tuple[str, str]:
    """Two of a rank side by side."""
    assert view.slots
    who = {cell: i for i, cell in cells(view).items()}
    ranks = view.slots.lines
    return next((i, who[r, c + 1]) for (r, c), i in sorted(who.items()) if ranks[r][0] == grade and (r, c + 1) in who)


def screen(seen: Watched, view: View, spot: tuple[float, float]) -> tuple[float, float]:
    """Where a place of the map is on the screen: the whole map fits, centred between the names of the ranks and the buttons."""
    found: Any = seen.page.evaluate("() => document.getElementById('map').getBoundingClientRect().toJSON()")
    xs = [x for x, _ in view.at.values()]
    ys = [y for _, y in view.at.values()]
    for r in view.regions:
        xs += [r.left + 84, r.right - 84]
        ys += [r.top + 33, r.bottom - 33]
    left, right = min(xs) - 84, max(xs) + 84
    top, bottom = min(ys) - 33, max(ys) + 33
    for points in view.lines.values():
        left, right = min(left, *(x for x, _ in points)), max(right, *(x for x, _ in points))
        top, bottom = min(top, *(y for _, y in points)), max(bottom, *(y for _, y in points))
    left, top, right, bottom = left - 8, top - 10, right + 8, bottom + 12
    names, zoom = min(84, max(75, found["width"] * 0.055)), 56
    scale = min((found["width"] - names - zoom - 8) / (right - left), (found["height"] - 8) / (bottom - top), 2)
    middle = (left + right) / 2 - (names - zoom) / 2 / scale, (top + bottom) / 2
    return (
        found["left"] + found["width"] / 2 + (spot[0] - middle[0]) * scale,
        found["top"] + found["height"] / 2 + (spot[1] - middle[1]) * scale,
    )


def drag(seen: Watched, start: tuple[float, float], end: tuple[float, float], drop: bool = True) -> None:
    mouse = seen.page.mouse
    mouse.move(*start)
    mouse.down()
    mouse.move(*end, steps=4)
    if drop:
        mouse.up()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "{p}: Managers, line {l}, place {n}, changed places with {q}"),
        ("zh", "{p}：科室与项目第 {l} 行第 {n} 位，与{q}互换"),
    ],
)
def test_a_card_is_moved_by_keyboard_and_told(open_map: Opener, lang: str, said: str, tmp_path: Path) -> None:
    model = free(sample())
    view = people_layout(model).views[0]
    at, names = cells(view), {p.id: p.name_en or p.name if lang == "en" else p.name for p in model.people}
    one, other = neighbours(view, 2)
    line, column = at[other]
    assert view.slots
    first = next(n for n, (grade, _) in enumerate(view.slots.lines) if grade == 2)
    seen = open_map(model, f"#l={lang}")
    page = seen.page
    item = page.locator(f"#person-{numbers(model)[one]}")
    item.focus()
    page.keyboard.press("Shift+ArrowRight")
    told = page.locator("#live").text_content()
    assert told == said.format(p=names[one], q=names[other], l=line - first + 1, n=column + 1)
    assert page.evaluate("document.activeElement.id") == item.get_attribute("id")
    assert "2" in page.locator("#moved b").inner_text()
    assert violations(seen.page) == []
    pins = json.loads(saved(seen, tmp_path).read_text(encoding="utf-8"))
    assert (pins["kind"], pins["account"]) == ("influence", "HY")
    keys = MapPins("HY", {})
    assert {p["person"]: (p["lane"], p["line"], p["order"]) for p in pins["pins"]} == {
        keys.person(one): (2, line - first + 1, column + 1), keys.person(other): (2, line - first + 1, column),
    }  # fmt: skip
    # The last step back in the history of the page is the move.
    page.keyboard.press("Control+z")
    until(page, "document.getElementById('moved').hidden")


def test_at_the_edge_of_the_lane_nobody_moves(open_map: Opener) -> None:
    model = free(crowd(13))
    page = open_map(model, "#l=en").page
    page.locator(f"#person-{numbers(model)['c0000']}").press("Shift+ArrowUp")
    assert page.locator("#live").text_content() == "no further place in this lane"
    assert page.locator("#moved").is_hidden()


@pytest.mark.parametrize("model", [crowd(36), sample()], ids=["36", "sample"])
def test_what_was_dragged_and_saved_is_drawn_where_it_was_put(
    open_map: Opener, model: MapModel, tmp_path: Path
) -> None:
    model = free(model)
    seen = open_map(model, "#l=en", size=(1920, 1080))
    view = people_layout(model).views[0]
    at = cells(view)
    assert view.slots
    lanes = {i: view.slots.lines[line][0] for i, (line, _) in at.items()}
    inside = sorted(i for i in at if at[i][1] <= view.slots.areas[0][3])
    one = next(i for i in inside if sum(lanes[q] == lanes[i] for q in inside) > 2)
    other = next(q for q in reversed(inside) if lanes[q] == lanes[one] and q != one)
    drag(seen, screen(seen, view, view.at[one]), screen(seen, view, view.at[other]))
    assert "changed places with" in (seen.page.locator("#live").text_content() or "")
    file = saved(seen, tmp_path)
    kept = with_pins(model, "HY", Pinned(file), lambda _: None)
    again = people_layout(kept).views[0]
    expected = {**at, one: at[other], other: at[one]}
    assert cells(again) == expected
    assert again.slots
    assert again.slots.pinned == {one, other}
    assert render(kept) == render(kept)
    # Drawn again, the cards are known as pinned, and nothing is on its way.
    drawn = open_map(kept, "#l=en")
    assert drawn.page.locator("#moved").is_hidden()
    assert "Place chosen by hand" in (drawn.page.locator(f"#person-{numbers(model)[one]}").text_content() or "")
    # What is moved further goes into the file beside what is in it.
    third = next(q for q in inside if q not in (one, other) and len([x for x in inside if lanes[x] == lanes[q]]) > 2)
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        drawn.page.locator(f"#person-{numbers(model)[third]}").press(f"Shift+{key}")
        if drawn.page.locator("#moved").is_visible():
            break
    further = json.loads(saved(drawn, tmp_path).read_text(encoding="utf-8"))["pins"]
    keys = MapPins("HY", {})
    assert {keys.person(one), keys.person(other), keys.person(third)} <= {p["person"] for p in further}
    drawn.page.locator(f"#person-{numbers(model)[one]}").press("Enter")
    assert "Place chosen by hand" in drawn.page.locator("#panel").inner_text()
    assert violations(drawn.page) == []


def test_a_drag_beside_the_lane_stays_in_it_and_escape_lets_go(open_map: Opener) -> None:
    model = free(crowd(13))
    seen = open_map(model, "#l=en")
    page, view = seen.page, people_layout(model).views[0]
    assert view.slots
    first = next(i for i in view.at if i == "c0000")
    place = screen(seen, view, view.at[first])
    drag(seen, place, (place[0] + 200, place[1] + 300))
    hash_ = page.evaluate("location.hash")
    lane = [n for n, (grade, _) in enumerate(view.slots.lines) if grade == 5]
    moved = hash_.split("b=")[1].split("&")[0].split(".")
    assert int(moved[2]) in lane
    page.locator("#pin-back").click()
    drawn(page, 200)
    assert "b=" not in page.evaluate("location.hash")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "treeitem"
    drag(seen, place, (place[0] + 200, place[1]), drop=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert "b=" not in page.evaluate("location.hash")


@pytest.mark.parametrize(("held", "moves"), [(700, True), (0, False)])
def test_a_finger_moves_the_card_that_it_held_and_else_the_map(open_map: Opener, held: int, moves: bool) -> None:
    model = free(crowd(36))
    seen = open_map(model, "#l=en", size=(1366, 768), has_touch=True)
    page, view = seen.page, people_layout(model).views[0]
    at = cells(view)
    assert view.slots
    one = next(i for i, (line, column) in sorted(at.items()) if (line, column + 1) in at.values() and column > 1)
    other = next(i for i, cell in at.items() if cell == (at[one][0], at[one][1] + 1))
    start, end = screen(seen, view, view.at[one]), screen(seen, view, view.at[other])
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *spots: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in spots]})

    page.clock.install()  # a busy machine may take longer over a touch than a finger has to rest
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    touch("touchStart", start)
    page.clock.run_for(held)
    for part in (0.3, 0.6, 1.0):
        touch("touchMove", (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part))
    touch("touchEnd")
    page.clock.resume()
    assert page.locator("#moved").is_visible() == moves
    assert ("b=" in page.evaluate("location.hash")) == moves


def test_an_address_that_was_made_up_moves_nobody(open_map: Opener) -> None:
    model = free(crowd(13))
    at = cells(people_layout(model).views[0])
    line, column = at["c0002"]
    onto_another = f"0.1.{line}.{column}"
    for made_up in ("0.0.99.99", "0.1.0.0", "a.b.c.d", "0.1.-1.0.5", "7.0.0.1", onto_another, "x" * 5000):
        seen = open_map(model, f"#l=en&b={made_up}")
        assert seen.page.locator("#moved").is_hidden(), made_up


def test_pictures_of_departments_have_moves_of_their_own(open_map: Opener, tmp_path: Path) -> None:
    model = free(crowd(120))
    seen = open_map(model, "#l=en")
    page = seen.page
    page.locator("#department").select_option(index=1)
    item = page.locator("[role=treeitem][tabindex='0']")
    item.focus()
    for key in ("ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"):  # fmt: skip
        page.keyboard.press(key)
        if page.locator("#moved").is_visible():
            break
    pins = json.loads(saved(seen, tmp_path).read_text(encoding="utf-8"))["pins"]
    units = {MapPins("HY", {}).picture(v.key) for v in people_layout(model).views if v.key}
    assert {p["picture"] for p in pins} <= units
    kept = people_layout(with_pins(model, "HY", Pinned(tmp_path / "some.pins.json"), lambda _: None)).views
    before = people_layout(model).views
    assert sum(v.at != w.at for v, w in zip(kept, before, strict=True)) == 1


def test_the_customers_page_moves_nobody(open_map: Opener) -> None:
    model = replace(free(crowd(13)), edition=Edition.CUSTOMER_SAFE)
    page = open_map(model, "#l=en&b=0.1.1.1").page
    assert page.locator("#moved").count() == 0
    page.locator("[role=treeitem][tabindex='0']").press("Shift+ArrowRight")
    assert "b=" not in page.evaluate("location.hash").replace("b=0.1.1.1", "")

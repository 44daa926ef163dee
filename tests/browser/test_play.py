"""Scenarios in the page: the browser computes what `what-if` computes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from graphcrm.analysis.coverage.kpi import kpi_block
from graphcrm.analysis.opinion.scenario import Change, RemovePerson, SetSupport, apply
from graphcrm.analysis.situation import Situation
from graphcrm.maps.building.model import map_play
from graphcrm.maps.records.play import MapPlay
from graphcrm.resources import resource
from graphcrm.workspace.door import Workspace
from tests.browser.conftest import Opener
from tests.oracle.random_accounts import ACCOUNT, write_account
from tests.oracle.random_draft import AS_OF, TODAY

pytestmark = pytest.mark.browser

STUBS = "const state = {play: ''}; const PEOPLE = []; const label = (k) => k; const root = document.documentElement;"


def data(play: MapPlay) -> dict[str, Any]:
    number = {p: i for i, p in enumerate(play.people)}
    return {
        "people": list(number.values()),
        **{k: list(getattr(play, k)) for k in ("r", "assumed", "kappa", "tie", "level", "fresh", "edges", "opinions")},
        "active": play.active,
        "removal": play.removal,
    }


def random_situation(folder: Path, seed: int) -> Situation:
    """The first decision of a random account."""
    write_account(folder, seed, size=8 + seed % 9)
    ws = Workspace(folder / "w.graphcrm")
    ws.import_tables(folder, today=str(TODAY))
    snapshot = ws.snapshot(AS_OF)
    deals = sorted(o.id for o in snapshot.opportunities.values() if o.customer == ACCOUNT)
    return Situation.of(snapshot, ACCOUNT, deals[0] if deals else None)


@pytest.mark.parametrize("seed", range(50))
def test_the_browser_computes_what_python_computes(browser: Browser, tmp_path: Path, seed: int) -> None:
    situation = random_situation(tmp_path, seed)
    play = map_play(situation)
    assert play is not None
    rng = np.random.default_rng(seed)
    people = [p for p in play.people if not situation.snapshot.is_seat(p)]
    chosen = list(rng.permutation(people)[:3])
    changes: list[Change] = [SetSupport(str(chosen[0]), int(rng.integers(-1, 4)))]
    if len(chosen) > 1:
        changes.append(SetSupport(str(chosen[1]), None))
    others = [p for p in play.people if p not in chosen[:2]]
    deciders = [p for p, r in zip(play.people, play.r, strict=True) if r > 0]
    # Every other time all who decide leave: the weights are those that are assumed then.
    leaving = deciders if seed % 2 and set(deciders) <= set(others) else others[:1]
    if play.removal:
        changes += map(RemovePerson, leaving)
    after = apply(situation, changes)
    number = {p: i for i, p in enumerate(play.people)}
    told = {
        number[c.person]: "x"
        if isinstance(c, RemovePerson)
        else ("u" if isinstance(c, SetSupport) and c.level is None else str(getattr(c, "level", "")))
        for c in changes
    }
    script = resource("visual", "map", "play.js").read_text(encoding="utf-8")
    page = browser.new_page()
    found = page.evaluate(
        f"([given, told]) => {{ const MAP = {{play: given, gaps: []}}; {STUBS} {script};"
        "const out = played(new Map(told)); return {...out, shares: [...out.shares]}; }",
        [data(play), [[k, v] for k, v in told.items()]],
    )
    page.close()
    shares = dict(found["shares"])
    assert set(shares) == {number[p] for p in after.graph.people}
    for p in after.graph.people:
        assert shares[number[p]] == pytest.approx(after.share_of(p), abs=1e-6)
    block = kpi_block(after, ())
    assert found["lean"] == pytest.approx(after.lean, abs=1e-6)
    for name in ("covered", "supportive", "hostile", "unknown"):
        assert found[name] == pytest.approx(getattr(block, name), abs=1e-6), name


def test_a_scenario_is_marked_and_ends(open_map: Opener, tmp_path: Path) -> None:
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.import_tables(resource("datasets", "huayue"), today="2026-06-30")
    (path,) = ws.map(
        "influence", tmp_path / "m.html", account="HY", opportunity="HY-CORE", as_of="2026-06-30", lang="en"
    )
    html = path.read_text(encoding="utf-8")
    page = open_map(html, size=(1280, 768)).page
    people = json.loads(page.inner_text("#data"))["map"]["people"]
    who = next(p["id"] for p in people if p["name"] == "吴CFO")
    page.evaluate(f"location.hash = 's={who}&l=en'")
    page.select_option("#play-level", "0")
    bar = page.locator("#scenario").bounding_box()
    assert bar is not None
    assert bar["height"] < 60, "on a laptop it takes one line of the map, not two"
    assert "−2% → +14%" in page.inner_text("#scenario"), "as what-if says: +.16"
    page.click("#play-reset")
    assert page.locator("#scenario").is_hidden()


def test_the_keyboard_stays_where_something_was_tried_and_one_escape_leaves_it(
    open_map: Opener, tmp_path: Path
) -> None:
    """The panel was made anew and the focus lost; and from the empty search field nothing could be closed."""
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.import_tables(resource("datasets", "huayue"), today="2026-06-30")
    (path,) = ws.map(
        "influence", tmp_path / "m.html", account="HY", opportunity="HY-CORE", as_of="2026-06-30", lang="en"
    )
    page = open_map(path.read_text(encoding="utf-8"), "#l=en").page
    focused = "document.activeElement.id"
    page.keyboard.press("/")
    page.keyboard.type("CFO")
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.focus("#play-level")
    page.keyboard.press("ArrowUp")
    assert page.locator("#scenario").is_visible()
    assert page.evaluate(focused) == "play-level"
    page.focus("#panel .reset")
    page.keyboard.press("Enter")
    assert page.locator("#scenario").is_hidden()
    assert page.evaluate(focused) == "play-level"
    page.focus("#search")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    assert page.input_value("#search") == ""
    assert page.locator("#panel").is_visible(), "the first clears what was typed"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()

"""An open seat on the page: a ghost card that is told in words, explained in the legend, and accessible."""

from __future__ import annotations

import dataclasses

import pytest

from graphcrm.edition import Edition
from graphcrm.maps.records.model import MapModel
from tests.browser.axe import violations
from tests.browser.conftest import Opener
from tests.maps.crowd import crowd
from tests.maps.sample import sample

pytestmark = pytest.mark.browser

SAID = {"en": "Open seat: holder not known yet", "zh": "待确认席位：尚不知由谁担任"}


def with_ghost(model: MapModel, person: int = 2) -> MapModel:
    """A model in which one of the people is an open seat."""
    people = list(model.people)
    people[person] = dataclasses.replace(people[person], seat=True, support=None, contacts=(), name="? CFO", name_en="")
    return dataclasses.replace(model, people=tuple(people))


def without_ghost(model: MapModel) -> MapModel:
    """The same people, each of them known."""
    return dataclasses.replace(model, people=tuple(dataclasses.replace(p, seat=False) for p in model.people))


@pytest.mark.parametrize("kind", ["influence", "formal"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_ghost_is_told_drawn_and_explained(open_map: Opener, kind: str, lang: str) -> None:
    plain = with_ghost(sample(kind))
    ghost, card = open_map(plain, f"#l={lang}"), open_map(without_ghost(plain), f"#l={lang}")
    item = ghost.page.get_by_role("treeitem", name="? CFO")
    assert SAID[lang] in (item.text_content() or "")
    assert SAID[lang] in ghost.page.locator("#legend").inner_text()
    assert SAID[lang] not in card.page.locator("#legend").inner_text()
    assert (
        ghost.page.locator("#map-box canvas").first.screenshot()
        != card.page.locator("#map-box canvas").first.screenshot()
    )


def test_the_panel_says_so_and_axe_finds_nothing(open_map: Opener) -> None:
    for theme in ("light", "dark"):
        seen = open_map(with_ghost(sample("influence")), f"#l=en&c={theme}&s=2")
        assert SAID["en"] in seen.page.locator("#panel").inner_text()
        assert violations(seen.page) == []


def test_the_customers_chart_has_the_ghost_too(open_map: Opener) -> None:
    seen = open_map(with_ghost(sample("influence", Edition.CUSTOMER_SAFE)), "#l=en")
    assert SAID["en"] in seen.page.locator("#legend").inner_text()
    assert violations(seen.page) == []


def test_a_ghost_among_dots_is_hollow(open_map: Opener) -> None:
    model = with_ghost(crowd(300))
    ghost, dots = open_map(model, "#l=en"), open_map(without_ghost(model), "#l=en")
    assert SAID["en"] in ghost.page.locator("#legend").inner_text()
    pictures = [seen.page.locator("#map-box canvas").first.screenshot() for seen in (ghost, dots)]
    assert pictures[0] != pictures[1]

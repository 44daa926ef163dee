"""A whole map, from facts to file, of people whose names look like something else or like nothing."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.page import render
from graphcrm.maps.records.people import MapContact, MapName
from graphcrm.pages.text import visible
from tests.analysis.golden import golden_situation
from tests.maps.asked import asked_of
from tests.maps.crowd import crowd
from tests.pages.hostile import NAMES, hostile_names

#: The account's people and ours.
THEIRS, OURS = ("c1", "c2", "c6", "t1"), ("u1", "u2", "u3")


def people_of(html: str) -> list[dict[str, Any]]:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html)
    assert block is not None
    found: list[dict[str, Any]] = json.loads(block[1])["map"]["people"]
    return found


def assert_named(html: str) -> None:
    html.encode()
    for person in people_of(html):
        assert visible(person["name"])
        assert visible(person["short"])
        assert visible(person.get("name_en", "x"))
        for contact in person.get("contacts", ()):
            assert visible(contact["mark"])
            assert visible(contact["name"] if isinstance(contact["name"], str) else "".join(contact["name"]))
    for name in re.findall(r"<li><b>(.*?)</b>", html):
        assert visible(name)


MAPS = [(code, edition) for code, kind in KINDS.items() for edition in kind.editions]


@given(st.lists(hostile_names(), min_size=7, max_size=7), st.sampled_from(MAPS))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(["陳\u0301"] * 7, ("influence", Edition.INTERNAL))
@example(["\u0301", "\u200b", "", "\u3164", "\u2060", " ", "\u202e"], ("formal", Edition.SHARED))
def test_any_name_makes_a_map(names: list[str], asked: tuple[str, Edition]) -> None:
    kind, edition = asked
    changes = {p: {"name": name or " ", "name_en": name[::-1]} for p, name in zip((*THEIRS, *OURS), names, strict=True)}
    situation = golden_situation(people=changes)
    model = KINDS[kind].build(situation, lambda: draw(situation, draws=20), kind, edition, asked_of(kind))
    html = render(model)
    assert_named(html)
    if kind == "route":
        assert len(people_of(html)) == 8  # three routes to one person
        return
    # The customer has 11 people; two outsiders matter to the decision.
    assert len(people_of(html)) == (13 if edition.insight and KINDS[kind].about_decision else 11)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_in_any_place(name: str) -> None:
    """Contacts with marks of their own, owners, sponsors and accounts too."""
    model = crowd(3)
    person = dataclasses.replace(
        model.people[0],
        name=name,
        name_en=name,
        contacts=(MapContact(name, 0.5, name), MapContact(name, 0.4, "", name)),
        owner=MapName(name, name),
        sponsor=MapName(name),
    )
    html = render(dataclasses.replace(model, account=MapName(name, name), people=(person, *model.people[1:])))
    assert_named(html)
    shown = people_of(html)[0]
    for held in (shown["owner"], shown["sponsor"]):
        assert visible(held)
    heading = re.search(r"<h1><span[^>]*>([^<]*)</span>", html)
    assert heading is not None
    assert visible(heading[1])

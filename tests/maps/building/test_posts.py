"""Titles and units on a map, for readers of either language."""

from __future__ import annotations

from dataclasses import replace

from graphcrm.i18n import Name, Text
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.model.records import Person, Unit
from tests.maps.huayue import huayue


def test_what_is_recorded_in_both_languages_is_said_in_both() -> None:
    s = huayue()
    who = s.snapshot.people["c4"]
    assert post_of(s, who) == Text("首席财务官", "Chief Financial Officer")
    assert isinstance(who.title, Name)
    assert unit_of(s.snapshot.units["HY-FIN"]) == Text("财务部", "Finance")
    assert unit_of(None) == Text("", "")


def test_a_title_in_the_other_script_has_a_word_that_is_recorded_in_both() -> None:
    """The function of the person, else of the unit, else the grade; nothing is translated."""
    s = huayue()
    only = replace(s.snapshot.people["c4"], title="首席财务官", title_en="")
    assert post_of(s, only).en == "Finance · 首席财务官"
    assert post_of(s, replace(only, function=None)).en == "Finance · 首席财务官"
    assert post_of(s, replace(only, function=None, unit=None)).en == "C-suite · 首席财务官"
    assert post_of(s, replace(only, title="Head of audit")) == Text("财务 · Head of audit", "Head of audit")
    assert post_of(s, replace(only, title="CFO")) == Text("CFO", "CFO")
    long = "Head of enterprise architecture and data"
    assert post_of(s, replace(only, title=long)).zh == long, "a card would cut it"
    assert post_of(s, replace(only, title=long[:33])).zh == f"财务 · {long[:33]}", "as wide as a card, 4 + 3 + 33"
    assert post_of(s, replace(only, title=long[:34])).zh == long[:34]
    assert unit_of(Unit("u", "法务部", "HY", function="legal")) == Text("法务部", "Legal · 法务部")
    assert unit_of(Unit("u", "其他部", "HY", function="other")) == Text("其他部", "其他部")


def test_an_open_seat_is_called_by_its_post_in_both_languages() -> None:
    seat = Person.of("s", {"title": "财务总监", "title_en": "Finance Director", "org": "HY", "flags": ["placeholder"]})
    assert (seat.name, seat.name_en) == ("? 财务总监", "? Finance Director")

"""The contest map draws the numbers of Q21 and Q22, and nothing of them where it may not."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

import pytest

from graphcrm.analysis.contest.cheapest_cut import cut_lines
from graphcrm.analysis.contest.contest import chosen_rivals, contest
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.drawing.shapes import Box
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.contest import contest_model
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.page import render
from graphcrm.maps.records.asked import NOTHING
from graphcrm.maps.records.contest import MapContest, MapCut, MapStanding
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.redaction import redact
from graphcrm.maps.still.picture import people_picture
from graphcrm.spoken import lean
from tests.analysis.golden import golden_situation
from tests.maps.sample import sample


def model() -> MapModel:
    situation = golden_situation()
    return contest_model(situation, draw(situation, draws=20), "contest", Edition.INTERNAL, NOTHING)


def drawn(html: str) -> Any:
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found is not None
    return json.loads(found[1])["map"]


def test_states_and_cuts_are_those_of_the_queries() -> None:
    situation, made = golden_situation(), model()
    asked = contest(situation, chosen_rivals(situation), situation.snapshot, situation.snapshot)
    assert made.contest is not None
    assert {s.person: s.state for s in made.contest.standings} == {c.id: c.state.name.lower() for c in asked.people}
    assert [(c.decider, c.people) for c in made.contest.cuts] == [(c.decider, c.cut) for c in cut_lines(situation)]
    assert [k.value.en for k in made.kpis[: len(asked.by_state)]] == [
        f"{share:.0%}" if share >= 0.005 else k.value.en
        for share, k in zip(asked.by_state.values(), made.kpis, strict=False)
    ]
    leans = [k.value.en for k in made.kpis[len(asked.by_state) :]]
    assert leans == [lean(asked.lean_us), "unknown"], "a heading has whole per cents"


def test_the_page_marks_those_of_the_cut_who_are_on_the_map() -> None:
    page = drawn(render(model()))
    by_name = {p["id"]: p["name"] for p in page["people"]}
    cuts = {by_name[c["decider"]]: {by_name[p] for p in c["people"]} for c in page["contest"]["cuts"]}
    assert cuts["吴CFO"] == {"林行长", "孙采购"}
    assert cuts["林行长"] == {"周CIO", "吴CFO"}  # and our own vice-president, who is no card


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_without_insight_holds_nothing_of_the_contest(edition: Edition) -> None:
    base = sample("contest", edition)
    first = base.people[0].id
    said = Text("mkstandzh", "mkstanden")
    cut = MapCut(first, (first,), Text("mkcutzh", "mkcuten"))
    made = dataclasses.replace(
        base, contest=MapContest((MapStanding(first, "theirs_assumed", 3, 0.7, True, said),), (cut,))
    )
    if edition.insight:
        html = render(made)
        assert all(mark in html for mark in ("mkstandzh", "mkstanden", "mkcutzh", "mkcuten", '"theirs_assumed"'))
    else:
        assert redact(made).contest is None


def test_a_still_picture_has_the_colours_of_the_states() -> None:
    made = model()
    picture = people_picture(made, people_layout(made), Text("图", "map"))
    fills = {s.fill for s in picture.shapes if isinstance(s, Box)}
    assert made.contest is not None
    assert {f"contest.{s.state}" for s in made.contest.standings} - {"contest.unknown"} <= fills, (
        "what is not known has no colour"
    )
    assert not any(f and f.startswith("support.") for f in fills)

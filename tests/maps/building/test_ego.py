"""The network round one person: within two steps, nearest first, in every edition only what it may show."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import networkx as nx
import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.edition import Edition
from graphcrm.errors import UsageError
from graphcrm.maps.building.ego import around
from graphcrm.maps.kinds.registry import KINDS
from graphcrm.maps.layout.circles import circle_layout
from graphcrm.maps.layout.ego_ways import distances, ego_ways, standing
from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Mode
from graphcrm.maps.page import render
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.edges import LineKind
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.still.picture import lines, pale_ones
from tests.maps.crowd import crowd
from tests.maps.huayue import AS_OF, huayue, workspace
from tests.maps.sample import sample


def model(person: str, edition: Edition = Edition.INTERNAL) -> MapModel:
    situation = huayue()
    asked = MapAsked({"from": person})
    return KINDS["influence"].build(situation, lambda: draw(situation, draws=20), "influence", edition, asked)


def test_one_of_ours_is_joined_to_those_to_whom_there_is_an_active_tie() -> None:
    """Golden: u1 knows c5 .62, c7 .55, c9 .70."""
    made = model("u1")
    ties = {e.target: e.weight for e in made.edges if e.kind is LineKind.KNOWS}
    assert {p: ties[p] for p in ("c5", "c7", "c9")} == pytest.approx({"c5": 0.62, "c7": 0.55, "c9": 0.70}, abs=1e-3)
    assert {e.source for e in made.edges if e.kind is LineKind.KNOWS} == {"u1"}
    assert made.ego == "u1"


@pytest.mark.parametrize("ego", ["p05", "p30", "x01"])
def test_everybody_within_two_steps_and_nobody_else(ego: str) -> None:
    base = sample()
    lines = nx.Graph([(e.source, e.target) for e in base.edges])
    near = nx.single_source_shortest_path_length(lines, ego, cutoff=2)
    made = around(base, ego, 100)
    assert {p.id for p in made.people} == set(near)
    assert distances(ego, base.edges) == nx.single_source_shortest_path_length(lines, ego)


def test_the_nearest_are_kept_where_there_are_too_many() -> None:
    base = sample()
    steps = distances("p02", base.edges)
    made = around(base, "p02", 12)
    assert len(made.people) == 12
    assert max(steps[p.id] for p in made.people) <= min(steps[p.id] for p in base.people if p not in made.people)


@pytest.mark.parametrize("n", [2500])
def test_it_answers_for_an_account_that_no_map_can_show_as_a_whole(n: int) -> None:
    base = crowd(n)
    with pytest.raises(UsageError, match="--from"):
        render(base)
    ego = base.edges[0].source
    html = render(around(base, ego, 60))
    assert 1 < len(re.findall(r'"grade":', html)) <= 60


def test_a_customers_edition_follows_reporting_lines_only() -> None:
    made = model("c3", Edition.CUSTOMER_SAFE)
    chart = nx.Graph([(e.source, e.target) for e in made.edges if e.kind is LineKind.REPORTS_TO])
    assert {p.id for p in made.people} == {"c3", *chart.nodes}
    for person in ("u1", "t1"):
        with pytest.raises(UsageError, match="is not on this map"):
            model(person, Edition.CUSTOMER_SAFE)


def test_an_unknown_person_and_one_who_is_not_there_are_refused() -> None:
    with pytest.raises(UsageError, match="no person with id"):
        model("nobody")
    with pytest.raises(UsageError, match="is not on this map"):
        model("h1")


def test_in_a_network_the_person_stands_in_the_middle_of_ovals() -> None:
    base = sample("network")
    ego = base.people[3].id
    made = around(base, ego, 200)
    at = circle_layout(made).views[0].at
    steps = distances(ego, made.edges)
    assert at[ego] == (0.0, 0.0)
    reach = {p: (x / 1.5) ** 2 + y**2 for p, (x, y) in at.items()}
    assert max(reach[p] for p in at if steps[p] == 1) < min(reach[p] for p in at if steps[p] == 2)
    assert len(set(at.values())) == len(made.people)
    again = dataclasses.replace(made, people=made.people[::-1], edges=made.edges[::-1])
    assert circle_layout(again).views[0].at == at


def test_the_door_takes_it_and_a_map_without_it_says_so(tmp_path: Path) -> None:
    ws = workspace()
    ws.map("influence", tmp_path / "a.html", account="HY", as_of=AS_OF, **{"from": "u2"})
    assert '"ego":' in (tmp_path / "a.html").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"the map formal takes no --from\.$"):
        ws.map("formal", tmp_path / "b.html", account="HY", as_of=AS_OF, **{"from": "u2"})


@pytest.mark.parametrize("people", [60, 200])
def test_of_many_lines_those_that_lead_to_the_middle_are_drawn_one_a_person(people: int) -> None:
    """Of a network of 59 people all 118 lines were drawn: who is reached through whom was not to be seen."""
    base = crowd(people)
    made = around(base, base.people[7].id, 60)
    ways, steps = ego_ways(made), distances(made.ego, made.edges)
    assert ways is not None
    own = {k for k, e in enumerate(made.edges) if e.kind is LineKind.INFLUENCES and made.ego in (e.source, e.target)}
    assert own <= ways
    further = []
    for k in ways - own:
        a, b = sorted((made.edges[k].source, made.edges[k].target), key=lambda p: steps[p])
        assert steps[b] == steps[a] + 1
        others = [
            standing(e)
            for e in made.edges
            if e.kind is LineKind.INFLUENCES
            and b in (e.source, e.target)
            and steps[e.source if e.target == b else e.target] == steps[a]
        ]
        assert standing(made.edges[k]) == max(others), "the strongest of those that lead one step nearer"
        further.append(b)
    assert len(set(further)) == len(further), "one a person"
    view = people_layout(made).views[0]
    drawn = [s for s in lines(made, view, Mode.CARDS, None, pale_ones(made, view)) if s.stroke.startswith("influence")]
    assert len(drawn) == len(ways)
    assert json.loads(re.search(r'"ways":(\[[^\]]*\])', render(made)).group(1)) == sorted(ego_ways(in_order(made)))


def test_of_few_lines_all_are_drawn() -> None:
    assert ego_ways(model("u1")) is None
    assert ego_ways(crowd(60)) is None, "nobody is in the middle"

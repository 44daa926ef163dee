"""The route map draws the routes of Q06 and nobody else; hops and labels keep apart from cards."""

from __future__ import annotations

import dataclasses
from itertools import combinations, pairwise
from typing import Any

import pytest

from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.paths.routes import access_routes
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.route import route_model
from graphcrm.maps.layout.routes import LABEL, label_spots, route_layout
from graphcrm.maps.layout.views import CARD
from graphcrm.maps.page import render
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson
from graphcrm.maps.records.routes import MapRoute, MapRoutes
from graphcrm.maps.redaction import redact
from tests.analysis.golden import golden_situation
from tests.maps.crowd import crowd
from tests.maps.sample import sample


def model(to: str, **changes: Any) -> MapModel:
    people = changes.pop("people", {})
    situation = golden_situation(people=people)
    asked = MapAsked({"to": to, **changes})
    return route_model(situation, draw(situation, draws=20), "route", Edition.INTERNAL, asked)


@pytest.mark.parametrize("to", ["c4", "c2", "c11"])
def test_routes_and_hops_are_those_of_the_query(to: str) -> None:
    plan, made = access_routes(golden_situation(), to), model(to)
    assert made.routes is not None
    assert [(r.people, r.strength) for r in made.routes.routes] == [(r.people, r.strength) for r in plan.routes]
    hops = {(h.source, h.target): (h.strength, h.confidence) for r in plan.routes for h in r.hops}
    if plan.routes:
        assert {(e.source, e.target): (e.weight, e.confidence) for e in made.edges} == hops
        assert {p.id for p in made.people} == {p for r in plan.routes for p in r.people}
    else:
        assert plan.missing is not None
        assert {p.id for p in made.people} == {plan.missing.ours, plan.missing.contact, to}
        assert [e.derived for e in made.edges] == [False, True]


@pytest.mark.parametrize("flag", ["no_contact", "objected", "independence_required"])
def test_nobody_is_drawn_on_the_way_who_may_not_be_asked(flag: str) -> None:
    assert "c2" in {p.id for p in model("c4").people}
    assert "c2" not in {p.id for p in model("c4", people={"c2": {"flags": (flag,)}}).people}
    assert "c2" not in {p.id for p in model("c4", avoid=("c2",)).people}


def near(piece: tuple[tuple[float, float], tuple[float, float]], x: float, y: float) -> bool:
    """Whether a stretch runs through a label or along its edge."""
    (ax, ay), (bx, by) = piece
    across = min(ax, bx) < x + LABEL[0] / 2 + 2 and max(ax, bx) > x - LABEL[0] / 2 - 2
    return across and min(ay, by) < y + LABEL[1] / 2 + 2 and max(ay, by) > y - LABEL[1] / 2 - 2


@pytest.mark.parametrize(
    "asked", [{"to": "c4"}, {"to": "c2", "top": 10}, {"to": "c9", "top": 10}, {"to": "c8", "top": 8}]
)
def test_hops_run_under_no_card_and_labels_stand_apart(asked: dict[str, Any]) -> None:
    made = in_order(model(**asked))
    view = route_layout(made).views[0]
    assert len(set(view.at.values())) == len(made.people)
    assert view.lines.keys() == set(range(len(made.edges)))
    for points in view.lines.values():
        for (ax, ay), (bx, by) in pairwise(points):
            assert ax == pytest.approx(bx) or ay == pytest.approx(by)
            for x, y in view.at.values():
                across = min(ax, bx) < x + CARD[0] / 2 and max(ax, bx) > x - CARD[0] / 2
                assert not (across and min(ay, by) < y + CARD[1] / 2 and max(ay, by) > y - CARD[1] / 2)
    labels = label_spots(view)
    others = [(j, piece) for j, points in view.lines.items() for piece in pairwise(points)]
    struck = [k for k, (x, y) in labels.items() if any(j != k and near(piece, x, y) for j, piece in others)]
    assert len(struck) <= len(labels) // 10, struck
    spots = list(labels.values())
    for k, (x, y) in enumerate(spots):
        assert all(abs(x - u) >= LABEL[0] or abs(y - v) >= LABEL[1] for u, v in spots[k + 1 :])
        assert all(
            abs(x - u) >= (LABEL[0] + CARD[0]) / 2 or abs(y - v) >= (LABEL[1] + CARD[1]) / 2
            for u, v in view.at.values()
        )


def test_a_hop_through_the_street_above_leaves_and_enters_above_those_that_run_straight() -> None:
    """Else it crosses the best route right before the person to reach."""
    hops = [("u", "p"), ("p", "t"), ("u", "t")]
    made = MapModel(
        "route",
        MapName("N"),
        "2026-01-01",
        tuple(MapPerson(i, i, 3) for i in "upt"),
        edges=tuple(MapEdge(LineKind.INFLUENCES, a, b, 0.5) for a, b in hops),
        routes=MapRoutes("t", (MapRoute(("u", "p", "t"), 0.2, Text("", "")), MapRoute(("u", "t"), 0.1, Text("", "")))),
    )
    lines = route_layout(made).views[0].lines
    assert lines[2][0][1] < lines[0][0][1]
    assert lines[2][-1][1] < lines[1][-1][1]


def test_no_hop_takes_the_height_of_another_before_that_has_left_it() -> None:
    """One that ended where another began ran a piece on it: both seemed to come from the same person."""
    base = crowd(4)
    people = tuple(dataclasses.replace(p, id=i) for p, i in zip(base.people, "zbot", strict=True))
    edges = tuple(MapEdge(LineKind.INFLUENCES, *hop, 0.2) for hop in ("zt", "ob", "ot", "bt"))
    found = MapRoutes(
        "t", tuple(MapRoute(tuple(chain), 0.2, Text("可行", "feasible")) for chain in ("zt", "ot", "obt"))
    )
    made = dataclasses.replace(base, kind="route", people=people, edges=edges, routes=found)
    view = route_layout(in_order(made)).views[0]
    level = [
        (k, a[1], *sorted((a[0], b[0])))
        for k, points in view.lines.items()
        for a, b in pairwise(points)
        if a[1] == b[1]
    ]
    assert not [
        (one, two)
        for one, two in combinations(level, 2)
        if one[0] != two[0] and abs(one[1] - two[1]) < 2 and max(one[2], two[2]) < min(one[3], two[3])
    ]


@pytest.mark.parametrize("edition", list(Edition))
def test_an_edition_without_insight_holds_no_route(edition: Edition) -> None:
    base = sample("route", edition)
    one, two = (p.id for p in base.people[:2])
    route = MapRoute((one, two), 0.4, Text("mkbandzh", "mkbanden"), (Text("mkaskzh", "mkasken"),))
    made = dataclasses.replace(base, routes=MapRoutes(two, (route,)))
    if edition.insight:
        assert all(mark in render(made) for mark in ("mkbandzh", "mkbanden", "mkaskzh", "mkasken"))
    else:
        assert redact(made).routes is None

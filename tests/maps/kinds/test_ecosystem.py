"""The ecosystem map draws organisations, those of their people who matter, and what crosses organisations, as the queries have it."""

from __future__ import annotations

import dataclasses
import json
import re
from itertools import combinations, pairwise
from typing import Any

import pytest

from graphcrm.analysis.coverage.tie import ties
from graphcrm.analysis.groups.bridges import Role, bridges
from graphcrm.analysis.influence.uncertainty import draw
from graphcrm.analysis.suppliers.broker_roles import broker_roles
from graphcrm.edition import Edition
from graphcrm.maps.building.ecosystem import card_of, ecosystem_model
from graphcrm.maps.layout.ecosystem import ecosystem_layout
from graphcrm.maps.layout.views import CARD, Layout, View
from graphcrm.maps.page import render
from graphcrm.maps.payload.values import in_order
from graphcrm.maps.records.ecosystem import MapEcosystem, MapFirm
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapName, MapPerson
from graphcrm.maps.redaction import redact
from tests.maps.huayue import huayue
from tests.maps.layout.test_routing import strangers


def model(edition: Edition = Edition.INTERNAL) -> MapModel:
    situation = huayue()
    return ecosystem_model(situation, draw(situation, draws=20), "ecosystem", edition)


def drawn(html: str) -> Any:
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found is not None
    return json.loads(found[1])["map"]


def test_every_line_crosses_organisations() -> None:
    made = model()
    assert made.ecosystem is not None
    home = {p: f.card for f in made.ecosystem.firms for p in (f.card, *f.people)}
    assert {e.kind for e in made.edges} >= {LineKind.INFLUENCES, LineKind.KNOWS, LineKind.RELATES}
    assert all(home[e.source] != home[e.target] for e in made.edges)
    assert set(home) == {p.id for p in made.people}


def test_the_header_counts_who_lets_influence_in_and_what_is_to_be_watched() -> None:
    """Golden: the adviser comes in by the CIO and the architect, the supplier by operations and procurement, which does so once."""
    made = model()
    assert made.ecosystem is not None
    doors = {b.person: b.counts[2] for b in made.ecosystem.brokers if b.counts[2]}
    assert doors == {"c3": 2, "c6": 2, "c9": 2, "c7": 1}
    assert {k.label.en: (k.value.en, k.tone) for k in made.kpis} == {
        "Organisations": (str(len(made.ecosystem.firms)), "plain"),
        "Outside influence": ("10%", "plain"),
        "Entry points": ("4", "plain"),
        "Must stay independent": ("1", "plain"),
        "Also serve a rival": ("1", "warn"),
    }


def test_influence_across_is_that_of_the_graph() -> None:
    """Golden: the adviser moves CIO and architect, the supplier's manager operations and procurement."""
    made = model()
    across = {(e.source, e.target) for e in made.edges if e.kind in (LineKind.INFLUENCES, LineKind.TRUSTS)}
    assert across >= {("t1", "c3"), ("t1", "c6"), ("s1", "c9"), ("s1", "c7")}
    graph = huayue().graph
    assert across == {
        (a, b)
        for a, b in graph.edges
        if (a in graph.customers) != (b in graph.customers) or (a[0] != b[0] and a[0] in "ts")
    }


def test_the_best_tie_of_ours_is_drawn_to_everybody_who_has_an_active_one() -> None:
    made, situation = model(), huayue()
    lines = {e.target: e for e in made.edges if e.kind is LineKind.KNOWS and not e.source.startswith("\x1f")}
    external = [p.id for p in made.people if not p.firm and p.org_category != "our_company"]
    for person in external:
        strength, ours = ties(situation.snapshot, external).best(person)
        if strength >= 0.1 and situation.snapshot.category(person) != "competitor":
            assert (lines[person].source, lines[person].weight) == (ours, pytest.approx(strength))
        else:
            assert person not in lines


def test_broker_roles_are_those_of_the_query() -> None:
    """Published: the CIO is coordinator 3 and gatekeeper 2, the architect the same."""
    made, situation = model(), huayue()
    assert made.ecosystem is not None
    counts = {b.person: b.counts for b in made.ecosystem.brokers}
    asked = {b.id: tuple(b.counts[r] for r in Role) for b in bridges(situation, seed=1) if b.dominant}
    assert counts == {p: n for p, n in asked.items() if p in {q.id for q in made.people}}
    assert counts["c3"][:3] == (3, 0, 2)
    roles = broker_roles(situation)
    assert {f.card: f.role for f in made.ecosystem.firms} == {
        f.card: roles[f.card[1:]].value if f.card[1:] in roles else "" for f in made.ecosystem.firms
    }


def test_relations_say_what_they_are_once_for_two_organisations() -> None:
    made = model()
    found = {(e.source, e.target): e for e in made.edges if e.kind is LineKind.RELATES}
    assert len({frozenset(pair) for pair in found}) == len(found)
    supplies = found[card_of("SUP"), card_of("HY")]
    assert supplies.relation is not None
    assert supplies.relation.en.startswith("supplies 38%")
    assert not supplies.mutual
    rival = next(e for pair, e in found.items() if set(pair) == {card_of("RIV"), card_of("US")})
    assert rival.hostile
    assert rival.mutual


def test_who_must_stay_independent_has_a_shield_and_another_account_has_no_people() -> None:
    made = model()
    assert made.ecosystem is not None
    shields = {p.id for p in made.people if p.firm and "independence_required" in p.flags}
    assert card_of("CRT") in shields
    assert {card_of("HY"), card_of("US"), card_of("RIV"), card_of("HYL")}.isdisjoint(shields)
    assert {f.card: f.people for f in made.ecosystem.firms}[card_of("HYL")] == ()


def crowd(sizes: tuple[int, ...], most: int = 20) -> MapModel:
    """A customer with so many people, us and others of the given sizes."""
    kinds = ("customer", "our_company", "competitor", "third_party", "supplier", "partner", "other")
    people, firms = [], []
    for k, size in enumerate(sizes):
        category = kinds[min(k, 2) if k < 3 else 3 + k % 4]
        card = f"\x1f{k:02d}"
        people.append(MapPerson(card, f"Org {k}", 5, firm=True, outside=k > 0, org_category=category))
        ids = tuple(f"p{k:02d}-{i:02d}" for i in range(min(size, most)))
        people += [MapPerson(i, i, 1 + n % 5, outside=k > 0, org_category=category) for n, i in enumerate(ids)]
        firms.append(MapFirm(card, ids))
    return MapModel("ecosystem", MapName("A"), "2026-01-01", tuple(people), ecosystem=MapEcosystem(tuple(firms)))


SHAPES = [
    (20, 8, 1, 2, 4, 0, 1),
    (1, 0),
    (3, 8, 4, 4),
    (20, 8, *[1] * 18),
    (20, 0, 0, *[0] * 17),
    (0,),
    (13, 5, 2, 2, 2, 1),
]


@pytest.mark.parametrize("sizes", SHAPES)
def test_no_card_and_no_hull_lies_on_another(sizes: tuple[int, ...]) -> None:
    plan = ecosystem_layout(crowd(sizes))
    view = plan.views[0]
    for (_, (x, y)), (_, (u, v)) in combinations(sorted(view.at.items()), 2):
        assert abs(x - u) >= CARD[0] + 20 or abs(y - v) >= CARD[1] + 20
    for a, b in combinations(view.regions, 2):
        assert a.right + 5 <= b.left or b.right + 5 <= a.left or a.bottom + 5 <= b.top or b.bottom + 5 <= a.top


@pytest.mark.parametrize("sizes", [s for s in SHAPES if sum(s) > 12])
def test_the_picture_has_the_shape_of_a_screen(sizes: tuple[int, ...]) -> None:
    """What 1920 × 1080 leaves for a map is filled in at least one direction, with cards of 100 pixels or more."""
    regions = ecosystem_layout(crowd(sizes)).views[0].regions
    width = max(r.right for r in regions) - min(r.left for r in regions)
    height = max(r.bottom for r in regions) - min(r.top for r in regions)
    scale = min(1850 / width, 790 / height)
    assert scale * CARD[0] >= (100 if sum(sizes) + len(sizes) <= 60 else 80)
    assert max(scale * width / 1850, scale * height / 790) >= 0.99
    assert min(scale * width / 1850, scale * height / 790) >= 0.5


def under_cards(made: MapModel, plan: Layout) -> list[tuple[str, str, str]]:
    """Lines that pass under the card of somebody."""
    view = plan.views[0]
    found = []
    for k, points in view.lines.items():
        e = made.edges[k]
        for person, (x, y) in view.at.items():
            for (ax, ay), (bx, by) in pairwise(points):
                across = min(ax, bx) < x + CARD[0] / 2 - 1 and max(ax, bx) > x - CARD[0] / 2 + 1
                if across and min(ay, by) < y + CARD[1] / 2 - 1 and max(ay, by) > y - CARD[1] / 2 + 1:
                    found.append((e.source, e.target, person))
    return found


def on_one_another(made: MapModel, view: View) -> list[tuple[str, str]]:
    """Lines of which an end lies on the end of another, or an upright piece on one of another, so that both read as one."""
    pieces = []
    for k, points in view.lines.items():
        last = len(points) - 2
        for i, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
            upright = ax == bx
            place, low, high = (ax, *sorted((ay, by))) if upright else (ay, *sorted((ax, bx)))
            pieces.append((upright, place, low, high, last > 0 and i in (0, last), k))
    return [
        (f"{made.edges[one[-1]].source}>{made.edges[one[-1]].target}", f"{made.edges[other[-1]].source}")
        for one, other in combinations(pieces, 2)
        if one[0] == other[0]
        and one[-1] != other[-1]
        and min(one[3], other[3]) - max(one[2], other[2]) > 1
        and abs(one[1] - other[1]) < (4 if one[4] and other[4] else 0.5 if one[0] else 0)
    ]


def test_no_line_passes_under_a_card() -> None:
    made = in_order(model())
    plan = ecosystem_layout(made)
    assert len(plan.views[0].lines) == len(made.edges)
    assert under_cards(made, plan) == []


def joined(sizes: tuple[int, ...]) -> MapModel:
    """The crowd, with lines from everybody to others here and there."""
    made = crowd(sizes)
    ids = [p.id for p in made.people]
    pairs = [(i, ids[(7 * k + step) % len(ids)]) for k, i in enumerate(ids) for step in (5, 17)]
    edges = tuple(MapEdge(LineKind.INFLUENCES, a, b, 0.3) for a, b in pairs if a != b)
    return dataclasses.replace(made, edges=edges)


@pytest.mark.parametrize("sizes", [s for s in SHAPES if sum(s) > 12])
def test_a_line_enters_no_hull_but_those_of_its_ends(sizes: tuple[int, ...]) -> None:
    made = joined(sizes)
    plan = ecosystem_layout(made)
    assert under_cards(made, plan) == []
    assert strangers(made, plan.views[0]) == []
    assert on_one_another(made, plan.views[0]) == []


@pytest.mark.parametrize("sizes", [(5, 4, 3, 0, 2), (17, 2, 0, 4, 4, 4, 4, 2, 5, 0, 4)])
def test_two_relations_never_read_as_one(sizes: tuple[int, ...]) -> None:
    made = joined(sizes)
    assert on_one_another(made, ecosystem_layout(made).views[0]) == []


def test_people_stand_where_they_stand_whatever_else_is_known() -> None:
    made = in_order(model())
    fewer = dataclasses.replace(made, edges=made.edges[::3], people=made.people[::-1])
    assert ecosystem_layout(made).views[0].at == ecosystem_layout(fewer).views[0].at


def test_us_and_competitors_stand_left_of_the_customer_and_all_others_right() -> None:
    made = model()
    at = ecosystem_layout(made).views[0].at
    customer = [at[p.id][0] for p in made.people if not p.outside]
    for p in made.people:
        if p.outside:
            sells = p.org_category in ("our_company", "competitor")
            assert at[p.id][0] < min(customer) if sells else at[p.id][0] > max(customer)


def test_the_customers_edition_is_the_chart_and_holds_no_organisation() -> None:
    made = model(Edition.CUSTOMER_SAFE)
    page = drawn(render(made))
    assert page["ecosystem"] == {"firms": [], "brokers": []}
    assert {e["kind"] for e in page["edges"]} <= {"reports_to"}
    told = dataclasses.replace(model(), edition=Edition.CUSTOMER_SAFE)
    assert redact(told).ecosystem is None
    html = render(told)
    assert not any(name in html for name in ("拓维", "Tuowei", "何顾问", "科岩", "supplies", "gatekeeper 2"))


def test_the_shared_edition_leaves_out_who_reported_a_relation() -> None:
    html = render(model(Edition.SHARED))
    page = drawn(html)
    assert any(e.get("relation") for e in page["edges"])
    assert all("by" not in row for e in page["edges"] for row in e.get("why", ()))

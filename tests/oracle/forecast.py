"""Where the decision leans, scenarios, whom to win first, whom to bring together."""

from collections.abc import Sequence

import numpy as np

from tests.oracle import scales
from tests.oracle.picture import Picture
from tests.oracle.routes import best_route, joined
from tests.oracle.shares import TINY, Equilibrium, weight_matrix
from tests.oracle.threads import Network
from tests.oracle.weights import decision_weights

Row = dict[str, object]
Change = Sequence[str | int | float]


def veto_holders(picture: Picture) -> list[str]:
    """People of the graph with a recorded veto in the opportunity."""
    if not picture.facts.opportunity:
        return []
    rows = picture.facts.role_rows(picture.facts.opportunity)
    return sorted(str(r.text("person")) for r in rows if r.yes("veto") and r.text("person") in picture.people)


def rule_of(picture: Picture) -> str:
    """Decision rule of the opportunity; an account weighs."""
    name = picture.facts.opportunity
    return (picture.facts.opportunities[name].text("decision_rule") if name else None) or "weighted"


def rule_value(picture: Picture, lean: float, y: dict[str, float], r: dict[str, float]) -> tuple[float, str | None]:
    """Value by the decision rule, and the veto holder who sets it."""
    rule = rule_of(picture)
    if rule == "veto":
        holders = [p for p in veto_holders(picture) if p in y]
        if holders:
            lowest = min(holders, key=lambda p: (round(y[p], 12), p))
            return y[lowest], lowest
    if rule == "majority":
        return 2 * sum(r[p] for p in r if y[p] > TINY) - 1, None
    return lean, None


def forecast(picture: Picture) -> tuple[list[Row], Row]:
    """Rows per decider, and the line of the whole decision."""
    y = picture.model.opinions(picture.x)
    lean = picture.model.lean(picture.x)
    value, holder = rule_value(picture, lean, y, picture.r)
    rows: list[Row] = [
        {
            "decider": d,
            "weight": picture.r[d],
            "own": None if picture.level(d) is None else picture.x[d],
            "equilibrium": y[d],
            "contribution": picture.r[d] * y[d],
        }
        for d in picture.deciders
    ]
    unknown = picture.unknown_share()
    return rows, {
        "lean": lean,
        "rule_value": value,
        "rule": rule_of(picture),
        "veto_holder": holder,
        "unknown_pct": 100 * unknown,
        "band": None if unknown > 0.40 + TINY else scales.lean_band(value),
    }


# scenarios ------------------------------------------------------------------------------------------------------


def assumed_weight() -> float:
    """Weight of an assumed edge of level 3 and confidence A."""
    return scales.STRENGTH[3] * float(scales.EXISTENCE["A"])


def what_if(picture: Picture, changes: list[Change]) -> Row:
    """Recompute after some changes, all applied together.

    ``("set", person, level)`` · ``("kappa", person, value)`` · ``("remove", person)`` ·
    ``("remove_edge", u, v)`` · ``("add", u, v, level)``: an edge of confidence A in place of a weaker one.
    """
    x, kappa = dict(picture.x), dict(picture.model.kappa)
    weights = {pair: tie.weight for pair, tie in picture.graph.ties.items()}
    gone: list[str] = []
    for change in changes:
        what, person = str(change[0]), str(change[1])
        if what == "set":
            x[person] = scales.OPINION[int(change[2])]
        elif what == "kappa":
            kappa[person] = float(change[2])
        elif what == "remove":
            gone.append(person)
        elif what == "remove_edge":
            weights.pop((person, str(change[2])), None)
        elif what == "add":
            pair = (person, str(change[2]))
            new = scales.STRENGTH[int(change[3])] * float(scales.EXISTENCE["A"])
            weights[pair] = picture.graph.at_least(*pair, new)
        else:
            raise ValueError(f"unknown change {what!r}")
    people = [p for p in picture.people if p not in gone]
    r = decision_weights(picture.facts, people)
    model = Equilibrium(people, weight_matrix(people, weights), kappa, r)
    network = Network(picture, gone)
    network.hops = {hop for hop in network.hops if hop[0] in network.ours} | {
        pair for pair, weight in weights.items() if set(pair) <= set(people) and weight >= scales.THREAD_EDGE
    }
    tie = {p: max((picture.ties.strength(i, p) for i in network.ours), default=0.0) for p in people}
    lean = model.lean(x)
    y = model.opinions(x)
    return {
        "lean": lean,
        "delta": lean - picture.model.lean(picture.x),
        "y": {p: y[p] for p in people if r[p] > 0},
        "covered": sum(model.share[p] for p in people if tie[p] >= scales.ACTIVE),
        "threads": min((network.threads(p) for p in people if r[p] > 0), default=None),
        "rule_value": rule_value(picture, lean, y, r)[0],
    }


# whom to win ----------------------------------------------------------------------------------------------------


def contest_state(picture: Picture, person: str) -> str:
    """Ours, theirs, contested, open or unknown, by our and the competitors' support."""
    ours, theirs = picture.level(person), picture.facts.rival_support(person)
    if ours is None and theirs is None:
        return "unknown"
    third = 1 / 3 - TINY
    x_us = None if ours is None else scales.OPINION[ours]
    x_c = None if theirs is None else scales.OPINION[theirs]
    if x_us is not None and x_us >= third and (x_c is None or x_us - x_c >= third):
        return "ours?" if x_c is None else "ours"
    if x_c is not None and x_c >= third and (x_us is None or x_c - x_us >= third):
        return "theirs?" if x_us is None else "theirs"
    return "contested" if x_us is not None and x_c is not None and min(x_us, x_c) >= third else "open"


def target_level(level: int | None) -> int:
    """One level up; an unknown one is taken from 0 to 1."""
    return 1 if level is None else level + 1


def gain(picture: Picture, person: str) -> float:
    """Change of the lean for one level more."""
    level = picture.level(person)
    return picture.share[person] * (scales.OPINION[target_level(level)] - scales.OPINION[level or 0])


def effort(picture: Picture, person: str) -> float:
    """Effort of one level more."""
    route = best_route(picture, person)
    access = max(picture.tie[person], route[1] if route else 0.0)
    rival = picture.facts.rival_support(person)
    return (
        scales.EFFORT[picture.level(person)]
        + 2 * (1 - access)
        + (1.0 if rival is not None and abs(rival) >= 2 else 0.0)
    )


def goals(picture: Picture, person: str) -> list[str]:
    """Goals and opportunities that a person is recorded to be needed for."""
    return sorted(str(r.text("to")) for r in picture.facts.active("NEEDED_FOR") if r.text("from") == person)


def who_to_win(picture: Picture) -> list[Row]:
    """Rows of the query who-to-win: everybody with something to gain who may be a target, best priority first."""
    rows: list[tuple[float, str, Row]] = []
    for p in picture.people:
        level = picture.level(p)
        if level == 3 or picture.facts.no_target(p) or picture.share[p] <= TINY:
            continue
        route = best_route(picture, p)
        value, cost = gain(picture, p), effort(picture, p)
        row: Row = {
            "id": p,
            "name": picture.facts.name(p),
            "share_pct": 100 * picture.share[p],
            "support": level,
            "target": target_level(level),
            "gain_pp": 100 * value,
            "effort": cost,
            "priority": value / cost,
            "goal": goals(picture, p),
            "contest_state": contest_state(picture, p),
            "owner": picture.facts.owner(p),
            "route": joined(route[0]) if route else None,
        }
        rows.append((-round(value / cost, 12), p, row))
    ranked = [row for _, _, row in sorted(rows, key=lambda item: (item[0], item[1]))]
    return [{"rank": rank, **row} for rank, row in enumerate(ranked, start=1)]


def hold_list(picture: Picture) -> dict[str, float]:
    """Cost of losing a level of people with support 3 and a share of at least 5 %."""
    lost = scales.OPINION[3] - scales.OPINION[2]
    return {
        p: picture.share[p] * lost
        for p in picture.people
        if picture.level(p) == 3 and picture.share[p] >= scales.KEY_SHARE - TINY
    }


def lean_with(picture: Picture, u: str, v: str, weight: float) -> float:
    """Lean with one weight replaced."""
    weights = {pair: tie.weight for pair, tie in picture.graph.ties.items()} | {(u, v): weight}
    model = Equilibrium(picture.people, weight_matrix(picture.people, weights), picture.model.kappa, picture.r)
    return model.lean(picture.x)


def derivative(picture: Picture, u: str, v: str) -> float:
    """``(share_v / kappa_v) (y_u - y_v)``."""
    y = picture.model.opinions(picture.x)
    return picture.share[v] / picture.model.kappa[v] * (y[u] - y[v])


def introductions(picture: Picture) -> list[Row]:
    """Pairs whose exchange would help most, by the exact change of the lean."""
    y = picture.model.opinions(picture.x)
    base = picture.model.lean(picture.x)
    rows: list[tuple[float, str, str, Row]] = []
    for u in picture.people:
        for v in picture.people:
            wanted = u != v and (picture.level(u) or 0) >= 1 and y[u] - y[v] >= 0.3 - TINY
            if not wanted or picture.graph.weight(u, v) >= scales.ACTIVE - TINY:
                continue
            if picture.facts.no_target(u) or picture.facts.no_target(v):
                continue
            if far_apart(picture, u, v) and between(picture, u, v) is None:
                continue
            value = lean_with(picture, u, v, picture.graph.at_least(u, v, assumed_weight())) - base
            row: Row = {"u": u, "v": v, "gain_pp": 100 * value, "y_u": y[u], "y_v": y[v]}
            if value < -TINY:
                continue
            rows.append((-round(value, 12), u, v, row))
    return [row for *_, row in sorted(rows, key=lambda item: item[:3])]


def far_apart(picture: Picture, u: str, v: str) -> bool:
    """More than two grades lie between them."""
    one, other = picture.facts.grade(u), picture.facts.grade(v)
    return one is not None and other is not None and abs(one - other) > 2


def between(picture: Picture, u: str, v: str) -> str | None:
    """Somebody no more than two grades from either, over whom u moves v most strongly."""
    found = []
    for w in picture.people:
        value = picture.graph.weight(u, w) * picture.graph.weight(w, v) if w not in (u, v) else 0.0
        near = picture.facts.grade(w) is not None and not far_apart(picture, u, w) and not far_apart(picture, w, v)
        if value > 0 and near and not picture.facts.no_target(w):
            found.append((-round(value, 12), w))
    return min(found)[1] if found else None


def finite_difference(picture: Picture, u: str, v: str, step: float = 1e-6) -> float:
    """Numerical derivative of the lean, to check :func:`derivative`."""
    weight = picture.graph.weight(u, v)
    return float(
        np.subtract(lean_with(picture, u, v, weight + step), lean_with(picture, u, v, weight - step)) / (2 * step)
    )

"""How to reach somebody."""

from __future__ import annotations

from graphcrm.analysis.paths.paths import PRODUCT
from graphcrm.analysis.paths.routes import access_routes
from graphcrm.asking.ask import Answer, Ask


def answer(ask: Ask) -> Answer:
    """The best routes to a person, different ones; also to somebody whom we know already, with a remark that says so."""
    s = ask.situation
    found = access_routes(s, ask.params["to"], ask.get("avoid", ()), ask.get("top"))
    rows = [
        ask.row(
            route,
            rank=rank,
            route=route.people,
            asks=list(route.asks(s)),
            weakest_hop=ask.path(route.weakest.source, route.weakest.target),
            hostile_on_route=route.hostile,
        )
        for rank, route in enumerate(found.routes, 1)
    ]
    remarks = [found.note] if found.note else []
    if found.routes:
        remarks.append(found.sentence(s))
    said = [route.sentence(s.snapshot) for route in found.routes]
    return Answer.of(rows, remarks=remarks, assumptions=[PRODUCT], explain=said)

"""Positions of 61 to 200 people: an overview of those who matter most, then a page per department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphcrm.maps.layout.cards import card_view, hops_of
from graphcrm.maps.layout.tree import formal_tree
from graphcrm.maps.layout.views import View
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson

__all__ = ["page_views"]


def page_views(model: MapModel, people: Sequence[MapPerson], most: int) -> tuple[View, ...]:
    """An overview of at most `most` people with the bosses that join them, then one view per department.

    Who is on it hangs on nothing that only some kinds of map show: people stand where they stand on the others.
    """
    tree = formal_tree(people, model.edges)
    first = sorted(
        people,
        key=lambda p: (not (p.listed or p.in_circle or p.on_path), -(p.share or 0.0), -p.grade, p.id),
    )
    shown: set[str] = set()
    for p in first:
        chain = [p.id]
        while (above := tree.boss.get(chain[-1])) is not None and above not in shown:
            chain.append(above)
        if p.id not in shown and len(shown) + len(chain) <= most:
            shown.update(chain)
    more = {i: n for i in sorted(shown) if (n := sum(d not in shown for d in tree.descendants(i)))}
    hops = hops_of(model)
    views = [card_view("", [p for p in people if p.id in shown], model.edges, more, hops, model.pins, model.ties)]
    units: dict[str, list[str]] = defaultdict(list)
    for p in people:
        units[p.org if p.outside else p.unit].append(p.id)
    by_id = {p.id: p for p in people}
    for unit in sorted(units):
        ids = set(units[unit]) | {tree.boss[i] for i in units[unit] if i in tree.boss}
        views.append(
            card_view(unit or "-", [by_id[i] for i in sorted(ids)], model.edges, {}, hops, model.pins, model.ties)
        )
    return tuple(views)

"""Who of a situation is like whom, and an order of its people that does not depend on ids or names.

People look the same if nothing that any figure is made of tells them apart: their decision weight, stubbornness, grade, attitude,
unit, organisation, and the ties they have to others who look the same. Random draws hand out their numbers in this order,
and what they say of people who look the same is said of all of them alike.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from graphcrm.analysis.situation import Situation, once
from graphcrm.arrays import Floats, Ints
from graphcrm.dataclass import dataclass
from graphcrm.graph.algorithms.canonical import canonical, fingerprints
from graphcrm.graph.influence import InfluenceEdge

__all__ = ["Likeness", "likeness"]


_DIGITS = 9


@dataclass(frozen=True)
class Likeness:
    """Vectors over the people of the graph and those of ours who are tied to them.

    people
        ``graph.people``: their places in canonical order.
    team
        ``situation.team``: likewise.
    cell
        Number of the cell of each person of the graph, from 0; those of one cell look the same.
    """

    people: Ints
    team: Ints
    cell: Ints

    @cached_property
    def place(self) -> Ints:
        """Place of each person of the graph in canonical order."""
        return np.argsort(self.people)

    def shared(self, values: Floats) -> Floats:
        """The mean over those who look the same, for each person; values per person, shape (n,)."""
        total = np.bincount(self.cell, weights=values)
        return np.asarray((total / np.bincount(self.cell))[self.cell])


@once
def likeness(situation: Situation) -> Likeness:
    """Compare everybody of a situation with everybody else."""
    graph, snapshot, team = situation.graph, situation.snapshot, situation.team
    theirs = len(graph.people)
    nodes: list[object] = [_person(situation, at) for at in range(theirs)]
    nodes += [("ours", snapshot.people[p].role, snapshot.people[p].grade) for p in team]
    places: dict[tuple[str, str], int] = {}

    def place_of(kind: str, name: str, known: object) -> int:
        if (kind, name) not in places:
            places[kind, name] = len(nodes)
            nodes.append((kind, known))
        return places[kind, name]

    arcs: list[tuple[int, int, object]] = []
    for at, person in enumerate((*graph.people, *team)):
        who = snapshot.people[person]
        arcs.append((at, place_of("organisation", who.org, snapshot.category(person)), "of"))
        if who.unit in snapshot.units:
            arcs.append((at, place_of("unit", who.unit or "", ""), "of"))
    for (kind, name), at in places.items():
        above = ("unit", snapshot.units[name].parent or "") if kind == "unit" else None
        if above in places:
            arcs.append((at, places[above], "under"))
    arcs += [(graph.index[u], graph.index[v], _tie(edge)) for (u, v), edge in graph.edges.items()]
    ours = {p: theirs + i for i, p in enumerate(team)}
    for (mine, person), tie in situation.ties.by_pair.items():
        if mine in ours and person in graph.index:
            arcs.append((ours[mine], graph.index[person], ("knows", round(float(tie.strength), _DIGITS))))
    source, target, labels = zip(*arcs, strict=True) if arcs else ((), (), ())
    found = canonical(
        fingerprints(nodes), np.array(source, dtype=np.intp), np.array(target, dtype=np.intp), fingerprints(labels)
    )
    _, cell = np.unique(found.cell[:theirs], return_inverse=True)
    return Likeness(_within(found.order, 0, theirs), _within(found.order, theirs, len(team)), cell.reshape(-1))


def _within(order: Ints, start: int, size: int) -> Ints:
    return order[(order >= start) & (order < start + size)] - start


def _person(situation: Situation, at: int) -> object:
    person = situation.graph.people[at]
    who, held = situation.snapshot.people[person], situation.support.get(person)
    return (
        round(float(situation.r[at]), _DIGITS),
        who.kappa,
        who.grade,
        who.function,
        sorted(who.flags),
        situation.snapshot.is_independent(person),
        (held.level, held.stale) if held else None,
        situation.competitor.get(person),
    )


def _tie(edge: InfluenceEdge) -> object:
    """What a tie is made of, apart from who reported it."""
    return sorted(
        (p.kind.value, p.level, p.sign, round(p.q, _DIGITS), round(p.scale * p.decay * p.factor, _DIGITS))
        for p in edge.parts
    )

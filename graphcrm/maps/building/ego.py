"""The network round one person: whoever is within two steps, the nearest first, and the lines between them.

It answers for an account of any size, also for one that no map can show as a whole. One of ours is joined to the people to
whom they have a tie of at least .10. Where an edition shows no analysis, steps are those of the reporting line alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.maps.layout.ego_ways import distances
from graphcrm.maps.records.asked import MapAsked
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.model import MapModel
from graphcrm.pages.text import named

__all__ = ["around", "round_one"]


_STEPS = 2


def round_one(s: Situation, model: MapModel, asked: MapAsked, most: int) -> MapModel:
    """The map of people round the person of ``--from``; the model as it is where nobody was named.

    Raises UsageError: nobody of that id, or somebody who is not on such a map.
    """
    person = asked.values.get("from")
    if person is None:
        return model
    who = s.snapshot.person(str(person))
    if s.snapshot.works_for_us(who.id) and model.edition.insight and who.id not in {p.id for p in model.people}:
        from graphcrm.maps.building.route import our_person  # with all that finds routes

        ties = tuple(_ties(s, who.id, {p.id for p in model.people}))
        model = replace(model, people=(*model.people, our_person(s, who.id)), edges=(*model.edges, *ties))
    if who.id not in {p.id for p in model.people if model.edition.insight or not p.outside}:
        said = Text(
            "{p}（{id}）不在这张图上，无法以其为中心",
            "{p} ({id}) is not on this map, so that nothing can be drawn round them",
        )
        raise UsageError(said.format(p=who.name, id=who.id))
    return around(model, who.id, most)


def _ties(s: Situation, ours: str, people: set[str]) -> Iterable[MapEdge]:
    for person in sorted(people):
        tie = s.ties.between(ours, person)
        if tie is not None and at_least(tie.strength, LEAST_TIE):
            yield MapEdge(
                LineKind.KNOWS, ours, person, min(1.0, tie.strength), observed_at=tie.last_contact or "", mutual=True
            )


def around(model: MapModel, ego: str, most: int) -> MapModel:
    """The model of at most `most` people within two steps of one, nearest first, then by the strongest line, then by id."""
    lines = [e for e in model.edges if model.edition.insight or e.kind is LineKind.REPORTS_TO]
    steps = distances(ego, lines)
    strongest: dict[str, float] = {}
    for e in lines:
        for a, b in ((e.source, e.target), (e.target, e.source)):
            if a in steps and b in steps and steps[a] < steps[b]:
                strongest[b] = max(strongest.get(b, 0.0), e.weight)
    near = sorted((p for p in steps if steps[p] <= _STEPS), key=lambda p: (steps[p], -strongest.get(p, 0.0), p))
    kept = set(near[:most])
    name = named(next(p.name for p in model.people if p.id == ego))
    said = Text(
        "{p} 周围的网络：两步以内的 {n} 人，全部 {all} 人",
        "The network round {p}: {n} people within two steps, of {all}",
    ).format(p=name, n=len(kept) - 1, all=len(model.people) - 1)
    return replace(
        model,
        ego=ego,
        people=tuple(p for p in model.people if p.id in kept),
        edges=tuple(e for e in model.edges if {e.source, e.target} <= kept),
        paths=tuple(p for p in model.paths if {*p.people, *p.formal_alternative} <= kept),
        gaps=tuple(g for g in model.gaps if g.person in kept),
        play=None,
        notices=(*model.notices, said),
    )

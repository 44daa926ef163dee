"""The people of a map: facts of the snapshot and what the analyses say of each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from graphcrm.analysis.bands import share_band
from graphcrm.analysis.coverage.tie import TieStatus
from graphcrm.analysis.influence.circle import decision_circle
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.influence.share_text import share_sentence
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsors import current_sponsors
from graphcrm.analysis.time.cooling import tie_status
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import map_evidence
from graphcrm.maps.building.posts import post_of, unit_of
from graphcrm.maps.records.people import MapContact, MapName, MapNeed, MapPerson, MapReason
from graphcrm.model.choices import DecisionRole, Flag
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Person
from graphcrm.spoken import arrows

__all__ = ["map_people"]


def map_people(s: Situation, draws: Draws, without: Container[str] = ()) -> Iterable[MapPerson]:
    """Everybody of the influence graph, then the account's people who left; a seat that was filled is nobody who left.

    `without` those whom the caller has already.
    """
    low, high = draws.rank_interval() if len(draws.people) else ((), ())
    # Without any influence the circle is the list, and nothing differs from it.
    circle = decision_circle(s) if s.graph.edges else None
    roles = _roles(s)
    members = s.snapshot.index.people(s.context.tree)
    left = [p for p in members if s.snapshot.has_left(p) and not s.snapshot.is_seat(p)]
    for person in (*s.graph.people, *left):
        if person in without:
            continue
        who = s.snapshot.people[person]
        at = s.graph.index.get(person)
        held = s.support.get(person)
        post, unit = post_of(s, who), unit_of(s.snapshot.units.get(who.unit or ""))
        share = None if at is None else min(1.0, max(0.0, float(s.share[at])))
        yield MapPerson(
            id=person,
            name=who.name,
            grade=who.grade or 0,
            name_en=who.name_en,
            title=post.zh,
            title_en=post.en,
            unit=unit.zh,
            unit_en=unit.en,
            org=_org(s, who).name,
            org_en=_org(s, who).name_en,
            outside=not s.snapshot.index.belongs(person, s.context.tree),
            org_category=s.snapshot.category(person),
            support=held.level if held else None,
            support_at=held.observed_at if held else "",
            support_evidence=tuple(map_evidence(s, e) for e in held.reports) if held else (),
            stale=held.stale if held else False,
            seat=s.snapshot.is_seat(person),
            roles=roles.get(person, ()),
            share=share,
            band=None if share is None else share_band(share),
            rank_lo=None if at is None else int(low[at]),
            rank_hi=None if at is None else int(high[at]),
            decision_weight=None if at is None else float(s.r[at]),
            tie=min(1.0, s.ties.best(person)[0]),
            contacts=tuple(_contacts(s, person)),
            owner=_named(s, [s.snapshot.owners[person]] if person in s.snapshot.owners else []),
            sponsor=_named(s, current_sponsors(s, person)),
            flags=(frozenset(who.flags) - {Flag.PLACEHOLDER.value})
            | ({"independence_required"} if s.snapshot.is_independent(person) else set())
            | ({"left"} if at is None else set()),
            left_on=who.left_on or "" if at is None else "",
            summary=None if at is None else share_sentence(s, draws, person),
            top_paths=() if at is None else tuple(_reasons(s, at)),
            needs=tuple(_needs(s, person)),
            in_circle=circle is not None and person in circle.circle,
            listed=circle is not None and person in circle.formal,
        )


def _org(s: Situation, who: Person) -> MapName:
    org = s.snapshot.orgs.get(who.org)
    return MapName(org.name, org.name_en) if org else MapName(who.org)


def _named(s: Situation, people: Sequence[str]) -> MapName | None:
    """The names of people of ours in one; None for nobody who is known."""
    found = [s.snapshot.people[p] for p in people if p in s.snapshot.people]
    if not found:
        return None
    english = ", ".join(w.name_en or w.name for w in found) if any(w.name_en for w in found) else ""
    return MapName("、".join(w.name for w in found), english)


def _roles(s: Situation) -> Mapping[str, tuple[str, ...]]:
    """Decision roles by person, in the order of the scale, for the opportunity or all open ones."""
    deals = {deal.id for deal in s.context.deals}
    held: dict[str, set[str]] = {}
    for edge in s.snapshot.index.edges(EdgeKind.ROLE_IN, deals):
        held.setdefault(edge.source, set()).update(edge.get("roles", ()))
    return {person: tuple(r.value for r in DecisionRole if r.value in roles) for person, roles in held.items()}


def _contacts(s: Situation, person: str) -> Iterable[MapContact]:
    for tie in s.ties.of(person):
        who = s.snapshot.people[tie.ours]
        yield MapContact(
            name=who.name,
            strength=tie.strength,
            name_en=who.name_en,
            last_contact=tie.last_contact or "",
            cooling=tie_status(s, tie, key_persons(s)) in (TieStatus.COOLING, TieStatus.LAPSED),
        )


def _needs(s: Situation, person: str) -> Iterable[MapNeed]:
    for need in s.snapshot.index.needs([person]):
        yield MapNeed(need.statement, need.our_response, need.status, private=not need.explicit, restricted=True)


def _reasons(s: Situation, at: int) -> Iterable[MapReason]:
    share = float(s.share[at])
    if share <= 0:
        return
    for path in s.backward.best(at):
        own = len(path.nodes) == 1
        names = arrows(s.snapshot.people[s.graph.people[i]].name for i in path.nodes)
        text = Text("本人的决策权重", "own decision weight") if own else names
        yield MapReason(text, min(1.0, path.contribution / share))

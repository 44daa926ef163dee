"""The organisations round a decision, and who of their people is shown.

An organisation is on the map if any of its people is in the influence graph, if it has anything recorded with the customer
or the decision, if it is a competitor in this contest, or if it works with us and is no other customer. Of the customer
those are shown who decide, who are in touch with others outside, who are of the circle or on the list, then who has most
influence; an edition that shows no analysis has no such map, so that the choice tells nobody anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.contest.contest import chosen_rivals
from graphcrm.analysis.coverage.tie import Tie, Ties, ties
from graphcrm.analysis.influence.circle import decision_circle
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.maps.building.relations import RELATIONS
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind

__all__ = ["Firm", "Round", "round_about"]


#: Cards in all, about: then names can be read on a laptop.
_CARDS = 60
_FIRMS, _CUSTOMERS, _OURS, _OTHERS = 20, 20, 8, 4
#: In which order organisations stand behind the account itself: after these any other.
_ORDER = ("our_company", "competitor", "third_party", "supplier", "partner")


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation and those of its people who are shown, the highest grade first; `more` are not."""

    id: str
    category: str
    people: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True)
class Round:
    """The customer first, then us, competitors, others. `home` says to which of them an organisation belongs.

    best
        Of everybody shown who is not ours: our best tie to them, if it counts as a tie.
    left_out
        How many organisations are not shown.
    """

    firms: tuple[Firm, ...]
    home: Mapping[str, str]
    best: Mapping[str, Tie]
    left_out: int


def round_about(s: Situation) -> Round:
    """Choose organisations and people."""
    context, snapshot = s.context, s.snapshot
    account = context.account.id
    us = snapshot.our_company
    home = {
        o.id: account if o.id in context.tree else us.id if us and o.category == OrgCategory.OUR_COMPANY else o.id
        for o in snapshot.orgs.values()
    }
    chosen, left_out = _organisations(s, home)
    room = (_CARDS - _CUSTOMERS - _OURS - len(chosen)) // max(1, len(chosen) - 2)
    others = max(1, min(_OTHERS, room))
    people = {firm: _people(s, firm, others) for firm in chosen if firm != (us.id if us else "")}
    shown = [p for ids, _ in people.values() for p in ids]
    known = ties(snapshot, shown)
    best = _best(known, [p for firm, (ids, _) in people.items() if _category(s, firm) != "competitor" for p in ids])
    if us:
        ours = sorted({tie.ours for tie in best.values()}, key=lambda o: (-(snapshot.people[o].grade or 1), o))
        people[us.id] = tuple(ours), len(snapshot.ours) - len(ours)
    firms = [Firm(i, OrgCategory.CUSTOMER.value if i == account else _category(s, i), *people[i]) for i in chosen]
    return Round(tuple(firms), home, best, left_out)


def _category(s: Situation, org: str) -> str:
    found = s.snapshot.orgs.get(org)
    return found.category if found else OrgCategory.OTHER.value


def _place(category: str) -> int:
    return _ORDER.index(category) if category in _ORDER else len(_ORDER)


def _organisations(s: Situation, home: Mapping[str, str]) -> tuple[list[str], int]:
    """The organisations of the map, the customer first, and how many more there are; what concerns the decision first."""
    context, snapshot = s.context, s.snapshot
    deals = context.deals
    us = snapshot.our_company
    nearest: dict[str, int] = {context.account.id: 0} | ({us.id: 0} if us else {})

    def add(org: str | None, distance: int) -> None:
        firm = home.get(org or "")
        if firm is not None:
            nearest[firm] = min(distance, nearest.get(firm, distance))

    for person in s.graph.people:
        # Somebody who was sent to the customer is one of the customer's here.
        if not snapshot.index.belongs(person, context.tree):
            add(snapshot.people[person].org, 1)
    for rival in chosen_rivals(s):
        add(rival, 1)
    centre = {*context.tree, *(d.id for d in deals)}
    for org in _partners(s, centre):
        add(org, 2)
    for org in _partners(s, {org for org, firm in home.items() if us and firm == us.id}):
        if _category(s, org) != OrgCategory.CUSTOMER:
            add(org, 3)
    order = sorted(nearest, key=lambda i: (nearest[i], i))
    kept = order[:_FIRMS]
    kept.sort(key=lambda i: (i != context.account.id, _place(_category(s, i)), i))
    return kept, len(order) - len(kept)


def _partners(s: Situation, centre: set[str]) -> Iterable[str]:
    """Organisations with a relation to any of `centre`."""
    for kind in RELATIONS:
        for edge in s.snapshot.index.edges(kind, centre):
            for end, other in ((edge.source, edge.target), (edge.target, edge.source)):
                if end in centre and other in s.snapshot.orgs:
                    yield other


def _people(s: Situation, firm: str, most: int) -> tuple[tuple[str, ...], int]:
    """Who of an organisation is shown, the highest grade first, and how many are not; `most` is for those beside the customer."""
    snapshot, context = s.snapshot, s.context
    if firm == context.account.id:
        there, most = list(s.graph.customers), _CUSTOMERS
        circle = decision_circle(s)
        inside = set(there)
        touched = {p for a, b in s.graph.edges if (a in inside) != (b in inside) for p in (a, b)}
        there.sort(
            key=lambda p: (
                s.weight_of(p) <= 0,
                p not in touched,
                p not in circle.circle and p not in circle.formal,
                -s.share_of(p),
                p,
            )
        )
    elif _category(s, firm) == OrgCategory.CUSTOMER:
        return (), 0  # an account of its own
    else:
        there = [p for p in snapshot.index.people([firm]) if snapshot.people[p].org == firm]
        there = [p for p in there if not snapshot.has_left(p) and not snapshot.index.belongs(p, context.tree)]
        knows = {p for e in snapshot.index.edges(EdgeKind.KNOWS, there) for p in (e.source, e.target)}
        there.sort(key=lambda p: (p not in s.graph.index, p not in knows, -(snapshot.people[p].grade or 1), p))
    shown = sorted(there[:most], key=lambda p: (-(snapshot.people[p].grade or 1), p))
    return tuple(shown), len(there) - len(shown)


def _best(known: Ties, people: Iterable[str]) -> dict[str, Tie]:
    """Our best tie to each of them, by as few of ours as the map shows: those with most and strongest ties."""
    tied = {p: [tie for tie in known.of(p) if at_least(tie.strength, LEAST_TIE)] for p in people}
    held: dict[str, list[float]] = {}
    for of_person in tied.values():
        for tie in of_person[:1]:
            held.setdefault(tie.ours, []).append(tie.strength)
    team = sorted(held, key=lambda o: (-len(held[o]), -sum(held[o]), o))[:_OURS]
    found = {p: next((tie for tie in of_person if tie.ours in team), None) for p, of_person in tied.items()}
    return {p: best for p, best in found.items() if best is not None}

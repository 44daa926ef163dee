"""The ecosystem map: organisations round a decision, what joins their people, and what they are to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphcrm.analysis.bands import LEAST_TIE
from graphcrm.analysis.contest.rival_ties import rival_ties
from graphcrm.analysis.groups.bridges import Role, bridges
from graphcrm.analysis.influence.uncertainty import Draws
from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.suppliers.broker_roles import broker_roles
from graphcrm.analysis.suppliers.organisations import Outsider, outsiders
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.maps.building.edges import influence_line
from graphcrm.maps.building.firms import Firm, Round, round_about
from graphcrm.maps.building.model import map_head, people_model
from graphcrm.maps.building.people import map_people
from graphcrm.maps.building.relations import relations
from graphcrm.maps.building.route import our_person
from graphcrm.maps.records.ecosystem import MapBroker, MapEcosystem, MapFirm
from graphcrm.maps.records.edges import LineKind, MapEdge
from graphcrm.maps.records.findings import MapKpi
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.records.people import MapPerson
from graphcrm.model.choices import OrgCategory, OrgSubtype
from graphcrm.spoken import per_cent

__all__ = ["card_of", "ecosystem_model"]


#: Not judged as suppliers and third parties are.
_APART = (OrgCategory.CUSTOMER, OrgCategory.OUR_COMPANY, OrgCategory.COMPETITOR)


def card_of(org: str) -> str:
    """The id of the card of an organisation; it cannot be that of a person, which has no control characters."""
    return f"\x1f{org}"


def ecosystem_model(situation: Situation, draws: Draws, code: str, edition: Edition) -> MapModel:
    """Organisations and those of their people who matter; for the customer's eyes the chart, as on all maps of people."""
    s = situation
    if not edition.insight:
        return people_model(s, draws, code, edition)
    found = round_about(s)
    on = {p: firm.id for firm in found.firms for p in firm.people}
    theirs = {p.id: p for p in map_people(s, draws, without=s.concerned - on.keys())}
    facts = {o.id: o for o in outsiders(s, [f.id for f in found.firms[1:]])}
    roles = broker_roles(s)
    cards = [_card(s, firm, facts.get(firm.id)) for firm in found.firms]
    brokers = tuple(
        MapBroker(b.id, _counts(b.counts), b.sentence(s))
        for b in bridges(s, seed=draws.seed, permutations=1)
        if b.dominant and b.id in on
    )
    firms = tuple(
        MapFirm(card_of(f.id), f.people, f.more, roles[f.id].value if f.id in roles else "") for f in found.firms
    )
    lines = [influence_line(s, e) for (a, b), e in s.graph.edges.items() if a in on and b in on and on[a] != on[b]]
    return replace(
        map_head(s, code, edition),
        people=(*cards, *(theirs.get(p) or _stranger(s, p) for p in on)),
        edges=(*lines, *_ties(s, found), *_relations(s, found, on)),
        kpis=_kpis(s, found, facts, brokers, on),
        ecosystem=MapEcosystem(firms, brokers),
        notices=_notices(found),
    )


def _card(s: Situation, firm: Firm, facts: Outsider | None) -> MapPerson:
    """An organisation as a card: its part in the decision, our best tie to its people, whether it must stay independent."""
    org = s.snapshot.orgs[firm.id]
    customer = firm.id == s.context.account.id
    label = OrgCategory(firm.category).label
    kind = OrgSubtype(org.subtype).label if org.subtype in set(OrgSubtype) else None
    said = Text(f"{label.zh} · {kind.zh}", f"{label.en} · {kind.en}") if kind else label
    beside = facts if firm.category not in _APART else None
    share = sum(s.share_of(p) for p in s.graph.customers) if customer else beside.share if beside else None
    return MapPerson(
        id=card_of(firm.id),
        name=org.name,
        name_en=org.name_en,
        title=said.zh,
        title_en=said.en.capitalize(),
        grade=5,
        org=org.name,
        org_en=org.name_en,
        outside=not customer,
        org_category=firm.category,
        firm=True,
        share=None if share is None else min(1.0, max(0.0, share)),
        tie=min(1.0, beside.tie) if beside else None,
        flags=frozenset({"independence_required"} if beside and beside.independent else ()),
        summary=beside.sentence(s.snapshot) if beside else None,
    )


def _stranger(s: Situation, person: str) -> MapPerson:
    """Somebody who is not in the influence graph: of ours, of a competitor, or of an organisation that moves nobody."""
    who = s.snapshot.people[person]
    independent = frozenset({"independence_required"} if s.snapshot.is_independent(person) else ())
    return replace(
        our_person(s, person),
        org_category=s.snapshot.category(person),
        seat=s.snapshot.is_seat(person),
        flags=independent | ({*who.flags} & {"no_contact", "objected", "public_official"}),
    )


def _ties(s: Situation, found: Round) -> Iterable[MapEdge]:
    """Our best tie to everybody shown, and what is known of competitors' ties to the customer's people."""
    for person, tie in sorted(found.best.items()):
        last = tie.last_contact or ""
        yield MapEdge(LineKind.KNOWS, tie.ours, person, weight=min(1.0, tie.strength), observed_at=last, mutual=True)
    customers = found.firms[0].people
    for firm in found.firms:
        if firm.category == OrgCategory.COMPETITOR:
            for person, strength in sorted(rival_ties(s.snapshot, [firm.id], customers).items()):
                if at_least(strength, LEAST_TIE):
                    yield MapEdge(LineKind.KNOWS, card_of(firm.id), person, weight=min(1.0, strength), mutual=True)


def _relations(s: Situation, found: Round, on: Mapping[str, str]) -> Iterable[MapEdge]:
    shown = {firm.id for firm in found.firms}
    deals = {d.id for d in s.context.deals}

    def place(end: str) -> str | None:
        if end in on:
            return end
        who = s.snapshot.people.get(end)
        firm = s.context.account.id if end in deals else found.home.get(who.org if who else end)
        return card_of(firm) if firm in shown else None

    orgs = {org for org, firm in found.home.items() if firm in shown}
    return relations(s, orgs | deals, place)


def _counts(counts: Mapping[Role, int]) -> tuple[int, int, int, int, int]:
    coordinator, itinerant, gatekeeper, representative, liaison = (counts[role] for role in Role)
    return coordinator, itinerant, gatekeeper, representative, liaison


def _kpis(
    s: Situation,
    found: Round,
    facts: Mapping[str, Outsider],
    brokers: Iterable[MapBroker],
    on: Mapping[str, str],
) -> tuple[MapKpi, ...]:
    account = s.context.account.id
    facts = {i: o for i, o in facts.items() if s.snapshot.orgs[i].category not in _APART}
    share = sum(o.share for o in facts.values())
    doors = sum(b.counts[2] > 0 and on[b.person] == account for b in brokers)
    doubled = sum(o.dual_supply for o in facts.values())
    independent = sum(o.independent for o in facts.values())
    return (
        MapKpi(Text("组织", "Organisations"), Text.of(str(len(found.firms)))),
        MapKpi(Text("客户以外的影响", "Outside influence"), Text(per_cent(share), per_cent(share))),
        MapKpi(Text("影响入口（守门人）", "Entry points"), Text.of(str(doors))),
        MapKpi(Text("须保持独立", "Must stay independent"), Text.of(str(independent))),
        MapKpi(Text("兼供对手", "Also serve a rival"), Text.of(str(doubled)), "warn" if doubled else "plain"),
    )


def _notices(found: Round) -> tuple[Text, ...]:
    if not found.left_out:
        return ()
    said = Text(
        "另有 {n} 个组织未画出；先画与此决策有关的。",
        "{n} more organisations are not shown; those nearest to the decision are.",
    )
    return (said.format(n=found.left_out),)

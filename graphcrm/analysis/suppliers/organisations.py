"""Suppliers and third parties as the decision sees them: share, reach into the customer, our tie, endorsement, double dealing.

    attention = .4·org share (scaled to the largest) + .3·(supply risk − 1)/4 + .3·(1 − our tie)

orders them. Whoever must stay independent, by the kind of organisation or because one of its people is marked, is cooperated with
and nothing else; everybody else is a partner, and a supplier of high risk or one that serves a competitor as well wants a second source.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from graphcrm.analysis.coverage.tie import ties
from graphcrm.analysis.numbers import TOLERANCE, ordinal
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.suppliers.kraljic import Kraljic, kraljic, supplies_to_us
from graphcrm.analysis.suppliers.scorecard import Scorecard, newest_evaluation, scorecard
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import INDEPENDENT_SUBTYPES, Flag, OrgCategory, OrgSubtype
from graphcrm.model.edges import EdgeKind
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, per_cent

__all__ = ["Advice", "Outsider", "dealings", "outsiders", "remark", "suppliers", "third_parties"]


class Advice(Choice):
    COOPERATE = "cooperate-only", "仅限配合支持", "cooperate only"
    SECOND_SOURCE = "second-source", "引入第二来源", "second source"
    PARTNER = "partner", "发展伙伴关系"


@dataclass(frozen=True, slots=True)
class Outsider:
    """An organisation beside the customer.

    share
        Sum of the shares of its people in the decision.
    people
        Its people in the influence graph, by descending share.
    influences
        People of the customer whom any of them moves.
    tie
        Our best tie to any of its people who is still there.
    """

    id: str
    subtype: str | None
    independent: bool
    share: float
    people: tuple[str, ...]
    influences: tuple[str, ...]
    tie: float
    endorsed: bool
    dual_supply: bool
    card: Scorecard
    place: Kraljic | None
    advice: Advice
    attention: float

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{org} carries 9 % of the influence, mainly through {p}; our tie 0 %; cooperate only.”"""
        org = snapshot.orgs[self.id]
        subtype = OrgSubtype(self.subtype).label if self.subtype else None
        name = Text("{name}（{kind}）", "{name} ({kind})").format(name=org.name, kind=subtype) if subtype else None
        if self.people:
            role = Text(
                "在该决策中占 {s} 影响，主要通过 {p}", "carries {s} of the influence, mainly through {p}"
            ).format(s=per_cent(self.share), p=snapshot.people[self.people[0]].name)
        else:
            role = Text("在该决策中没有已知影响", "has no known influence on the decision")
        doubled = Text("；同时为对手供货或与其结盟", "; also supplies or is allied with a competitor")
        said = Text(
            "{org}{role}；我方关系 {t}{double}；{advice}。", "{org} {role}; our tie {t}{double}; {advice}."
        ).format(
            org=name or org.name,
            role=role,
            t=per_cent(self.tie),
            double=doubled if self.dual_supply else "",
            advice=self.advice.label,
        )
        history = dealings(snapshot, self.id)
        return (
            said if history is None else Text("{said}{history}", "{said} {history}").format(said=said, history=history)
        )


def suppliers(situation: Situation) -> tuple[Outsider, ...]:
    """Every supplier, and whoever else supplies us or was evaluated as one, by attention."""
    snapshot = situation.snapshot
    as_one = {evaluation.org for evaluation in snapshot.evaluations}
    as_one |= {edge.source for edge in supplies_to_us(snapshot)}
    chosen = {o.id for o in snapshot.orgs.values() if o.category == OrgCategory.SUPPLIER or o.id in as_one}
    return outsiders(situation, chosen)


def third_parties(situation: Situation) -> tuple[Outsider, ...]:
    """Every third party, by attention."""
    found = {o.id for o in situation.snapshot.orgs.values() if o.category == OrgCategory.THIRD_PARTY}
    return outsiders(situation, found)


def outsiders(situation: Situation, orgs: Collection[str]) -> tuple[Outsider, ...]:
    """Some organisations, by attention, ties by id."""
    found = [_outsider(situation, org) for org in sorted(orgs)]
    most = max((o.share for o in found), default=0.0)
    weight = situation.snapshot.settings.attention
    rated = [_with_attention(o, most, weight) for o in found]
    return tuple(sorted(rated, key=lambda o: (-ordinal(o.attention), o.id)))


def _outsider(situation: Situation, org: str) -> Outsider:
    snapshot = situation.snapshot
    mine = [p for p in snapshot.index.people([org]) if snapshot.people[p].org == org and not snapshot.has_left(p)]
    inside = [p for p in situation.rank_order if snapshot.people[p].org == org]
    known = ties(snapshot, mine)
    card = scorecard(newest_evaluation(snapshot, org), snapshot.settings)
    place = kraljic(snapshot, org, card.impact)
    independent = _independent(snapshot, org, mine)
    dual = _serves_competitors(snapshot, org)
    return Outsider(
        id=org,
        subtype=snapshot.orgs[org].subtype,
        independent=independent,
        share=sum(situation.share_of(p) for p in inside),
        people=tuple(inside),
        influences=_influenced(situation, inside),
        tie=max((known.best(p)[0] for p in mine), default=0.0),
        endorsed=_endorsed(situation, org),
        dual_supply=dual,
        card=card,
        place=place,
        advice=_advice(independent, snapshot.orgs[org].category, place, dual),
        attention=0.0,
    )


def _with_attention(found: Outsider, most: float, weight: Mapping[str, float]) -> Outsider:
    scaled = found.share / most if most > TOLERANCE else 0.0
    danger = (found.place.risk - 1) / 4 if found.place else 0.0
    return replace(
        found, attention=weight["share"] * scaled + weight["risk"] * danger + weight["tie"] * (1 - found.tie)
    )


def _independent(snapshot: Snapshot, org: str, people: Iterable[str]) -> bool:
    known = snapshot.orgs[org]
    implied = known.category == OrgCategory.THIRD_PARTY and known.subtype in INDEPENDENT_SUBTYPES
    return implied or any(snapshot.people[p].has(Flag.INDEPENDENCE_REQUIRED) for p in people)


def _influenced(situation: Situation, people: Collection[str]) -> tuple[str, ...]:
    mine, customers = set(people), set(situation.graph.customers)
    moved = {v for (u, v), edge in situation.graph.edges.items() if u in mine and v in customers and edge.weight > 0}
    return tuple(sorted(moved))


def _endorsed(situation: Situation, org: str) -> bool:
    """Whether an organisation or a person of the customer's tree endorses it."""
    snapshot, tree = situation.snapshot, situation.context.tree
    for edge in snapshot.index.edges(EdgeKind.ENDORSES, [org]):
        known = edge.source in snapshot.people
        if edge.target == org and (edge.source in tree or (known and snapshot.index.belongs(edge.source, tree))):
            return True
    return False


def _serves_competitors(snapshot: Snapshot, org: str) -> bool:
    """Whether it supplies a competitor or is allied with one."""

    def competes(other: str) -> bool:
        known = snapshot.orgs.get(other)
        return known is not None and known.category == OrgCategory.COMPETITOR

    supplied = any(e.source == org and competes(e.target) for e in snapshot.index.edges(EdgeKind.SUPPLIES, [org]))
    allied = any(competes(e.source) or competes(e.target) for e in snapshot.index.edges(EdgeKind.ALLIED_WITH, [org]))
    return supplied or allied


def _advice(independent: bool, category: str, place: Kraljic | None, dual: bool) -> Advice:
    if independent:
        return Advice.COOPERATE
    supplies = category == OrgCategory.SUPPLIER or place is not None
    if supplies and (dual or (place is not None and place.risky)):
        return Advice.SECOND_SOURCE
    return Advice.PARTNER


def remark(found: Collection[Outsider], snapshot: Snapshot) -> Text:
    """Which organisations want attention first."""
    if not found:
        return Text("未录入此类组织。", "No such organisation is recorded.")
    first = [snapshot.orgs[o.id].name for o in list(found)[:3]]
    return Text("首先关注：{names}。", "First to attend to: {names}.").format(names=joined(first))


def dealings(snapshot: Snapshot, org: str) -> Text | None:
    """What we have going with an organisation: contract, joint deals, who recommends it; None where nothing of it is recorded.

    The contract is the first that has begun. Deals count while we develop them together (PARTNERS_ON), recommendations by whomever.
    """
    said = list(_said(snapshot, org))
    return None if not said else Text("我方与其：{said}。", "With us: {said}.").format(said=Text("；", "; ").join(said))


def _said(snapshot: Snapshot, org: str) -> Iterator[Text]:
    day = snapshot.as_of.isoformat()
    starts = [c.start for c in snapshot.contracts_with_us(frozenset({org})) if c.start and c.start <= day]
    if starts:
        yield Text(f"自 {min(starts)} 起有合同", f"under contract since {min(starts)}")
    together = sorted(e.target for e in snapshot.index.edges(EdgeKind.PARTNERS_ON, [org]) if e.source == org)
    if together:
        yield Text("联合拓展 {deals}", "partner on {deals}").format(deals=joined(_name(snapshot, d) for d in together))
    by = sorted(e.source for e in snapshot.index.edges(EdgeKind.RECOMMENDS, [org]) if e.target == org)
    if by:
        yield Text("由 {who} 推荐", "recommended by {who}").format(who=joined(_name(snapshot, w) for w in by))


def _name(snapshot: Snapshot, which: str) -> str:
    found = snapshot.people.get(which) or snapshot.orgs.get(which) or snapshot.opportunities.get(which)
    return found.name if found else which

"""Power, interest and salience: who must be managed closely, who kept satisfied (Mendelow 1991; Mitchell, Agle & Wood 1997).

    power    = ½·(grade − 1)/4 + ½·min(1, share/.15)
    interest = ½·min(1, interactions on the opportunity in 180 days / 4) + ½·(declared interest − 1)/4

Both are in [0, 1] and high from .5 on; without a grade the power is unknown, and so is the quadrant; the type then counts what is
known, and a power that is unknown is not a high one. Where neither an interest was declared nor an interaction recorded the
interest is 0 by the formula, and `rests_on_nothing` says so.

Salience counts three attributes: power (high), legitimacy (a role in the decision, or a contract or office of the person's organisation
with the customer), urgency (an open complaint, an open need for now, or a role in a running bid).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graphcrm.analysis.numbers import at_least
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.status.open_needs import open_needs
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import Horizon, Stage, is_over
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.edges import EdgeKind
from graphcrm.model.records import Interaction, Opportunity
from graphcrm.snapshot import Snapshot, days_between
from graphcrm.spoken import joined, some_of

__all__ = [
    "PowerInterest",
    "Salience",
    "SalienceType",
    "is_open_complaint",
    "quadrant",
    "remark",
    "salience",
    "salience_type",
    "unknowns",
]


#: What an outside organisation may be to the customer or the opportunity.
_OFFICES = (
    EdgeKind.CONTRACT,
    EdgeKind.SUPERVISES,
    EdgeKind.CERTIFIES,
    EdgeKind.CONSULTS_FOR,
    EdgeKind.TENDERS_FOR,
)


class PowerInterest(Choice):
    MANAGE = "manage_closely", "重点管理", "manage closely"
    SATISFY = "keep_satisfied", "令其满意", "keep satisfied"
    INFORM = "keep_informed", "随时告知", "keep informed"
    MONITOR = "monitor", "监测"


class SalienceType(Choice):
    """By the attributes that a person has: power (P), legitimacy (L), urgency (U)."""

    DEFINITIVE = "definitive", "核心型（权力、合法、紧迫）", "definitive (power, legitimacy, urgency)"
    DOMINANT = "dominant", "支配型（权力、合法）", "dominant (power, legitimacy)"
    DANGEROUS = "dangerous", "强制型（权力、紧迫）", "dangerous (power, urgency)"
    DEPENDENT = "dependent", "依赖型（合法、紧迫）", "dependent (legitimacy, urgency)"
    DORMANT = "dormant", "潜伏型（权力）", "dormant (power)"
    DISCRETIONARY = "discretionary", "酌情型（合法）", "discretionary (legitimacy)"
    DEMANDING = "demanding", "索求型（紧迫）", "demanding (urgency)"
    NONE = "non_stakeholder", "非利益相关方", "no stakeholder"


_TYPES = {
    (True, True, True): SalienceType.DEFINITIVE,
    (True, True, False): SalienceType.DOMINANT,
    (True, False, True): SalienceType.DANGEROUS,
    (False, True, True): SalienceType.DEPENDENT,
    (True, False, False): SalienceType.DORMANT,
    (False, True, False): SalienceType.DISCRETIONARY,
    (False, False, True): SalienceType.DEMANDING,
    (False, False, False): SalienceType.NONE,
}

_NO_DEAL = Text(
    "未录入进行中的商机：兴趣只计就商机的往来和声明的关注，一律按 0 计；请录入商机和各人在其中的角色。",
    "No open opportunity is recorded: interest is contact on one and interest declared in one, so everybody's counts as 0. "
    "Record the opportunity and who has a role in it.",
)
_NO_INTEREST = Text(
    "尚未见任何人的兴趣：近 {n:g} 天在此商机上没有往来，也没有高于最低档的声明关注；兴趣一律按 0 计。",
    "Nobody shows any interest yet: no contact on this opportunity in {n:g} days and none declared above the lowest; "
    "everybody's counts as 0.",
)
_NO_GRADE = Text(
    "没有人录有职级：权力未知，谁都不分象限；请录入职级。",
    "Nobody has a grade: power is unknown and nobody is in a quadrant. Record grades.",
)


@dataclass(frozen=True, slots=True)
class Salience:
    """Power and interest in [0, 1]; `power` and `quadrant` are None where no grade is recorded."""

    id: str
    power: float | None
    interest: float
    quadrant: PowerInterest | None
    legitimacy: bool
    urgency: bool
    type: SalienceType
    rests_on_nothing: bool = False

    def sentence(self, snapshot: Snapshot) -> Text:
        """“{p}: manage closely; definitive (power, legitimacy, urgency).”"""
        said = Text("{p}：{what}", "{p}: {what}").format(p=snapshot.people[self.id].name, what=self._where())
        if snapshot.is_seat(self.id):
            said += Text("；这是待确认席位，先了解由谁担任", "; an open seat, find out first who holds the post")
        return said + Text("。", ".")

    def _where(self) -> Text:
        where = Text("未录职级，权力未知", "no grade: power unknown") if self.quadrant is None else self.quadrant.label
        if self.quadrant is None and self.type is SalienceType.NONE:
            return where  # nothing is known of whoever is called so
        return Text("；", "; ").join([where, self.type.label])


def quadrant(power: float, interest: float, high: float = 0.5) -> PowerInterest:
    """Quadrant of a power and an interest.

    >>> quadrant(0.5, 0.5).value, quadrant(0.7, 0.2).value, quadrant(0.2, 0.5).value
    ('manage_closely', 'keep_satisfied', 'keep_informed')
    """
    if at_least(power, high):
        return PowerInterest.MANAGE if at_least(interest, high) else PowerInterest.SATISFY
    return PowerInterest.INFORM if at_least(interest, high) else PowerInterest.MONITOR


def salience_type(power: bool, legitimacy: bool, urgency: bool) -> SalienceType:
    """Type by the attributes.

    >>> salience_type(True, False, True).value
    'dangerous'
    """
    return _TYPES[power, legitimacy, urgency]


def salience(situation: Situation) -> tuple[Salience, ...]:
    """Everybody of the graph, by descending share.

    Of an account its open opportunities count together: interactions on any of them, a role in any, the highest interest.
    """
    snapshot, rules = situation.snapshot, situation.snapshot.settings.salience
    deals = situation.context.deals
    roles = _roles(situation, deals)
    bidding = {p for deal in deals if deal.stage == Stage.S2 for p in roles.get(deal.id, {})}
    interest = _interest(situation, deals, roles)
    offices = _offices(situation, deals)
    pressed = _pressed(situation)
    found = []
    for person in situation.rank_order:
        who = snapshot.people[person]
        power = None
        if who.grade is not None:
            power = (who.grade - 1) / 8 + min(1.0, situation.share_of(person) / rules["share"]) / 2
        legitimate = any(person in of for of in roles.values()) or who.org in offices
        urgent = person in pressed or person in bidding
        found.append(
            Salience(
                person,
                power,
                interest[person],
                None if power is None else quadrant(power, interest[person], rules["high"]),
                legitimate,
                urgent,
                salience_type(power is not None and at_least(power, rules["high"]), legitimate, urgent),
                rests_on_nothing=not interest[person] and all(of.get(person) is None for of in roles.values()),
            )
        )
    return tuple(found)


def remark(rows: Iterable[Salience], situation: Situation) -> Text:
    """Who must be managed closely, in a sentence; of an open seat nobody is known who could be, so it is told apart.

    Where nobody can be placed, or all stand at the edge of a picture, for want of records, it is said what to record.
    """
    rows, snapshot = list(rows), situation.snapshot
    unknown = [
        said
        for said, holds in (
            (_NO_DEAL if not situation.context.deals else _NO_INTEREST, not any(r.interest for r in rows)),
            (_NO_GRADE, all(r.power is None for r in rows)),
        )
        if rows and holds
    ]
    if unknown:
        first, *others = (one.format(n=snapshot.settings.salience["days"]) for one in unknown)
        return Text("{first}{second}", "{first} {second}").format(first=first, second=others[0]) if others else first
    close = [r.id for r in rows if r.quadrant is PowerInterest.MANAGE]
    known, seats = (
        joined(snapshot.people[p].name for p in close if snapshot.is_seat(p) is seat) for seat in (False, True)
    )
    if not close:
        return Text("已知的人中没有谁权力和兴趣都高。", "Nobody is known to have both high power and high interest.")
    if all(map(snapshot.is_seat, close)):
        return Text(
            "须重点管理的都是待确认席位：{seats}；先查明由谁担任。",
            "Only open seats are to be managed closely: {seats}; find out first who holds them.",
        ).format(seats=seats)
    if not any(map(snapshot.is_seat, close)):
        return Text("须重点管理：{names}。", "To be managed closely: {names}.").format(names=known)
    return Text(
        "须重点管理：{names}；待确认席位 {seats} 也是，先查明由谁担任。",
        "To be managed closely: {names}; so are the open seats {seats}: find out first who holds them.",
    ).format(names=known, seats=seats)


def unknowns(rows: Sequence[Salience], snapshot: Snapshot) -> list[Text]:
    """Of whom power or interest is not known: nobody is placed by what was never recorded without a word of it."""
    ungraded = [snapshot.people[row.id].name for row in rows if row.power is None]
    unheard = [snapshot.people[row.id].name for row in rows if row.rests_on_nothing]
    power = Text(
        "{n} 人未录职级，权力未知，不分象限，类型只按已知的算：{names}",
        "{n} without a grade, whose power is unknown: no quadrant, and a type of what is known alone: {names}",
    )
    interest = Text(
        "{n} 人的兴趣未知（未录兴趣，也没有就此商机互动的记录），按 0 计：{names}",
        "{n} whose interest is unknown (none declared, no interaction on this opportunity recorded), counted as 0: {names}",
    )
    return [
        text.format(n=len(names), names=some_of(names))
        for text, names in ((power, ungraded), (interest, unheard))
        if names
    ]


def is_open_complaint(found: Interaction) -> bool:
    """Whether an interaction is a complaint that nobody has closed."""
    return found.kind == InteractionKind.COMPLAINT and not is_over(found.status)


def _roles(situation: Situation, deals: Iterable[Opportunity]) -> Mapping[str, Mapping[str, int | None]]:
    """Declared interest (None: not given) of everybody with a role, by opportunity."""
    found: dict[str, dict[str, int | None]] = {}
    for deal in deals:
        for edge in situation.snapshot.index.edges(EdgeKind.ROLE_IN, [deal.id]):
            if edge.get("roles"):
                found.setdefault(deal.id, {})[edge.source] = edge.get("interest")
    return found


def _interest(
    situation: Situation, deals: Iterable[Opportunity], roles: Mapping[str, Mapping[str, int | None]]
) -> Mapping[str, float]:
    snapshot, rules = situation.snapshot, situation.snapshot.settings.salience
    ids = {deal.id for deal in deals}
    met = dict.fromkeys(situation.graph.people, 0)
    for event in snapshot.index.interactions(situation.graph.people):
        if event.opportunity in ids and 0 <= days_between(event.date, snapshot.as_of) <= rules["days"]:
            for person in set(event.participants) & met.keys():
                met[person] += 1
    found = {}
    for person, times in met.items():
        declared = max((of[person] or 1 for of in roles.values() if person in of), default=1)
        found[person] = min(1.0, times / rules["contacts"]) / 2 + (declared - 1) / 8
    return found


def _offices(situation: Situation, deals: Iterable[Opportunity]) -> frozenset[str]:
    """Outside organisations that have a contract with the customer's tree or hold an office for it or the opportunity."""
    snapshot, tree = situation.snapshot, situation.context.tree
    there = tree | {deal.id for deal in deals}
    today = snapshot.as_of.isoformat()
    found = set()
    for kind in _OFFICES:
        for edge in snapshot.index.edges(kind, there):
            if (edge.get("start") or "") > today or (edge.get("end") or today) < today:
                continue
            if edge.target in there and edge.source not in tree:
                found.add(edge.source)
            elif kind is EdgeKind.CONTRACT and edge.source in tree and edge.target not in tree:
                found.add(edge.target)
    return frozenset(found)


def _pressed(situation: Situation) -> frozenset[str]:
    """Who takes part in an open complaint, or holds an open need for now."""
    index, people = situation.snapshot.index, situation.graph.people
    found = {p for event in index.interactions(people) if is_open_complaint(event) for p in event.participants}
    found |= {need.holder for need in open_needs(situation.snapshot, people) if need.horizon == Horizon.NOW}
    return frozenset(found)

"""Coverage gaps: people and units that matter and that nobody of ours is in active contact with.

A gap is a person of share ≥ .1 %, or one whom the account's tier requires us to cover, with best T < .30; and a
required unit in which nobody has an active tie and nobody is listed already. ``severity = share · (1 − best T)``, largest first.
An open seat is such a gap with T = 0: before anything can be done about the post, somebody has to find out who holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence

from graphcrm.analysis.coverage.contact_barrier import contact_barrier
from graphcrm.analysis.coverage.coverage_rules import person_rule, rule_label, unit_rule
from graphcrm.analysis.coverage.open_seats import who_could_tell
from graphcrm.analysis.coverage.tie import best_tie_text
from graphcrm.analysis.numbers import at_least, is_active, ordinal
from graphcrm.analysis.opinion.known_support import share_where
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.settings import CoverageRule
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import per_cent

__all__ = ["Gap", "coverage_gaps"]


#: Ids of the best route of ours to a person, first mover first; None without one.
RouteTo = Callable[[str], Sequence[str] | None]


@dataclass(frozen=True, slots=True)
class Gap:
    """A person or unit without an active tie.

    severity
        ``share · (1 − best_tie)``, 0..1.
    suggested_owner
        Who of ours should take it up: the recorded owner, else whoever has the best tie, else the first mover of the
        route.
    barrier
        Why no contact may be suggested; then there is neither owner nor route.
    is_seat
        An open seat; the owner is then who could find out who holds it, and there is no route.
    """

    id_or_unit: str
    is_unit: bool
    share: float
    best_tie: float
    required: CoverageRule
    severity: float
    suggested_owner: str | None
    route: tuple[str, ...] | None
    barrier: Text | None
    is_seat: bool = False

    def sentence(self, snapshot: Snapshot) -> Text:
        """The explanation text."""
        name = (snapshot.units if self.is_unit else snapshot.people)[self.id_or_unit].name
        if self.is_seat:
            return self._seat_sentence(snapshot)
        if self.barrier:
            step = self.barrier
        elif self.suggested_owner:
            owner = snapshot.people[self.suggested_owner].name
            step = Text("建议由 {owner} 跟进", "{owner} should take it up").format(owner=owner)
        else:
            step = Text("尚无人可跟进", "nobody of ours is close yet")
        required = Text("，要求：{r}", ", required: {r}").format(r=rule_label(self.required))
        return Text(
            "{name}：占决策影响 {share}，{tie}{role}；{step}。",
            "{name}: {share} of decision influence, {tie}{role}; {step}.",
        ).format(
            name=name,
            share=per_cent(self.share),
            tie=best_tie_text(self.best_tie),
            role=required if self.required else "",
            step=step,
        )

    def _seat_sentence(self, snapshot: Snapshot) -> Text:
        step = Text("尚无人可打听", "nobody of ours is close enough to ask")
        if self.suggested_owner:
            owner = snapshot.people[self.suggested_owner].name
            step = Text("请 {owner} 打听由谁担任", "{owner} should find out who holds it").format(owner=owner)
        return Text(
            "{name}：待确认席位，占决策影响 {share}，尚不知由谁担任；{step}。",
            "{name}: open seat with {share} of decision influence, nobody knows yet who holds it; {step}.",
        ).format(name=snapshot.people[self.id_or_unit].name, share=per_cent(self.share), step=step)


def coverage_gaps(
    situation: Situation, key_persons: Collection[str], route_to: RouteTo | None = None
) -> tuple[Gap, ...]:
    """All gaps, most severe first, ties by id.

    Parameters
    ----------
    situation : Situation
    key_persons : collection of ids
    route_to : callable, optional
        Best route to a person as ids; asked only for people with whom contact may be suggested.
    """
    settings = situation.snapshot.settings
    found: list[Gap] = []
    for person in situation.graph.people:
        tie, share = situation.ties.best(person)[0], situation.share_of(person)
        rule = person_rule(situation, person, key_persons)
        if not is_active(tie, settings) and (at_least(share, settings.gaps["share"]) or rule):
            found.append(_of_person(situation, person, rule, route_to))
    listed = {gap.id_or_unit for gap in found}
    working_in = defaultdict[str | None, list[str]](list)
    for person in situation.graph.people:
        working_in[situation.snapshot.people[person].unit].append(person)
    for unit in sorted(u.id for u in situation.snapshot.index.units(situation.context.tree)):
        rule = unit_rule(situation, unit)
        members = working_in.get(unit, [])
        tie = max((situation.ties.best(p)[0] for p in members), default=0.0)
        if rule and not is_active(tie, settings) and not listed & set(members):
            found.append(_of_unit(situation, unit, members, rule, tie))
    return tuple(sorted(found, key=lambda g: (-ordinal(g.severity), g.id_or_unit)))


def _of_person(situation: Situation, person: str, rule: CoverageRule, route_to: RouteTo | None) -> Gap:
    tie, closest = situation.ties.best(person)
    if situation.snapshot.is_seat(person):
        return _of_seat(situation, person, rule)
    barrier = contact_barrier(situation.snapshot, situation.context, person)
    route = tuple(route_to(person) or ()) or None if route_to and barrier is None else None
    owner = situation.snapshot.owners.get(person) or closest or (route[0] if route else None)
    share = situation.share_of(person)
    return Gap(
        id_or_unit=person,
        is_unit=False,
        share=share,
        best_tie=tie,
        required=rule,
        severity=share * (1 - tie),
        suggested_owner=None if barrier else owner,
        route=route,
        barrier=barrier,
    )


def _of_seat(situation: Situation, seat: str, rule: CoverageRule) -> Gap:
    share = situation.share_of(seat)
    return Gap(
        id_or_unit=seat,
        is_unit=False,
        share=share,
        best_tie=0.0,
        required=rule,
        severity=share,
        suggested_owner=who_could_tell(situation, seat),
        route=None,
        barrier=None,
        is_seat=True,
    )


def _of_unit(situation: Situation, unit: str, members: Sequence[str], rule: CoverageRule, tie: float) -> Gap:
    reachable = [p for p in members if contact_barrier(situation.snapshot, situation.context, p) is None]
    closest = max(reachable, key=lambda p: (situation.ties.best(p)[0], p), default=None)
    share = share_where(situation, members)
    return Gap(
        id_or_unit=unit,
        is_unit=True,
        share=share,
        best_tie=tie,
        required=rule,
        severity=share * (1 - tie),
        suggested_owner=situation.ties.best(closest)[1] if closest else None,
        route=None,
        barrier=None,
    )

"""Where findings come from: one function per kind, each on top of the analysis that finds it.

=========  ================================================================  =====================================
kind       found where                                                       share at risk
=========  ================================================================  =====================================
complaint  a severe complaint of somebody concerned is open                  of those who took part
promise    a promise of ours is due within 14 days or overdue                of whoever it was given to
gap        coverage is missing                                               share · (1 − best T)
thread     one thread or none leads to a decider                             of the decider
bow-tie    index ≥ .6                                                        covered share that hangs on one of ours
sponsor    a key person has no live sponsor                                  of the person
cooling    a tie cools, has lapsed or is a silent bridge                     of the person
drift      our side fell while a competitor's rose                           of the person
downturn   satisfaction of the account fell by 5 or more in 180 days         none
           a key person's support fell in 180 days, or their status declines  of the person
audit      a line of the audit fails                                         none
verify     the first three questions of what to find out next                of whoever they are about
=========  ================================================================  =====================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from graphcrm.analysis.contest.contest import chosen_rivals
from graphcrm.analysis.contest.drift import Movements, movements
from graphcrm.analysis.coverage.coverage_gaps import coverage_gaps
from graphcrm.analysis.data.audit import audit
from graphcrm.analysis.data.verify_next import verify_next
from graphcrm.analysis.findings.finding import Finding, FindingKind, always
from graphcrm.analysis.influence.key_persons import key_persons
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.paths.routes import best_ways
from graphcrm.analysis.plan.promises import promises
from graphcrm.analysis.resilience.bow_tie import Shape, bow_tie
from graphcrm.analysis.resilience.threads import threads
from graphcrm.analysis.situation import Situation
from graphcrm.analysis.sponsors.sponsor_gaps import sponsor_gaps
from graphcrm.analysis.status.satisfaction import satisfaction_fell
from graphcrm.analysis.status.six_dimensions import open_severe_complaint
from graphcrm.analysis.status.status_table import Trend, assessments_of, trend_of
from graphcrm.analysis.time.cooling import cooling
from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined, signed
from graphcrm.steps import steps

__all__ = ["Day", "find"]


_SINGLE = 1


@dataclass(frozen=True)
class Day:
    """A day on which findings are looked for, with what was recorded when ties, and support, are compared with."""

    situation: Situation
    quarter: Snapshot
    half_year: Snapshot

    @cached_property
    def moved(self) -> Movements:
        """How both sides moved with everybody of the graph."""
        s = self.situation
        return movements(s, s.graph.people, chosen_rivals(s), self.quarter, self.half_year)


def find(day: Day) -> tuple[Finding, ...]:
    """All findings of a day, each key once, kind by kind."""
    found = {finding.key: finding for source in steps(_SOURCES) for finding in source(day)}
    return tuple(found.values())


def _complaints(day: Day) -> Iterator[Finding]:
    s = day.situation
    for event in s.snapshot.index.interactions(s.concerned):
        theirs = [p for p in event.participants if p in s.concerned]
        if theirs and open_severe_complaint([event], theirs[0], s.snapshot.as_of.isoformat()):
            theirs.sort(key=lambda p: (-ordinal(s.share_of(p)), p))
            who = joined(s.snapshot.people[p].name for p in theirs)
            said = Text(
                "{who} 在 {day} 提出的严重投诉尚未关闭。", "The severe complaint of {who} of {day} is still open."
            ).format(who=who, day=event.date)
            ours = [p for p in event.participants if p in s.snapshot.people and s.snapshot.works_for_us(p)]
            owner = s.snapshot.owners.get(theirs[0]) or (ours[0] if ours else None)
            risk = sum(map(s.share_of, theirs))
            yield Finding(FindingKind.COMPLAINT, (event.id,), always(said), risk, owner, target=theirs[0])


def _promises(day: Day) -> Iterator[Finding]:
    s = day.situation
    for given in promises(s):
        if given.is_due:
            one = given.promise
            taker = one.taker if one.taker in s.snapshot.people else None
            risk = s.share_of(one.taker) if taker else None
            said = partial(given.sentence, s.snapshot)
            yield Finding(FindingKind.PROMISE, (one.id,), said, risk, given.owner, one.due, taker)


def _gaps(day: Day) -> Iterator[Finding]:
    s = day.situation
    for gap in coverage_gaps(s, key_persons(s), best_ways(s)):
        said, target = partial(gap.sentence, s.snapshot), None if gap.is_unit else gap.id_or_unit
        yield Finding(FindingKind.GAP, (gap.id_or_unit,), said, gap.severity, gap.suggested_owner, target=target)


def _threads(day: Day) -> Iterator[Finding]:
    s = day.situation
    for found in threads(s, at_most=_SINGLE):
        owner = s.snapshot.owners.get(found.decider) or next(iter(found.proposed), None)
        said, share = partial(found.sentence, s.snapshot), s.share_of(found.decider)
        yield Finding(FindingKind.THREAD, (found.decider,), said, share, owner, target=found.decider)


def _bow_tie(day: Day) -> Iterator[Finding]:
    s = day.situation
    found = bow_tie(s)
    if found.person is not None and found.shape is Shape.BOW_TIE:
        said = partial(found.sentence, s.snapshot)
        yield Finding(FindingKind.BOW_TIE, (found.person,), said, found.losses[0].loss, found.person)


def _sponsors(day: Day) -> Iterator[Finding]:
    s = day.situation
    for gap in sponsor_gaps(s, key_persons(s)):
        owner = s.snapshot.owners.get(gap.person)
        said = partial(gap.sentence, s.snapshot)
        yield Finding(FindingKind.SPONSOR, (gap.person,), said, gap.share, owner, target=gap.person)


def _cooling(day: Day) -> Iterator[Finding]:
    s = day.situation
    for tie in cooling(s, key_persons(s), day.moved):
        said = partial(tie.sentence, s.snapshot, s.side)
        yield Finding(FindingKind.COOLING, (tie.ours, tie.person), said, tie.share, tie.ours, target=tie.person)


def _drift(day: Day) -> Iterator[Finding]:
    s = day.situation
    for person in s.rank_order:
        if day.moved.drifts(person):
            said = Text(
                "{p}：对{side}变冷，同时{rivals}升温。", "{p} cools toward {side} while {rivals} warms."
            ).format(p=s.snapshot.people[person].name, side=s.side.name, rivals=s.side.rivals)
            owner = s.snapshot.owners.get(person)
            yield Finding(FindingKind.DRIFT, (person,), always(said), s.share_of(person), owner, target=person)


def _downturn(day: Day) -> Iterator[Finding]:
    """Of the account's satisfaction, and of the support of its key people: their level on record, or the trend of their status."""
    s = day.situation
    account = s.context.account
    if fell := satisfaction_fell(s.snapshot, day.half_year, account.id):
        said = Text("{who} 的满意度由 {before} 降至 {now}。", "Satisfaction of {who} fell from {before} to {now}.")
        said = said.format(who=account.name, before=f"{fell[0]:g}", now=f"{fell[1]:g}")
        yield Finding(FindingKind.DOWNTURN, (account.id,), always(said))
    keys = key_persons(s)
    held = assessments_of(s.snapshot, keys, s.context.vendor)
    for person in keys:
        before, now = day.moved.ours.support_then.get(person), day.moved.ours.support.get(person)
        lost = before is not None and now is not None and now < before
        trend = trend_of(s.snapshot, held.get(person, ()))
        if lost or trend is Trend.DECLINING:
            name, owner = s.snapshot.people[person].name, s.snapshot.owners.get(person)
            said = Text("{p} 与{side}的关系现状在下滑。", "The status of {p} with {side} is declining.").format(
                p=name, side=s.side.name
            )
            if before is not None and now is not None and lost:
                said = Text(
                    "{p} 对{side}的支持度由 {b} 降至 {n}。", "The support of {p} for {side} fell from {b} to {n}."
                ).format(p=name, side=s.side.name, b=signed(before), n=signed(now))
            yield Finding(FindingKind.DOWNTURN, (person,), always(said), s.share_of(person), owner, target=person)


def _audit(day: Day) -> Iterator[Finding]:
    for row in audit(day.situation).rows:
        if row.ok is False:
            fix = row.fix or Text("请补充", "add what is missing")
            said = Text("{what}未达标：{fix}。", "audit mark missed ({what}): {fix}.").format(what=row.label, fix=fix)
            yield Finding(FindingKind.AUDIT, (row.metric,), always(said))


def _questions(day: Day) -> Iterator[Finding]:
    s = day.situation
    for question in verify_next(s, int(s.snapshot.settings.findings["questions"])):
        risk = max(map(s.share_of, question.about))
        yield Finding(FindingKind.VERIFY, question.about, partial(question.text, s), risk, question.ask_whom)


_SOURCES: tuple[Callable[[Day], Iterator[Finding]], ...] = (
    _complaints,
    _promises,
    _gaps,
    _threads,
    _bow_tie,
    _sponsors,
    _cooling,
    _drift,
    _downturn,
    _audit,
    _questions,
)

"""What calls for an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from graphcrm.analysis.findings.finding import Finding, FindingKind
from graphcrm.analysis.findings.life import FindingState, Lived, lives
from graphcrm.analysis.situation import Situation
from graphcrm.asking.ask import Answer, Ask
from graphcrm.asking.labelled import Labelled
from graphcrm.edition import Access
from graphcrm.i18n import Text
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined
from graphcrm.steps import stage


def answer(ask: Ask) -> Answer:
    """Findings of the day with their lives; of one owner where one is named."""
    owner = ask.get("owner")
    if owner is not None:
        ask.snapshot.our_person(owner)
    every = [one for one in findings_of(ask.situation, ask) if owner is None or one.finding.owner == owner]
    found = ask.top(every)
    said = [one.finding.sentence for one in found]
    rows = [
        ask.row(
            one,
            key=one.finding.key,
            kind=one.finding.kind,
            subject=_subject(ask, one.finding),
            sentence=sentence,
            severity=one.finding.severity,
            owner=one.finding.owner,
        )
        for one, sentence in zip(found, said, strict=True)
    ]
    return Answer.of(
        rows,
        remarks=[counted(one.state for one in every)],
        assumptions=_others_then(ask),
        explain=[_told(ask, one, sentence) for one, sentence in zip(found, said, strict=True)],
    )


def findings_of(situation: Situation, ask: Ask) -> tuple[Lived, ...]:
    """The findings of a situation, with what was found on the earlier days that the question looks back to."""
    snapshot = situation.snapshot
    past = snapshot.settings.finding_days
    with stage(0, 1 + len(past)):
        now = ask.known.findings(situation, *ask.drift())
    earlier = []
    for number, days in enumerate(past, start=1):
        then = _on(ask, situation, ask.ago(days))
        day = (snapshot.as_of - timedelta(days=days)).isoformat()
        found: tuple[Finding, ...] = ()
        if then is not None:
            with stage(number, 1 + len(past)):
                found = ask.known.findings(then, *ask.drift(days))
        earlier.append((day, found))
    return lives(now, earlier, snapshot.accepted, snapshot.as_of.isoformat())


def _others_then(ask: Ask) -> tuple[Text, ...]:
    """That other opportunities were open on an earlier day, the nearest such, so that what is resolved may be about them."""
    thens = (_on(ask, ask.situation, ask.ago(days)) for days in sorted(ask.snapshot.settings.finding_days))
    return next(filter(None, (ask.another_decision(then) for then in thens if then is not None)), ())


def _on(ask: Ask, situation: Situation, snapshot: Snapshot) -> Situation | None:
    """The same question on an earlier day, of an account its opportunities of then; None where it was not recorded yet."""
    where, deal = situation.context, ask.get("opportunity")
    known = where.account.id in snapshot.orgs and (deal is None or deal in snapshot.opportunities)
    if not known or where.vendor not in snapshot.orgs:
        return None
    then = ask.known.situation(snapshot, where.account.id, deal, where.vendor, situation.graph.options)
    return None if then.undecided else then


def _subject(ask: Ask, finding: Finding) -> list[Labelled]:
    if finding.kind is FindingKind.AUDIT:
        return []
    return [Labelled.of(one, joined([_named(ask, finding, one)])) for one in finding.subject]


def _named(ask: Ask, finding: Finding, one: str) -> str:
    """What people call the subject: a promise is its statement, a contact that was complained in the person who did."""
    if finding.kind is FindingKind.COMPLAINT and finding.target:
        return ask.name(finding.target)
    promise = ask.snapshot.promises.get(one) if finding.kind is FindingKind.PROMISE else None
    return promise.statement if promise else ask.name(one)


def _told(ask: Ask, one: Lived, sentence: Text) -> Text:
    """“new since 2026-06-23: …”; of an accepted finding why, which is for the team alone."""
    head = Text("{state}（至少自 {day}）：", "{state} (since {day} at least): ").format(
        state=one.state.label, day=one.first_seen
    )
    told = head + sentence
    if one.acceptance is None or Access.PRIVATE not in ask.edition.admits:
        return told
    why = Text("{who}接受：{why}。", " Accepted by {who}: {why}.")
    return told + why.format(who=ask.name(one.acceptance.by), why=one.acceptance.reason)


def counted(states: Iterable[FindingState]) -> Text:
    """How many findings are new, open and so on."""
    counts = Counter(states)
    if not counts:
        return Text("没有需要处理的发现。", "Nothing calls for an act.")
    return (
        Text("发现：", "Findings: ")
        + joined(Text(f"{s.zh} {counts[s]}", f"{counts[s]} {s.en}") for s in FindingState if counts[s])
        + Text("。", ".")
    )

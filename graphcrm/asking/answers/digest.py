"""What an owner should look at now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphcrm.analysis.findings.finding import FindingKind
from graphcrm.analysis.findings.life import FindingState, Lived
from graphcrm.analysis.numbers import ordinal
from graphcrm.analysis.paths.access import AccessGraph, access_graph
from graphcrm.analysis.paths.routes import best_route
from graphcrm.analysis.situation import Situation
from graphcrm.asking.answers.findings import findings_of
from graphcrm.asking.ask import Answer, Ask
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.records import Org
from graphcrm.spoken import arrows

_WAITING = (FindingState.NEW, FindingState.OPEN)
#: So many open findings are listed where there is nothing new or due: of a list just imported everything has stood since ever.
_MOST = 5


@dataclass(frozen=True)
class _Mine:
    """A finding of the owner, and where it was found."""

    account: Org
    situation: Situation
    one: Lived

    @property
    def place(self) -> tuple[str, str]:
        return self.account.id, self.one.finding.key


def answer(ask: Ask) -> Answer:
    """New findings of the owner and promises that are due, account by account; what is open besides is only counted.

    On a day without either the weightiest open ones stand instead, so that nobody reads an empty page as “nothing to do”.
    """
    owner = ask.snapshot.person(str(ask.get("owner")))
    if not ask.snapshot.is_ours(owner.id):
        raise UsageError(
            Text("{who}（{id}）不是我方人员", "{who} ({id}) is not one of ours").format(who=owner.name, id=owner.id)
        )
    wanted = ask.get("account")
    accounts = ask.snapshot.accounts if wanted is None else (ask.snapshot.org(wanted),)
    mine = [found for account in accounts for found in _mine(ask, account, owner.id)]
    now = [found for found in mine if _now(found.one)]
    rest = [found for found in mine if found.one.state in _WAITING and not _now(found.one)]
    shown = now or sorted(rest, key=lambda found: -ordinal(found.one.finding.severity or 0.0))[:_MOST]
    routes: dict[tuple[str, str], tuple[str, ...] | None] = {}
    for account in accounts:
        here = [found for found in shown if found.account == account]
        access = access_graph(here[0].situation) if here else None
        routes |= {found.place: _route(found.situation, found.one, access) for found in here if access}
    return Answer.of(
        [_row(found, routes[found.place]) for found in shown],
        remarks=[_head(owner.name, len(now), len(rest))],
        explain=[_told(found, routes[found.place], ask) for found in shown],
    )


def _head(owner: str, now: int, rest: int) -> Text:
    """What is new or due, and what stands below or besides."""
    if now or not rest:
        head = Text("{who}：{n} 项新的或到期的", "{who}: {n} new or due").format(who=owner, n=now)
        return head + (
            Text(f"，另有 {rest} 项早已在列。", f", {rest} more that have been open before.")
            if rest
            else Text("。", ".")
        )
    shown = min(rest, _MOST)
    return Text(
        "{who}：没有新的或到期的；未处理的共 {rest} 项，下面是风险份额最大的 {shown} 项。",
        "{who}: nothing new or due; of {rest} open the {shown} with the largest share at risk stand below.",
    ).format(who=owner, rest=rest, shown=shown)


def _mine(ask: Ask, account: Org, owner: str) -> Iterator[_Mine]:
    situation = ask.known.situation(ask.snapshot, account.id, None, ask.get("vendor"), ask.options)
    for one in _of(situation, ask):
        if one.finding.owner == owner:
            yield _Mine(account, situation, one)


def _of(situation: Situation, ask: Ask) -> Iterator[Lived]:
    """Findings of an account; of one without a decision there are none."""
    if not situation.undecided:
        yield from findings_of(situation, ask)


def _now(one: Lived) -> bool:
    """New, or a promise that is due and with which nobody lives."""
    due = one.finding.kind is FindingKind.PROMISE and one.state in _WAITING
    return due or one.state is FindingState.NEW


def _route(situation: Situation, one: Lived, access: AccessGraph) -> tuple[str, ...] | None:
    """The strongest route to the person whom it is about, where one may be given."""
    target = one.finding.target
    route = best_route(situation, target, access) if target is not None and target in situation.graph.index else None
    return route.people if route else None


def _told(found: _Mine, route: tuple[str, ...] | None, ask: Ask) -> Text:
    """“Huayue Bank, promise due [promise:PR01]: … Route: …”."""
    finding = found.one.finding
    head = Text("{account}·{kind} [{key}]：", "{account}, {kind} [{key}]: ").format(
        account=found.account.name, kind=finding.kind.label, key=finding.key
    )
    way = Text("", "")
    if route:
        way = Text("路线：{way}。", " Route: {way}.").format(way=arrows(map(ask.name, route)))
    return head + finding.sentence + way


def _row(found: _Mine, route: tuple[str, ...] | None) -> dict[str, Any]:
    finding = found.one.finding
    return {
        "account": found.account.id,
        "key": finding.key,
        "kind": finding.kind,
        "sentence": finding.sentence,
        "due": finding.due,
        "severity": finding.severity,
        "route": list(route) if route else None,
        "state": found.one.state,
    }

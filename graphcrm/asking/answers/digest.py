"""What an owner should look at now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from shlex import quote
from typing import Any

from graphcrm.analysis.findings.finding import FindingKind
from graphcrm.analysis.findings.life import FindingState, Lived
from graphcrm.analysis.paths.access import AccessGraph, access_graph
from graphcrm.analysis.paths.routes import best_route
from graphcrm.analysis.situation import Situation
from graphcrm.asking.answers.findings import findings_of
from graphcrm.asking.ask import Answer, Ask
from graphcrm.i18n import Text
from graphcrm.spoken import arrows
from graphcrm.steps import steps

_WAITING = (FindingState.NEW, FindingState.OPEN)


def answer(ask: Ask) -> Answer:
    """New findings of the owner and promises that are due, account by account; what is open besides is only counted."""
    owner = ask.snapshot.our_person(str(ask.get("owner")))
    wanted = ask.get("account")
    accounts = ask.snapshot.accounts if wanted is None else (ask.snapshot.account(wanted),)
    rows: list[dict[str, Any]] = []
    told: list[Text] = []
    waiting: Counter[str] = Counter()
    for account in steps(accounts):
        situation = ask.known.situation(ask.snapshot, account.id, None, ask.get("vendor"), ask.options)
        mine = [one for one in _of(situation, ask) if one.finding.owner == owner.id]
        access = access_graph(situation)
        here = [(one, _route(situation, one, access)) for one in mine if _now(one)]
        rows += [_row(account.id, one, route) for one, route in here]
        told += [_told(ask, account.name, one, route) for one, route in here]
        waiting[account.id] += sum(one.state in _WAITING and not _now(one) for one in mine)
    head = Text("{who}：{n} 项新的或到期的", "{who}: {n} new or due").format(who=owner.name, n=len(rows))
    return Answer.of(rows, remarks=[head + _besides(waiting, owner.id)], explain=told)


def _besides(waiting: Counter[str], owner: str) -> Text:
    """How many more are open, and what lists those of the account with most of them."""
    if not waiting.total():
        return Text("。", ".")
    account = max(waiting, key=lambda one: waiting[one])
    return Text(
        "，另有 {n} 项早已在列（graphcrm query findings --account {account} --owner {owner}）。",
        ", {n} more that have been open before (graphcrm query findings --account {account} --owner {owner}).",
    ).format(n=waiting.total(), account=quote(account), owner=quote(owner))


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


def _told(ask: Ask, account: str, one: Lived, route: tuple[str, ...] | None) -> Text:
    """“Huayue Bank, promise due [promise:PR01]: … Route: …”."""
    head = Text("{account}·{kind} [{key}]：", "{account}, {kind} [{key}]: ").format(
        account=account, kind=one.finding.kind.label, key=one.finding.key
    )
    way = Text("", "")
    if route:
        way = Text("路线：{way}。", " Route: {way}.").format(way=arrows(map(ask.name, route)))
    return head + one.finding.sentence + way


def _row(account: str, one: Lived, route: tuple[str, ...] | None) -> dict[str, Any]:
    return {
        "account": account,
        "key": one.finding.key,
        "kind": one.finding.kind,
        "sentence": one.finding.sentence,
        "due": one.finding.due,
        "severity": one.finding.severity,
        "route": list(route) if route else None,
        "state": one.state,
    }
